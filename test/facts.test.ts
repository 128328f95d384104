import { expect, it } from 'vitest';
import { prepareCorpus } from '@/knowledge/answers/corpus';
import { searchable } from '@/knowledge/answers/normalise';
import { reply } from '@/knowledge/answers/reply';
import { campaigns } from '@/knowledge/campaigns';
import { passages, texts } from '@/knowledge/texts';
import facts from './facts.json';

/** Facts of the field, theme by theme, each with a question a person could ask and the passage that says it. */
const corpus = prepareCorpus(texts, campaigns);

it.each(facts)('$question', ({ question, at }) => {
  const { citations } = reply(question, { corpus, campaign: null });
  expect(citations.map(({ text, anchor }) => `${text}#${anchor}`)).toContain(at);
});

it('the questions are not the wordings of the passages', () => {
  const wordings = new Set(passages.flatMap(({ variants }) => variants.map(searchable)));
  expect(facts.filter(({ question }) => wordings.has(searchable(question)))).toEqual([]);
});
