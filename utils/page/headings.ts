import type { FieldText } from '@/knowledge/form/snapshot';
import { cleanText } from './clean';
import { parentOf } from './dom';
import { referencedBy, textOf } from './look';
import { isShown } from './visible';
import { composedContains } from './walk';

/** A title on screen: of the page, of a section, or of one block among alike ones. */
export interface Heading {
  level: number;
  text: string;
  /** Names only what stands in there; null for a heading that goes on until the next one. */
  scope: Element | null;
  /** Title of the site or of what stands beside the form, never the step's. */
  aside: boolean;
}

/** Level of a block's own title, under any real heading. */
const BLOCK = 7;

const BLOCK_TITLE =
  /(?:^|[\s_-])(?:(?:panel|card|block|bloc|section|group|item|row|accordion)[\s_-]*(?:title|heading|header|titre)|titre-(?:bloc|section)|legend)(?=$|[\s_-])/i;

/** Rank of the heading an element is: 1 to 6, 7 for the title of a block, 0 for none. */
export const headingLevel = (element: Element, role: string | null, classes: string | null): number => {
  if (/^h[1-6]$/.test(element.localName)) return Number(element.localName[1]);
  if (role === 'heading') return Number(element.getAttribute('aria-level') ?? 2) || 2;
  if (element.localName === 'summary') return BLOCK;
  if (element instanceof HTMLTableCellElement) return isTitleCell(element) ? BLOCK : 0;
  return classes !== null && BLOCK_TITLE.test(classes) && isBlockTitle(element) ? BLOCK : 0;
};

/** Old pages title a group of lines with a cell alone in its row, in bold or said to be a title. */
const isTitleCell = (cell: HTMLTableCellElement): boolean =>
  cell.colSpan > 1 &&
  cell.localName === 'td' &&
  cell.parentElement?.childElementCount === 1 &&
  (/titre|title/i.test(cell.className) || isAllBold(cell)) &&
  cell.querySelector('input, select, textarea, table') === null;

const isAllBold = (cell: Element): boolean => {
  const bold = cell.querySelector('b, strong')?.textContent.trim() ?? '';
  return bold !== '' && bold === cell.textContent.trim();
};

/** The first thing in its box, words only. */
const isBlockTitle = (element: Element): boolean =>
  element.previousElementSibling === null &&
  element.nextElementSibling !== null &&
  !/^(?:label|legend|h[1-6]|mg-.*|th|td|caption)$/.test(element.localName) &&
  element.querySelector('input, select, textarea, label, h1, h2, h3, h4, h5, h6') === null;

const ASIDE = 'aside, nav, footer, [role="complementary"], [role="navigation"], [role="contentinfo"]';
const BOX = `${ASIDE}, dialog, [role="dialog"], [role="alertdialog"], mg-modal`;
const BANNER = 'header, [role="banner"]';

/** The heading as it is now, or null when nobody sees it. */
export const readHeading = (element: Element, level: number): Heading | null => {
  if (!isShown(element)) return null;
  const text = cleanText(textOf(element));
  if (text === '') return null;
  const box = element instanceof HTMLTableCellElement ? element.closest('table') : parentOf(element);
  const scope = level === BLOCK ? box : element.closest(BOX);
  const aside =
    element.closest(`${ASIDE}, ${BANNER}`) !== null && element.closest('main, form, [role="main"]') === null;
  return { level, text, scope, aside };
};

/** A box that names itself by an attribute: region, tab panel, component with a title. */
export const boxTitle = (element: Element, role: string | null): string => {
  const named = element.localName === 'section' || role === 'region' || role === 'tabpanel';
  const title = element.getAttribute('panel-title') ?? (named ? element.getAttribute('aria-label') : null);
  if (title !== null) return cleanText(title);
  const told = named ? referencedBy(element, 'aria-labelledby')[0] : undefined;
  // A real heading tells itself when its turn comes.
  return told && !told.matches('h1, h2, h3, h4, h5, h6, [role="heading"]') ? cleanText(textOf(told)) : '';
};

/** Headings above the place reached in the page, the nearest last. */
export class SectionPath {
  readonly #path: Heading[] = [];
  readonly #known = new Map<string, FieldText[]>();

  open(heading: Heading): void {
    while ((this.#path.at(-1)?.level ?? 0) >= heading.level) this.#path.pop();
    this.#path.push(heading);
  }

  reset(): void {
    this.#path.length = 0;
  }

  /** Texts of the headings above an element, the nearest first; the same list as long as they are the same. */
  above(element: Element): FieldText[] {
    if (this.#path.some(({ scope }) => scope !== null))
      for (let at = this.#path.length - 1; at >= 0; at--) {
        const scope = this.#path[at]?.scope;
        if (scope && !composedContains(scope, element)) this.#path.splice(at, 1);
      }
    const key = this.#path.map(({ text }) => text).join('\n');
    const known = this.#known.get(key);
    if (known) return known;
    const texts = this.#path
      .toReversed()
      .map(({ text }, at): FieldText => ({ source: 'section', text, distance: at + 2 }));
    if (this.#known.size > 2000) this.#known.clear();
    this.#known.set(key, texts);
    return texts;
  }
}

/** The step on screen: the last main heading, the current item of a progress bar, or the first heading. */
export const stepOf = (headings: Heading[], current: string, title: string): string => {
  const ofPage = headings.filter(({ aside, level }) => !aside && level < BLOCK);
  return (
    ofPage.findLast(({ level }) => level === 1)?.text ||
    current ||
    (ofPage[0] ?? headings.findLast(({ level }) => level === 1) ?? headings[0])?.text ||
    cleanText(title)
  );
};
