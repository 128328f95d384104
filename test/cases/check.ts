import { type AmountLine, type Amounts, amounts } from '@/knowledge/amounts';
import { campaignById } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { type Deadline, deadlinesOf } from '@/knowledge/campaigns/deadlines';
import { instantOf } from '@/knowledge/campaigns/instants';
import type { Profile } from '@/knowledge/profile/schema';
import { assess, rules } from '@/knowledge/rules/assess';
import type { ShownFact, Situation, Verdict } from '@/knowledge/rules/rule';
import { buildProfile } from './build';
import type { AmountCase, Case, DeadlineCase } from './format';

/** What a case gives, in its own campaign or in another version of it. */

export const campaignOf = (id: string): Campaign => {
  const campaign = campaignById(id);
  if (!campaign) throw new Error(`unknown campaign ${id}`);
  return campaign;
};

const built = new Map<string, Profile>();

function profileOf({ change, campaign }: Pick<Case, 'change' | 'campaign'>): Profile {
  const key = `${campaign} ${JSON.stringify(change)}`;
  const profile = built.get(key) ?? buildProfile(change, campaign);
  built.set(key, profile);
  return profile;
}

export const situationOf = (
  one: Pick<Case, 'change' | 'campaign' | 'date' | 'time' | 'page'>,
  campaign: Campaign = campaignOf(one.campaign),
): Situation => ({
  profile: profileOf(one),
  campaign,
  date: one.date,
  ...(one.time ? { time: one.time } : {}),
  ...(one.page ? { shown: one.page.map(shownIn) } : {}),
});

const shownIn = ({ field, value, row, label }: NonNullable<Case['page']>[number]): ShownFact => ({
  field,
  value,
  recordId: row ?? null,
  label,
});

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

/** What differs from what the case expects, in words; null when it holds. */
function failureOf({ expect }: Case, verdicts: Verdict[]): string | null {
  const { rule, status, subject, severity, says, cites } = expect;
  const found = verdicts.filter((one) => one.rule === rule && (!subject || one.subject.id === subject));
  const [first] = found;
  if (found.length !== 1 || !first) return `${found.length} verdicts of ${rule}`;
  if (first.status !== status) return `${first.status} and not ${status}: ${plain(first.message)}`;
  if (severity && first.severity !== severity) return `${first.severity} and not ${severity}`;
  if (says && !plain(first.message).includes(says))
    return `does not say « ${says} »: ${plain(first.message)}`;
  const passage = `${first.source.text}#${first.source.anchor}`;
  if (cites && passage !== cites) return `cites ${passage}`;
  return null;
}

/** Cases that share a grappe and a day, and the verdicts of their rules. */
interface Judged {
  group: Case[];
  verdicts: Verdict[];
}

/** Cases that share a grappe and a day are assessed together, against their own rules only. */
export function judgedIn(cases: Case[], campaign?: Campaign): Judged[] {
  const groups = Map.groupBy(cases, (one) =>
    JSON.stringify([one.campaign, one.date, one.time, one.page, one.change]),
  );
  return [...groups.values()].flatMap((group) => {
    const [head] = group;
    const ids = new Set(group.map(({ expect }) => expect.rule));
    const own = rules.filter(({ id }) => ids.has(id));
    return head ? [{ group, verdicts: assess(situationOf(head, campaign), own) }] : [];
  });
}

interface Failure {
  one: Case;
  failure: string;
}

export const failuresIn = (judged: Judged[]): Failure[] =>
  judged.flatMap(({ group, verdicts }) =>
    group.flatMap((one) => {
      const failure = failureOf(one, verdicts);
      return failure === null ? [] : [{ one, failure }];
    }),
  );

export const failuresOf = (cases: Case[], campaign?: Campaign): Failure[] =>
  failuresIn(judgedIn(cases, campaign));

/** What a case of the amounts speaks of: the whole family, a dossier by its id, or a line by its id. */
function amountOf(found: Amounts, name: string): AmountSaid | null {
  const part = name === 'total' ? found : found.dossiers.find(({ id }) => id === name);
  if (part)
    return {
      cents: part.knownCents,
      paid: part.schedule.map(({ cents }) => cents),
      says: [...found.notes, ...found.unknown.map(({ label }) => label)].join(' '),
    };
  const line = found.lines.find(({ id }) => id === name);
  return line ? lineSaid(line) : null;
}

interface AmountSaid {
  cents: number | null;
  paid: (number | null)[];
  says: string;
}

const lineSaid = ({ resultCents, payments, formula, remarks }: AmountLine): AmountSaid => ({
  cents: resultCents,
  paid: payments.map(({ cents }) => cents),
  says: [formula, ...payments.map(({ when }) => when), ...remarks.map(({ text }) => text)].join(' '),
});

const inCents = (euros: number | null): number | null => (euros === null ? null : Math.round(euros * 100));

/** What differs from the amount the case expects, in words; null when it holds. */
export function amountFailureOf(one: AmountCase, campaign?: Campaign): string | null {
  const { amount, euros, says, paid } = one.expect;
  const found = amountOf(amounts(situationOf(one, campaign)), amount);
  if (!found) return `no amount « ${amount} »`;
  if (found.cents !== inCents(euros)) return `${found.cents} cents and not ${inCents(euros)}`;
  if (paid && JSON.stringify(found.paid) !== JSON.stringify(paid.map(inCents)))
    return `paid ${JSON.stringify(found.paid)}`;
  if (says && !plain(found.says).includes(says)) return `does not say « ${says} »: ${plain(found.says)}`;
  return null;
}

/** The dates of a campaign as anybody sees them at the moment of the case. */
const deadlinesAt = ({ date, time }: DeadlineCase, campaign: Campaign): Deadline[] =>
  deadlinesOf(campaign, {
    whom: { scopes: campaign.scopes, regions: [], firstRequest: null },
    now: instantOf(date, time ?? '00:00'),
  });

/** What differs from the date the case expects, in words; null when it holds. */
export function deadlineFailureOf(
  one: DeadlineCase,
  campaign: Campaign = campaignOf(one.campaign),
): string | null {
  const { deadline, on, says } = one.expect;
  const all = deadlinesAt(one, campaign);
  const exact = all.filter(({ label }) => plain(label) === deadline);
  const found = exact.length > 0 ? exact : all.filter(({ label }) => plain(label).includes(deadline));
  const [first] = found;
  if (found.length !== 1 || !first) return `${found.length} dates « ${deadline} »`;
  if (on !== undefined && first.told.value !== on) return `${first.told.value} and not ${on}`;
  if (says && !plain(first.words).includes(says)) return `does not say « ${says} »: ${plain(first.words)}`;
  return null;
}
