import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { CDPSession, Page } from 'puppeteer-core';
import { build } from 'vite';
import { PORTAL_ORIGIN } from '@/utils/portal';
import type { Overlay } from './in-world';

const root = join(import.meta.dirname, '..', '..');

/** The pages, by name, and the files they are made of. */
export const PAGES = {
  plain: 'plain.ts',
  angular: 'angular.js',
  react: 'react.js',
  vue: 'vue.js',
  shoelace: 'shoelace.ts',
  components: 'components.ts',
} as const;

export type PageName = keyof typeof PAGES;

interface Bundle {
  script: string;
  style: string;
}

const bundle = async (file: string): Promise<Bundle> => {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': root } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, file), formats: ['iife'], name: 'page' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !('output' in output)) throw new Error(`nothing was bundled from ${file}`);
  const files = output.output;
  return {
    script: files.flatMap((one) => (one.type === 'chunk' ? [one.code] : [])).join('\n'),
    style: files.flatMap((one) => (one.type === 'asset' ? [String(one.source)] : [])).join('\n'),
  };
};

const html = ({ script, style }: Bundle): string =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Page d’essai</title><style>${style}</style><body><script>${script.replaceAll('</script', '<\\/script')}</script></body></html>`;

/** A server of the bundled pages, and the overlay's code to run beside them. */
export interface Widgets {
  port: number;
  overlay: string;
  close(): Promise<void>;
}

/** Bundles every page and serves each at its name. */
export const serveWidgets = async (): Promise<Widgets> => {
  const names = Object.keys(PAGES) as PageName[];
  const [overlay, ...bundles] = await Promise.all([
    bundle('in-world.ts'),
    ...names.map((name) => bundle(PAGES[name])),
  ]);
  const pages = new Map(
    names.map((name, at) => [`/${name}`, html(bundles[at] ?? { script: '', style: '' })]),
  );
  const server: Server = createServer((request, response) => {
    const body = pages.get(new URL(request.url ?? '', PORTAL_ORIGIN).pathname);
    response.writeHead(body ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' }).end(body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    overlay: overlay.script,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

/** A page and the overlay in the isolated world of the extension's content script. */
export class WidgetPage {
  readonly page: Page;
  readonly #session: CDPSession;
  readonly #world: number;

  private constructor(page: Page, session: CDPSession, world: number) {
    this.page = page;
    this.#session = session;
    this.#world = world;
  }

  static async open(page: Page, path: string, overlay: string): Promise<WidgetPage> {
    const session = await page.createCDPSession();
    const world = new Promise<number>((resolve) => {
      session.on('Runtime.executionContextCreated', ({ context }) => {
        if (context.origin.startsWith('chrome-extension://')) resolve(context.id);
      });
    });
    await page.goto(`${PORTAL_ORIGIN}/${path}`);
    await session.send('Runtime.enable');
    const opened = new WidgetPage(page, session, await world);
    await opened.#run(`${overlay};0`);
    return opened;
  }

  read = (): Promise<Awaited<ReturnType<Overlay['read']>>> => this.#call('read');
  write = (texts: Record<string, string>): Promise<Awaited<ReturnType<Overlay['write']>>> =>
    this.#call('write', texts);
  readBack = (labels: string[], atLeast: number): Promise<Awaited<ReturnType<Overlay['readBack']>>> =>
    this.#call('readBack', labels, atLeast);

  /** Status of each write, by label. */
  async statuses(texts: Record<string, string>): Promise<Record<string, string>> {
    const results = await this.write(texts);
    return Object.fromEntries(Object.entries(results).map(([label, { status }]) => [label, status]));
  }

  /** What the framework of the page holds. */
  model = (): Promise<Record<string, unknown>> =>
    this.page.evaluate('model()') as Promise<Record<string, unknown>>;

  #call = async <T>(name: keyof Overlay, ...given: unknown[]): Promise<T> =>
    (await this.#run(`overlay.${name}(${given.map((one) => JSON.stringify(one)).join(', ')})`)) as T;

  async #run(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      expression,
      contextId: this.#world,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
}
