/**
 * Loads a command written in TypeScript through Vite, which resolves the `@/` paths and the texts
 * of the corpus exactly as the build does, and runs its `main`.
 */
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { ROOT } from './setup.mjs';

const [command, ...rest] = process.argv.slice(2);
const { module } = await runnerImport(join(ROOT, 'scripts', `${command}.ts`), {
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  resolve: { alias: { '@': ROOT } },
  // Its modules import each other without extensions, which Node refuses and Vite resolves.
  environments: { inline: { resolve: { noExternal: ['stdnum'] } } },
});
process.exitCode = await module.main(rest);
