import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { candidates } from '@/knowledge/answers/candidates';
import { corpusOf, prepareCorpus } from '@/knowledge/answers/corpus';
import { INDEX_FORM, keptIndex, readIndex } from '@/knowledge/answers/kept-index';
import { postingsOf } from '@/knowledge/answers/postings';
import { readQuestion } from '@/knowledge/answers/question';
import { rank } from '@/knowledge/answers/rank';
import { reply } from '@/knowledge/answers/reply';
import { segmentOf } from '@/knowledge/answers/segment';
import { stem } from '@/knowledge/answers/stems';
import { stopWords } from '@/knowledge/answers/words/stop-words';
import { campaigns } from '@/knowledge/campaigns/index';
import { texts } from '@/knowledge/texts/index';
import type { SourceText } from '@/knowledge/texts/text';
import { inventedTexts } from './questions/corpus';

const captured: SourceText = {
  id: 'capture-1',
  title: 'Page capturée inventée',
  issuer: 'Émetteur inventé',
  date: '2025-03-12',
  url: 'https://example.org/capture',
  campaigns: [],
  confidence: 'single-mention',
  verifiedOn: '2025-03-12',
  capture: { kind: 'pdf', capturedAt: '2025-03-12T10:00:00Z', hash: 'a'.repeat(64) },
  passages: [
    {
      text: 'capture-1',
      anchor: 'p1',
      heading: 'La passerelle zéphyr',
      variants: [],
      body: 'La passerelle zéphyr se commande avant le 4 avril 2025. Elle coûte 1 200 € par site.',
      campaigns: [],
      page: 3,
    },
  ],
};

const QUESTION = 'Quand commander la passerelle zéphyr ?';

/** Words whose stem or spelling has a rule of its own. */
const WORDS =
  'éligible éligibilité numérique numéro usager usage candidat candidature subvention organisme établissement référencé référencement cœur e-santé salarié·e·s E.S.S.M.S. D.312-203 10 000';

test('indexes kept on disk are made again when the analysis changes: raise INDEX_FORM with the print', () => {
  const indexes = inventedTexts.map((text) => keptIndex(segmentOf({ ...text, title: WORDS }).index));
  const made = [indexes, WORDS.split(' ').map(stem), [...stopWords('passage'), ...stopWords('question')]];
  const print = createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 12);
  expect({ form: INDEX_FORM, print }).toEqual({ form: 2, print: '57974d9ac37d' });
});

test('an index read back from the disk answers as the one that was made', () => {
  const made = prepareCorpus(texts, campaigns);
  const kept = structuredClone(made.segments.map(({ text, index }) => ({ text, index: keptIndex(index) })));
  const read = corpusOf(
    kept.map(({ text, index }) => ({ text, index: readIndex(index) })),
    campaigns,
  );
  for (const question of [
    'Quelles pièces faut-il joindre ?',
    'forfait moa national 2022',
    'USLD éligible ?',
  ]) {
    expect(reply(question, { corpus: read })).toEqual(reply(question, { corpus: made }));
  }
});

test('a text joins and leaves without touching the others', () => {
  const base = inventedTexts.map(segmentOf);
  const before = base.map(postingsOf);
  const joined = corpusOf([...base, segmentOf(captured)], []);
  expect(reply(QUESTION, { corpus: joined }).citations[0]).toMatchObject({ text: 'capture-1', anchor: 'p1' });
  expect(base.map(postingsOf)).toEqual(before);
  base.forEach((segment, at) => {
    expect(postingsOf(segment)).toBe(before[at]);
  });
  expect(reply(QUESTION, { corpus: corpusOf(base, []) }).found).toBe(false);
});

test('a quotation of a captured text says so, with the page', () => {
  const corpus = corpusOf([...inventedTexts, captured].map(segmentOf), []);
  expect(reply(QUESTION, { corpus }).citations[0]?.capture).toEqual({ ...captured.capture, page: 3 });
  expect(reply('Une USLD est-elle éligible ?', { corpus }).citations[0]?.capture).toBeUndefined();
});

test('a long list gives the same order as all of it sorted', () => {
  const passages = Array.from({ length: 400 }, (_, at) => ({
    text: 'long',
    anchor: `p${at}`,
    heading: `Passage ${at}`,
    variants: [],
    body: `${'zéphyr '.repeat(1 + (at % 7))}${'autre chose encore '.repeat(at % 11)}`,
    campaigns: [],
  }));
  const corpus = corpusOf([segmentOf({ ...captured, id: 'long', passages })], []);
  const ranked = rank(corpus, readQuestion('zéphyr', corpus), null);
  expect(ranked).toHaveLength(60);
  const scores = ranked.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  // A passage left out says the word as often in as many words as one kept at best: never more.
  const kept = new Set(ranked.map(({ entry }) => entry.passage.anchor));
  const shortest = corpus.entries.filter(({ passage }) => passage.body.startsWith('zéphyr '.repeat(7)));
  for (const { passage } of shortest.filter(({ passage }) => !passage.body.includes('autre')))
    expect(kept.has(passage.anchor)).toBe(true);
});

test('no text gives more than two of the passages of an answer', () => {
  const corpus = prepareCorpus(texts, campaigns);
  for (const question of [
    'date limite',
    'forfait par ESSMS',
    'logiciel référencé Ségur',
    'petits organismes',
  ]) {
    const shown = reply(question, { corpus }).sections ?? [];
    const anchors = new Map<string, Set<string>>();
    for (const { text, anchor } of shown.flatMap(({ citations }) => citations))
      anchors.set(text, (anchors.get(text) ?? new Set()).add(anchor));
    for (const own of anchors.values()) expect(own.size).toBeLessThanOrEqual(2);
  }
});

test('a year the question names leads over the campaign chosen', () => {
  const corpus = prepareCorpus(texts, campaigns);
  const question = 'Quelle est la date limite de dépôt de l’appel national 2022 ?';
  expect(candidates(corpus, readQuestion(question, corpus), null).length).toBeGreaterThan(0);
  expect(reply(question, { corpus, campaign: 'paca-2023' }).answer).toContain('18 juillet 2022');
});

test('a captured text filed under a region answers for it, though it does not name it, and for no other', () => {
  const capture = {
    kind: 'page' as const,
    capturedAt: '2025-03-12T10:00:00Z',
    hash: 'b'.repeat(64),
    region: '53',
  };
  const corpus = prepareCorpus([...inventedTexts, { ...captured, capture }], campaigns);
  const cited = (question: string) => reply(question, { corpus }).citations.map(({ text }) => text);
  expect(cited('Quand commander la passerelle zéphyr en Bretagne ?')).toContain('capture-1');
  expect(cited('Quand commander la passerelle zéphyr en Normandie ?')).not.toContain('capture-1');
});
