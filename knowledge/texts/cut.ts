import { sentences } from '@/knowledge/answers/sentences';
import type { Block } from './blocks';
import { tableSentences } from './tables';

/** A passage to be: a heading, a body and, for a PDF, the page it starts on. */
export interface Cut {
  heading: string;
  body: string;
  page?: number;
}

/** Length of a passage, in characters: read at a glance, and long enough to be understood alone. */
const LENGTH = { least: 500, most: 900 };
const MAX_HEADING = 200;

/** What is never cut in two: a sentence, an item of a list, a row of a table. */
interface Atom {
  text: string;
  /** What joins it to what comes before in the same passage: within a paragraph, a line, a paragraph. */
  before: ' ' | '\n' | '\n\n';
  page: number | undefined;
}

const SEPARATOR = ' › ';

/** The headings above, deepest last. */
class Path {
  readonly #headings: { level: number; text: string }[] = [];
  readonly #title: string;

  constructor(title: string) {
    this.#title = title;
  }

  enter(level: number, text: string): void {
    while ((this.#headings.at(-1)?.level ?? 0) >= level) this.#headings.pop();
    this.#headings.push({ level, text });
  }

  /** The two deepest: « Montants » alone does not say of what. */
  get words(): string {
    const words = this.#headings.map(({ text }) => text).filter((text) => text !== this.#title);
    return (words.slice(-2).join(SEPARATOR) || this.#title).slice(0, MAX_HEADING);
  }
}

/** A text longer than a passage, at its spaces. */
function pieces(text: string): string[] {
  if (text.length <= LENGTH.most) return [text];
  const at = text.lastIndexOf(' ', LENGTH.most);
  const end = at > LENGTH.least ? at : LENGTH.most;
  return [text.slice(0, end), ...pieces(text.slice(end).trimStart())];
}

function atomsOf(block: Block): Atom[] {
  const { page } = block;
  if (block.kind === 'table')
    return tableSentences(block)
      .flatMap(pieces)
      .map((text, at) => ({ text, before: at === 0 ? '\n\n' : '\n', page }));
  if (block.kind === 'item') {
    const text = block.text.replace(/^[-–—•*▪‣◦·]\s+/, '');
    return pieces(`– ${text}`).map((piece, at) => ({ text: piece, before: at === 0 ? '\n' : ' ', page }));
  }
  return sentences(block.text)
    .flatMap(({ text }) => pieces(text))
    .map((text, at) => ({ text, before: at === 0 ? '\n\n' : ' ', page }));
}

const bodyOf = (atoms: readonly Atom[]): string =>
  atoms.reduce((body, { text, before }, at) => (at === 0 ? text : body + before + text), '');

/** Whether a list begins after this atom, which announces it. */
const announces = ({ text }: Atom, next: Atom | undefined): boolean =>
  text.endsWith(':') && next !== undefined && next.before !== ' ';

/** Where to end a passage that is full: at the last paragraph that leaves it long enough, else here. */
function endOf(atoms: readonly Atom[], next: Atom): number {
  for (let at = atoms.length - 1; at > 0; at -= 1)
    if (atoms[at]?.before === '\n\n' && bodyOf(atoms.slice(0, at)).length >= LENGTH.least) return at;
  const last = atoms.at(-1);
  return last && atoms.length > 1 && announces(last, next) ? atoms.length - 1 : atoms.length;
}

/** Atoms of one section, packed into bodies that stay under the limit. */
function packed(atoms: readonly Atom[]): Atom[][] {
  const bodies: Atom[][] = [];
  let current: Atom[] = [];
  for (const atom of atoms) {
    while (current.length > 0 && bodyOf([...current, atom]).length > LENGTH.most) {
      const end = endOf(current, atom);
      bodies.push(current.slice(0, end));
      current = current.slice(end);
    }
    current.push(atom);
  }
  return current.length > 0 ? [...bodies, current] : bodies;
}

const cutsOf = (heading: string, atoms: readonly Atom[]): Cut[] =>
  packed(atoms).map((body) => {
    const page = body.find((atom) => atom.page !== undefined)?.page;
    return { heading, body: bodyOf(body), ...(page === undefined ? {} : { page }) };
  });

/**
 * Cuts a text into passages of 500 to 900 characters, never across a heading, at the paragraphs then at
 * the sentences; a list stays with the sentence that announces it as far as there is room. A heading
 * with nothing under it is kept as a text of the section around it.
 */
export function cut(title: string, blocks: readonly Block[]): Cut[] {
  const path = new Path(title);
  const cuts: Cut[] = [];
  let atoms: Atom[] = [];
  let heading = path.words;
  const close = () => {
    cuts.push(...cutsOf(heading, atoms));
    atoms = [];
  };
  for (const [at, block] of blocks.entries()) {
    if (block.kind !== 'heading') {
      atoms.push(...atomsOf(block));
      continue;
    }
    if (block.text === '') continue;
    const isEmpty = !holdsText(blocks, at, block.level);
    if (isEmpty && block.text !== title) atoms.push({ text: block.text, before: '\n\n', page: block.page });
    if (isEmpty) continue;
    close();
    path.enter(block.level, block.text);
    heading = path.words;
  }
  close();
  return cuts;
}

/** Whether something stands under the heading at this place: a text, or deeper headings that hold some. */
function holdsText(blocks: readonly Block[], at: number, level: number): boolean {
  for (let next = at + 1; next < blocks.length; next += 1) {
    const block = blocks[next];
    if (!block) continue;
    if (block.kind === 'heading' && block.level <= level) return false;
    if (
      block.kind === 'table'
        ? tableSentences(block).length > 0
        : block.kind !== 'heading' && block.text !== ''
    )
      return true;
  }
  return false;
}
