import { SheetError } from './errors';

/** Tells what a file is by its content, never by its extension, and refuses with the way out. */

const REGISTER =
  'Ce fichier ressemble à l’extrait national FINESS : déposez-le dans « Registre », qui sait le lire.';
const asText = (what: string): string =>
  `${what} Donnez un classeur .xlsx ou .ods, un fichier .csv, ou copiez le tableau et collez-le.`;

const SIGNATURES: { bytes: string; text: string }[] = [
  { bytes: '%PDF', text: asText('Ce fichier est un PDF, pas un tableau.') },
  { bytes: '\x89PNG', text: asText('Ce fichier est une image, pas un tableau.') },
  { bytes: '\xff\xd8\xff', text: asText('Ce fichier est une image, pas un tableau.') },
  { bytes: 'GIF8', text: asText('Ce fichier est une image, pas un tableau.') },
  { bytes: 'RIFF', text: asText('Ce fichier est une image ou un son, pas un tableau.') },
  { bytes: '{\\rtf', text: asText('Ce fichier est un texte mis en forme (.rtf), pas un tableau.') },
  {
    bytes: '\x1f\x8b',
    text: `Ce fichier est compressé (.gz). Si c’est l’extrait national FINESS, déposez-le dans « Registre ». Sinon, décompressez-le d’abord.`,
  },
  {
    bytes: 'Rar!',
    text: 'Ce fichier est une archive .rar. Décompressez-la et donnez le tableau qu’elle contient.',
  },
  {
    bytes: '7z\xbc\xaf',
    text: 'Ce fichier est une archive .7z. Décompressez-la et donnez le tableau qu’elle contient.',
  },
];

const latin = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

/** « E␀n␀c… »: names of the streams of an OLE container are written in UTF-16. */
const wideName = (name: string): string => [...name].map((letter) => `${letter}\0`).join('');

/** Excel 97-2003, or an encrypted modern workbook, in the same kind of container (MS-CFB). */
function refuseOle(bytes: Uint8Array): never {
  const content = latin(bytes);
  if (content.includes(wideName('EncryptedPackage'))) throw new SheetError('password');
  if (content.includes(wideName('WordDocument')) || content.includes(wideName('PowerPoint')))
    throw new SheetError('not-a-sheet', asText('Ce fichier est un document Office, pas un tableau.'));
  throw new SheetError('legacy-xls');
}

/** Refuses at sight the files that are no text and no ZIP. */
export function refuseOthers(bytes: Uint8Array): void {
  // Not a TextDecoder: what the web calls latin1 is windows-1252, where 0x89 is « ‰ ».
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  if (start.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) refuseOle(bytes);
  const known = SIGNATURES.find((signature) => start.startsWith(signature.bytes));
  if (known) throw new SheetError('not-a-sheet', known.text);
}

const MACRO = /vbaProject\.bin$|^Basic\/[^/]+\/(?!script-lb\.xml|dialog-lb\.xml)|^Scripts\/[^/]/i;

/** Tells an XLSX from an ODS by the entries of the archive. */
export function kindOfArchive(names: readonly string[], mimetype: string): 'xlsx' | 'ods' {
  if (names.some((name) => MACRO.test(name))) throw new SheetError('macro');
  if (names.includes('encrypted-package')) throw new SheetError('password');
  if (mimetype.includes('opendocument.spreadsheet')) return 'ods';
  if (names.some((name) => /^xl\/workbook\.bin$/i.test(name)))
    throw new SheetError(
      'not-a-sheet',
      'Ce classeur est au format binaire .xlsb, qui n’est pas lu. Ouvrez-le dans Excel, enregistrez-le en .xlsx, puis réessayez.',
    );
  if (names.some((name) => name.startsWith('xl/'))) return 'xlsx';
  if (names.some((name) => name.startsWith('word/')) || mimetype.includes('opendocument'))
    throw new SheetError('not-a-sheet', asText('Ce fichier est un document texte ou une présentation.'));
  if (names.some((name) => /\.(xlsx|ods|csv)$/i.test(name)))
    throw new SheetError(
      'not-a-sheet',
      'Ce fichier est une archive .zip. Décompressez-la et donnez le tableau qu’elle contient.',
    );
  throw new SheetError('not-a-sheet');
}

/** True when a text starts as a FINESS extract does: first line of the CSV files, first keys of the flux. */
export const looksLikeRegister = (start: string): boolean =>
  /^\uFEFF?\s*(finess[;,\t]etalab|(structureet|structureej|geolocalisation)[;,\t])/im.test(start) ||
  (/^\uFEFF?\s*[[{]/.test(start) &&
    /informationsGenerales|"?(pmej|etej|et)s?"\s*:\s*[[{]|finess/i.test(start));

/** Refuses texts that are something else than a table: a backup, a web page, an extract. */
export function refuseOtherTexts(text: string): void {
  const start = text.slice(0, 4000);
  if (/"schemaVersion"|"assistant-galis/.test(start))
    throw new SheetError(
      'not-a-sheet',
      'Ce fichier est une sauvegarde, pas un tableau. Utilisez « Importer une sauvegarde ».',
    );
  if (looksLikeRegister(start)) throw new SheetError('not-a-sheet', REGISTER);
  if (/^\uFEFF?\s*[[{]\s*["{[\]}]/.test(start))
    throw new SheetError('not-a-sheet', asText('Ce fichier est une suite de données JSON, pas un tableau.'));
  if (/^\uFEFF?\s*<(!doctype|html|\?xml|table|meta)/i.test(start))
    throw new SheetError(
      'not-a-sheet',
      'Ce fichier est une page web ou un document XML, même si son nom finit en .xls. Ouvrez-le dans votre tableur, enregistrez-le en .xlsx, puis réessayez.',
    );
  if (start.includes('\0')) throw new SheetError('not-a-sheet');
}

/** For a file refused by its size alone, from its first bytes: what it is, when it can be told. */
export function tooBig(start: Uint8Array): SheetError {
  const register = (start[0] === 0x1f && start[1] === 0x8b) || looksLikeRegister(latin(start));
  return register
    ? new SheetError('too-big', `Ce fichier pèse plus de 30 Mo. ${REGISTER}`)
    : new SheetError('too-big');
}
