import { describe, expect, test } from 'vitest';
import type { FieldSnapshot } from '@/knowledge/form/snapshot';
import { type Subject, subjectOf } from '@/knowledge/form/subject';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { fieldOf, frameOf, underHeadings } from './pages/snapshots';

const PORTEUR: Subject = { organismeId: null, dossierId: null, unknown: false };
const UNKNOWN: Subject = { organismeId: null, dossierId: null, unknown: true };

const subjectIn = (step: string, field: FieldSnapshot, beside: FieldSnapshot[] = []): Subject =>
  subjectOf(field, frameOf([field, ...beside], { step }), sampleGrappe());

const under = (heading: string, step = ''): Subject =>
  subjectIn(step, underHeadings(fieldOf('Raison sociale'), heading));

describe('which organisme', () => {
  test.each([
    'Votre structure',
    'Organisme gestionnaire',
    'Structure porteuse',
    'Représentant légal',
    'Organisme bénéficiaire du versement',
    'Structure bénéficiaire de l’aide',
    '',
  ])('« %s » is the porteur', (heading) => {
    expect(under(heading)).toEqual(PORTEUR);
  });

  test.each([
    'Organisme membre n° 2',
    'Autre organisme',
    'Organisme gestionnaire adhérent',
    'Deuxième structure',
    'Structures partenaires',
    'Organismes bénéficiaires',
    'Membre du groupement',
    'Co-porteur',
    'Adhérent n° 3',
  ])('« %s » is another, and nobody says which', (heading) => {
    expect(under(heading)).toEqual(UNKNOWN);
  });

  test.each([
    'Fondation du Grand Pin',
    'Organisme membre : FGP',
    'Organisme n° 2 – SIREN 000 840 025',
    'Adhérent (SIRET 00084002500019)',
    'FINESS 840980023',
  ])('« %s » names one of the grappe', (heading) => {
    expect(under(heading)).toMatchObject({ organismeId: 'grand-pin', unknown: false });
  });

  test('the nearest heading that names somebody decides', () => {
    const field = underHeadings(fieldOf('Raison sociale'), 'Structure porteuse', 'Fondation du Grand Pin');
    expect(subjectIn('', field)).toEqual(PORTEUR);
  });

  test('a sigle is a whole word, as written', () => {
    expect(under('Organisme membre : fgp').unknown).toBe(true);
    expect(under('Altitude du site')).toEqual(PORTEUR);
  });

  test('a number already in the block says who; elsewhere on the page it says nothing', () => {
    const field = underHeadings(fieldOf('Raison sociale'), 'Organisme membre');
    const held = (heading: string, value: string) => underHeadings(fieldOf('SIRET', { value }), heading);
    expect(subjectIn('', field, [held('Organisme membre', '000 840 025 00019')]).organismeId).toBe(
      'grand-pin',
    );
    expect(subjectIn('', field, [held('Autre bloc', '00084002500019')])).toEqual(UNKNOWN);
  });
});

describe('which dossier', () => {
  test.each([
    ['Dossier acquisition — personnes âgées', 'paca-2023-acquisition-pa'],
    ['Demande PA, acquisition', 'paca-2023-acquisition-pa'],
  ])('« %s »', (heading, dossierId) => {
    expect(under(heading)).toEqual({ organismeId: null, dossierId, unknown: false });
  });

  test('one the grappe does not have is unknown; a word that names none says nothing', () => {
    expect(under('Dossier acquisition — protection de l’enfance').unknown).toBe(true);
    expect(under('Votre dossier')).toEqual(PORTEUR);
    expect(under('Acquisition')).toEqual(PORTEUR);
  });
});
