import type { Campaign } from '@/knowledge/campaigns/campaign';
import { type Fact, factsOf } from '@/knowledge/campaigns/themes';

/** Versions of a campaign in which one fact is wrong: a case must tell each from the true one. */

interface Mutant {
  /** What was done, for the reader of a failure. */
  change: string;
  campaign: Campaign;
}

const shifted = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The campaign with something else at a path; `undefined` takes it out. */
function withAt(campaign: Campaign, path: string[], value: unknown): Campaign {
  const draft = structuredClone(campaign);
  let target: object = draft;
  for (const key of path.slice(0, -1)) target = Object(Reflect.get(target, key));
  const last = path.at(-1) ?? '';
  if (Array.isArray(target) && value === undefined) target.splice(Number(last), 1);
  else if (value === undefined) Reflect.deleteProperty(target, last);
  else Reflect.set(target, last, value);
  return draft;
}

/** What a gap could wrongly become, by the last word of its path. */
function invented(path: string, { year }: Campaign): unknown[] {
  const last = path.split('.').at(-1) ?? '';
  if (last === 'opens') return [`${year}-01-02`];
  if (last === 'closes') return [`${year}-01-02`, `${year}-12-30`];
  if (last === 'closingHour') return ['12:00'];
  if (last === 'amountCents') return [123_400];
  if (last === 'payments') return [[{ share: 1, when: 'à une date inventée' }]];
  if (/^(?:min|max|national)/.test(last)) return [1, 3];
  return ['une réponse inventée'];
}

/** Values near the true one: a threshold more or less one, a date the day before or after. */
function neighbours({ value, path }: Fact, campaign: Campaign): unknown[] {
  if (value === null) return invented(path, campaign);
  if (typeof value === 'number') return [value - 1, value + 1];
  if (typeof value === 'string') {
    if (/^\d{4}-\d\d-\d\d$/.test(value)) return [shifted(value, -1), shifted(value, 1)];
    if (/^\d\d:\d\d$/.test(value)) return ['11:59'];
    return ['un autre texte'];
  }
  if (Array.isArray(value)) return [value.slice(1), value.slice(0, -1)];
  return [];
}

/** The wrong versions of one fact. */
function mutantsOf(fact: Fact, campaign: Campaign): Mutant[] {
  const path = fact.path.split('.');
  const dropped = { change: `${fact.path} taken out`, campaign: withAt(campaign, path, undefined) };
  if (path[0] === 'pieces') return [dropped];
  if (path[0] === 'principles') {
    const held = campaign.principles[path[1] as keyof Campaign['principles']];
    const days = (['from', 'until'] as const).flatMap((key) => {
      const day = held?.[key];
      return day ? [-1, 1].map((step) => ({ key, day: shifted(day, step) })) : [];
    });
    return [
      dropped,
      ...days.map(({ key, day }) => ({
        change: `${fact.path}.${key} = ${day}`,
        campaign: withAt(campaign, [...path, key], day),
      })),
    ];
  }
  const told = { confidence: 'secondary', source: fact.source, verifiedOn: fact.verifiedOn };
  return neighbours(fact, campaign).map((value) => ({
    change: `${fact.path} = ${JSON.stringify(value)}`,
    campaign:
      fact.value === null
        ? withAt(campaign, path, { ...told, value })
        : withAt(campaign, [...path, 'value'], value),
  }));
}

/** A flat rate with its tranche one rank off, or without a condition. */
function rateMutants({ path }: Fact, campaign: Campaign): Mutant[] {
  const [, index = ''] = /^rates\.(\d+)\.amountCents$/.exec(path) ?? [];
  const rate = campaign.rates[Number(index)];
  if (index === '' || !rate) return [];
  const { from, to, ceiling, onlySegurReferenced } = rate;
  const wrong: [string, unknown][] = [
    ['from', from + 1],
    ...(from > 1 ? [['from', from - 1] satisfies [string, unknown]] : []),
    ...(to === null ? [] : [-1, 1].map((step): [string, unknown] => ['to', to + step])),
    ...(ceiling ? [['ceiling', undefined] satisfies [string, unknown]] : []),
    ...(onlySegurReferenced ? [['onlySegurReferenced', undefined] satisfies [string, unknown]] : []),
  ];
  return wrong.map(([key, value]) => ({
    change: `rates.${index}.${key} = ${value}`,
    campaign: withAt(campaign, ['rates', index, key], value),
  }));
}

/** Every fact of a campaign with its wrong versions. */
export const factsWithMutants = (campaign: Campaign): { fact: Fact; mutants: Mutant[] }[] =>
  factsOf(campaign).map((fact) => ({
    fact,
    mutants: [...mutantsOf(fact, campaign), ...rateMutants(fact, campaign)],
  }));
