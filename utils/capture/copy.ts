import { isCoveredBeside } from '../page/covered';
import { leavesEnough } from '../page/cut';
import { attributeOf, childNodesOf, isLike, parentOf, wordsOf } from '../page/dom';
import { isUnreadable } from '../page/ink';
import { Sight } from '../page/sight';
import { isShown } from '../page/visible';
import { ELEMENT_CAP, shadowRootOf } from '../page/walk';

/**
 * A copy of the page in a document of its own, with the text a person sees and nothing else: what is
 * hidden, of no size, out of the page, of the colour of its ground, under a box next to it, or kept
 * from being read aloud is not copied. Comments, scripts and attributes that hold words are not either.
 */

/** Elements whose text is no text of the page. */
const SKIPPED =
  'script,style,noscript,template,iframe,frame,object,embed,svg,math,canvas,video,audio,input,select,textarea,meter,progress,datalist,option,map';
/** What tells how the text is laid out, and what Readability looks at. */
const KEPT = [
  'id',
  'class',
  'role',
  'href',
  'colspan',
  'rowspan',
  'scope',
  'aria-level',
  'itemprop',
  'datetime',
];
const LONGEST_ATTRIBUTE = 300;
const FAINTEST = 0.2;
/** Windows to the right beyond which nobody scrolls a page. */
const FARTHEST_ACROSS = 10;

/** Set on each element of the copy: its rank, to find it again. */
export const RANK = 'data-galis-rank';
/** Set on those that the page shows as blocks. */
export const BLOCK = 'data-galis-block';

export interface Copy {
  document: Document;
  /** Characters of text that nobody sees. */
  hidden: number;
}

const nameOf = (element: Element): string => {
  // A field named « localName » would stand in for that property of its form.
  if (element instanceof HTMLFormElement) return 'div';
  const name = element.localName;
  // A button in a heading unfolds it: its words are those of the heading.
  return name === 'button' || name.includes('-') ? 'span' : name;
};

class Copier {
  hidden = 0;
  #rank = 0;
  readonly #sight = new Sight();
  readonly #target: Document;

  constructor(target: Document) {
    this.#target = target;
  }

  /** Copies what stands in an element; `seen` is false under what is kept from being read aloud. */
  children(from: Element, to: Element): void {
    const nodes =
      shadowRootOf(from)?.childNodes ??
      (from instanceof HTMLSlotElement ? slotted(from) : childNodesOf(from));
    let shows: boolean | undefined;
    for (const node of nodes) {
      if (node instanceof Element) this.#element(node, to);
      else if (node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '') {
        shows ??= this.#shows(from);
        if (shows && isOnPage(node, from)) to.append(this.#target.createTextNode(node.textContent ?? ''));
        else this.hidden += (node.textContent ?? '').trim().length;
      } else if (node.nodeType === Node.TEXT_NODE) to.append(this.#target.createTextNode(' '));
    }
  }

  #element(element: Element, to: Element): void {
    if (this.#rank > ELEMENT_CAP || isLike(element, SKIPPED)) return;
    if (attributeOf(element, 'aria-hidden') === 'true' || this.#sight.styleOf(element).display === 'none') {
      this.hidden += (wordsOf(element) ?? '').trim().length;
      return;
    }
    this.#rank += 1;
    const copy = this.#target.createElement(nameOf(element));
    copy.setAttribute(RANK, String(this.#rank));
    if (!/^(?:inline|contents|none)/.test(this.#sight.styleOf(element).display)) copy.setAttribute(BLOCK, '');
    for (const name of KEPT) {
      const value = attributeOf(element, name);
      if (value !== null) copy.setAttribute(name, value.slice(0, LONGEST_ATTRIBUTE));
    }
    to.append(copy);
    this.children(element, copy);
  }

  #shows(element: Element): boolean {
    if (!isShown(element) || isUnreadable(element, this.#sight)) return false;
    // What the element skips is its text: its own box is there all the same.
    if (this.#sight.styleOf(element).contentVisibility === 'hidden') return false;
    const { opacity, isHidden, hidesInside, cut } = this.#sight.around(element);
    if (isHidden || hidesInside || opacity < FAINTEST) return false;
    const box = element.getBoundingClientRect();
    if (isCoveredBeside(element, box, this.#sight)) return false;
    return cut.every((one) => leavesEnough(this.#sight.styleOf(one), one.getBoundingClientRect(), box));
  }
}

/** What a slot shows: what was put in it, else its own children. */
const slotted = (slot: HTMLSlotElement): Node[] => {
  const assigned = slot.assignedNodes({ flatten: true });
  return assigned.length > 0 ? assigned : [...slot.childNodes];
};

/** The words have a size, and one can scroll to them. */
function isOnPage(text: Node, element: Element): boolean {
  const range = document.createRange();
  range.selectNodeContents(text);
  const box = range.getBoundingClientRect();
  if (box.width < 1 || box.height < 1) return false;
  const root = document.documentElement;
  const across = Math.min(Math.max(root.scrollWidth, innerWidth), innerWidth * FARTHEST_ACROSS);
  const down = Math.max(root.scrollHeight, document.body?.scrollHeight ?? 0, innerHeight);
  const [left, top] = scrolled(element);
  return (
    box.right + left >= 1 &&
    box.bottom + top >= 1 &&
    box.left + scrollX <= across &&
    box.top + scrollY <= down + 1
  );
}

/** How far one can scroll back to the left and to the top around an element. */
function scrolled(element: Element): [number, number] {
  let [left, top] = [scrollX, scrollY];
  for (let at = parentOf(element); at && at !== document.documentElement; at = parentOf(at)) {
    left += Number(at.scrollLeft) || 0;
    top += Number(at.scrollTop) || 0;
  }
  return [left, top];
}

/** Copies the page on screen. */
export function copyPage(): Copy {
  const target = document.implementation.createHTMLDocument('');
  target.title = document.title;
  const copier = new Copier(target);
  if (document.body) copier.children(document.body, target.body);
  return { document: target, hidden: copier.hidden };
}
