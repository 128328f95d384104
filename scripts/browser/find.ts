import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A family of browsers: where they usually are, and the Debian packages that bring one. */
interface Family {
  name: string;
  variable: string;
  commands: string[];
  paths: string[];
  debian: string[];
}

const programs = [
  process.env.PROGRAMFILES,
  process.env['PROGRAMFILES(X86)'],
  process.env.LOCALAPPDATA,
].flatMap((folder) => folder ?? []);

const CHROMIUM: Family = {
  name: 'Chromium, Chrome ou Edge',
  variable: 'CHROME_PATH',
  commands: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ],
  paths: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ...programs.flatMap((folder) => [
      join(folder, 'Chromium', 'Application', 'chrome.exe'),
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
  ],
  debian: ['chromium', 'chromium-l10n', 'fonts-liberation'],
};

const FIREFOX: Family = {
  name: 'Firefox',
  variable: 'FIREFOX_PATH',
  commands: ['firefox-esr', 'firefox'],
  paths: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    ...programs.map((folder) => join(folder, 'Mozilla Firefox', 'firefox.exe')),
  ],
  debian: ['firefox-esr'],
};

const onPath = (command: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find((path) => existsSync(path));

const locate = ({ variable, commands, paths }: Family): string | undefined => {
  const chosen = process.env[variable];
  if (chosen) return chosen;
  return commands.map(onPath).find((path) => path !== undefined) ?? paths.find((path) => existsSync(path));
};

const isDebianRoot = (): boolean => process.getuid?.() === 0 && existsSync('/etc/debian_version');

const installDebian = (packages: string[]): void => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  process.stderr.write(`Installation de ${packages.join(', ')}…\n`);
  spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env });
  spawnSync(
    'apt-get',
    ['install', '-y', '-o', 'DPkg::Lock::Timeout=300', '-qq', '--no-install-recommends', ...packages],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    },
  );
};

/** Path of an installed browser; installs Debian's when the machine allows it, else says what to do. */
const find = (family: Family): string => {
  const found = locate(family);
  if (found) return found;
  if (isDebianRoot()) installDebian(family.debian);
  const installed = locate(family);
  if (installed) return installed;
  throw new Error(`Installez ${family.name}, ou donnez son chemin dans la variable ${family.variable}.`);
};

export const findChromium = (): string => find(CHROMIUM);
export const findFirefox = (): string => find(FIREFOX);
