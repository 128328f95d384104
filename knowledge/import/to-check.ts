import { checkFiness, checkSiren, checkSiret } from '@/knowledge/identifiers';
import { compact } from '@/knowledge/identifiers/check';
import { readEntries } from './entries';
import { readIn, repairsOf } from './judge';
import type { Table } from './proposal';
import type { Sheet } from './table';

/** With more wrong numbers than this, the column is not one of numbers: nothing is gained by guessing. */
const MOST_REPAIRS = 20;

/** Normalised numbers worth asking a register for a text: itself, or what one slip may have changed. */
function numbersOf(text: string): { sure: string[]; guesses: string[] } {
  const finess = checkFiness(text);
  if (finess.ok) return { sure: [finess.value], guesses: [] };
  const bare = compact(text);
  if (/^\d{13,14}$/.test(bare)) {
    const siret = checkSiret(bare.padStart(14, '0'));
    return { sure: siret.ok ? [siret.value] : [], guesses: [] };
  }
  const read = readIn(text, bare);
  return read === ''
    ? { sure: [], guesses: repairsOf(bare).map(({ finess: one }) => one) }
    : { sure: [read], guesses: [] };
}

/** Numbers worth asking for texts that hold one number each. */
export function numbersIn(texts: readonly string[]): string[] {
  const read = texts.map(numbersOf);
  const wrong = read.filter(({ guesses }) => guesses.length > 0);
  return [
    ...new Set([
      ...read.flatMap(({ sure }) => sure),
      ...(wrong.length > MOST_REPAIRS ? [] : wrong.flatMap(({ guesses }) => guesses)),
    ]),
  ];
}

const ORGANISME_NUMBERS = ['organisme.finessJuridique', 'organisme.siren', 'organisme.siret'] as const;

/** Numbers of a table (FINESS, SIRET, SIREN, normalised) worth asking a register. */
export function numbersToCheck(sheet: Sheet, table: Table): string[] {
  const entries = readEntries(sheet, table);
  const finess = entries.flatMap(({ finessText }) => (finessText === '' ? [] : [finessText]));
  const others = entries.flatMap(({ values, finessText }) => [
    ...(finessText === '' ? [values.get('essms.siret')] : []),
    ...ORGANISME_NUMBERS.map((id) => {
      const value = values.get(id);
      return id === 'organisme.siret' && typeof value === 'string' ? value.slice(0, 9) : value;
    }),
  ]);
  const valid = others
    .filter((value) => typeof value === 'string')
    .filter((value) => checkSiren(value).ok || checkSiret(value).ok || checkFiness(value).ok);
  return [...new Set([...numbersIn(finess), ...valid])];
}
