import { describe, expect, it } from 'vitest';
import { campaignById, campaigns } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { profile } from '@/knowledge/profile/schema';
import { assess, rules } from '@/knowledge/rules/assess';
import type { Verdict } from '@/knowledge/rules/rule';
import { resolve } from '@/knowledge/texts';
import { buildProfile, type Case, cases } from './cases/build';

const campaignOf = (id: string): Campaign => {
  const campaign = campaignById(id);
  if (!campaign) throw new Error(`unknown campaign ${id}`);
  return campaign;
};

const verdictsOf = ({ change, campaign, date }: Case): Verdict[] =>
  assess({ profile: buildProfile(change, campaign), campaign: campaignOf(campaign), date });

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('the cases', () => {
  it.each(cases.map((one) => [`${one.expect.rule} (${one.campaign}): ${one.title}`, one] as const))(
    '%s',
    (_, one) => {
      const { rule, status, subject, severity, says } = one.expect;
      const found = verdictsOf(one).filter(
        (verdict) => verdict.rule === rule && (subject === undefined || verdict.subject.id === subject),
      );
      expect(found.map((verdict) => verdict.status)).toEqual([status]);
      if (severity) expect(found[0]?.severity).toBe(severity);
      if (says) expect(plain(found[0]?.message ?? '')).toContain(says);
    },
  );

  it('start from a grappe that breaks nothing and lacks nothing, in a regional call', () => {
    const verdicts = verdictsOf({
      title: '',
      campaign: 'paca-2023',
      date: '2023-03-01',
      change: {},
      expect: { rule: '', status: 'met' },
    });
    expect(verdicts.filter(({ status }) => status !== 'met')).toEqual([]);
  });

  it.each(rules.map(({ id }) => id))('show « %s » met, broken and unknown', (id) => {
    const shown = cases.filter((one) => one.expect.rule === id).map((one) => one.expect.status);
    expect(new Set(shown)).toEqual(new Set(['met', 'broken', 'unknown']));
  });
});

describe('every verdict', () => {
  const verdicts = cases.flatMap(verdictsOf);

  it('points at a passage of the corpus', () => {
    for (const { source, contradictedBy } of verdicts)
      for (const reference of [source, ...contradictedBy])
        expect(resolve(reference), JSON.stringify(reference)).not.toBeNull();
  });

  it('names what is missing when it is unknown, and only then', () => {
    for (const verdict of verdicts) expect(verdict.missing.length > 0).toBe(verdict.status === 'unknown');
  });

  it('never blocks when the texts disagree, unless both lead to the same answer', () => {
    const blocking = verdicts.filter(
      ({ status, severity, confidence }) =>
        status === 'broken' && severity === 'bloquant' && confidence === 'contradicted',
    );
    expect(new Set(blocking.map(({ rule }) => rule))).toEqual(new Set(['national-from']));
  });

  it('speaks French, in whole sentences', () => {
    for (const { title, message } of verdicts) {
      expect(title).not.toMatch(/'|"| [:;!?]/);
      expect(message).toMatch(/^\S.*[.…»!?)]$/su);
      expect(message).not.toMatch(/undefined|null|NaN|'|"| [:;!?]/);
    }
  });
});

describe('an empty grappe', () => {
  it.each(campaigns.map((campaign) => [campaign.id, campaign] as const))(
    'breaks no rule of %s',
    (_, campaign) => {
      const empty = profile.parse({ schemaVersion: 1, id: 'vide' });
      const date = campaign.windows[0]?.opens.value ?? '';
      const verdicts = assess({ profile: empty, campaign, date });
      expect(verdicts.filter(({ status }) => status === 'broken')).toEqual([]);
      expect(verdicts.some(({ status }) => status === 'unknown')).toBe(true);
    },
  );

  it.each(campaigns.map((campaign) => [campaign.id, campaign] as const))(
    'does not break a rule of %s either with blank rows',
    (_, campaign) => {
      const blank = profile.parse({
        schemaVersion: 1,
        id: 'vide',
        porteurId: 'o',
        organismes: [{ id: 'o' }, { id: 'p' }],
        essms: Array.from({ length: 15 }, (__, index) => ({ id: `e${index}` })),
        dossiers: [
          { id: 'd', campaign: campaign.id, essmsIds: Array.from({ length: 15 }, (__, i) => `e${i}`) },
        ],
      });
      const date = campaign.windows[0]?.opens.value ?? '';
      const broken = assess({ profile: blank, campaign, date }).filter(({ status }) => status === 'broken');
      expect(broken.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    },
  );
});

describe('the calendar', () => {
  const days = Array.from({ length: 3 * 52 }, (_, week) =>
    new Date(Date.UTC(2021, 11, 27 + 7 * week)).toISOString().slice(0, 10),
  );

  it('lets every rule be evaluated on every campaign, week after week', () => {
    for (const campaign of campaigns) {
      const grappe = buildProfile({}, campaign.id);
      const counts = days.map((date) => assess({ profile: grappe, campaign, date }).length);
      expect(new Set(counts).size).toBe(1);
    }
  });

  it('gives exactly one answer on filing each week', () => {
    for (const campaign of campaigns) {
      const grappe = buildProfile({}, campaign.id);
      for (const date of days) {
        const found = assess({ profile: grappe, campaign, date }).filter(
          ({ rule }) => rule === 'filing-window',
        );
        expect(found).toHaveLength(1);
      }
    }
  });
});

it('assesses a grappe of 500 ESSMS well under a second', () => {
  const grappe = buildProfile({ essms: 500 }, 'paca-2023');
  const start = performance.now();
  assess({ profile: grappe, campaign: campaignOf('paca-2023'), date: '2023-03-01' });
  expect(performance.now() - start).toBeLessThan(500);
});
