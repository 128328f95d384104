import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Answer } from '@/knowledge/answers/answer';
import { type Corpus, prepareCorpus } from '@/knowledge/answers/corpus';
import { reply, withSources } from '@/knowledge/answers/reply';
import { searchedWith } from '@/knowledge/answers/wording';
import { campaignById, campaigns } from '@/knowledge/campaigns/index';
import { texts } from '@/knowledge/texts/index';

const USAGE = `Usage : ask [--json] [--campaign ID] [--date AAAA-MM-JJ] "question"
        ask [--json] [--campaign ID] [--date AAAA-MM-JJ] --batch FICHIER`;

/** What makes the command stop before answering; its message is for the reader. */
class Misuse extends Error {}

interface Request {
  json: boolean;
  campaign: string | null;
  date: string;
  questions: string[];
}

function readOptions(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        campaign: { type: 'string' },
        date: { type: 'string' },
        batch: { type: 'string' },
      },
    });
  } catch {
    throw new Misuse(`Option inconnue ou incomplète.\n${USAGE}`);
  }
}

function readDay(date: string | undefined): string {
  const day = date ?? new Date().toISOString().slice(0, 10);
  const read = new Date(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !exists) {
    throw new Misuse(`La date « ${day} » n’est pas un jour au format AAAA-MM-JJ.`);
  }
  return day;
}

function readBatch(path: string): string[] {
  // npm runs scripts from the root of the package: a relative path is meant from where it was typed.
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), path);
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '');
  } catch {
    throw new Misuse(`Le fichier « ${path} » ne peut pas être lu.`);
  }
}

function readRequest(argv: string[]): Request {
  const { values, positionals } = readOptions(argv);
  const { campaign = null, batch } = values;
  if (campaign !== null && !campaignById(campaign)) {
    const known = campaigns.map(({ id }) => id).join(', ');
    throw new Misuse(`L’appel à projets « ${campaign} » est inconnu. Appels connus : ${known}.`);
  }
  if ((batch === undefined) !== (positionals.length === 1)) throw new Misuse(USAGE);
  const questions = batch === undefined ? positionals : readBatch(batch);
  return { json: values.json, campaign, date: readDay(values.date), questions };
}

function printed(answer: Answer, json: boolean): string {
  if (json) {
    const { question, found, answer: text, band, missingWords } = answer;
    const citations = answer.citations.map(({ dateNote: _, urlNote: __, ...citation }) => citation);
    return JSON.stringify({ question, found, answer: text, citations, band, missingWords });
  }
  return `${[...(answer.corrections ?? []).map(searchedWith), withSources(answer)].join('\n')}\n`;
}

function answerAll({ json, campaign, date, questions }: Request, corpus: Corpus): string[] {
  return questions.map((question) => printed(reply(question, { corpus, campaign, date }), json));
}

/** Answers questions from the texts; 0 when it answered, 2 when the command itself was wrong. */
export async function main(argv: string[]): Promise<number> {
  try {
    const request = readRequest(argv);
    const lines = answerAll(request, prepareCorpus(texts, campaigns));
    for (const line of lines) process.stdout.write(`${line}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Misuse)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}
