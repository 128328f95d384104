import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amounts } from '@/knowledge/amounts';
import { glanceOf } from '@/knowledge/campaigns/glance';
import { campaigns } from '@/knowledge/campaigns/index';
import { toCampaign } from '@/knowledge/campaigns/personal-campaign';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { assess } from '@/knowledge/rules/assess';
import { anyCall } from './campaigns/arbitrary';
import { callOf } from './campaigns/build';

const days = fc.constantFrom('2023-03-15', '2028-03-15', '2028-05-31', '2029-01-01');
const profile = sampleGrappe();

describe('a call described by the user', () => {
  test('never makes the rules or the amounts fail', () => {
    fc.assert(
      fc.property(anyCall, days, (call, date) => {
        const campaign = toCampaign(call);
        for (const { message } of assess({ profile, campaign, date })) expect(message).not.toBe('');
        expect(amounts({ profile, campaign, date }).knownCents).toBeGreaterThanOrEqual(0);
        expect(glanceOf(campaign, date).facts.length).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
  test('is judged by its own thresholds, and every verdict that comes from it points at the user’s words', () => {
    const judge = (maxEssms: number) =>
      assess({
        profile,
        campaign: toCampaign(callOf({ maxEssms: { value: maxEssms } })),
        date: '2028-03-15',
      });
    const sizeOf = (maxEssms: number) =>
      judge(maxEssms).find(
        ({ source }) => source.anchor === 'maxEssms' && source.text.startsWith('personal:'),
      );
    expect(sizeOf(40)?.status).toBe('met');
    expect(sizeOf(3)?.status).toBe('broken');
  });
});

describe('a call at a glance', () => {
  test.each([
    ['2028-01-31', 'upcoming', 'À venir'],
    ['2028-02-01', 'open', 'Ouvert'],
    ['2028-05-31', 'open', 'Ouvert'],
  ])('on %s is %s', (day, state, words) => {
    expect(glanceOf(toCampaign(callOf()), day)).toMatchObject({ state, stateWords: words });
  });
  test('with a period whose dates are not known is never said closed', () => {
    expect(glanceOf(toCampaign(callOf()), '2028-06-01').state).toBe('unknown');
    const dated = callOf({ windows: callOf().windows.slice(0, 1) });
    expect(glanceOf(toCampaign(dated), '2028-06-01').state).toBe('closed');
    expect(glanceOf(toCampaign(callOf({ windows: [] })), '2028-06-01').state).toBe('unknown');
  });
  test('says its periods, its size, and what was not found', () => {
    const { facts, gaps } = glanceOf(toCampaign(callOf()), '2028-03-15');
    const words = facts.map(({ label, value }) => `${label}: ${value}`);
    expect(words).toContain('Dépôt régional: du 1er février 2028 au 31 mai 2028, 12:00');
    expect(words).toContain('ESSMS: minimum 12, maximum 40');
    expect(words).toContain('Montants: 2 forfaits, dont 1 sans montant trouvé');
    expect(gaps.some((gap) => gap.includes('contact'))).toBe(true);
  });
  test.each(campaigns.map((campaign) => [campaign.id, campaign] as const))('%s is told', (_id, campaign) => {
    expect(glanceOf(campaign, '2026-11-22').facts.map(({ value }) => value)).not.toContain('');
  });
});
