import { z } from 'zod';
import { campaignById, campaigns } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { rules } from '@/knowledge/rules/assess';
import { type AmountCase, type Case, type DeadlineCase, type WrittenCase, writtenCase } from './format';

/** From what is written once to one case for each campaign and each value. */

const files = import.meta.glob<unknown>(['./*.json', '!./base.json', '!./exceptions.json', '!./shown.json'], {
  import: 'default',
  eager: true,
});

const written = Object.values(files).flatMap((file) => z.array(writtenCase).parse(file));

/** Campaigns a case names. */
function campaignsOf({ campaign, except = [] }: WrittenCase): Campaign[] {
  if (campaign === '*') return campaigns.filter(({ id }) => !except.includes(id));
  return [campaign].flat().map((id) => {
    const found = campaignById(id);
    if (!found) throw new Error(`unknown campaign ${id}`);
    return found;
  });
}

const shifted = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** The day a case means in a campaign, by its first window; null when that day was not found. */
function dayIn({ windows, year }: Campaign, words: string): string | null {
  const open = windows.find(({ reservedTo }) => reservedTo === undefined);
  if (words === 'pendant') return open?.opens.value ?? `${year}-06-01`;
  if (words === 'ouverture') return open?.opens.value ?? null;
  const closes = open?.closes.value ?? null;
  if (words === 'clôture') return closes;
  if (words === 'veille de clôture') return closes && shifted(closes, -1);
  if (words === 'lendemain de clôture') return closes && shifted(closes, 1);
  return words;
}

/** The value a key of `gives` stands for: a number, null and true are written as such. */
function keyed(key: string): z.infer<ReturnType<typeof z.json>> {
  try {
    return z.json().parse(JSON.parse(key));
  } catch {
    return key;
  }
}

function expectedOf(expect: WrittenCase['expect'], outcome: string | number | null): WrittenCase['expect'] {
  if ('rule' in expect) return { ...expect, status: z.enum(['met', 'broken', 'unknown']).parse(outcome) };
  if ('amount' in expect) return { ...expect, euros: z.number().nullable().parse(outcome) };
  throw new Error('`gives` is about verdicts and amounts');
}

/** One case for each value of `gives`. */
function varied(one: WrittenCase): WrittenCase[] {
  const { vary, gives, ...rest } = one;
  if (!vary || !gives) return [rest];
  return Object.entries(gives).map(([key, outcome]) => ({
    ...rest,
    title: `${rest.title} (${key})`,
    ...(vary === 'date' ? { date: key } : { change: { ...rest.change, [vary]: keyed(key) } }),
    expect: expectedOf(rest.expect, outcome),
  }));
}

/** « * » leaves out the campaigns where the rule does not apply that day. */
function concerns({ campaign, expect }: WrittenCase, one: Campaign, day: string): boolean {
  if (campaign !== '*' || !('rule' in expect)) return true;
  const rule = rules.find(({ id }) => id === expect.rule);
  if (!rule) throw new Error(`unknown rule ${expect.rule}`);
  return rule.source(one, day) !== undefined;
}

/** Where the day of a case was not found in a campaign, the case says nothing of that campaign. */
function told(one: WrittenCase): (Omit<WrittenCase, 'campaign'> & { campaign: string; time?: string })[] {
  return campaignsOf(one).flatMap((campaign) => {
    const [date, time] = dayIn(campaign, one.date)?.split(' ') ?? [];
    if (!date || !concerns(one, campaign, date)) return [];
    return [{ ...one, campaign: campaign.id, date, ...(time ? { time } : {}) }];
  });
}

const expand = (some: WrittenCase[]) => some.flatMap(varied).flatMap(told);

const about = (rule: string) => written.filter(({ expect }) => 'rule' in expect && expect.rule === rule);

/** Every case that expects a verdict of a rule. Rules are run to tell the campaigns « * » means. */
export const casesOf = (rule: string): Case[] =>
  expand(about(rule)).flatMap(({ expect, ...one }) => {
    if (!('rule' in expect)) return [];
    const { status, ...more } = expect;
    if (status === undefined) throw new Error(`« ${one.title} » expects no status`);
    return [{ ...one, expect: { ...more, status } }];
  });

/** Every rule the cases speak of. */
export const ruled: string[] = [
  ...new Set(written.flatMap(({ expect }) => ('rule' in expect ? expect.rule : []))),
];

/** Every case of the folder that expects a verdict. */
export const verdictCases = (): Case[] => ruled.flatMap(casesOf);

/** Every case of the folder that expects an amount. */
export const amountCases: AmountCase[] = expand(written.filter(({ expect }) => 'amount' in expect)).flatMap(
  ({ expect, ...one }) => {
    if (!('amount' in expect)) return [];
    const { euros, ...more } = expect;
    if (euros === undefined) throw new Error(`« ${one.title} » expects no amount`);
    return [{ ...one, expect: { ...more, euros } }];
  },
);

/** Every case of the folder that expects a date of the calendar. */
export const deadlineCases: DeadlineCase[] = expand(
  written.filter(({ expect }) => 'deadline' in expect),
).flatMap(({ expect, ...one }) => ('deadline' in expect ? [{ ...one, expect }] : []));
