import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { recoverable } from '@/knowledge/form/typed';
import {
  closeDatabase,
  dropTyped,
  forgetTyped,
  getSettings,
  listProfiles,
  listTyped,
  saveSettings,
  typedTexts,
} from '@/utils/database';
import { dropOldTyped, keepTyped } from '@/utils/typed-store';
import { fieldOf, underHeadings } from './pages/snapshots';

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
});

const DAY = 86_400_000;
const at = (ms: number) => new Date(Date.UTC(2026, 10, 1, 8) + ms).toISOString();
const URL_1 = 'https://galis-subventions.cnsa.fr/aides/#/dossier/1001/projet';
const URL_2 = 'https://galis-subventions.cnsa.fr/aides/#/dossier/2002/projet';
const PLACE = { label: 'Description *', section: 'Votre projet', step: 'Projet', url: URL_1 };
const keep = (text: string, ms = 0, changes: Partial<typeof PLACE> = {}) =>
  keepTyped({ ...PLACE, ...changes, text }, at(ms));
const STORY = 'La grappe des Tamaris (fictive) réunit dix-huit établissements autour d’un même dossier.';

describe('what is typed', () => {
  test('is kept by a worker that is the first to open the database', async () => {
    await keep(STORY);
    expect(await listTyped()).toEqual([{ id: 1, ...PLACE, text: STORY, at: at(0), versions: [] }]);
    expect(await listProfiles()).toEqual({ profiles: [], damaged: [] });
    expect((await getSettings()).blackBox).toBe(true);
  });

  test('goes on in place: one text per field, whatever the order the news come in', async () => {
    await Promise.all([1, 2, 3].map((n) => keep(STORY.slice(0, n * 20), n * 1000)));
    await keep('Un autre champ', 0, { label: 'Objectifs' });
    expect((await listTyped()).map(({ text, versions }) => [text, versions])).toEqual([
      [STORY.slice(0, 60), []],
      ['Un autre champ', []],
    ]);
  });

  test('keeps the last three states that differed much', async () => {
    for (let n = 1; n <= 6; n++) await keep(`${n} `.repeat(100), n * 1000);
    const [one] = await listTyped();
    expect([one?.text[0], one?.versions.map(({ text }) => text[0])]).toEqual(['6', ['5', '4', '3']]);
    await keep(`${'6 '.repeat(100)}et la suite`, 9000);
    await keep(`${'6 '.repeat(98)}et la suite`, 10_000);
    expect((await listTyped())[0]?.versions.map(({ text }) => text[0])).toEqual(['5', '4', '3']);
  });

  test('is capped: twenty thousand characters, two hundred texts, thirty days', async () => {
    await keep('x'.repeat(50_000));
    expect((await listTyped())[0]?.text).toHaveLength(20_000);
    for (let n = 0; n < 205; n++) await keep(`Texte ${n}`, 1000 + n, { label: `Champ ${n} bis` });
    const kept = await listTyped();
    expect([kept.length, kept[0]?.text, kept.at(-1)?.text]).toEqual([200, 'Texte 204', 'Texte 5']);
    await keep('Un mois plus tard', 31 * DAY, { label: 'Nouveau' });
    expect((await listTyped()).map(({ text }) => text)).toEqual(['Un mois plus tard']);
  });

  test('leaves after thirty days though nothing more is typed', async () => {
    await keep('Ancien', 0);
    await keep('Récent', 2 * DAY, { label: 'Objectifs' });
    await dropOldTyped(at(30 * DAY));
    expect(await listTyped()).toHaveLength(2);
    await dropOldTyped(at(31 * DAY));
    expect((await listTyped()).map(({ text }) => text)).toEqual(['Récent']);
  });

  test('is not kept once the person switched it off, and can be erased', async () => {
    await keep(STORY);
    await keep('Autre', 1, { label: 'Objectifs' });
    await saveSettings({ blackBox: false });
    await keep('Après', 2, { label: 'Gouvernance' });
    expect((await listTyped()).map(({ text }) => text)).toEqual(['Autre', STORY]);
    await dropTyped(1);
    expect((await listTyped()).map(({ text }) => text)).toEqual(['Autre']);
    await forgetTyped();
    expect(await listTyped()).toEqual([]);
  });

  test('that cannot be read is left alone', async () => {
    await keep(STORY);
    const db = await openDB('assistant-galis');
    await db.put('typed', { url: URL_1, text: 12 });
    expect(await listTyped()).toHaveLength(1);
    expect(await db.count('typed')).toBe(2);
    db.close();
  });
});

describe('texts of a step', () => {
  test('come from this dossier first, then from another of the same step', async () => {
    await keep('Autre dossier, plus récent', 5000, { url: URL_2 });
    await keep(STORY, 0);
    await keep('Autre étape', 0, { url: URL_1.replace('projet', 'budget') });
    await keep('Autre titre', 0, { step: 'Budget' });
    const texts = async (url: string) => (await typedTexts(url, 'PROJET :')).map(({ text }) => text);
    expect(await texts(URL_1)).toEqual([STORY, 'Autre dossier, plus récent']);
    expect(await texts(URL_2)).toEqual(['Autre dossier, plus récent', STORY]);
    expect(await texts(URL_1.replace('1001', '3003'))).toHaveLength(2);
  });
});

describe('what is offered back', () => {
  const field = (value: string, changes: Parameters<typeof fieldOf>[1] = {}) =>
    underHeadings(fieldOf('Description', { kind: 'textarea', value, ...changes }), 'Votre projet');
  const offered = async (...fields: ReturnType<typeof field>[]) =>
    recoverable(
      fields.map((one, rank) => ({ key: `0:${rank}`, field: one })),
      await typedTexts(URL_1, 'Projet'),
    );

  beforeEach(() => keep(STORY));

  test.each(['', '   ', 'La grappe des Tamaris', 'Tout autre chose'])('over « %s »', async (value) => {
    expect([...(await offered(field(value)))]).toEqual([['0:0', { id: 1, text: STORY, at: at(0) }]]);
  });

  test.each([STORY, `  ${STORY.replace(/ /g, '\n')} `, `${STORY} Et la suite, tapée depuis.`])(
    'not when the field holds it, or more: %s',
    async (value) => {
      expect((await offered(field(value))).size).toBe(0);
    },
  );

  test('not in a field that is locked, too short for it, of another kind or of other words', async () => {
    const others = [
      field('', { disabled: true }),
      field('', { readOnly: true }),
      field('', { maxLength: 20 }),
      field('', { kind: 'select' }),
      underHeadings(fieldOf('Objectifs', { kind: 'textarea' }), 'Votre projet'),
    ];
    for (const one of others) expect((await offered(one)).size).toBe(0);
  });

  test('in the field of its section, when two have the same words', async () => {
    const elsewhere = underHeadings(fieldOf('Description', { kind: 'textarea' }), 'Votre équipe');
    expect([...(await offered(elsewhere, field(''))).keys()]).toEqual(['0:1']);
    expect([...(await offered(elsewhere)).keys()]).toEqual(['0:0']);
    expect((await offered(elsewhere, elsewhere)).size).toBe(0);
  });

  test('in none of the rows that ask the same, rather than in the wrong one', async () => {
    expect((await offered(field(''), field('', { ref: 'autre' }))).size).toBe(0);
  });

  test('under the words a component shows otherwise', async () => {
    const shown = fieldOf('Racontez', {
      kind: 'textarea',
      texts: [
        { source: 'label', text: 'Racontez', distance: 0 },
        { source: 'placeholder', text: 'Description', distance: 0 },
        { source: 'section', text: 'Votre projet', distance: 2 },
      ],
    });
    expect([...(await offered(shown)).keys()]).toEqual(['0:0']);
  });

  test('nothing once it was emptied by the person', async () => {
    await keep('', 1000);
    expect((await offered(field(''))).size).toBe(0);
  });
});
