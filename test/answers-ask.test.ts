import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { resolve } from '@/knowledge/texts/index';
import { main } from '@/scripts/ask';

let folder = '';
let out = '';
let err = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ask-'));
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    out += chunk;
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    err += chunk;
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const batch = (content: string) => {
  const file = join(folder, 'questions.txt');
  writeFileSync(file, content);
  return file;
};

test('one question gives one JSON object with the promised keys', async () => {
  const question = 'Quelle est la date limite de dépôt de l’appel à projets national 2022 ?';
  expect(await main(['--json', question])).toBe(0);
  const answer = JSON.parse(out);
  expect(out.trimEnd()).not.toContain('\n');
  expect(answer).toMatchObject({ question, found: true });
  expect(answer.answer).toContain('18 juillet 2022');
  for (const citation of answer.citations) {
    expect(Object.keys(citation)).toEqual(['text', 'anchor', 'title', 'date', 'url', 'quote']);
    expect(resolve(citation)?.passage.body).toContain(citation.quote);
  }
  expect(err).toBe('');
});

test('a date or an address that is not the source’s own says so, in the text and not in the keys', async () => {
  expect(
    await main(['--json', 'Quelle est la date limite de dépôt de l’appel à projets national 2022 ?']),
  ).toBe(0);
  expect(JSON.parse(out).answer).toContain('18 mai 2022, ouverture de l’appel, date de publication inconnue');
  out = '';
  expect(await main(['Une USLD est-elle éligible ?'])).toBe(0);
  expect(out).toMatch(/cnsa\.fr\S* \(non vérifiée, /);
});

test('a batch gives one line for each question, blank lines skipped, in order', async () => {
  const file = batch('\uFEFFdate limite paca 2023 \r\n\r\n  \nrecette de la tartiflette\n');
  expect(await main(['--json', '--batch', file])).toBe(0);
  const answers = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(answers.map(({ question }) => question)).toEqual([
    'date limite paca 2023 ',
    'recette de la tartiflette',
  ]);
  expect(answers.map(({ found }) => found)).toEqual([true, false]);
});

test('a batch path is meant from where it was typed', async () => {
  batch('USLD ?');
  vi.stubEnv('INIT_CWD', folder);
  expect(await main(['--json', '--batch', 'questions.txt'])).toBe(0);
  expect(JSON.parse(out).found).toBe(true);
});

test('the campaign and the day limit the answer', async () => {
  expect(await main(['--json', '--campaign', 'paca-2023', 'Quelle est la date limite de dépôt ?'])).toBe(0);
  expect(out).toContain('15 septembre 2023');
  expect(out).not.toContain('18 juillet 2022');
  out = '';
  expect(await main(['--json', '--date', '2026-11-21', 'Quelle est la date limite cette année ?'])).toBe(0);
  expect(JSON.parse(out).found).toBe(false);
});

test('without --json the answer is for a reader, with its sources', async () => {
  expect(await main(['acord entite nationale ?'])).toBe(0);
  expect(out).toContain('accord écrit');
  expect(out).toContain('Sources');
  expect(out).toContain('https://');
  expect(() => JSON.parse(out)).toThrow();
});

test('an empty question is answered in words', async () => {
  expect(await main(['--json', ''])).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ question: '', found: false, citations: [] });
});

test.each([
  ['no question', []],
  ['two questions', ['une', 'deux']],
  ['an unknown option', ['--rapide', 'date limite']],
  ['an option without its value', ['date limite', '--campaign']],
  ['an unknown campaign', ['--campaign', 'mars-2040', 'date limite']],
  ['a day that does not exist', ['--date', '2023-02-30', 'date limite']],
  ['a day in French', ['--date', '15/09/2023', 'date limite']],
  ['a file that does not exist', ['--batch', '/inexistant/questions.txt']],
  ['a folder', ['--batch', '/']],
  ['a batch and a question', ['--batch', '/inexistant', 'date limite']],
])('%s: 2, a French message, and nothing on standard output', async (_, argv) => {
  expect(await main(['--json', ...argv])).toBe(2);
  expect(out).toBe('');
  expect(err).toMatch(/Usage|inconnu|date|fichier/i);
});

const profile = join(import.meta.dirname, '..', 'knowledge', 'profile', 'sample-grappe.json');

test('with the grappe of a file, its own questions are computed, with the formula and the passages', async () => {
  const options = ['--json', '--campaign', 'paca-2023', '--date', '2023-03-01', '--profile', profile];
  expect(await main([...options, 'Sommes-nous assez nombreux ?'])).toBe(0);
  const { found, computed, answer } = JSON.parse(out);
  expect(found).toBe(true);
  expect(computed[0].formula).toMatch(/18\sESSMS éligibles sur 18/);
  expect(answer).toContain(computed[0].formula);
  for (const citation of computed[0].citations) {
    expect(Object.keys(citation)).toEqual(['text', 'anchor', 'title', 'date', 'url', 'quote']);
    expect(resolve(citation)?.passage.body).toContain(citation.quote);
  }
});

test.each([
  ['a grappe without a campaign', ['--profile', profile, 'Quelle date pour nous ?']],
  [
    'a grappe that does not exist',
    ['--campaign', 'paca-2023', '--profile', '/inexistant.json', 'Quelle date ?'],
  ],
  [
    'a file that is no grappe',
    ['--campaign', 'paca-2023', '--profile', import.meta.filename, 'Quelle date ?'],
  ],
])('%s: 2, a French message, and nothing on standard output', async (_, argv) => {
  expect(await main(['--json', ...argv])).toBe(2);
  expect(out).toBe('');
  expect(err.length).toBeGreaterThan(20);
});
