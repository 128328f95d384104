import { expect, test } from 'vitest';
import { candidates } from '@/knowledge/answers/candidates';
import { prepareCorpus } from '@/knowledge/answers/corpus';
import { searchable } from '@/knowledge/answers/normalise';
import { readQuestion } from '@/knowledge/answers/question';
import { reply } from '@/knowledge/answers/reply';
import { campaigns } from '@/knowledge/campaigns/index';
import { resolve, texts } from '@/knowledge/texts/index';
import { without } from '@/scripts/eval/measure';
import answerable from './questions/answerable.json';
import heldOut from './questions/held-out.json';
import neighbours from './questions/neighbours.json';
import offTopic from './questions/off-topic.json';
import unanswerable from './questions/unanswerable.json';

/**
 * The questions were written from the facts, before the texts were read and the weights chosen.
 * Those of `held-out.json` came after: asked once, 32 of 50 were answered; what they showed to be
 * missing in general (words, an order by strength) was then added, so they are no longer blind.
 * Thresholds stand a little under what was measured: a change that loses questions must say so here.
 */

interface Case {
  question: string;
  campaign: string | null;
  gold: string[];
  answer: string[];
}

const corpus = prepareCorpus(texts, campaigns);
const ask = (question: string, campaign: string | null = null, date?: string) =>
  reply(question, { corpus, campaign, date });
const key = ({ text, anchor }: { text: string; anchor: string }) => `${text}#${anchor}`;

const casesOf = (style: 'clean' | 'typed') =>
  answerable.flatMap(({ campaign = null, gold, answer, ...fact }): Case[] =>
    fact[style].map((question) => ({ question, campaign, gold, answer })),
  );
const clean = casesOf('clean');
const all = [...clean, ...casesOf('typed')];

/** Rank of the first expected passage among those weighed for the answer, 0 when none is. */
function rankOf({ question, campaign, gold }: Case): number {
  const best = candidates(corpus, readQuestion(question, corpus), campaign);
  return best.findIndex(({ entry }) => gold.includes(key(entry.passage))) + 1;
}

function measure(cases: Case[]) {
  const ranks = cases.map(rankOf);
  const share = (within: number) => ranks.filter((one) => one > 0 && one <= within).length / ranks.length;
  const mrr = ranks.reduce((sum, one) => sum + (one > 0 ? 1 / one : 0), 0) / ranks.length;
  return { first: share(1), five: share(5), mrr };
}

function answers({ question, campaign, answer }: Omit<Case, 'gold'>): boolean {
  const given = ask(question, campaign);
  const text = searchable(given.answer);
  return given.found && answer.every((fact) => text.includes(searchable(fact)));
}

const shareAnswered = (cases: Omit<Case, 'gold'>[]) => cases.filter(answers).length / cases.length;

test('the set is large enough, half of it typed in haste, and points at passages that exist', () => {
  expect(all.length).toBeGreaterThanOrEqual(80);
  expect(casesOf('typed').length / all.length).toBeGreaterThanOrEqual(0.45);
  for (const { gold } of all) {
    for (const one of gold) {
      const [text = '', anchor = ''] = one.split('#');
      expect(resolve({ text, anchor }), one).not.toBeNull();
    }
  }
});

test('the right passage is among the first', () => {
  const { first, five, mrr } = measure(all);
  expect(first).toBeGreaterThanOrEqual(0.9); // measured .92
  expect(five).toBeGreaterThanOrEqual(0.98); // measured .99
  expect(mrr).toBeGreaterThanOrEqual(0.94); // measured .96
});

test('typing without accents or capitals costs nothing', () => {
  const bare = clean.map((one) => ({
    ...one,
    question: one.question.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', ' ').toLowerCase(),
  }));
  expect(measure(bare).mrr).toBeGreaterThanOrEqual(measure(clean).mrr - 0.01);
});

test('one slip in the longest word costs little', () => {
  const slip = (word: string) => word.slice(0, 2) + word.slice(3);
  const slipped = clean.map((one) => {
    const longest = [...one.question.matchAll(/\p{Ll}{5,}/gu)]
      .map(([word]) => word)
      .reduce((a, b) => (b.length > a.length ? b : a), '');
    return { ...one, question: one.question.replace(longest, slip(longest)) };
  });
  expect(measure(slipped).mrr).toBeGreaterThanOrEqual(measure(clean).mrr - 0.05);
});

test('the answers hold the facts', () => {
  expect(shareAnswered(all)).toBeGreaterThanOrEqual(0.96); // measured .99
});

test('questions written after the weights were chosen are answered too', () => {
  const cases = heldOut.map(({ campaign = null, ...one }) => ({ campaign, ...one }));
  expect(shareAnswered(cases)).toBeGreaterThanOrEqual(0.8); // measured .84
});

test.each(
  answerable
    .filter(({ mustPass }) => mustPass)
    .flatMap(({ clean: questions, campaign = null, answer }) =>
      questions.map((question) => ({ question, campaign, answer })),
    ),
)('must pass: $question', (one) => {
  expect(answers(one)).toBe(true);
});

test.each(unanswerable)('the texts do not say: $question', ({ question, campaign, date }) => {
  const { found, answer, citations } = ask(question, campaign ?? null, date);
  expect(found).toBe(false);
  expect(answer).toMatch(/^Les textes dont je dispose ne le disent (?:pas|qu’en partie)\./);
  for (const { quote } of citations) expect(quote).not.toMatch(/\d+ (?:juin|juillet|septembre) 202\d/);
});

/** What the reader is told first, with the text it comes from. */
const lead = (question: string, campaign: string | null = null) => {
  const [first] = ask(question, campaign).citations;
  return first && { from: key(first), quote: searchable(first.quote) };
};

test.each([
  [
    'Les 13 mesures sont-elles obligatoires ?',
    'divergences#self-assessments',
    'presentes comme obligatoires',
  ],
  ['Qui doit déposer le dossier ?', 'ars-paca-aap-2023#who-files', 'personne morale gestionnaire'],
  ['qui finance ESMS numérique', 'cadredesante-instruction-2022#european-money', 'fonds europeens'],
])('« %s » is led by %s', (question, from, words) => {
  expect(lead(question)?.from).toBe(from);
  expect(lead(question)?.quote).toContain(words);
});

test('what the texts are silent on is told, then the passage that speaks beside it', () => {
  const { found, sections = [] } = ask('un dui actif ca veut dire quoi exactement', 'generalisation-2025');
  expect(found).toBe(false);
  expect(sections.slice(0, 2).map(({ lead: words }) => words)).toEqual([
    'Ce qui a été cherché sans être trouvé',
    'Des passages en parlent, sans que je puisse affirmer qu’ils répondent',
  ]);
  expect(sections[1]?.citations.map(key)).toContain('reperes-generalisation#usage-targets');
});

test('a question of one common word is answered without assurance', () => {
  expect(ask('Qui finance ?').band).toBe('near');
});

test('sources that agree are not said to diverge', () => {
  const { answer } = ask('Les 13 mesures sont-elles obligatoires ?');
  expect(answer).not.toContain('ne disent pas toutes la même chose');
  expect(answer).not.toContain('appréciation');
});

test.each(
  texts.flatMap(({ passages }) =>
    passages.flatMap(({ text, anchor, heading, absent = [] }) =>
      absent.map((item) => ({ at: `${text}#${anchor}`, item, heading })),
    ),
  ),
)('$at is no answer on « $item », which it says was not found', ({ at, item, heading }) => {
  const { found, citations } = ask(`${heading.replace('?', '')} ${item} ?`);
  expect(found && citations.some((citation) => key(citation) === at)).toBe(false);
});

test.each(offTopic)('off topic: $question', ({ question }) => {
  expect(ask(question)).toMatchObject({ found: false, band: 'none', citations: [] });
});

test('questions about other public schemes are seldom engaged, and never with assurance', () => {
  const bands = neighbours.map((question) => ask(question).band);
  expect(bands).not.toContain('found');
  expect(bands.filter((band) => band === 'near').length).toBeLessThanOrEqual(5); // of 30
});

test('with its own passages removed, a question is still engaged at times: near is not the answer', () => {
  const bands = all.map(
    ({ question, campaign, gold }) => reply(question, { corpus: without(corpus, gold), campaign }).band,
  );
  const share = (band: string) => bands.filter((one) => one === band).length / bands.length;
  expect(share('found')).toBeLessThanOrEqual(0.5); // measured .47: the texts say many things twice
  expect(share('none')).toBeGreaterThanOrEqual(0.15);
});

test('every quotation is in its passage, word for word', () => {
  for (const { question, campaign } of all) {
    for (const citation of ask(question, campaign).citations) {
      expect(resolve(citation)?.passage.body).toContain(citation.quote);
    }
  }
});
