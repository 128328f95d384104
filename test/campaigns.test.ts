import { describe, expect, it } from 'vitest';
import { campaignById, campaigns, campaignsOn } from '@/knowledge/campaigns';
import type { Campaign, Window } from '@/knowledge/campaigns/campaign';
import { daysBetween, deadlinesOf } from '@/knowledge/campaigns/deadlines';
import type { Reference } from '@/knowledge/source';
import { resolve, texts } from '@/knowledge/texts';

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

describe.each(everyCampaign)('%s', (_, campaign) => {
  it('points at passages of the corpus', () => {
    const references = referencesIn(campaign);
    expect(references.length).toBeGreaterThan(20);
    const lost = references.filter(({ reference }) => resolve(reference) === null);
    expect(lost).toEqual([]);
  });

  it('opens each window before it closes, inside its year', () => {
    for (const { opens, closes } of campaign.windows) {
      expect(opens.value <= closes.value).toBe(true);
      expect(opens.value.startsWith(String(campaign.year))).toBe(true);
    }
  });

  it('leaves neither gap nor overlap between the windows of one scope', () => {
    const open = campaign.windows.filter(({ reservedTo }) => reservedTo === undefined);
    for (const windows of Map.groupBy(open, ({ scope }: Window) => scope).values())
      for (const [index, { opens }] of windows.entries()) {
        const before = windows[index - 1];
        if (before) expect(daysBetween(before.closes.value, opens.value)).toBe(1);
      }
    expect(new Set(open.map(({ scope }) => scope))).toEqual(new Set(campaign.scopes));
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

  it('gives each rank and type a flat rate, known or said not to be', () => {
    for (const type of ['acquisition', 'conformite'] as const)
      for (const place of [1, 49, 50, 500]) {
        const rates = campaign.rates.filter(
          ({ types, from, to }) => types.includes(type) && from <= place && place <= (to ?? Infinity),
        );
        expect(rates.length, `${type} ${place}`).toBeGreaterThan(0);
      }
  });

  it('pays the whole of a flat rate, no more', () => {
    for (const { payments } of campaign.rates)
      if (payments) expect(payments.value.reduce((sum, { share }) => sum + share, 0)).toBe(1);
  });

  it('names each piece once', () => {
    const ids = campaign.pieces.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { status, condition } of campaign.pieces)
      expect(condition !== undefined).toBe(status === 'conditional');
  });

  it('keeps both versions of what the sources tell differently', () => {
    for (const parameter of [campaign.minEssms, campaign.minEssmsIslands, campaign.nationalFrom])
      if (parameter?.confidence === 'contradicted') expect(parameter.alternatives?.length).toBeGreaterThan(0);
  });
});

describe('the deadlines of PACA 2023', () => {
  const seenFrom = (day: string) => {
    const campaign = campaignById('paca-2023');
    return campaign ? deadlinesOf(campaign, day).map((one) => [one.label, one.day, one.daysLeft]) : [];
  };

  it('tell the end of a selection from the end of the filing', () => {
    expect(seenFrom('2023-04-27')).toEqual([
      ['Fin de la première sélection régionale (le dépôt reste ouvert)', '2023-04-27', 0],
      ['Dépôt multirégional', '2023-06-15', 49],
      ['Dépôt régional', '2023-09-15', 141],
    ]);
  });
});

describe('the campaigns', () => {
  it('are found by their id', () => {
    expect(campaignById('paca-2023')?.region).toBe('93');
    expect(campaignById('nowhere')).toBeUndefined();
  });

  it.each([
    ['2022-05-17', []],
    ['2022-05-18', ['national-2022']],
    ['2022-07-18', ['national-2022']],
    ['2022-07-19', []],
    ['2023-01-30', []],
    ['2023-01-31', ['paca-2023']],
    ['2023-09-15', ['paca-2023']],
    ['2023-09-16', []],
  ])('open on %s: %j', (day, expected) => {
    expect(campaignsOn(day).map(({ id }) => id)).toEqual(expected);
  });

  it('are the ones the texts speak of, with one older call that is only told', () => {
    const told = new Set(
      texts.flatMap((text) => [text.campaigns, ...text.passages.map((p) => p.campaigns)]).flat(),
    );
    expect(told).toEqual(new Set([...campaigns.map(({ id }) => id), 'amorcage-2021']));
  });
});
