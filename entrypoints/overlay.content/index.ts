import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { type OverlayHandlers, type PanelLink, servePanel, tell } from '@/utils/messages';
import {
  addRows,
  FillNotice,
  type FoundField,
  Guard,
  Hand,
  lastExchange,
  Marks,
  observeChanges,
  Picker,
  Registry,
  reveal,
  Writer,
  watchTyping,
} from '@/utils/page';
import { isPortalUrl, PORTAL_MATCH } from '@/utils/portal';
import { showPanelButton } from './panel-button';

export default defineContentScript({
  matches: [PORTAL_MATCH],
  allFrames: true,
  runAt: 'document_idle',
  main(ctx) {
    // A match pattern says nothing of the port: another server may answer on another one.
    if (!isPortalUrl(location.href)) return;
    // A frame that its page keeps without an origin is nobody's: nothing in it is read or written.
    if (window.origin === 'null') return;
    const registry = new Registry();
    // Firefox only opens its sidebar from a click in its own interface.
    const offered = window === window.top && import.meta.env.BROWSER !== 'firefox';
    const showButton = offered ? showPanelButton(ctx) : () => {};
    const stopWatching = watchTyping((typed) => tell({ news: 'typed', ...typed }));
    ctx.onInvalidated(stopWatching);
    let panels = 0;
    servePanel((link) => {
      showButton(++panels === 0);
      const { handlers, close } = openConversation(ctx, registry, link);
      return {
        handlers,
        close: () => {
          close();
          showButton(--panels === 0);
        },
      };
    });
    tell({ news: 'hello' });
  },
});

/** While a fill goes on, how often the frame makes sure that the extension is still there. */
const PULSE_MS = 500;

/** Serves one panel. The page is observed only while a panel is open; nothing is stored. */
const openConversation = (
  ctx: ContentScriptContext,
  registry: Registry,
  link: PanelLink,
): { handlers: OverlayHandlers; close(): void } => {
  const marks = new Marks();
  const picker = new Picker();
  const guard = new Guard();
  const writer = new Writer(registry, guard);
  const notice = new FillNotice();
  const hand = new Hand();
  const stop = observeChanges(() => link.tellChanged());
  let fields = new Map<string, FoundField>();
  let pulse: ReturnType<typeof setInterval> | undefined;
  const close = () => {
    clearInterval(pulse);
    stop();
    picker.stop();
    writer.stop();
    hand.stop();
    notice.abandoned();
    marks.clear();
  };
  // An extension that is reloaded may take its panel away without a word to the page.
  const watchOver = () => {
    if (!ctx.isValid) close();
  };
  const marked = (ref: string, tone: Parameters<OverlayHandlers['mark']>[0][number]['tone']) => {
    const field = fields.get(ref);
    return field ? [{ field, tone }] : [];
  };
  return {
    handlers: {
      snapshot: async () => {
        const frame = await writer.read();
        fields = frame.fields;
        return frame.snapshot;
      },
      write: ({ instructions }) => writer.write(instructions),
      readBack: ({ refs, atLeast }) => writer.readBack(refs, atLeast),
      filling: (progress) => {
        clearInterval(pulse);
        if (progress && pulse === undefined) {
          hand.start();
          // What the person sent after the last fill did not take this page away.
          writer.forget();
        }
        pulse = progress ? setInterval(watchOver, PULSE_MS) : undefined;
        if (!progress) writer.forget();
        notice.follow(progress, () => writer.holding());
        return null;
      },
      touched: () => [...fields].flatMap(([ref, { elements }]) => (hand.has(elements) ? [ref] : [])),
      pick: async () => {
        const owners = new Map<Element, string>(
          [...fields.values()].flatMap(({ elements, snapshot }) =>
            elements.map((one) => [one, snapshot.ref] as const),
          ),
        );
        const picked = await picker.pick((element) => owners.has(element));
        return (picked && owners.get(picked)) ?? null;
      },
      stopPicking: () => {
        picker.stop();
        return null;
      },
      lastExchange,
      addRows: ({ ref, rows }) => addRows(registry, ref, rows, () => writer.stopped, guard),
      mark: (wanted) => {
        marks.show(wanted.flatMap(({ ref, tone }) => marked(ref, tone)));
        return null;
      },
      reveal: (ref) => reveal(registry.find(ref)),
    },
    close,
  };
};
