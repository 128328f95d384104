import { stemmer } from '@orama/stemmers/french';

/**
 * Families the Snowball stemmer gets wrong in this field: it merges usager with usage and
 * numérique with numéro, and splits éligible from éligibilité, référencé from référencement. First pattern that matches wins.
 */
const STEM_OVERRIDES: readonly (readonly [pattern: RegExp, stem: string])[] = [
  [/^eligib/, 'eligib'],
  [/^ineligib/, 'ineligib'],
  [/^numeri/, 'numeriq'],
  [/^numeros?$/, 'numero'],
  [/^usagers?$/, 'usager'],
  [/^usages?$/, 'usage'],
  [/^candidat/, 'candidat'],
  [/^subvention/, 'subvention'],
  [/^organismes?$/, 'organism'],
  [/^etablissements?$/, 'etablissement'],
  [/^gestionnaires?$/, 'gestionnair'],
  [/^(?:montant|forfait)s?$/, 'montant'],
  [/^recevab/, 'recevab'],
  [/^irrecevab/, 'irrecevab'],
  [/^conform/, 'conform'],
  [/^acqu(?:isition|erir|iert)/, 'acquisit'],
  [
    /^(?:finance|financer|financement|financeur|financeurs|financements|financent|finances|financee|financees)$/,
    'financ',
  ],
  [/^(?:cloture|clos|close|clotures|cloturer|cloturee)$/, 'clotur'],
  [/^(?:ouv(?:re|rir|rent|ert|erte|erts|ertes|erture|ertures))$/, 'ouvr'],
  [
    /^(?:depose|deposer|deposes|deposee|deposent|deposons|deposez|depot|depots|deposant|deposants|redeposer|redepose)$/,
    'depos',
  ],
  [/^(?:select)/, 'select'],
  [/^(?:regroup|group)/, 'group'],
  [/^vers(?:e|ee|ees|er|es|ent|ait|aient|ement|ements)$/, 'versement'],
  [/^(?:commande|commandes|commandee|commander|commandees)$/, 'command'],
  [/^departement/, 'departement'],
  [/^(?:recoi(?:s|t|vent)|recues?|recus?|recevoir|reception)$/, 'recev'],
  [/^pa(?:ye|yes|yer|yent|yee|yees|ie|ies|ient|iement|iements)$/, 'pay'],
  [/^mini(?:m|$)/, 'minim'],
  [/^maxi(?:m|$)/, 'maxim'],
  [/^(?:definition|definir|definit|defini)$/, 'defin'],
  [/^referenc(?:e|es|ee|ees|er|ement|ements)$/, 'referenc'],
  [/^dur(?:e|ee|ees|er|ent)$/, 'duree'],
  [/^repon(?:d|dre|dent|du|due|se|ses)$/, 'repons'],
  [/^debut/, 'debut'],
  [/^demarr/, 'demarr'],
  [/^obliga/, 'oblig'],
  [/^interdi/, 'interdi'],
  [/^priori/, 'priorit'],
  [/^(?:retrait|retraits|retir(?:e|er|es|ee|ees|ent))$/, 'retrait'],
  [/^adhe(?:r|s)/, 'adhes'],
  [/^conne(?:ct|xion)/, 'connexion'],
  [/^sign(?:e|es|ee|ees|er|ent|ature|atures)$/, 'sign'],
  [/^ach(?:at|et)/, 'achat'],
  [/^pr(?:euve|euves|ouver|ouve|ouvent)$/, 'preuv'],
  [/^redui|^reduct/, 'reduit'],
  [/^instrui/, 'instruct'],
  [/^prorat/, 'prorat'],
];

/** Stem of a folded word: the override table, else Snowball; short words and figures are kept. */
export function stem(folded: string): string {
  if (folded.length < 4 || /\d/.test(folded)) return folded;
  const override = STEM_OVERRIDES.find(([pattern]) => pattern.test(folded));
  return override ? override[1] : stemmer(folded);
}
