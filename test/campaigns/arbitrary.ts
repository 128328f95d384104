import fc from 'fast-check';
import type { PersonalCampaign } from '@/knowledge/campaigns/personal';
import { PRINCIPLE_KEYS } from '@/knowledge/campaigns/personal-principles';
import { essmsField, projectType } from '@/knowledge/profile/schema';
import { regions } from '@/knowledge/reference/territories';

/** Calls that a person could describe, made up: every key, every list, with and without sources. */
const shown = (text: string): string => text.toWellFormed().replace(/[\p{C}\s]/gu, '·');
const words = fc.oneof(
  fc.constantFrom('Dépôt', '<b>Dépôt</b>', '"; --', 'À minuit', '__proto__', '{{x}}', '2028-01-01'),
  fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).map((text) => shown(text).slice(0, 60) || 'x'),
);
const lines = fc.array(words, { minLength: 1, maxLength: 3 }).map((all) => all.join('\n'));
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const address = fc.constantFrom('https://exemple.test/', 'https://exemple.test/a?b=c#d');
const source = { quote: fc.option(lines, { nil: undefined }), url: fc.option(address, { nil: undefined }) };

/** Without what is undefined: a file cannot say it. */
const record = <T extends object>(arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc
    .record(arbitraries)
    .map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const said = <T>(value: fc.Arbitrary<T>) =>
  record<{ value: T; quote?: string; url?: string }>({ value, ...source } as never);

const inOrder = fc.tuple(day, day).map((days) => days.toSorted());
const window = fc
  .tuple(inOrder, fc.boolean(), fc.boolean())
  .chain(([[first = '', last = ''], opens, closes]) =>
    record<PersonalCampaign['windows'][number]>({
      scope: fc.constantFrom('regional', 'multiregional', 'national'),
      label: words,
      opens: opens ? said(fc.constant(first)) : fc.constant(undefined),
      closes: closes ? said(fc.constant(last)) : fc.constant(undefined),
      closingHour: maybe(said(fc.constantFrom('00:00', '12:00', '23:59', '24:00'))),
      reservedTo: maybe(words),
      region: maybe(fc.constantFrom('93', '75')),
      selections: fc.array(
        record<PersonalCampaign['windows'][number]['selections'][number]>({
          label: words,
          opens: said(fc.constant(first)),
          closes: said(fc.constant(last)),
        }),
        { maxLength: 2 },
      ),
    }),
  );

/** Shares of whole percents that add up to one. */
const payments = said(
  fc
    .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 4 })
    .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b), 100])
    .map((cuts) => cuts.slice(1).map((cut, at) => (cut - (cuts[at] ?? 0)) / 100))
    .chain((shares) =>
      fc.tuple(
        ...shares.map((share) =>
          record<{ share: number; when: string }>({ share: fc.constant(share), when: words }),
        ),
      ),
    ),
);
const count = fc.nat({ max: 200 });
const rank = fc.integer({ min: 1, max: 60 });
const rate = record<Omit<PersonalCampaign['rates'][number], 'id'>>({
  label: words,
  types: fc.subarray(['acquisition', 'conformite'] as const, { minLength: 1 }).map((types) => [...types]),
  from: rank,
  to: fc.option(fc.integer({ min: 60, max: 500 })),
  amountCents: maybe(said(fc.nat({ max: 2_000_000 }))),
  onlySegurReferenced: fc.boolean(),
  onlyOrganismesBelow: maybe(said(rank)),
  ceiling: fc.boolean(),
  maxEssms: maybe(said(rank)),
  payments: maybe(payments),
});
const numbered = <T>(noun: string, items: fc.Arbitrary<T>) =>
  fc
    .array(items, { maxLength: 3 })
    .map((all) => all.map((item, at) => ({ ...item, id: `${noun}-${at + 1}` })));
const piece = record<Omit<PersonalCampaign['pieces'][number], 'id'>>({
  label: words,
  status: fc.constantFrom('required', 'template', 'invited', 'conditional'),
  condition: maybe(words),
  ...source,
});
const principles = fc.subarray([...PRINCIPLE_KEYS]).chain((rules) =>
  fc.tuple(
    ...rules.map((rule) =>
      record<PersonalCampaign['principles'][number]>({
        rule: fc.constant(rule),
        from: maybe(fc.constant('2028-01-01')),
        until: maybe(fc.constant('2028-06-30')),
        ...source,
      }),
    ),
  ),
);

export const anyCall: fc.Arbitrary<PersonalCampaign> = record<PersonalCampaign>({
  format: fc.constant('assistant-galis-appel' as const),
  version: fc.constant(1 as const),
  id: fc.constantFrom('appel-1', 'a', 'un-autre-appel-2030'),
  title: words,
  issuer: words,
  year: fc.integer({ min: 2000, max: 2100 }),
  describedOn: day,
  url: maybe(address),
  origin: maybe(words),
  region: fc.option(fc.constantFrom(...regions.map(({ code }) => code))),
  instruction: maybe(said(lines)),
  beneficiaries: maybe(said(lines)),
  windows: fc.array(window, { maxLength: 3 }),
  minEssms: maybe(said(count)),
  minEssmsIslands: maybe(said(count)),
  maxEssms: maybe(said(count)),
  maxEssmsFor: maybe(fc.constantFrom('regional', 'multiregional', 'national')),
  nationalFrom: maybe(said(count)),
  nationalRegions: maybe(said(count)),
  minOrganismes: maybe(said(count)),
  minOrganismesIslands: maybe(said(count)),
  aloneFrom: maybe(said(count)),
  fields: maybe(said(fc.subarray([...essmsField.options], { minLength: 1 }))),
  projectTypes: maybe(said(fc.subarray([...projectType.options], { minLength: 1 }))),
  rates: numbered('forfait', rate),
  payments: maybe(payments),
  pieces: numbered('piece', piece),
  principles,
  criteria: maybe(said(fc.array(words, { minLength: 1, maxLength: 3 }))),
  usageTargets: maybe(said(lines)),
  contact: maybe(said(words)),
  portal: maybe(said(words)),
  changes: fc.array(record<PersonalCampaign['changes'][number]>({ on: day, what: words, ...source }), {
    maxLength: 2,
  }),
});
