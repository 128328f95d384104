import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import type { Cell } from '@/knowledge/import/table';
import { targetOf } from '@/knowledge/import/targets';
import { readValue } from '@/knowledge/import/values';
import { valueAt } from '@/knowledge/profile/edit';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { profile } from '@/knowledge/profile/schema';
import { grappeBook, MEMBER_HEADERS, memberBook } from '@/knowledge/sheets';
import { ESSMS_COLUMNS, ORGANISME_COLUMNS, type SheetColumn } from '@/knowledge/sheets/columns';
import { readWorkbook } from '@/utils/spreadsheet/read';
import { writeXlsx } from '@/utils/spreadsheet/write';

const grappe = sampleGrappe();
const written = async (book: Parameters<typeof writeXlsx>[0]) =>
  (await readWorkbook(await writeXlsx(book), 'x.xlsx')).sheets;

describe('the columns', () => {
  const columns = [...ESSMS_COLUMNS, ...ORGANISME_COLUMNS];

  test('each header stands for one thing', () => {
    expect(new Set(columns.map(({ header }) => header)).size).toBe(columns.length);
    for (const { header, target } of columns) expect(MEMBER_HEADERS[header]).toBe(target);
  });

  test('every datum of an ESSMS and of an organisme has its column', () => {
    const paths = (value: unknown, path = ''): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inside]) =>
            paths(inside, path === '' ? key : `${path}.${key}`),
          )
        : [path];
    const blank = profile.parse({
      schemaVersion: grappe.schemaVersion,
      id: 'p',
      essms: [{ id: 'e' }],
      organismes: [{ id: 'o' }],
    });
    const expected = (row: unknown) =>
      paths(row).filter((path) => !/^(id|organismeId|sources)$|country|organisme.*inseeCode/.test(path));
    expect(ESSMS_COLUMNS.map(({ path }) => path).toSorted()).toEqual(expected(blank.essms[0]).toSorted());
    const organisme = expected(blank.organismes[0]).filter((path) => path !== 'address.inseeCode');
    expect(ORGANISME_COLUMNS.map(({ path }) => path).toSorted()).toEqual(organisme.toSorted());
  });

  test('help fits beside a cell, and every column that is typed has some words or a list', () => {
    for (const { help, header, list, asked } of columns) {
      expect(help.length).toBeLessThanOrEqual(255);
      if (asked && /FINESS|SIREN|SIRET|Code/.test(header)) expect(help, header).not.toBe('');
      for (const value of list?.values ?? []) expect(value).not.toBe('');
    }
  });
});

describe('the export of a grappe', () => {
  test('has its sheets, one line to an ESSMS and to an organisme', async () => {
    const sheets = await written(grappeBook(grappe));
    expect(sheets.map(({ name }) => name)).toEqual([
      'Lisez-moi',
      'ESSMS',
      'Organismes',
      'Projet',
      'Budget',
      'Dossiers',
    ]);
    expect(sheets[1]?.rows).toHaveLength(grappe.essms.length + 1);
    expect(sheets[2]?.rows).toHaveLength(grappe.organismes.length + 1);
    expect(sheets[1]?.rows[1]?.[0]).toBe(grappe.essms[0]?.finess);
  });

  test('holds no bank details, and says so', async () => {
    const secret = {
      ...grappe,
      bank: { ...grappe.bank, iban: 'FR7699999000010001234567809', holder: 'TITULAIRE' },
    };
    const text = JSON.stringify(await written(grappeBook(secret)));
    expect(text).not.toMatch(/FR76|TITULAIRE/);
    expect(text).toContain('bancaires');
  });

  test('an empty grappe is a workbook too', async () => {
    const blank = profile.parse({ schemaVersion: grappe.schemaVersion, id: 'p' });
    expect((await written(grappeBook(blank)))[1]?.rows).toHaveLength(1);
  });
});

describe('the sheet of a member', () => {
  const member = grappe.organismes[1] ?? grappe.organismes[0];

  test('comes back with every header of ours, and its values', async () => {
    const sheets = await written(memberBook(grappe, member?.id));
    expect(sheets.map(({ name }) => name)).toEqual(['Mode d’emploi', 'Organisme', 'ESSMS']);
    for (const sheet of sheets.slice(1))
      for (const header of sheet.rows[0] ?? [])
        expect(MEMBER_HEADERS[String(header)], String(header)).toBeTruthy();
    const own = grappe.essms.filter(({ organismeId }) => organismeId === member?.id);
    expect(sheets[2]?.rows.slice(1).map(([finess]) => finess)).toEqual(own.map(({ finess }) => finess));
    expect(sheets[1]?.rows[1]?.[0]).toBe(member?.raisonSociale);
  });

  test('is blank for an organisme that is not in the grappe, and asks for no bank details', async () => {
    const sheets = await written(memberBook(grappe));
    expect(sheets[1]?.rows).toHaveLength(1);
    expect(sheets[2]?.rows).toHaveLength(1);
    expect(JSON.stringify(sheets)).not.toMatch(/IBAN|BIC/);
  });

  test('offers its lists and its help in the spreadsheet', async () => {
    const { sheets } = await readXlsx(await writeXlsx(memberBook(grappe, member?.id)));
    const essms = sheets.find(({ name }) => name === 'ESSMS');
    const lists = essms?.dataValidations?.filter(({ type }) => type === 'list') ?? [];
    expect(lists.length).toBeGreaterThanOrEqual(6);
    for (const { formula1 } of lists) expect(formula1).toMatch(/^Listes!\$[A-Z]\$1:\$[A-Z]\$\d+$/);
    expect(sheets.find(({ name }) => name === 'Listes')?.hidden).toBe(true);
    const finess = essms?.dataValidations?.find(({ range }) => range.startsWith('A2:'));
    expect(finess?.inputMessage).toContain('9 caractères');
  });
});

describe('what is written is read back by the import', () => {
  const meaning = ({ target }: SheetColumn, cell: Cell): unknown => {
    const kind = targetOf(target)?.kind;
    const reading = kind === undefined || cell === null ? null : readValue(kind, cell);
    return reading === null || reading.ok ? (reading?.value ?? null) : reading.reason;
  };

  test.each([
    ['ESSMS', ESSMS_COLUMNS, grappe.essms, 1],
    ['Organismes', ORGANISME_COLUMNS, grappe.organismes, 2],
  ] as const)('every value of the sheet %s', async (_, columns, rows, at) => {
    const sheet = (await written(grappeBook(grappe)))[at];
    rows.forEach((row, r) => {
      columns.forEach((column, c) => {
        const value = valueAt(row, column.path.split('.'));
        const expected = value === '' ? null : value;
        expect(meaning(column, sheet?.rows[r + 1]?.[c] ?? null), column.header).toEqual(expected);
      });
    });
  });

  test('every answer of every list', () => {
    for (const column of [...ESSMS_COLUMNS, ...ORGANISME_COLUMNS])
      for (const answer of column.list?.values ?? []) {
        const [code, label] = answer.split(' — ');
        const expected =
          answer === 'oui' ? true : answer === 'non' ? false : label === undefined ? answer : code;
        expect(meaning(column, answer), column.header).toBe(expected);
      }
  });
});
