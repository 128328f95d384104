import { defineContentScript } from 'wxt/utils/define-content-script';
import { type OverlayHandlers, type PanelLink, servePanel, tell } from '@/utils/messages';
import {
  addRows,
  type FoundField,
  Marks,
  observeChanges,
  Registry,
  readFrame,
  reveal,
  Writer,
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
    const registry = new Registry();
    // Firefox only opens its sidebar from a click in its own interface.
    const offered = window === window.top && import.meta.env.BROWSER !== 'firefox';
    const showButton = offered ? showPanelButton(ctx) : () => {};
    let panels = 0;
    servePanel((link) => {
      showButton(++panels === 0);
      const { handlers, close } = openConversation(registry, link);
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

/** Serves one panel. The page is observed only while a panel is open; nothing is stored. */
const openConversation = (
  registry: Registry,
  link: PanelLink,
): { handlers: OverlayHandlers; close(): void } => {
  const marks = new Marks();
  const stop = observeChanges(() => link.tellChanged());
  let fields = new Map<string, FoundField>();
  const marked = (ref: string, tone: Parameters<OverlayHandlers['mark']>[0][number]['tone']) => {
    const field = fields.get(ref);
    return field ? [{ field, tone }] : [];
  };
  return {
    handlers: {
      snapshot: () => {
        const frame = readFrame(registry);
        fields = frame.fields;
        return frame.snapshot;
      },
      write: ({ instructions, drivers }) => new Writer(registry).write(instructions, drivers),
      addRows: ({ ref, rows }) => addRows(registry, ref, rows),
      mark: (wanted) => {
        marks.show(wanted.flatMap(({ ref, tone }) => marked(ref, tone)));
        return null;
      },
      reveal: (ref) => reveal(registry.find(ref)),
    },
    close: () => {
      stop();
      marks.clear();
    },
  };
};
