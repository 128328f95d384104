import { z } from 'zod';
import { fieldKind } from './kinds';

/** How an entry of the journal stands. */
const status = z.enum([
  /** About to be written; stays so when the page went away before it answered. */
  'planned',
  'written',
  'verified',
  'reformatted',
  'refused',
  'changed-by-page',
  'by-hand',
  /** Not written by the assistant: the page changed it because of what the assistant wrote. */
  'by-page',
  'undone',
]);
export type JournalStatus = z.infer<typeof status>;

/**
 * One value written in the page, as needed to put the old one back: kept in the extension's own
 * database, so that a fill can be undone after the panel was closed. Entries kept by an older
 * version lack the fields that have a default.
 */
export const journalEntry = z.object({
  frameId: z.number().int(),
  ref: z.string().max(40),
  fingerprint: z.string().max(1000),
  kind: fieldKind,
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
  /** `signatureOf` the field: finds it again in another load of the page. */
  signature: z.string().max(400).default(''),
  /** Record of the profile its row stands for, or empty. */
  rowId: z.string().max(4000).default(''),
  /** What it was recognised as, or empty. */
  fieldId: z.string().max(60).default(''),
  status: status.default('written'),
  /** Instant of the write, ISO; empty when unknown. */
  at: z.string().max(40).default(''),
  /** Bank details: never in an export in clear. */
  sensitive: z.boolean().default(false),
  /** Others depend on it: the page reacts when it is put back. */
  driver: z.boolean().default(false),
});
export type JournalEntry = z.infer<typeof journalEntry>;

const LIVE: ReadonlySet<JournalStatus> = new Set<JournalStatus>([
  'planned',
  'written',
  'verified',
  'reformatted',
  'refused',
  'changed-by-page',
  'by-page',
]);

/** Whether an entry can still be put back. */
export const isLive = ({ status }: JournalEntry): boolean => LIVE.has(status);
