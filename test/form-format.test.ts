import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Format } from '@/knowledge/form/dictionary';
import { optionFor, sameMeaning, writtenFor } from '@/knowledge/form/format';
import type { FieldSnapshot } from '@/knowledge/form/snapshot';
import { choiceOf, fieldOf } from './pages/snapshots';

const hint = (placeholder: string, pattern = '') => ({
  format: { type: '', placeholder, pattern, min: '', max: '' },
});
const boxes = (options: string[]): FieldSnapshot => choiceOf('Champs concernés', options, 'checkbox');

describe('texts', () => {
  test.each<[string | number, Format, Partial<FieldSnapshot>, string]>([
    [123450, 'amount', {}, '1234,50'],
    [123450, 'amount', { kind: 'number' }, '1234.50'],
    [15300000, 'amount', {}, '153000'],
    [5, 'amount', {}, '0,05'],
    [0, 'amount', {}, '0'],
    ['2023-11-06', 'day', {}, '06/11/2023'],
    ['2023-11-06', 'day', { kind: 'date' }, '2023-11-06'],
    ['2023-11-06', 'day', hint('aaaa-mm-jj'), '2023-11-06'],
    ['2023-11-06', 'day', hint('JJ/MM/AAAA'), '06/11/2023'],
    ['0465710010', 'phone', {}, '04 65 71 00 10'],
    ['0465710010', 'phone', { maxLength: 10 }, '0465710010'],
    ['0465710010', 'phone', hint('', '^\\d{10}$'), '0465710010'],
    ['87.10A', 'naf', {}, '87.10A'],
    ['87.10A', 'naf', { maxLength: 5 }, '8710A'],
    [18, 'count', { kind: 'number' }, '18'],
    ['Aubagne', 'text', {}, 'Aubagne'],
  ])('%j as %s', (answer, format, changes, expected) => {
    expect(writtenFor(answer, format, fieldOf('Champ', changes))).toEqual({ text: expected });
  });

  test('what the profile does not know is not written', () => {
    expect(writtenFor(null, 'text', fieldOf('Champ'))).toEqual({ problem: 'no-value' });
    expect(writtenFor('', 'text', fieldOf('Champ'))).toEqual({ problem: 'no-value' });
    expect(writtenFor([''], 'choice', choiceOf('Champ', ['A', 'B']))).toEqual({ problem: 'no-value' });
  });

  test('a text too long is never cut: written whole, or not at all', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (text, limit) => {
          const written = writtenFor(text, 'text', fieldOf('Champ', { maxLength: limit }));
          expect(written).toEqual(
            text.length > limit ? { problem: 'too-long', wanted: text, limit } : { text },
          );
        },
      ),
    );
  });

  test('an amount survives the way to the page and back, to the cent', () => {
    const cents = fc.integer({ min: 0, max: 10 ** 13 });
    fc.assert(
      fc.property(cents, cents, fc.constantFrom<'text' | 'number'>('text', 'number'), (mine, other, kind) => {
        const textOf = (value: number): string => {
          const written = writtenFor(value, 'amount', fieldOf('Montant', { kind }));
          if (!('text' in written)) throw new Error('not written');
          return written.text;
        };
        expect(textOf(mine)).toMatch(kind === 'number' ? /^\d+(?:\.\d{2})?$/ : /^\d+(?:,\d{2})?$/);
        expect(Math.round(Number(textOf(mine).replace(',', '.')) * 100)).toBe(mine);
        expect(sameMeaning(textOf(mine), textOf(other), 'amount', kind)).toBe(mine === other);
      }),
    );
  });
});

describe('yes or no', () => {
  const radios = (question: string) => choiceOf(question, ['Oui', 'Non']);

  test.each<[string, boolean, string]>([
    ['Le projet bénéficie-t-il d’un financement européen ?', false, 'Non'],
    ['Le projet est-il exempt de financement européen ?', false, 'Oui'],
    ['Aucune structure n’a-t-elle déjà été financée ?', true, 'Non'],
    ['Confirmez-vous l’absence de double financement ?', false, 'Oui'],
  ])('« %s », %s in the profile', (question, answer, expected) => {
    expect(writtenFor(answer, 'yes-no', radios(question))).toEqual({ text: expected });
  });

  test('a question nobody can be sure of is left to the person', () => {
    const written = writtenFor(true, 'yes-no', radios('Le logiciel n’est-il pas référencé ?'));
    expect(written).toEqual({ problem: 'choose', wanted: '' });
  });

  test('a list without « Oui », or where it is locked, is left to the person', () => {
    expect(writtenFor(true, 'yes-no', choiceOf('Question', ['Vrai-faux', 'Non']))).toEqual({
      problem: 'choose',
      wanted: 'Oui',
    });
    const locked = {
      ...radios('Question'),
      options: [
        { text: 'Oui', disabled: true },
        { text: 'Non', disabled: false },
      ],
    };
    expect(writtenFor(true, 'yes-no', locked)).toEqual({ problem: 'choose', wanted: 'Oui' });
  });

  test('a switch and a lone box say true or false', () => {
    expect(writtenFor(true, 'yes-no', fieldOf('Référencé Ségur', { kind: 'switch' }))).toEqual({
      text: 'true',
    });
    expect(writtenFor(false, 'yes-no', fieldOf('Référencé Ségur', { kind: 'checkbox' }))).toEqual({
      text: 'false',
    });
  });
});

describe('choices', () => {
  test.each<[string[], string[], string | null]>([
    [
      ['Association déclarée'],
      ['Association', 'Association déclarée', 'Association déclarée reconnue d’utilité publique'],
      'Association déclarée',
    ],
    [['association DECLAREE'], ['Fondation', 'Association déclarée'], 'Association déclarée'],
    [['Madame', 'Mme'], ['M.', 'Mme'], 'Mme'],
    [
      ['Acquisition', 'Acquisition d’un logiciel'],
      ['Acquisition d’un nouveau logiciel', 'Mise en conformité'],
      'Acquisition d’un nouveau logiciel',
    ],
    [['Fondation'], ['Association', 'Mutuelle'], null],
    // Two options as near as each other: the person chooses.
    [['Convention'], ['Convention de groupement', 'Convention de grappe'], null],
    [
      ['Établissement public social ou médico-social communal'],
      [
        'Établissement public social ou médico-social départemental',
        'Établissement public social ou médico-social national',
      ],
      null,
    ],
    [['Autre'], ['Autre', 'Autre'], null],
  ])('%j among %j', (wordings, options, expected) => {
    expect(optionFor(wordings, choiceOf('Liste', options, 'select'))).toBe(expected);
  });

  test('an option that is greyed out is never chosen', () => {
    const field = {
      ...choiceOf('Liste', [], 'select'),
      options: [
        { text: 'Fondation', disabled: true },
        { text: 'Mutuelle', disabled: false },
      ],
    };
    expect(optionFor(['Fondation'], field)).toBeNull();
  });

  test('whatever the list, what is chosen is in it', () => {
    const texts = fc.array(
      fc.constantFrom(
        'Association',
        'Association déclarée',
        'Fondation',
        'GCSMS',
        'Groupement',
        'Société',
        'Autre',
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        texts,
        fc.array(fc.constantFrom('Association', 'Groupement', 'Société civile'), { minLength: 1 }),
        (options, wordings) => {
          const chosen = optionFor(wordings, choiceOf('Liste', options, 'select'));
          if (chosen !== null) expect(options).toContain(chosen);
        },
      ),
    );
  });

  test('a list of boxes is ticked whole, in its own order, or not at all', () => {
    const all = boxes([
      'Services à domicile',
      'Personnes âgées',
      'Personnes handicapées',
      'Protection de l’enfance',
    ]);
    expect(writtenFor(['DOM', 'PA', 'PH'], 'choices', all)).toEqual({
      text: 'Services à domicile | Personnes âgées | Personnes handicapées',
    });
    const lacking = boxes(['Personnes âgées', 'Personnes handicapées', 'Protection de l’enfance']);
    expect(writtenFor(['DOM', 'PA', 'PH'], 'choices', lacking)).toEqual({
      problem: 'choose',
      wanted: 'DOM, PA, PH',
    });
  });

  test('a list that takes one answer is not given two', () => {
    const list = choiceOf('Région', ['Corse', 'Occitanie'], 'select');
    expect(writtenFor(['Corse'], 'choices', list)).toEqual({ text: 'Corse' });
    expect(writtenFor(['Corse', 'Occitanie'], 'choices', list)).toEqual({
      problem: 'choose',
      wanted: 'Corse, Occitanie',
    });
  });

  test('the list of a combobox is only known once something is typed', () => {
    expect(writtenFor(['Aubagne'], 'choice', fieldOf('Commune', { kind: 'combobox' }))).toEqual({
      text: 'Aubagne',
    });
  });
});

test('an option that opens with the code is the one of that code, unless two do', () => {
  const naf = ['87.10A - Hébergement médicalisé', '87.10B - Hébergement pour enfants', '88.10A - Aide'];
  const chosen = (options: string[]) => writtenFor('87.10A', 'naf', choiceOf('NAF', options, 'select'));
  expect(chosen(naf)).toEqual({ text: '87.10A - Hébergement médicalisé' });
  expect(chosen(['87.10AB - Autre', '88.10A - Aide'])).toEqual({ problem: 'choose', wanted: '87.10A' });
  expect(chosen(['87.10A - Un', '87.10A - Deux'])).toEqual({ problem: 'choose', wanted: '87.10A' });
});
