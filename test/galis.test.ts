import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Field, fieldsOf, type Step } from './galis/definition';
import { steps } from './galis/screens';
import { type Portal, startPortal } from './galis/server';
import { vary } from './galis/variations';

const API = '/aides/api/cnsa';
let portal: Portal;

beforeAll(async () => {
  portal = await startPortal({
    directory: [
      { siret: '00000000000018', raisonSociale: 'Grappe inventée', formeJuridique: 'Association déclarée' },
    ],
    communes: [{ postcode: '99999', name: 'Exempleville' }],
  });
});
afterAll(() => portal.close());
beforeEach(() => portal.reset());

const ask = (method: string, path: string, body?: unknown, port = portal.port) =>
  new Promise<{ status: number; type: string; body: string }>((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method, path, rejectUnauthorized: false };
    request(options, async (response) => {
      const type = response.headers['content-type'] ?? '';
      resolve({ status: response.statusCode ?? 0, type, body: await text(response) });
    })
      .on('error', reject)
      .end(body === undefined ? undefined : JSON.stringify(body));
  });

const json = async (method: string, path: string, body?: unknown) => {
  const reply = await ask(method, path, body);
  return { status: reply.status, body: JSON.parse(reply.body) };
};

const send = (step: string, move: string, body: unknown) =>
  json('POST', `${API}/demande/etapes/${step}/${move}`, body);

const contact = { civilite: 'Madame', nom: 'Inventée', prenom: 'Ada', courriel: 'ada@grappe.example' };

describe('the form definition', () => {
  test('has the sixteen steps, with unique keys in each step and in each table', () => {
    expect(steps).toHaveLength(16);
    for (const step of steps) {
      const groups = [
        step.sections.flatMap(({ fields, table }) => [...(fields ?? []), ...(table ? [table] : [])]),
        ...step.sections.map(({ table }) => table?.columns ?? []),
      ];
      for (const keys of groups.map((group) => group.map(({ key }) => key)))
        expect(new Set(keys).size, `${step.id}: ${keys.join(' ')}`).toBe(keys.length);
    }
  });

  test('conditions name a field of the same step', () => {
    for (const step of steps)
      for (const condition of [...fieldsOf(step), ...step.sections].map(({ when }) => when))
        if (condition) expect(fieldsOf(step).map(({ key }) => key)).toContain(condition.key);
  });

  test('reaches the page without what each field truly asks for', async () => {
    const { body } = await ask('GET', `${API}/definition`);
    expect(body).toContain('Intitulé du projet');
    expect(body).not.toContain('asks');
    expect(body).not.toContain('project.title');
  });
});

describe('the server', () => {
  test('serves the pages, their scripts and nothing outside its folder', async () => {
    expect((await ask('GET', '/aides/')).body).toContain('réplique de démonstration');
    expect((await ask('GET', '/referentiel-tiers/public/')).body).toContain('galis-tiers');
    expect((await ask('GET', '/vendor/angular.js')).type).toContain('javascript');
    expect((await ask('GET', '/assets/mg/text.js')).status).toBe(200);
    expect((await ask('GET', '/assets/../server.ts')).status).toBe(404);
    expect((await ask('GET', '/assets/%2e%2e/server.js')).status).toBe(404);
  });

  test('« Suivant » refuses a missing or ill-formed field and keeps nothing', async () => {
    const reply = await send('contact', 'suivant', { ...contact, nom: '', courriel: 'ada' });
    expect(reply.status).toBe(422);
    expect(reply.body.messages.map(({ key }: { key: string }) => key)).toEqual(['nom', 'courriel']);
    expect(portal.drafts()).toEqual({});
  });

  test('« Enregistrer » and « Précédent » keep what is there anyway', async () => {
    expect((await send('contact', 'enregistrer', { nom: 'Seul' })).status).toBe(200);
    expect((await send('banque', 'precedent', { iban: 'faux' })).status).toBe(200);
    expect(portal.drafts()).toEqual({ contact: { nom: 'Seul' }, banque: { iban: 'faux' } });
  });

  test('each step is recorded with the button that sent it', async () => {
    await send('contact', 'suivant', contact);
    await send('contact', 'enregistrer', contact);
    await send('contact', 'precedent', contact);
    expect(portal.requests().map(({ action, step, method }) => [action, step, method])).toEqual([
      ['next', 'contact', 'POST'],
      ['save', 'contact', 'POST'],
      ['previous', 'contact', 'POST'],
    ]);
  });

  test('a field of a hidden section is not demanded, one of a shown section is', async () => {
    expect((await send('representant', 'suivant', { estRepresentant: true })).status).toBe(200);
    expect((await send('representant', 'suivant', { estRepresentant: false })).status).toBe(422);
  });

  test('empty rows are dropped, a half-filled one is refused with its number', async () => {
    const full = { poste: 'Formation', libelle: '', montant: 1200.5 };
    const empty = { poste: null, libelle: null, montant: null };
    const reply = await send('financement', 'suivant', { depenses: [full, empty, { ...empty, montant: 3 }] });
    expect(reply.body.messages).toHaveLength(1);
    expect(reply.body.messages[0].message).toContain('ligne 3 — Poste de dépense');
    await send('financement', 'enregistrer', { depenses: [full, empty] });
    expect(portal.drafts().financement).toEqual({ depenses: [full] });
  });

  test('the end date cannot precede the start date', async () => {
    const { body } = await send('projet', 'suivant', { dateDebut: '2027-02-01', dateFin: '2027-01-01' });
    expect(body.messages.map(({ message }: { message: string }) => message).join()).toContain('antérieure');
  });

  test('a draft set by a test is what the page reads back', async () => {
    portal.setDraft('banque', { titulaire: 'Grappe inventée' });
    expect((await json('GET', `${API}/demande/etapes/banque`)).body).toEqual({
      titulaire: 'Grappe inventée',
    });
  });

  test('the look-ups know the organisations and the communes given by the test', async () => {
    const tiers = '/referentiel-tiers/cnsa';
    expect((await json('GET', `${tiers}/entreprises/00000000000018`)).body.raisonSociale).toBe(
      'Grappe inventée',
    );
    expect((await json('GET', `${tiers}/entreprises/00000000000026`)).body).toBeNull();
    expect((await json('GET', `${tiers}/communes?codePostal=99999`)).body).toEqual(['Exempleville']);
    expect((await json('GET', `${tiers}/communes?codePostal=13600`)).body).toEqual(['La Ciotat', 'Ceyreste']);
  });

  test('« Transmettre » refuses an incomplete request and says which step lacks what', async () => {
    const { status, body } = await send('recapitulatif', 'transmettre', { attestation: true });
    expect(status).toBe(422);
    expect(body.messages[0].message).toMatch(/^Préambule — /);
    expect(portal.submissions()).toEqual([]);
    expect(portal.requests().map(({ action }) => action)).toEqual(['submit']);
  });
});

describe('the switches', () => {
  test('varied wordings change labels, order and identifiers, not keys, options or meanings', async () => {
    const varied = vary(steps);
    for (const [rank, step] of steps.entries()) {
      const meanings = (fields: Field[]) =>
        new Map(fields.map(({ key, asks, options, required }) => [key, { asks, options, required }]));
      expect(meanings(fieldsOf(varied[rank] ?? step))).toEqual(meanings(fieldsOf(step)));
    }
    const labels = (list: Step[]) => list.flatMap(fieldsOf).map(({ label }) => label);
    const usual = new Set(labels(steps));
    expect(labels(varied).filter((label) => usual.has(label)).length).toBeLessThan(usual.size / 4);
  });

  test('after the idle time, calls are refused until a page is loaded again', async () => {
    const strict = await startPortal({ sessionMinutes: 0.01 });
    const save = () => ask('POST', `${API}/demande/etapes/contact/enregistrer`, {}, strict.port);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect((await save()).status).toBe(401);
    expect(strict.drafts()).toEqual({});
    await ask('GET', '/aides/', undefined, strict.port);
    expect((await save()).status).toBe(200);
    await strict.close();
  });
});

test('with real delays, the loading of a step waits and nothing else does', async () => {
  const slow = await startPortal({ delays: 'real', seed: 15 });
  const time = async (path: string) => {
    const start = performance.now();
    await ask('GET', path, undefined, slow.port);
    return performance.now() - start;
  };
  const other = await time(`${API}/demande`);
  const step = await time(`${API}/demande/etapes/contact`);
  await slow.close();
  expect(step).toBeGreaterThan(400);
  expect(other).toBeLessThan(step);
});
