import { describe, expect, it } from 'vitest';
import { national2022 } from '@/knowledge/campaigns/national-2022';
import { paca2023 } from '@/knowledge/campaigns/paca-2023';
import type { Profile } from '@/knowledge/profile/schema';
import { assess } from '@/knowledge/rules/assess';
import type { ShownFact, Situation, Verdict } from '@/knowledge/rules/rule';
import { mergeShown } from '@/knowledge/rules/shown';
import { buildProfile } from './cases/build';

/** What the page on screen adds to an invented grappe: its facts go first, and differing is told. */

const fact = (field: ShownFact['field'], value: string, more: Partial<ShownFact> = {}): ShownFact => ({
  field,
  value,
  recordId: null,
  label: '',
  ...more,
});

const situation = (shown: ShownFact[], change = {}, more: Partial<Situation> = {}): Situation => ({
  profile: buildProfile(change, 'paca-2023'),
  campaign: paca2023,
  date: '2023-03-01',
  shown,
  ...more,
});

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

const conflictsOf = (one: Situation): string[] =>
  assess(one)
    .filter(({ rule }) => rule === 'page-conflict')
    .map(({ message }) => plain(message));

const brokenOf = (one: Situation): Verdict[] => assess(one).filter(({ status }) => status === 'broken');

const mergedOf = (one: Situation): Profile => mergeShown(one).profile;

describe('a page without anything of use', () => {
  it('leaves the profile as it is', () => {
    const { profile, ...rest } = situation([]);
    expect(mergeShown({ profile, ...rest })).toEqual({ profile, conflicts: [] });
    expect(mergeShown({ profile, ...rest }).profile).toBe(profile);
  });

  it('says nothing when it shows what the grappe says, written otherwise', () => {
    const same = [
      fact('porteur.siret', '000 139 907 00018'),
      fact('porteur.raisonSociale', 'ASSOCIATION INVENTEE A'),
      fact('project.startDate', '01/01/2024'),
      fact('project.endDate', '31 décembre 2025'),
      fact('project.software', 'logiciel  INVENTE'),
      fact('project.requested', '10 000,00 €', { label: 'Montant demandé' }),
      fact('bank.iban', 'FR76 9999 9000 0100 0123 4567 809'),
      fact('essms.category', '202 - Résidence autonomie', { recordId: 'e1' }),
      fact('essms.departement', 'Bouches-du-Rhône', { recordId: 'e1' }),
      fact('essms.field', 'Personnes âgées (PA)', { recordId: 'e1' }),
    ];
    expect(conflictsOf(situation(same, {}, { dossierId: 'dossier-1' }))).toEqual([]);
  });

  it('is not read when it is not clear', () => {
    const unclear = [
      fact('project.startDate', 'au printemps'),
      fact('project.requested', '12', { label: 'Montant en k€' }),
      fact('project.essmsCount', 'une quinzaine'),
      fact('project.type', 'autre'),
      fact('essms.field', 'enfance et handicap', { recordId: 'e1' }),
      fact('criteria.noEuropeanAid', 'Oui', { label: 'Financement européen : hors FEDER ?' }),
      fact('criteria.noEuropeanAid', 'peut-être', { label: 'Financement européen ?' }),
    ];
    const one = situation(unclear, {}, { dossierId: 'dossier-1' });
    expect(conflictsOf(one)).toEqual([]);
    expect(mergedOf(one)).toEqual(one.profile);
  });
});

describe('a fact of the page', () => {
  it('fills a hole of the grappe, without a conflict', () => {
    const one = situation([fact('essms.category', '362', { recordId: 'e1' })], { 'essms.1.category': '' });
    expect(conflictsOf(one)).toEqual([]);
    expect(brokenOf(one).map(({ rule, subject }) => `${rule} ${subject.id}`)).toContain('usld e1');
  });

  it('goes before the grappe, and the difference shows', () => {
    const one = situation([fact('essms.category', '362', { recordId: 'e1' })]);
    expect(brokenOf(one).map(({ rule }) => rule)).toEqual(expect.arrayContaining(['usld', 'page-conflict']));
    expect(conflictsOf(one)).toEqual([
      'Catégorie FINESS : la page indique « catégorie 362 », la grappe « catégorie 202 ». Corrigez celle des deux qui est fausse.',
    ]);
  });

  it('never makes a rule met in silence over a grappe that says otherwise', () => {
    const one = situation([fact('project.segurReferenced', 'Oui', { label: 'Logiciel référencé Ségur ?' })], {
      'project.segurReferenced': false,
    });
    const verdicts = assess(one);
    expect(verdicts.find(({ rule }) => rule === 'segur-referenced')?.status).toBe('met');
    expect(conflictsOf(one)).toHaveLength(1);
  });

  it('is named by the verdict, which bears on its field alone', () => {
    const shown = fact('porteur.siret', '00013991500011');
    const [verdict] = assess(situation([shown])).filter(({ rule }) => rule === 'page-conflict');
    expect(verdict).toMatchObject({
      severity: 'a-verifier',
      subject: { kind: 'organisme', id: 'a' },
      fields: ['porteur.siret'],
      shown,
      source: { text: 'controles', anchor: 'page-conflict' },
    });
  });

  it('is only read once when the page shows it twice', () => {
    const twice = [fact('project.software', 'Un autre'), fact('project.software', 'Encore un autre')];
    expect(conflictsOf(situation(twice))).toHaveLength(1);
  });
});

describe('a yes or a no', () => {
  const aid = (value: string, label: string) =>
    brokenOf(situation([fact('criteria.noEuropeanAid', value, { label })])).some(
      ({ rule }) => rule === 'european-aid',
    );

  it.each([
    ['Oui', 'Le projet bénéficie-t-il d’un autre financement européen (FEDER, FSE) ?', true],
    ['Non', 'Le projet bénéficie-t-il d’un autre financement européen (FEDER, FSE) ?', false],
    ['Oui', 'Le projet est-il exempt d’autre financement européen ?', false],
    ['Non', 'Le projet est-il exempt d’autre financement européen ?', true],
    ['true', 'Autre financement européen', true],
  ])('« %s » to « %s »', (value, label, broken) => expect(aid(value, label)).toBe(broken));

  it('reads the first request of a list or of a question', () => {
    const read = (value: string, label = 'Fréquence') =>
      mergedOf(situation([fact('project.firstRequest', value, { label })])).project.firstRequest;
    expect(read('Renouvellement')).toBe(false);
    expect(read('Première demande')).toBe(true);
    expect(read('Non', 'Est-ce votre première demande ?')).toBe(false);
  });
});

describe('what is asked for', () => {
  const amount = fact('project.requested', '4 000', { label: 'Montant demandé' });
  const type = fact('project.type', 'Mise en conformité d’un DUI existant');
  const two = { 'dossiers.2': { id: 'dossier-2', type: 'acquisition', field: 'PH', essmsIds: [] } };

  it('is of the dossier on screen', () => {
    const merged = mergedOf(situation([amount, type], two, { dossierId: 'dossier-2' }));
    expect(merged.dossiers[1]).toMatchObject({ requestedCents: 400_000, type: 'conformite' });
    expect(merged.dossiers[0]).toMatchObject({ requestedCents: 1_000_000, type: 'acquisition' });
    expect(merged.project).toMatchObject({ requestedCents: 1_000_000, type: 'acquisition' });
  });

  it('is of the project when the whole grappe is one request', () => {
    const merged = mergedOf(situation([amount, type], { dossiers: [] }));
    expect(merged.project).toMatchObject({ requestedCents: 400_000, type: 'conformite' });
  });

  it('is left aside while nobody said which dossier it is of', () => {
    const one = situation([amount, type, fact('project.essmsCount', '3')], two);
    expect(mergedOf(one)).toEqual(one.profile);
    expect(conflictsOf(one)).toEqual([]);
  });
});

describe('a count of the page', () => {
  it('is compared with the rows of the grappe and changes none', () => {
    const one = situation([fact('project.essmsCount', '14')], {}, { dossierId: 'dossier-1' });
    expect(conflictsOf(one)[0]).toContain('la page indique « 14 », la grappe « 15 »');
    expect(mergedOf(one).essms).toEqual(one.profile.essms);
  });

  it('speaks of the minimum answered yes by a grappe that does not reach it', () => {
    const label = 'Le projet réunit-il au moins 15 ESSMS ?';
    const one = situation(
      [fact('criteria.minimumEssms', 'Oui', { label })],
      { essms: 14 },
      { dossierId: 'dossier-1' },
    );
    expect(conflictsOf(one)).toEqual([
      'Nombre minimum d’ESSMS atteint : la page indique « oui », la grappe « non ». Corrigez celle des deux qui est fausse.',
    ]);
  });

  it('is not compared with what the grappe does not know', () => {
    const one = situation(
      [fact('project.essmsPA', '4')],
      { 'essms.1.field': null },
      { dossierId: 'dossier-1' },
    );
    expect(conflictsOf(one)).toEqual([]);
  });
});

describe('a row of the page', () => {
  it('of a FINESS that is in no row of the grappe is told', () => {
    const [message] = conflictsOf(situation([fact('essms.finess', '130782634')]));
    expect(message).toContain('« 130782634 », la grappe « aucun ESSMS de ce numéro »');
  });

  it('with a known FINESS is no news, even when the row was not aligned', () => {
    expect(conflictsOf(situation([fact('essms.finess', '139900013')]))).toEqual([]);
  });

  it('that bears the number of an organisme in place of the site is told with the text', () => {
    const stranger = situation([fact('essms.finess', '139800015'), fact('essms.finess', '000139907')]);
    const found = assess(stranger).filter(({ rule }) => rule === 'page-finess');
    expect(found.map(({ message }) => plain(message))).toEqual([
      'La page indique 139800015, qui est le FINESS juridique de Association inventée A. Indiquez le FINESS géographique du site.',
      'La page indique 000139907, qui est le SIREN de Association inventée A. Indiquez le FINESS géographique du site.',
    ]);
    expect(found[0]).toMatchObject({ severity: 'bloquant', source: { anchor: 'own-finess' } });
  });

  it('of the grappe that bears it breaks the rule on that ESSMS instead', () => {
    const one = situation([fact('essms.finess', '139800015', { recordId: 'e1' })]);
    const broken = brokenOf(one).map(({ rule, subject }) => `${rule} ${subject.id}`);
    expect(broken).toContain('own-finess e1');
    expect(broken.some((found) => found.startsWith('page-finess'))).toBe(false);
  });

  it('of the budget is judged as it stands there', () => {
    const one = situation([fact('expense.amount', '9 000,01', { recordId: 'd1' })]);
    expect(brokenOf(one).map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['balanced-budget', 'page-conflict']),
    );
  });

  it('of another list than the one it names changes nothing', () => {
    const one = situation([fact('essms.category', '362', { recordId: 'disparu' })]);
    expect(mergedOf(one)).toEqual(one.profile);
  });
});

it('an account number is never written in a message', () => {
  const [message] = conflictsOf(situation([fact('bank.iban', 'FR76 3000 6000 0112 3456 7890 189')]));
  expect(message).toContain('un compte finissant par 0189');
  expect(message).not.toContain('30006');
});

it('a grappe without porteur leaves the fields of the porteur alone', () => {
  const one = situation([fact('porteur.siret', '00013991500011')], { porteurId: '' });
  expect(mergedOf(one)).toEqual(one.profile);
});

it('the hour of the day closes a window on its last day, and on no other', () => {
  const [first] = national2022.windows;
  if (!first) throw new Error('no window');
  const noon = { ...first.opens, confidence: 'official' as const, value: '12:00' };
  const campaign = { ...national2022, windows: [{ ...first, closingHour: noon }] };
  const profile = buildProfile({ essms: 50 }, 'national-2022');
  const at = (date: string, time?: string) =>
    assess({ profile, campaign, date, ...(time ? { time } : {}) }).find(
      ({ rule }) => rule === 'filing-window',
    );
  expect(at('2022-07-18', '12:00')?.status).toBe('met');
  expect(at('2022-07-18', '12:01')).toMatchObject({ status: 'broken', severity: 'bloquant' });
  expect(plain(at('2022-07-18', '12:01')?.message ?? '')).toContain('aujourd’hui à 12:00');
  expect(at('2022-07-17', '23:59')?.status).toBe('met');
  expect(at('2022-07-18')?.status).toBe('met');
});
