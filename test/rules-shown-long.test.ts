import { expect, it } from 'vitest';
import { paca2023 } from '@/knowledge/campaigns/paca-2023';
import { assess } from '@/knowledge/rules/assess';
import { buildProfile } from './cases/build';

/** A page may hold anything: ten thousand letters typed by mistake never reach the verdicts. */
it('a value of the page longer than any datum says nothing', () => {
  const situation = { profile: buildProfile({}, 'paca-2023'), campaign: paca2023, date: '2023-03-01' };
  const long = '<b>A</b>'.repeat(1250);
  const fields = ['porteur.raisonSociale', 'project.software', 'essms.finess', 'bank.iban'] as const;
  const shown = fields.map((field) => ({ field, value: long, recordId: null, label: '' }));
  expect(assess({ ...situation, shown })).toEqual(assess(situation));
  const short = shown.map((fact) => ({ ...fact, value: long.slice(0, 300) }));
  expect(assess({ ...situation, shown: short })).not.toEqual(assess(situation));
});
