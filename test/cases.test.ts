import { describe, expect, it } from 'vitest';
import { rules } from '@/knowledge/rules/assess';
import { amountCases, casesOf, deadlineCases, ruled } from './cases/build';
import { amountFailureOf, deadlineFailureOf, failuresIn, judgedIn } from './cases/check';
import { ruleWords } from './cases/words';

describe('the cases of test/cases', () => {
  it.each(ruled)('hold for the rule %s, in the words of cases/words/rules', async (id) => {
    const judged = judgedIn(casesOf(id));
    expect(failuresIn(judged).map(({ one, failure }) => `${one.campaign}: ${one.title}: ${failure}`)).toEqual(
      [],
    );
    const rule = rules.find((one) => one.id === id);
    const words =
      rule &&
      ruleWords(
        rule,
        judged.flatMap(({ verdicts }) => verdicts),
      );
    await expect(words).toMatchFileSnapshot(`cases/words/rules/${id}.md`);
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
