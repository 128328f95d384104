import { describe, expect, it } from 'vitest';
import type { Campaign, Window } from '@/knowledge/campaigns/campaign';
import type { Essms, Profile } from '@/knowledge/profile/schema';
import { assess } from '@/knowledge/rules/assess';
import { counterRules } from '@/knowledge/rules/counter';
import { sizeRules } from '@/knowledge/rules/size';
import { call, figure, gap, grappe, oneEssms, rate } from './amounts-invented';

/** Which counter takes a grappe, on calls no text describes: every call and grappe here is invented. */

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

/** One ESSMS for each of these départements; « ? » for one whose place is unknown, « x » one that may not count. */
const placed = (places: string): Essms[] =>
  places.split(' ').map((place, index) =>
    oneEssms(index + 1, {
      departement: place === '?' ? '' : place.replace('x', ''),
      category: place.startsWith('x') ? '' : '500',
    }),
  );

const say = (
  rule: string,
  campaign: Partial<Campaign>,
  rows: Essms[],
  project: Partial<Profile['project']> = {},
) => {
  const situation = {
    profile: grappe({ essms: rows, project }),
    campaign: call(campaign),
    date: '2024-03-01',
  };
  const found = assess(situation, [...counterRules, ...sizeRules]).find((one) => one.rule === rule);
  return found ? `${found.status} ${found.severity}: ${plain(found.message)}` : null;
};

const window = (opens: Window['opens'], closes: Window['closes']): Window => ({
  scope: 'regional',
  label: 'Dépôt inventé',
  opens,
  closes,
  closingHour: gap,
});

describe('the most an ARS takes', () => {
  const max = (changes: Partial<Campaign>, places: string) =>
    say(
      'maximum-essms',
      { scopes: ['regional', 'multiregional'], maxEssms: figure(2), year: 2019, ...changes },
      placed(places),
    );

  it('is met up to it', () => {
    expect(max({}, '13 13')).toBe('met bloquant: 2 ESSMS éligibles ; 2 au plus.');
    expect(max({ maxEssms: null }, '13 13')).toBeNull();
  });

  it('past it, without any national call, asks the funder', () => {
    const found = 'broken a-verifier: 3 ESSMS éligibles : plus de 2.';
    const ask = 'Demandez au financeur quel guichet reçoit le projet.';
    expect(max({}, '13 13 13')).toBe(`${found} ${ask}`);
    expect(max({ maxEssms: { ...figure(2), note: 'Une note.' } }, '13 13 13')).toBe(
      `${found} Une note. ${ask}`,
    );
  });

  it('past it, goes to the national call of the same time', () => {
    const national =
      'broken bloquant: 3 ESSMS éligibles : plus de 2, le projet relève de l’appel national de la CNSA. Déposez-le auprès d’elle.';
    const nobody = expect.stringContaining('quel guichet');
    const of2022 = (opens: Window['opens'], closes: Window['closes']) =>
      max({ year: 2022, windows: [window(opens, closes)] }, '13 13 13');
    expect(max({ year: 2022 }, '13 13 13')).toBe(national);
    expect(of2022(gap, gap)).toBe(national);
    // The national call of 2022 was open from May 18 to July 18.
    expect(of2022(figure('2022-01-01'), figure('2022-05-17'))).toEqual(nobody);
    expect(of2022(figure('2022-01-01'), figure('2022-05-18'))).toBe(national);
    expect(of2022(figure('2022-07-18'), figure('2022-12-31'))).toBe(national);
    expect(of2022(figure('2022-07-19'), figure('2022-12-31'))).toEqual(nobody);
    expect(of2022(figure('2022-07-19'), gap)).toEqual(nobody);
    const twice = [
      window(figure('2022-01-01'), figure('2022-02-01')),
      window(figure('2022-08-01'), figure('2022-09-01')),
    ];
    expect(max({ year: 2022, windows: twice }, '13 13 13')).toBe(national);
    expect(max({ year: 2022, windows: twice.toReversed() }, '13 13 13')).toBe(national);
    expect(max({ year: 2022, personal: true }, '13 13 13')).toEqual(nobody);
  });

  it('past it in too few régions, nobody can tell', () => {
    expect(max({ year: 2023 }, '13 13 13')).toBe(
      'broken a-verifier: 3 ESSMS éligibles : plus de 2 dans une seule région, et aucun texte trouvé ne règle ce cas. Demandez à l’ARS et à la CNSA.',
    );
    expect(max({ year: 2023 }, '13 75 13')).toContain('relève de l’appel national');
  });

  it('binds one scope only, when the text says so', () => {
    const bound: Partial<Campaign> = {
      maxEssmsFor: 'regional',
      maxEssms: { ...figure(2), note: 'Une note.' },
    };
    expect(max(bound, '13 75 13')).toBe('met bloquant: 3 ESSMS éligibles. Une note.');
    expect(max({ ...bound, maxEssms: figure(2) }, '13 75 13')).toBe('met bloquant: 3 ESSMS éligibles.');
    expect(max(bound, '13 13 13')).toContain('broken a-verifier');
    expect(max(bound, '13 13 ?')).toBe(
      'unknown bloquant: À renseigner : département (Établissement inventé 3).',
    );
  });

  it('waits for the ESSMS that may not count', () => {
    expect(max({}, '13 13 x13')).toBe(
      'unknown bloquant: À renseigner : catégorie FINESS (Établissement inventé 3).',
    );
    expect(max({}, '13 13 13 x13')).toContain('broken');
    expect(max({ maxEssmsFor: 'regional' }, '13 13 13 x13')).toContain('broken');
    expect(max({}, '13 x13')).toContain('met');
    expect(say('maximum-essms', { maxEssms: figure(2) }, [])).toContain(
      'unknown bloquant: À renseigner : liste',
    );
  });

  it('that was not found is asked', () => {
    expect(max({ maxEssms: gap }, '13')).toBe(
      'unknown bloquant: Non trouvé dans les textes : nombre maximum d’ESSMS. Demandez-le au financeur (Financeur inventé).',
    );
  });

  it('says the other figure once it is passed', () => {
    const maxEssms = {
      ...figure(3),
      note: 'Une autre source dit 2.',
      alternatives: [{ value: 2, source: { text: 'divergences', anchor: 'about' } }],
    };
    expect(max({ maxEssms }, '13 13')).toMatch(/; 3 au plus\.$/);
    expect(max({ maxEssms }, '13 13 13')).toMatch(/; 3 au plus\. Une autre source dit 2\.$/);
  });
});

describe('the least the national call takes', () => {
  const from = (changes: Partial<Campaign>, places: string, nationalScope: boolean | null = false) =>
    say('national-from', { nationalFrom: figure(2), ...changes }, places === '' ? [] : placed(places), {
      nationalScope,
    });

  it('is met from it on, or by a national scope where no région is counted', () => {
    expect(from({}, '13 13')).toBe(
      'met bloquant: 2 ESSMS éligibles ; l’appel national les reçoit à partir de 2.',
    );
    expect(from({}, '13', true)).toBe(
      'met bloquant: 1 ESSMS éligible, mais le projet est de portée nationale.',
    );
    expect(from({ scopes: ['regional'] }, '13')).toBeNull();
  });

  it('is not met below it', () => {
    expect(from({}, '13')).toBe(
      'broken bloquant: 1 ESSMS éligible ; l’appel national en demande 2, ou un projet de portée nationale. En dessous, déposez auprès de l’ARS.',
    );
    const counted = { nationalRegions: figure(2) };
    expect(from(counted, '13')).toBe(
      'broken bloquant: 1 ESSMS éligible ; l’appel national en demande 2. En dessous, déposez auprès de l’ARS.',
    );
    expect(from(counted, '13', true)).toBe(
      'broken a-verifier: 1 ESSMS éligible ; l’appel national en demande 2, et aucun texte trouvé n’y admet un projet plus petit de portée nationale. Demandez à la CNSA.',
    );
  });

  it('asks what would tell', () => {
    expect(from({}, '13', null)).toBe('unknown bloquant: À renseigner : portée nationale du projet.');
    expect(from({}, '13 x13')).toBe(
      'unknown bloquant: À renseigner : catégorie FINESS (Établissement inventé 2).',
    );
    expect(from({ nationalFrom: figure(3) }, '13 x13')).toContain('broken');
    expect(from({}, '')).toContain('liste des ESSMS');
    expect(from({ nationalFrom: gap }, '13')).toContain(
      'Non trouvé dans les textes : seuil de l’appel national.',
    );
  });
});

describe('the régions of a national project', () => {
  const regions = (changes: Partial<Campaign>, places: string) =>
    say('national-regions', { nationalRegions: figure(2), ...changes }, places === '' ? [] : placed(places));

  it('are counted, asked or not found', () => {
    expect(regions({}, '13 75')).toBe('met a-verifier: 2 régions ; 2 au minimum.');
    expect(regions({}, '13 84')).toBe(
      'broken a-verifier: 1 région ; l’appel national en demande 2. Demandez à l’ARS et à la CNSA quel guichet reçoit le projet.',
    );
    expect(regions({}, '13 ?')).toBe(
      'unknown a-verifier: À renseigner : département (Établissement inventé 2).',
    );
    expect(regions({}, '')).toContain('liste des ESSMS');
    expect(regions({ nationalRegions: gap }, '13')).toContain(
      'Non trouvé dans les textes : nombre de régions d’un projet national.',
    );
    expect(regions({ scopes: ['regional'] }, '13')).toBeNull();
  });
});

describe('the région of a call', () => {
  const inside = (places: string) =>
    say('territory', { region: '93', principles: { territory: figure<true>(true) } }, placed(places));

  it('has ESSMS in it, others out of it, or none', () => {
    expect(inside('13 84 ?')).toBe('met a-verifier: 2 ESSMS dans la région de l’appel.');
    expect(inside('13 75 ?')).toBe(
      'met a-verifier: 1 ESSMS dans la région et 1 en dehors : le projet est multirégional.',
    );
    expect(inside('75 69')).toBe(
      'broken a-verifier: Aucun ESSMS dans la région de l’appel (Financeur inventé) : voyez l’ARS de votre région.',
    );
    expect(inside('75 ?')).toBe('unknown a-verifier: À renseigner : département (Établissement inventé 2).');
  });
});

describe('the ARS of several régions', () => {
  const which = (places: string, changes: Partial<Campaign> = {}) =>
    say(
      'which-ars',
      {
        scopes: ['regional', 'multiregional'],
        principles: { 'majority-ars': figure<true>(true) },
        ...changes,
      },
      placed(places),
    );

  it('is that of most ESSMS, when the call says so', () => {
    expect(which('75 13 84')).toBe(
      'met information: Déposez auprès de l’ARS Provence-Alpes-Côte d’Azur, où sont la plupart des ESSMS : Provence-Alpes-Côte d’Azur 2 ; Île-de-France 1.',
    );
    expect(which('75 13')).toBe(
      'unknown information: Autant d’ESSMS dans deux régions : Île-de-France 1 ; Provence-Alpes-Côte d’Azur 1. Non trouvé dans les textes : ARS à choisir pour un projet sur plusieurs régions. Demandez-le au financeur (Financeur inventé).',
    );
    expect(which('13 84')).toBeNull();
  });

  it('waits for a place that could change it, and only then', () => {
    expect(which('75 13 ?')).toBe(
      'unknown information: À renseigner : département (Établissement inventé 3).',
    );
    expect(which('75 13 84 ?')).toContain('met');
    expect(which('75 13 84 ? ?')).toContain('unknown information: À renseigner : département');
    expect(which('?')).toContain('unknown information: À renseigner : département');
    expect(which('13 ?')).toBeNull();
  });

  it('is asked to the funder when the call does not say', () => {
    expect(which('75 13 84', { principles: {} })).toContain(
      'unknown information: ESSMS par région : Provence-Alpes-Côte d’Azur 2 ; Île-de-France 1. Non trouvé',
    );
    expect(which('75 13', { principles: {}, personal: true })).toBeNull();
    expect(which('75 13', { principles: {}, scopes: ['regional'] })).toBeNull();
  });
});

describe('the most ESSMS that are financed', () => {
  it('is that of whichever rate sets one', () => {
    const rates = [rate(), rate({ id: 'b', maxEssms: figure(2) })];
    expect(say('financed-maximum', { rates }, placed('13 13'))).toBe(
      'met information: 2 ESSMS éligibles ; l’aide porte sur 2 au plus.',
    );
    expect(say('financed-maximum', {}, placed('13'))).toBeNull();
  });
});

describe('a single source against the others', () => {
  it('is told when the call counts its organismes and lets one file alone', () => {
    const both: Partial<Campaign> = { minOrganismes: figure(3), aloneFrom: figure(15) };
    const told = (changes: Partial<Campaign>) => say('organisme-of-15', changes, placed('13'));
    expect(told(both)).toContain('unknown information: À renseigner : organisme gestionnaire');
    expect(told({ minOrganismes: figure(3) })).toBeNull();
    expect(told({ aloneFrom: figure(15) })).toBeNull();
    expect(told({ ...both, personal: true })).toBeNull();
  });
});
