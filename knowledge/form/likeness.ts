import { dictionary } from './dictionary';
import { columnWordings } from './dictionary-rows';
import { remembered } from './recognise-memory';
import { families } from './rows';
import { linkedWords, wordsOf } from './words';

/** Number of wordings of the dictionary that hold each word. */
const seen = new Map<string, number>();

/** How rare each word is among the wordings of the dictionary: a rare word says more. */
const rarity = (() => {
  const all = [
    ...dictionary.map((entry) => entry.labels),
    ...families.flatMap((f) => f.columns.map((c) => [...c.labels, ...(columnWordings[c.id] ?? [])])),
  ];
  for (const labels of all)
    for (const word of new Set(labels.flatMap(wordsOf))) seen.set(word, (seen.get(word) ?? 0) + 1);
  return (word: string): number => {
    const count = seen.get(word);
    return count === undefined ? 1.6 : 1 + Math.log(all.length / count) / 2;
  };
})();

const weigh = (words: string[]): number => words.reduce((sum, word) => sum + rarity(word), 0);

/** A word nearly as rare as the rarest of its wording tells it from the others. */
const TELLING = 0.85;

const telling = new WeakMap<string[], string[]>();

/** Words that tell a wording from the others: « début » in « Date de début ». */
const tellingWords = (wording: string[]): string[] => {
  const known = telling.get(wording);
  if (known) return known;
  const rarest = Math.max(0, ...wording.map(rarity));
  const words = wording.filter((word) => rarity(word) >= rarest * TELLING);
  telling.set(wording, words);
  return words;
};

/**
 * Likeness of two word lists, 0 to 1: what of the wording is there, and how much else is. Nothing
 * without half of the telling words: « Date de mise en service » is no « Date de début ».
 */
export const likeness = (found: string[], wording: string[]): number => {
  const needed = tellingWords(wording);
  if (needed.filter((word) => found.includes(word)).length * 2 < needed.length) return 0;
  const shared = weigh(wording.filter((word) => found.includes(word)));
  const recall = shared / weigh(wording);
  const precision = shared / weigh(found);
  return (recall * precision * 2) / (recall + precision);
};

/** Share of the wording's words that a text holds, 0 to 1. */
export const coverage = (found: string[], wording: string[]): number =>
  wording.length === 0 ? 0 : wording.filter((word) => found.includes(word)).length / wording.length;

/** Words that make a label ask something else than the same label without them. */
const OTHER_THING = new Set(
  'ht accorde obtenu obtenue percu percue recu recue verse attribue notifie realise deduit gere actuel actuelle existant existante ancien ancienne precedent precedente anterieur anterieure autre second deuxieme supplementaire secondaire technique scientifique medical naissance confirmation confirmez confirmer repeter repetez ressaisir ressaisissez retaper facturation livraison prestataire fournisseur hebergeur partenaire employeur assureur assurance personnel personnelle prive privee domicile parent conjoint tuteur urgence astreinte comptable rejete restant reste acompte avance emprunt loyer mensuel mensuelle dernier derniere initial initiale revise revisee ouverture fermeture creation immatriculation publication depot dissolution dece delegue deleguee pourcentage taux salarie benevole etp licencie habitant eleve etudiant beneficiaire usager lit chantier travau bail contrat immobilier architectural pedagogique scolaire sportif sportive culturel culturelle'.split(
    ' ',
  ),
);

/** Words a label may hold without changing what it asks. */
const NEUTRAL = new Set(
  'numero nom libelle intitule code choix social cnsa previsionnel previsionnelle prevu retenu retenue choisi vise poursuivis mobilise autorise usuel professionnel exerce exercee occupe complet complete exact exacte officiel officielle concerne affecte envisage souhaite estime global globale total totale ttc realisation execution principal principale direct directe identifiant identification engage valide facultatif obligatoire optionnel maximum maximal exemple format saisie chiffre bis detaille detaillee synthetique succinct succincte bref breve court general generale correspondance administratif operationnel operationnelle strategique specifique numerique eventuel eventuelle majuscule dedie dediee represente representee adopte implique mene'.split(
    ' ',
  ),
);

/** The word adds nothing to what a label asks: « n° », « nom », « prévisionnel ». */
export const isNeutral = (word: string): boolean => NEUTRAL.has(word) || /^\d+$/.test(word);

/** A label that has lost this much of a wording asks another thing: « Nom » is no « Nom du projet ». */
const LEAST_COVERAGE = 0.55;

/** What is left of a likeness when the label says « X of Y » and the wording knows nothing of X or of Y. */
const FOREIGN = 0.45;

/** What is left when the label holds a word no wording has: « Nom de l’établissement scolaire ». */
const UNHEARD = 0.62;

/** What is left when only the label without its brackets, or before its « ou », is like the wording. */
const SHORTENED = 0.95;

/** Most texts remembered. */
const TEXTS = 4000;

interface Reading {
  words: string[];
  linked: string[];
}

/** A text of the page, ready to be compared with many wordings. */
export interface Told {
  text: string;
  words: string[];
  /** As written, without what is in brackets, and before « ou ». */
  readings: Reading[];
}

/** Where a label stops asking and starts helping: « Téléphone Exemple : 01… », « Comment… ? Instances, rythme ». */
const HINT =
  /\s(?:par )?(?:exemples?|ex\.?)\s?:|\sex\.\s|\ssaisissez\s|\sindiquez\s|\spr[ée]cisez\s|\bformat attendu\b|(?<=\?)\s/i;

/** Prepares a text once for `asksFor`. */
export const told = remembered(TEXTS, (text: string): Told => {
  const plain = text.replace(/\([^)]*\)/g, ' ');
  const asked = plain.split(HINT)[0] ?? '';
  const readings = new Set([text, plain, asked, asked.split(/\sou[\s,]|\squi\s/i)[0] ?? '']);
  return {
    text,
    words: wordsOf(text),
    readings: [...readings].map((one) => ({ words: wordsOf(one), linked: linkedWords(one) })),
  };
});

/**
 * Likeness of a label to a wording, 0 to 1. `owner` are the words that only say whose field it is:
 * neutral in « Nom du représentant légal ». « SIRET de l’éditeur » is no « SIRET ».
 */
export const asksFor = ({ words, readings }: Told, wording: string[], owner: ReadonlySet<string>): number => {
  if (words.some((word) => OTHER_THING.has(word) && !wording.includes(word) && !owner.has(word))) return 0;
  const likes = readings.map((reading, at) => likeOf(reading, wording, owner) * (at === 0 ? 1 : SHORTENED));
  return Math.max(0, ...likes);
};

const likeOf = ({ words, linked }: Reading, wording: string[], owner: ReadonlySet<string>): number => {
  if (coverage(words, wording) < LEAST_COVERAGE) return 0;
  // « Nom du représentant légal » is no « Prénom du représentant légal »: whose it is tells nothing of what.
  const core = wording.filter((word) => !owner.has(word));
  if (core.length > 0 && !core.some((word) => words.includes(word))) return 0;
  const isKnown = (word: string) => wording.includes(word) || owner.has(word) || NEUTRAL.has(word);
  const own = words.filter((word) => wording.includes(word) || !owner.has(word));
  const bare = own.filter((word) => wording.includes(word) || !NEUTRAL.has(word));
  const likes = [words, own, bare].map((list) => (list.length === 0 ? 0 : likeness(list, wording)));
  const like = Math.max(likes[0] ?? 0, ...likes.map((one) => one * 0.98));
  if (!linked.every(isKnown)) return like * FOREIGN;
  return words.every((word) => isKnown(word) || seen.has(word)) ? like : like * UNHEARD;
};
