import type { Paging } from '@/knowledge/form/snapshot';
import { cleanText } from './clean';
import { CONTROLS, type Control } from './controls';
import { allIn, attributeOf, childrenOf, firstIn, holds, isLike, parentOf, wordsOf } from './dom';
import { readGrid, TABLE } from './grid';
import { textOf } from './look';
import { isShown } from './visible';
import { composedClosest, shadowRootOf } from './walk';

const PAGER =
  'mg-pagination, nav[aria-label*="agination" i], [role="navigation"][aria-label*="agination" i], .pagination, [class*="pagination" i], [class*="paginator" i], [uib-pagination]';

/** The control turns the pages of a list, or says how many lines to show: nobody answers it. */
export const turnsPages = (control: Control): boolean => {
  const pager = composedClosest(control, `${PAGER}, .dataTables_length`);
  return pager !== null && allIn(pager, CONTROLS).length <= 2 && firstIn(pager, TABLE) === null;
};

/** « 1 à 20 sur 200 », « 1-20 / 200 ». */
const RANGE = /(\d[\d\s]*?)\s*(?:à|-|–|—|to)\s*(\d[\d\s]*?)\s*(?:sur|\/|de|of|parmi)\s*(\d[\d\s]*)/iu;
/** « Page 2 sur 10 ». */
const PAGES = /page\s*:?\s*(\d+)\s*(?:sur|\/|de|of)\s*(\d+)/iu;
/** « 200 résultats », « 200 structures au total ». */
const TOTAL = /(\d[\d\s]*)\s*(?:résultats|éléments|lignes|structures|établissements|enregistrements)/iu;

/** Longest text that only tells where one is in a list. */
const SHORT = 300;

/** Whether a table is shown a few rows at a time, and which rows; null when all are on screen. */
export const pagingOf = (table: Element): Paging | null => {
  for (const beside of besides(table)) {
    const told = tellings(beside);
    for (const { text, pager } of told) {
      const paging = readPaging(text);
      if (paging) return isWhole(paging) ? null : paging;
      if (pager && isSeveral(pager, text)) return { from: null, to: null, total: totalIn(told) };
    }
  }
  return null;
};

/** What stands around a table, level by level, up to a level that holds another one with headers. */
export function* besides(table: Element): Generator<Element[]> {
  let at = table;
  for (let level = 0; level < 4; level++) {
    const parent = parentOf(at);
    if (!parent) return;
    const siblings = [...childrenOf(parent)].filter((sibling) => sibling !== at);
    const tables = siblings.flatMap((one) => [...(isLike(one, TABLE) ? [one] : []), ...allIn(one, TABLE)]);
    if (tables.some((one) => readGrid(one))) return;
    // What stands in a layout table is of that table.
    yield tables.length === 0
      ? siblings
      : siblings.filter((one) => !tables.some((table) => holds(one, table)));
    at = parent;
  }
}

interface Told {
  text: string;
  pager: Element | null;
}

/** Short texts beside a table, the pagers first. */
const tellings = (beside: Element[]): Told[] => {
  const shown = beside.filter((one) => isShown(one));
  const pagers = shown
    .flatMap((one) => [one, ...allIn(one, PAGER)])
    .filter((one) => isLike(one, PAGER) && isShown(one));
  const texts = pagers.map((one): Told => ({ text: pagerText(one), pager: one }));
  for (const one of shown) {
    const text = (wordsOf(one) ?? '').trim();
    if (text.length <= SHORT && /\d/.test(text)) texts.push({ text: cleanText(text), pager: null });
  }
  return texts;
};

const pagerText = (pager: Element): string => {
  const root = shadowRootOf(pager);
  const inside = root
    ? [...root.children]
        .filter((one) => one.localName !== 'style')
        .map((one) => textOf(one))
        .join(' ')
    : '';
  const choices = [...allIn(root ?? pager, 'select')].filter((one) => one instanceof HTMLSelectElement);
  const chosen = choices.map((select) => select.selectedOptions[0]?.text ?? '').join(' ');
  const words = choices.length > 0 ? `Page ${chosen} ${withoutChoices(root ?? pager)}` : '';
  return cleanText(`${words} ${inside || textOf(pager)} ${attributeOf(pager, 'aria-label') ?? ''}`);
};

const withoutChoices = (within: ParentNode): string =>
  [...allIn(within, '*')]
    .filter((one) => one.children.length === 0 && !one.closest('select, style'))
    .map((one) => one.textContent ?? '')
    .join(' ');

const count = (text: string | undefined): number => Number((text ?? '').replace(/\s/g, ''));

const readPaging = (text: string): Paging | null => {
  const range = RANGE.exec(text);
  if (range) return { from: count(range[1]), to: count(range[2]), total: count(range[3]) };
  const pages = PAGES.exec(text);
  if (!pages) return null;
  return count(pages[2]) > 1 ? { from: null, to: null, total: null } : { from: 0, to: 0, total: 0 };
};

/** Everything is on screen: « 1 à 12 sur 12 », « Page 1 sur 1 ». */
const isWhole = ({ from, to, total }: Paging): boolean => total === 0 || (from === 1 && to === total);

/** A pager that names another page, or goes on to one. */
const isSeveral = (pager: Element, text: string): boolean => {
  if (/(?:^|\D)(?:[2-9]|\d\d+)(?:\D|$)/u.test(text)) return true;
  const steps = [...allIn(shadowRootOf(pager) ?? pager, 'button, a, mg-button')];
  return steps.some(
    (step) =>
      /suivant|next|»|›/iu.test(`${step.textContent} ${step.getAttribute('aria-label')}`) && isOpen(step),
  );
};

const isOpen = (step: Element): boolean =>
  !step.matches(':disabled, [disabled], [aria-disabled="true"]') && step.closest('.disabled') === null;

const totalIn = (told: Told[]): number | null => {
  for (const { text } of told) {
    const found = TOTAL.exec(text);
    if (found) return count(found[1]);
  }
  return null;
};
