import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FieldKind, FieldSnapshot, FrameSnapshot } from '@/knowledge/form/snapshot';
import { framesOf, parseStructure, structureFile, structureOf } from '@/knowledge/form/structure';
import { addPage } from '@/scripts/page-add';
import { fieldOf, frameOf, tableOf, underHeadings } from './pages/snapshots';

const KINDS: FieldKind[] = [
  'text',
  'textarea',
  'number',
  'date',
  'combobox',
  'editable',
  'file',
  'password',
  'locked',
];

/** A step whose every value, printed row and message is one of these secrets, and whose words repeat them. */
const secretStep = (secrets: string[]): FrameSnapshot => {
  const secret = (rank: number) => secrets[rank % secrets.length] ?? '';
  const fields: FieldSnapshot[] = KINDS.map((kind, rank) => {
    const field = fieldOf(`Question ${kind}`, {
      kind,
      value: secret(rank),
      error: `« ${secret(rank)} » est refusé`,
    });
    const texts = [
      ...field.texts,
      { source: 'row' as const, text: secret(rank + 1), distance: 0 },
      { source: 'help' as const, text: `Vous aviez répondu ${secret(rank)}.`, distance: 0 },
      { source: 'section' as const, text: `Dossier de ${secret(rank)}`, distance: 2 },
    ];
    return { ...field, texts, format: { ...field.format, placeholder: secret(rank) } };
  });
  return {
    ...frameOf(fields),
    url: `https://exemple.test/aides/#/demande/123456/etape`,
    step: `Étape de ${secret(0)}`,
    headings: [`Bonjour ${secret(1).toUpperCase()}`],
    tables: [{ ...tableOf(`Lignes de ${secret(2)}`, ['Nom'], []).table, addRef: 'f9' }],
  };
};

describe('the structure of a step', () => {
  test('keeps the words, the kinds and the places, and nothing of what is held', () => {
    const nom = underHeadings(
      fieldOf('Raison sociale', { value: 'Les Tamaris (fictif)', required: true, maxLength: 80 }),
      'Votre structure',
    );
    const forme = fieldOf('Forme juridique', {
      kind: 'select',
      value: 'Association',
      options: ['Association', 'Fondation'].map((text) => ({ text, disabled: false })),
    });
    const { table, fields } = tableOf(
      'Structures',
      ['FINESS', 'Nom'],
      [['750000001', 'Résidence A']],
      ['Résidence A'],
    );
    const frame = frameOf([nom, forme, ...fields], {
      tables: [table],
      url: 'https://exemple.test/d/42#/budget',
    });
    const [out] = structureOf([frame]).frames;
    expect(out).toMatchObject({
      path: '/d/##/budget',
      fields: [
        { label: 'Raison sociale', required: true, maxLength: 80 },
        { kind: 'select', options: [{ text: 'Association' }, { text: 'Fondation' }] },
        { row: fields[0]?.row },
        {},
      ],
    });
    expect(out?.fields[2]?.texts).toContainEqual({
      source: 'row',
      text: '(texte)',
      distance: expect.any(Number),
    });
    expect(out?.tables).toMatchObject([
      { caption: 'Structures', columns: ['FINESS', 'Nom'], rows: 1, canAdd: false },
    ]);
    expect(JSON.stringify(out)).not.toMatch(/Tamaris|750000001|Résidence A/);
  });

  test('holds no value, wherever the page repeats it', () => {
    const word = fc.stringMatching(/^[a-zà-ü0-9]{4,12}( [a-zà-ü0-9]{2,10}){0,3}$/).map((text) => `zq${text}`);
    fc.assert(
      fc.property(fc.array(word, { minLength: 3, maxLength: 9 }), (secrets) => {
        const file = structureFile([secretStep(secrets)]).toLowerCase();
        for (const secret of secrets) expect(file).not.toContain(secret);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['Écrivez à claire.petit@exemple.test pour toute question', 'Écrivez à … pour toute question'],
    ['Compte FR76 3000 6000 0112 3456 7890 189', 'Compte …'],
    ['SIRET 123 456 789 00012', 'SIRET 999 999 999 99999'],
    ['Appelez le 01 23 45 67 89', 'Appelez le 99 99 99 99 99'],
    ['Dossier de Mme Petit-Durand', 'Dossier de Mme …'],
    ['Représentée par M. Jean DE LA TOUR, président', 'Représentée par M. …, président'],
    ['Voir https://exemple.test/d/42', 'Voir …'],
    ['Nombre d’ESSMS (15 au moins)', 'Nombre d’ESSMS (15 au moins)'],
    ['Budget prévisionnel 2024', 'Budget prévisionnel 2024'],
    ['Madame, Monsieur,', 'Madame, Monsieur,'],
    ['Bienvenue, Claire Petit !', 'Bienvenue …!'],
  ])('masks what names a person or a body: %s', (text, expected) => {
    const [out] = structureOf([
      frameOf([fieldOf('Champ', { texts: [{ source: 'help', text, distance: 0 }] })]),
    ]).frames;
    expect(out?.fields[0]?.texts[0]?.text).toBe(expected);
  });

  test('hides a short value as a word only, a long one anywhere', () => {
    const fields = [fieldOf('Nature', { value: 'Test' }), fieldOf('Siège', { value: 'Bellerive' })];
    const more = fieldOf('Attestation pour le test de Saint-Belleriveur');
    expect(structureOf([frameOf([...fields, more])]).frames[0]?.fields[2]?.label).toBe(
      'Attestation pour le … de Saint-…ur',
    );
  });

  test('describes two rows of a table, and hides what the others hold', () => {
    const rows = ['Résidence A', 'Résidence B', 'Résidence des Ormes'].map((name) => [name]);
    const { table, fields } = tableOf('Structures', ['Nom'], rows);
    const frame = frameOf([...fields, fieldOf('Budget de la Résidence des Ormes')], { tables: [table] });
    const [out] = structureOf([frame]).frames;
    expect(out?.fields.map(({ label }) => label)).toEqual(['Nom', 'Nom', 'Budget de la …']);
    expect(out?.tables[0]?.rows).toBe(3);
  });

  test('lists thirty options at most', () => {
    const options = Array.from({ length: 200 }, (_, i) => ({ text: `Choix ${i}`, disabled: false }));
    expect(
      structureOf([frameOf([fieldOf('Choix', { kind: 'select', options })])]).frames[0]?.fields[0]?.options,
    ).toHaveLength(30);
  });

  test('reads back as snapshots with the same words and no value', () => {
    const structure = parseStructure(structureFile([secretStep(['zqsecret un'])]));
    const [frame] = framesOf(structure);
    expect(frame?.fields.map(({ kind, label, value }) => [kind, label, value])).toEqual(
      KINDS.map((kind) => [kind, `Question ${kind}`, '']),
    );
    expect(frame?.tables[0]?.addRef).not.toBeNull();
    expect(new Set(frame?.fields.map(({ ref }) => ref)).size).toBe(KINDS.length);
    expect(structureOf(framesOf(structure)).frames).toEqual(structure.frames);
  });

  test.each(['', '{}', '[1]', '{"format":"assistant-galis-structure","version":2,"frames":[]}'])(
    'is refused in French when it is something else: %s',
    (text) => {
      expect(() => parseStructure(text)).toThrow('ne décrit pas une étape');
    },
  );
});

describe('page:add', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assistant-galis-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('drafts what is expected from what is recognised today, to be reviewed', async () => {
    const file = join(folder, 'structure.json');
    const fields = [underHeadings(fieldOf('N° SIRET'), 'Votre structure'), fieldOf('Couleur préférée')];
    await writeFile(file, structureFile([{ ...frameOf(fields), step: 'Votre structure' }]));
    const page = join(folder, 'ma-page');
    expect(await addPage(file, page)).toContain('2 champs, dont 1 reconnu');
    expect(JSON.parse(await readFile(join(page, 'expected.json'), 'utf8'))).toMatchObject({
      reviewed: false,
      step: 'Votre structure',
      fields: [
        { label: 'N° SIRET', field: 'porteur.siret' },
        { label: 'Couleur préférée', field: null },
      ],
      expectedFailures: [],
    });
    expect(framesOf(parseStructure(await readFile(join(page, 'structure.json'), 'utf8')))).toHaveLength(1);
    await expect(addPage(file, page)).rejects.toThrow('existe déjà');
  });

  test('says what is wrong with a file that is none', async () => {
    await expect(addPage(join(folder, 'absent.json'), join(folder, 'a'))).rejects.toThrow(
      'ne peut pas être lu',
    );
    await writeFile(join(folder, 'autre.json'), '{}');
    await expect(addPage(join(folder, 'autre.json'), join(folder, 'a'))).rejects.toThrow('ne décrit pas');
  });
});
