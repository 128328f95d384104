import { describe, expect, it } from 'vitest';
import { toCampaign } from '@/knowledge/campaigns/personal-campaign';
import { assess } from '@/knowledge/rules/assess';
import type { Verdict } from '@/knowledge/rules/rule';
import { callOf } from './campaigns/build';
import { buildProfile } from './cases/build';

/** A call of the user (invented) that holds an ARS counter and a national one in the same file. */

const both = toCampaign(
  callOf({
    region: '93',
    windows: [
      {
        scope: 'regional',
        label: 'Dépôt régional',
        opens: { value: '2028-02-01' },
        closes: { value: '2028-05-31' },
        selections: [],
      },
      {
        scope: 'multiregional',
        label: 'Dépôt multirégional',
        opens: { value: '2028-02-01' },
        closes: { value: '2028-05-31' },
        selections: [],
      },
      {
        scope: 'national',
        label: 'Dépôt national',
        opens: { value: '2028-02-01' },
        closes: { value: '2028-04-30' },
        selections: [],
      },
    ],
    minEssms: { value: 12 },
    maxEssms: { value: 49 },
    nationalFrom: { value: 50 },
    nationalRegions: { value: 2 },
  }),
);

const verdictOn = (rule: string, change: Parameters<typeof buildProfile>[0]): Verdict['status'] | undefined =>
  assess({ profile: buildProfile(change, both.id), campaign: both, date: '2028-03-15' }).find(
    (one) => one.rule === rule,
  )?.status;

describe('a call with both an ARS counter and a national one', () => {
  it('asks nothing national of a small project of one région', () => {
    expect(verdictOn('national-from', { essms: 20 })).toBeUndefined();
    expect(verdictOn('national-regions', { essms: 20 })).toBeUndefined();
  });

  it('asks for enough régions only where the national counter may receive the project', () => {
    const over = { 'essms.1.departement': '34' };
    expect(verdictOn('national-regions', { essms: 49, ...over })).toBeUndefined();
    expect(verdictOn('national-regions', { essms: 50, ...over })).toBe('met');
    expect(verdictOn('national-from', { essms: 50, ...over })).toBe('met');
    expect(verdictOn('national-regions', { essms: 50 })).toBeUndefined();
  });

  it('waits for the scope of the project before it speaks of the national threshold', () => {
    const wide = { essms: 20, 'essms.1.departement': '34' };
    expect(verdictOn('national-from', { ...wide, 'project.nationalScope': null })).toBe('unknown');
    expect(verdictOn('national-from', { ...wide, 'project.nationalScope': true })).toBe('broken');
    expect(verdictOn('national-from', { ...wide, 'project.nationalScope': false })).toBeUndefined();
  });

  it('waits for the place of the ESSMS before it counts the régions', () => {
    expect(verdictOn('national-regions', { essms: 50, 'essms.1.departement': '' })).toBe('unknown');
  });
});
