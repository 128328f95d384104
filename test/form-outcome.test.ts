import { expect, test } from 'vitest';
import { isVerified, type Outcome, outcomeOf } from '@/knowledge/form/outcome';
import type { ReadBack, WriteResult, WriteStatus } from '@/knowledge/form/write';

type Page = Partial<WriteResult> & Partial<Pick<ReadBack, 'error' | 'present'>>;

const judge = ({ error = '', present = true, ...changes }: Page, wanted = '153000'): Outcome => {
  const result: WriteResult = { ref: 'f1', status: 'written', before: '', after: '', ...changes };
  const now = { ref: 'f1', present, value: result.after, error };
  return outcomeOf({ key: '0:f1', label: 'Montant', kind: 'text', format: 'amount', wanted }, result, now);
};

test.each<[Page, Outcome['kind'], boolean]>([
  [{ after: '153000' }, 'verified', true],
  [{ after: '153 000,00 €' }, 'reformatted', true],
  [{ after: '' }, 'refused', false],
  [{ before: '12', after: '12' }, 'refused', false],
  [{ before: '12', after: '15300' }, 'changed-by-page', false],
  [{ after: '153000', error: 'Le montant dépasse le plafond' }, 'refused', false],
])('%j is %s', (result, kind, verified) => {
  const outcome = judge(result);
  expect([outcome.kind, isVerified(outcome)]).toEqual([kind, verified]);
  expect(outcome.value).toBe(result.after ?? '');
});

test('the words of the portal are shown', () => {
  expect(judge({ error: 'Le montant dépasse le plafond' }).message).toMatch(
    /«\sLe montant dépasse le plafond\s»/,
  );
});

test.each<[Exclude<WriteStatus, 'written'>, RegExp]>([
  ['vanished', /disparu/],
  ['locked', /verrouillé/],
  ['hidden', /pas visible/],
  ['too-long', /rien n’a été coupé/],
  ['no-option', /à choisir à la main/],
  ['user-changed', /elle a été conservée/],
  ['row-moved', /ligne a bougé/],
  ['forbidden', /ne peut pas être rempli/],
  ['not-undoable', /ne peut pas être retiré/],
  ['sends', /envoie le formulaire dès qu’on y écrit/],
])('%s is left to the person, with the reason, whatever the page holds', (status, reason) => {
  const outcome = judge({ status, after: '153000' });
  expect(outcome.kind).toBe('by-hand');
  expect(outcome.message).toMatch(reason);
  expect(isVerified(outcome)).toBe(false);
});
