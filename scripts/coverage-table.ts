import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { campaigns } from '@/knowledge/campaigns';
import { themesTable } from '@/knowledge/campaigns/themes';

const README = join(import.meta.dirname, '..', 'README.md');

/** `npm run coverage-table`: writes in the README what is known of each call, theme by theme. */
export const main = async (): Promise<number> => {
  const before = await readFile(README, 'utf8');
  const after = before.replace(
    /(<!-- themes -->\n)[\s\S]*?(<!-- \/themes -->)/,
    (_, start, end) => `${start}${themesTable(campaigns)}\n${end}`,
  );
  await writeFile(README, after);
  return after.includes('<!-- /themes -->') ? 0 : 1;
};
