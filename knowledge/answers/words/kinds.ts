/** What kind of answer is expected; it decides what a good sentence must contain. */
export type Kind = 'hour' | 'date' | 'amount' | 'count' | 'contact' | 'who' | 'other';

/** How each kind is asked for, in folded words; the first pattern that matches wins. */
export const KINDS: readonly (readonly [Kind, RegExp])[] = [
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
