import { describe, expect, it } from 'vitest';
import { amounts } from '@/knowledge/amounts';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Profile } from '@/knowledge/profile/schema';
import {
  call,
  figure,
  gap,
  grappe,
  homeService,
  manyEssms,
  oneDossier,
  oneEssms,
  rate,
} from './amounts-invented';

/** What the amounts ask for and what they say of themselves. Every call and grappe here is invented. */

const compute = (profile: Profile, campaign: Campaign = call()) =>
  amounts({ profile, campaign, date: '2024-03-01' });

/** Spaces of any kind read as one. */
const plain = (text: string): string => text.replace(/\s/g, ' ');

describe('what is asked', () => {
  /** Each unknown in words, with the ids and the names of the data. */
  const asked = (profile: Profile, campaign?: Campaign) =>
    compute(profile, campaign).unknown.map(({ label, missing, source }) => ({
      label: plain(label),
      missing: missing.map(({ id, label: name }) => `${id} : ${name}`),
      anchor: source.anchor,
    }));

  it('of an empty grappe is its ESSMS', () => {
    expect(asked(grappe({ essms: [] }))).toEqual([
      {
        label: 'Aucun ESSMS éligible n’est renseigné',
        missing: ['essms : liste des ESSMS de la grappe'],
        anchor: 'category',
      },
    ]);
    expect(compute(grappe({ essms: [] })).notes).toEqual([]);
  });

  it('of a project whose type is known of some is the type of the others', () => {
    const dossiers = [oneDossier('d1', ['e1'])];
    expect(asked(grappe({ essms: manyEssms(2), dossiers, project: { type: 'mixte' } }))).toEqual([
      {
        label: 'Type de projet à renseigner, ou dossier de chaque ESSMS pour un projet mixte',
        missing: ['project.type : type de projet'],
        anchor: 'about',
      },
    ]);
  });

  it('of the software is whether it is référencé, for the rate that needs it, and only then', () => {
    const rates = [
      rate({ types: ['acquisition'] }),
      rate({ label: 'Complément inventé', onlySegurReferenced: true }),
    ];
    const untyped = (segurReferenced: boolean | null) =>
      asked(grappe({ essms: manyEssms(1), project: { type: 'mixte', segurReferenced } }), call({ rates }));
    expect(untyped(true).map(({ label }) => label)).toEqual([expect.stringContaining('Type de projet')]);
    expect(untyped(null).at(-1)).toEqual({
      label: 'Complément inventé : dire si le logiciel est référencé Ségur',
      missing: ['project.segurReferenced : référencement Ségur du logiciel'],
      anchor: 'about',
    });
  });

  it('of an organisme is that of the ESSMS that have none, for the rate that needs it', () => {
    const rates = [rate(), rate({ label: 'Équipement inventé', onlyOrganismesBelow: figure(15) })];
    const rows = [homeService(1, null, null), { ...homeService(2, null, null), organismeId: '' }];
    expect(asked(grappe({ essms: rows }), call({ rates }))[0]).toEqual({
      label: 'Équipement inventé : organisme à renseigner pour Établissement inventé 2',
      missing: ['essms.e2.organismeId : organisme gestionnaire (Établissement inventé 2)'],
      anchor: 'about',
    });
    expect(asked(grappe({ essms: [homeService(1, null, null)] }), call({ rates }))).toHaveLength(1);
  });

  it('of a home service is its hours, even when both are given and impossible', () => {
    const principles = {
      'comfort-share': { ...figure<true>(true), source: { text: 'divergences', anchor: 'equipment' } },
    };
    const label = 'Heures éligibles et totales à renseigner : Établissement inventé 1';
    const hours = (eligible: number | null, total: number | null) =>
      asked(grappe({ essms: [homeService(1, eligible, total)] }), call({ principles }));
    expect(hours(11, 10)).toEqual([
      {
        label,
        missing: ['essms.e1.hours : heures éligibles et totales (Établissement inventé 1)'],
        anchor: 'equipment',
      },
    ]);
    expect(hours(5, null)).toEqual([
      {
        label,
        missing: ['essms.e1.hours.total : heures totales par an (Établissement inventé 1)'],
        anchor: 'equipment',
      },
    ]);
  });

  it('of a doubtful ESSMS is what makes it so', () => {
    const doubtful = (count: number) => asked(grappe({ essms: manyEssms(count, { category: '' }) }));
    expect(doubtful(1)).toEqual([
      {
        label:
          '1 ESSMS compté sans que l’éligibilité soit établie : catégorie FINESS (Établissement inventé 1)',
        missing: ['essms.e1.category : catégorie FINESS (Établissement inventé 1)'],
        anchor: 'category',
      },
    ]);
    expect(doubtful(2)[0]?.label).toMatch(/^2 ESSMS comptés sans/);
  });
});

describe('the notes', () => {
  const notes = (profile: Profile, campaign?: Campaign) => compute(profile, campaign).notes.map(plain);
  const ESTIMATE = 'Estimation d’après les forfaits des textes : le financeur arrête le montant.';
  const ORDER =
    'Les textes ne disent pas dans quel ordre compter les ESSMS : le rang suivi ici est leur ordre dans la grappe.';

  it('say that an ESSMS of several dossiers is counted once', () => {
    const dossiers = [oneDossier('d1', ['e1', 'e2']), oneDossier('d2', ['e1'])];
    const twice = { ...grappe({ essms: manyEssms(2), dossiers }) };
    expect(notes(twice)).toEqual([
      '1 ESSMS dans plusieurs dossiers, compté dans le premier seulement : Établissement inventé 1.',
      ESTIMATE,
    ]);
    const both = [oneDossier('d1', ['e1', 'e2']), oneDossier('d2', ['e1', 'e2'])];
    expect(notes(grappe({ essms: manyEssms(2), dossiers: both }))[0]).toBe(
      '2 ESSMS dans plusieurs dossiers, comptés dans le premier seulement : Établissement inventé 1 ; Établissement inventé 2.',
    );
  });

  it('say that the order is ours when one rate of several is limited', () => {
    const rates = [rate(), rate({ id: 'b', maxEssms: figure(30) })];
    expect(notes(grappe({ essms: [oneEssms(1), homeService(2, 1, 2)] }), call({ rates }))).toEqual([
      ORDER,
      ESTIMATE,
    ]);
  });

  it('say that a figure is the user’s when one line of several is', () => {
    const mine = { id: 'x', campaign: 'appel-invente', rate: 'b', label: '', amountCents: 1 };
    const rates = [rate(), rate({ id: 'b', amountCents: gap })];
    expect(notes(grappe({ essms: manyEssms(1), project: { ownRates: [mine] } }), call({ rates }))).toEqual([
      'Les montants marqués « votre chiffre » sont les vôtres : aucun texte trouvé ne les donne.',
      ESTIMATE,
    ]);
  });
});
