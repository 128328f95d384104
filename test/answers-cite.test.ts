import { assert, constantFrom, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { verify } from '@/knowledge/answers/cite';
import { passages } from '@/knowledge/texts/index';

const BODY =
  'Le porteur n’est pas tenu de signer. L’aide est de 2 000 € par ESSMS, jusqu’au 15 septembre 2023 à minuit ; elle doit être demandée avant.';

const found = (quote: string) => verify(quote, BODY)?.map(({ start, end }) => BODY.slice(start, end)) ?? null;

test.each([
  ['exact', 'L’aide est de 2 000 € par ESSMS'],
  ['straight apostrophe', "L'aide est de 2 000 € par ESSMS"],
  ['no-break spaces', 'L’aide est de 2\u202F000\u00A0€ par ESSMS'],
  ['case', 'l’AIDE est de 2 000 € par essms'],
  ['line break', 'L’aide est de\n2 000 € par ESSMS'],
  ['soft hyphen', 'L’ai\u00ADde est de 2 000 € par ESSMS'],
  ['hyphen at a line end', 'L’ai-\nde est de 2 000 € par ESSMS'],
  ['decomposed accents', 'elle doit être demandée avant'.normalize('NFD')],
  ['final stop', 'elle doit être demandée avant.'],
  ['typographic quotes', '« Le porteur n’est pas tenu de signer »'.slice(2, -2)],
  ['space before the semicolon', 'septembre 2023 à minuit; elle doit'],
])('%s is harmless', (_, quote) => {
  expect(found(quote)).toHaveLength(1);
});

test.each([
  ['a digit', 'L’aide est de 3 000 € par ESSMS'],
  ['a digit more', 'L’aide est de 12 000 € par ESSMS'],
  ['a cut figure', '5 septembre 2023 à minuit'],
  ['half a thousand', '000 € par ESSMS, jusqu’au'],
  ['a negation less', 'Le porteur est tenu de signer'],
  ['doit and peut', 'elle peut être demandée avant'],
  ['dropped words', 'L’aide est de 2 000 € jusqu’au 15 septembre'],
  ['an accent that changes the word', 'L’aidé est de 2 000 € par ESSMS'],
  ['a quotation too short', '2 000 €'],
  ['nothing', ''],
])('%s is refused', (_, quote) => {
  expect(found(quote)).toBeNull();
});

test('an ellipsis joins parts in order and no farther than 300 characters', () => {
  expect(found('Le porteur n’est pas tenu […] elle doit être demandée')).toHaveLength(2);
  expect(found('Le porteur n’est pas tenu ... elle doit être demandée')).toHaveLength(2);
  expect(found('elle doit être demandée […] Le porteur n’est pas tenu')).toBeNull();
  expect(
    verify('Le début est ici […] la fin est là', `Le début est ici ${'x '.repeat(200)} la fin est là`),
  ).toBeNull();
});

test('a part that occurs twice is tried at each place', () => {
  const source = `Le dossier est reçu. ${'x '.repeat(200)}Le dossier est reçu. La suite du texte.`;
  expect(verify('Le dossier est reçu […] La suite du texte', source)).toHaveLength(2);
});

const bodies = passages.map(({ body }) => body);
const slices = constantFrom(...bodies).chain((body) =>
  integer({ min: 0, max: body.length - 14 }).chain((start) =>
    integer({ min: start + 13, max: body.length }).map((end) => ({
      body,
      quote: body.slice(start, end).trim(),
    })),
  ),
);
/** Slices that cut no figure and hold no ellipsis, the two things `verify` treats apart. */
const whole = slices.filter(
  ({ quote }) =>
    quote.replace(/[\s«»]/g, '').length >= 12 &&
    !/^[\d ,.]|[\d ,.]$|…|\.\.\./.test(quote) &&
    /\p{L}{2}/u.test(quote),
);

test('every slice of the corpus is verified after harmless typography', () => {
  assert(
    property(whole, ({ body, quote }) => {
      const typed = quote.replaceAll('’', "'").replaceAll(' ', '\u00A0').toUpperCase().normalize('NFD');
      return verify(quote, body) !== null && verify(typed, body) !== null;
    }),
    { numRuns: 300 },
  );
});

test('no slice is verified once a digit has changed', () => {
  assert(
    property(
      whole.filter(({ quote }) => /\d/.test(quote)),
      integer({ min: 1, max: 9 }),
      ({ body, quote }, shift) => {
        const changed = quote.replace(/\d/, (digit) => String((Number(digit) + shift) % 10));
        return verify(changed, body) === null;
      },
    ),
    { numRuns: 300 },
  );
});
