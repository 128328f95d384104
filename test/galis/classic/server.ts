import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Entries, Message } from '../checks';
import type { Step, Table } from '../definition';
import { Demande, type DemandeOptions, type Move } from '../demande';
import { steps } from '../screens';
import { entriesOf } from './entries';
import { addedByServer, pageOf } from './screen';

/** One form the server received. */
export interface Sent {
  step: string;
  /** Words of the button it was sent with; empty when no button was pressed. */
  button: string;
  /** Names of the controls that held something. */
  filled: string[];
}

/** A running old portal, over plain http: the proxy gives it the portal's https name. */
export interface ClassicPortal {
  port: number;
  /** Address of a step, without its host. */
  path(step: string): string;
  drafts(): Record<string, unknown>;
  /** Every form received, in order: proves which button sent what. */
  log(): Sent[];
  submissions(): unknown[];
  reset(): void;
  close(): Promise<void>;
}

const pathOf = (step: string): string => `/extranet/jsp/demande.action?etape=${step}`;

const moves: Record<string, Move> = {
  Précédent: 'precedent',
  Enregistrer: 'enregistrer',
  Suivant: 'suivant',
  Transmettre: 'transmettre',
};

const shown = steps.filter(({ sections }) => sections.length > 0);

const neighbour = (step: Step, button: string): Step => {
  const by = button === 'Suivant' ? 1 : button === 'Précédent' ? -1 : 0;
  return shown[shown.indexOf(step) + by] ?? step;
};

const tablesOf = (step: Step): Table[] => step.sections.flatMap(({ table }) => table ?? []);

const asEntries = (value: unknown): Entries => ({ ...Object(value) });

/** Rows of a table in a draft, those left empty included. */
const countOf = (entries: Entries, { key, startsWith }: Table): number => {
  const rows = entries[key];
  return Math.max(Array.isArray(rows) ? rows.length : 0, startsWith);
};

/** What one session of the old portal remembers between two pages. */
class Session {
  log: Sent[] = [];
  readonly demande: Demande;
  /** Refused entries and their errors, shown again once. */
  #refused: { step: Step; entries: Entries; messages: Message[] } | null = null;
  /** Rows the person added, empty ones included. */
  #rows = new Map<string, number>();

  constructor(options: DemandeOptions) {
    this.demande = new Demande(options);
  }

  reset() {
    this.demande.reset();
    this.log = [];
    this.#refused = null;
    this.#rows.clear();
  }

  /** Keeps a form and answers where the browser is sent next. */
  receive(step: Step, form: URLSearchParams): string {
    const button = form.get('action') ?? '';
    const filled = [...new Set(form.keys())].filter((name) => name !== 'action' && form.get(name) !== '');
    this.log.push({ step: step.id, button, filled });
    const entries = entriesOf(step, form);
    for (const table of tablesOf(step)) {
      const more = button === table.addLabel ? 1 : 0;
      this.#rows.set(table.key, countOf(entries, table) + more);
    }
    const { status, body } = this.demande.move(step.id, moves[button] ?? 'enregistrer', entries);
    this.#refused = status === 422 ? { step, entries, messages: Object(body).messages } : null;
    return pathOf(status === 422 ? step.id : neighbour(step, button).id);
  }

  print(step: Step): string {
    const refused = this.#refused?.step === step ? this.#refused : null;
    this.#refused = null;
    const entries = refused?.entries ?? asEntries(this.demande.read(step.id).body);
    const rows = Object.fromEntries(
      tablesOf(step).map((table) => {
        const added = addedByServer.has(table.key) ? (this.#rows.get(table.key) ?? 0) : 0;
        return [table.key, Math.max(added, countOf(entries, table))];
      }),
    );
    const communes = this.demande.communesOf(String(entries.codePostal ?? '')).body;
    return pageOf(
      {
        step,
        entries,
        messages: refused?.messages ?? [],
        rows,
        communes: Array.isArray(communes) ? communes : [],
      },
      shown.map(({ title }) => title),
    );
  }
}

const send = (response: ServerResponse, type: string, body: string | Buffer) =>
  response
    .writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' })
    .end(body);

/** Starts the old portal on a free port of 127.0.0.1. */
export async function startClassic(options: DemandeOptions = {}): Promise<ClassicPortal> {
  const session = new Session(options);
  const script = await readFile(join(import.meta.dirname, 'page.js'));
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const json = (body: unknown) => send(response, 'application/json', JSON.stringify(body));
    if (pathname === '/extranet/js/page.js') return send(response, 'text/javascript', script);
    if (pathname.endsWith('/entreprise.action'))
      return json(session.demande.company(searchParams.get('siret') ?? '').body);
    if (pathname.endsWith('/communes.action'))
      return json(session.demande.communesOf(searchParams.get('codePostal') ?? '').body);
    const step = shown.find(({ id }) => id === searchParams.get('etape'));
    if (!step || !pathname.endsWith('/demande.action')) return response.writeHead(404).end('Page inconnue');
    if (request.method !== 'POST') return send(response, 'text/html', session.print(step));
    const location = session.receive(step, new URLSearchParams(await text(request)));
    return response.writeHead(302, { location }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    path: pathOf,
    drafts: () => structuredClone(session.demande.drafts),
    log: () => structuredClone(session.log),
    submissions: () => structuredClone(session.demande.submissions),
    reset: () => session.reset(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
