import saved from './pages.json';

/** Hostile pages, all invented. Whatever holds « PIEGE » is seen by nobody and must never be kept. */
export interface HostilePage {
  id: string;
  kind: string;
  /** Its `<h1>`, as text; one made of its id when absent. */
  title?: string;
  /** What is added to its `<head>` and, after a plain paragraph, to its article; `{{3×a}}` stands for « aaa ». */
  head?: string;
  html: string;
  /** What a person reads and must be kept. */
  says?: string[];
  /** A passage of it speaks to an assistant. */
  addressed?: boolean;
}

export const hostilePages: HostilePage[] = saved;

/** A date that each page tells, and a question about it. */
export const PLAIN =
  'Le présent avis, inventé, fixe au 15 juin 2031 la date limite de dépôt des demandes de toutes les grappes de la région inventée.';

export const titleOf = ({ id, title = `Avis inventé ${id}` }: HostilePage): string => title;

/** `{{3×a}}` stands for « aaa ». */
export const repeated = (html: string): string =>
  html.replace(/\{\{(\d+)×(.*?)\}\}/g, (_, times: string, what: string) => what.repeat(Number(times)));

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The whole page. */
export const htmlOf = (page: HostilePage): string =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Page inventée</title>${page.head ?? ''}</head><body><main><article><h1>${escaped(titleOf(page))}</h1><p>${PLAIN} (${page.id})</p>${repeated(page.html)}</article></main></body></html>`;
