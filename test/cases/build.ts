import { z } from 'zod';
import { type Profile, profile } from '@/knowledge/profile/schema';
import base from './base.json';

const caseSchema = z.strictObject({
  title: z.string(),
  campaign: z.string(),
  date: z.iso.date(),
  change: z.record(z.string(), z.json()),
  expect: z.strictObject({
    rule: z.string(),
    status: z.enum(['met', 'broken', 'unknown']),
    severity: z.enum(['bloquant', 'a-verifier', 'information']).optional(),
    subject: z.string().optional(),
    says: z.string().optional(),
  }),
});

/** One readable case: see README.md. */
export type Case = z.infer<typeof caseSchema>;

const files = import.meta.glob<unknown>(['./*.json', '!./base.json'], { import: 'default', eager: true });

/** Every case of the folder. */
export const cases: Case[] = Object.values(files).flatMap((file) => z.array(caseSchema).parse(file));

type Json = z.infer<ReturnType<typeof z.json>>;

/** The invented grappe of base.json with these changes, its dossiers belonging to the campaign. */
export function buildProfile(change: Case['change'], campaign: string): Profile {
  const draft: Record<string, Json> = z.record(z.string(), z.json()).parse(structuredClone(base));
  const { essms: size, ...changes } = change;
  if (typeof size === 'number') draft.essms = grow(size);
  for (const [path, value] of Object.entries(changes)) write(draft, path.split('.'), value);
  const rows = z.array(z.object({ id: z.string() })).parse(draft.essms);
  const dossiers = z.array(z.record(z.string(), z.json())).parse(draft.dossiers);
  draft.dossiers = dossiers.map((dossier, index) => ({
    ...dossier,
    campaign,
    essmsIds:
      index === 0 && !('dossiers.1.essmsIds' in changes)
        ? rows.map(({ id }) => id)
        : (dossier.essmsIds ?? []),
  }));
  return profile.parse(draft);
}

/** `size` ESSMS: those of base.json, then copies of them with invented FINESS numbers. */
function grow(size: number): Json[] {
  return Array.from({ length: size }, (_, index) => {
    const row = base.essms[index];
    if (row) return structuredClone(row);
    const model = base.essms[index % base.essms.length];
    const stem = `1399${String(index + 1).padStart(4, '0')}`;
    return {
      ...structuredClone(model),
      id: `e${index + 1}`,
      name: `Établissement inventé ${index + 1}`,
      finess: stem + luhn(stem),
    };
  });
}

function luhn(stem: string): string {
  const sum = [...stem].reverse().reduce((total, digit, rank) => {
    const n = Number(digit) * (rank % 2 === 0 ? 2 : 1);
    return total + (n > 9 ? n - 9 : n);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** Writes at a path; a number counts rows from 1, `*` means all of them. A path must exist. */
function write(target: Json, [key = '', ...rest]: string[], value: Json): void {
  if (Array.isArray(target)) {
    const places = key === '*' ? target.map((_, index) => index) : [Number(key) - 1];
    for (const place of places) {
      const row = target[place];
      if (rest.length === 0) target[place] = value;
      else if (row === undefined) throw new Error(`no row ${key}`);
      else write(row, rest, value);
    }
    return;
  }
  if (typeof target !== 'object' || target === null) throw new Error(`nothing at « ${key} »`);
  if (rest.length === 0) target[key] = value;
  else {
    target[key] ??= {};
    write(target[key], rest, value);
  }
}
