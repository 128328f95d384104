import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'vite';

/** A page that runs the modules of the register in a browser, workers included, with a field for a file. */
export interface ServedPage {
  origin: string;
  close(): void;
}

const root = join(import.meta.dirname, '..', '..');

/** The page and its workers, bundled from the modules the extension ships: path → code. */
async function bundle(): Promise<Map<string, string>> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': root } },
    worker: { format: 'es' },
    build: {
      write: false,
      target: 'esnext',
      rolldownOptions: {
        input: join(root, 'scripts', 'bench', 'register-page.ts'),
        output: { entryFileNames: 'page.js' },
      },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  if (!first || !('output' in first)) throw new Error('nothing was bundled');
  return new Map(
    first.output.map((file) => [
      `/${file.fileName}`,
      file.type === 'chunk' ? file.code : Buffer.from(file.source).toString(),
    ]),
  );
}

const PAGE =
  '<!doctype html><meta charset="utf-8"><input type="file"><script type="module" src="/page.js"></script>';

/** Served from this computer, which browsers hold for a safe place like an extension. */
async function serve(files: Map<string, string>): Promise<ServedPage> {
  const server = createServer((request, response) => {
    const code = files.get(request.url ?? '');
    response.writeHead(200, { 'content-type': code === undefined ? 'text/html' : 'text/javascript' });
    response.end(code ?? PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port }: AddressInfo = Object(server.address());
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** Bundles and serves the page of `register-page.ts`. */
export const serveRegisterPage = async (): Promise<ServedPage> => serve(await bundle());
