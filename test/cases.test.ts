import { describe, expect, it } from 'vitest';
import { campaigns } from '@/knowledge/campaigns';
import { amountCases, cases, deadlineCases } from './cases/build';
import { amountFailureOf, deadlineFailureOf, failuresOf } from './cases/check';

const everyCampaign = campaigns.map(({ id }) => id);

describe('the cases of test/cases', () => {
  it.each(everyCampaign)('all hold in %s', (id) => {
    const failures = failuresOf(cases.filter(({ campaign }) => campaign === id));
    expect(failures.map(({ one, failure }) => `${one.expect.rule}: ${one.title}: ${failure}`)).toEqual([]);
  });

  it.each(amountCases.map((one) => [`${one.campaign}: ${one.title}`, one] as const))(
    'give the amounts of %s',
    (_, one) => expect(amountFailureOf(one)).toBeNull(),
  );

  it.each(deadlineCases.map((one) => [`${one.campaign}: ${one.title}`, one] as const))(
    'give the dates of %s',
    (_, one) => expect(deadlineFailureOf(one)).toBeNull(),
  );
});
