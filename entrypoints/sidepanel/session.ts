import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import type { ReviewedFrame } from '@/knowledge/form/plan';
import type { FrameSnapshot } from '@/knowledge/form/snapshot';
import type { ReadBack, WriteInstruction, WriteResult } from '@/knowledge/form/write';
import { announce, connectFrame, type FrameLink, type MarkTone, onNews } from '@/utils/messages';
import { isPortalUrl, PORTAL_MATCH } from '@/utils/portal';

/** What the panel is looking at. */
export type PageState =
  /** No tab, or a tab that is not the portal. */
  | 'elsewhere'
  /** The person took back the access to the portal, or never gave it. */
  | 'not-allowed'
  /** The portal, whose frames have not answered yet. */
  | 'waiting'
  /** The portal, loaded before the extension: it must be reloaded once. */
  | 'silent'
  | 'ready';

/** A frame that has said nothing after this long has no script of ours in it. */
const SILENCE_MS = 2000;

/** How often the portal's idle time is asked: its session lasts 30 minutes. */
const IDLE_MS = 15_000;

/** Browsers let the person withhold a site from an extension at any time. */
const mayReadPortal = (): Promise<boolean> => browser.permissions.contains({ origins: [PORTAL_MATCH] });

/** Asks for the portal's host again; must be called from a click. */
export const askForPortal = (): Promise<boolean> => browser.permissions.request({ origins: [PORTAL_MATCH] });

/**
 * The page of one tab, frame by frame. Frames come and go on their own; each is read when it
 * appears and whenever it says it changed. Everything here dies with the panel.
 */
export class PageSession {
  readonly state = signal<PageState>('elsewhere');
  readonly url = signal('');
  readonly #links = new Map<number, FrameLink>();
  readonly #snapshots = signal<ReadonlyMap<number, FrameSnapshot>>(new Map());
  /** Frames as last read, the main one first. */
  readonly frames: ReadonlySignal<ReviewedFrame[]> = computed(() =>
    [...this.#snapshots.value]
      .toSorted(([a], [b]) => a - b)
      .map(([frameId, snapshot]) => ({ frameId, snapshot })),
  );
  /** Milliseconds since the page last exchanged with its server, over all frames; null when unknown. */
  readonly idle = signal<number | null>(null);
  #tabId: number | null = null;
  #held = false;
  /** The panel follows the active tab; a panel in a tab of its own stays with one. */
  #following = false;
  #silence: ReturnType<typeof setTimeout> | undefined;

  /** Follows one tab for good, or the active tab of the window when `tabId` is null. */
  start(tabId: number | null): void {
    onNews((news, from) => {
      if (news.news === 'hello' && from.tabId === this.#tabId && isPortalUrl(from.url))
        void this.#meet(from.frameId);
    });
    browser.tabs.onUpdated.addListener((id, change) => {
      if (id === this.#tabId && (change.url !== undefined || change.status !== undefined))
        void this.#look(id);
    });
    const lookAgain = () => {
      if (this.#tabId !== null) void this.#look(this.#tabId);
    };
    browser.permissions.onAdded.addListener(lookAgain);
    browser.permissions.onRemoved.addListener(lookAgain);
    browser.tabs.onRemoved.addListener((id) => {
      if (id === this.#tabId) this.#leave();
    });
    setInterval(() => void this.#askIdle(), IDLE_MS);
    document.addEventListener('visibilitychange', () => void this.#askIdle());
    if (tabId !== null) return void this.#look(tabId);
    this.#following = true;
    browser.tabs.onActivated.addListener(() => void this.#followActive());
    void this.#followActive();
  }

  /** Reads every frame again. */
  async refresh(): Promise<void> {
    await Promise.all([...this.#links.keys()].map((frameId) => this.#read(frameId)));
  }

  /** While held, the page is read on demand only and the panel stays with its tab. */
  hold(held: boolean): void {
    this.#held = held;
    if (!held && this.#following) void this.#followActive();
  }

  write(frameId: number, instructions: WriteInstruction[]): Promise<WriteResult[]> {
    return this.#link(frameId).call('write', { instructions });
  }

  readBack(frameId: number, refs: string[], atLeast: number): Promise<ReadBack[]> {
    return this.#link(frameId).call('readBack', { refs, atLeast });
  }

  /** Keys of the fields the person acted in since the fill began. */
  async touched(): Promise<Set<string>> {
    const asked = [...this.#links].map(async ([frameId, link]) =>
      (await link.call('touched', undefined).catch(() => [])).map((ref) => `${frameId}:${ref}`),
    );
    return new Set((await Promise.all(asked)).flat());
  }

  /** Tells every frame how far an operation is; null once it is over. */
  filling(progress: { done: number; total: number } | null): void {
    for (const link of this.#links.values()) link.call('filling', progress).catch(() => undefined);
  }

  /** Lets the person point at a field of the page, in whatever frame; its key, or empty when she gave up. */
  async pick(): Promise<string> {
    const asked = [...this.#links].map(async ([frameId, link]) => {
      const ref = await link.call('pick', undefined);
      return ref === null ? '' : `${frameId}:${ref}`;
    });
    const key = await Promise.any(asked).catch(() => '');
    this.stopPicking();
    return key;
  }

  /** Gives up pointing. */
  stopPicking(): void {
    for (const link of this.#links.values()) link.call('stopPicking', undefined).catch(() => undefined);
  }

  addRows(frameId: number, ref: string, rows: number): Promise<number> {
    return this.#link(frameId).call('addRows', { ref, rows });
  }

  async reveal(frameId: number, ref: string): Promise<boolean> {
    return this.#link(frameId).call('reveal', ref);
  }

  /** Draws the marks of every frame; a frame that went away meanwhile is no error. */
  mark(marks: Map<number, { ref: string; tone: MarkTone }[]>): void {
    for (const [frameId, link] of this.#links)
      link.call('mark', marks.get(frameId) ?? []).catch(() => undefined);
  }

  async #askIdle(): Promise<void> {
    if (document.visibilityState !== 'visible' || this.state.value !== 'ready') return;
    const asked = [...this.#links.values()].map((link) =>
      link.call('lastExchange', undefined).catch(() => 0),
    );
    const last = Math.max(0, ...(await Promise.all(asked)));
    this.idle.value = last > 0 ? Math.max(0, Date.now() - last) : null;
  }

  #link(frameId: number): FrameLink {
    const link = this.#links.get(frameId);
    if (!link) throw new Error('La page a changé : relisez-la, puis recommencez.');
    return link;
  }

  async #followActive(): Promise<void> {
    if (this.#held) return;
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    if (tab?.id !== undefined) await this.#look(tab.id);
  }

  async #look(tabId: number): Promise<void> {
    const tab = await browser.tabs.get(tabId).catch(() => null);
    const allowed = await mayReadPortal();
    if (tabId !== this.#tabId) this.#leave();
    this.#tabId = tabId;
    this.url.value = tab?.url ?? '';
    if (!allowed || !isPortalUrl(tab?.url)) {
      this.#leave();
      // Without the access the address itself is hidden: it may be the portal.
      if (!allowed && tab?.url === undefined) this.state.value = 'not-allowed';
      return;
    }
    if (this.state.value === 'ready') return;
    this.state.value = 'waiting';
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      if (this.state.value === 'waiting') this.state.value = 'silent';
    }, SILENCE_MS);
    announce(tabId);
  }

  #leave(): void {
    clearTimeout(this.#silence);
    for (const link of this.#links.values()) link.close();
    this.#links.clear();
    this.#snapshots.value = new Map();
    this.state.value = 'elsewhere';
    this.idle.value = null;
  }

  async #meet(frameId: number): Promise<void> {
    if (this.#tabId === null || this.#links.has(frameId)) return;
    const link = connectFrame(this.#tabId, frameId, {
      onChanged: () => {
        if (!this.#held) void this.#read(frameId);
      },
      onGone: () => this.#forget(frameId, link),
    });
    this.#links.set(frameId, link);
    await this.#read(frameId);
  }

  #forget(frameId: number, link: FrameLink): void {
    if (this.#links.get(frameId) !== link) return;
    this.#links.delete(frameId);
    const rest = new Map(this.#snapshots.value);
    rest.delete(frameId);
    this.#snapshots.value = rest;
    if (rest.size === 0 && this.state.value === 'ready') this.state.value = 'waiting';
  }

  async #read(frameId: number): Promise<void> {
    const link = this.#links.get(frameId);
    const snapshot = await link?.call('snapshot', undefined).catch(() => null);
    if (!snapshot || this.#links.get(frameId) !== link) return;
    this.#snapshots.value = new Map(this.#snapshots.value).set(frameId, snapshot);
    this.state.value = 'ready';
    if (this.idle.value === null) void this.#askIdle();
  }
}
