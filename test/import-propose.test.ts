import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cellKey,
  countsOf,
  editsOf,
  establishmentsOf,
  followUps,
  mainTables,
  mappingOf,
  NO_CHOICE,
  numbersToCheck,
  pickEstablishment,
  propose,
  proposeEntity,
  proposeTables,
  tableProblem,
  tablesOf,
  withMapping,
} from '@/knowledge/import';
import type { Proposal, Table } from '@/knowledge/import/proposal';
import type { Cell, Sheet, Workbook } from '@/knowledge/import/table';
import { applyEdits } from '@/knowledge/profile/edit';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { type Profile, profile } from '@/knowledge/profile/schema';
import type { RegisterAnswers } from '@/knowledge/register/record';
import { grappeBook, memberBook, type SheetBook } from '@/knowledge/sheets';
import { readWorkbook } from '@/utils/spreadsheet/read';
import { writeXlsx } from '@/utils/spreadsheet/write';
import {
  answersOf,
  emptyGrappe,
  entity,
  establishment,
  keyed,
  REGISTER,
  smallRegister,
  TODAY,
} from './sheets/invented';

const bookOf = (...sheets: Sheet[]): Workbook => ({ name: 'membres.xlsx', kind: 'xlsx', sheets, notes: [] });
const sheetOf = (rows: Cell[][], name = 'ESSMS'): Sheet => ({ name, rows });

function only(sheet: Sheet): Table {
  const [table] = tablesOf(bookOf(sheet));
  if (!table) throw new Error('no table');
  return table;
}

interface Setting {
  grappe?: Profile;
  answers?: RegisterAnswers;
}

const against = ({ grappe = emptyGrappe(), answers }: Setting) => ({
  name: 'membres.xlsx, feuille ESSMS',
  profile: grappe,
  answers: answers ?? new Map(),
  register: answers ? REGISTER : null,
  today: TODAY,
});

const importOf = (rows: Cell[][], setting: Setting = {}): Proposal => {
  const sheet = sheetOf(rows);
  return propose({ ...against(setting), sheet, table: only(sheet) });
};

let last = 0;
const newId = (): string => `id${++last}`;

/** The profile once the default choices are applied; it must satisfy the schema. */
function applied(proposal: Proposal, grappe: Profile, choices = NO_CHOICE): Profile {
  const outcome = applyEdits(grappe, editsOf(proposal, grappe, choices, newId));
  if (!outcome.ok) throw new Error(`conflict: ${JSON.stringify(outcome.conflicts[0])}`);
  return profile.parse(outcome.profile);
}

const HEADER = [
  'FINESS géographique',
  'Nom de l’établissement',
  'Code postal',
  'Commune',
  'Capacité',
  'Organisme gestionnaire',
  'SIREN',
];
const RADE = ['130990013', 'EHPAD La Rade', '13400', 'Aubagne', '84', 'Les Tamaris', '000130013'];
const ETANG = ['130990021', 'EHPAD L’Étang', '13500', 'Martigues', '72', 'Les Tamaris', '000130013'];

describe('what an import writes', () => {
  test('rows are added with their organisme, once, and every value says where it comes from', () => {
    const grappe = applied(importOf([HEADER, RADE, ETANG]), emptyGrappe());
    expect(grappe.organismes.map(({ raisonSociale, siren }) => [raisonSociale, siren])).toEqual([
      ['Les Tamaris', '000130013'],
    ]);
    expect(new Set(grappe.essms.map(({ organismeId }) => organismeId))).toEqual(
      new Set([grappe.organismes[0]?.id]),
    );
    expect(grappe.essms[0]?.capacity).toBe(84);
    expect(grappe.essms[0]?.sources.name).toEqual({
      from: 'sheet',
      name: 'membres.xlsx, feuille ESSMS',
      on: TODAY,
      verified: null,
    });
  });

  test('the register confirms what the sheet says, and fills the rest', () => {
    const [row] = applied(importOf([HEADER, RADE], { answers: smallRegister() }), emptyGrappe()).essms;
    expect(row).toMatchObject({
      category: '500',
      field: 'PA',
      siret: '00013001300022',
      open: true,
      departement: '13',
    });
    expect(row?.sources.finess).toMatchObject({ from: 'sheet', verified: { by: 'finess', on: REGISTER.on } });
    expect(row?.sources.siret).toMatchObject({
      from: 'finess',
      name: REGISTER.name,
      verified: { by: 'finess' },
    });
  });

  test('what was typed is never replaced unless the person ticks it; a blank is filled', () => {
    const grappe = applied(importOf([HEADER, RADE.with(4, '80')]), emptyGrappe());
    const blank = { ...grappe, essms: grappe.essms.map((row) => ({ ...row, name: '' })) };
    const proposal = importOf([HEADER, RADE], { grappe: blank });
    expect(applied(proposal, blank).essms[0]).toMatchObject({ capacity: 80, name: 'EHPAD La Rade' });
    const line = proposal.lines.find(({ kind }) => kind === 'essms');
    const cell = line?.cells.find(({ target }) => target === 'essms.capacity');
    expect([cell?.beforeText, cell?.afterText, cell?.why]).toEqual([
      '80',
      '84',
      'Différent de ce que vous avez.',
    ]);
    const key = line && cell ? cellKey(line, cell) : '';
    expect(applied(proposal, blank, { lines: {}, cells: { [key]: true } }).essms[0]?.capacity).toBe(84);
  });

  test('identity and bank details of what exists are never ticked', () => {
    const grappe = sampleGrappe();
    const rows = [
      ['Raison sociale', 'SIREN', 'FINESS juridique', 'Nom du représentant légal', 'Téléphone', 'IBAN'],
      [
        'Association Les Tamaris (exemple fictif)',
        '000130013',
        keyed('13098099'),
        'Autre-Fictif',
        '0465710099',
        'FR7630006000011234567890189',
      ],
    ];
    const proposal = importOf(rows, { grappe });
    expect(applied(proposal, grappe)).toEqual(grappe);
    const sensitive = proposal.lines.flatMap(({ cells }) => cells.filter((cell) => cell.sensitive));
    expect(sensitive.map(({ target }) => target)).toEqual(
      expect.arrayContaining(['organisme.finessJuridique', 'organisme.representative.lastName', 'bank.iban']),
    );
    expect(sensitive.every(({ accepted }) => !accepted)).toBe(true);
  });

  test('a profile that changed meanwhile makes a conflict, not an overwrite', () => {
    const grappe = applied(importOf([HEADER, RADE.with(4, '')]), emptyGrappe());
    const proposal = importOf([HEADER, RADE], { grappe });
    const meanwhile = { ...grappe, essms: grappe.essms.map((row) => ({ ...row, capacity: 12 })) };
    expect(applyEdits(meanwhile, editsOf(proposal, meanwhile, NO_CHOICE, newId)).ok).toBe(false);
  });

  test('beyond what a profile holds, lines are refused and it is said', () => {
    const grappe = emptyGrappe();
    const [one] = applied(importOf([HEADER, RADE]), grappe).essms;
    const sample = sampleGrappe().essms[0];
    const full = {
      ...grappe,
      essms: Array.from({ length: 4999 }, (_, i) => ({
        ...sample,
        ...one,
        id: `e${i}`,
        finess: '',
        name: `n${i}`,
        siret: '',
      })),
    };
    const proposal = importOf([HEADER, RADE, ETANG], { grappe: profile.parse(full) });
    expect(countsOf(proposal, NO_CHOICE, 'essms')).toMatchObject({ accepted: 1, refused: 1 });
    expect(proposal.notes.join()).toContain('5 000 ESSMS'.replace(' ', '\u202F'));
  });
});

/** Rows of an invented sheet: some columns, some blanks, some faults. */
const anyRows = fc
  .uniqueArray(
    fc.constantFrom(
      '130990013',
      '130990021',
      '130990070',
      '130990088',
      '130990104',
      '130990047',
      '130990054',
      '130980014',
      '130990012',
      '',
    ),
    {
      minLength: 1,
      maxLength: 9,
    },
  )
  .chain((numbers) =>
    fc.tuple(
      ...numbers.map((finess) =>
        fc.tuple(
          fc.constant(finess),
          fc.constantFrom(`EHPAD ${finess}`, ''),
          fc.constantFrom('13400', '134', ''),
          fc.constantFrom('Aubagne', ''),
          fc.constantFrom('84', 'beaucoup', ''),
          fc.constantFrom('Les Tamaris', 'Grand Pin', ''),
          fc.constantFrom('000130013', ''),
        ),
      ),
    ),
  );

/** What a profile holds, the ids and the order of its rows apart. */
const content = ({ essms, organismes }: Profile) => ({
  essms: essms
    .map(({ id: _id, organismeId, sources: _sources, ...row }) => ({
      ...row,
      organisme: organismes.find(({ id }) => id === organismeId)?.raisonSociale ?? '',
    }))
    .toSorted((a, b) => (a.finess + a.name < b.finess + b.name ? -1 : 1)),
  organismes: organismes.map(({ raisonSociale, siren }) => `${raisonSociale} ${siren}`).toSorted(),
});

describe('whatever the sheet', () => {
  const registers = fc.constantFrom(undefined, smallRegister());

  test('importing it twice changes nothing the second time', () => {
    fc.assert(
      fc.property(anyRows, registers, (rows, answers) => {
        const setting = answers ? { answers } : {};
        const once = applied(importOf([HEADER, ...rows], setting), emptyGrappe());
        expect(
          editsOf(importOf([HEADER, ...rows], { ...setting, grappe: once }), once, NO_CHOICE, newId),
        ).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('the order of its lines and of its columns does not matter', () => {
    fc.assert(
      fc.property(anyRows, registers, fc.infiniteStream(fc.nat(1000)), (rows, answers, random) => {
        const setting = answers ? { answers } : {};
        const shuffled = <Item>(items: readonly Item[]): Item[] =>
          items
            .map((item) => [random.next().value, item] as const)
            .toSorted((a, b) => a[0] - b[0])
            .map(([, item]) => item);
        const columns = shuffled(HEADER.keys().toArray());
        const table = [HEADER, ...shuffled(rows)].map((row) => columns.map((at) => row[at] ?? ''));
        expect(content(applied(importOf(table, setting), emptyGrappe()))).toEqual(
          content(applied(importOf([HEADER, ...rows], setting), emptyGrappe())),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('nothing a person wrote is changed by the default choices, and the bank never is', () => {
    const grappe = sampleGrappe();
    const numbers = grappe.essms.map(({ finess }) => finess);
    fc.assert(
      fc.property(
        fc.subarray(numbers, { minLength: 1 }),
        fc.string(),
        fc.nat(500),
        registers,
        (some, name, places, answers) => {
          const rows = some.map((finess) => [
            finess,
            name,
            '99999',
            'Ailleurs',
            String(places),
            'Autre',
            '000840025',
          ]);
          const after = applied(
            importOf([[...HEADER, 'IBAN'], ...rows.map((row) => [...row, 'FR7630006000011234567890189'])], {
              grappe,
              ...(answers ? { answers } : {}),
            }),
            grappe,
          );
          expect(after.bank).toEqual(grappe.bank);
          for (const row of grappe.essms) {
            const now = after.essms.find(({ id }) => id === row.id);
            expect([now?.finess, now?.name, now?.capacity, now?.organismeId]).toEqual([
              row.finess,
              row.name || now?.name,
              row.capacity ?? now?.capacity,
              row.organismeId || now?.organismeId,
            ]);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('columns', () => {
  const sheet = sheetOf([
    ['Code A', 'Code B'],
    ['130990013', 'EHPAD La Rade'],
    ['130990021', 'EHPAD L’Étang'],
  ]);

  test('a mapping a person made is kept, and comes back for the same columns', () => {
    const table = withMapping(only(sheet), { 'Code B': 'essms.name' });
    expect(table.columns.map(({ target, confidence }) => [target, confidence === 1])).toEqual([
      ['essms.finess', false],
      ['essms.name', true],
    ]);
    const again = only(sheet);
    expect(again.signature).toBe(table.signature);
    expect(mappingOf(withMapping(again, mappingOf(table)))).toEqual(mappingOf(table));
  });

  test('a target given to a column is taken from the other; an unknown one is ignored', () => {
    const table = withMapping(only(sheet), { 1: 'essms.finess', 0: 'essms.nothing' });
    expect(table.columns.map(({ target }) => target)).toEqual(['', 'essms.finess']);
  });

  test('without any column that names the rows, it is said', () => {
    const table = withMapping(only(sheet), { 0: '' });
    expect(tableProblem(table)).toContain('Aucune colonne');
    expect(tableProblem(withMapping(table, { 1: 'essms.capacity' }))).toContain('Il manque une colonne');
  });

  test('the content decides against the header, and the reason is shown', () => {
    const [column] = only(
      sheetOf([
        ['FINESS', 'Nom'],
        ['00013001300022', 'A'],
        ['00013001300030', 'B'],
      ]),
    ).columns;
    expect([column?.target, column?.why]).toEqual(['essms.siret', '2 valeurs sur 2 sont des SIRET valides.']);
  });
});

describe('an organisme of the grappe under a wrong SIREN', () => {
  const NAME = 'Les Tamaris (fictif)';
  const grappe = profile.parse({
    ...emptyGrappe(),
    organismes: [{ id: 'o', raisonSociale: NAME, siren: '000130013', finessJuridique: '130980014' }],
    essms: [{ id: 'e', organismeId: 'o', finess: '130990013', name: 'EHPAD La Rade', capacity: 84 }],
  });
  const wrong = keyed('00013000');
  const parts = (siren: string) =>
    [
      sheetOf(
        [
          ['Raison sociale', 'SIREN', 'FINESS juridique'],
          [NAME, wrong, '130980014'],
        ],
        'Organisme',
      ),
      sheetOf([HEADER, RADE.with(5, NAME), ETANG.with(5, NAME).with(6, siren)]),
    ].map((sheet) => ({ sheet, table: only(sheet) }));

  test.each([
    ['named by the line', ''],
    ['repeated on the line', wrong],
    ['right on the line', '000130013'],
  ])('is one organisme, whose SIREN waits for a person: %s', (_, siren) => {
    const proposal = proposeTables({ ...against({ grappe }), parts: parts(siren) });
    const organismes = proposal.lines.filter(({ kind }) => kind === 'organisme');
    expect(organismes.map(({ action }) => action)).toEqual(['change']);
    const cell = organismes[0]?.cells.find(({ target }) => target === 'organisme.siren');
    expect(cell).toMatchObject({ before: '000130013', after: wrong, accepted: false, sensitive: true });
    const after = applied(proposal, grappe);
    expect(after.organismes).toMatchObject([{ siren: '000130013' }]);
    expect(after.essms.map(({ finess, organismeId }) => [finess, organismeId])).toEqual([
      ['130990013', 'o'],
      ['130990021', 'o'],
    ]);
  });

  test('a new organisme that is not ticked does not make the name of another ambiguous', () => {
    const other = profile.parse({
      ...grappe,
      organismes: [
        ...grappe.organismes,
        { id: 'p', raisonSociale: 'Grand Pin (fictif)', siren: '000840025', finessJuridique: '840980023' },
      ],
    });
    const [, ...lines] = parts('');
    const doubtful = sheetOf(
      [
        ['Raison sociale', 'SIREN', 'FINESS juridique'],
        [NAME, wrong, '840980023'],
      ],
      'Organisme',
    );
    const proposal = proposeTables({
      ...against({ grappe: other }),
      parts: [{ sheet: doubtful, table: only(doubtful) }, ...lines],
    });
    const added = proposal.lines.find(({ kind, action }) => kind === 'organisme' && action === 'add');
    expect(added?.accepted).toBe(false);
    expect(applied(proposal, other).essms.map(({ organismeId }) => organismeId)).toEqual(['o', 'o']);
  });
});

describe('two tables in one sheet', () => {
  const second = [
    ['Raison sociale', 'SIREN', 'Téléphone'],
    ['Grand Pin (fictif)', '000840025', '0465710099'],
  ];

  test('the second one is not read under the columns of the first, and its line is told', () => {
    const sheet = sheetOf([HEADER, RADE, ETANG, [], ...second]);
    const table = only(sheet);
    expect(table.rows).toEqual([1, 2]);
    const { lines, notes } = propose({ ...against({}), sheet, table });
    expect(lines.filter(({ line }) => line > 3)).toEqual([]);
    expect(notes.join()).toContain('la ligne 5 commence un autre tableau');
  });

  test('nor is the first one when the second says more', () => {
    const sheet = sheetOf([...second, [], HEADER, RADE, ETANG]);
    const table = only(sheet);
    expect(table.rows).toEqual([4, 5]);
    expect(propose({ ...against({}), sheet, table }).notes.join()).toContain('la ligne 1 commence');
  });

  test('a header repeated further down is no other table', () => {
    const table = only(sheetOf([HEADER, RADE, HEADER, ETANG]));
    expect([table.rows, table.otherTables]).toEqual([[1, 3], undefined]);
  });
});

describe('from a legal person to its establishments', () => {
  const answers = smallRegister();
  const entities = answers.get('130980014')?.entities ?? [];

  test('an establishment picked for an EJ keeps what the line said; several take what the register says', () => {
    const proposal = importOf([HEADER, RADE.with(0, '130980014')], { answers });
    const refused = proposal.lines.find(({ action }) => action === 'refused');
    expect(refused?.remarks[0]?.choices?.map(({ finess }) => finess)).toEqual([
      '130990013',
      '130990021',
      '130990070',
      '130990104',
    ]);
    const one = pickEstablishment(proposal, refused?.id ?? '', ['130990021'], against({ answers }));
    expect(applied(one, emptyGrappe()).essms).toMatchObject([
      { finess: '130990021', name: 'EHPAD La Rade', capacity: 84 },
    ]);
    const two = pickEstablishment(
      proposal,
      refused?.id ?? '',
      ['130990021', '130990070'],
      against({ answers }),
    );
    expect(applied(two, emptyGrappe()).essms.map(({ name }) => name)).toEqual([
      'EHPAD L ETANG BLEU (FICTIF)',
      'IME LES PINS (FICTIF)',
    ]);
  });

  test('an organisme the sheet already adds is not added again with an establishment picked', () => {
    // The first line only has the SIREN; the register names the same organisme by its FINESS.
    const partial = answersOf(
      [establishment('130990021')],
      [entity('130980014', ['130990021'], { siren: '', name: 'Les Tamaris' })],
    );
    const setting = { answers: partial };
    const proposal = importOf([HEADER, RADE, ETANG.with(0, '130980014').with(5, '').with(6, '')], setting);
    const refused = proposal.lines.find(({ action }) => action === 'refused');
    const picked = pickEstablishment(proposal, refused?.id ?? '', ['130990021'], against(setting));
    const grappe = applied(picked, emptyGrappe());
    expect(grappe.organismes.map(({ siren }) => siren)).toEqual(['000130013']);
    const [owner] = grappe.organismes;
    expect(grappe.essms.map(({ organismeId }) => organismeId)).toEqual([owner?.id, owner?.id]);
  });

  test('an organisme of the same name and another SIREN is another one', () => {
    const answers = answersOf(
      [establishment('130990021')],
      [entity('130980014', ['130990021'], { siren: keyed('00013009'), name: 'Les Tamaris' })],
    );
    const setting = { answers };
    const proposal = importOf([HEADER, RADE, ETANG.with(0, '130980014').with(5, '').with(6, '')], setting);
    const refused = proposal.lines.find(({ action }) => action === 'refused');
    const picked = pickEstablishment(proposal, refused?.id ?? '', ['130990021'], against(setting));
    expect(applied(picked, emptyGrappe()).organismes).toHaveLength(2);
  });

  test('all the open establishments of a legal person are proposed with it', () => {
    const [one] = entities;
    if (!one) throw new Error('no entity');
    const establishments = establishmentsOf(one, answers);
    const grappe = applied(
      proposeEntity({ ...against({ answers }), entity: one, establishments }),
      emptyGrappe(),
    );
    expect(grappe.organismes.map(({ siren, finessJuridique }) => [siren, finessJuridique])).toEqual([
      ['000130013', '130980014'],
    ]);
    // The USLD waits for a person.
    expect(grappe.essms.map(({ finess }) => finess)).toEqual(['130990013', '130990021', '130990070']);
  });

  test('a second round asks for what the first answers only name', () => {
    const first = answersOf([establishment('130990013')], [entity('840980023', ['840990113'])]);
    expect(followUps(first).toSorted()).toEqual(['130980014', '840990113']);
  });

  test('numbers to check hold those of the establishments and of their organismes', () => {
    const sheet = sheetOf([HEADER, RADE, ETANG.with(0, '130990012')]);
    const numbers = numbersToCheck(sheet, only(sheet));
    expect(numbers).toEqual(
      expect.arrayContaining(['130990013', '000130013', '130990021'.replace('130990021', '130900012')]),
    );
    expect(numbers).not.toContain('130990012');
  });
});

describe('sheets made by this tool', () => {
  async function comesBack(book: SheetBook, grappe: Profile): Promise<Proposal> {
    const workbook = await readWorkbook(await writeXlsx(book), 'grappe.xlsx');
    const tables = tablesOf(workbook);
    const read = ['ESSMS', 'Organisme', 'Organismes'];
    expect(tables.map(({ sheet }) => sheet).filter((name) => !read.includes(name))).toEqual([]);
    const parts = mainTables(tables).flatMap((table) => {
      const sheet = workbook.sheets.find(({ name }) => name === table.sheet);
      return sheet ? [{ sheet, table }] : [];
    });
    expect(parts.map(({ sheet }) => sheet.name)).toContain('ESSMS');
    return proposeTables({ ...against({ grappe }), parts });
  }

  test('the export of a grappe changes nothing in it', async () => {
    const grappe = sampleGrappe();
    const proposal = await comesBack(grappeBook(grappe), grappe);
    expect(editsOf(proposal, grappe, NO_CHOICE, newId)).toEqual([]);
    expect(proposal.lines.filter(({ action }) => action !== 'same')).toEqual([]);
    expect(countsOf(proposal, NO_CHOICE, 'essms').same).toBe(grappe.essms.length);
  });

  test('the export of a grappe rebuilds its organismes and its ESSMS', async () => {
    const grappe = sampleGrappe();
    const proposal = await comesBack(grappeBook(grappe), emptyGrappe());
    // Who represents an organisme is only written once a person ticked it.
    const persons = proposal.lines.flatMap((line) =>
      line.cells.flatMap((cell) =>
        cell.target.startsWith('organisme.representative.') ? [[cellKey(line, cell), cell] as const] : [],
      ),
    );
    expect(persons.length).toBeGreaterThan(0);
    expect(
      persons.filter(([, { accepted, sensitive, why }]) => accepted || !sensitive || why === ''),
    ).toEqual([]);
    const cells = Object.fromEntries(persons.map(([key]) => [key, true]));
    expect(
      applied(proposal, emptyGrappe()).organismes.every((one) => one.representative.lastName === ''),
    ).toBe(true);
    const rebuilt = applied(proposal, emptyGrappe(), { lines: {}, cells });
    const plain = ({ id: _id, organismeId: _owner, sources: _sources, ...row }: Profile['essms'][number]) =>
      row;
    expect(rebuilt.essms.map(plain)).toEqual(grappe.essms.map(plain));
    expect(
      rebuilt.organismes.map(({ raisonSociale, siren, representative }) => [
        raisonSociale,
        siren,
        representative,
      ]),
    ).toEqual(
      grappe.organismes.map(({ raisonSociale, siren, representative }) => [
        raisonSociale,
        siren,
        representative,
      ]),
    );
    expect(content(rebuilt).essms).toEqual(content(grappe).essms);
  });

  test('a member sheet sent as it is brings nothing new', async () => {
    const grappe = sampleGrappe();
    const proposal = await comesBack(memberBook(grappe, grappe.organismes[1]?.id), grappe);
    expect(editsOf(proposal, grappe, NO_CHOICE, newId)).toEqual([]);
    expect(countsOf(proposal, NO_CHOICE, 'essms').same).toBeGreaterThan(0);
  });
});
