import { categoryOf } from '@/knowledge/reference/finess-categories';
import type { ExtractRecord } from './extract';
import { WrongExtract } from './finess-json';
import type { Entity, Establishment, RegisterAddress } from './record';
import {
  clean,
  dayOf,
  deliveryLine,
  finessOf,
  joined,
  nafOf,
  phoneOf,
  rnaOf,
  sirenOf,
  siretOf,
} from './values';

/**
 * The older CSV extracts of FINESS on data.gouv.fr (« etalab-cs1100502 » and « -cs1100507 » for the
 * establishments, « -cs1100501 » for the legal persons): a first line `finess;etalab;<n>;<day>`, then
 * lines without a header, told apart by their first cell.
 *
 * The order of the columns is that of the tags of the ministry's notes « Jeu de données FINESS
 * etalab_cs11005xx », as a dozen public readers of the 2018 to 2026 files write it down, without
 * disagreement; it is checked on the content of every line. Nothing in those notes says whether
 * closed establishments are listed, and no column holds a closing day: `open` is unknown.
 */
const ET_COLUMNS =
  'section nofinesset nofinessej rs rslongue complrs compldistrib numvoie typvoie voie compvoie lieuditbp commune departement libdepartement ligneacheminement telephone telecopie categetab libcategetab categagretab libcategagretab siret codeape codemft libmft codesph libsph dateouv dateautor datemaj numuai'.split(
    ' ',
  );
const EJ_COLUMNS =
  'section nofiness rs rslongue complrs numvoie typvoie voie compvoie compldistrib lieuditbp commune ligneacheminement departement libdepartement telephone statutjuridique libstatutjuridique categetab libcategetab siren codeape datecrea'.split(
    ' ',
  );

type Columns = ReadonlyMap<string, number>;
const columnsOf = (names: readonly string[]): Columns => new Map(names.map((name, rank) => [name, rank]));

/** Where each column is, the separator, and the day the file speaks of: settled by its first lines. */
export interface CsvShape {
  separator: string;
  /** Order of the columns of lines without a section, when a header gives it. */
  header: string[] | null;
  on: string;
}

/** Cells of a line; a cell between quotes may hold the separator. */
export function cellsOf(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator).map(clean);
  const cells: string[] = [];
  let rest = line;
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const ends = quoted && (rest.length === quoted[0].length || rest.startsWith(separator, quoted[0].length));
    const end = ends ? quoted[0].length : rest.indexOf(separator);
    const raw = ends ? (quoted[1] ?? '').replaceAll('""', '"') : end < 0 ? rest : rest.slice(0, end);
    cells.push(clean(raw));
    if (end < 0 || end >= rest.length) return cells;
    rest = rest.slice(end + separator.length);
  }
}

const OTHER_SECTIONS =
  /^(?:equipementsocial|equipmateriellourd|equipementmateriellourd|activiteoffresoin|activitesoin)/;

/**
 * What the first line says of the file: its official comment, a section, or a header with the names
 * of the columns. Null when it is no FINESS extract.
 */
export function csvShapeOf(firstLine: string): CsvShape | null {
  const line = firstLine.replace(/^\uFEFF/, '').trim();
  const separator = [';', '\t', ','].find((one) => line.includes(one)) ?? ';';
  const cells = cellsOf(line, separator).map((cell) => cell.toLowerCase());
  if (cells.includes('nofinesset') || (cells.includes('nofiness') && cells.includes('rs')))
    return { separator, header: cells, on: '' };
  if (cells[0] === 'finess') return { separator, header: null, on: dayOf(cells[3] ?? '') };
  return /^structuree[tj]$/.test(cells[0] ?? '') ? { separator, header: null, on: '' } : null;
}

/** Letters that stand for the overseas départements in these files, by the digit of their code. */
const OVERSEAS = ['9A', '9B', '9C', '9D', '9E', '9F'];

/** INSEE code from the département and the commune within it; empty when they do not fit. */
function inseeCodeOf(departement: string, commune: string): string {
  const overseas = OVERSEAS.indexOf(departement) + 1;
  if (overseas > 0) return commune.startsWith(String(overseas)) && commune.length === 3 ? `97${commune}` : '';
  const code = `${departement.padStart(2, '0')}${commune.padStart(3, '0')}`;
  return /^(?:\d{2}|2[AB])\d{3}$/.test(code) && commune !== '' ? code : '';
}

const getter =
  (cells: readonly string[], columns: Columns) =>
  (name: string): string =>
    cells[columns.get(name) ?? -1] ?? '';

function addressOf(get: (name: string) => string): RegisterAddress {
  return {
    complement: joined(get('compldistrib'), get('lieuditbp')),
    street: joined(get('numvoie'), get('compvoie'), get('typvoie'), get('voie')),
    ...deliveryLine(get('ligneacheminement')),
    inseeCode: inseeCodeOf(get('departement'), get('commune')),
  };
}

/** Columns shifted by one would put words where the content below has digits. */
const fits = (get: (name: string) => string): boolean =>
  /^(?:|\d{4,5}\s.*)$/.test(get('ligneacheminement')) &&
  /^(?:|\d{3})$/.test(get('categetab')) &&
  /^(?:\d{0,3}|2[AB]|9[A-F])$/.test(get('departement'));

function readEstablishment(cells: readonly string[], columns: Columns): Establishment | null {
  const get = getter(cells, columns);
  const finess = finessOf(get('nofinesset'));
  const finessJuridique = finessOf(get('nofinessej'));
  if (finess === null || finessJuridique === null || !fits(get)) return null;
  const category = get('categetab');
  return {
    finess,
    finessJuridique,
    name: get('rslongue') || get('rs'),
    category,
    categoryLabel: get('libcategetab') || (categoryOf(category)?.label ?? ''),
    siret: siretOf(get('siret')),
    address: addressOf(get),
    phone: phoneOf(get('telephone')),
    open: null,
    closedOn: '',
  };
}

function readEntity(cells: readonly string[], columns: Columns): Entity | null {
  const get = getter(cells, columns);
  const finess = finessOf(get('nofiness'));
  if (
    finess === null ||
    !/^(?:|\d{7,9})$/.test(get('siren')) ||
    !/^(?:|\d{4,5}\s.*)$/.test(get('ligneacheminement'))
  )
    return null;
  return {
    finess,
    siren: sirenOf(get('siren')),
    name: get('rslongue') || get('rs'),
    sigle: '',
    legalStatus: get('libstatutjuridique') || get('statutjuridique'),
    naf: nafOf(get('codeape')),
    rna: rnaOf(get('numrna')),
    address: addressOf(get),
    phone: phoneOf(get('telephone')),
    open: null,
    closedOn: '',
    establishments: [],
  };
}

const UNREADABLE: ExtractRecord = { entity: null, establishments: [], unreadable: 1 };
const asEstablishment = (one: Establishment | null): ExtractRecord =>
  one ? { entity: null, establishments: [one], unreadable: 0 } : UNREADABLE;
const asEntity = (entity: Entity | null): ExtractRecord =>
  entity ? { entity, establishments: [], unreadable: 0 } : UNREADABLE;

const ET = columnsOf(ET_COLUMNS);
const EJ = columnsOf(EJ_COLUMNS);
/** A header may come with or without a name for the column of the section. */
const headed = new WeakMap<string[], Columns>();
const headerColumns = (header: string[]): Columns => {
  const known = headed.get(header) ?? columnsOf(header);
  headed.set(header, known);
  return known;
};

/**
 * Reads one line: an establishment or a legal person; null for a line to pass over (comment, header,
 * coordinates, blank). Throws a `WrongExtract` for a line of another extract.
 */
export function readCsvLine(line: string, { separator, header }: CsvShape): ExtractRecord | null {
  if (line.trim() === '') return null;
  const cells = cellsOf(line, separator);
  const section = (cells[0] ?? '').replace(/^\uFEFF/, '').toLowerCase();
  if (OTHER_SECTIONS.test(section))
    throw new WrongExtract(
      'Ce fichier FINESS liste des équipements ou des activités. Il faut celui des établissements : etalab-cs1100502-stock-….csv.',
    );
  if (section === 'geolocalisation' || section === 'finess') return null;
  if (header) {
    const columns = headerColumns(header);
    if (cells.some((cell) => /^nofiness(?:et)?$/i.test(cell))) return null;
    return columns.has('nofinesset')
      ? asEstablishment(readEstablishment(cells, columns))
      : asEntity(readEntity(cells, columns));
  }
  if (section === 'structureet') return asEstablishment(readEstablishment(cells, ET));
  return section === 'structureej' ? asEntity(readEntity(cells, EJ)) : UNREADABLE;
}
