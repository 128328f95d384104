import { describe, expect, it } from 'vitest';
import { campaignById, campaigns } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { type Profile, profile } from '@/knowledge/profile/schema';
import { assess, rules } from '@/knowledge/rules/assess';
import type { Verdict } from '@/knowledge/rules/rule';
import { resolve } from '@/knowledge/texts';
import { buildProfile, type Case, cases } from './cases/build';
import { nationalGrappe } from './profiles/build';

const campaignOf = (id: string): Campaign => {
  const campaign = campaignById(id);
  if (!campaign) throw new Error(`unknown campaign ${id}`);
  return campaign;
};

const verdictsOf = ({ change, campaign, date }: Case): Verdict[] =>
  assess({ profile: buildProfile(change, campaign), campaign: campaignOf(campaign), date });

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

const brokenOf = (verdicts: Verdict[]): Set<string> =>
  new Set(
    verdicts
      .filter(({ status }) => status === 'broken')
      .map(({ rule, subject }) => `${rule} ${subject.kind} ${subject.id}`),
  );

/** The grappe, its dossiers sent a day before the regional closing. */
const transmitted = (grappe: Profile): Profile => ({
  ...grappe,
  dossiers: grappe.dossiers.map((one) => ({ ...one, status: 'transmis', transmittedOn: '2023-09-14' })),
});

/** Nothing left of a value; a row keeps its identity and a dossier its status, which are no data to type. */
function blank(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value === 'string') return '';
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, KEPT.has(key) ? inner : blank(inner)]),
  );
}
const KEPT = new Set(['schemaVersion', 'id', 'status']);

/** A value with each of its parts emptied in turn: every leaf, every list, every row. */
function emptied(value: unknown, path = ''): { path: string; value: unknown }[] {
  const whole = { path, value: blank(value) };
  if (typeof value !== 'object' || value === null) return [whole];
  const parts = Object.entries(value)
    .filter(([key]) => !KEPT.has(key))
    .flatMap(([key, inner]) =>
      emptied(inner, `${path}.${key}`).map((part) => ({
        path: part.path,
        value: Array.isArray(value) ? value.with(Number(key), part.value) : { ...value, [key]: part.value },
      })),
    );
  return [whole, ...parts];
}

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

  /** What the profile does not hold, or no longer holds, is only ever asked for. */
  const neverBroken = ['not-retained-earlier', 'attachment'];

  it.each(rules.map(({ id }) => id))('show « %s » met, broken and unknown', (id) => {
    const shown = cases.filter((one) => one.expect.rule === id).map((one) => one.expect.status);
    expect(new Set(shown)).toEqual(
      new Set(neverBroken.includes(id) ? ['met', 'unknown'] : ['met', 'broken', 'unknown']),
    );
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
      const empty = profile.parse({ schemaVersion: 2, id: 'vide' });
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
        schemaVersion: 2,
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

describe('a hole', () => {
  const starts: [string, string, Profile][] = [
    ['paca-2023', '2023-03-01', sampleGrappe()],
    ['paca-2023', '2023-06-16', sampleGrappe()],
    ['paca-2023', '2023-10-01', transmitted(sampleGrappe())],
    ['national-2022', '2022-06-06', nationalGrappe(18)],
  ];

  it.each(starts)('never breaks a rule of %s on %s', (id, date, grappe) => {
    const campaign = campaignOf(id);
    const own = { ...grappe, dossiers: grappe.dossiers.map((dossier) => ({ ...dossier, campaign: id })) };
    const judge = (one: Profile) => assess({ profile: one, campaign, date });
    const before = brokenOf(judge(own));
    const holes = emptied(own).flatMap(({ path, value }) => {
      const read = profile.safeParse(value);
      return read.success ? [{ path, profile: read.data }] : [];
    });
    expect(holes.length).toBeGreaterThan(500);
    const faults = holes.flatMap((hole) =>
      [...brokenOf(judge(hole.profile)).difference(before)].map((fault) => `${hole.path}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });
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
