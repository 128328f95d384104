import { createServer } from 'node:http';
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { PORTAL_HOST, PORTAL_ORIGIN } from '@/utils/portal';
import { launchChromium } from '../browser/chromium';
import { findChromium } from '../browser/find';
import { startProxy } from '../browser/proxy';

/** What a page costs while nobody uses the assistant. */
export interface IdleFigures {
  /** Share of the time the page's main thread worked, over some seconds, in thousandths. */
  busy: number;
  /** Listeners of the whole page, the extension's included. */
  listeners: number;
  /** Observers of mutations alive in the extension's world; none is possible without it. */
  observers: number;
}

const SECONDS = 5;

/** A page that never rests: an observer of it, or a timer, would show. */
const restless = (page: string): string =>
  page.replace(
    '</html>',
    `<script>setInterval(() => { const p = document.createElement('p'); document.body.append(p); p.className = 'x'; setTimeout(() => p.remove(), 5); }, 16);</script></html>`,
  );

/** The same restless page without the extension, then with it and its panel closed. */
export const measureIdle = async (html: string): Promise<{ without: IdleFigures; with: IdleFigures }> => {
  const body = restless(html);
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const proxy = await startProxy(new Map([[PORTAL_HOST, { address: '127.0.0.1', port }]]));
  const bare = await puppeteer.launch({
    executablePath: findChromium(),
    acceptInsecureCerts: true,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      `--proxy-server=http://127.0.0.1:${proxy.port}`,
      '--proxy-bypass-list=<-loopback>',
    ],
  });
  const without = await measure(bare).finally(() => bare.close());
  const extension = await launchChromium({ proxyPort: proxy.port });
  const figures = { without, with: await measure(extension.browser).finally(() => extension.close()) };
  await proxy.close();
  server.close();
  server.closeAllConnections();
  return figures;
};

const measure = async (browser: Browser): Promise<IdleFigures> => {
  const page = await browser.newPage();
  const session = await page.createCDPSession();
  const worlds: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin.startsWith('chrome-extension://')) worlds.push(context.id);
  });
  await session.send('Runtime.enable');
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(`${PORTAL_ORIGIN}/aides/banc`);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const before = await metric(session, 'TaskDuration');
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
  const worked = (await metric(session, 'TaskDuration')) - before;
  return {
    busy: (worked / SECONDS) * 1000,
    listeners: await metric(session, 'JSEventListeners'),
    observers: await observersIn(session, worlds, page),
  };
};

const metric = async (session: CDPSession, name: string): Promise<number> => {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((one) => one.name === name)?.value ?? 0;
};

const observersIn = async (session: CDPSession, worlds: number[], page: Page): Promise<number> => {
  let count = 0;
  for (const contextId of page.isClosed() ? [] : worlds) {
    const { result } = await session.send('Runtime.evaluate', {
      expression: 'MutationObserver.prototype',
      contextId,
    });
    if (!result.objectId) continue;
    const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: result.objectId });
    const length = await session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration: 'function () { return this.length; }',
      returnByValue: true,
    });
    count += Number(length.result.value);
  }
  return count;
};
