import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { campaigns } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { sheetOf } from '@/knowledge/campaigns/sheet';
import { factsOf } from '@/knowledge/campaigns/themes';
import {
  type AmountCase,
  amountCases,
  type Case,
  type DeadlineCase,
  deadlineCases,
  verdictCases,
} from './cases/build';
import { amountFailureOf, deadlineFailureOf, failuresOf } from './cases/check';
import { factsWithMutants } from './cases/proof';
import shownFile from './cases/shown.json';

/**
 * Each parameter of each campaign is proven by a case: made wrong (a threshold more or less one, a date
 * the day before or after, a principle or a piece taken out, a gap filled), at least one case of that
 * campaign must fail. Those that no computation reads are named in `shown.json`: the sheet of the call must
 * then show the difference (`campaign-sheet.test.tsx` checks that all of the sheet is on screen).
 */

const shown = z
  .array(
    z.strictObject({
      /** As in `factsOf`, `*` standing for one word: `rates.*.payments`. */
      path: z.string(),
      campaigns: z.array(z.string()).optional(),
      why: z.string().min(20),
    }),
  )
  .parse(shownFile);

const matches = (pattern: string, path: string): boolean => {
  const [words, parts] = [pattern.split('.'), path.split('.')];
  return words.length === parts.length && words.every((word, at) => word === '*' || word === parts[at]);
};

const isShown = (path: string, { id }: Campaign): boolean =>
  shown.some((one) => matches(one.path, path) && (one.campaigns?.includes(id) ?? true));

type Group = { verdicts: Case[]; amounts: AmountCase[]; deadlines: DeadlineCase[] };

const cases = verdictCases();

/** Cases that hold as things are: one that fails anyway would prove nothing. */
const failing = new Set<unknown>(failuresOf(cases).map(({ one }) => one));
const holding = [
  ...cases.filter((one) => !failing.has(one)),
  ...amountCases.filter((one) => amountFailureOf(one) === null),
  ...deadlineCases.filter((one) => deadlineFailureOf(one) === null),
];

/** Cases of one campaign, by grappe and day; the groups that told the last mutants apart come first. */
function groupsOf({ id }: Campaign): Group[] {
  const own = holding.filter(({ campaign }) => campaign === id);
  const groups = Map.groupBy(own, ({ change, date, time, page }) =>
    JSON.stringify([change, date, time, page]),
  );
  return [...groups.values()].map((group) => ({
    verdicts: group.filter((one): one is Case => 'rule' in one.expect),
    amounts: group.filter((one): one is AmountCase => 'amount' in one.expect),
    deadlines: group.filter((one): one is DeadlineCase => 'deadline' in one.expect),
  }));
}

const tells = ({ verdicts, amounts, deadlines }: Group, mutant: Campaign): boolean =>
  deadlines.some((one) => deadlineFailureOf(one, mutant) !== null) ||
  amounts.some((one) => amountFailureOf(one, mutant) !== null) ||
  failuresOf(verdicts, mutant).length > 0;

/** True when a case fails in this wrong version; the group that told it is tried first next time. */
function isTold(groups: Group[], mutant: Campaign): boolean {
  const at = groups.findIndex((group) => tells(group, mutant));
  if (at > 0) groups.unshift(...groups.splice(at, 1));
  return at >= 0;
}

const everyCampaign = campaigns.map((campaign) => [campaign.id, campaign] as const);
const proven = new Set<string>();

describe('a wrong parameter', () => {
  it.each(everyCampaign)('of %s makes a case fail', { timeout: 60_000 }, (id, campaign) => {
    const groups = groupsOf(campaign);
    const sheet = JSON.stringify(sheetOf(campaign));
    const unproven = factsWithMutants(campaign).flatMap(({ fact, mutants }) => {
      const missed = mutants.filter((mutant) => !isTold(groups, mutant.campaign));
      if (missed.length === 0) proven.add(`${id} ${fact.path}`);
      const unseen = missed.filter((mutant) => JSON.stringify(sheetOf(mutant.campaign)) === sheet);
      return (isShown(fact.path, campaign) ? unseen : missed).map(({ change }) => change);
    });
    expect(unproven).toEqual([]);
  });
});

it('no parameter is excused that a case proves everywhere', () => {
  const needless = shown.filter(({ path, campaigns: only }) =>
    campaigns
      .filter(({ id }) => only?.includes(id) ?? true)
      .flatMap((one) => factsOf(one).map((fact) => ({ id: one.id, path: fact.path })))
      .filter((fact) => matches(path, fact.path))
      .every((fact) => proven.has(`${fact.id} ${fact.path}`)),
  );
  expect(needless.map(({ path }) => path)).toEqual([]);
});
