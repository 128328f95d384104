import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Answer, Citation } from '@/knowledge/answers/answer';
import { type Corpus, prepareCorpus } from '@/knowledge/answers/corpus';
import { reply, withSources } from '@/knowledge/answers/reply';
import { searchedWith } from '@/knowledge/answers/wording';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { campaignById, campaigns } from '@/knowledge/campaigns/index';
import { parseProfileFile } from '@/knowledge/profile/backup';
import type { Situation } from '@/knowledge/rules/rule';
import { texts } from '@/knowledge/texts/index';

const USAGE = `Usage : ask [--json] [--campaign ID [--profile FICHIER]] [--date AAAA-MM-JJ] "question"
        ask [--json] [--campaign ID [--profile FICHIER]] [--date AAAA-MM-JJ] --batch FICHIER`;

/** What makes the command stop before answering; its message is for the reader. */
class Misuse extends Error {}

interface Request {
  json: boolean;
  campaign: string | null;
  date: string;
  situation: Situation | undefined;
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
        profile: { type: 'string' },
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

function load(path: string): string {
  // npm runs scripts from the root of the package: a relative path is meant from where it was typed.
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), path);
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    throw new Misuse(`Le fichier « ${path} » ne peut pas être lu.`);
  }
}

const readBatch = (path: string): string[] =>
  load(path)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');

/** The grappe of a file, assessed against the call chosen: the question may be about it. */
function readSituation(path: string, campaign: Campaign | undefined, date: string): Situation {
  if (!campaign) throw new Misuse(`Avec --profile, il faut --campaign.\n${USAGE}`);
  const text = load(path);
  try {
    return { profile: parseProfileFile(text), campaign, date };
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error));
  }
}

function readRequest(argv: string[]): Request {
  const { values, positionals } = readOptions(argv);
  const { campaign = null, batch, profile } = values;
  const call = campaign === null ? undefined : campaignById(campaign);
  if (campaign !== null && !call) {
    const known = campaigns.map(({ id }) => id).join(', ');
    throw new Misuse(`L’appel à projets « ${campaign} » est inconnu. Appels connus : ${known}.`);
  }
  if ((batch === undefined) !== (positionals.length === 1)) throw new Misuse(USAGE);
  const questions = batch === undefined ? positionals : readBatch(batch);
  const date = readDay(values.date);
  const situation = profile === undefined ? undefined : readSituation(profile, call, date);
  return { json: values.json, campaign, date, situation, questions };
}

/** The keys that the contract of the command promises. */
const bare = ({ text, anchor, title, date, url, quote }: Citation) => ({
  text,
  anchor,
  title,
  date,
  url,
  quote,
});

function printed(answer: Answer, json: boolean): string {
  if (json) {
    const { question, found, answer: text, band, missingWords } = answer;
    const citations = answer.citations.map(bare);
    const computed = answer.computed?.map((one) => ({ ...one, citations: one.citations.map(bare) }));
    return JSON.stringify({ question, found, answer: text, citations, band, missingWords, computed });
  }
  return `${[...(answer.corrections ?? []).map(searchedWith), withSources(answer)].join('\n')}\n`;
}

function answerAll({ json, questions, situation, ...around }: Request, corpus: Corpus): string[] {
  const options = { corpus, ...around, ...(situation && { situation }) };
  return questions.map((question) => printed(reply(question, options), json));
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
