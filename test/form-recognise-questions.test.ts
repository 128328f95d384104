import { describe, expect, test } from 'vitest';
import type { FieldId } from '@/knowledge/form/field-id';
import { recogniseFields } from '@/knowledge/form/recognise';
import type { FieldSnapshot } from '@/knowledge/form/snapshot';
import { choiceOf, fieldOf, frameOf, underHeadings } from './pages/snapshots';

const read = (fields: FieldSnapshot[], step: string): (FieldId | null)[] => {
  const found = recogniseFields(frameOf(fields, { step }));
  return fields.map(({ ref }) => found.get(ref)?.entry.id ?? null);
};
const asked = (question: string) => read([choiceOf(question, ['Oui', 'Non'])], 'Êtes-vous éligible ?')[0];

describe('yes/no questions are known by what they speak of', () => {
  test.each<[string, FieldId | null]>([
    ['Votre groupe rassemble-t-il quinze établissements ou services au minimum ?', 'criteria.minimumEssms'],
    ['La grappe compte-t-elle au moins 30 ESSMS ?', null],
    ['L’un des participants est-il dépourvu de numéro FINESS géographique ?', 'criteria.allFiness'],
    ['L’un des participants dispose-t-il d’un numéro FINESS géographique ?', null],
    ['Tous les ESSMS sont-ils dépourvus de FINESS géographique ?', null],
    ['Certains participants ne relèvent-ils pas de l’article L. 312-1 du CASF ?', 'criteria.allL312'],
    ['Bénéficiez-vous par ailleurs du FEDER ou du FSE pour cette opération ?', 'criteria.noEuropeanAid'],
    ['L’organisme est-il implanté sur le territoire français ?', 'porteur.inFrance'],
    ['L’éditeur est-il implanté en France ?', null],
    ['Le logiciel que vous allez acheter bénéficie-t-il du référencement Ségur ?', 'project.segurReferenced'],
    ['Votre logiciel actuel est-il référencé Ségur ?', null],
    ['Chaque structure a-t-elle un SIRET ?', null],
  ])('« %s »', (question, expected) => {
    expect(asked(question)).toBe(expected ?? null);
  });
});

describe('a label that any form may hold needs a place', () => {
  const labels = ['Intitulé', 'Description', 'Date de début', 'Montant', 'Adresse', 'Courriel'];
  test.each(['Informations', 'Dossier du salarié', 'Réservation de salle', 'Structure d’appui'])(
    'nothing is taken under « %s »',
    (heading) => {
      expect(
        read(
          labels.map((label) => underHeadings(fieldOf(label), heading)),
          heading,
        ),
      ).toEqual(labels.map(() => null));
    },
  );

  test('the same labels are the project’s under its heading', () => {
    const fields = ['Intitulé', 'Description'].map((label) => underHeadings(fieldOf(label), 'Le projet'));
    expect(read(fields, 'Demande de subvention')).toEqual(['project.title', 'project.description']);
  });

  test('a report asks nothing of the project to come, and still who files it', () => {
    const fields = [
      underHeadings(fieldOf('Nombre d’ESSMS'), 'Activité'),
      underHeadings(fieldOf('N° SIRET'), 'Votre structure'),
    ];
    expect(read(fields, 'Bilan du projet')).toEqual([null, 'porteur.siret']);
  });
});

test('a partner’s representative is not the porteur’s', () => {
  const label = 'Nom du représentant légal';
  const fields = ['Organisme porteur (chef de file)', 'Organisme partenaire n° 1'].map((heading) =>
    underHeadings(fieldOf(label), heading),
  );
  expect(read(fields, 'Composition du groupement')).toEqual(['representative.lastName', null]);
});

test('means of contact are the organisation’s unless somebody is named there', () => {
  const means = (labels: string[]) =>
    read(
      labels.map((label) => underHeadings(fieldOf(label), 'Contact', 'Adresse de correspondance')),
      'Adresse de correspondance',
    );
  expect(means(['Courriel', 'Téléphone'])).toEqual(['address.email', 'address.phone']);
  expect(means(['Prénom', 'Courriel'])).toEqual(['contact.firstName', 'contact.email']);
});

test('a form in two languages is read in ours', () => {
  const fields = ['Dénomination / Legal name', 'Ville / City', 'N° SIREN / Registration number'].map(
    (label) => underHeadings(fieldOf(label), 'Organisme demandeur / Applicant organisation'),
  );
  expect(read(fields, 'Formulaire / Application form')).toEqual([
    'porteur.raisonSociale',
    'address.commune',
    'porteur.siren',
  ]);
});

test('« Si oui, lequel ? » is the detail of the question before it, when it has one', () => {
  const detail = (question: string) =>
    read(
      [choiceOf(question, ['Oui', 'Non']), fieldOf('Si oui, lequel ?')].map((field) =>
        underHeadings(field, 'Votre projet'),
      ),
      'Demande de subvention',
    )[1];
  expect(detail('Avez-vous déjà choisi votre futur logiciel ?')).toBe('project.software');
  expect(detail('Avez-vous déjà un logiciel ?')).toBeNull();
});

test('a list of numbers with their names is of that number', () => {
  const naf = choiceOf('NAF', ['87.10A - Hébergement médicalisé', '88.10A - Aide à domicile'], 'select');
  expect(read([underHeadings(naf, 'Votre structure')], 'Identification')).toEqual(['porteur.naf']);
});
