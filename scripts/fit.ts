import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isSilent } from '@/knowledge/answers/band';
import { type Candidate, candidates } from '@/knowledge/answers/candidates';
import { type Corpus, prepareCorpus } from '@/knowledge/answers/corpus';
import { LIKELIHOOD_SIGNALS } from '@/knowledge/answers/likelihood';
import { SIGNALS } from '@/knowledge/answers/merit';
import { campaignOf, readQuestion } from '@/knowledge/answers/question';
import { campaigns } from '@/knowledge/campaigns';
import { texts } from '@/knowledge/texts';
import { fitClasses, fitOrder } from './eval/descent';
import { readSets } from './eval/sets';

/**
 * `npm run fit`: the weights of knowledge/answers/merit.ts and likelihood.ts, fitted on the questions
 * that tuning may see, to copy there by hand after the texts have changed much; the unseen half is not read.
 */
interface Asked {
  question: string;
  campaign: string | null;
  gold: string[];
}

const folder = join(import.meta.dirname, '..', 'test', 'questions');
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

const facts = z.array(
  z.object({
    campaign: z.string().nullish(),
    gold: z.array(z.string()),
    clean: z.array(z.string()),
    typed: z.array(z.string()),
  }),
);

/** The questions written before the corpus was whole. */
const first = (): Asked[] =>
  facts
    .parse(read('answerable'))
    .flatMap(({ campaign = null, gold, clean, typed }) =>
      [...clean, ...typed].map((question) => ({ question, campaign, gold })),
    );

function found(corpus: Corpus, question: string, campaign: string | null): Candidate[] {
  const asked = readQuestion(question, corpus);
  return candidates(corpus, asked, campaignOf(asked, corpus, campaign));
}

const order = ({ signals }: Candidate): number[] => SIGNALS.map((name) => signals[name]);
const likely = ({ likelihoodSignals }: Candidate): number[] =>
  LIKELIHOOD_SIGNALS.map((name) => likelihoodSignals[name]);

const print = (title: string, names: readonly string[], weights: number[]) =>
  console.log(`${title}\n${names.map((name, at) => `  ${name}: ${weights[at]?.toFixed(2)},`).join('\n')}`);

/** Prints both lists of weights; always 0. */
export const main = async (): Promise<number> => {
  const corpus = prepareCorpus(texts, campaigns);
  const [seen] = readSets('seen');
  const asked = [...(seen?.cases ?? []), ...first()].map(({ question, campaign, gold }) => {
    const list = found(corpus, question, campaign);
    const answers = ({ entry: { passage } }: Candidate) => gold.includes(`${passage.text}#${passage.anchor}`);
    return { list, gold: list.filter(answers), first: list.slice(0, 3).find(answers) };
  });
  const lists = asked.map(({ list, gold }) => ({
    gold: gold.map(order),
    others: list.filter((one) => !gold.includes(one)).map(order),
  }));
  print('merit', SIGNALS, fitOrder(SIGNALS.length, lists));
  const beside = [
    ...(seen?.neighbours ?? []),
    ...(seen?.offTopic ?? []),
    ...z.array(z.string()).parse(read('neighbours')),
    ...z
      .array(z.object({ question: z.string() }))
      .parse(read('off-topic'))
      .map(({ question }) => question),
  ].flatMap((question) => found(corpus, question, null).find((one) => !isSilent(one)) ?? []);
  const answering = asked.flatMap((one) => one.first ?? []);
  const names = ['BASE', ...LIKELIHOOD_SIGNALS];
  print(
    'likelihood',
    names,
    fitClasses(LIKELIHOOD_SIGNALS.length, answering.map(likely), beside.map(likely)),
  );
  return 0;
};
