import { browser } from 'wxt/browser';
import { z } from 'zod';
import type { RegisterAnswer, RegisterAnswers } from '@/knowledge/register/record';
import { readSirene, sireneQueries } from '@/knowledge/register/sirene';
import { forgetAnswers, keepAnswer, keptAnswers } from './answers';
import { SIRENE_MATCH, SIRENE_ORIGIN } from './origin';
import { PACE, PoliteQueue, Refused, Unanswered } from './queue';

/**
 * The public « API Recherche d’entreprises », off until the user allows it: the numbers she checks
 * are then sent to it, and nothing else.
 */
const PERMISSION = { origins: [SIRENE_MATCH] };

/** True when the user has allowed the service. */
export const isSireneAllowed = (): Promise<boolean> => browser.permissions.contains(PERMISSION);

/** Asks the user to allow the service, from a gesture of hers; answers what she chose. */
export const allowSirene = (): Promise<boolean> => browser.permissions.request(PERMISSION);

/** Gives the permission back and forgets the answers kept. */
export async function forbidSirene(): Promise<void> {
  await browser.permissions.remove(PERMISSION);
  await forgetAnswers();
}

const TURN = 'assistant-galis-sirene';
/** One for the page: the rhythm holds from one call to the next. */
const queue = new PoliteQueue(PACE);

/** A number that could not be checked, and why, in French. */
export interface SireneFailure {
  number: string;
  reason: string;
}

export interface SireneOptions {
  signal: AbortSignal;
  /** Numbers answered or failed, of all those asked. */
  onProgress(done: number, total: number): void;
  /** ISO instant. */
  now: string;
}

export interface SireneResult {
  answers: RegisterAnswers;
  failures: SireneFailure[];
}

const isFound = ({ establishments, entities }: RegisterAnswer): boolean =>
  establishments.length + entities.length > 0;

/** Tries the requests of a number until one finds something. */
async function ask(
  number: string,
  queue: PoliteQueue,
  origin: string,
  { signal, now }: SireneOptions,
): Promise<RegisterAnswer> {
  const on = now.slice(0, 10);
  let answer = readSirene({ results: [] }, number, on);
  for (const query of sireneQueries(number)) {
    answer = readSirene(await queue.get(`${origin}/search?${query}`, signal), number, on);
    if (isFound(answer)) break;
  }
  return answer;
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return 'La réponse du service n’a pas la forme attendue : mettez l’assistant à jour.';
  if (error instanceof Refused) return error.message;
  throw error;
}

/** Numbers left without an answer, one after the other, after which the others are not asked. */
const PATIENCE = 2;

/** The same with the address and the queue given: the tests have a server of their own. */
export async function askSirene(
  numbers: string[],
  options: SireneOptions,
  origin: string,
  queue: PoliteQueue,
): Promise<SireneResult> {
  const asked = [...new Set(numbers)];
  const answers = new Map((await keptAnswers(asked, options.now)).map((answer) => [answer.number, answer]));
  const failures: SireneFailure[] = [];
  const tell = () => options.onProgress(answers.size + failures.length, asked.length);
  tell();
  const missing = asked.filter((one) => !answers.has(one));
  let unanswered = 0;
  for (const [rank, number] of missing.entries()) {
    options.signal.throwIfAborted();
    try {
      const answer = await ask(number, queue, origin, options);
      answers.set(number, answer);
      unanswered = 0;
      await keepAnswer(answer, options.now);
    } catch (error) {
      if (options.signal.aborted) throw options.signal.reason;
      const reason = reasonOf(error);
      failures.push({ number, reason });
      unanswered = error instanceof Unanswered ? unanswered + 1 : 0;
      if (unanswered === PATIENCE)
        failures.push(...missing.slice(rank + 1).map((other) => ({ number: other, reason })));
    }
    tell();
    if (unanswered === PATIENCE) break;
  }
  return { answers, failures };
}

/**
 * Asks the service about these numbers (normalised FINESS, SIREN or SIRET), one after the other,
 * under four requests a second; an answer less than thirty days old is not asked again. A number it
 * does not know comes with empty lists; one it could not be asked about is among the failures. When
 * two in a row stay without an answer, the others fail for the same reason: the service is not there.
 * Rejects with the reason of the signal, or in French when the service is not allowed.
 */
export async function lookUpSirene(numbers: string[], options: SireneOptions): Promise<SireneResult> {
  if (!(await isSireneAllowed()))
    throw new Error(
      'L’interrogation de l’API Recherche d’entreprises n’est pas autorisée : activez-la d’abord.',
    );
  // Two tabs take turns: the service counts the requests of the computer.
  return navigator.locks.request(TURN, { signal: options.signal }, () =>
    askSirene(numbers, options, SIRENE_ORIGIN, queue),
  );
}
