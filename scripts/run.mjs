/**
 * `npm start`, `npm test` and the developer commands come through here: sets the machine up, then
 * runs the command on a recent Node. Usage: node scripts/run.mjs <command> [arguments].
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, environment, findNode, install, ROOT } from './setup.mjs';

/** Commands and the builds they need. */
const COMMANDS = {
  start: ['chrome'],
  fill: ['chrome'],
  bench: ['chrome'],
  ask: [],
  assess: [],
  eval: [],
  fit: [],
  score: ['chrome'],
  mutate: [],
  'coverage-table': [],
  'page-add': [],
  copied: [],
  check: ['chrome', 'edge', 'firefox'],
};

const [command = '', ...rest] = process.argv.slice(2);

try {
  if (!Object.hasOwn(COMMANDS, command))
    throw new Error(`Commande inconnue : « ${command} ». Connues : ${Object.keys(COMMANDS).join(', ')}.`);
  const node = findNode();
  install();
  for (const browser of COMMANDS[command]) build(node, browser);
  const result = spawnSync(node, [join(ROOT, 'scripts', 'launch.mjs'), command, ...rest], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...environment(node), INIT_CWD: process.env.INIT_CWD ?? process.cwd() },
  });
  process.exitCode = result.status ?? 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
