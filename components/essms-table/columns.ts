import { ESSMS_FIELDS, type Field } from '@/knowledge/profile/fields';
import type { Essms } from '@/knowledge/profile/schema';

/** Where the options of a choice come from. */
export type OptionList = 'field' | 'category' | 'organisme' | 'departement' | 'answer';

/** A column of the table, as data. `key` is the path of the value in its row, joined with dots. */
export interface Column {
  key: string;
  path: readonly string[];
  /** Short: the header. */
  label: string;
  /** Pixels. */
  width: number;
  /** How the value is typed, checked and shown, for the whole product. */
  field: Field<Essms>;
  /** Figures, aligned to the right. */
  number: boolean;
  /** Not shown until the reader asks for it. */
  optional: boolean;
  options: OptionList | null;
}

const fields = new Map(ESSMS_FIELDS.map((field) => [field.path, field]));

function column(key: string, label: string, width: number, options: OptionList | null = null): Column {
  const field = fields.get(key);
  if (!field) throw new Error(`no field « ${key} » of an ESSMS`);
  const number = field.kind === 'count' || field.kind === 'cents';
  return { key, path: key.split('.'), label, width, field, number, optional: false, options };
}

const optional = (...given: Parameters<typeof column>): Column => ({ ...column(...given), optional: true });

/** Every column, in the order of the screen. The first one stays in sight when the others scroll. */
export const COLUMNS: readonly Column[] = [
  column('name', 'Nom', 240),
  column('finess', 'FINESS', 152),
  column('category', 'Catégorie', 168, 'category'),
  column('field', 'Champ', 88, 'field'),
  column('organismeId', 'Organisme', 176, 'organisme'),
  column('siret', 'SIRET', 188),
  optional('address.street', 'Voie', 200),
  column('address.postcode', 'Code postal', 126),
  column('address.commune', 'Commune', 160),
  column('departement', 'Département', 142, 'departement'),
  column('capacity', 'Places', 88),
  column('currentSoftware', 'Logiciel actuel', 160),
  optional('earlierFunding.received', 'Déjà financé', 130, 'answer'),
  optional('segurOrder.ordered', 'Commande Ségur', 160, 'answer'),
  optional('hours.eligible', 'Heures éligibles', 156),
  optional('hours.total', 'Heures totales', 144),
  optional('open', 'Ouvert', 94, 'answer'),
  column('requestedCents', 'Montant demandé', 170),
];

const byKey = new Map(COLUMNS.map((c) => [c.key, c]));

/** The column of this key, or undefined. */
export const columnOf = (key: string): Column | undefined => byKey.get(key);

/** Keys of the columns shown at first. */
export const DEFAULT_KEYS: readonly string[] = COLUMNS.filter((c) => !c.optional).map((c) => c.key);

/** Width of the column of checkboxes, in pixels. */
export const SELECT_WIDTH = 44;
