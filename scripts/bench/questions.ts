import { deserialize, serialize } from 'node:v8';
import { gzipSync } from 'node:zlib';
import { corpusOf } from '@/knowledge/answers/corpus';
import { type KeptIndex, keptIndex, readIndex } from '@/knowledge/answers/kept-index';
import { readQuestion } from '@/knowledge/answers/question';
import { rank } from '@/knowledge/answers/rank';
import { segmentOf } from '@/knowledge/answers/segment';
import { campaigns } from '@/knowledge/campaigns';
import { texts } from '@/knowledge/texts';
import type { SourceText } from '@/knowledge/texts/text';
import { frenchMiniSearch, plainMiniSearch } from '../eval/engines';
import { bundle } from './bundle';
import { generatedQuestions, generatedTexts, wordsOf } from './questions-texts';
import { main as storedBench } from './stored';

/** Searching 10,000 passages, as ratios to MiniSearch in the same run; sizes and loading in full. */

const SHAPE = { texts: 500, passages: 20 };
const QUESTIONS = 200;
/** Questions that only warm the code up. */
const WARM_UPS = 60;
const TARGETS = { french: 1.5, plain: 0.2, loadMs: 250, indexMb: 2.5, moduleKb: 10 };

const percentile = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;

/** Processor time, in milliseconds: what other programs do meanwhile does not count. */
function timed(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

type Search = (question: string) => unknown;

const middle = (values: number[]): number => percentile(values, 0.5);

/**
 * Times of each engine, question by question in turn, so that a slow moment of the machine hits all; the
 * middle one of three, since a collection of memory is not the doing of the question it falls on.
 */
function measure(engines: Record<string, Search>, questions: string[]): Map<string, number[]> {
  const times = new Map(Object.keys(engines).map((name): [string, number[]] => [name, []]));
  for (const search of Object.values(engines))
    for (const question of questions.slice(0, WARM_UPS)) search(question);
  for (const question of questions)
    for (const [name, search] of Object.entries(engines))
      times.get(name)?.push(middle([1, 2, 3].map(() => timed(() => search(question)))));
  return times;
}

/** Reading the indexes back and putting them together, the best of three: each time from their bytes. */
function loading(bytes: Buffer, all: SourceText[]): number {
  const load = () => {
    const read: KeptIndex[] = deserialize(bytes);
    const segments = all.flatMap((text, at) => {
      const index = read[at];
      return index ? [{ text, index: readIndex(index) }] : [];
    });
    return corpusOf(segments, campaigns);
  };
  return Math.min(...[1, 2, 3].map(() => timed(load)));
}

function verdict(label: string, value: number, target: number, unit: string): boolean {
  const kept = value <= target;
  const words = `${value.toFixed(2)} ${unit} (cible ≤ ${target})`;
  console.log(`  ${label.padEnd(48)} ${words}${kept ? '' : '  CIBLE MANQUÉE'}`);
  return kept;
}

export const main = async (): Promise<number> => {
  const words = wordsOf(texts);
  const all = generatedTexts(words, SHAPE);
  const segments = all.map(segmentOf);
  const corpus = corpusOf(segments, campaigns);
  const [french, plain] = [frenchMiniSearch(corpus), plainMiniSearch(corpus)];
  const times = measure(
    {
      ours: (question) => rank(corpus, readQuestion(question, corpus), null),
      french: (question) => french.search(question, null),
      plain: (question) => plain.search(question, null),
    },
    generatedQuestions(words, QUESTIONS),
  );
  const p95 = (name: string) => percentile(times.get(name) ?? [], 0.95);
  // As the browser writes them in its database: in the format of structured clones.
  const bytes = serialize(segments.map(({ index }) => keptIndex(index)));
  console.log(`${corpus.entries.length} passages, ${QUESTIONS} questions, 95e centile du temps de calcul :`);
  for (const [name, label] of [
    ['ours', 'notre recherche'],
    ['french', 'MiniSearch, notre analyse'],
    ['plain', 'MiniSearch tel quel'],
  ] as const)
    console.log(`  ${label.padEnd(48)} ${p95(name).toFixed(2)} ms`);
  const kb = (text: string) => gzipSync(text).length / 1000;
  const whole = kb(await bundle('questions-in-page.ts'));
  // The tables of words are data, which grow with the field and not with the code.
  const code = kb(await bundle('questions-in-page.ts', /\/words\//));
  const kept = [
    verdict('face à MiniSearch, notre analyse', p95('ours') / p95('french'), TARGETS.french, '×'),
    verdict('face à MiniSearch tel quel', p95('ours') / p95('plain'), TARGETS.plain, '×'),
    verdict('index relus et assemblés', loading(bytes, all), TARGETS.loadMs, 'ms'),
    verdict('index, compressé', gzipSync(bytes).length / 1e6, TARGETS.indexMb, 'Mo'),
    verdict('module de recherche, sans ses tables de mots', code, TARGETS.moduleKb, 'ko'),
  ];
  console.log(`  module de recherche, tables de mots comprises    ${whole.toFixed(2)} ko`);
  return (await storedBench()) + (kept.every(Boolean) ? 0 : 1);
};
