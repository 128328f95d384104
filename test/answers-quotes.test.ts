import { assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { verify } from '@/knowledge/answers/cite';
import { prepareCorpus } from '@/knowledge/answers/corpus';
import { reply } from '@/knowledge/answers/reply';
import { campaigns } from '@/knowledge/campaigns/index';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { resolve, texts } from '@/knowledge/texts/index';
import { readSets } from '@/scripts/eval/sets';
import mine from './questions/mine.json';

const corpus = prepareCorpus(texts, campaigns);
const questions = [
  ...readSets()
    .slice(0, 1)
    .flatMap(({ cases, neighbours, offTopic }) => [
      ...cases.map(({ question }) => question),
      ...neighbours,
      ...offTopic,
    ]),
  ...mine.map(({ question }) => question),
];

/** Any question, any call, with a grappe or not. */
const asked = constantFrom(...questions).chain((question) =>
  constantFrom(null, ...campaigns).chain((campaign) =>
    constantFrom(true, false).map((withGrappe) => ({ question, campaign, withGrappe })),
  ),
);

const answers = asked.map(({ question, campaign, withGrappe }) =>
  reply(question, {
    corpus,
    campaign: campaign?.id ?? null,
    date: '2024-05-02',
    ...(campaign &&
      withGrappe && {
        situation: { profile: sampleGrappe(), campaign, date: '2024-05-02' },
      }),
  }),
);

test('whatever is asked, every quotation displayed stands in its passage word for word', () => {
  assert(
    property(answers, ({ citations, computed = [], sections = [], answer }) => {
      const all = [...computed, ...sections].flatMap((one) => one.citations);
      expect(citations).toEqual(all);
      for (const citation of citations) {
        const body = resolve(citation)?.passage.body ?? '';
        expect(body).toContain(citation.quote);
        expect(verify(citation.quote, body)).not.toBeNull();
        expect(answer).toContain(citation.quote);
      }
    }),
    { numRuns: 150 },
  );
});

const quotes = answers
  .filter(({ citations }) => citations.length > 0)
  .chain(({ citations }) => constantFrom(...citations))
  .map(({ text, anchor, quote }) => ({ quote, body: resolve({ text, anchor })?.passage.body ?? '' }));

/** One word changed, each time it stands in a quotation. */
const CHANGES: [name: string, from: RegExp, to: (found: string) => string][] = [
  ['a digit', /\d/, (digit) => String((Number(digit) + 1) % 10)],
  ['a negation', / (?:n’|ne |pas |sans |aucune? )/, () => ' '],
  ['a modal verb', /\b(?:doit|doivent|peut|peuvent)\b/, (verb) => (verb.startsWith('d') ? 'peut' : 'doit')],
];

test.each(CHANGES)('%s changed: the quotation is refused', (_, from, to) => {
  assert(
    property(
      quotes.filter(({ quote }) => from.test(quote)),
      ({ quote, body }) => {
        const changed = quote.replace(from, to);
        // The same words may stand elsewhere in the passage: then nothing was changed.
        return body.includes(changed) || verify(changed, body) === null;
      },
    ),
    { numRuns: 60 },
  );
});
