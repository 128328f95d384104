import { describe, expect, it } from 'vitest';
import type { Campaign, Scope, Window } from '@/knowledge/campaigns/campaign';
import type { Essms, Profile } from '@/knowledge/profile/schema';
import { standing } from '@/knowledge/rules/calendar';
import type { RuleContext } from '@/knowledge/rules/define';
import { gatherFacts } from '@/knowledge/rules/facts';
import { possibleScopes, possibleWindows, scopeDoubts } from '@/knowledge/rules/scope';
import { call, figure, gap, grappe, oneEssms } from './amounts-invented';

/** Which counter a grappe may belong to, and which windows are its own. Every call and grappe here is invented. */

const window = (changes: Partial<Window> = {}): Window => ({
  scope: 'regional',
  label: 'Dépôt inventé',
  opens: figure('2024-02-01'),
  closes: figure('2024-03-31'),
  closingHour: gap,
  ...changes,
});

/** One ESSMS for each of these départements; « ? » for one whose place is unknown. */
const placed = (places: string[]): Essms[] =>
  places.map((departement, index) =>
    oneEssms(index + 1, { departement: departement === '?' ? '' : departement }),
  );

const contextOf = (
  campaign: Partial<Campaign>,
  rows: Essms[],
  project: Partial<Profile['project']> = {},
): RuleContext => {
  const situation = {
    profile: grappe({ essms: rows, project }),
    campaign: call(campaign),
    date: '2024-03-01',
  };
  return { ...situation, facts: gatherFacts(situation) };
};

const [R, M, N]: Scope[] = ['regional', 'multiregional', 'national'];
const ARS: Scope[] = ['regional', 'multiregional'];
const ALL: Scope[] = ['regional', 'multiregional', 'national'];
const FROM_3: Partial<Campaign> = {
  scopes: ALL,
  nationalFrom: figure(3),
  nationalRegions: figure(2),
};

describe('the scopes a grappe may have', () => {
  it.each<[string, Partial<Campaign>, string[], boolean | null, (Scope | undefined)[]]>([
    ['a national call', { scopes: ['national'] }, ['13'], false, [N]],
    ['a call of one région', { scopes: ['regional'] }, ['13', '75'], null, [R]],
    ['a multiregional call', { scopes: ['multiregional'] }, ['13'], null, [M]],
    ['ESSMS of one région', { scopes: ARS }, ['13', '84'], null, [R]],
    ['ESSMS of two régions', { scopes: ARS }, ['13', '75'], null, [M]],
    ['an ESSMS nobody can place', { scopes: ARS }, ['13', '?'], null, [R, M]],
    ['two régions and one unknown', { scopes: ARS }, ['13', '75', '?'], null, [M]],
    ['no ESSMS', { scopes: ARS }, [], null, [R, M]],
    ['the call of the région', { scopes: ARS, region: '93' }, ['13', '84'], null, [R]],
    ['the call of another région', { scopes: ARS, region: '11' }, ['13', '84'], null, [M]],
    ['an ESSMS out of the région', { scopes: ARS, region: '93' }, ['13', '75'], null, [M]],
    ['a call of a région, place unknown', { scopes: ARS, region: '93' }, ['?'], null, [R, M]],
    ['as many as the national counter takes, over two régions', FROM_3, ['13', '75', '84'], false, [N]],
    ['as many, in one région', FROM_3, ['13', '84', '13'], false, [R]],
    ['as many, one not placed', FROM_3, ['13', '13', '?'], false, [R, M, N]],
    ['too few, over two régions', FROM_3, ['13', '75'], false, [M]],
    ['too few, of a national scope', FROM_3, ['13', '75'], true, [M, N]],
    ['too few, of an unknown scope', FROM_3, ['13', '75'], null, [M, N]],
    ['too few, of a national scope, in one région', FROM_3, ['13', '84'], true, [R]],
    ['too few, of a national scope, one not placed', FROM_3, ['13', '?'], true, [R, M, N]],
    ['no ESSMS at all', FROM_3, [], false, [R, M, N]],
    ['no number of régions asked for', { ...FROM_3, nationalRegions: gap }, ['13', '13', '13'], false, [N]],
    ['no threshold', { ...FROM_3, nationalFrom: gap }, ['13', '75', '75'], false, [M]],
    ['no threshold, of a national scope', { ...FROM_3, nationalFrom: gap }, ['13', '75', '75'], true, [M, N]],
    ['a threshold that is not of this call', { ...FROM_3, scopes: ARS }, ['13', '75', '75'], true, [M]],
  ])('%s', (_, campaign, places, nationalScope, scopes) => {
    expect(possibleScopes(contextOf(campaign, placed(places), { nationalScope }))).toEqual(scopes);
  });

  it('doubt with the ESSMS that may not count', () => {
    const [first, second, third] = placed(['13', '75', '84']);
    if (!first || !second || !third) throw new Error('three are needed');
    const doubtful = [first, second, { ...third, category: '' }];
    const excluded = [first, second, { ...third, open: false }];
    expect(possibleScopes(contextOf(FROM_3, doubtful, { nationalScope: false }))).toEqual([M, N]);
    expect(possibleScopes(contextOf(FROM_3, excluded, { nationalScope: false }))).toEqual([M]);
  });

  it('are never none', () => {
    const neither: Partial<Campaign> = { ...FROM_3, scopes: ['regional', 'national'] };
    expect(possibleScopes(contextOf(neither, placed(['13', '13']), { nationalScope: false }))).toEqual([R]);
    const wide: Partial<Campaign> = { ...FROM_3, scopes: ['multiregional', 'national'] };
    expect(possibleScopes(contextOf(wide, placed(['13', '13']), { nationalScope: false }))).toEqual([M]);
  });
});

describe('what would settle the scope', () => {
  const asked = (campaign: Partial<Campaign>, rows: Essms[], nationalScope: boolean | null = false) =>
    scopeDoubts(contextOf(campaign, rows, { nationalScope })).map(({ id, label }) => `${id} : ${label}`);

  it('is the list of ESSMS when there is none', () => {
    expect(asked({ scopes: ARS }, [])).toEqual(['essms : liste des ESSMS de la grappe']);
  });

  it('is the place of the ESSMS that have none', () => {
    const place = 'essms.e2.departement : département (Établissement inventé 2)';
    expect(asked({ scopes: ARS }, placed(['13', '?']), null)).toEqual([place]);
    expect(asked({ scopes: ARS }, placed(['13']))).toEqual([]);
    const [first, second] = placed(['13', '?']);
    const rows = first && second ? [{ ...first, category: '' }, second] : [];
    expect(asked({ scopes: ARS }, rows)).toEqual([place]);
    expect(asked(FROM_3, rows, null)).toEqual([
      place,
      'essms.e1.category : catégorie FINESS (Établissement inventé 1)',
      'project.nationalScope : portée nationale du projet',
    ]);
    expect(asked(FROM_3, placed(['13']))).toEqual([]);
  });
});

describe('the windows of a grappe', () => {
  it('are those of each scope it may have, without the reserved ones', () => {
    const windows = [
      window({ label: 'A' }),
      window({ label: 'B', reservedTo: 'quelques-uns' }),
      window({ label: 'C', scope: 'multiregional' }),
      window({ label: 'D' }),
    ];
    const labels = (places: string[], scopes = ARS) =>
      possibleWindows(contextOf({ scopes, windows }, placed(places))).map((own) =>
        own.map(({ label }) => label),
      );
    expect(labels(['13'])).toEqual([['A', 'D']]);
    expect(labels(['13', '75'])).toEqual([['C']]);
    expect(labels(['?'])).toEqual([['A', 'D'], ['C']]);
    expect(labels(['13'], ['national'])).toEqual([]);
  });
});

describe('a window seen from a day', () => {
  const noon = figure('12:00');
  it.each<[string, Partial<Window>, string, string | undefined, string]>([
    ['the day before', {}, '2024-01-31', undefined, 'not-yet'],
    ['its first day', {}, '2024-02-01', undefined, 'open'],
    ['its last day', {}, '2024-03-31', undefined, 'open'],
    ['its last day, late, no hour being known', {}, '2024-03-31', '23:59', 'open'],
    ['the day after', {}, '2024-04-01', undefined, 'closed'],
    ['its last minute', { closingHour: noon }, '2024-03-31', '12:00', 'open'],
    ['a minute later', { closingHour: noon }, '2024-03-31', '12:01', 'closed'],
    ['its last day, the hour not being told', { closingHour: noon }, '2024-03-31', undefined, 'open'],
    ['an afternoon before', { closingHour: noon }, '2024-03-30', '12:01', 'open'],
    ['no opening found', { opens: gap }, '2024-03-01', undefined, 'unsure'],
    ['no opening found, past its end', { opens: gap }, '2024-04-01', undefined, 'closed'],
    ['no closing found', { closes: gap }, '2024-12-31', undefined, 'unsure'],
    ['no closing found, before it opens', { closes: gap }, '2024-01-31', undefined, 'not-yet'],
    ['nothing found', { opens: gap, closes: gap, closingHour: noon }, '2024-03-01', '13:00', 'unsure'],
  ])('%s', (_, changes, day, time, expected) => {
    expect(standing(window(changes), { day, time })).toBe(expected);
  });
});
