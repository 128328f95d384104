import { analyse } from './analyse';
import { searchable } from './normalise';
import { placedWords, type Question } from './question';

/** What can be read in the file of a call. */
export type CallFact = 'deadline' | 'amount' | 'threshold' | 'pieces';

/** What the rules and the amounts say of a grappe. */
export type GrappeFact = 'size' | 'amount' | 'deadline' | 'pieces' | 'eligibility' | 'counter';

/**
 * How a question asks for something: `pattern` is looked for in the folded question, and a word that
 * is in neither list makes it a question about something else, which the texts answer.
 */
interface Intent<Fact> {
  fact: Fact;
  pattern: RegExp;
  words: ReadonlySet<string>;
}

const stemsOf = (list: string): ReadonlySet<string> =>
  new Set(analyse(list, 'passage').map(({ stem }) => stem));

/** Words that name the call, the grappe or the act of filing, and say nothing of what is asked. */
const COMMON =
  stemsOf(`appel projet AAP programme ESMS ESSMS établissement service structure DUI numérique grappe
  groupement dossier dépôt déposer candidature candidater campagne ARS CNSA national régional multirégional région
  GALIS demande demander PAI phase amorçage généralisation informatisé usager association organisme gestionnaire
  année an membre cas situation temps premier second porteur agence social médico minimum minimal`);

/** Verbs of the first person: they say whose question it is. */
const FIRST_PERSON =
  stemsOf(`pouvons pourrons avons aurons sommes serons devons toucherons toucher touche recevrons
  recevoir percevrons percevoir déposerons remplissons manque compte peut-on avoir obtenir aura donne prévoir espérer`);

const DEADLINE = `date limite délai échéance clôture fermeture fin dernier jour ouverture ouvrir calendrier deadline
  heure fermer période fenêtre transmettre envoyer clos butoir tard reste`;
const AMOUNT = `montant forfait barème euro argent aide financement financer subvention par somme enveloppe total
  touche toucher reçoit recevoir payer`;
const PIECES = `pièce document joindre annexe fournir liste justificatif préparer réunir envoyer demander obligatoire`;

const CALL_INTENTS: Intent<CallFact>[] = [
  {
    fact: 'deadline',
    pattern:
      /\b(?:quand|dates?|delais?|echeances?|deadline|jours?|cloture|ferme(?:ture)?|calendrier|heure)\b/,
    words: stemsOf(DEADLINE),
  },
  {
    fact: 'amount',
    pattern:
      /\b(?:montants?|forfaits?|baremes?|combien.*(?:touche|recoit|euros?|argent|aide|finance)|combien (?:par|pour chaque) (?:ess?ms|etablissement|structure))/,
    words: stemsOf(AMOUNT),
  },
  {
    fact: 'threshold',
    pattern:
      /\b(?:(?:minimum|seuil|maximum|nombre)\b.*\b(?:ess?ms|etablissements?|structures?|grappe|projet)|(?:ess?ms|etablissements?|structures?|grappe) .*\b(?:minimum|minimal|maximum|seuil)|combien (?:de )?(?:ess?ms|etablissements?|structures?))\b/,
    words: stemsOf('minimum maximum minimal maximal nombre seuil taille moins plus réunir regrouper'),
  },
  {
    fact: 'pieces',
    pattern: /\b(?:pieces?|documents?|justificatifs?|joindre)\b/,
    words: stemsOf(PIECES),
  },
];

const GRAPPE_INTENTS: Intent<GrappeFact>[] = [
  {
    fact: 'size',
    pattern:
      /assez|suffisa|nombreux|combien .*manque|manque combien|(?:est|sommes(?: nous)?) combien|\b(?:minimum|seuil|taille)\b|trop (?:petite?s?|grande?s?|nombreux)/,
    words: stemsOf(
      'assez nombreux suffisant suffisamment minimum seuil taille petit grand atteindre atteint nombre final',
    ),
  },
  {
    fact: 'amount',
    pattern:
      /combien|\brecevra|\b(?:montants?|subventions?|financements?|aide|somme|enveloppe|argent|euros?)\b|a quoi .*droit/,
    words: stemsOf(`${AMOUNT} combien droit calculer estimer prétendre élève relève chacun chaque recevra`),
  },
  {
    fact: 'deadline',
    pattern: /\b(?:quand|dates?|delais?|echeances?|deadline|jours?|temps|tard|retard)\b/,
    words: stemsOf(`${DEADLINE} temps retard encore avant`),
  },
  {
    fact: 'pieces',
    pattern: /\b(?:pieces?|documents?|justificatifs?|joindre)\b/,
    words: stemsOf(`${PIECES} manquer complet encore reste`),
  },
  {
    fact: 'counter',
    pattern:
      /guichet|\bou\b.*\bdepo|\bdepo\p{L}* ou\b|aupres de (?:qui|quelle)|(?:a|chez) qui|quelle ars|\bars ou\b|\bcnsa ou\b/u,
    words: stemsOf('guichet quelle auprès chez adresser envoyer relever dépendre aller'),
  },
  {
    fact: 'eligibility',
    pattern:
      /eligib|retenu|\bdroit\b|recevab|conforme|concerne|accept|(?:peut|pouvons|pourrons|peux).*(?:candidat|depos|participer|postuler|repondre)|(?:remplissons|respect|conditions?|regles?|bloqu|va pas)/,
    words:
      stemsOf(`éligible éligibilité droit recevable conforme accepté condition critère règle respecter participer
      postuler répondre bloquer bloquant ordre aller remplir retenu`),
  },
];

/** « on est 12 » speaks of the asker; « peut-on » and « doit-on » of anybody. */
const OURS =
  /\b(?:nous|notre|nos|mon|ma|mes|moi|me|je|ai|sommes|avons|aurons|serons|pouvons|pourrons|devons|devrons|toucherons|touchons|recevrons|recevons|percevrons|deposons|deposerons|remplissons|aurions)\b|\bon (?:est|a|aura|va|touche|touchera|recoit|recevra|remplit|manque|peut|doit|depend|serait)\b/;

function isAbout<Fact>(intent: Intent<Fact>, { words, constraints }: Question, more?: ReadonlySet<string>) {
  const placed = placedWords(constraints);
  return words.every(
    ({ exact, stem }) =>
      placed.has(exact) || COMMON.has(stem) || intent.words.has(stem) || (more?.has(stem) ?? false),
  );
}

/** « Combien l’ARS reçoit-elle » asks for the share of a region, which no file of a call gives. */
const SHARE_OF_REGION = /\b(?:ars|agences?|regions?)\b.*\brecoi/;

function isShareOfRegion(folded: string, { regions }: Question): boolean {
  if (SHARE_OF_REGION.test(folded)) return true;
  return (
    regions.length > 0 &&
    /\brecoi/.test(folded) &&
    !/\b(?:grappe|ess?ms|etablissement|structure)/.test(folded)
  );
}

/** The fact of a call that a question asks for and nothing else; null when the texts must answer. */
export function callFactOf(text: string, question: Question): CallFact | null {
  const folded = searchable(text);
  const intent = CALL_INTENTS.find((one) => one.pattern.test(folded) && isAbout(one, question));
  if (intent?.fact === 'amount' && isShareOfRegion(folded, question)) return null;
  return intent?.fact ?? null;
}

/** What a question asks of the asker's own grappe; null when it is about the call or the texts. */
export function grappeFactOf(text: string, question: Question): GrappeFact | null {
  const folded = searchable(text);
  if (!OURS.test(folded)) return null;
  const intent = GRAPPE_INTENTS.find(
    (one) => one.pattern.test(folded) && isAbout(one, question, FIRST_PERSON),
  );
  return intent?.fact ?? null;
}
