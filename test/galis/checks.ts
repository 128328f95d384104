import { type Field, type Format, holds, type Step, type Table } from './definition';

export type Entries = Record<string, unknown>;

/** One line of the validation summary. */
export interface Message {
  key: string;
  message: string;
}

const patterns: Record<Format, { pattern: RegExp; expected: string }> = {
  siret: { pattern: /^\d{14}$/, expected: '14 chiffres attendus' },
  siren: { pattern: /^\d{9}$/, expected: '9 chiffres attendus' },
  finess: { pattern: /^(?:\d{9}|2[AB]\d{7})$/, expected: '9 caractères attendus' },
  rna: { pattern: /^W\d{9}$/, expected: 'le format attendu est W suivi de 9 chiffres' },
  naf: { pattern: /^\d{2}\.\d{2}[A-Z] - /, expected: 'choisissez une valeur de la liste' },
  postcode: { pattern: /^\d{5}$/, expected: '5 chiffres attendus' },
  phone: { pattern: /^(?:\+33|0)[1-9](?:[ .]?\d{2}){4}$/, expected: 'numéro à 10 chiffres attendu' },
  email: { pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, expected: 'le format attendu est nom@exemple.fr' },
  url: { pattern: /^(?:https?:\/\/)?[^\s.]+(?:\.[^\s.]+)+$/, expected: 'adresse internet attendue' },
  iban: { pattern: /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/, expected: 'IBAN incorrect' },
  bic: { pattern: /^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/, expected: '8 ou 11 caractères attendus' },
  day: { pattern: /^\d{4}-\d{2}-\d{2}$/, expected: 'le format attendu est jj/mm/aaaa' },
  number: { pattern: /^-?\d+(?:\.\d+)?$/, expected: 'nombre attendu' },
};

/** Formats written in groups are compared without their spaces. */
const withoutSpaces = new Set<Format>(['iban', 'siret', 'siren', 'finess']);

export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === false;

const checkField = (field: Field, entries: Entries, prefix: string): Message[] => {
  if (!holds(field.when, entries)) return [];
  const value = entries[field.key];
  const say = (message: string) => [{ key: field.key, message: `${prefix}${field.label}\u00a0: ${message}` }];
  const answered = field.widget.endsWith('radio') ? value !== undefined && value !== null : !isBlank(value);
  if (!answered) return field.required ? say('ce champ est obligatoire.') : [];
  if (!field.format) return [];
  const { pattern, expected } = patterns[field.format];
  const written = withoutSpaces.has(field.format) ? String(value).replace(/\s/g, '') : String(value);
  return pattern.test(written) ? [] : say(`${expected}.`);
};

const rowsOf = (table: Table, entries: Entries): Entries[] => {
  const rows = entries[table.key];
  return Array.isArray(rows) ? rows : [];
};

const isEmptyRow = (row: Entries): boolean => Object.values(row).every(isBlank);

const checkTable = (table: Table, entries: Entries): Message[] =>
  rowsOf(table, entries).flatMap((row, index) => {
    const prefix = `${table.caption}, ligne ${index + 1} — `;
    return isEmptyRow(row) ? [] : table.columns.flatMap((column) => checkField(column, row, prefix));
  });

const checkPeriod = ({ dateDebut, dateFin }: Entries): Message[] =>
  typeof dateDebut === 'string' && typeof dateFin === 'string' && dateFin < dateDebut
    ? [{ key: 'dateFin', message: `Date de fin\u00a0: elle ne peut pas être antérieure à la date de début.` }]
    : [];

/** What « Suivant » refuses in a step; empty when nothing. */
export const check = (step: Step, entries: Entries): Message[] => [
  ...step.sections
    .filter((section) => holds(section.when, entries))
    .flatMap((section) => [
      ...(section.fields ?? []).flatMap((field) => checkField(field, entries, '')),
      ...(section.table ? checkTable(section.table, entries) : []),
    ]),
  ...checkPeriod(entries),
];

/** What the portal keeps of the entries of a step: everything but the rows left wholly empty. */
export const kept = (step: Step, entries: Entries): Entries => {
  const result = { ...entries };
  for (const { table } of step.sections)
    if (table && table.key in entries)
      result[table.key] = rowsOf(table, entries).filter((row) => !isEmptyRow(row));
  return result;
};
