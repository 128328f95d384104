import { formatDay } from '@/knowledge/profile/format';
import type { Citation } from './answer';

/** Every sentence of an answer that is not a quotation. */

export const SILENT = 'Les textes dont je dispose ne le disent pas.';
export const PARTLY = 'Les textes dont je dispose ne le disent qu’en partie.';
export const NEAREST = 'Passage le plus proche';
export const NEAR = 'Des passages en parlent, sans que je puisse affirmer qu’ils répondent';
export const DEPENDS = 'La réponse dépend de l’appel à projets';
export const DIVERGE = 'Les sources ne disent pas toutes la même chose';
export const ALSO = 'D’autres passages en parlent';
export const NOT_FOUND = 'Ce qui a été cherché sans être trouvé';
export const CONTACT = 'À qui demander';
export const ABOUT = 'Je réponds sur les appels à projets ESMS numérique, d’après leurs textes.';
export const EMPTY = 'Écrivez une question sur les appels à projets ESMS numérique.';
export const ELSEWHERE = 'D’autres appels à projets ou d’autres années en parlent.';
export const WHOM_TO_ASK = `${CONTACT}\u00A0: à l’ARS de votre région, ou à la CNSA pour un projet national. Reformuler la question peut aussi aider.`;
export const TRUNCATED = 'Seuls les 2\u202F000 premiers caractères de la question ont été lus.';

/** « Calcul : 15 × 3 000 € = 45 000 €. » */
export function formula(text: string): string {
  return `Calcul\u00A0: ${text}${/[.!?]$/.test(text) ? '' : '.'}`;
}

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

/** What the asker's own grappe gives, and what a call says in its file. */
export const FOR_GRAPPE = 'Calculé pour votre grappe';
export const NEEDS_GRAPPE =
  'Cette question demande une grappe\u00A0: décrivez la vôtre, et la réponse sera calculée. Voici ce que disent les textes.';
export const NEEDS_GRAPPE_AND_CALL =
  'Cette question demande une grappe et un appel à projets\u00A0: choisissez-les, et la réponse sera calculée. Voici ce que disent les textes.';
export const NO_RULE = 'Aucune règle de cet appel à projets n’en parle.';
export const NOT_BLOCKED = 'Rien de bloquant dans ce que la grappe dit aujourd’hui.';
export const MAYBE_YOURS = 'à confirmer pour votre grappe';

export function readInCall(title: string): string {
  return `D’après le fichier de l’appel (${title})`;
}

/** What comes first, by the worst verdict. */
export const OUTCOMES = {
  size: {
    met: 'Oui, d’après ce que dit la grappe.',
    broken: 'Pas en l’état, d’après ce que dit la grappe.',
    unknown: 'Impossible à dire en entier\u00A0: il manque une donnée.',
  },
  pieces: {
    met: 'Rien ne manque, d’après ce que dit la grappe.',
    broken: 'Il manque quelque chose, d’après ce que dit la grappe.',
    unknown: 'Impossible à dire en entier\u00A0: il manque une donnée.',
  },
};

export function blockedBy(count: number): string {
  return count > 1 ? `${count} verdicts sont bloquants.` : 'Un verdict est bloquant.';
}

export function tally(met: number, broken: number, unknown: number): string {
  return `${met} respectés, ${broken} à corriger ou à vérifier, ${unknown} impossibles à dire`;
}

/** The sum of what is known; null when no figure is. */
export function knownPart(sum: string | null, whole: boolean): string {
  if (sum === null) return 'Aucun montant ne peut être calculé.';
  return whole
    ? `Montant calculé\u00A0: ${sum}.`
    : `Partie connue du montant\u00A0: ${sum}. Le reste n’est pas connu.`;
}
