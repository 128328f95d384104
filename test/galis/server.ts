import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { generate } from 'selfsigned';
import { Demande, type DemandeOptions, type Move, type Reply } from './demande';
import { random } from './random';

const HOST = 'galis-subventions.cnsa.fr';
/** Where a person logs in again. */
const LOGIN = '/account-management/cnsa-demandeurs/sessions';
const publicFolder = join(import.meta.dirname, 'public');
const modules = join(import.meta.dirname, '../../node_modules');

const pages: Record<string, string> = {
  '/': 'index.html',
  '/aides/': 'index.html',
  '/referentiel-tiers/public/': 'tiers.html',
};

const vendor: Record<string, string> = {
  'jquery.js': 'jquery/dist/jquery.min.js',
  'angular.js': 'angular/angular.min.js',
  'angular-sanitize.js': 'angular-sanitize/angular-sanitize.min.js',
  'angular-locale_fr-fr.js': 'angular-i18n/angular-locale_fr-fr.js',
  'ui-bootstrap.js': 'angular-ui-bootstrap/dist/ui-bootstrap-tpls.js',
  'ui-select.js': 'ui-select/dist/select.js',
};

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

const moves = new Map<string, PortalRequest['action']>([
  ['suivant', 'next'],
  ['precedent', 'previous'],
  ['enregistrer', 'save'],
  ['transmettre', 'submit'],
]);

/** A request the portal received; `action` tells which button sent a step. */
export interface PortalRequest {
  /** Milliseconds since the epoch. */
  at: number;
  method: string;
  path: string;
  action: 'page' | 'asset' | 'api' | 'save' | 'next' | 'previous' | 'submit';
  step?: string;
}

export interface PortalOptions extends DemandeOptions {
  /** `real`: 0 to 2 s between steps, drawn from the seed; `none`: no wait (the default). */
  delays?: 'real' | 'none';
  seed?: number;
  /** Minutes without a request after which the session is over (30 when absent): calls are answered 401. */
  sessionMinutes?: number;
  /** Port on 127.0.0.1; a free one when absent. */
  port?: number;
}

/** A running replica. Drafts hold the values of the page's models: numbers, ISO days, booleans, rows. */
export interface Portal {
  port: number;
  /** The portal's real origin; a browser needs a host rule or a proxy to reach the replica under it. */
  origin: string;
  drafts(): Record<string, unknown>;
  requests(): PortalRequest[];
  submissions(): unknown[];
  setDraft(step: string, value: unknown): void;
  /** Ends the session now: the next exchange is answered 401, until the person logs in again. */
  expireSession(): void;
  reset(): void;
  close(): Promise<void>;
}

const fileOf = (path: string): string | undefined => {
  if (pages[path]) return join(publicFolder, pages[path]);
  const [, folder, ...names] = path.split('/');
  const name = names.join('/');
  if (folder === 'vendor' && vendor[name]) return join(modules, vendor[name]);
  return folder === 'assets' && /^[\w-]+(?:\/[\w-]+)*\.(?:js|css)$/.test(name)
    ? join(publicFolder, name)
    : undefined;
};

const send = (response: ServerResponse, status: number, type: string, body: string | Buffer) =>
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);

const sendFile = async (response: ServerResponse, path: string, lang = 'fr') => {
  const file = fileOf(path);
  const content = file && (await readFile(file).catch(() => undefined));
  if (!file || !content) return send(response, 404, 'text/plain; charset=utf-8', 'Page inconnue');
  if (file.endsWith('.html'))
    return send(response, 200, types.html ?? '', content.toString().replace('lang="fr"', `lang="${lang}"`));
  return send(response, 200, types[file.slice(file.lastIndexOf('.') + 1)] ?? 'text/plain', content);
};

const classify = (method: string, path: string): Pick<PortalRequest, 'action' | 'step'> => {
  const [, step, move] = path.match(/^\/aides\/api\/cnsa\/demande\/etapes\/([^/]+)(?:\/([^/]+))?$/) ?? [];
  const action = method === 'POST' && move ? moves.get(move) : undefined;
  if (action) return { action, step };
  if (path in pages) return { action: 'page' };
  const isApi = /^\/(?:aides\/api|referentiel-tiers|account-management)\//.test(path);
  return isApi ? { action: 'api', ...(step && { step }) } : { action: 'asset' };
};

const isMove = (value: string): value is Move => moves.has(value);

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
};

const answer = (demande: Demande, method: string, url: URL, body: unknown): Reply | undefined => {
  const [first, second, ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
  const service = `${method} ${first}/${second}`;
  if (service === 'GET referentiel-tiers/cnsa') {
    if (rest[0] === 'entreprises') return demande.company(rest[1] ?? '');
    if (rest[0] === 'communes') return demande.communesOf(url.searchParams.get('codePostal') ?? '');
    return rest[0] === 'naf' ? demande.naf() : undefined;
  }
  const [, resource, kind, step = '', move = ''] = rest;
  if (service === 'GET aides/api') {
    if (resource === 'definition') return demande.definition();
    if (resource === 'demande') return kind === 'etapes' ? demande.read(step) : demande.state();
  }
  if (service !== 'POST aides/api' || resource !== 'demande') return undefined;
  if (kind !== 'etapes') return demande.choose(body);
  return isMove(move) ? demande.move(step, move, body) : undefined;
};

const certificate = () =>
  generate([{ name: 'commonName', value: HOST }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: HOST }] }],
  });

/** Starts the replica over https on 127.0.0.1, with a certificate in the portal's real name. */
export async function startPortal(options: PortalOptions = {}): Promise<Portal> {
  const demande = new Demande(options);
  const next = random(options.seed ?? 1);
  const idle = (options.sessionMinutes ?? 30) * 60_000;
  let requests: PortalRequest[] = [];
  let lastSeen = Date.now();

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', `https://${HOST}`);
    const method = request.method ?? 'GET';
    const kind = classify(method, url.pathname);
    const at = Date.now();
    requests.push({ at, method, path: url.pathname, ...kind });
    const isFile = kind.action === 'page' || kind.action === 'asset';
    const isLogin = url.pathname === LOGIN;
    const isOver = !isFile && !isLogin && at - lastSeen > idle;
    if (!isOver) lastSeen = at;
    if (isFile) return sendFile(response, url.pathname, options.lang);
    if (isLogin) return send(response, 200, 'application/json; charset=utf-8', '{}');
    if (isOver) return send(response, 401, 'application/json; charset=utf-8', '{}');
    const body = parse(await text(request));
    if (options.delays === 'real' && method === 'GET' && kind.step) await wait(next() * 2000);
    const reply = answer(demande, method, url, body) ?? { status: 404, body: {} };
    return send(response, reply.status, 'application/json; charset=utf-8', JSON.stringify(reply.body));
  };

  const { private: key, cert } = await certificate();
  const server = createServer({ key, cert }, (request, response) => {
    handle(request, response).catch(() => send(response, 500, 'text/plain', 'Erreur de la réplique'));
  });
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve),
  );
  const address = server.address();

  return {
    port: typeof address === 'object' && address ? address.port : 0,
    origin: `https://${HOST}`,
    drafts: () => structuredClone(demande.drafts),
    requests: () => [...requests],
    submissions: () => structuredClone(demande.submissions),
    setDraft: (step, value) => {
      demande.drafts[step] = structuredClone(value);
    },
    expireSession: () => {
      lastSeen = Number.NEGATIVE_INFINITY;
    },
    reset: () => {
      demande.reset();
      requests = [];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
