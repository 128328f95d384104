import { z } from 'zod';
import type { RegisterAnswer } from '@/knowledge/register/record';
import { run } from './connection';

/** Answers of the public API kept on this computer for thirty days: no request is made twice. */

const KEPT_MS = 30 * 24 * 3600 * 1000;

const text = z.string();
const address = z.object({
  complement: text,
  street: text,
  postcode: text,
  commune: text,
  inseeCode: text,
});
const open = z.boolean().nullable();
const answerSchema = z.object({
  number: text,
  establishments: z.array(
    z.object({
      finess: text,
      finessJuridique: text,
      name: text,
      category: text,
      categoryLabel: text,
      siret: text,
      address,
      phone: text,
      open,
      closedOn: text,
    }),
  ),
  entities: z.array(
    z.object({
      finess: text,
      siren: text,
      name: text,
      sigle: text,
      legalStatus: text,
      naf: text,
      rna: text,
      address,
      phone: text,
      open,
      closedOn: text,
      establishments: z.array(text),
    }),
  ),
  source: z.object({ by: z.literal('sirene'), name: text, on: text }),
});
const rowSchema = z.object({ at: z.number(), answer: answerSchema });

/** The answers to these numbers that are less than thirty days old at `now` (ISO instant). */
export const keptAnswers = (numbers: string[], now: string): Promise<RegisterAnswer[]> =>
  run(async (db) => {
    const { store } = db.transaction('answers');
    const rows = await Promise.all(numbers.map((number) => store.get(number)));
    const instant = Date.parse(now);
    return rows.flatMap((row) => {
      const { data } = rowSchema.safeParse(row);
      const age = data ? instant - data.at : Number.NaN;
      return data && age >= 0 && age < KEPT_MS ? [data.answer] : [];
    });
  });

/** Keeps an answer under its number, in place of an older one. */
export const keepAnswer = (answer: RegisterAnswer, now: string): Promise<void> =>
  run(async (db) => {
    await db.put('answers', { at: Date.parse(now), answer }, answer.number);
  });

/** Forgets every answer of the public API. */
export const forgetAnswers = (): Promise<void> => run((db) => db.clear('answers'));
