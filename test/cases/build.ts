import { z } from 'zod';
import { campaignById } from '@/knowledge/campaigns';
import { type Profile, profile } from '@/knowledge/profile/schema';
import base from './base.json';
import type { Change } from './format';

export { amountCases, casesOf, deadlineCases, ruled, verdictCases } from './expand';
export type { AmountCase, Case, DeadlineCase } from './format';

type Json = z.infer<ReturnType<typeof z.json>>;

/** The invented grappe of base.json with these changes, its dossiers belonging to the campaign. */
export function buildProfile(change: Change, campaign: string): Profile {
  const draft: Record<string, Json> = z.record(z.string(), z.json()).parse(structuredClone(base));
  const { essms: size, ...changes } = change;
  if (typeof size === 'number') draft.essms = grow(size);
  const pieces = campaignById(campaign)?.pieces ?? [];
  write(
    draft,
    ['dossiers', '1', 'pieces'],
    pieces.map(({ id, label }) => ({ id, label, present: true })),
  );
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

/** Rows a key names: all of them, those `4-15`, one counted from 1, or the one of that id. */
function rowsOf(rows: Json[], key: string): number[] {
  const [, first, last] = /^(\d+)-(\d+)$/.exec(key) ?? [];
  const all = rows.map((_, index) => index);
  if (key === '*') return all;
  if (first && last) return all.slice(Number(first) - 1, Number(last));
  if (/^\d+$/.test(key)) return [Number(key) - 1];
  return all.filter((index) => z.object({ id: z.literal(key) }).safeParse(rows[index]).success);
}

/** Writes at a path; see `rowsOf` for the rows it may name. A path must exist. */
function write(target: Json, [key = '', ...rest]: string[], value: Json): void {
  if (Array.isArray(target)) {
    const places = rowsOf(target, key);
    if (places.length === 0) throw new Error(`no row ${key}`);
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
