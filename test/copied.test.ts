import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { texts } from '@/knowledge/texts';
import { parseText } from '@/knowledge/texts/parse';
import { copiesIn, main } from '../scripts/copied';

/** An invented text of the corpus. */
const corpus = [
  parseText(
    'essai.md',
    `---
id: essai
title: Le règlement de la fanfare municipale
issuer: Personne
date: 2022-01-02
url: https://example.org/essai
campaigns:
confidence: secondary
verifiedOn: 2026-11-22
---

## Qui peut jouer dans la fanfare ? {#players}
? première façon
? deuxième façon
? troisième façon
Tout habitant de la commune peut jouer du tambour le dimanche matin, sauf quand il pleut sur la grande place du marché.

La règle RÈG/MUS/2022/7 du 15/03/2022 le dit. Les voisins écoutent depuis leur fenêtre ouverte.
`,
  ),
];
const found = (content: string) => copiesIn([['source.md', content]], corpus);

let folder = '';
let printed = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copied-'));
  printed = '';
  const print = (line: unknown) => {
    printed += line;
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(print);
  vi.spyOn(process.stderr, 'write').mockImplementation(print);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

it.each([
  [
    'twelve words in a row, wherever they begin',
    'Note : **peut jouer du tambour le dimanche matin, sauf\nquand il pleut** sur le toit.',
    'peut jouer du tambour le dimanche matin sauf quand il pleut sur',
  ],
  [
    'a sentence of nine words, on two lines',
    'Voici.\n\nLa règle RÈG/MUS/2022/7 du\n15 mars 2022 le dit.',
    'la regle reg/mus/2022/7 du 15 mars 2022 le dit',
  ],
])('finds %s', (_, content, words) => {
  expect(found(content)).toEqual([{ file: 'source.md', at: 'essai#players', words }]);
});

it.each([
  ['eleven words in a row', 'On peut jouer du tambour le dimanche matin, sauf quand il gèle.'],
  ['a sentence of seven words', 'Les voisins écoutent depuis leur fenêtre ouverte.'],
  ['the same idea in other words', 'Jouer du tambour est permis à tous les habitants, chaque dimanche sec.'],
  [
    'words on both sides of the border of a cell',
    '| peut jouer du tambour le dimanche | matin sauf quand il pleut sur |',
  ],
])('lets %s pass', (_, content) => {
  expect(found(content)).toEqual([]);
});

it('reads a folder and answers 1 with what it shares with the corpus, 0 when nothing', async () => {
  const body = texts[0]?.passages[0]?.body ?? '';
  expect(body.split(' ').length).toBeGreaterThan(12);
  await mkdir(join(folder, 'deeper'));
  await writeFile(join(folder, 'mine.txt'), 'Rien de commun ici.');
  expect(await main([folder])).toBe(0);
  expect(printed).toMatch(/^Fichiers\s: 1, passages\s: \d+, copies\s: 0\n$/);
  await writeFile(join(folder, 'deeper', 'taken.md'), body);
  await writeFile(join(folder, 'picture.svg'), body);
  expect(await main([folder])).toBe(1);
  expect(printed).toContain(`deeper/taken.md → ${texts[0]?.id}#${texts[0]?.passages[0]?.anchor}`);
  expect(printed).not.toContain('picture.svg');
});

it.each([
  ['no folder', []],
  ['a folder that is not there', ['/nowhere/at/all']],
])('refuses %s, in French', async (_, argv) => {
  expect(await main(argv)).toBe(2);
  expect(printed).toContain('Usage : npm run copied');
});

it('refuses a folder without a text', async () => {
  expect(await main([folder])).toBe(2);
  expect(printed).toContain('Aucun fichier');
});
