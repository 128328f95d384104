import { browser } from 'wxt/browser';
import type { FrameSnapshot } from '@/knowledge/form/snapshot';
import type { ReadBack, WriteInstruction, WriteResult } from '@/knowledge/form/write';

/**
 * What the contexts of the extension may ask of each other. The panel opens one port per frame of
 * its tab; the overlay answers calls and tells when the page changed. The overlay can ask nothing
 * of the panel: it receives marks, and the values of one approved plan.
 */

/** How a field is marked in the page. */
export type MarkTone = 'known' | 'filled' | 'check' | 'broken' | 'here';

/** What the panel may ask of the overlay of one frame. */
export interface OverlayCalls {
  /** Reads the frame as it is now. */
  snapshot(): FrameSnapshot;
  /** Plays the recipe of each approved value, a few dozen at most: the panel can pause between two calls. */
  write(request: { instructions: WriteInstruction[] }): WriteResult[];
  /** What fields hold once the page is quiet, and not before `atLeast` milliseconds. */
  readBack(request: { refs: string[]; atLeast: number }): ReadBack[];
  /**
   * Tells the frame how far a fill is, or that it is over: a frame whose panel goes away half way
   * says in the page what was done.
   */
  filling(progress: { done: number; total: number } | null): null;
  /** References of the fields the person acted in since the fill began. */
  touched(): string[];
  /** Lets the person point at a field of the page; null when she gave up or another call took over. */
  pick(): string | null;
  stopPicking(): null;
  /** Last time the frame exchanged with its server, in milliseconds since the epoch. */
  lastExchange(): number;
  /** Adds rows to the table of that « add » button until it has so many; answers how many it has. */
  addRows(request: { ref: string; rows: number }): number;
  /** Replaces the marks drawn in the frame. */
  mark(marks: { ref: string; tone: MarkTone }[]): null;
  /** Scrolls to a field and points at it for a moment. */
  reveal(ref: string): boolean;
}

/** What a frame tells the extension pages, unasked. */
export type OverlayNews =
  | { news: 'hello' }
  | { news: 'open-panel' }
  /** A long text as the person types it, for the « boîte noire »; the one news that carries a value. */
  | ({ news: 'typed' } & TypedText);

/** A long text being typed, and the words that tell its field. Nothing else of the page. */
export interface TypedText {
  label: string;
  section: string;
  /** Title of the step. */
  step: string;
  /** Address without its query. */
  url: string;
  text: string;
}

type CallName = keyof OverlayCalls;

interface CallMessage<N extends CallName = CallName> {
  id: number;
  call: N;
  argument: Parameters<OverlayCalls[N]>[0];
}

interface AnswerMessage {
  id: number;
  result?: unknown;
  error?: string;
}

interface ChangedMessage {
  changed: true;
}

/** Name of the ports between the panel and the frames. */
const PORT = 'assistant-galis';

/** Message broadcast to the frames of a tab: those that live answer with a « hello ». */
const ANNOUNCE = { announce: true } as const;

/** How a frame answers each call. */
export type OverlayHandlers = {
  [N in CallName]: (
    argument: Parameters<OverlayCalls[N]>[0],
  ) => Promise<ReturnType<OverlayCalls[N]>> | ReturnType<OverlayCalls[N]>;
};

/** One conversation seen from the overlay. */
export interface PanelLink {
  tellChanged(): void;
}

/**
 * Serves the panel from a frame. `open` is called once per panel that connects and gives the
 * handlers of that conversation and what to do when the panel goes away.
 */
export const servePanel = (
  open: (link: PanelLink) => { handlers: OverlayHandlers; close: () => void },
): void => {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== PORT || port.sender?.id !== browser.runtime.id) return;
    const { handlers, close } = open({
      tellChanged: () => port.postMessage({ changed: true } satisfies ChangedMessage),
    });
    port.onMessage.addListener((message: CallMessage) => {
      void answer(handlers, message)
        .then((reply) => port.postMessage(reply))
        .catch(() => undefined);
    });
    port.onDisconnect.addListener(close);
  });
  browser.runtime.onMessage.addListener((message: unknown) => {
    if (isAnnounce(message)) tell({ news: 'hello' });
  });
};

const isAnnounce = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'announce' in message;

const answer = async (
  handlers: OverlayHandlers,
  { id, call, argument }: CallMessage,
): Promise<AnswerMessage> => {
  try {
    if (!Object.hasOwn(handlers, call)) throw new Error(`unknown call: ${call}`);
    const handle = handlers[call] as (argument: unknown) => unknown;
    return { id, result: await handle(argument) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
};

/** Sends news to the extension pages; nobody listening is no error. */
export const tell = (news: OverlayNews): void => {
  browser.runtime.sendMessage(news).catch(() => undefined);
};

/** Asks every frame of a tab to say hello; a tab without our frames is no error. */
export const announce = (tabId: number): void => {
  browser.tabs.sendMessage(tabId, ANNOUNCE).catch(() => undefined);
};

/** Listens to the news of the frames; only genuine frames of ours are passed on. */
export const onNews = (
  listener: (news: OverlayNews, from: { tabId: number; frameId: number; url: string }) => void,
): (() => void) => {
  const receive = (
    message: unknown,
    sender: { id?: string; tab?: { id?: number }; frameId?: number; url?: string },
  ) => {
    const tabId = sender.tab?.id;
    if (sender.id !== browser.runtime.id || tabId === undefined || sender.frameId === undefined) return;
    if (!isNews(message)) return;
    listener(message, { tabId, frameId: sender.frameId, url: sender.url ?? '' });
  };
  browser.runtime.onMessage.addListener(receive);
  return () => browser.runtime.onMessage.removeListener(receive);
};

const isNews = (message: unknown): message is OverlayNews =>
  typeof message === 'object' &&
  message !== null &&
  'news' in message &&
  (message.news === 'hello' ||
    message.news === 'open-panel' ||
    (message.news === 'typed' &&
      TYPED.every((key) => key in message && typeof Reflect.get(message, key) === 'string')));

const TYPED: (keyof TypedText)[] = ['label', 'section', 'step', 'url', 'text'];

/** One frame of the page, seen from the panel. */
export interface FrameLink {
  frameId: number;
  call<N extends CallName>(
    call: N,
    argument: Parameters<OverlayCalls[N]>[0],
  ): Promise<ReturnType<OverlayCalls[N]>>;
  close(): void;
}

/** Opens the conversation with one frame; `onGone` tells that the frame or its script went away. */
export const connectFrame = (
  tabId: number,
  frameId: number,
  events: { onChanged: () => void; onGone: () => void },
): FrameLink => {
  const port = browser.tabs.connect(tabId, { frameId, name: PORT });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let next = 1;
  const drop = () => {
    for (const { reject } of waiting.values()) reject(new Error('frame gone'));
    waiting.clear();
    events.onGone();
  };
  port.onMessage.addListener((message: AnswerMessage | ChangedMessage) => {
    if ('changed' in message) return events.onChanged();
    const one = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) one?.resolve(message.result as never);
    else one?.reject(new Error(message.error));
  });
  port.onDisconnect.addListener(drop);
  return {
    frameId,
    call: (call, argument) =>
      new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, { resolve, reject });
        try {
          port.postMessage({ id, call, argument });
        } catch {
          waiting.delete(id);
          reject(new Error('frame gone'));
        }
      }),
    // The side that closes is not told: what waits for an answer must be told here.
    close: () => {
      port.disconnect();
      drop();
    },
  };
};
