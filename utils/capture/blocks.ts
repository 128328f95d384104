import type { Block } from '@/knowledge/texts/blocks';
import { BLOCK } from './copy';
import { tableOf, termsOf } from './table';

/** The blocks of an article, in the order they are read. */

/** What is around a text on most pages, and is not of it. */
const AROUND =
  'nav, [role="navigation"], [role="search"], [role="dialog"], [role="alertdialog"], dialog, [role="banner"], [role="contentinfo"], body > header, body > footer';
const AROUND_NAMES = /breadcrumb|fil-?d?-?ariane|share|partage|cookie|tarteaucitron|pagination|skip-?link/i;
/** Something named so that holds more text than this is named so by chance. */
const LONGEST_AROUND = 600;
const SUMMARY_LEVEL = 6;

const textOf = (node: Node): string => (node.textContent ?? '').replace(/\s+/g, ' ').trim();

function isAround(element: Element): boolean {
  if (element.matches(AROUND)) return true;
  const names = `${element.getAttribute('class') ?? ''} ${element.id}`;
  return AROUND_NAMES.test(names) && textOf(element).length < LONGEST_AROUND && !element.querySelector('h1');
}

function headingLevel(element: Element): number {
  const own = /^h([1-6])$/.exec(element.localName)?.[1];
  if (own) return Number(own);
  if (element.localName === 'summary') return SUMMARY_LEVEL;
  if (element.getAttribute('role') !== 'heading') return 0;
  return Math.min(9, Math.max(1, Number(element.getAttribute('aria-level')) || 2));
}

/** Reads elements one after the other; what is written in a line waits for the end of its block. */
class BlockReader {
  readonly blocks: Block[] = [];
  #line = '';
  /** Kind of the next text: an item at the beginning of one. */
  #kind: 'paragraph' | 'item' = 'paragraph';

  read(element: Element): void {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) this.#line += node.textContent ?? '';
      else if (node instanceof Element && !isAround(node)) this.#element(node);
    }
  }

  flush(): void {
    const text = this.#line.replace(/\s+/g, ' ').trim();
    this.#line = '';
    if (!/[\p{L}\p{N}]/u.test(text)) return;
    this.blocks.push({ kind: this.#kind, text });
    this.#kind = 'paragraph';
  }

  #element(element: Element): void {
    const { localName } = element;
    const level = headingLevel(element);
    if (localName === 'br') this.#break();
    else if (level > 0) this.#heading(element, level);
    else if (localName === 'table') this.#table(element, tableOf(element));
    else if (localName === 'dl' && element.querySelector('dt') && !element.querySelector('dl table, dl dl'))
      this.#table(element, termsOf(element));
    else if (localName === 'li') this.#block(element, 'item');
    else if (element.hasAttribute(BLOCK)) this.#block(element, this.#kind);
    else this.read(element);
  }

  /** A line that ends, in a line that says it all: « Date limite : 15 juin ». */
  #break(): void {
    if (/[.;:!?)]\s*$|:/.test(this.#line)) this.flush();
    else this.#line += ' ';
  }

  #heading(element: Element, level: number): void {
    this.flush();
    const text = textOf(element);
    if (text !== '') this.blocks.push({ kind: 'heading', level, text });
  }

  #table(element: Element, table: Block | null): void {
    this.flush();
    if (table) this.blocks.push(table);
    else this.#block(element, this.#kind);
  }

  #block(element: Element, kind: 'paragraph' | 'item'): void {
    this.flush();
    this.#kind = kind;
    this.read(element);
    this.flush();
    if (kind === 'item') this.#kind = 'paragraph';
  }
}

/** The blocks of what stands in an element. */
export function blocksIn(root: Element): Block[] {
  const reader = new BlockReader();
  reader.read(root);
  reader.flush();
  return reader.blocks;
}
