/**
 * Writes the invented sheets of this folder: `node test/sheets/make.ts`. A sheet that came from a
 * person is added as it is, once its names and numbers are replaced: see README.md.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { writeOds } from 'hucre/ods';
import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';

type Rows = CellValue[][];

const HEADER = [
  'N° FINESS ET',
  'Nom de l’établissement',
  'Catégorie',
  'CP',
  'Ville',
  'Capacité',
  'Logiciel DUI actuel',
];
/** Invented establishments: the numbers only have the right key. */
const RADE = ['130990013', 'EHPAD La Rade (fictif)', '500', '13400', 'Aubagne', '84', 'Romarin Soins'];
const ETANG = ['130990021', 'EHPAD L’Étang Bleu (fictif)', '500', '13500', 'Martigues', '72', ''];
const PINS = ['130990070', 'IME Les Pins (fictif)', '183', '13100', 'Aix-en-Provence', '60', 'Thym'];
const LINES = [HEADER, RADE, ETANG, PINS];

const csv = (rows: Rows, separator = ';', end = '\r\n'): string =>
  rows.map((row) => row.map((cell) => quoted(String(cell ?? ''), separator)).join(separator)).join(end) + end;

const quoted = (text: string, separator: string): string =>
  text.includes(separator) || /["\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const utf16 = (text: string, big = false): Buffer =>
  big ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, 'utf16le');
/** The typographic apostrophe and the euro sign are where windows-1252 differs from Latin 1. */
const windows1252 = (text: string): Buffer =>
  Buffer.from(text.replaceAll('’', '\x92').replaceAll('€', '\x80'), 'latin1');

const xlsx = async (...sheets: WriteSheet[]): Promise<Uint8Array> => writeXlsx({ sheets });
const ods = async (...sheets: WriteSheet[]): Promise<Uint8Array> => writeOds({ sheets });
const sheet = (rows: Rows, name = 'ESSMS', more: Partial<WriteSheet> = {}): WriteSheet => ({
  name,
  rows,
  ...more,
});

/** A ZIP of these parts; `claimed` lies about the size of what they hold. */
function zip(parts: Record<string, Buffer>, claimed?: number): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const packed = deflateRawSync(content, { level: 9 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claimed ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(central.length, 4);
  end.writeUInt16LE(central.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}

const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">';
const macro = (): Buffer =>
  zip({
    '[Content_Types].xml': utf8(`${TYPES}</Types>`),
    'xl/workbook.xml': utf8('<workbook/>'),
    'xl/vbaProject.bin': utf8('invented'),
  });

/** 40 MB of spaces in a few kB. */
const bomb = (): Buffer =>
  zip({
    '[Content_Types].xml': utf8(`${TYPES}</Types>`),
    'xl/workbook.xml': utf8(
      '<workbook xmlns:r="r"><sheets><sheet name="ESSMS" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': utf8(
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': Buffer.alloc(40_000_000, ' '),
  });

/** Start of an OLE container, what an old workbook and an encrypted one are. */
const ole = (stream: string): Buffer =>
  Buffer.concat([
    Buffer.from('D0CF11E0A1B11AE1', 'hex'),
    Buffer.alloc(1528),
    utf16(stream),
    Buffer.alloc(512),
  ]);

const without = (columns: number[]) => LINES.map((row) => row.filter((_, at) => !columns.includes(at)));
const withColumn = (header: string, values: CellValue[]): Rows =>
  LINES.map((row, at) => [...row, at === 0 ? header : (values[at - 1] ?? '')]);
const firstColumn = (values: CellValue[]): Rows =>
  LINES.map((row, at) => (at === 0 ? row : [values[at - 1] ?? '', ...row.slice(1)]));

/** Every case: name of the file, and how it is made. */
const CASES: Record<string, () => Uint8Array | Promise<Uint8Array>> = {
  // Encodings and separators.
  'utf8-semicolon.csv': () => utf8(csv(LINES)),
  'utf8-bom.csv': () => utf8(`\uFEFF${csv(LINES)}`),
  'utf8-comma.csv': () => utf8(csv(LINES, ',', '\n')),
  'utf8-tab.txt': () => utf8(csv(LINES, '\t')),
  'utf8-pipe.csv': () => utf8(csv(LINES, '|')),
  'windows-1252.csv': () => windows1252(csv(LINES)),
  'utf16-le-bom.csv': () => utf16(`\uFEFF${csv(LINES, '\t')}`),
  'utf16-be-bom.csv': () => utf16(`\uFEFF${csv(LINES)}`, true),
  'utf16-no-bom.csv': () => utf16(csv(LINES)),
  'quoted-newlines.csv': () =>
    utf8(
      csv([
        ['N° FINESS\nET', 'Nom "usuel"; établissement', 'Ville'],
        [RADE[0] ?? '', 'EHPAD "La Rade"; (fictif)', 'Aubagne'],
      ]),
    ),
  'sep-line.csv': () => utf8(`sep=;\r\n${csv(LINES)}`),
  // Layouts.
  'plain.xlsx': () => xlsx(sheet(LINES)),
  'plain.ods': () => ods(sheet(LINES)),
  'header-on-line-6.xlsx': () =>
    xlsx(
      sheet([
        ['Recensement des ESSMS de la grappe'],
        ['Version du 3 mars 2026'],
        [],
        ['À renvoyer avant le 30 avril'],
        [],
        ...LINES,
      ]),
    ),
  'two-line-header.xlsx': () =>
    xlsx(
      sheet([
        [
          'Établissement',
          'Établissement',
          'Établissement',
          'Organisme gestionnaire',
          'Organisme gestionnaire',
        ],
        ['FINESS', 'Nom', 'Code postal', 'Nom', 'SIREN'],
        ['130990013', 'EHPAD La Rade (fictif)', '13400', 'Les Tamaris (fictif)', '000130013'],
        ['130990021', 'EHPAD L’Étang Bleu (fictif)', '13500', 'Les Tamaris (fictif)', '000130013'],
      ]),
    ),
  'merged-organisme.xlsx': () =>
    xlsx(
      sheet(
        [
          ['Organisme gestionnaire', 'FINESS géographique', 'Nom de l’établissement'],
          ['Les Tamaris (fictif)', '130990013', 'EHPAD La Rade (fictif)'],
          [null, '130990021', 'EHPAD L’Étang Bleu (fictif)'],
          ['Grand Pin (fictif)', '840990113', 'EHPAD Le Grand Pin (fictif)'],
        ],
        'ESSMS',
        { merges: [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }] },
      ),
    ),
  'no-header.csv': () => utf8(csv(LINES.slice(1))),
  'blank-lines-and-total.csv': () =>
    utf8(csv([HEADER, RADE, [], ETANG, [], PINS, ['TOTAL', '', '', '', '', '216', '']])),
  'section-titles.csv': () =>
    utf8(
      csv([
        HEADER,
        ['Bouches-du-Rhône'],
        RADE,
        ETANG,
        ['Secteur enfance'],
        PINS,
        ['Source : tableau interne, fictif'],
      ]),
    ),
  'repeated-header.csv': () => utf8(csv([HEADER, RADE, HEADER, ETANG])),
  'several-sheets.xlsx': () =>
    xlsx(
      sheet([['Mode d’emploi'], ['Remplir la feuille ESSMS']], 'Mode d’emploi'),
      sheet(LINES, 'ESSMS'),
      sheet(
        [
          ['Raison sociale', 'SIREN', 'Téléphone', 'E-mail'],
          ['Les Tamaris (fictif)', '000130013', '04 65 71 00 10', 'contact@tamaris.example.org'],
        ],
        'Organismes',
      ),
    ),
  'hidden-sheet.xlsx': () =>
    xlsx(sheet([['Vieux FINESS'], ['130990047']], 'Archive', { hidden: true }), sheet(LINES)),
  'sideways.xlsx': () =>
    xlsx(
      sheet(
        [
          ['Raison sociale', 'Les Tamaris (fictif)'],
          ['SIREN', '000130013'],
          ['FINESS juridique', '130980014'],
          ['Nom du représentant légal', 'Personne-Fictive'],
          ['Téléphone', '0465710010'],
          ['IBAN', 'FR7630006000011234567890189'],
        ],
        'Fiche organisme',
      ),
    ),
  'columns-in-disorder.csv': () => utf8(csv(LINES.map((row) => row.toReversed()))),
  'generic-headers.csv': () =>
    utf8(csv([['Numéro', 'Nom', 'Code', 'Poste'], ...LINES.slice(1).map((row) => row.slice(0, 4))])),
  'official-headers.csv': () =>
    utf8(
      csv([
        ['nofinesset', 'nofinessej', 'rs', 'categetab', 'siret'],
        ['130990013', '130980014', 'EHPAD LA RADE', '500', '00013001300022'],
        ['130990021', '130980014', 'EHPAD L ETANG', '500', '00013001300030'],
      ]),
    ),
  // Values.
  'lost-zeros.xlsx': () =>
    xlsx(
      sheet([
        [
          'FINESS géographique',
          'Nom de l’établissement',
          'CP',
          'Téléphone du contact',
          'Organisme',
          'Département',
        ],
        [60990165, 'EHPAD Baie Claire (fictif)', 6000, 465710012, 'Baie Claire (fictif)', 6],
        ['060990173', 'SAMSAH Baie Claire (fictif)', '06000', '0465710012', 'Baie Claire (fictif)', '06'],
      ]),
    ),
  'nbsp-and-dots.csv': () =>
    utf8(csv(firstColumn(['13\u00A0099\u00A0001\u00A03', '13.099.002.1', ' 13-099-007-0\u202F']))),
  'corsica.csv': () =>
    utf8(
      csv([
        ['FINESS', 'Nom', 'CP'],
        ['2A0990016', 'EHPAD du Maquis (fictif)', '20000'],
        ['2b 099 002 2', 'EHPAD du Cap (fictif)', '20200'],
      ]),
    ),
  'cut-short.csv': () => utf8(csv(firstColumn(['13099007', '130990021', '130990070']))),
  'scientific.csv': () => utf8(csv(firstColumn(['1,30990E+08', '130990021', '1.3099007E+08']))),
  'decimal-comma.csv': () =>
    utf8(
      csv([
        [...HEADER, 'Montant demandé', 'Heures totales'],
        [...RADE, '8 500,50 €', '1 234'],
        [...ETANG, '8\u202F500', '1234,5'],
        [...PINS, '12,5 k€', 'néant'],
      ]),
    ),
  'dates.xlsx': () =>
    xlsx(
      sheet(
        [
          ['Intitulé du projet', 'Un dossier pour tous (fictif)'],
          ['Date de début', new Date(Date.UTC(2026, 8, 1))],
          ['Date de fin', '31/12/2027'],
          ['Logiciel visé', 'Romarin Soins'],
          ['Type de projet', 'Acquisition'],
        ],
        'Projet',
      ),
    ),
  'yes-no-words.csv': () => utf8(csv(withColumn('Financé ESMS numérique', ['Oui (2022)', 'N', 'peut-être']))),
  'fields-in-words.csv': () =>
    utf8(csv(withColumn('Champ / secteur', ['Personnes âgées', 'PA', 'Handicap']))),
  'categories-in-words.csv': () =>
    utf8(
      csv([
        ['FINESS', 'Type d’établissement'],
        ['130990013', 'EHPAD'],
        ['130990070', 'Institut médico-éducatif (IME)'],
        ['130990054', 'SSIAD'],
        ['130990021', 'Résidence médicalisée'],
      ]),
    ),
  'postcode-and-commune.csv': () =>
    utf8(
      csv([
        ['FINESS', 'Nom', 'CP Ville'],
        ['130990013', 'EHPAD La Rade (fictif)', '13400 Aubagne'],
        ['130990021', 'EHPAD L’Étang Bleu (fictif)', '13500 Martigues'],
      ]),
    ),
  'too-long.csv': () =>
    utf8(csv(LINES.map((row, at) => (at === 1 ? row.with(1, `EHPAD ${'très '.repeat(70)}long`) : row)))),
  'formula-injection.csv': () =>
    utf8(csv(LINES.map((row, at) => (at === 1 ? row.with(1, '=HYPERLINK("http://x.example")') : row)))),
  // Sheets as associations keep them.
  'association-list.csv': () =>
    utf8(
      csv([
        ['LISTE DES ÉTABLISSEMENTS (fictive)', '', '', ''],
        ['Mise à jour : 12/09/2026'],
        [
          'N° FINESS',
          'FINESS EJ',
          'Raison sociale',
          'Nom de la structure',
          'Type',
          'Adresse',
          'Nb places',
          'Resp.',
          'Tél.',
          'Mail',
          'Notes',
        ],
        [
          '13 099 001 3',
          '130980014',
          'Les Tamaris (fictif)',
          'EHPAD La Rade (fictif)',
          'E.H.P.A.D.',
          '12 chemin des Exemples 13400 Aubagne',
          '84',
          'Mme Fictive',
          '04.65.71.00.12',
          'rade@example.org',
          'à voir',
        ],
        [
          "'130990070",
          '130980014',
          'Les Tamaris (fictif)',
          'IME Les Pins (fictif)',
          'IME',
          'BP 20045 - 13100 Aix-en-Provence',
          'NC',
          '?',
          '-',
          '',
          'néant',
        ],
        ['Sous-total enfance', '', '', '', '', '', '60'],
      ]),
    ),
  'figures-beside.csv': () =>
    utf8(
      csv([
        [
          'FINESS',
          'Nom',
          'Date ouverture',
          'Année de création',
          'Heures APA',
          'Places AJ',
          'Nb utilisateurs',
          'Référent DUI',
          'Version DUI',
          'DUI',
          'Montant accordé',
          'Code analytique',
        ],
        [
          '130990013',
          'EHPAD La Rade (fictif)',
          '12/09/1999',
          '1999',
          '12 500',
          '2',
          '42',
          'Personne Fictive',
          'v5',
          'oui',
          '8000',
          '13001',
        ],
        [
          '130990021',
          'EHPAD L’Étang Bleu (fictif)',
          '03/01/2002',
          '2002',
          '13 500',
          '6',
          '30',
          'Personne Fictive',
          'v5',
          'non',
          '7000',
          '13002',
        ],
      ]),
    ),
  'members-with-counts.csv': () =>
    utf8(
      csv([
        ['Organisme', 'SIREN', 'Adresse', 'CP', 'Ville', 'Tél', 'Mail', 'Nb ESSMS'],
        [
          'Les Tamaris (fictif)',
          '000 130 013',
          '1 chemin des Exemples',
          '13001',
          'Marseille',
          '04 65 71 00 10',
          'contact@tamaris.example.org',
          '12',
        ],
        [
          'Grand Pin (fictif)',
          '000 840 025',
          '2 chemin des Exemples',
          '84000',
          'Avignon',
          '04 65 71 00 11',
          'contact@pin.example.org',
          '4',
        ],
      ]),
    ),
  'unsure-answers.csv': () =>
    utf8(
      csv([
        ['FINESS', 'Nom', 'Prestation Ségur', 'Financé ESMS numérique', 'Montant demandé', 'Logiciel'],
        ['130990013', 'EHPAD La Rade (fictif)', 'Oui sauf l’accueil de jour', 'Non renseigné', '-1200', 'NC'],
        ['130990021', 'EHPAD L’Étang Bleu (fictif)', 'oui ?', 'pas de réponse', '12,000', 'aucun'],
        ['130990070', 'IME Les Pins (fictif)', 'O (2024)', 'Non', '1 200,5', '?'],
      ]),
    ),
  'numbers-with-words.csv': () =>
    utf8(
      csv([
        ['N° FINESS', 'Nom', 'Ville'],
        ['n° 130990013', 'EHPAD La Rade (fictif)', 'Aubagne'],
        ['130990021 (provisoire)', 'EHPAD L’Étang Bleu (fictif)', 'Martigues'],
        ['13O99OO7O', 'IME Les Pins (fictif)', 'Aix-en-Provence'],
        ['en cours', 'SESSAD à naître (fictif)', 'Aubagne'],
        ['12/09/1999', 'EHPAD daté (fictif)', 'Aubagne'],
      ]),
    ),
  'dates-and-status.csv': () =>
    utf8(
      csv([
        ['FINESS', 'Nom', 'Statut', 'Ouvert le'],
        ['130990013', 'EHPAD La Rade (fictif)', 'Associatif', '01/09/1999'],
        ['130990021', 'EHPAD L’Étang Bleu (fictif)', 'Public', '01/09/2005'],
      ]),
    ),
  // Faults of numbers.
  'wrong-keys.csv': () => utf8(csv(firstColumn(['130990031', '130990021', '1309900']))),
  'siret-for-finess.csv': () => utf8(csv(firstColumn(['00013001300022', '130990021', '130990070']))),
  'sirets-only.csv': () =>
    utf8(
      csv([
        ['FINESS', 'Nom'],
        ['00013001300022', 'EHPAD La Rade (fictif)'],
        ['00013001300030', 'EHPAD L’Étang Bleu (fictif)'],
      ]),
    ),
  'juridique-for-finess.csv': () => utf8(csv(firstColumn(['130980014', '130990021', '000130013']))),
  'geographique-for-juridique.csv': () =>
    utf8(
      csv([
        ['FINESS ET', 'FINESS EJ', 'Organisme'],
        ['130990013', '130990021', 'Les Tamaris (fictif)'],
        ['130990021', '130980014', 'Les Tamaris (fictif)'],
      ]),
    ),
  'duplicates.csv': () => utf8(csv([HEADER, RADE, ETANG, RADE, ETANG.with(5, '99')])),
  'closed-and-excluded.csv': () =>
    utf8(
      csv([
        ['FINESS', 'Nom'],
        ['130990088', 'Foyer fermé'],
        ['130990104', 'USLD'],
        ['130990047', 'Inconnu'],
        ['130990013', 'EHPAD La Rade'],
      ]),
    ),
  'other-organisme.csv': () =>
    utf8(
      csv([
        ['FINESS', 'FINESS juridique', 'SIRET établissement'],
        ['130990013', '840980023', '00013001300022'],
        ['130990021', '130980014', '00013001300048'],
      ]),
    ),
  'bad-contacts.csv': () =>
    utf8(
      csv([
        ['FINESS', 'Organisme', 'SIREN', 'E-mail du contact', 'Téléphone du contact', 'CP', 'IBAN'],
        [
          '130990013',
          'Les Tamaris (fictif)',
          '000130013',
          'contact chez tamaris',
          '04 65 71',
          '134',
          'FR7630006000011234567890188',
        ],
      ]),
    ),
  'no-number.csv': () => utf8(csv(without([0]))),
  'no-known-column.csv': () =>
    utf8(
      csv([
        ['Alpha', 'Bêta'],
        ['un', 'deux'],
        ['trois', 'quatre'],
      ]),
    ),
  'empty-columns.csv': () => utf8(csv(LINES.map((row) => ['', ...row, '', '']))),
  // Lists of numbers.
  'one-column.csv': () => utf8('130990013\r\n130990021\r\n130990070\r\n'),
  'list-of-numbers.txt': () =>
    utf8(
      'EHPAD La Rade (fictif) : 13 099 001 3\n130990021, 130990070\n60990165\n000130013\nà compléter\n130990013\n',
    ),
  // Files that are not read.
  'truncated.xlsx': async () => (await xlsx(sheet(LINES))).subarray(0, 1500),
  'password.xlsx': () => ole('EncryptedPackage'),
  'legacy.xls': () => ole('Workbook'),
  'macro.xlsm': macro,
  'bomb.xlsx': bomb,
  'pdf-renamed.xlsx': () => utf8('%PDF-1.7\n%\n1 0 obj\n<<>>\nendobj\n'),
  'web-page.csv': () => utf8('<!doctype html><html><body>Connexion expirée</body></html>'),
  'empty.csv': () => utf8(''),
  'blank.xlsx': () => xlsx(sheet([])),
};

for (const [name, make] of Object.entries(CASES))
  writeFileSync(join(import.meta.dirname, name), await make());
