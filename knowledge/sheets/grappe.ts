import { campaignById } from '@/knowledge/campaigns';
import type { Cell } from '@/knowledge/import/table';
import { valueAt } from '@/knowledge/profile/edit';
import { PROJECT_FIELDS } from '@/knowledge/profile/fields';
import { FIELD_NAMES, formatPlural, STATUS_NAMES, TYPE_NAMES } from '@/knowledge/profile/format';
import type { Dossier, Profile } from '@/knowledge/profile/schema';
import type { BookColumn, NoteSheet, SheetBook, TableSheet } from './book';
import { cellsOf } from './cells';
import {
  BUDGET_COLUMNS,
  DOSSIER_COLUMNS,
  ESSMS_COLUMNS,
  NOTE_HEADINGS,
  ORGANISME_COLUMNS,
  PROJECT_COLUMNS,
  type SheetColumn,
} from './columns';

/** The whole grappe as a workbook, to read, check or correct in a spreadsheet. */

const table = (name: string, columns: readonly BookColumn[], rows: Cell[][]): TableSheet => ({
  kind: 'table',
  name,
  columns,
  rows,
  blankRows: 0,
});

const isOwner = ({ target }: SheetColumn): boolean =>
  target === 'organisme.raisonSociale' || target === 'organisme.siren';

/** Columns that tie an establishment to its organisme, under the same headers as in « Organismes ». */
const OWNER_COLUMNS: readonly SheetColumn[] = ORGANISME_COLUMNS.filter(isOwner);

/** Establishments with their organisme, for some columns of theirs. */
export function essmsTable(
  grappe: Profile,
  columns: readonly SheetColumn[],
  essms = grappe.essms,
): TableSheet {
  const owner = (id: string) => grappe.organismes.find((organisme) => organisme.id === id) ?? {};
  const rows = essms.map((row) => [
    ...cellsOf(row, columns),
    ...cellsOf(owner(row.organismeId), OWNER_COLUMNS),
  ]);
  return table('ESSMS', [...columns, ...OWNER_COLUMNS], rows);
}

function answer(value: unknown, kind: string): Cell {
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (typeof value === 'number') return kind === 'cents' ? value / 100 : value;
  if (typeof value !== 'string' || value === '') return null;
  return kind === 'day' ? value.split('-').reverse().join('/') : value;
}

function projectTable({ project }: Profile): TableSheet {
  const asked = PROJECT_FIELDS.map(({ path, label, kind, choices }): Cell[] => {
    const value = valueAt(project, path.split('.'));
    const choice = choices?.find((one) => one.value === value);
    return [label, choice?.label ?? answer(value, kind)];
  });
  const indicators = project.indicators.map(({ label, target }): Cell[] => [`Indicateur : ${label}`, target]);
  return table('Projet', PROJECT_COLUMNS, [...asked, ...indicators]);
}

function budgetTable({ project: { expenses, resources } }: Profile): TableSheet {
  const lines = (nature: string, list: typeof expenses): Cell[][] =>
    list.map(({ poste, label, amountCents }) => [nature, poste, label, answer(amountCents, 'cents')]);
  return table('Budget', BUDGET_COLUMNS, [...lines('dépense', expenses), ...lines('ressource', resources)]);
}

function dossierRow(dossier: Dossier, { essms }: Profile): Cell[] {
  const named = essms.filter(({ id }) => dossier.essmsIds.includes(id));
  const pieces = (present: boolean): string =>
    dossier.pieces
      .filter((piece) => (piece.present === true) === present)
      .map(({ label }) => label)
      .join('\n');
  return [
    campaignById(dossier.campaign)?.title ?? dossier.campaign,
    dossier.type && TYPE_NAMES[dossier.type],
    dossier.field && FIELD_NAMES[dossier.field],
    dossier.essmsIds.length,
    named.map(({ name, finess }) => `${name} (${finess})`).join('\n'),
    answer(dossier.requestedCents, 'cents'),
    STATUS_NAMES[dossier.status],
    dossier.number,
    dossier.transmittedOn,
    pieces(true),
    pieces(false),
  ];
}

function readMe({ name, essms, organismes, updatedAt }: Profile): NoteSheet {
  const title = name === '' ? 'Grappe sans nom' : name;
  return {
    kind: 'note',
    name: 'Lisez-moi',
    lines: [
      { style: 'title', text: `Grappe : ${title}` },
      {
        style: 'text',
        text: `${formatPlural(organismes.length, 'organisme')} et ${formatPlural(essms.length, 'ESSMS', 'ESSMS')}. Profil modifié le ${updatedAt.slice(0, 10).split('-').reverse().join('/')}.`,
      },
      { style: 'heading', text: NOTE_HEADINGS.export },
      {
        style: 'text',
        text: 'Feuille « ESSMS », une ligne par établissement ou service, avec son organisme.',
      },
      { style: 'text', text: 'Feuille « Organismes », une ligne par organisme gestionnaire.' },
      {
        style: 'text',
        text: 'Feuilles « Projet », « Budget » et « Dossiers », pour lire et vérifier : elles ne se réimportent pas.',
      },
      { style: 'heading', text: 'Ce qu’il ne contient pas' },
      {
        style: 'text',
        text: 'Les coordonnées bancaires ne sont pas exportées ici : elles ne sont que dans la sauvegarde complète, que vous pouvez chiffrer.',
      },
      { style: 'heading', text: 'Le corriger et le reprendre' },
      {
        style: 'text',
        text: 'Vous pouvez corriger les feuilles ESSMS et Organismes, puis importer ce classeur dans l’assistant : il vous montre chaque différence avant de changer quoi que ce soit. Ne changez pas les titres des colonnes.',
      },
      {
        style: 'text',
        text: 'Une apostrophe au début d’un texte qui commence par =, +, - ou @ est une protection : laissez-la, l’assistant la retire à l’import.',
      },
    ],
  };
}

/** The XLSX export of a grappe; bank details are left out, and it says so. */
export function grappeBook(grappe: Profile): SheetBook {
  const organismes = grappe.organismes.map((organisme) => cellsOf(organisme, ORGANISME_COLUMNS));
  const dossiers = grappe.dossiers.map((dossier) => dossierRow(dossier, grappe));
  return {
    title: grappe.name === '' ? 'Grappe' : grappe.name,
    sheets: [
      readMe(grappe),
      essmsTable(grappe, ESSMS_COLUMNS),
      table('Organismes', ORGANISME_COLUMNS, organismes),
      projectTable(grappe),
      budgetTable(grappe),
      table('Dossiers', DOSSIER_COLUMNS, dossiers),
    ],
  };
}
