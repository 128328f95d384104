import { formatDay } from '@/knowledge/profile/format';
import type { Citation } from './answer';

/** Every sentence of an answer that is not a quotation. */

export const SILENT = 'Les textes dont je dispose ne le disent pas.';
export const NEAREST = 'Passage le plus proche';
export const NEAR = 'Des passages en parlent, sans que je puisse affirmer qu’ils répondent';
export const DEPENDS = 'La réponse dépend de l’appel à projets';
export const DIVERGE = 'Les sources ne disent pas toutes la même chose';
export const ALSO = 'Un autre passage en parle';
export const NOT_FOUND = 'Ce qui a été cherché sans être trouvé';
export const CONTACT = 'À qui demander';
export const ABOUT = 'Je réponds sur les appels à projets ESMS numérique, d’après leurs textes.';
export const EMPTY = 'Écrivez une question sur les appels à projets ESMS numérique.';
export const ELSEWHERE = 'D’autres appels à projets ou d’autres années en parlent.';
export const WHOM_TO_ASK = `${CONTACT}\u00A0: à l’ARS de votre région, ou à la CNSA pour un projet national. Reformuler la question peut aussi aider.`;
export const TRUNCATED = 'Seuls les 2\u202F000 premiers caractères de la question ont été lus.';

/** What is shown above a list of sources. */
export const SOURCES = 'Sources\u00A0:';

/** « Recherche avec « accord » au lieu de « acord ». » */
export function searchedWith({ typed, used }: { typed: string; used: string }): string {
  return `Recherche avec ${quoted(used)} au lieu de ${quoted(typed)}.`;
}

/** A text between French quotation marks. */
export function quoted(text: string): string {
  return `«\u00A0${text}\u00A0»`;
}

/** « Mot absent de ces passages : 2024. » No quotation marks: they are kept for quotations. */
export function missing(words: string[]): string {
  const named = words
    .slice(0, 5)
    .map((word) => word.slice(0, 30))
    .join(', ');
  const label = words.length > 1 ? 'Mots absents de ces passages' : 'Mot absent de ces passages';
  return `${label}\u00A0: ${named}.`;
}

/** The day of a source and, when it is not that of its publication, what it is. */
export function dated({ date, dateNote }: Pick<Citation, 'date' | 'dateNote'>): string {
  return dateNote ? `${formatDay(date)}, ${dateNote}` : formatDay(date);
}

/** What a quotation comes from, for the reader: « Appel à projets national 2022 (18 mai 2022) ». */
export function origin(source: Pick<Citation, 'title' | 'date' | 'dateNote'>): string {
  return `${source.title} (${dated(source)})`;
}

/** A line of the list of sources; an address that is not the page that was read says so. */
export function withAddress(source: Citation): string {
  const { url, urlNote } = source;
  return `- ${origin(source)} ${url}${urlNote ? ` (${urlNote})` : ''}`;
}
