import type { TargetId } from '@/knowledge/import/proposal';
import { ESSMS_FIELDS, type Field, ORGANISME_FIELDS } from '@/knowledge/profile/fields';
import type { BookColumn, CellFormat } from './book';

/** The columns of the sheets this tool makes. Their words come from the fields of the editor. */

/** A column that comes back through the import; `path` in the row of its list. */
export interface SheetColumn extends BookColumn {
  target: TargetId;
  path: string;
  /** Asked from member organisations, or only in the export of the whole grappe. */
  asked: boolean;
}

/** Path, header, width; `own` columns are not asked from members. Headers are unique: they are how a sheet is recognised. */
type Row = [path: string, header: string, width: number, own?: 'own'];

const ESSMS_ROWS: Row[] = [
  ['finess', 'FINESS géographique', 16],
  ['name', 'Nom de l’établissement', 34],
  ['category', 'Catégorie FINESS', 30],
  ['field', 'Champ', 10],
  ['siret', 'SIRET de l’établissement', 19],
  ['address.street', 'Adresse de l’établissement', 32],
  ['address.complement', 'Complément d’adresse de l’établissement', 24],
  ['address.postcode', 'Code postal de l’établissement', 13],
  ['address.commune', 'Commune de l’établissement', 24],
  ['address.inseeCode', 'Code INSEE de l’établissement', 13, 'own'],
  ['departement', 'Département', 13],
  ['capacity', 'Capacité (places)', 11],
  ['open', 'Établissement ouvert', 14],
  ['closedOn', 'Fermé le', 12, 'own'],
  ['currentSoftware', 'Logiciel actuel', 24],
  ['earlierFunding.received', 'Financement ESMS numérique antérieur', 18],
  ['earlierFunding.year', 'Année du financement antérieur', 14],
  ['earlierFunding.software', 'Logiciel du financement antérieur', 24],
  ['segurOrder.ordered', 'Prestation Ségur commandée', 16],
  ['segurOrder.software', 'Logiciel de la Prestation Ségur', 24],
  ['hours.eligible', 'Heures éligibles par an (domicile)', 16],
  ['hours.total', 'Heures totales par an (domicile)', 16],
  ['requestedCents', 'Montant demandé pour l’établissement', 18, 'own'],
];

const person = (key: string, of: string): Row[] => [
  [`${key}.civilite`, `Civilité ${of}`, 12],
  [`${key}.lastName`, `Nom ${of}`, 22],
  [`${key}.firstName`, `Prénom ${of}`, 18],
  [`${key}.role`, `Fonction ${of}`, 24],
  [`${key}.email`, `E-mail ${of}`, 28],
  [`${key}.phone`, `Téléphone ${of}`, 18],
];

const ORGANISME_ROWS: Row[] = [
  ['raisonSociale', 'Raison sociale de l’organisme', 36],
  ['sigle', 'Sigle de l’organisme', 14],
  ['formeJuridique', 'Forme juridique de l’organisme', 30],
  ['siren', 'SIREN de l’organisme', 14],
  ['siret', 'SIRET du siège de l’organisme', 19],
  ['finessJuridique', 'FINESS juridique de l’organisme', 16],
  ['naf', 'Code NAF de l’organisme', 11],
  ['rna', 'RNA de l’organisme', 14],
  ['address.street', 'Adresse de l’organisme', 32],
  ['address.complement', 'Complément d’adresse de l’organisme', 24],
  ['address.postcode', 'Code postal de l’organisme', 13],
  ['address.commune', 'Commune de l’organisme', 24],
  ['phone', 'Téléphone de l’organisme', 18],
  ['email', 'E-mail de l’organisme', 28],
  ['website', 'Site internet de l’organisme', 28],
  ...person('representative', 'du représentant légal'),
  ...person('contact', 'du contact'),
  ['nationalEntity.affiliated', 'Rattachement à une entité nationale', 18],
  ['nationalEntity.name', 'Nom de l’entité nationale', 28],
  ['nationalEntity.writtenAgreement', 'Accord écrit de l’entité nationale', 18],
  ['selfAssessments.anapMaturity', 'Autodiagnostic ANAP de maturité et de sécurité', 20],
  ['selfAssessments.siManagement', 'Autodiagnostic ANAP de gestion du SI', 20],
  ['selfAssessments.protectionMeasures', 'Positionnement sur les 13 mesures de protection', 20],
  ['boundToPorteur', 'Convention ou mandat avec le porteur', 18],
];

const FORMATS: Partial<Record<string, CellFormat>> = { count: 'integer', cents: 'euros', day: 'day' };

/** What to answer, then an example: as much as a spreadsheet shows beside a cell. */
function helpOf({ help, example, kind }: Field<never>): string {
  const answer = kind === 'flag' ? 'oui ou non. Laissez vide si vous ne savez pas.' : '';
  const shown = example === '' ? '' : `Exemple : ${example}.`;
  return [help, answer, shown]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, 255);
}

/** Codes are proposed as « 500 — EHPAD »; the code alone is read as well, so it is not refused. */
function listOf({ kind, choices, path }: Field<never>): BookColumn['list'] {
  if (kind === 'flag') return { values: ['oui', 'non'], only: true };
  if (!choices) return undefined;
  return { values: choices.map(({ label }) => label), only: path.endsWith('civilite') };
}

const UNLISTED: Field<never> = { path: '', label: '', kind: 'text', help: '', example: '', group: '' };

function columnsOf(kind: 'essms' | 'organisme', rows: Row[], fields: readonly Field<never>[]): SheetColumn[] {
  return rows.map(([path, header, width, own]) => {
    const field = fields.find((one) => one.path === path) ?? UNLISTED;
    const list = listOf(field);
    return {
      path,
      target: `${kind}.${path}`,
      header,
      width,
      format: FORMATS[field.kind] ?? 'text',
      help: helpOf(field),
      asked: own === undefined,
      ...(list ? { list } : {}),
    };
  });
}

/** Columns of a table of establishments, in order. */
export const ESSMS_COLUMNS: readonly SheetColumn[] = columnsOf('essms', ESSMS_ROWS, ESSMS_FIELDS);

/** Columns of a table of organismes, in order. */
export const ORGANISME_COLUMNS: readonly SheetColumn[] = columnsOf(
  'organisme',
  ORGANISME_ROWS,
  ORGANISME_FIELDS,
);

const readOnly = (header: string, width: number, format: CellFormat = 'text'): BookColumn => ({
  header,
  width,
  format,
  help: '',
});

/** Headings by which the pages of text of our workbooks are known. */
export const NOTE_HEADINGS = { export: 'Ce que contient ce classeur', member: 'Ce que nous vous demandons' };

/** Columns of the sheets that are only there to be read: the import leaves them alone. */
export const PROJECT_COLUMNS = [readOnly('Rubrique du projet', 36), readOnly('Réponse pour le projet', 90)];

export const BUDGET_COLUMNS = [
  readOnly('Nature de la ligne', 12),
  readOnly('Poste de la ligne', 34),
  readOnly('Libellé de la ligne', 50),
  readOnly('Montant de la ligne (€)', 16, 'euros'),
];

export const DOSSIER_COLUMNS = [
  readOnly('Campagne du dossier', 40),
  readOnly('Type du dossier', 22),
  readOnly('Champ du dossier', 26),
  readOnly('Nombre d’ESSMS du dossier', 10, 'integer'),
  readOnly('ESSMS du dossier', 60),
  readOnly('Montant du dossier (€)', 18, 'euros'),
  readOnly('État du dossier', 24),
  readOnly('Numéro du dossier', 18),
  readOnly('Dossier transmis le', 12, 'day'),
  readOnly('Pièces présentes au dossier', 40),
  readOnly('Pièces manquantes au dossier', 40),
];

const silent = [...PROJECT_COLUMNS, ...BUDGET_COLUMNS, ...DOSSIER_COLUMNS].map(
  ({ header }): [string, TargetId] => [header, ''],
);

/**
 * Which column of which list a header of ours stands for, empty for what is only to be read, so that
 * our sheets come back with certainty.
 */
export const MEMBER_HEADERS: Record<string, TargetId> = Object.fromEntries([
  ...silent,
  ...[...ESSMS_COLUMNS, ...ORGANISME_COLUMNS].map(({ header, target }): [string, TargetId] => [
    header,
    target,
  ]),
]);
