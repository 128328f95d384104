import { z } from 'zod';
import { maskedPath } from './address';
import { fieldKind } from './kinds';
import { hide, hider, kindOfText } from './masking';
import type { FieldSnapshot, FrameSnapshot, TableSnapshot } from './snapshot';

/**
 * The description of a step that can leave the computer: words of the form, sorts of fields, no value.
 * It becomes a folder of `test/pages/` (`npm run page:add`).
 */
const FORMAT = 'assistant-galis-structure';
const MAX_OPTIONS = 30;
/** Rows described of each table: the others ask the same. */
const MAX_ROWS = 2;

const text = z.string().max(400);
const fieldText = z.object({
  source: z.enum(['label', 'group', 'column', 'row', 'section', 'help', 'placeholder', 'title', 'name']),
  text,
  distance: z.number().int().min(0).max(1000),
});
const fieldShape = z.object({
  kind: fieldKind,
  label: text,
  texts: z.array(fieldText).max(100),
  options: z.array(z.object({ text, disabled: z.boolean() })).max(MAX_OPTIONS),
  required: z.boolean(),
  disabled: z.boolean(),
  readOnly: z.boolean(),
  maxLength: z.number().nullable(),
  format: z.object({ type: text, placeholder: text, pattern: text, min: text, max: text }),
  row: z.object({ table: text, index: z.number().int(), column: z.number().int() }).nullable(),
  listOnly: z.boolean(),
});
const tableShape = z.object({
  key: text,
  caption: text,
  columns: z.array(text).max(200),
  rows: z.number().int(),
  paging: z
    .object({ from: z.number().nullable(), to: z.number().nullable(), total: z.number().nullable() })
    .nullable(),
  canAdd: z.boolean(),
  addLabel: text,
});
const frameShape = z.object({
  path: z.string().max(500),
  step: text,
  headings: z.array(text).max(60),
  fields: z.array(fieldShape).max(10_000),
  tables: z.array(tableShape).max(500),
});
const structure = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  /** In French, for the person who opens the file. */
  note: z.string().max(1000).default(''),
  frames: z.array(frameShape).min(1).max(50),
});
export type Structure = z.infer<typeof structure>;
type FieldShape = z.infer<typeof fieldShape>;

const NOTE =
  'Description d’une étape de formulaire : libellés et sortes de champs, aucune valeur saisie. Les nombres y sont remplacés par des 9, les noms et adresses repérés par des points. Relisez ce fichier avant de l’envoyer.';

/**
 * Describes a step from its snapshots, one per frame. No value: neither what the fields hold, nor
 * where the page repeats it, nor what is printed in rows or locked fields; errors, addresses,
 * e-mails, numbers and names after a civility are masked. Of a table, the first two rows.
 */
export const structureOf = (frames: readonly FrameSnapshot[]): Structure => {
  const known = hider(frames.flatMap(({ fields }) => fields.flatMap(valuesOf)));
  return {
    format: FORMAT,
    version: 1,
    note: NOTE,
    frames: frames.map((frame) => ({
      path: maskedPath(frame.url),
      step: known(frame.step),
      headings: frame.headings.slice(0, 60).map(known),
      fields: frame.fields
        .filter(({ row }) => row === null || row.index < MAX_ROWS)
        .slice(0, 10_000)
        .map((field) => shapeOf(field, known)),
      tables: frame.tables.map((table) => tableOf(table, known)),
    })),
  };
};

/** The file of a step, for a person to read and send. */
export const structureFile = (frames: readonly FrameSnapshot[]): string =>
  `${JSON.stringify(structureOf(frames), null, 2)}\n`;

const CHOICES: FieldSnapshot['kind'][] = ['select', 'radio', 'checkbox', 'switch'];

/** What must not be read anywhere: the chosen item of a list is one of its options, which are kept. */
const valuesOf = ({ kind, value, texts }: FieldSnapshot): string[] => [
  ...(CHOICES.includes(kind) ? [] : [value]),
  ...texts.filter(({ source }) => source === 'row').map(({ text: head }) => head),
];

const shapeOf = (field: FieldSnapshot, known: (text: string) => string): FieldShape => {
  const { kind, required, disabled, readOnly, maxLength, row, listOnly } = field;
  const { type, placeholder, pattern, min, max } = field.format;
  return {
    kind,
    label: known(field.label),
    texts: field.texts.slice(0, 100).map(({ source, text: words, distance }) => ({
      source,
      text: source === 'row' ? kindOfText(words) : known(words),
      distance,
    })),
    options: field.options
      .slice(0, MAX_OPTIONS)
      .map((option) => ({ text: known(option.text), disabled: option.disabled })),
    required,
    disabled,
    readOnly,
    maxLength,
    format: { type, placeholder: known(placeholder), pattern, min: hide(min), max: hide(max) },
    row,
    listOnly,
  };
};

const tableOf = (
  table: TableSnapshot,
  known: (text: string) => string,
): Structure['frames'][0]['tables'][0] => ({
  key: table.key,
  caption: known(table.caption),
  columns: table.columns.slice(0, 200).map(known),
  rows: table.rows,
  paging: table.paging,
  canAdd: table.addRef !== null,
  addLabel: known(table.addLabel),
});

/** Reads the file of a step. Throws in French when it is none. */
export const parseStructure = (content: string): Structure => {
  try {
    return structure.parse(JSON.parse(content.replace(/^\uFEFF/, '')));
  } catch {
    throw new Error(
      'Ce fichier ne décrit pas une étape de formulaire, ou il est abîmé : exportez-le de nouveau depuis l’assistant (« Exporter la structure de cette page »).',
    );
  }
};

/** The snapshots a description stands for, every field empty: what recognition reads. */
export const framesOf = ({ frames }: Structure): FrameSnapshot[] =>
  frames.map(({ path, step, headings, fields, tables }, rank) => ({
    document: `structure-${rank}`,
    url: `https://portail.invalid${path}`,
    step,
    headings,
    loading: false,
    truncated: false,
    fields: fields.map((field, at) => ({
      ...field,
      ref: `f${at + 1}`,
      fingerprint: '',
      value: field.kind === 'checkbox' || field.kind === 'switch' ? 'false' : '',
      error: '',
    })),
    tables: tables.map(({ canAdd, ...table }, at) => ({ ...table, addRef: canAdd ? `t${at + 1}` : null })),
  }));
