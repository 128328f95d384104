import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, isEnglish, linkedWords, partsOf, polarityOf, wordsOf } from '@/knowledge/form/words';

describe('words of a label', () => {
  test.each([
    ['N° SIRET', 'Numéro de Siret'],
    ['Nº FINESS', 'n°\u00a0finess'],
    ['Tél.', 'TÉLÉPHONE'],
    ['Adresse électronique', 'E-mail'],
    ['Adresse mail', 'Mél'],
    ['CP', 'Code\u202fpostal'],
    ['Ville', 'Commune'],
    ['Prénom(s)', 'prénoms'],
    ['Nb d’ESMS', 'Nombre d’ESSMS'],
    ['Nom du DUI', 'Nom du dossier de l’usager informatisé'],
    ['Solutions référencées', 'Solution référencé'],
    ['ObjetDeLaDemande', 'Objet de la demande'],
    ['L’intitulé de l’opération', 'Titre du projet'],
    ['Montant hors taxes', 'Montant HT'],
  ])('« %s » and « %s » are the same words', (a, b) => {
    expect(wordsOf(a)).toEqual(wordsOf(b));
    expect(wordsOf(a).length).toBeGreaterThan(0);
  });

  test.each([
    ['Nom', 'Prénom'],
    ['Date de début', 'Date de fin'],
    ['Montant HT', 'Montant TTC'],
    ['SIRET', 'SIREN'],
    ['Courrier', 'Courriel'],
  ])('« %s » and « %s » are not', (a, b) => {
    expect(wordsOf(a)).not.toEqual(wordsOf(b));
  });

  test('politeness, articles and questions weigh nothing', () => {
    expect(wordsOf('Veuillez indiquer la raison sociale de votre structure, svp')).toEqual([
      'raisonsociale',
      'structure',
    ]);
  });

  test('capitals, accents, marks and spaces never change the words', () => {
    const labels = fc.constantFrom(
      'Raison sociale',
      'Téléphone',
      'Date d’achèvement',
      'N° et libellé de la voie',
      'Œuvre',
    );
    const habits = fc.constantFrom<(text: string) => string>(
      (text) => text.toUpperCase(),
      (text) => `${text} * :`,
      (text) => text.replaceAll(' ', '\u00a0 '),
      (text) => text.normalize('NFD'),
      (text) => text.replaceAll('’', "'"),
    );
    fc.assert(
      fc.property(labels, habits, habits, (label, one, two) => {
        expect(wordsOf(one(two(label)))).toEqual(wordsOf(label));
      }),
    );
  });

  test('any text gives plain words, each once, without an empty one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const words = wordsOf(text);
        expect(new Set(words).size).toBe(words.length);
        for (const word of words) expect(word).toMatch(/^[a-z0-9]+$/);
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });
});

describe('words that belong to one another', () => {
  test.each([
    ['SIRET de l’éditeur', ['siret', 'editeur']],
    ['Version du logiciel', ['version', 'logiciel']],
    ['Date de fin de la convention', ['date', 'fin', 'fin', 'convention']],
    ['Montant demandé à la Région', ['demande', 'region']],
    ['Nombre d’ESSMS', ['nombre', 'essm']],
    ['Raison sociale', []],
  ])('in « %s »', (text, expected) => {
    expect(linkedWords(text)).toEqual(expected);
  });

  test.each([
    ['Nom et prénom', 2],
    ['Téléphone / courriel', 2],
    ['Nom, prénom et qualité', 3],
    ['Nom du logiciel', 1],
  ])('« %s » asks %i things', (text, count) => {
    expect(partsOf(text)).toHaveLength(count);
  });
});

describe('how a question is asked', () => {
  test.each([
    'Le projet bénéficie-t-il d’un financement européen ?',
    'Votre grappe compte-t-elle au moins 15 ESSMS ?',
    'N° SIRET',
    'Le logiciel est-il référencé (sans réserve) ?',
  ])('« %s » is straight', (question) => {
    expect(polarityOf(question)).toBe('straight');
  });

  test.each([
    'Le projet est-il exempt de tout autre financement européen ?',
    'Aucune structure n’a-t-elle déjà été financée ?',
    'Confirmez-vous l’absence de double financement ?',
    'Le projet est-il sans aucun financement européen ?',
    'La grappe compte-t-elle moins de 15 ESSMS ?',
    'N’avez-vous jamais été financé ?',
  ])('« %s » is asked the other way round', (question) => {
    expect(polarityOf(question)).toBe('inverse');
    expect(polarityOf(question.toUpperCase().replaceAll('’', "'"))).toBe('inverse');
  });

  test.each([
    'Le logiciel n’est-il pas référencé ?',
    'Aucune structure n’est-elle sans numéro FINESS ?',
    'La structure est-elle établie hors de France ?',
    'Le projet ne concerne-t-il que la région ?',
  ])('« %s » is not answered: « oui » could mean either', (question) => {
    expect(polarityOf(question)).toBe('unclear');
  });
});

test('an English form is told from a French one, whatever borrowed words the latter holds', () => {
  expect(isEnglish(['First name', 'Last name', 'Email', 'Phone'])).toBe(true);
  expect(isEnglish(['Nom', 'Prénom', 'E-mail', 'Adresse', 'Date de start-up', 'Title', 'Company'])).toBe(
    false,
  );
  expect(isEnglish(['E-mail', 'Site web'])).toBe(false);
});

test('a numbered label is not one in two languages', () => {
  expect(wordsOf('11.2 – Description')).toEqual(wordsOf('Description'));
  expect(wordsOf('Dénomination / Legal name')).toEqual(wordsOf('Dénomination'));
});
