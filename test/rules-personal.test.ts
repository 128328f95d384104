import { expect, it } from 'vitest';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { regional2023 } from '@/knowledge/campaigns/regional-2023';
import { assess } from '@/knowledge/rules/assess';
import type { Gap, Parameter } from '@/knowledge/source';
import { buildProfile } from './cases/build';

/** A call described by the user (invented): only what they gave is checked, and no text of ours is cited. */

const reference = (anchor: string) => ({
  source: { text: 'campagne-inventee', anchor },
  verifiedOn: '2028-01-01',
});
const gap: Gap = { ...reference('rien'), value: null, confidence: 'not-found', note: 'Non renseigné.' };
const given = <T>(value: T): Parameter<T> => ({ ...reference('donne'), value, confidence: 'secondary' });

const empty: Campaign = {
  id: 'inventee',
  title: 'Appel inventé',
  year: 2028,
  issuer: '',
  personal: true,
  region: null,
  instruction: gap,
  scopes: ['regional', 'multiregional'],
  windows: [],
  beneficiaries: gap,
  minEssms: gap,
  minEssmsIslands: gap,
  maxEssms: gap,
  fields: gap,
  projectTypes: gap,
  rates: [],
  payments: gap,
  pieces: [],
  piecesList: gap,
  criteria: gap,
  usageTargets: gap,
  contact: gap,
  portal: gap,
  principles: {},
};

const assessed = (campaign: Campaign, change = {}) =>
  assess({ profile: buildProfile(change, 'inventee'), campaign, date: '2028-03-01' });

it('a call that gives nothing is only checked for what holds of any grappe', () => {
  const texts = assessed(empty).map(({ source }) => source.text);
  expect(new Set(texts)).toEqual(new Set(['controles']));
});

it('a call that gives a few figures is checked on these, and cites the user', () => {
  const campaign: Campaign = {
    ...empty,
    minEssms: given(20),
    maxEssms: given(30),
    projectTypes: given(['acquisition']),
    windows: [
      { scope: 'regional', label: 'Dépôt', opens: given('2028-02-01'), closes: gap, closingHour: gap },
    ],
    principles: { 'no-uslds': given(true) },
  };
  const verdicts = assessed(campaign, { essms: 35, 'essms.1.category': '362' });
  const own = verdicts.filter(({ source }) => source.text === 'campagne-inventee');
  expect(new Set(own.map(({ rule }) => rule))).toEqual(
    new Set(['filing-window', 'minimum-essms', 'maximum-essms', 'usld', 'call-type']),
  );
  expect(own.find(({ rule }) => rule === 'maximum-essms')).toMatchObject({
    status: 'broken',
    severity: 'a-verifier',
  });
  expect(own.find(({ rule }) => rule === 'filing-window')).toMatchObject({
    status: 'unknown',
    missing: [{ id: 'campaign.windows.closes' }],
  });
});

it('whom to ask is the funder that the call names', () => {
  const asked = (campaign: Campaign) =>
    assess({ profile: buildProfile({}, campaign.id), campaign, date: '2023-03-01' })
      .find(({ rule }) => rule === 'filing-window')
      ?.message.replace(/[\u00a0\u202f]/g, ' ');
  expect(asked({ ...regional2023, issuer: 'ARS inventée', contact: given('ars@example.org') })).toContain(
    'Demandez-le au financeur (ARS inventée, ars@example.org).',
  );
  expect(asked({ ...regional2023, issuer: '' })).toContain('Demandez-le au financeur.');
});
