import { spawn } from 'node:child_process';
import { findChromium, findFirefox } from './browser/find';

/** One step of the check: its name and the command that runs it. */
interface Step {
  name: string;
  command: string[];
}

/** Everything that must hold, the quick things first. */
const STEPS: Step[] = [
  { name: 'Types', command: ['tsc', '--noEmit'] },
  { name: 'Forme et règles de code', command: ['biome', 'ci', '.'] },
  { name: 'Code inutilisé', command: ['knip'] },
  { name: 'Taille des fichiers livrés', command: ['size-limit'] },
  { name: 'Tests unitaires', command: ['vitest', 'run', '--project', 'unit', '--project', 'dom'] },
  { name: 'Tests dans les navigateurs', command: ['vitest', 'run', '--project', 'e2e'] },
];

const run = ([command = '', ...args]: string[]): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });

/** Browsers are found, or installed, before the tests start several workers that all need them. */
const prepareBrowsers = (): void => {
  console.log(`Navigateurs : ${findChromium()}, ${findFirefox()}`);
};

/** Runs every step, even after a failure, and answers 0 when all of them hold. */
export const main = async (): Promise<number> => {
  prepareBrowsers();
  const lines: string[] = [];
  let failed = 0;
  for (const { name, command } of STEPS) {
    console.log(`\n── ${name} : ${command.join(' ')}`);
    const start = performance.now();
    const code = await run(command);
    if (code !== 0) failed++;
    lines.push(`${code === 0 ? '✓' : '✕'} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  }
  console.log(`\n${lines.join('\n')}`);
  return failed === 0 ? 0 : 1;
};
