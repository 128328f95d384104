import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { addButtons, frames, items, turncoat } from './bait';
import { crowd } from './crowd';
import { box, type HostilePage, render } from './page';
import { options, rowsMoved, rowsRewritten, shifting } from './shifting';
import { names, prototypes } from './spoiled';
import { consents, hasty, mimic, namesake, patient, postback, restless, sheet, texts } from './struggle';
import { lures1, lures2, traps } from './traps';

const pages = {
  addButtons,
  consents,
  crowd,
  frames,
  hasty,
  items,
  lures1,
  lures2,
  mimic,
  names,
  namesake,
  options,
  patient,
  postback,
  prototypes,
  restless,
  rowsMoved,
  rowsRewritten,
  sheet,
  shifting,
  texts,
  traps,
  turncoat,
} satisfies Record<string, HostilePage>;

export type HostileName = keyof typeof pages;

/** A running hostile portal, over plain http: the proxy gives it the portal's https name. */
export interface HostilePortal {
  port: number;
  path(name: HostileName): string;
  /** Every value each control held one after the other, as the page's own script read it. */
  seen(): Record<string, string[]>;
  /** Traps that held anything at any time, with what they held. */
  caught(): string[];
  /** Last value of a control, as the page's own script read it. */
  last(id: string): string;
  /** Pages sent or left for: none of them may come from us. */
  sent(): string[];
  /** How often a page was loaded. */
  loads(name: HostileName): number;
  reset(): void;
  close(): Promise<void>;
}

const PREFIX = '/aides/hostile/';

/** The inside of a frame, which tells under the name of its own trap. */
const frame = (query: URLSearchParams): string =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Cadre</title><script src="${PREFIX}spy.js" data-page="cadre" data-poll="oui"></script>
   <h1>Identification</h1><h2>Votre structure</h2>${box(query.get('id') ?? '', query.get('label') ?? '')}`;

const asPage = (name: string): HostilePage | undefined =>
  Object.hasOwn(pages, name) ? Reflect.get(pages, name) : undefined;

/** Starts the hostile portal on a free port of 127.0.0.1. */
export async function startHostile(): Promise<HostilePortal> {
  const spy = await readFile(join(import.meta.dirname, 'spy.js'), 'utf8');
  const seen = new Map<string, string[]>();
  const loads: string[] = [];
  const sent: string[] = [];
  const keep = (report: object) => {
    for (const [id, value] of Object.entries(report)) seen.set(id, [...(seen.get(id) ?? []), String(value)]);
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const body = await text(request);
    const name = pathname.slice(PREFIX.length);
    const answer = (type: string, content: string) =>
      response
        .writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'access-control-allow-origin': '*' })
        .end(content);
    if (name === 'spy.js') return answer('text/javascript', spy);
    if (name === 'rapport') {
      keep(Object(JSON.parse(body)));
      return answer('text/plain', '');
    }
    if (name === 'cadre') return answer('text/html', frame(searchParams));
    const page = asPage(name);
    if (page && request.method === 'GET') {
      loads.push(name);
      return answer('text/html', render(name, page));
    }
    sent.push(`${request.method} ${pathname}`);
    return answer(
      'text/html',
      '<!doctype html><html lang="fr"><title>Transmis</title><h1>Demande transmise</h1>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    path: (name) => PREFIX + name,
    seen: () => Object.fromEntries(seen),
    caught: () =>
      [...seen]
        .filter(([id, values]) => id.startsWith('piege-') && values.some((value) => value !== ''))
        .map(([id, values]) => `${id}: ${values.join(' → ')}`),
    last: (id) => seen.get(id)?.at(-1) ?? '',
    sent: () => [...sent],
    loads: (name) => loads.filter((one) => one === name).length,
    reset: () => {
      seen.clear();
      loads.length = 0;
      sent.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
