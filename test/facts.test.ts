import { expect, it } from 'vitest';
import { candidates } from '@/knowledge/answers/candidates';
import { prepareCorpus } from '@/knowledge/answers/corpus';
import { searchable } from '@/knowledge/answers/normalise';
import { readQuestion } from '@/knowledge/answers/question';
import { reply } from '@/knowledge/answers/reply';
import { campaigns } from '@/knowledge/campaigns';
import { passages, texts } from '@/knowledge/texts';
import facts from './facts.json';

/** Facts of the field, each with a question a person could ask, the passages that say it (one is enough) and its figures. */
const corpus = prepareCorpus(texts, campaigns);

it.each(facts)('$question', ({ question, at }) => {
  const weighed = candidates(corpus, readQuestion(question, corpus), null).map(({ entry }) => entry.passage);
  expect(weighed.some(({ text, anchor }) => at.includes(`${text}#${anchor}`))).toBe(true);
});

it('nearly all are quoted in the answer, figures included', () => {
  const missed = facts.filter(({ question, at, says }) => {
    const { answer, citations } = reply(question, { corpus, campaign: null });
    const cited = citations.some(({ text, anchor }) => at.includes(`${text}#${anchor}`));
    return !cited || !says.every((fact) => searchable(answer).includes(searchable(fact)));
  });
  // Measured: none. The rest is room for another order of the passages.
  expect(missed.length / facts.length, missed.map(({ question }) => question).join('\n')).toBeLessThan(0.03);
});

it('every passage named is there', () => {
  const known = new Set(passages.map(({ text, anchor }) => `${text}#${anchor}`));
  expect(facts.flatMap(({ at }) => at).filter((one) => !known.has(one))).toEqual([]);
});

it('the questions are not the wordings of the passages', () => {
  const wordings = new Set(passages.flatMap(({ variants }) => variants.map(searchable)));
  expect(facts.filter(({ question }) => wordings.has(searchable(question)))).toEqual([]);
});
