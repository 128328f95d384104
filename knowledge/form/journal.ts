import { z } from 'zod';

/**
 * One value written in the page, as needed to put the old one back: kept in the extension's own
 * database, so that a fill can be undone after the panel was closed.
 */
export const journalEntry = z.object({
  frameId: z.number().int(),
  ref: z.string().max(40),
  fingerprint: z.string().max(1000),
  kind: z.enum([
    'text',
    'textarea',
    'number',
    'date',
    'select',
    'radio',
    'checkbox',
    'switch',
    'combobox',
    'file',
    'password',
    'locked',
  ]),
  label: z.string().max(400),
  format: z.enum([
    'text',
    'siret',
    'siren',
    'finess',
    'naf',
    'rna',
    'postcode',
    'phone',
    'email',
    'url',
    'iban',
    'bic',
    'amount',
    'count',
    'day',
    'year',
    'choice',
    'choices',
    'yes-no',
  ]),
  /** Key of the row it stood in, which must still be there. */
  guard: z.object({ ref: z.string().max(40), value: z.string().max(30_000) }).nullable(),
  before: z.string().max(30_000),
  after: z.string().max(30_000),
  /** Passes are undone in reverse: dependents before what they depend on. */
  pass: z.number().int(),
});
export type JournalEntry = z.infer<typeof journalEntry>;
