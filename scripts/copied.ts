import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { searchable } from '@/knowledge/answers/normalise';
import { sentences } from '@/knowledge/answers/sentences';
import { texts } from '@/knowledge/texts/index';
import type { SourceText } from '@/knowledge/texts/text';

const USAGE =
  'Usage : npm run copied -- DOSSIER (ses fichiers .md et .txt sont comparés aux textes du corpus)';

/** A sentence of so many words taken whole is a copy; a shorter one is only the usual way to say a thing. */
const SENTENCE = 8;
/** So many words in a row are a copy wherever they begin. */
const RUN = 12;
/** Words found both in a file and in the corpus. */
export interface Copy {
  file: string;
  /** `text#anchor`, or `text` for its title. */
  at: string;
  /** As compared: folded, without punctuation. */
  words: string;
}

interface Unit {
  at: string;
  words: string[];
}

/** The words of a text; a number such as `CNSA/2023/13` is one, and `|` is the border of a cell, which no run crosses. */
function wordsOf(text: string): string[] {
  const bare = searchable(text.replace(/[«»“”"*_`]/g, ' '));
  return bare.match(/[\p{L}\p{N}]+(?:\/[\p{L}\p{N}]+)*|\|/gu) ?? [];
}

function unitsOf(corpus: SourceText[]): Unit[] {
  return corpus.flatMap(({ id, title, passages }) => [
    { at: id, words: wordsOf(title) },
    ...passages.flatMap(({ anchor, heading, variants, body }) =>
      [heading, ...variants, body].map((said) => ({ at: `${id}#${anchor}`, words: wordsOf(said) })),
    ),
  ]);
}

const gramAt = (words: string[], start: number): string | null => {
  const gram = words.slice(start, start + RUN);
  return gram.length < RUN || gram.includes('|') ? null : gram.join(' ');
};

/** The longest runs shared with the corpus, in the order of the text. */
function runsIn(words: string[], units: Unit[], starts: Map<string, [unit: number, start: number]>) {
  const found: { at: string; words: string }[] = [];
  for (let from = 0; from < words.length; from += 1) {
    const gram = gramAt(words, from);
    const [unit, start] = (gram !== null && starts.get(gram)) || [];
    const other = unit === undefined ? undefined : units[unit];
    if (!other || start === undefined) continue;
    let length = RUN;
    while (words[from + length] === other.words[start + length] && from + length < words.length) length += 1;
    found.push({ at: other.at, words: words.slice(from, from + length).join(' ') });
    from += length - 1;
  }
  return found;
}

/** Sentences whether they stand on one line or go on over several. */
function sentencesOf(content: string): string[] {
  const lines = content.split(/[\n|•]/);
  const blocks = content.split(/\n\s*\n/).map((block) => block.replaceAll('\n', ' '));
  const said = [...lines, ...blocks].flatMap((block) => sentences(block).map(({ text }) => text));
  return [...new Set(said.map((text) => wordsOf(text).join(' ')))];
}

/** What a corpus has in common, word for word, with files read as `[name, content]`. */
export function copiesIn(files: [name: string, content: string][], corpus: SourceText[]): Copy[] {
  const units = unitsOf(corpus);
  const starts = new Map(
    units.flatMap(({ words }, unit) =>
      words.flatMap((_, start): [string, [number, number]][] => {
        const gram = gramAt(words, start);
        return gram === null ? [] : [[gram, [unit, start]]];
      }),
    ),
  );
  const lines = units.map(({ at, words }) => ({ at, line: ` ${words.join(' ')} ` }));
  return files.flatMap(([file, content]) => {
    const runs = runsIn(wordsOf(content), units, starts);
    const whole = sentencesOf(content).flatMap((words) => {
      const length = words.split(' ').length;
      // From RUN words on a sentence is a run, already found.
      if (length < SENTENCE || length >= RUN) return [];
      const found = lines.find(({ line }) => line.includes(` ${words} `));
      return found ? [{ at: found.at, words }] : [];
    });
    return [...runs, ...whole].map((copy) => ({ file, ...copy }));
  });
}

function read(argv: string[]): [name: string, content: string][] {
  const [given, ...others] = argv;
  if (given === undefined || others.length > 0) throw new Error(USAGE);
  const folder = resolve(process.env.INIT_CWD ?? process.cwd(), given);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new Error(`« ${given} » n’est pas un dossier.\n${USAGE}`);
  const names = globSync('**/*.{md,txt}', { cwd: folder }).toSorted();
  if (names.length === 0) throw new Error(`Aucun fichier .md ou .txt dans « ${given} ».\n${USAGE}`);
  return names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
}

/**
 * `npm run copied -- FOLDER`: whether the texts of the corpus are written in our own words. Answers 0
 * when they share no sentence with the files of the folder, 1 with the list of what is shared, 2 with
 * a message in French when the command itself is wrong.
 */
export const main = async (argv: string[]): Promise<number> => {
  try {
    const files = read(argv);
    const copies = copiesIn(files, texts);
    for (const { file, at, words } of copies) process.stdout.write(`${file} → ${at} : « ${words} »\n`);
    const passages = texts.reduce((sum, text) => sum + text.passages.length, 0);
    process.stdout.write(`Fichiers : ${files.length}, passages : ${passages}, copies : ${copies.length}\n`);
    return copies.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
};
