import { checkFiness, checkSiren, checkSiret, suggestFix } from '@/knowledge/identifiers';
import { compact, isScientific } from '@/knowledge/identifiers/check';
import { swapped } from '@/knowledge/identifiers/kinds';
import type { Entity, Establishment, RegisterAnswers } from '@/knowledge/register/record';
import { type ProfileIndex, plain } from './profile-index';
import type { Remark } from './proposal';
import { establishmentsOf, isOpen, type Registry } from './registry';
import {
  choiceOf,
  isJuridique,
  isSiren,
  isSiret,
  type Repair,
  rounded,
  unknownNumber,
  wrongKey,
  wrongShape,
} from './remarks';

/** What the numbers of an import are judged against. */
export interface Bench {
  index: ProfileIndex;
  registry: Registry;
  answers: RegisterAnswers;
}

/** What a number is found to be. `finess` is empty when it cannot stand for an establishment. */
export interface Verdict {
  finess: string;
  establishment: Establishment | null;
  remarks: Remark[];
  lostZero: boolean;
}

const verdict = (finess: string, establishment: Establishment | null, ...remarks: Remark[]): Verdict => ({
  finess,
  establishment,
  remarks,
  lostZero: false,
});

const holds = (number: string): boolean => checkFiness(number).ok;

/** What was typed wrong: a letter for a digit, two neighbours swapped, or one digit. */
function slipOf(wrong: string, right: string): Repair['how'] {
  const slips = [...wrong].filter((char, i) => char !== right[i]);
  if (slips.some((char) => /\D/.test(char))) return 'letter';
  return slips.length === 1 ? 'digit' : 'swap';
}

/** Valid numbers one slip away from a number, the likeliest first; a valid one may be another swapped. */
export const repairsOf = (number: string): { finess: string; how: Repair['how'] }[] =>
  (holds(number)
    ? swapped(number).filter((one) => one !== number && holds(one))
    : suggestFix(number, 'finess')
  ).map((finess) => ({ finess, how: slipOf(number, finess) }));

/** Share of the words of a name that another one has too. */
function closeness(name: string, other: string): number {
  const words = new Set(plain(name).split(' '));
  return words.intersection(new Set(plain(other).split(' '))).size / words.size;
}

/** Repairs that exist; the one whose name is the closest to that of the line first. */
function knownRepairs(number: string, { index, registry }: Bench, said: string): Repair[] {
  const found = repairsOf(number).flatMap(({ finess, how }) => {
    const found = registry.establishment(finess);
    const mine = index.byFiness.get(finess);
    if (!found && !mine) return [];
    return [{ finess, how, name: found?.name || mine?.name || '', choice: found ? choiceOf(found) : null }];
  });
  return said === '' ? found : found.toSorted((a, b) => closeness(said, b.name) - closeness(said, a.name));
}

const nameOf = (entity: Entity): string =>
  isOpen(entity) ? entity.name : `${entity.name || 'sans nom'}, fermée d’après le registre`;

const choicesOf = (entity: Entity | undefined, { answers }: Bench) =>
  entity ? establishmentsOf(entity, answers).map(choiceOf) : [];

/** A number with a right key: an establishment, a legal person, a SIREN, or nothing the register knows. */
function judgeValid(finess: string, bench: Bench, name: string): Verdict {
  const { index, registry, answers } = bench;
  const establishment = registry.establishment(finess);
  if (establishment) return verdict(finess, establishment);
  const entity = registry.entity(finess);
  const organisme = index.organismeByFiness.get(finess);
  if (entity || (organisme && !index.byFiness.has(finess)))
    return verdict(
      '',
      null,
      isJuridique(
        finess,
        (entity && nameOf(entity)) || organisme?.raisonSociale || '',
        choicesOf(entity, bench),
      ),
    );
  const company = registry.bySiren(finess) ?? answers.get(finess)?.entities[0];
  const mine = index.organismeBySiren.get(finess);
  if (company || (mine && !index.byFiness.has(finess)))
    return verdict(
      '',
      null,
      isSiren(finess, company?.name || mine?.raisonSociale || '', choicesOf(company, bench)),
    );
  if (registry.source === null || !registry.wasAsked(finess)) return verdict(finess, null);
  const [near] = knownRepairs(finess, bench, name).filter(({ how }) => how === 'swap');
  return verdict(finess, null, unknownNumber(finess, registry.source, near ?? null));
}

/** A SIRET where a FINESS is expected; `expected` when any number was asked for. */
export function judgeSiret(siret: string, { registry }: Bench, expected: boolean): Verdict {
  const all = registry.bySiret(siret);
  const only = all.length === 1 ? (all[0] ?? null) : null;
  return verdict(only?.finess ?? '', only, isSiret(siret, only, all.map(choiceOf), expected));
}

/** The only number that words hold, or that letters stand for: « 130990013 (provisoire) », « 13O990013 ». */
export function readIn(text: string, bare: string): string {
  const held = [...text.matchAll(/(?<![\p{L}\d])(?:\d{2}|2[AB])\d{7}(?!\d)/giu)].map(([one]) =>
    one.toUpperCase(),
  );
  const all = [...new Set(held)].filter(holds);
  const read = all.length > 0 ? all : suggestFix(bare, 'finess');
  return read.length === 1 ? (read[0] ?? '') : '';
}

/** Judges what is written where the FINESS of an establishment is expected; `name` is what its line calls it. */
export function judgeFiness(text: string, bench: Bench, expected = false, name = ''): Verdict {
  const check = checkFiness(text);
  const bare = compact(text);
  if (isScientific(text)) return verdict('', null, rounded(check.reason ?? ''));
  if (check.ok) return { ...judgeValid(check.value, bench, name), lostZero: bare.length === 8 };
  if (/^\d{13,14}$/.test(bare)) {
    const siret = checkSiret(bare.padStart(14, '0'));
    if (siret.ok) return judgeSiret(siret.value, bench, expected);
  }
  if (/^(?:\d{9}|2[AB]\d{7})$/.test(bare) && !/^0+$/.test(bare))
    return verdict('', null, wrongKey(check.reason ?? '', knownRepairs(bare, bench, name)));
  const read = readIn(text, bare);
  const known = read === '' ? undefined : bench.registry.establishment(read);
  return verdict('', null, wrongShape(text, check.reason ?? '', read, known ? [choiceOf(known)] : []));
}

/** True for a number whose first digits cannot be a département: it can only be a SIREN. */
export const isSirenOnly = (number: string): boolean =>
  /^(?:00|96|99)\d{7}$/.test(number) && checkSiren(number).ok;
