import type { Page } from 'puppeteer-core';

/** A conversation with the overlay of a page's main frame, held from another page of the extension. */
export interface OverlayTalk {
  call(name: string, argument?: unknown): Promise<unknown>;
}

/** Opens the panel's own port to the tab in front, without a panel. */
export const connectOverlay = async (reader: Page, page: Page): Promise<OverlayTalk> => {
  const name = `overlay-${crypto.randomUUID()}`;
  await page.bringToFront();
  await reader.evaluate(
    async (key, url) => {
      interface Port {
        postMessage(message: object): void;
        onMessage: { addListener(listener: (message: { id: number; result?: unknown }) => void): void };
      }
      interface Tabs {
        query(filter: object): Promise<{ id: number; url?: string }[]>;
        connect(tabId: number, options: object): Port;
      }
      const { tabs }: { tabs: Tabs } = Object(Reflect.get(globalThis, 'chrome'));
      const open = await tabs.query({});
      const tab = open.findLast((one) => one.url === url);
      if (!tab) throw new Error('no such tab');
      const port = tabs.connect(tab.id, { frameId: 0, name: 'assistant-galis' });
      const waiting = new Map<number, (result: unknown) => void>();
      port.onMessage.addListener(({ id, result }) => waiting.get(id)?.(result));
      let next = 1;
      Object.assign(globalThis, {
        [key]: (call: string, argument: unknown) =>
          new Promise((resolve) => {
            waiting.set(next, resolve);
            port.postMessage({ id: next++, call, argument });
          }),
      });
    },
    name,
    page.url(),
  );
  return {
    call: (call, argument) =>
      reader.evaluate(
        (key, wanted, given) => Reflect.get(globalThis, key)(wanted, given),
        name,
        call,
        argument ?? null,
      ),
  };
};
