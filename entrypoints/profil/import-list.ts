import { numberList } from '@/knowledge/import';
import type { Workbook } from '@/knowledge/import/table';

const LETTER = /\p{L}{2}/u;

/** True for a line of several cells with words in them: a row of a table, not a list of numbers. */
const isRow = (line: string): boolean => {
  const cells = line.split(/[\t;]/).filter((cell) => cell.trim() !== '');
  return cells.length > 1 && (line.includes('\t') || cells.some((cell) => LETTER.test(cell)));
};

/** True for a text where nearly every line is a number, with or without a few words beside. */
export function isBareList(text: string): boolean {
  const lines = text.split(/\r\n|[\n\r]/).filter((line) => line.trim() !== '');
  const numbered = new Set(numberList(text).map(({ line }) => line)).size;
  return numbered * 2 >= lines.length && lines.filter(isRow).length * 2 < lines.length;
}

/** Cells of a short workbook as a text, to look for numbers in what is no table. */
export const textOfWorkbook = ({ sheets }: Workbook): string =>
  sheets
    .flatMap(({ rows }) => rows.slice(0, 5000).map((row) => row.filter((cell) => cell !== null).join(' ; ')))
    .join('\n');
