import { describe, expect, it } from 'vitest';
import { candidates } from '@/knowledge/answers/candidates';
import { prepareCorpus } from '@/knowledge/answers/corpus';
import { type Question, readQuestion } from '@/knowledge/answers/question';
import { LEXICON } from '@/knowledge/answers/words/lexicon';
import { campaigns } from '@/knowledge/campaigns';
import { texts } from '@/knowledge/texts';
import type { SourceText } from '@/knowledge/texts/text';
import facts from './facts.json';

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

  it('lowers no passage expected by more than two ranks', () => {
    const corpus = prepareCorpus(texts, campaigns);
    const rankOf = (question: Question, at: string[]) => {
      const weighed = candidates(corpus, question, null).map(({ entry }) => entry.passage);
      const found = weighed.findIndex(({ text, anchor }) => at.includes(`${text}#${anchor}`));
      return found === -1 ? weighed.length : found;
    };
    const lowered = facts.flatMap(({ question, at }) => {
      const read = readQuestion(question, corpus);
      const given = rankOf(read, at);
      const rows = new Set(read.expansions.map(({ row }) => row));
      return [...rows].flatMap((row) => {
        const without = { ...read, expansions: read.expansions.filter((one) => one.row !== row) };
        return given > rankOf(without, at) + 2 ? [`${row}: ${question}`] : [];
      });
    });
    expect(lowered).toEqual([]);
  });
});
