import { describe, expect, it } from 'vitest';
import type { Campaign, Window } from '@/knowledge/campaigns/campaign';
import type { Dossier, Essms, Profile } from '@/knowledge/profile/schema';
import { assess } from '@/knowledge/rules/assess';
import { calendarRules } from '@/knowledge/rules/calendar';
import { dossierRules } from '@/knowledge/rules/dossiers';
import type { Parameter } from '@/knowledge/source';
import { call, figure, gap, grappe, oneDossier, oneEssms } from './amounts-invented';

/** The filing day by day, on calls no text describes: every call and grappe here is invented. */

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

const named = (anchor: string) => ({ source: { text: 'divergences', anchor } });

const window = (changes: Partial<Window> = {}): Window => ({
  scope: 'regional',
  label: 'Dépôt régional',
  opens: { ...figure('2024-02-01'), ...named('opens') },
  closes: { ...figure('2024-03-31'), ...named('closes') },
  closingHour: gap,
  ...changes,
});

const MULTI = { scope: 'multiregional', label: 'Dépôt multirégional' } as const;

/** One call of the ARS, several régions or one. */
const ars = (...windows: Window[]): Campaign =>
  call({ scopes: ['regional', 'multiregional'], windows, principles: {} });

const one = (departement = '13'): Essms[] => [oneEssms(1, { departement })];

interface Seen {
  date: string;
  time?: string;
  essms?: Essms[];
  dossiers?: Dossier[];
  project?: Partial<Profile['project']>;
}

function seen(campaign: Campaign, { date, time, essms = one(), dossiers = [], project = {} }: Seen) {
  const profile = grappe({ essms, dossiers, project });
  const verdicts = assess({ profile, campaign, date, ...(time ? { time } : {}) }, [
    ...calendarRules,
    ...dossierRules,
  ]);
  return (rule: string) => {
    const found = verdicts.find((verdict) => verdict.rule === rule);
    if (!found) return null;
    const { status, severity, message, missing, source } = found;
    return {
      said: `${status} ${severity} ${source.anchor}: ${plain(message)}`,
      missing: missing.map(({ id }) => id),
    };
  };
}

const filing = (campaign: Campaign, one: Seen) => seen(campaign, one)('filing-window');
const draft = (changes: Partial<Dossier> = {}) => oneDossier('d1', ['e1'], changes);
const sent = (transmittedOn: string, changes: Partial<Dossier> = {}) =>
  draft({ status: 'transmis', transmittedOn, ...changes });

describe('the filing', () => {
  it('is open, and says how long', () => {
    const says = (date: string) => filing(ars(window()), { date })?.said;
    expect(says('2024-03-29')).toBe(
      'met bloquant closes: Dépôt régional jusqu’au 31 mars 2024 inclus : il reste 2 jours.',
    );
    expect(says('2024-03-30')).toContain('il reste 1 jour.');
    expect(says('2024-03-31')).toBe(
      'met bloquant closes: Dépôt régional jusqu’au 31 mars 2024 inclus : c’est le dernier jour, déposez sans attendre, l’heure de clôture n’a pas été trouvée.',
    );
  });

  it('says the hour of the last day, and rests on it that day only', () => {
    const at = (hour: string) => ars(window({ closingHour: { ...figure(hour), ...named('hour') } }));
    expect(filing(at('12:00'), { date: '2024-03-31' })?.said).toBe(
      'met bloquant hour: Dépôt régional jusqu’au 31 mars 2024 inclus : c’est le dernier jour, déposez sans attendre, avant 12:00 (heure de Paris).',
    );
    expect(filing(at('24:00'), { date: '2024-03-31' })?.said).toContain('avant minuit (heure de Paris).');
    expect(filing(at('12:00'), { date: '2024-03-30' })?.said).toContain('met bloquant closes');
  });

  it('names the selection a dossier falls in', () => {
    const selections = [
      { label: 'première sélection', opens: figure('2024-02-01'), closes: figure('2024-02-20') },
      { label: 'seconde sélection', opens: figure('2024-02-22'), closes: figure('2024-03-31') },
    ];
    const says = (date: string) => filing(ars(window({ selections })), { date })?.said ?? '';
    const first =
      'Un dossier reçu ce jour entre dans la première sélection, qui va jusqu’au 20 février 2024.';
    const second = 'Un dossier reçu ce jour entre dans la seconde sélection, qui va jusqu’au 31 mars 2024.';
    expect([says('2024-02-01'), says('2024-02-20')].every((words) => words.endsWith(first))).toBe(true);
    expect([says('2024-02-22'), says('2024-03-31')].every((words) => words.endsWith(second))).toBe(true);
    expect(says('2024-02-21')).toMatch(/il reste 39 jours\.$/);
  });

  it('is not open yet: the first opening to come is said', () => {
    const later = window({ opens: { ...figure('2024-02-10'), ...named('later') } });
    expect(filing(ars(later, window()), { date: '2024-01-31' })?.said).toBe(
      'broken bloquant opens: Le 31 janvier 2024, le dépôt n’est pas ouvert : il ouvre le 1er février 2024.',
    );
  });

  it('between two windows waits for the second', () => {
    const next = window({ opens: figure('2024-05-01'), closes: figure('2024-05-31') });
    expect(filing(ars(window(), next), { date: '2024-04-15' })?.said).toContain('il ouvre le 1er mai 2024.');
    expect(filing(ars(next, window()), { date: '2024-05-10', dossiers: [draft()] })?.said).toContain(
      'jusqu’au 31 mai 2024 inclus : il reste 21 jours.',
    );
  });

  it('is closed: the last closing is said', () => {
    const early = window({ closes: { ...figure('2024-03-01'), ...named('early') } });
    const closed = filing(ars(early, window(), { ...early, closes: gap, opens: figure('2025-01-01') }), {
      date: '2024-04-01',
      dossiers: [draft()],
    });
    expect(closed?.said).toContain('il ouvre le 1er janvier 2025.');
    expect(filing(ars(window(), early), { date: '2024-04-01', dossiers: [draft()] })?.said).toBe(
      'broken bloquant closes: Le 1er avril 2024, le dépôt est clos depuis le 31 mars 2024. Adressez-vous au financeur avant tout dépôt.',
    );
  });

  it('is closed on its last day, past its hour', () => {
    const noon = ars(window({ closingHour: figure('12:00') }));
    const at = (time: string) => filing(noon, { date: '2024-03-31', time, dossiers: [draft()] })?.said;
    expect(at('12:01')).toBe(
      'broken bloquant closes: Le 31 mars 2024 à 12:01, le dépôt est clos depuis aujourd’hui à 12:00. Adressez-vous au financeur avant tout dépôt.',
    );
    expect(at('12:00')).toContain('met');
  });

  it('says that a late dossier is not admissible when the call does', () => {
    const strict = { ...ars(window()), principles: { 'late-is-inadmissible': figure<true>(true) } };
    expect(filing(strict, { date: '2024-04-01', dossiers: [draft()] })?.said).toMatch(
      /31 mars 2024\. Un dossier tardif n’est pas recevable ; le financeur peut encore échanger sur une demande déjà déposée\.$/,
    );
  });
});

describe('two sources that do not give the same closing', () => {
  const disputed = (value: string, note?: string): Parameter<string> => ({
    ...figure('2024-03-31'),
    confidence: 'contradicted',
    alternatives: [{ value, source: { text: 'divergences', anchor: 'other' } }],
    ...(note === undefined ? {} : { note }),
  });
  const on = (date: string, closes: Parameter<string>) =>
    filing(ars(window({ closes })), { date, dossiers: [draft()] })?.said;

  it('are told once the earlier one is past', () => {
    const closes = disputed('2024-03-20', 'Une autre source dit le 20.');
    expect(on('2024-03-20', closes)).toMatch(/met a-verifier.*il reste 11 jours\.$/);
    expect(on('2024-03-21', closes)).toMatch(/il reste 10 jours\. Une autre source dit le 20\.$/);
    expect(on('2024-04-01', closes)).toMatch(/^broken bloquant .*avant tout dépôt\.$/);
    expect(on('2024-03-21', disputed('2024-03-20'))).toMatch(/il reste 10 jours\.$/);
  });

  it('do not block until the later one is past', () => {
    const closes = disputed('2024-04-10', 'Une autre source dit le 10 avril.');
    expect(on('2024-04-10', closes)).toMatch(
      /^broken a-verifier .*dépôt\. Une autre source dit le 10 avril\.$/,
    );
    expect(on('2024-04-11', closes)).toMatch(/^broken bloquant .*avant tout dépôt\.$/);
  });
});

describe('a scope that is not known', () => {
  const multi = window({ ...MULTI, closes: { ...figure('2024-02-20'), ...named('multi') } });
  const both = ars(window(), multi);

  it('leaves the nearest closing as the safe one, and says how to know', () => {
    expect(filing(both, { date: '2024-02-18', essms: one('') })).toEqual({
      said: 'met bloquant multi: Dépôt multirégional jusqu’au 20 février 2024 inclus : il reste 2 jours. Autre cas possible : dépôt régional jusqu’au 31 mars 2024 inclus. Pour le savoir, renseignez : département (Établissement inventé 1).',
      missing: [],
    });
    const same = ars(window(), window(MULTI));
    expect(filing(same, { date: '2024-03-30', essms: one('') })?.said).toMatch(/il reste 1 jour\.$/);
  });

  it('is asked when one is open and the other is not', () => {
    expect(filing(both, { date: '2024-02-21', essms: one('') })).toEqual({
      said: 'unknown bloquant closes: À renseigner : département (Établissement inventé 1).',
      missing: ['essms.e1.departement'],
    });
  });

  it('does not matter when both are shut', () => {
    expect(filing(both, { date: '2024-04-01', essms: one(''), dossiers: [draft()] })?.said).toContain(
      'clos depuis le 31 mars 2024',
    );
  });
});

describe('a day that was not found', () => {
  it('is said with what is known of the window', () => {
    expect(filing(ars(window({ closes: gap })), { date: '2024-03-01' })).toEqual({
      said: 'unknown bloquant not-found-regional-rates: Dépôt régional, ouvert depuis le 1er février 2024. Non trouvé dans les textes : date de clôture (dépôt régional). Demandez-le au financeur (Financeur inventé).',
      missing: ['campaign.windows.closes'],
    });
    expect(filing(ars(window({ opens: gap })), { date: '2024-03-01' })).toEqual({
      said: 'unknown bloquant not-found-regional-rates: Dépôt régional : clôture le 31 mars 2024 inclus. Non trouvé dans les textes : date d’ouverture (dépôt régional). Demandez-le au financeur (Financeur inventé).',
      missing: ['campaign.windows.opens'],
    });
    expect(filing(ars(window({ opens: gap, closes: gap })), { date: '2024-03-01' })?.said).toContain(
      'Dépôt régional, ouvert. Non trouvé',
    );
  });

  it('of one window leaves the other to tell', () => {
    const unknown = window({ opens: gap, closes: gap });
    expect(filing(ars(unknown, window()), { date: '2024-03-01' })?.said).toContain('il reste 30 jours');
    expect(filing(ars(unknown, window()), { date: '2024-04-01' })?.said).toContain('unknown');
  });

  it('of a call of the user’s says nothing', () => {
    const own = (changes: Partial<Window>): Campaign => ({ ...ars(window(changes)), personal: true });
    expect(filing(own({ closes: gap, opens: gap }), { date: '2024-03-01' })).toBeNull();
    expect(filing(own({ opens: gap }), { date: '2024-03-01' })?.said).toContain('unknown');
    expect(filing(own({ closes: gap }), { date: '2024-01-01' })?.said).toContain('broken');
    expect(filing(ars(), { date: '2024-03-01' })).toBeNull();
  });
});

describe('what was transmitted', () => {
  const on = (date: string, ...dossiers: Dossier[]) => filing(ars(window()), { date, dossiers });

  it('counts from the last transmission, once everything is', () => {
    expect(on('2024-05-01', sent('2024-03-01'), sent('2024-03-30', { id: 'd2' }))?.said).toContain(
      'il reste 1 jour.',
    );
    expect(on('2024-05-01', sent('2024-03-30'), sent('2024-03-01', { id: 'd2' }))?.said).toContain(
      'il reste 1 jour.',
    );
    expect(on('2024-05-01', sent('2024-03-30'), draft({ id: 'd2' }))?.said).toContain('clos depuis');
    expect(on('2024-05-01', sent('2024-04-02'))?.said).toContain('Le 2 avril 2024, le dépôt est clos');
    expect(on('2024-05-01', draft({ transmittedOn: '2024-03-30' }))?.said).toContain('Le 1er mai 2024');
    expect(on('2024-03-01', sent('2024-03-02'))?.said).toContain('il reste 30 jours');
    expect(on('2024-03-02', sent('2024-03-02'))?.said).toContain('il reste 29 jours');
  });

  it('is counted whole, whatever the hour of today', () => {
    const noon = ars(window({ closingHour: figure('12:00') }));
    const dossiers = [sent('2024-03-31')];
    expect(filing(noon, { date: '2024-04-02', time: '13:00', dossiers })?.said).toContain('met');
    expect(filing(noon, { date: '2024-03-31', time: '13:00', dossiers })?.said).toContain('broken');
  });

  it('may have been in time as long as its day is not said', () => {
    expect(on('2024-04-01')).toEqual({
      said: 'unknown bloquant closes: À renseigner : dossiers transmis à temps, le dépôt étant clos depuis le 31 mars 2024.',
      missing: ['dossiers'],
    });
    expect(on('2024-04-01', draft(), sent('', { id: 'd2', number: 'N2' }))).toEqual({
      said: 'unknown bloquant closes: À renseigner : date de transmission (N2).',
      missing: ['dossiers.d2.transmittedOn'],
    });
  });

  it('is late when its day is out of the window', () => {
    const strict = (windows: Window[]): Campaign => ({
      ...ars(...windows),
      principles: { 'late-is-inadmissible': { ...figure<true>(true), ...named('late') } },
    });
    const late = (date: string, dossier: Dossier, windows = [window()], essms = one()) =>
      seen(strict(windows), { date, dossiers: [dossier], essms })('late-filing');
    expect(late('2024-05-01', draft())).toBeNull();
    expect(late('2024-05-01', sent('2024-03-31'))?.said).toBe(
      'met bloquant late: Transmis le 31 mars 2024, pendant la période de dépôt.',
    );
    expect(late('2024-05-01', draft({ transmittedOn: '2024-03-31' }))?.said).toContain('met');
    expect(late('2024-05-01', sent('2024-04-01'))?.said).toBe(
      'broken bloquant late: Transmis le 1er avril 2024, hors de la période de dépôt : il n’est pas recevable. Vérifiez la date, ou voyez le financeur.',
    );
    expect(late('2024-05-01', sent('2024-01-31'))?.said).toContain('hors de la période');
    expect(late('2024-05-01', sent(''))).toEqual({
      said: 'unknown bloquant late: À renseigner : date de transmission.',
      missing: ['dossiers.d1.transmittedOn'],
    });
    const gone = window({ opens: figure('2023-01-01'), closes: figure('2023-02-01') });
    expect(late('2024-05-01', sent('2024-03-31'), [gone, window({ opens: gap })])?.said).toContain(
      'clôture le 31 mars 2024 inclus',
    );
    const multi = window({ ...MULTI, closes: figure('2024-02-20') });
    expect(late('2024-05-01', sent('2024-03-01'), [window(), multi], one(''))?.missing).toEqual([
      'essms.e1.departement',
    ]);
  });

  it('or is still a draft is told apart', () => {
    const transmission = (date: string, dossier: Dossier, campaign = ars(window()), time?: string) =>
      seen(campaign, { date, dossiers: [dossier], ...(time ? { time } : {}) })('transmission')?.said;
    expect(transmission('2024-03-01', draft())).toContain('met');
    expect(transmission('2024-04-01', draft())).toContain('Encore brouillon');
    expect(transmission('2024-01-01', draft())).toContain('Brouillon : il ne sera déposé');
    expect(transmission('2024-04-01', draft({ transmittedOn: '2024-03-30' }))).toContain(
      'Indiqué brouillon, avec une date de transmission (30 mars 2024)',
    );
    expect(transmission('2024-04-01', sent('2024-03-30', { number: 'N1' }))).toContain(
      'Transmis le 30 mars 2024, numéro N1. Gardez l’accusé de réception.',
    );
    expect(transmission('2024-04-01', draft(), ars())).toContain('met');
    const next = window({ opens: figure('2024-05-01'), closes: figure('2024-05-31') });
    expect(transmission('2024-04-01', draft(), ars(window(), next))).toContain('met');
    const noon = ars(window({ closingHour: figure('12:00') }));
    expect(transmission('2024-03-31', draft(), noon, '12:01')).toContain('Encore brouillon');
  });
});

describe('the earlier closing of the projects not retained', () => {
  const reserved = window({ reservedTo: 'porteurs inventés', closes: figure('2024-02-20') });
  const campaign: Campaign = {
    ...ars(window({ closes: figure('2024-02-10') }), { ...reserved, closes: gap }, reserved),
    principles: { 'not-retained-earlier': { ...figure<true>(true), ...named('earlier') } },
  };
  const earlier = (date: string, firstRequest: boolean | null, one = campaign) =>
    seen(one, { date, project: { firstRequest } })('not-retained-earlier');

  it('is not past, does not concern a first request, or has to be settled', () => {
    expect(earlier('2024-02-20', null)?.said).toBe(
      'met information earlier: L’échéance avancée des porteurs inventés (20 février 2024) n’est pas passée.',
    );
    expect(earlier('2024-02-21', true)?.said).toBe(
      'met information earlier: Première demande : l’échéance avancée ne concerne pas ce projet.',
    );
    expect(earlier('2024-02-21', null)?.said).toContain('À renseigner : première demande.');
    expect(earlier('2024-02-21', false)).toEqual({
      said: 'unknown information earlier: À renseigner : sort d’un éventuel projet de 2021 (non retenu, il était à déposer au plus tard le 20 février 2024).',
      missing: ['project.firstRequest'],
    });
    expect(earlier('2024-02-21', false, { ...campaign, windows: [window()] })).toBeNull();
  });
});
