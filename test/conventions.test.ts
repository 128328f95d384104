import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';

/** The rules of the house that a machine can check, so that the README stays true. */
const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');
const section = (title: string): string => readme.split(`## ${title}`)[1]?.split('\n## ')[0] ?? '';

const builds = ['chrome', 'edge', 'firefox'];

test.each(builds)('the manifest built for %s asks for what the README lists, and nothing else', (browser) => {
  const manifest = JSON.parse(read(`.output/${browser}-mv3/manifest.json`));
  const rows = section('What leaves your computer');
  /** Names in the rows that begin so, for this browser. */
  const listed = (start: string) =>
    [...rows.matchAll(new RegExp(`^\\| ${start}\`([^\`]+)\`(?: \\(([^)]+)\\))? \\|`, 'gm'))]
      .filter(([, , only]) => only === undefined || only.toLowerCase().includes(browser))
      .map(([, name]) => name)
      .toSorted();
  expect(manifest.optional_host_permissions).toEqual(listed('optional host '));
  expect(manifest.optional_permissions.toSorted()).toEqual(listed('optional '));
  const asked = [...(manifest.permissions ?? []), ...(manifest.host_permissions ?? [])];
  expect(asked.toSorted()).toEqual(listed('(?:host )?'));
  for (const key of ['externally_connectable', 'web_accessible_resources'])
    expect(manifest).not.toHaveProperty(key);
  expect(manifest.manifest_version).toBe(3);
});

test('every runtime dependency is exact and has its reason in the README', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  const reasons = section('How it is built');
  for (const name of Object.keys(dependencies)) expect(reasons).toContain(`\`${name}\``);
  for (const version of Object.values({ ...dependencies, ...devDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

test('every folder and file the README names is there', () => {
  const tree = section('How it is built').split('```')[1] ?? '';
  let folder = '';
  for (const line of tree.split('\n')) {
    const [, indent = '', name] = /^(\s*)([\w.-]+(?:\/|\.ts))(?:\s|$)/.exec(line) ?? [];
    if (!name) continue;
    if (indent === '') folder = name;
    const path = indent === '' ? name : join(folder, name);
    expect(existsSync(join(root, path)), path).toBe(true);
  }
});

test('files are kebab-case', () => {
  const files = globSync('{components,entrypoints,knowledge,utils,scripts}/**/*.{ts,tsx,mjs,css,md}', {
    cwd: root,
  });
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) expect(basename(file)).toMatch(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/);
});

test('the lockfile names no registry host', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved"|https?:\/\/registry\./);
});
