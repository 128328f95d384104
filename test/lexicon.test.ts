import { describe, expect, it } from 'vitest';
import { candidates } from '@/knowledge/answers/candidates';
import { prepareCorpus } from '@/knowledge/answers/corpus';
import { LEXICON } from '@/knowledge/answers/lexicon';
import { readQuestion } from '@/knowledge/answers/question';
import type { SourceText } from '@/knowledge/texts/text';

/** An invented text whose only passage of interest is written with one form of a row. */
function textWith(written: string): SourceText {
  const passage = (anchor: string, body: string) => ({
    text: 'invente',
    anchor,
    heading: 'Remarque',
    variants: [],
    body,
    campaigns: [],
  });
  return {
    id: 'invente',
    title: 'Bavardage',
    issuer: 'Personne',
    date: '2022-01-02',
    url: 'https://example.org/',
    campaigns: [],
    confidence: 'secondary',
    verifiedOn: '2026-11-22',
    passages: [
      passage('wanted', `Voilà ${written} du jeudi.`),
      passage('other', 'Un oiseau chante au soleil, et la pluie viendra peut-être.'),
    ],
  };
}

/** Pairs of forms a row joins: any two, or each narrower form and the wider term. */
const pairs = LEXICON.flatMap(({ id, kind, forms }) =>
  forms.flatMap((asked, rank) =>
    forms
      .filter((written, other) => written !== asked && (kind !== 'narrower' || (rank > 0 && other === 0)))
      .map((written) => ({ id, asked, written })),
  ),
);

describe('each row of the domain table', () => {
  it('is named once and joins two forms at least', () => {
    expect(new Set(LEXICON.map(({ id }) => id)).size).toBe(LEXICON.length);
    for (const { id } of LEXICON) expect(pairs.some((pair) => pair.id === id)).toBe(true);
  });

  it.each(LEXICON.map(({ id }) => id))('%s finds what is written the other way', (id) => {
    const missed = pairs
      .filter((pair) => pair.id === id)
      .filter(({ asked, written }) => {
        const corpus = prepareCorpus([textWith(written)], []);
        const [best] = candidates(corpus, readQuestion(`${asked} ?`, corpus), null);
        return best?.entry.passage.anchor !== 'wanted';
      });
    expect(missed).toEqual([]);
  });

  it('leads from a narrower form up, never down', () => {
    const corpus = prepareCorpus([textWith('EHPAD')], []);
    expect(candidates(corpus, readQuestion('ESSMS ?', corpus), null)).toEqual([]);
  });
});
