import { z } from 'zod';
import { essmsField, projectType } from '@/knowledge/profile/schema';
import { regions } from '@/knowledge/reference/territories';
import { campaigns } from './index';
import { PRINCIPLE_KEYS } from './personal-principles';

/**
 * A call that the user describes: declarative only, data and never code. Every value may carry the
 * user's own source, a sentence and an address; in a file a value without one is written bare.
 */
export const PERSONAL_FORMAT = 'assistant-galis-appel';
export const PERSONAL_VERSION = 1;

/** Control and direction characters could disguise what is shown; broken pairs would not survive a file. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\p{Cf}/gu, '')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .trim();

/** A text that keeps its lines. */
const passage = (max = 4000) => z.string().transform(clean).pipe(z.string().min(1).max(max));
/** A text of one line. */
const words = (max = 500) =>
  z
    .string()
    .transform((text) => clean(text.replace(/[\t\n\r ]+/g, ' ')))
    .pipe(z.string().min(1).max(max));
const count = () => z.number().int().min(0).max(1_000_000);
const rank = () => z.number().int().min(1).max(1_000_000);
const cents = () => z.number().int().min(0).max(1e12);
const day = () => z.iso.date();
const address = () => z.url({ protocol: /^https$/ }).max(500);
const slug = () =>
  z
    .string()
    .max(60)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
      error: 'un identifiant s’écrit en minuscules sans accent, chiffres et tirets, 60 signes au plus',
    });
const hour = () =>
  z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, {
    error: 'une heure s’écrit HH:MM, de 00:00 à 24:00',
  });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The user's own source of a value. */
const source = { quote: passage(1000).optional(), url: address().optional() };

/** A value with its source; bare in the file when it has none. */
const said = <T extends z.ZodType>(value: T) =>
  z
    .preprocess((input) => (isRecord(input) ? input : { value: input }), z.strictObject({ value, ...source }))
    .optional();

/** Items told apart by a key: the first that comes twice is a fault. */
const unique =
  <T>(keyOf: (item: T) => string, words: string) =>
  ({ value, issues }: z.core.ParsePayload<T[]>) => {
    const seen = new Set<string>();
    value.map(keyOf).forEach((key, at) => {
      if (seen.size === seen.add(key).size)
        issues.push({ code: 'custom', input: value, path: [at], message: `${words} est donné deux fois` });
    });
  };

const some = <T extends z.ZodType<string>>(item: T) =>
  z.array(item).min(1).max(20).check(unique(String, 'ce choix'));

/** What begins ends later, or the same day. */
const inOrder =
  <T>(
    ends: (item: T) => [number | string | null | undefined, number | string | null | undefined],
    at: string,
    message: string,
  ) =>
  ({ value, issues }: z.core.ParsePayload<T>) => {
    const [first, last] = ends(value);
    if (first !== null && first !== undefined && last !== null && last !== undefined && last < first)
      issues.push({ code: 'custom', input: value, path: [at], message });
  };

const BEFORE_OPENING = 'la clôture vient avant l’ouverture';

const scope = () => z.enum(['regional', 'multiregional', 'national']);
/** INSEE code of a région. */
const region = () => z.enum(regions.map(({ code }) => code));

const selection = z
  .strictObject({ label: words(), opens: said(day()).nonoptional(), closes: said(day()).nonoptional() })
  .check(inOrder(({ opens, closes }) => [opens.value, closes.value], 'closes', BEFORE_OPENING));

const window = z
  .strictObject({
    scope: scope(),
    label: words(),
    opens: said(day()),
    closes: said(day()),
    closingHour: said(hour()),
    reservedTo: words().optional(),
    region: region().optional(),
    selections: z.array(selection).max(10).default([]),
  })
  .check(inOrder(({ opens, closes }) => [opens?.value, closes?.value], 'closes', BEFORE_OPENING));

/** Shares are decimal numbers: a third three times is not exactly one. */
const ROUNDING = 1e-6;

const payments = said(
  z
    .array(z.strictObject({ share: z.number().gt(0).max(1), when: words() }))
    .min(1)
    .max(12)
    .check(({ value, issues }) => {
      const total = value.reduce((sum, { share }) => sum + share, 0);
      if (Math.abs(total - 1) > ROUNDING)
        issues.push({
          code: 'custom',
          input: value,
          path: [],
          message: `les parts font ${Math.round(total * 1000) / 10}\u00a0% au total\u202f: il faut 100\u00a0%`,
        });
    }),
);

type Numbered<T> = T & { id: string };

/** Gives an id to the items that have none, always the same for the same file. */
const numbered =
  (noun: string) =>
  <T extends { id?: string | undefined }>(items: T[]): Numbered<T>[] => {
    const taken = new Set(items.map(({ id }) => id));
    let last = 0;
    const fresh = (): string => {
      do last += 1;
      while (taken.has(`${noun}-${last}`));
      return `${noun}-${last}`;
    };
    return items.map((item) => ({ ...item, id: item.id ?? fresh() }));
  };
const ownIds = unique<{ id: string }>(({ id }) => id, 'cet identifiant');

const rate = z
  .strictObject({
    id: slug().optional(),
    label: words(),
    types: some(z.enum(['acquisition', 'conformite'])),
    from: rank().default(1),
    to: rank().nullable().default(null),
    amountCents: said(cents()),
    onlySegurReferenced: z.boolean().default(false),
    onlyOrganismesBelow: said(rank()),
    ceiling: z.boolean().default(false),
    maxEssms: said(rank()),
    payments,
  })
  .check(inOrder(({ from, to }) => [from, to], 'to', 'le dernier rang vient avant le premier'));

const piece = z.strictObject({
  id: slug().optional(),
  label: words(),
  status: z.enum(['required', 'template', 'invited', 'conditional']).default('required'),
  condition: words().optional(),
  ...source,
});

const held = z.preprocess(
  (input) => (typeof input === 'string' ? { rule: input } : input),
  z
    .strictObject({
      rule: z.enum(PRINCIPLE_KEYS),
      from: day().optional(),
      until: day().optional(),
      ...source,
    })
    .check(inOrder(({ from, until }) => [from, until], 'until', 'la fin vient avant le début')),
);

const shipped = new Set(campaigns.map(({ id }) => id));
const ownId = slug().refine((id) => !shipped.has(id), {
  error: 'cet identifiant est celui d’un appel livré avec l’assistant\u202f: choisissez-en un autre',
});

export const personalCampaign = z.strictObject({
  format: z.literal(PERSONAL_FORMAT),
  version: z.literal(PERSONAL_VERSION),
  id: ownId,
  title: words(200),
  issuer: words(200),
  year: z.number().int().min(2000).max(2100),
  /** Day the user last looked at it. */
  describedOn: day(),
  /** Where the text of the call can be read. */
  url: address().optional(),
  /** Title of the call it was copied from. */
  origin: words().optional(),
  /** INSEE code of the région of the call; null when it belongs to none. */
  region: region().nullable().default(null),
  instruction: said(passage()),
  beneficiaries: said(passage()),
  windows: z.array(window).max(20).default([]),
  minEssms: said(count()),
  minEssmsIslands: said(count()),
  maxEssms: said(count()),
  /** The one counter that maximum binds; absent when it binds all of them. */
  maxEssmsFor: scope().optional(),
  nationalFrom: said(count()),
  nationalRegions: said(count()),
  minOrganismes: said(count()),
  minOrganismesIslands: said(count()),
  aloneFrom: said(count()),
  fields: said(some(essmsField)),
  projectTypes: said(some(projectType)),
  rates: z.array(rate).max(60).transform(numbered('forfait')).check(ownIds).default([]),
  payments,
  pieces: z.array(piece).max(100).transform(numbered('piece')).check(ownIds).default([]),
  principles: z
    .array(held)
    .max(PRINCIPLE_KEYS.length)
    .check(unique(({ rule }) => rule, 'cette règle'))
    .default([]),
  criteria: said(z.array(words(1000)).min(1).max(100)),
  usageTargets: said(passage()),
  contact: said(words()),
  portal: said(words()),
  changes: z
    .array(z.strictObject({ on: day(), what: words(1000), ...source }))
    .max(30)
    .default([]),
});

/** A call described by the user, as it is kept: what was not said is absent. */
export type PersonalCampaign = z.output<typeof personalCampaign>;

/** A value of such a call, with the user's own source. */
export interface Said<T> {
  value: T;
  quote?: string | undefined;
  url?: string | undefined;
}
