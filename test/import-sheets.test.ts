import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Outcome, outcomeOf } from './sheets/outcome';

const folder = join(import.meta.dirname, 'sheets');
const sheets = readdirSync(folder).filter((file) => !/\.(?:ts|json|md)$/.test(file));

interface Expected extends Outcome {
  /** Verified with the invented register of this folder. */
  withRegister?: boolean;
  /** Read as a list of numbers. */
  list?: boolean;
}

const expectationOf = (sheet: string): string => join(folder, `${sheet}.expected.json`);

const read = (sheet: string): Expected => JSON.parse(readFileSync(expectationOf(sheet), 'utf8'));

test('the matrix holds at least 40 sheets, each with what is expected of it', () => {
  expect(sheets.length).toBeGreaterThanOrEqual(40);
  expect(sheets.filter((sheet) => !existsSync(expectationOf(sheet)))).toEqual([]);
  const orphans = readdirSync(folder).filter(
    (file) => file.endsWith('.expected.json') && !sheets.includes(file.replace('.expected.json', '')),
  );
  expect(orphans).toEqual([]);
});

test.each(sheets)('%s', async (sheet) => {
  const { withRegister = false, list = false, ...expected } = read(sheet);
  expect(await outcomeOf(sheet, { withRegister, list })).toEqual(expected);
});
