import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactFor } from '@/knowledge/answers/model/redact';
import { fold } from '@/knowledge/answers/normalise';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { type Person, type Profile, person } from '@/knowledge/profile/schema';

const grappe = sampleGrappe();
const redact = redactFor(grappe);
/** Letters and digits alone: what is left of a datum however it is written. */
const bare = (text: string): string => fold(text.normalize('NFKC')).replace(/[^\p{L}\p{N}]/gu, '');

const persons = (profile: Profile): Person[] =>
  profile.organismes.flatMap(({ representative, contact }) => [representative, contact]);

/** What may never leave, of a grappe: whole values, long enough to be nobody else's. */
const secretsOf = (profile: Profile): string[] =>
  [
    profile.bank.iban,
    profile.bank.bic,
    ...profile.organismes.flatMap((one) => [
      one.raisonSociale,
      one.sigle,
      one.email,
      one.phone,
      one.siret,
      one.siren,
    ]),
    ...persons(profile).flatMap((one) => [
      one.lastName,
      one.email,
      one.phone,
      `${one.firstName} ${one.lastName}`,
    ]),
    ...profile.essms.flatMap(({ name, finess }) => [name, finess]),
  ].filter((value) => bare(value).length >= 2);

/** The ways people write a value. */
const writings = (value: string) =>
  fc.constantFrom(
    value,
    value.toUpperCase(),
    value.toLowerCase(),
    value.normalize('NFD'),
    value.replace(/\s+/g, '\u00A0'),
    value.replace(/ /g, '-'),
    value.replace(/’/g, "'"),
    value.normalize('NFD').replace(/\p{M}/gu, ''),
    value.replace(/^(..)/u, '$1\u200B'),
  );

describe('the grappe of the demonstration', () => {
  test('none of its names, numbers, mails, phones or bank details leaves, however it is written', () => {
    const secrets = secretsOf(grappe);
    expect(secrets.length).toBeGreaterThan(40);
    fc.assert(
      fc.property(
        fc.constantFrom(...secrets).chain((value) => fc.tuple(fc.constant(value), writings(value))),
        fc.constantFrom('Bonjour, ', 'Notre organisme (', 'l’', '« ', ''),
        fc.constantFrom(' est-il éligible ?', ').', ' »', '', ', 2023'),
        ([value, written], before, after) => {
          const sent = redact(`${before}${written}${after}`);
          expect(bare(sent)).not.toContain(bare(value));
          expect(sent.startsWith(before)).toBe(true);
          expect(sent.endsWith(after)).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
  });

  test('several in one text all go', () => {
    const [porteur] = grappe.organismes;
    const text = secretsOf(grappe).join(' ; ');
    const sent = redact(text);
    for (const value of secretsOf(grappe)) expect(bare(sent)).not.toContain(bare(value));
    expect(redact(`Le sigle ${porteur?.sigle} et l’IBAN ${grappe.bank.iban}`)).toBe(
      'Le sigle [nom] et l’IBAN [compte]',
    );
  });

  test('a question without any of them leaves as it is', () => {
    for (const question of [
      'Jusqu’à quand peut-on déposer en 2023 ?',
      'Faut-il 15 ESSMS, ou 8 en Corse ? Un EHPAD et un SAAD comptent-ils ?',
      'Article D. 312-203 du code, instruction DNS/CNSA/2022/58, 3 000 € par ESSMS, 60 %',
      'Le Prestation Ségur du 15/09/2023, dossier 2 sur 4',
    ])
      expect(redact(question)).toBe(question);
  });
});

describe('whoever they belong to', () => {
  const free = redactFor(null);
  test.each([
    ['Écrivez à jeanne.inventee@exemple.test vite', 'Écrivez à [courriel] vite'],
    ['Appelez le 06 12 34 56 78.', 'Appelez le [téléphone].'],
    ['Appelez le +33 (0)6.12.34.56.78', 'Appelez le [téléphone]'],
    ['Tél 0612345678, fax 0033612345678', 'Tél [téléphone], fax [téléphone]'],
    ['IBAN FR76 3000 6000 0112 3456 7890 189', 'IBAN [compte]'],
    ['iban fr7630006000011234567890189 merci', 'iban [compte] merci'],
    ['RIB 30006 00001 12345678901 89', 'RIB [compte]'],
    ['IBAN BE68 5390 0754 7034', 'IBAN [compte]'],
  ])('%s', (typed, sent) => expect(free(typed)).toBe(sent));
});

describe('persons', () => {
  const withPerson = (lastName: string, firstName: string): Profile => ({
    ...grappe,
    organismes: grappe.organismes.map((one) => ({
      ...one,
      representative: person.parse({ lastName, firstName }),
    })),
  });

  test('a first name that is a word stays a word', () => {
    const own = redactFor(withPerson('Inventée', 'Claire'));
    expect(own('La réponse est-elle claire pour Claire ?')).toBe(
      'La réponse est-elle claire pour [personne] ?',
    );
    expect(own('Mme INVENTEE, puis claire inventée')).toBe('Mme [personne], puis [personne]');
  });

  test('any name, of any letters, goes wherever it stands', () => {
    const name = fc
      .string({ unit: fc.constantFrom(...'abcdéèïœçßñ-ʼ’ ÀÉ'), minLength: 2, maxLength: 12 })
      .filter((one) => bare(one).length >= 3 && !/[^\p{L}]{4}/u.test(one));
    fc.assert(
      fc.property(name, name, fc.constantFrom('', 'M. ', 'de ', '« '), (last, first, before) => {
        const own = redactFor(withPerson(last, first));
        const sent = own(`${before}${first} ${last} demande si 15 suffisent`);
        expect(sent).toContain('demande si 15 suffisent');
        const asked = sent.split('demande')[0] ?? '';
        expect(bare(asked.replaceAll('[personne]', ''))).not.toContain(bare(last));
      }),
      { numRuns: 100 },
    );
  });
});
