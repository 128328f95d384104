import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldId } from '@/knowledge/form/field-id';
import { isNever, recogniseFields } from '@/knowledge/form/recognise';
import { THRESHOLD } from '@/knowledge/form/recognise-score';
import type { FieldSnapshot } from '@/knowledge/form/snapshot';
import { choiceOf, fieldOf, frameOf, underHeadings } from './pages/snapshots';

/** What each field was recognised as, in order; null when it was not. */
const recognise = (fields: FieldSnapshot[], step = ''): (FieldId | null)[] => {
  const found = recogniseFields(frameOf(fields, { step }));
  return fields.map(({ ref }) => found.get(ref)?.entry.id ?? null);
};

const one = (field: FieldSnapshot, step = ''): FieldId | null => recognise([field], step)[0] ?? null;

describe('the same words, of somebody else', () => {
  test.each<[string, FieldId | null]>([
    ['Représentant légal', 'representative.lastName'],
    ['Identité du représentant légal', 'representative.lastName'],
    ['Personne chargée du dossier', 'contact.lastName'],
    ['3. Interlocuteur pour ce dossier', 'contact.lastName'],
    ['Délégataire de signature', null],
    ['Coordonnées du trésorier', null],
    ['Commissaire aux comptes', null],
    ['Représentant supplémentaire', null],
    ['Informations diverses', null],
  ])('« Nom » under « %s »', (heading, expected) => {
    expect(one(underHeadings(fieldOf('Nom'), heading))).toBe(expected);
  });

  test('the nearest heading wins, and a label that names somebody wins over every heading', () => {
    expect(one(underHeadings(fieldOf('Nom'), 'Délégation de signature', 'Représentant légal'))).toBeNull();
    expect(one(underHeadings(fieldOf('Nom du délégataire'), 'Représentant légal'))).toBeNull();
    expect(one(underHeadings(fieldOf('Nom du représentant légal'), 'Votre structure'))).toBe(
      'representative.lastName',
    );
  });

  test('alone, a name is nobody’s', () => {
    expect(recognise([fieldOf('Nom'), fieldOf('Prénom'), fieldOf('Civilité')])).toEqual([null, null, null]);
  });

  test.each<[string, string, FieldId | null]>([
    ['Code postal', 'Votre structure', 'address.postcode'],
    ['Code postal', 'Coordonnées', 'address.postcode'],
    ['Code postal', 'Coordonnées bancaires', null],
    ['Code postal de l’agence', 'Votre structure', null],
    ['Courriel', 'Lettre d’information', null],
    ['Courriel', 'Adresse de correspondance', 'address.email'],
    ['SIRET de l’éditeur', 'Votre structure', null],
    ['SIRET', 'Votre structure', 'porteur.siret'],
    ['Nom de l’établissement scolaire', 'Votre structure', null],
    ['Nom', 'Votre projet', null],
    ['Téléphone', 'Personne à contacter', 'contact.phone'],
    ['Autre téléphone', 'Personne à contacter', null],
    ['Logiciel actuel', 'Votre projet', null],
  ])('« %s » under « %s »', (label, heading, expected) => {
    expect(one(underHeadings(fieldOf(label, { maxLength: null }), heading))).toBe(expected);
  });
});

describe('look-alikes', () => {
  test.each([
    'Date prévisionnelle de mise en service',
    'Date de signature de la convention',
    'Montant HT',
    'Montant de la subvention accordée',
    'Nom et prénom du signataire',
    'Téléphone ou courriel',
    'Nom du logiciel actuel',
    'Version du logiciel',
    'Objet de l’association',
    'Nom de naissance',
    'Nombre de salariés',
    'Recopiez le code affiché',
    'Objectifs pédagogiques',
    'Titre du projet architectural',
    'Courriel du support',
    'Montant de l’emprunt demandé à la banque',
  ])('« %s » is nothing we know, even under « Projet »', (label) => {
    expect(one(underHeadings(fieldOf(label), 'Projet'))).toBeNull();
    expect(one(underHeadings(fieldOf(label), 'Représentant légal'))).toBeNull();
  });

  test('the bank is the bank, not the structure', () => {
    const bank = ['Titulaire du compte', 'Nom de l’établissement bancaire', 'IBAN', 'BIC'];
    expect(recognise(bank.map((label) => underHeadings(fieldOf(label), 'Domiciliation bancaire')))).toEqual([
      'bank.holder',
      'bank.bankName',
      'bank.iban',
      'bank.bic',
    ]);
  });

  test.each(['Confirmez votre courriel', 'Confirmation du courriel', 'Confirmer l’adresse électronique'])(
    '« %s » neither takes a value nor takes it from the first',
    (again) => {
      const fields = ['Courriel', again].map((label) => underHeadings(fieldOf(label), 'Représentant légal'));
      expect(recognise(fields)).toEqual(['representative.email', null]);
      expect(recognise(fields.toReversed())).toEqual([null, 'representative.email']);
    },
  );

  test('under a heading of something else, an address is not the porteur’s, whatever the page is about', () => {
    const under = (...headings: string[]) => one(underHeadings(fieldOf('Commune'), ...headings));
    expect(under('Coordonnées')).toBe('address.commune');
    expect(under('Lieu de la manifestation', 'Votre structure')).toBeNull();
    expect(under('Étape 2', 'Votre structure')).toBe('address.commune');
  });

  test('another threshold is another question', () => {
    const ask = (text: string) => one(choiceOf(text, ['Oui', 'Non']));
    expect(ask('Votre grappe compte-t-elle au moins 15 ESSMS ?')).toBe('criteria.minimumEssms');
    expect(ask('Votre grappe compte-t-elle au moins 30 ESSMS ?')).toBeNull();
    expect(ask('Le projet réunit-il au moins 8 ESSMS ?')).toBeNull();
    expect(ask('Nombre minimal d’ESSMS')).toBe('criteria.minimumEssms');
    expect(ask('Nombre minimal d’ESSMS (30)')).toBeNull();
  });

  test('each datum is asked once: the fuller wording has it, in any order', () => {
    const fields = [fieldOf('Intitulé'), fieldOf('Intitulé du projet')];
    expect(recognise(fields, 'Projet')).toEqual([null, 'project.title']);
    expect(recognise(fields.toReversed(), 'Projet')).toEqual(['project.title', null]);
  });
});

describe('fields the assistant never touches', () => {
  test.each([
    'J’atteste sur l’honneur l’exactitude de ces informations',
    'Je certifie disposer d’un numéro SIRET',
    'Je déclare que le projet ne bénéficie d’aucun autre financement européen',
    'J’accepte que le logiciel soit référencé Ségur',
    'Je consens au traitement de mes données',
    'J’autorise la CNSA à vérifier le numéro SIRET',
  ])('« %s »', (label) => {
    const box = fieldOf(label, { kind: 'checkbox', value: 'false' });
    expect(isNever(box)).toBe(true);
    expect(one(box)).toBeNull();
  });

  test('files and passwords, whatever they are called', () => {
    for (const kind of ['file', 'password'] as const) {
      expect(isNever(fieldOf('IBAN', { kind }))).toBe(true);
      expect(one(fieldOf('N° SIRET', { kind }), 'Votre structure')).toBeNull();
    }
  });

  test('a text box that only speaks of an attestation is no attestation', () => {
    expect(isNever(fieldOf('Nom de la personne attestant'))).toBe(false);
  });
});

describe('the kind of a field', () => {
  test.each<[FieldSnapshot, FieldId | null]>([
    [fieldOf('Montant demandé', { kind: 'date' }), null],
    [underHeadings(fieldOf('Date de début', { kind: 'date' }), 'Votre projet'), 'project.startDate'],
    // On a page that nothing says is a demande, the day any form may ask is not asked of the project.
    [fieldOf('Date de début', { kind: 'date' }), null],
    [fieldOf('Date de début', { kind: 'number' }), null],
    [fieldOf('Raison sociale', { kind: 'checkbox', value: 'false' }), null],
    [fieldOf('Raison sociale', { kind: 'number' }), null],
    [
      fieldOf('N° SIRET', { format: { type: 'email', placeholder: '', pattern: '', min: '', max: '' } }),
      null,
    ],
    [choiceOf('Le logiciel est-il référencé Ségur ?', ['Oui', 'Non']), 'project.segurReferenced'],
    [choiceOf('Le logiciel est-il référencé Ségur ?', ['Vague 1', 'Vague 2', 'Vague 3']), null],
    [fieldOf('Le logiciel est-il référencé Ségur ?'), null],
    [choiceOf('Type de projet', ['Oui', 'Non']), null],
    [choiceOf('Type de projet', ['Acquisition', 'Mise en conformité']), 'project.type'],
    [choiceOf('Fréquence', ['Première demande', 'Renouvellement']), 'project.firstRequest'],
    [choiceOf('S’agit-il d’une première demande ?', ['Oui', 'Non']), 'project.firstRequest'],
  ])('$label, $kind', (field, expected) => {
    expect(one(field)).toBe(expected);
  });
});

test('nothing is recognised in an English form, nor in an empty frame', () => {
  const fields = ['First name', 'Last name', 'Email', 'Phone', 'IBAN', 'Description'].map((label) =>
    fieldOf(label),
  );
  expect(recognise(fields)).toEqual(fields.map(() => null));
  expect(recogniseFields(frameOf([])).size).toBe(0);
});

test('cells of a table are not single fields', () => {
  expect(
    one(fieldOf('N° SIRET', { row: { table: 't1', index: 0, column: 0 } }), 'Votre structure'),
  ).toBeNull();
});

test('any page: at most one field per datum, confidence between the threshold and 1, reasons given', () => {
  const words = [
    'nom',
    'siret',
    'date',
    'de',
    'début',
    'projet',
    'montant',
    'demandé',
    'code',
    'postal',
    'du',
    'iban',
    'courriel',
    'représentant',
    '?',
  ];
  const label = fc
    .array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 })
    .map((list) => list.join(' '));
  const page = fc.uniqueArray(fc.tuple(label, label), { maxLength: 12, selector: ([text]) => text });
  fc.assert(
    fc.property(page, (list) => {
      const fields = list.map(([text, heading]) => underHeadings(fieldOf(text), heading));
      const found = [...recogniseFields(frameOf(fields)).values()];
      expect(new Set(found.map(({ entry }) => entry)).size).toBe(found.length);
      for (const { confidence, evidence } of found) {
        expect(confidence).toBeGreaterThanOrEqual(THRESHOLD);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(evidence.length).toBeGreaterThan(0);
      }
    }),
  );
});
