/** What kind of answer is expected; it decides what a good sentence must contain. */
export type Kind = 'hour' | 'date' | 'amount' | 'count' | 'contact' | 'who' | 'other';

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['hour', /quelle heure|heures? (?:limite|de cloture|de fermeture)/],
  [
    'contact',
    /\b(?:e?-?mail|courriel|adresse|contact|contacter|telephone|ecrire a|joindre l'?ars|a qui (?:poser|ecrire|demander|parler|s'? ?adresser))\b/,
  ],
  [
    'amount',
    /\b(?:montants?|forfaits?|baremes?|tarifs?|(?<!\d )euros?|budget|enveloppe|prix|cout(?:s|e|ent)?|millions?)\b|combien (?!de fois).{0,20}(?:touche|percoit|recoit|euro|argent)|\b(?:quelles?|combien) sommes\b/,
  ],
  [
    'date',
    /^quand|\b(?:quand(?! (?:on|nous|vous|il|elle|ils|je|un|une|le|la|les)\b)|(?<!apres la )dates?|delais?|echeances?|terme pour|avant quand|se termine|dernier moment|deadline|jours?|fermeture|ouvre|ferme)\b|(?<!apres |apres la |date de )cloture|date limite|fin de depot/,
  ],
  [
    'count',
    /\b(?:combien|nombres?|seuils?|minimums?|minimal|maximums?|maximal|tailles?|pourcentages?|taux)\b/,
  ],
  ['who', /^(?:[^,]*, ?)?(?:a |par |pour )?qui\b/],
];

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
