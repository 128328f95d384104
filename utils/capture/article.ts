import { Readability } from '@mozilla/readability';
import { RANK } from './copy';

/** Finds in a copied page the element that holds its text, and the title of it. */

/** Share of what Readability keeps that must stand in the element chosen. */
const ENOUGH = 0.9;
/** Below this many characters, Readability found a detail of the page. */
const LEAST = 250;

const textLength = (element: Element): number =>
  (element.textContent ?? '').replace(/\s+/g, ' ').trim().length;

/** Characters written directly in an element. */
const ownLength = (element: Element): number =>
  [...element.childNodes].reduce(
    (sum, node) => (node.nodeType === Node.TEXT_NODE ? sum + (node.textContent ?? '').trim().length : sum),
    0,
  );

interface Found {
  title: string;
  /** Characters kept, by rank of the element that holds them. */
  kept: Map<string, number>;
}

/** What Readability keeps of the page; it is given a copy of its own, which it changes. */
function readable(page: Document): Found {
  const own = page.cloneNode(true);
  const article =
    own instanceof Document
      ? new Readability(own, { charThreshold: 200, keepClasses: true, maxElemsToParse: 0 }).parse()
      : null;
  const content = new DOMParser().parseFromString(article?.content ?? '', 'text/html');
  const kept = new Map<string, number>();
  for (const element of content.querySelectorAll(`[${RANK}]`))
    kept.set(element.getAttribute(RANK) ?? '', ownLength(element));
  return { title: article?.title ?? '', kept };
}

/** Characters of what is kept, in each element and all that it holds. */
function keptLengths(root: Element, kept: Found['kept']): Map<Element, number> {
  const lengths = new Map<Element, number>();
  const measure = (element: Element): number => {
    let sum = kept.get(element.getAttribute(RANK) ?? '') ?? 0;
    for (const child of element.children) sum += measure(child);
    lengths.set(element, sum);
    return sum;
  };
  measure(root);
  return lengths;
}

/** The deepest element that holds nearly all that is kept. */
function holderOf(root: Element, kept: Found['kept']): Element {
  const lengths = keptLengths(root, kept);
  const total = lengths.get(root) ?? 0;
  if (total < LEAST) return root.querySelector('main, [role="main"], article') ?? root;
  let at = root;
  for (;;) {
    const next = [...at.children].find((child) => (lengths.get(child) ?? 0) >= total * ENOUGH);
    if (!next) return at;
    at = next;
  }
}

/** The element around two others, null when only the whole page is. */
function around(one: Element, other: Element): Element | null {
  let at: Element | null = one;
  while (at && !at.contains(other)) at = at.parentElement;
  return at && at.localName !== 'body' && at.localName !== 'html' ? at : null;
}

/** The article of a copied page: the element to read, and its title. */
export function articleOf(page: Document): { root: Element; title: string } {
  const { title, kept } = readable(page);
  const holder = holderOf(page.body, kept);
  // A list or a table alone is not where the text begins.
  const text = holder.closest('article, section, main, div, body') ?? holder;
  const headings = [...page.querySelectorAll('h1')].filter((heading) => textLength(heading) > 2);
  const heading = headings.find((one) => text.contains(one)) ?? headings[0];
  const root = heading && !text.contains(heading) ? (around(text, heading) ?? text) : text;
  return { root, title: (heading?.textContent ?? '').trim() || title || page.title };
}
