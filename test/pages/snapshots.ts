import type {
  FieldKind,
  FieldSnapshot,
  FieldText,
  FrameSnapshot,
  TableSnapshot,
} from '@/knowledge/form/snapshot';

const NO_FORMAT = { type: '', placeholder: '', pattern: '', min: '', max: '' };

/** A field as the overlay would read it: a text box with that label, changed as asked. */
export const fieldOf = (label: string, changes: Partial<FieldSnapshot> = {}): FieldSnapshot => {
  const kind = changes.kind ?? 'text';
  const source = kind === 'radio' || (changes.options ?? []).length > 0 ? 'group' : 'label';
  return {
    ref: `f-${label}`,
    fingerprint: `${kind}|${label}`,
    kind,
    label,
    texts: [{ source, text: label, distance: source === 'group' ? 1 : 0 }],
    value: '',
    options: [],
    required: false,
    disabled: false,
    readOnly: false,
    maxLength: null,
    format: NO_FORMAT,
    error: '',
    row: null,
    listOnly: kind === 'combobox',
    ...changes,
  };
};

/** A field with the headings that stand above it, nearest first. */
export const underHeadings = (field: FieldSnapshot, ...headings: string[]): FieldSnapshot => ({
  ...field,
  ref: `${headings.join('/')}/${field.ref}`,
  texts: [
    ...field.texts,
    ...headings.map((text, at): FieldText => ({ source: 'section', text, distance: at + 2 })),
  ],
});

/** Radios or a list with those answers. */
export const choiceOf = (
  label: string,
  options: string[],
  kind: FieldKind = 'radio',
  value = '',
): FieldSnapshot =>
  fieldOf(label, { kind, value, options: options.map((text) => ({ text, disabled: false })) });

/** A frame of the page with those fields. */
export const frameOf = (fields: FieldSnapshot[], changes: Partial<FrameSnapshot> = {}): FrameSnapshot => ({
  url: 'https://portail.example.org/demande',
  document: 'd1',
  step: '',
  headings: [],
  loading: false,
  fields,
  tables: [],
  truncated: false,
  ...changes,
});

/** A table whose every cell is a text box: its description and its cells, with the values given. */
export const tableOf = (
  caption: string,
  columns: string[],
  rows: string[][],
  printed: string[] = [],
): { table: TableSnapshot; fields: FieldSnapshot[] } => ({
  table: { key: 't1', caption, columns, rows: rows.length, paging: null, addRef: null, addLabel: '' },
  fields: rows.flatMap((row, index) =>
    row.map((value, column) =>
      fieldOf(columns[column] ?? '', {
        ref: `r${index}c${column}`,
        value,
        texts: [
          { source: 'column', text: columns[column] ?? '', distance: 0 },
          ...(printed[index] ? [{ source: 'row' as const, text: printed[index], distance: 0 }] : []),
        ],
        row: { table: 't1', index, column },
      }),
    ),
  ),
});
