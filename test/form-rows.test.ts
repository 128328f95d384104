import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { campaignById } from '@/knowledge/campaigns';
import { type PlannedField, review } from '@/knowledge/form/plan';
import { recogniseTables } from '@/knowledge/form/recognise-tables';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Essms } from '@/knowledge/profile/schema';
import { frameOf, tableOf } from './pages/snapshots';
import { sampleWith } from './profiles/build';

const paca = campaignById('paca-2023') ?? null;
const grappe = sampleGrappe();

/** What a person would copy from the grappe's own sheet, column by column. */
const COLUMNS: Record<string, (one: Essms) => string> = {
  'N° FINESS géographique': (one) => one.finess,
  Dénomination: (one) => one.name,
  Commune: (one) => one.address.commune,
  Capacité: (one) => String(one.capacity),
  'Montant demandé': (one) => String((one.requestedCents ?? 0) / 100),
};

const plan = (
  columns: string[],
  rows: string[][],
  printed: string[] = [],
  caption = 'Structures engagées',
  profile = grappe,
): PlannedField[] => {
  const { table, fields } = tableOf(caption, columns, rows, printed);
  return review([{ frameId: 0, snapshot: frameOf(fields, { tables: [table] }) }], {
    profile,
    campaign: paca,
  }).fields;
};

const rowsOfPlan = (fields: PlannedField[]): PlannedField[][] => [
  ...Map.groupBy(fields, ({ field }) => field.row?.index).values(),
];

const shuffled = <T>(list: T[]) => fc.shuffledSubarray(list, { minLength: list.length });

const columns = shuffled(Object.keys(COLUMNS));
const begun = fc.record({
  /** Structure whose number the row holds, or a stranger's, or none. */
  holds: fc.oneof(fc.constantFrom(...grappe.essms), fc.constant('stranger' as const), fc.constant(null)),
  /** Other cells hold something of their own. */
  noise: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  spaced: fc.boolean(),
});
const STRANGER = '990000018';

test('whatever rows the page holds, in any order, no cell is given the value of another row’s structure', () => {
  fc.assert(
    fc.property(columns, fc.array(begun, { minLength: 1, maxLength: 25 }), (names, rows) => {
      const finessOf = ({ holds, spaced }: (typeof rows)[number]) => {
        const finess = holds === 'stranger' ? STRANGER : (holds?.finess ?? '');
        return spaced ? finess.replace(/(\d{3})(?=\d)/g, '$1 ') : finess;
      };
      const cells = rows.map((row) =>
        names.map((name, at) => (name.startsWith('N°') ? finessOf(row) : row.noise[at] ? 'déjà saisi' : '')),
      );
      for (const [rank, planned] of rowsOfPlan(plan(names, cells)).entries()) {
        const key = planned.find(({ id }) => id === 'essms.finess');
        const held = key?.field.value.replaceAll(' ', '');
        const finess = held === '' ? key?.instruction?.text : held;
        const structure = grappe.essms.find((one) => one.finess === finess);
        for (const { instruction, field, row } of planned) {
          if (!instruction) continue;
          expect(structure).toBeDefined();
          expect(row?.recordId).toBe(structure?.id);
          expect(instruction.text).toBe(structure && COLUMNS[field.label]?.(structure));
          if (field.ref !== key?.field.ref)
            expect(instruction.guard).toEqual({ ref: key?.field.ref, value: key?.field.value });
        }
        // A stranger's row, or one begun without its number, is the person's.
        const foreign =
          rows[rank]?.holds === 'stranger' ||
          (held === '' && planned.some(({ field }) => field.value !== ''));
        if (foreign) expect(planned.every(({ instruction }) => instruction === null)).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});

test('empty rows take the structures that no other row holds, each once', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(grappe.essms), fc.nat(6), (held, empty) => {
      const cells = [
        ...held.map(({ finess }) => [finess, '']),
        ...Array.from({ length: empty }, () => ['', '']),
      ];
      const planned = rowsOfPlan(plan(['FINESS', 'Dénomination'], cells));
      const taken = planned.flatMap(([key]) => key?.row?.recordId ?? []);
      expect(new Set(taken).size).toBe(taken.length);
      expect(taken).toHaveLength(Math.min(18, held.length + empty));
    }),
  );
});

test('names printed by the page are keys too, in any order, with or without a rank before them', () => {
  const printing = fc.constantFrom(
    (one: Essms) => one.name,
    (one: Essms) => one.name.toUpperCase(),
    (one: Essms) => one.finess,
    (one: Essms) => `3 | ${one.name}`,
  );
  fc.assert(
    fc.property(fc.shuffledSubarray(grappe.essms, { minLength: 1 }), printing, (shown, print) => {
      const cells = shown.map(() => ['', '']);
      const planned = rowsOfPlan(plan(['N° FINESS', 'Capacité'], cells, shown.map(print)));
      shown.forEach((one, rank) => {
        expect(planned[rank]?.map(({ proposed }) => proposed)).toEqual([one.finess, String(one.capacity)]);
      });
    }),
  );
});

describe('printed lines', () => {
  test('a name we do not know is given nothing, even when every cell is empty', () => {
    const planned = plan(
      ['N° FINESS', 'Capacité'],
      [
        ['', ''],
        ['', ''],
      ],
      ['Foyer d’ailleurs (fictif)', 'EHPAD La Rade (fictif)'],
    );
    expect(planned.map(({ proposed }) => proposed)).toEqual(['', '', '830990032', '66']);
  });

  test('two structures of one name: neither is chosen', () => {
    const twins = sampleWith((draft) => {
      for (const one of draft.essms.slice(0, 2)) one.name = 'Résidence du Parc (fictive)';
    });
    const planned = plan(
      ['N° FINESS'],
      [['']],
      ['Résidence du Parc (fictive)'],
      'Structures engagées',
      twins,
    );
    expect(planned.map(({ state }) => state)).toEqual(['no-value']);
  });

  test('a rank is no name: the row is free', () => {
    for (const rank of ['1', '12', 'Ligne 1', 'n° 1', 'Structure 4'])
      expect(plan(['N° FINESS'], [['']], [rank]).map(({ proposed }) => proposed)).toEqual(['130990013']);
  });

  test('the lines of one poste add up; a total is nobody’s line', () => {
    const cells = [[''], [''], [''], ['']];
    const printed = ['Équipement', 'Prestations de l’éditeur', 'Formation', 'Total des dépenses'];
    const planned = plan(['Montant TTC'], cells, printed, 'Dépenses prévisionnelles');
    expect(planned.map(({ id, proposed }) => [id, proposed])).toEqual([
      ['expense.amount', '18000'],
      ['expense.amount', '154500'],
      ['expense.amount', ''],
      [null, ''],
    ]);
  });

  test('a poste with an unknown amount has no sum', () => {
    const holed = sampleWith((draft) => {
      const [line] = draft.project.expenses;
      if (line) line.amountCents = null;
    });
    const planned = plan(['Montant TTC'], [['']], ['Prestations de l’éditeur'], 'Dépenses', holed);
    expect(planned.map(({ state }) => state)).toEqual(['no-value']);
  });
});

test('two lines of one label are two lines: each row keeps its own amount', () => {
  const twins = sampleWith((draft) => {
    draft.project.expenses = [
      { id: 'a', poste: 'Formation', label: 'Formation', amountCents: 100_00 },
      { id: 'b', poste: 'Formation', label: 'Formation', amountCents: 200_00 },
    ];
  });
  const planned = plan(
    ['Libellé', 'Montant TTC'],
    [
      ['Formation', ''],
      ['Formation', ''],
    ],
    [],
    'Dépenses',
    twins,
  );
  expect(planned.map(({ proposed }) => proposed)).toEqual(['Formation', '100', 'Formation', '200']);
});

describe('rows that could be filled twice', () => {
  test('a number typed twice by mistake is filled once', () => {
    const planned = plan(
      ['N° FINESS', 'Montant demandé'],
      [
        ['130990021', ''],
        ['130990021', ''],
      ],
    );
    expect(planned.map(({ instruction }) => instruction?.text ?? null)).toEqual([null, '8500', null, null]);
  });

  test('a line printed twice is filled once', () => {
    const planned = plan(['Montant TTC'], [[''], ['']], ['Équipement', 'Équipement'], 'Dépenses');
    expect(planned.map(({ proposed }) => proposed)).toEqual(['18000', '']);
  });

  test('without a column that names the lines, a table already begun is left alone', () => {
    expect(plan(['Montant TTC'], [[''], ['']], [], 'Dépenses').map(({ proposed }) => proposed)).toEqual([
      '74000',
      '52000',
    ]);
    const begun = plan(['Montant TTC'], [['74000'], ['']], [], 'Dépenses');
    expect(begun.every(({ instruction }) => instruction === null)).toBe(true);
  });

  test('two tables of the same things: neither is filled', () => {
    const one = tableOf('Dépenses 2023', ['Libellé', 'Montant TTC'], [['', '']]);
    const other = tableOf('Dépenses 2024', ['Libellé', 'Montant TTC'], [['', '']]);
    const tables = [one.table, { ...other.table, key: 't2' }];
    const moved = other.fields.map((field) => ({
      ...field,
      ref: `2${field.ref}`,
      row: field.row && { ...field.row, table: 't2' },
    }));
    const frame = frameOf([...one.fields, ...moved], { tables });
    expect(recogniseTables(frame)).toEqual([]);
    expect(
      review([{ frameId: 0, snapshot: frame }], { profile: grappe, campaign: paca }).fields.map(
        ({ instruction }) => instruction,
      ),
    ).toEqual([null, null, null, null]);
  });
});

describe('which table it is', () => {
  const familyOf = (caption: string, heads: string[]): string | null => {
    const { table, fields } = tableOf(caption, heads, [heads.map(() => '')]);
    return recogniseTables(frameOf(fields, { tables: [table] }))[0]?.family.id ?? null;
  };

  test.each<[string, string[], string | null]>([
    ['Structures engagées dans le projet', ['N° FINESS', 'Nom'], 'essms'],
    ['', ['FINESS géographique', 'Nom'], 'essms'],
    ['Dépenses prévisionnelles', ['Libellé', 'Montant'], 'expense'],
    ['', ['Poste de dépense', 'Montant'], 'expense'],
    ['Recettes', ['Libellé', 'Montant'], 'resource'],
    ['', ['Financeur', 'Montant'], 'resource'],
    ['Indicateurs du projet', ['Libellé', 'Valeur cible'], 'indicator'],
    ['Délégataires', ['Nom', 'Prénom'], null],
    ['Partenaires', ['Structure', 'Montant'], null],
    ['', ['Nom', 'Montant'], null],
  ])('« %s » %j', (caption, heads, expected) => {
    expect(familyOf(caption, heads)).toBe(expected);
  });

  test('nothing is read in an English page', () => {
    const { table, fields } = tableOf('ESSMS', ['FINESS'], [['']]);
    const frame = frameOf(fields, {
      tables: [table],
      headings: ['Your company', 'First name', 'Last name', 'Phone'],
    });
    expect(recogniseTables(frame)).toEqual([]);
  });
});
