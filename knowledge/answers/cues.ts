import { KINDS, type Kind } from './words/kinds';

export type { Kind };

/** The kind of answer a folded question expects; first pattern that matches wins. */
export function kindOf(folded: string): Kind {
  return KINDS.find(([, pattern]) => pattern.test(folded))?.[0] ?? 'other';
}

const MONTH = '(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)';

const CUES: Record<Kind, RegExp> = {
  hour: /minuit|midi|\d ?h\b|\d heures/,
  date: new RegExp(`\\b\\d{1,2} ${MONTH}|${MONTH} 20\\d\\d|fin de ${MONTH}`),
  amount: /\d euros|\d (?:millions?|milliards?)|pourcent/,
  count: /\d/,
  contact: /@/,
  // The sentences do not show it: a passage answers « qui » when its heading asks it.
  who: /(?:)/,
  other: /(?:)/,
};

/** Kinds whose expected answer shows in a text. */
export const KINDS_WITH_CUE: readonly Kind[] = ['hour', 'date', 'amount', 'count', 'contact'];

/** Whether a searchable text holds what this kind of question asks for. */
export function hasCue(kind: Kind, searchable: string): boolean {
  return CUES[kind].test(searchable);
}

const NOTHING_FOUND =
  /\b(?:aucune? (?:autre )?(?:source|texte|mention|montant)|rien n'a ete trouve|n'est pas repris)/;

/** Whether a searchable text says that the sources give nothing on some point. */
export function saysNothingFound(searchable: string): boolean {
  return NOTHING_FOUND.test(searchable);
}
