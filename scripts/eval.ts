import { type Corpus, prepareCorpus } from '@/knowledge/answers/corpus';
import { campaigns } from '@/knowledge/campaigns';
import { texts } from '@/knowledge/texts';
import { frenchMiniSearch, ours, plainMiniSearch, rawBm25 } from './eval/engines';
import {
  answered,
  answeredAtOnce,
  type Bands,
  engagement,
  goldRemoved,
  retrieval,
  rightYear,
  withOneSlip,
  withoutAccents,
} from './eval/measure';
import { type EvaluationSet, halfOf, readSets } from './eval/sets';

/**
 * `npm run eval`: the answers measured in one run, beside other engines, on the half of the questions
 * that tuning looked at and on the one it never did. Only shares are printed, never a question.
 * `npm run eval -- --half seen` measures the first half alone: while tuning, the other stays closed.
 */
const points = (value: number): string => value.toFixed(3).replace('.', ',').padStart(7);
const signed = (value: number): string =>
  `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3).replace('.', ',')}`;
const percent = (value: number): string => `${(100 * value).toFixed(1).replace('.', ',')}\u00a0%`;

function printRetrieval(corpus: Corpus, { cases }: EvaluationSet): void {
  const engines = [ours(corpus), frenchMiniSearch(corpus), plainMiniSearch(corpus), rawBm25(corpus)];
  console.log(`  ${'recherche'.padEnd(28)}    R@1    R@5 MRR@10 nDCG@10   sans accents  une faute (MRR@10)`);
  for (const engine of engines) {
    const { first, five, mrr, ndcg } = retrieval(engine, cases);
    const bare = retrieval(engine, withoutAccents(cases)).mrr - mrr;
    const slipped = retrieval(engine, withOneSlip(cases)).mrr - mrr;
    const figures = [first, five, mrr, ndcg].map(points).join('');
    console.log(`  ${engine.name.padEnd(28)}${figures}   ${signed(bare).padStart(12)}  ${signed(slipped)}`);
  }
}

const banded = ({ found, near, none }: Bands): string =>
  `engagé ${percent(found + near)} (dont «\u00A0le plus proche\u00A0» ${percent(found)}), abstention ${percent(none)}`;

function printAnswers(corpus: Corpus, { cases, neighbours, offTopic }: EvaluationSet): void {
  const { share, of } = rightYear(corpus, cases);
  console.log(
    `  réponse dans les phrases montrées\u00A0: ${percent(answered(corpus, cases))} (sans rien déplier\u00A0: ${percent(answeredAtOnce(corpus, cases))})`,
  );
  console.log(`  bonne année\u00A0: ${percent(share)} de ${of} réponses données sur une année`);
  console.log(`  sujets voisins (${neighbours.length})\u00A0: ${banded(engagement(corpus, neighbours))}`);
  console.log(`  hors sujet (${offTopic.length})\u00A0: ${banded(engagement(corpus, offTopic))}`);
  console.log(`  passages de la réponse retirés\u00A0: ${banded(goldRemoved(corpus, cases))}`);
}

/** Prints every measure of the halves asked, both without `--half`; 0 always: the tests hold the floor. */
export const main = async (args: string[]): Promise<number> => {
  const only = halfOf(args);
  const corpus = prepareCorpus(texts, campaigns);
  console.log(`${corpus.entries.length} passages`);
  for (const set of readSets(only)) {
    console.log(`\n${set.name}\u00A0: ${set.cases.length} questions`);
    printRetrieval(corpus, set);
    printAnswers(corpus, set);
  }
  return 0;
};
