import type { Table } from './blocks';

/**
 * Rows of a table as sentences « colonne : valeur », so that a date or an amount is found, read and
 * quoted together with what it is the date or the amount of.
 */

const NUMERIC = /\d/;
const filled = (cells: readonly string[]): number => cells.filter((cell) => cell !== '').length;

/** Names of the columns: those told, else a first row of words above rows that hold figures. */
function namesOf({ header, rows }: Table): { names: readonly string[]; rows: readonly string[][] } {
  if (filled(header) > 0) return { names: header, rows };
  const [first, ...others] = rows;
  const isNamed =
    first !== undefined &&
    others.length > 0 &&
    first.length > 2 &&
    filled(first) === first.length &&
    !first.some((cell) => NUMERIC.test(cell)) &&
    others.some((cells) => cells.some((cell) => NUMERIC.test(cell)));
  return isNamed ? { names: first, rows: others } : { names: [], rows };
}

/** Ends as a sentence does, so that the next row is another one. */
const closed = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text.replace(/[\s;:,]+$/, '')}.`);

const named = (name: string, value: string): string =>
  name === '' || name === value ? value : `${name.replace(/\s*:\s*$/, '')}\u00a0: ${value}`;

/** A merged cell is repeated in each column it covers: it is told once. */
const isRepeat = (cells: readonly string[], at: number): boolean =>
  at > 0 && cells[at] === cells[at - 1] && !NUMERIC.test(cells[at] ?? '');

function sentenceOf(cells: readonly string[], names: readonly string[]): string {
  const there = cells.flatMap((value, at) =>
    value === '' || isRepeat(cells, at) ? [] : [{ name: names[at] ?? '', value }],
  );
  const [first, second, ...more] = there;
  if (!first) return '';
  // Two columns without a name: the first one names the second.
  if (filled(names) === 0 && second && more.length === 0) return named(first.value, second.value);
  return there.map(({ name, value }) => named(name, value)).join('\u202f; ');
}

/** One sentence for each row that holds something, the caption before it when there is one. */
export function tableSentences(table: Table): string[] {
  const { names, rows } = namesOf(table);
  const caption = table.caption.replace(/[\s.:]+$/, '');
  return rows
    .map((cells) => sentenceOf(cells, names))
    .filter((sentence) => sentence !== '')
    .map((sentence) => closed(caption === '' ? sentence : `${caption} — ${sentence}`));
}
