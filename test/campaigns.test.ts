import { describe, expect, it } from 'vitest';
import { campaignById, campaigns, campaignsOn } from '@/knowledge/campaigns';
import type { Campaign, Window } from '@/knowledge/campaigns/campaign';
import { daysBetween } from '@/knowledge/campaigns/instants';
import { factsOf } from '@/knowledge/campaigns/themes';
import { assess, rules } from '@/knowledge/rules/assess';
import type { Reference } from '@/knowledge/source';
import { resolve, texts } from '@/knowledge/texts';
import { buildProfile } from './cases/build';

/** Everything that looks like a reference inside a campaign, with its path. */
function referencesIn(value: unknown, path = ''): { path: string; reference: Reference }[] {
  if (typeof value !== 'object' || value === null) return [];
  if (
    'text' in value &&
    'anchor' in value &&
    typeof value.text === 'string' &&
    typeof value.anchor === 'string'
  )
    return [{ path, reference: { text: value.text, anchor: value.anchor } }];
  return Object.entries(value).flatMap(([key, inner]) => referencesIn(inner, `${path}.${key}`));
}

const everyCampaign = campaigns.map((campaign): [string, Campaign] => [campaign.id, campaign]);
const openToAll = ({ windows }: Campaign): Window[] =>
  windows.filter(({ reservedTo }) => reservedTo === undefined);

describe.each(everyCampaign)('%s', (_, campaign) => {
  it('points at passages of the corpus', () => {
    const references = referencesIn(campaign);
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter(({ reference }) => resolve(reference) === null)).toEqual([]);
  });

  it('opens each window before it closes, inside its year', () => {
    for (const { opens, closes } of campaign.windows) {
      if (opens.value !== null && closes.value !== null) expect(opens.value < closes.value).toBe(true);
      for (const day of [opens.value, closes.value])
        if (day !== null) expect(day).toMatch(new RegExp(`^${campaign.year}-`));
    }
  });

  it('closes at an hour that a clock shows, or says that it was not found', () => {
    for (const { closingHour } of campaign.windows)
      if (closingHour.value !== null) expect(closingHour.value).toMatch(/^(?:[01]\d|2[0-4]):[0-5]\d$/);
  });

  it('gives each of its counters a window, without overlap inside one', () => {
    const open = openToAll(campaign);
    expect(new Set(open.map(({ scope }) => scope))).toEqual(new Set(campaign.scopes));
    for (const windows of Map.groupBy(open, ({ scope }) => scope).values())
      for (const [index, { opens }] of windows.entries()) {
        const before = windows[index - 1];
        if (before?.closes.value && opens.value) expect(before.closes.value < opens.value).toBe(true);
      }
  });

  it('shares a window between its selections, whole and without overlap', () => {
    for (const { selections, opens, closes } of campaign.windows) {
      if (!selections) continue;
      expect(selections[0]?.opens.value).toBe(opens.value);
      expect(selections.at(-1)?.closes.value).toBe(closes.value);
      for (const [index, selection] of selections.entries()) {
        const before = selections[index - 1];
        if (before) expect(daysBetween(before.closes.value, selection.opens.value)).toBe(1);
      }
    }
  });

  it('gives each rank and type it takes a flat rate, known or said not to be', () => {
    const taken = campaign.projectTypes.value ?? ['acquisition', 'conformite'];
    for (const type of taken.filter((one) => one !== 'mixte'))
      for (const place of [1, 49, 50, 500]) {
        const rates = campaign.rates.filter(
          ({ types, from, to }) => types.includes(type) && from <= place && place <= (to ?? Infinity),
        );
        expect(rates.length, `${type} ${place}`).toBeGreaterThan(0);
      }
  });

  it('pays the whole of a flat rate, no more', () => {
    const plans = [campaign.payments, ...campaign.rates.flatMap(({ payments }) => payments ?? [])];
    for (const { value } of plans)
      if (value) expect(value.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('names each piece and each rate once', () => {
    for (const rows of [campaign.pieces, campaign.rates]) {
      const ids = rows.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
    for (const { status, condition } of campaign.pieces)
      expect(condition !== undefined).toBe(status === 'conditional');
  });

  it('keeps both versions of what the sources tell differently, and words for each gap', () => {
    for (const fact of factsOf(campaign)) {
      const { path, confidence } = fact;
      if (confidence === 'contradicted')
        expect(fact, path).toHaveProperty('alternatives.0.source.text', expect.any(String));
      if (confidence === 'not-found') expect(fact, path).toMatchObject({ value: null, note: /\w{10}/ });
    }
  });
});

describe('the campaigns', () => {
  it('are found by their id', () => {
    expect(campaignById('paca-2023')?.region).toBe('93');
    expect(campaignById('nowhere')).toBeUndefined();
    expect(new Set(campaigns.map(({ id }) => id)).size).toBe(campaigns.length);
  });

  it('do not overlap in one region and one counter without a word', () => {
    // A day that was not found may be any of the year.
    const windows = campaigns.flatMap((campaign) =>
      openToAll(campaign).map(({ scope, opens, closes }) => ({
        campaign,
        place: `${campaign.region} ${scope}`,
        from: opens.value ?? `${campaign.year}-01-01`,
        to: closes.value ?? `${campaign.year}-12-31`,
      })),
    );
    const clashes = windows.flatMap((one, index) =>
      windows
        .slice(index + 1)
        .filter(
          (other) =>
            other.campaign !== one.campaign &&
            other.place === one.place &&
            other.from <= one.to &&
            one.from <= other.to,
        )
        .map((other) => `${one.campaign.id} and ${other.campaign.id}, ${one.place}`),
    );
    expect(clashes).toEqual([]);
  });

  it('are the ones the texts speak of', () => {
    const told = new Set(
      texts.flatMap((text) => [text.campaigns, ...text.passages.map((p) => p.campaigns)]).flat(),
    );
    expect([...told].toSorted()).toEqual(campaigns.map(({ id }) => id).toSorted());
  });

  it.each([
    ['2022-05-17', 'national-2022', false],
    ['2022-05-18', 'national-2022', true],
    ['2022-07-18', 'national-2022', true],
    ['2022-07-19', 'national-2022', false],
    ['2023-01-30', 'paca-2023', false],
    ['2023-01-31', 'paca-2023', true],
    ['2023-09-15', 'paca-2023', true],
    ['2023-09-16', 'paca-2023', false],
  ])('on %s, %s is among those open: %s', (day, id, open) => {
    expect(campaignsOn(day).some((one) => one.id === id)).toBe(open);
  });
});

describe('week after week, from 2021 to 2026', () => {
  const days = Array.from({ length: 6 * 52 }, (_, week) =>
    new Date(Date.UTC(2021, 0, 4 + 7 * week)).toISOString().slice(0, 10),
  );
  /** Rules of the page on screen, which is not there. */
  const ofThePage = new Set(rules.filter(({ about }) => about === 'page').map(({ id }) => id));

  it.each(everyCampaign)('every rule of %s answers, and filing gets exactly one answer', (id, campaign) => {
    // Two régions, a home service, a national entity, a dossier that is sent: each rule has its subject.
    const grappe = buildProfile(
      {
        'essms.1.category': '460',
        'essms.1.field': 'DOM',
        'essms.1.hours': { eligible: 30_000, total: 40_000 },
        'essms.2.field': 'AHI',
        'essms.2.siret': '00013990700018',
        'essms.3.departement': '34',
        'organismes.1.nationalEntity.affiliated': true,
        'dossiers.1.status': 'transmis',
        'essms.1.requestedCents': 100_000,
      },
      id,
    );
    for (const date of days) {
      const answers = assess({ profile: grappe, campaign, date }).map(({ rule }) => rule);
      const expected = rules.filter((rule) => rule.source(campaign, date) && !ofThePage.has(rule.id));
      expect(
        expected.filter((rule) => !answers.includes(rule.id)).map((rule) => rule.id),
        date,
      ).toEqual([]);
      expect(answers.filter((rule) => rule === 'filing-window')).toHaveLength(1);
    }
  });
});
