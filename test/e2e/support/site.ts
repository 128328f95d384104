import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request that one of our own pages sent. */
export interface SiteRequest {
  method: string;
  path: string;
  body: string;
}

/** A small server of our own pages; the proxy shows it under the portal's name. */
export interface Site {
  port: number;
  /** Every request received, in order. */
  requests: SiteRequest[];
  /** Keeps a page and answers its path, new at each call. */
  put(html: string): string;
  close(): Promise<void>;
}

/** Starts the server on a free port of 127.0.0.1. */
export const startSite = async (): Promise<Site> => {
  const pages = new Map<string, string>();
  const requests: SiteRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const path = (incoming.url ?? '/').split('?')[0] ?? '/';
    requests.push({ method: incoming.method ?? 'GET', path, body: await text(incoming) });
    const html = pages.get(path);
    response.writeHead(html === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(html ?? 'Page inconnue');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    requests,
    put: (html) => {
      const path = `/aides/essai-${pages.size + 1}`;
      pages.set(path, html);
      return path;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

interface PageParts {
  /** Title of the step. */
  title?: string;
  /** Title of the section: tells whose the fields are. */
  section?: string;
  body: string;
  /** Script of the page, run once the fields are there. */
  script?: string;
}

/** A step of an invented portal: one form with a button that submits it. */
export const formPage = ({
  title = 'Identification',
  section = 'Votre structure',
  body,
  script,
}: PageParts): string =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"></head>
<body><main><h1>${title}</h1><form action="/envoi" method="post"><h2>${section}</h2>${body}
<button type="submit">Suivant</button></form></main>${script ? `<script>${script}</script>` : ''}</body></html>`;

/** A labelled text box; `attributes` are written as they are. */
export const box = (id: string, label: string, attributes = ''): string =>
  `<p><label for="${id}">${label}</label> <input id="${id}" name="${id}" ${attributes}></p>`;
