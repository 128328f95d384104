import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/**
 * `npm run mutate [glob…]`: changes the rules, the amounts and the calendar one operator at a time, and
 * counts the changes no test notices (`stryker.config.json`). About an hour of processor for all of them,
 * so outside `npm test`.
 */
export const main = async (globs: string[]): Promise<number> => {
  const stryker = join(ROOT, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
  const only = globs.length > 0 ? ['--mutate', globs.join(',')] : [];
  const { status } = spawnSync(process.execPath, [stryker, 'run', ...only], { cwd: ROOT, stdio: 'inherit' });
  return status ?? 1;
};
