import { z } from 'zod';
import { dictionary } from '@/knowledge/form/dictionary';
import type { FieldId } from '@/knowledge/form/field-id';
import { families } from '@/knowledge/form/rows';

/** The shapes of a file of cases, explained to their readers in README.md. */

const status = z.enum(['met', 'broken', 'unknown']);

const verdictExpected = z.strictObject({
  rule: z.string(),
  /** Absent when `gives` says it for each value. */
  status: status.optional(),
  severity: z.enum(['bloquant', 'a-verifier', 'information']).optional(),
  subject: z.string().optional(),
  says: z.string().optional(),
  /** Passage the verdict rests on, `text#anchor`. */
  cites: z.string().optional(),
});

const amountExpected = z.strictObject({
  /** A line of the computation by its id, or « total ». */
  amount: z.string(),
  /** Null: the amount cannot be told. Absent when `gives` says it for each value. */
  euros: z.number().nullable().optional(),
  /** Part of the formula. */
  says: z.string().optional(),
  /** The instalments, in euros and in order. */
  paid: z.array(z.number().nullable()).optional(),
});

const deadlineExpected = z.strictObject({
  /** A part of the label of a date of the calendar. */
  deadline: z.string(),
  /** Null when the day was not found; absent when only the words matter. */
  on: z.iso.date().nullable().optional(),
  /** Part of the words: « il reste 3 jours ». */
  says: z.string().optional(),
});

const known = new Set<unknown>([
  ...dictionary.map(({ id }) => id),
  ...families.flatMap(({ columns }) => columns.map(({ id }) => id)),
]);
const fieldId = z.custom<FieldId>((value) => known.has(value), 'no such field');

/** A day, with or without the hour in Paris: `2023-09-15 23:59`. */
const moment = z.string().regex(/^\d{4}-\d\d-\d\d(?: \d\d:\d\d)?$/);

/** Days told from the calendar of the campaign itself. */
export const RELATIVE_DAYS = [
  'pendant',
  'ouverture',
  'veille de clôture',
  'clôture',
  'lendemain de clôture',
] as const;

export const writtenCase = z.strictObject({
  title: z.string(),
  campaign: z.union([z.literal('*'), z.string(), z.array(z.string()).min(2)]),
  /** Campaigns left out of « * ». */
  except: z.array(z.string()).optional(),
  date: z.union([z.enum(RELATIVE_DAYS), moment]).default('pendant'),
  change: z.record(z.string(), z.json()).default({}),
  /** What the page on screen shows. */
  page: z
    .array(
      z.strictObject({
        field: fieldId,
        value: z.string(),
        /** Id of the row it stands in. */
        row: z.string().optional(),
        label: z.string().default(''),
      }),
    )
    .optional(),
  /** What changes from one line of `gives` to the next: « date », or a path of `change`. */
  vary: z.string().optional(),
  gives: z.record(z.string(), z.union([status, z.number(), z.null()])).optional(),
  expect: z.union([verdictExpected, amountExpected, deadlineExpected]),
});
export type WrittenCase = z.infer<typeof writtenCase>;
export type Change = WrittenCase['change'];

interface Told {
  title: string;
  campaign: string;
  /** Day of the check, `YYYY-MM-DD`. */
  date: string;
  /** Hour of the check in Paris, « HH:MM », when the case says one. */
  time?: string;
  change: Change;
  page?: WrittenCase['page'];
}

/** One grappe, one campaign, one day, one verdict expected. */
export interface Case extends Told {
  expect: Omit<z.infer<typeof verdictExpected>, 'status'> & { status: z.infer<typeof status> };
}

/** The same for a line of the amounts; `euros` null when it cannot be told. */
export interface AmountCase extends Told {
  expect: Omit<z.infer<typeof amountExpected>, 'euros'> & { euros: number | null };
}

/** The same for a date of the calendar, seen at midnight or at the hour of the case. */
export interface DeadlineCase extends Told {
  expect: z.infer<typeof deadlineExpected>;
}
