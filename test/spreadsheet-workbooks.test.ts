import fc from 'fast-check';
import { writeOds } from 'hucre/ods';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readWorkbook, SheetError } from '@/utils/spreadsheet/read';
import { shownAs } from '@/utils/spreadsheet/xlsx-numbers';
import { odsParts, type Part, xlsxParts, zipOf } from './spreadsheet-archive';

/** People and organisations are invented. */

const read = (parts: Part[], name = 'membres.xlsx') => readWorkbook(zipOf(parts), name);
const readSheet = (xml: string, more?: Part[]) => read(xlsxParts(xml, more));

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const TABLE = [
  ['FINESS', 'Ouverture', 'Places', 'Actif'],
  ['010000012', day('2019-03-01'), 84, true],
  ['2A0000018', day('1900-01-05'), 12.5, false],
];
const EXPECTED = [
  ['FINESS', 'Ouverture', 'Places', 'Actif'],
  ['010000012', '2019-03-01', 84, true],
  ['2A0000018', '1900-01-05', 12.5, false],
];

describe('workbooks of a spreadsheet program', () => {
  test.each([
    ['xlsx', writeXlsx],
    ['ods', writeOds],
  ] as const)('%s: texts, days, numbers, yes and no', async (kind, write) => {
    const bytes = await write({
      sheets: [
        { name: 'ESSMS', rows: TABLE },
        { name: 'Vide', rows: [] },
      ],
    });
    const book = await readWorkbook(bytes, `membres.${kind}`);
    expect(book).toEqual({
      name: `membres.${kind}`,
      kind,
      sheets: [{ name: 'ESSMS', rows: EXPECTED }],
      notes: [],
    });
  });

  test('the extension does not matter', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'A', rows: TABLE }] });
    expect((await readWorkbook(bytes, 'membres.csv')).kind).toBe('xlsx');
  });

  test('a hidden sheet is left out, and said so', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Vue', rows: [['a']] },
        { name: 'Brouillon', hidden: true, rows: [['secret']] },
        { name: 'Secret', veryHidden: true, rows: [['secret']] },
      ],
    });
    const { sheets, notes } = await readWorkbook(bytes, 'x.xlsx');
    expect(sheets.map(({ name }) => name)).toEqual(['Vue']);
    expect(notes.join()).toMatch(/Brouillon.*Secret/);
  });

  test('merged cells repeat their value', async () => {
    const rows = [
      ['Titre', null, null],
      ['A', 1, 2],
      [null, 3, 4],
    ];
    const merges = [
      { startRow: 0, startCol: 0, endRow: 0, endCol: 2 },
      { startRow: 1, startCol: 0, endRow: 2, endCol: 0 },
    ];
    const bytes = await writeXlsx({ sheets: [{ name: 'A', rows, merges }] });
    expect((await readWorkbook(bytes, 'x.xlsx')).sheets[0]?.rows).toEqual([
      ['Titre', 'Titre', 'Titre'],
      ['A', 1, 2],
      ['A', 3, 4],
    ]);
  });
});

describe('cells of an XLSX', () => {
  const STYLES: Part = {
    name: 'xl/styles.xml',
    content: `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="[$-40C]d\\ mmmm\\ yyyy"/><numFmt numFmtId="166" formatCode="#,##0.00\\ &quot;jours d’été&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/></cellXfs></styleSheet>`,
  };
  const rowsOf = async (cells: string) =>
    (await readSheet(`<sheetData><row r="1">${cells}</row></sheetData>`, [STYLES])).sheets[0]?.rows[0];

  test('numbers as the person sees them: padded, dated, timed, plain', async () => {
    const cells = [
      '<c r="A1" s="1"><v>6200</v></c>',
      '<c r="B1" s="2"><v>45000.75</v></c>',
      '<c r="C1" s="3"><v>45000</v></c>',
      '<c r="D1" s="4"><v>0.5</v></c>',
      '<c r="E1"><v>12345678900012345678</v></c>',
      '<c r="F1"><v>1.5E3</v></c>',
    ];
    expect(await rowsOf(cells.join(''))).toEqual([
      '06200',
      '2023-03-15',
      45000,
      '12:00',
      '12345678900012345678',
      1500,
    ]);
  });

  test('runs of text are joined, phonetic guides left out, entities and escapes decoded', async () => {
    const rich =
      '<c t="inlineStr"><is><r><t>EHPAD </t></r><r><t xml:space="preserve">L&#8217;&#xC9;toile &lt;2&gt;_x000D_</t></r><rPh><t>abc</t></rPh></is></c>';
    expect(await rowsOf(`${rich}<c t="str"><f>A1</f><v>a &amp; b</v></c>`)).toEqual([
      'EHPAD L’Étoile <2>\r',
      'a & b',
    ]);
  });

  test('a formula gives its saved result; errors and formulas without one are empty, and said so', async () => {
    const { sheets, notes } = await readSheet(
      '<sheetData><row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="B3" t="e"><f>VLOOKUP()</f><v>#N/A</v></c><c r="C3"><f>NOW()</f></c><c r="D3" t="s"><v>99</v></c></row></sheetData>',
    );
    expect(sheets[0]?.rows).toEqual([[], [], [2]]);
    expect(notes.join(' ')).toMatch(/B3 \(#N\/A\).*1 formule sans résultat/);
  });

  test('cells and rows without their reference follow the ones before', async () => {
    const { sheets } = await readSheet(
      '<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c r="C2"><v>3</v></c><c><v>4</v></c></row></sheetData>',
    );
    expect(sheets[0]?.rows).toEqual([
      [1, 2],
      [null, null, 3, 4],
    ]);
  });

  test('a stray cell at the end of the sheet does not make a million rows', async () => {
    const { sheets, notes } = await readSheet(
      '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>9</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>',
    );
    expect(sheets[0]?.rows).toEqual([[1]]);
    expect(notes.join()).toContain('2 cellules isolées');
  });

  test('filtered rows are read too, and said so', async () => {
    const { sheets, notes } = await readSheet(
      '<sheetData><row r="1" hidden="1"><c r="A1"><v>1</v></c></row></sheetData>',
    );
    expect(sheets[0]?.rows).toEqual([[1]]);
    expect(notes.join()).toContain('masquée');
  });

  test.each([
    ['dd/mm/yyyy', 'date'],
    ['jj/mm/aaaa', 'date'],
    ['mmm', 'date'],
    ['[h]:mm', 'time'],
    ['#,##0.00\\ "€";[Red]-#,##0.00', 'plain'],
    ['_-* #,##0.00\\ _€_-', 'plain'],
    ['"Standard day"0', 'plain'],
    ['General', 'plain'],
    ['0.00E+00', 'plain'],
  ] as const)('format %s shows a %s', (code, shown) => {
    expect(shownAs(code)).toBe(shown);
  });
});

describe('cells of an ODS', () => {
  const table = (rows: string, at = '') => `<table:table table:name="A" ${at}>${rows}</table:table>`;
  const rowsOf = async (rows: string) => (await read(odsParts(table(rows)))).sheets[0]?.rows;

  test('repeated cells and rows, a million empty ones, header rows, spans', async () => {
    const rows = await rowsOf(
      `<table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>Titre</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>
       <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="6200"><text:p>06200</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell><table:table-cell table:style-name="ce1" table:number-columns-repeated="16000"/></table:table-row>
       <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:style-name="ce1" table:number-columns-repeated="16384"/></table:table-row>`,
    );
    expect(rows).toEqual([
      ['Titre', 'Titre'],
      ['06200', 7, 7],
      ['06200', 7, 7],
    ]);
  });

  test('paragraphs, spaces, comments, dates, errors', async () => {
    const cell = (inside: string, at = 'office:value-type="string"') =>
      `<table:table-cell ${at}>${inside}</table:table-cell>`;
    const rows = await rowsOf(
      `<table:table-row>${cell('<office:annotation><text:p>note</text:p></office:annotation><text:p>a<text:s text:c="2"/>b<text:line-break/><text:span>c</text:span></text:p><text:p>d</text:p>')}${cell('<text:p>01/03/2019</text:p>', 'office:value-type="date" office:date-value="2019-03-01T08:00:00"')}${cell('<text:p>#N/A</text:p>')}${cell('<text:p>vrai</text:p>', 'office:value-type="boolean" office:boolean-value="true"')}</table:table-row>`,
    );
    expect(rows).toEqual([['a  b\nc\nd', '2019-03-01', null, true]]);
  });

  test('a hidden sheet is left out', async () => {
    const row =
      '<table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>';
    const endless = row.replace('<table:table-row', '<table:table-row table:number-rows-repeated="1000000"');
    const styles =
      '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/></style:style>';
    const book = await read(odsParts(table(endless, 'table:style-name="ta1"') + table(row), styles));
    expect(book.sheets).toHaveLength(1);
    expect(book.notes.join()).toContain('masquée');
  });
});

const CELL = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>';
const refusal = async (bytes: Uint8Array): Promise<string> =>
  readWorkbook(bytes, 'x.xlsx').then(
    () => 'read',
    (error: SheetError) => {
      expect(error.message).toMatch(/Rien n’a été modifié dans votre grappe\.$/);
      return error.code;
    },
  );
const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const ole = (...names: string[]): Uint8Array =>
  new Uint8Array([
    ...[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    ...new Uint8Array(600),
    ...names.flatMap((name) => [...name].flatMap((letter) => [letter.charCodeAt(0), 0])),
  ]);
const ZEROS = new Uint8Array(9 * 1024 * 1024);

const manyRows = (count: number): string =>
  `<sheetData>${Array.from({ length: count }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>1</v></c></row>`).join('')}</sheetData>`;

describe('what cannot be read is refused with its reason', () => {
  const whole = zipOf(xlsxParts(CELL));
  const damaged = whole.map((byte, i) => (i > 60 && i < 90 ? byte ^ 0x55 : byte));

  const CASES: Record<string, [code: string, bytes: () => Uint8Array]> = {
    'an empty file': ['empty', () => new Uint8Array()],
    'a workbook with nothing in it': ['empty', () => zipOf(xlsxParts('<sheetData/>'))],
    'a workbook cut in the middle': ['broken', () => whole.slice(0, whole.length / 2)],
    'a workbook cut near the end': ['broken', () => whole.slice(0, -10)],
    'damaged bytes': ['broken', () => damaged],
    'a part with a wrong checksum': ['broken', () => zipOf(xlsxParts(CELL).map((p) => ({ ...p, crc: 1 })))],
    'XML cut in a cell': ['broken', () => zipOf(xlsxParts('<sheetData><row r="1"><c r="A1"'))],
    'a missing sheet': ['broken', () => zipOf(xlsxParts(CELL).filter((p) => !p.name.includes('sheet1')))],
    'a password (Office)': ['password', () => ole('EncryptedPackage', 'EncryptionInfo')],
    'a password (LibreOffice)': [
      'password',
      () =>
        zipOf(
          odsParts('', '', [
            { name: 'META-INF/manifest.xml', content: '<manifest:encryption-data manifest:checksum="x"/>' },
          ]),
        ),
    ],
    'an .xls of Excel 97': ['legacy-xls', () => ole('Workbook')],
    'an .xls with macros': ['legacy-xls', () => ole('Workbook', '_VBA_PROJECT')],
    'macros (Excel)': ['macro', () => zipOf(xlsxParts(CELL, [{ name: 'xl/vbaProject.bin', content: 'x' }]))],
    'macros (LibreOffice)': [
      'macro',
      () => zipOf(odsParts('', '', [{ name: 'Basic/Standard/Module1.xml', content: '<x/>' }])),
    ],
    'a bomb that says its size': [
      'bomb',
      () => zipOf(xlsxParts(CELL, [{ name: 'xl/a.xml', content: ZEROS }])),
    ],
    'a bomb that lies about its size': [
      'bomb',
      () =>
        zipOf(
          xlsxParts('').map((p) => (p.name.includes('sheet1') ? { ...p, content: ZEROS, claimed: 2000 } : p)),
        ),
    ],
    'many parts, each below the ratio': [
      'bomb',
      () =>
        zipOf(
          Array.from({ length: 30 }, (_, i) => ({
            name: `xl/${i}.xml`,
            content: 'x',
            claimed: 7 * 1024 * 1024,
          })),
        ),
    ],
    'entities that grow': [
      'bomb',
      () =>
        zipOf(
          xlsxParts(CELL).map((p) =>
            p.name.includes('sheet1')
              ? { ...p, content: `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${p.content}` }
              : p,
          ),
        ),
    ],
    '20 001 rows': ['too-many-rows', () => zipOf(xlsxParts(manyRows(20_001)))],
    'an ODS row repeated a million times': [
      'too-many-rows',
      () =>
        zipOf(
          odsParts(
            '<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>',
          ),
        ),
    ],
    'a merge that would fill millions of cells': [
      'too-many-cells',
      () =>
        zipOf(
          xlsxParts(
            `${manyRows(15_000)}<mergeCells>${Array.from({ length: 80 }, (_, i) => `<mergeCell ref="A1:IV${15_000 - i}"/>`).join('')}</mergeCells>`,
          ),
        ),
    ],
    'a PDF': ['not-a-sheet', () => text('%PDF-1.7\n…')],
    'a PNG': ['not-a-sheet', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    'a photograph': ['not-a-sheet', () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
    'a Word document': ['not-a-sheet', () => zipOf([{ name: 'word/document.xml', content: '<x/>' }])],
    'an archive of sheets': ['not-a-sheet', () => zipOf([{ name: 'membres.xlsx', content: whole }])],
    'an .xlsb': ['not-a-sheet', () => zipOf([{ name: 'xl/workbook.bin', content: 'x' }])],
    JSON: ['not-a-sheet', () => text('[{"finess": 1}, {"a": 2}]')],
    'a backup of this tool': ['not-a-sheet', () => text('{\n  "schemaVersion": 2,')],
    'a web page named .xls': ['not-a-sheet', () => text('<html><body><table><tr><td>1')],
    'the FINESS extract, compressed': ['not-a-sheet', () => new Uint8Array([0x1f, 0x8b, 8, 0])],
    'the FINESS extract, CSV': ['not-a-sheet', () => text('finess;etalab;93;2026-11-01\nstructureet;1')],
    'a program': ['not-a-sheet', () => new Uint8Array([77, 90, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff])],
    'a file of 31 MB': ['too-big', () => new Uint8Array(31 * 1024 * 1024)],
  };

  test.each(Object.entries(CASES))(
    '%s',
    async (_, [code, bytes]) => {
      expect(await refusal(bytes())).toBe(code);
    },
    15_000,
  );

  test('a large FINESS extract is sent to « Registre »', async () => {
    const bytes = new Uint8Array(31 * 1024 * 1024);
    bytes.set(text('[{"informationsGeneralesPMEJ": {"finess": "010000012"}}'));
    await expect(readWorkbook(bytes, 'x.json')).rejects.toThrow(/Registre/);
  });

  test('a well-formed archive made by hand is read', async () => {
    expect(await refusal(whole)).toBe('read');
    const stored = zipOf(xlsxParts(CELL).map((part) => ({ ...part, stored: true })));
    expect(await refusal(stored)).toBe('read');
  });
});

test('a damaged file is read or refused with words, never anything else', async () => {
  const sources = [
    zipOf(
      odsParts(
        '<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>',
      ),
    ),
    zipOf(xlsxParts(CELL).map((part) => ({ ...part, stored: true }))),
    zipOf(xlsxParts(CELL)),
    ole('Workbook'),
  ];
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...sources), damage, fc.nat(), async (source, bytes, cut) => {
      const damaged = source.slice();
      for (const [at, byte] of bytes) damaged[at % damaged.length] = byte;
      const file = cut % 3 === 0 ? damaged.slice(0, cut % damaged.length) : damaged;
      const outcome = await readWorkbook(file, 'x').catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(SheetError);
      else expect(outcome).toHaveProperty('sheets');
    }),
    { numRuns: 400 },
  );
}, 20_000);
