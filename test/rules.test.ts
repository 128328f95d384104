import { describe, expect, it } from 'vitest';
import { campaigns } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { type Profile, profile } from '@/knowledge/profile/schema';
import { assess } from '@/knowledge/rules/assess';
import type { Verdict } from '@/knowledge/rules/rule';
import { resolve } from '@/knowledge/texts';
import { buildProfile, verdictCases } from './cases/build';
import { campaignOf, situationOf } from './cases/check';
import { nationalGrappe } from './profiles/build';

/** Verdicts of every case, one of each kind: the same words on another subject add nothing. */
function kindsOfVerdicts(): Verdict[] {
  const situations = new Map(
    verdictCases().map((one) => [
      JSON.stringify([one.campaign, one.date, one.time, one.page, one.change]),
      one,
    ]),
  );
  const kinds = new Map<string, Verdict>();
  for (const one of situations.values())
    for (const verdict of assess(situationOf(one))) {
      const { rule, status, severity, message, source } = verdict;
      kinds.set(JSON.stringify([rule, status, severity, message, source]), verdict);
    }
  return [...kinds.values()];
}

/** A day inside the campaign, as far as its dates were found. */
const dayIn = ({ windows: [first], year }: Campaign): string =>
  first?.opens.value ?? first?.closes.value ?? `${year}-06-01`;

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

it('the grappe of the cases breaks nothing and lacks nothing, in a regional call', () => {
  const grappe = buildProfile({}, 'paca-2023');
  const verdicts = assess({ profile: grappe, campaign: campaignOf('paca-2023'), date: '2023-03-01' });
  expect(verdicts.filter(({ status }) => status !== 'met')).toEqual([]);
});

describe('every verdict', () => {
  const verdicts = kindsOfVerdicts();
  it('points at a passage of the corpus', () => {
    const references = verdicts.flatMap(({ source, contradictedBy }) => [source, ...contradictedBy]);
    expect(references.filter((reference) => resolve(reference) === null)).toEqual([]);
  });

  it('names what is missing when it is unknown, and only then', () => {
    const wrong = verdicts.filter(({ missing, status }) => missing.length > 0 !== (status === 'unknown'));
    expect(wrong).toEqual([]);
  });

  it('never blocks when the texts disagree, unless both lead to the same answer', () => {
    const blocking = verdicts.filter(
      ({ status, severity, confidence }) =>
        status === 'broken' && severity === 'bloquant' && confidence === 'contradicted',
    );
    expect(new Set(blocking.map(({ rule }) => rule))).toEqual(new Set(['national-from', 'filing-window']));
  });

  it('says on which day its text was last read', () => {
    expect(verdicts.filter(({ verifiedOn }) => !/^20\d\d-\d\d-\d\d$/.test(verifiedOn))).toEqual([]);
  });

  it('speaks French, in whole sentences', () => {
    const titles = new Set(verdicts.map(({ title }) => title));
    expect([...titles].filter((title) => /'|"| [:;!?]/.test(title))).toEqual([]);
    const messages = new Set(verdicts.map(({ message }) => message));
    expect([...messages].filter((message) => !/^\S.*[.…»!?)]$/su.test(message))).toEqual([]);
    expect([...messages].filter((message) => /undefined|null|NaN|'|"| [:;!?]/.test(message))).toEqual([]);
  });
});

describe('an empty grappe', () => {
  it.each(campaigns.map((campaign) => [campaign.id, campaign] as const))(
    'breaks no rule of %s',
    (_, campaign) => {
      const empty = profile.parse({ schemaVersion: 2, id: 'vide' });
      const date = dayIn(campaign);
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
      const date = dayIn(campaign);
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

  it.each(starts)(
    'never breaks a rule of %s on %s',
    (id, date, grappe) => {
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
      // Thousands of grappes: more than the usual limit on a busy machine.
    },
    60_000,
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
