import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

/** A site of invented pages and files, as an agency has; the proxy gives it its name. */
export const HOST = 'www.ars-exemple-invente.fr';

const folder = join(import.meta.dirname, 'pages');

/** What must come of a saved page. */
export interface ExpectedPage {
  title: string;
  date?: string;
  headings: string[];
  says: string[];
  omits: string[];
  /** Headings of the passages flagged as speaking to an assistant. */
  addressed?: string[];
  /** Something of it is hidden, and told. */
  hidden?: boolean;
}

/** The saved pages, by name. */
export const savedPages = (): { name: string; expected: ExpectedPage }[] =>
  readdirSync(folder).map((name) => ({
    name,
    expected: JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8')),
  }));

export interface CaptureSite {
  port: number;
  /** Paths asked for, in order. */
  asked: string[];
  /** Serves a file or a page at a path. */
  put(path: string, type: string, body: string | Uint8Array): void;
  close(): Promise<void>;
}

/** Starts it on a free port of this machine, with the saved pages at `/<name>`. */
export const startCaptureSite = async (): Promise<CaptureSite> => {
  const asked: string[] = [];
  const files = new Map<string, { type: string; body: string | Uint8Array }>();
  for (const { name } of savedPages())
    files.set(`/${name}`, {
      type: 'text/html; charset=utf-8',
      body: readFileSync(join(folder, name, 'page.html'), 'utf8'),
    });
  const server = createServer((incoming, response) => {
    const path = (incoming.url ?? '/').split('?')[0] ?? '/';
    asked.push(path);
    const found = files.get(path);
    response.writeHead(found ? 200 : 404, { 'content-type': found?.type ?? 'text/plain' });
    response.end(found?.body ?? 'inconnu');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    asked,
    put: (path, type, body) => files.set(path, { type, body }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
