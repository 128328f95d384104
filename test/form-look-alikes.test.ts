import { describe, expect, test } from 'vitest';
import { campaignById } from '@/knowledge/campaigns';
import { fillContext, reachesMinimum } from '@/knowledge/form/context';
import { type PlannedField, review } from '@/knowledge/form/plan';
import type { FieldSnapshot } from '@/knowledge/form/snapshot';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { choiceOf, fieldOf, frameOf, underHeadings } from './pages/snapshots';

/** Questions that look like one of ours and are not: each was once filled wrongly. */
const campaign = campaignById('paca-2023') ?? null;

const plannedIn = (step: string, field: FieldSnapshot): PlannedField | undefined => {
  const snapshot = frameOf([field], { step, headings: [step] });
  return review([{ frameId: 0, snapshot }], { profile: sampleGrappe(), campaign }).fields[0];
};

test.each([
  'Montant demandé (en k€)',
  'Montant demandé en milliers d’euros',
  'Montant demandé aux autres financeurs',
  'Montant demandé par ESSMS',
  'Montant demandé pour 2024',
  'Nombre d’ESSMS en Corse',
  'Nombre d’ESSMS non équipés',
  'Nombre d’ESSMS déjà équipés',
  'Logiciel en place',
  'Logiciel remplacé',
  'Dernier exercice clos',
  'Date prévisionnelle de mise en service',
])('« %s » is another question', (label) => {
  const planned = plannedIn(
    'Informations générales du projet',
    underHeadings(fieldOf(label), 'Votre projet'),
  );
  expect(planned?.instruction).toBeNull();
});

describe('declarations are the person’s alone', () => {
  test.each([
    ['Attestation sur l’honneur', fieldOf('Nom du signataire')],
    [
      'J’atteste que',
      fieldOf('Numéro FINESS géographique pour chaque structure', { kind: 'checkbox', value: 'false' }),
    ],
    [
      'Validation',
      fieldOf('Je confirme que chaque ESSMS dispose d’un numéro FINESS géographique', {
        kind: 'checkbox',
        value: 'false',
      }),
    ],
    [
      'Validation',
      fieldOf('Je reconnais avoir pris connaissance du règlement', { kind: 'checkbox', value: 'false' }),
    ],
  ])('under « %s »', (heading, field) => {
    expect(plannedIn('Récapitulatif', underHeadings(field, heading))?.state).toBe('yours');
  });
});

test('a question asked the other way round with « non » is left to the person', () => {
  const box = fieldOf('Logiciel non référencé Ségur', { kind: 'checkbox', value: 'false' });
  expect(plannedIn('Informations complémentaires', underHeadings(box, 'Logiciel'))?.instruction).toBeNull();
  const asked = choiceOf('Le logiciel est-il référencé Ségur (oui/non) ?', ['Oui', 'Non']);
  expect(plannedIn('Informations complémentaires', underHeadings(asked, 'Logiciel'))?.proposed).toBe('Oui');
});

test('one radio read alone is never chosen: its question has other answers', () => {
  const alone = choiceOf('Type de projet', ['Acquisition']);
  expect(plannedIn('Informations complémentaires', alone)?.instruction).toBeNull();
});

describe('the minimum of the call', () => {
  const answer = (count: number, change: Partial<ReturnType<typeof sampleGrappe>['essms'][number]> = {}) => {
    const profile = sampleGrappe();
    const essms = profile.essms.slice(0, count).map((one) => ({ ...one, ...change }));
    return reachesMinimum(fillContext({ ...profile, essms }, campaign));
  };

  test('is reached by eligible ESSMS only', () => {
    expect(answer(15)).toBe(true);
    expect(answer(14)).toBe(false);
    expect(answer(18, { category: '247' })).toBe(false);
  });

  test('is unknown when it hangs on places or categories nobody gave', () => {
    const nowhere = { departement: '', address: { ...sampleGrappe().essms[0]?.address, postcode: '' } };
    expect(answer(10, nowhere as Parameters<typeof answer>[1])).toBeNull();
    expect(answer(18, { category: '' })).toBeNull();
  });
});
