import type { Entry } from './dictionary';
import type { PlaceFit } from './place-fit';
import { GENERIC, SOMEBODY } from './place-told';
import { KIN, PLACES, type Place } from './places';
import { wordsOf } from './words';

const PLACE_BONUS = 0.2;
const OTHER_PLACE = -0.15;
const WRONG_PLACE = -0.6;

/** Told by the label itself or by the nearest heading. */
const NEAREST = 0.9;

/** A section told this much nearer than its own place takes a person's field away. */
const NEARER = 0.35;

/** Words of a label that say by themselves what it is of: « Montant de la subvention demandée ». */
const SELF_TOLD = new Set(
  wordsOf(
    'projet demande aide essms finess logiciel ségur grappe gouvernance déploiement changement porteur demandeur national européen rna pilotage cofinancement éditeur gestionnaire',
  ),
);

/** Places a body has, each its own. */
const OF_BODY = new Set<Place>(['porteur', 'address', 'representative', 'contact']);

/** Data that only the project as a whole has, whatever block they stand in. */
const OF_WHOLE = new Set<string>([
  'project.governance',
  'project.deployment',
  'project.changePlan',
  'project.nationalEntityName',
  'project.grappeName',
]);

/** Words of labels that any form about anything may hold: they need a place or a page that is ours. */
const BARE = new Set(
  wordsOf(
    'nom intitulé titre libellé adresse voie téléphone courriel date début fin montant nombre description descriptif présentation résumé commentaire type fonction objet objectif objectifs nature période année thème thématique domaine champ secteur public région département commune code postal pays complément bâtiment numéro démarrage achèvement organisme structure gestionnaire établissement association site page web internet standard portable statut catégorie vous êtes dénomination sigle titulaire compte banque domiciliation contenu détail synthèse exercice durée contact messagerie',
  ),
);

/** A label that names the porteur asks about it on any page. */
const NAMES_PORTEUR = new Set(wordsOf('porteur gestionnaire demandeur'));

interface Scored {
  score: number;
  evidence: string;
}

const without = (score: number): Scored => ({ score, evidence: '' });

/** What the place of a field adds to an entry's confidence, or takes from it. */
export const placeScore = (entry: Entry, fit: PlaceFit, words: readonly string[]): Scored => {
  const { places } = fit;
  const kin = [entry.place, ...(KIN[entry.place] ?? [])];
  const own = Math.max(0, ...kin.map((place) => places.get(place) ?? 0));
  const others = [...places].filter(([place]) => !kin.includes(place));
  const other = Math.max(0, ...others.map(([, score]) => score));
  if (isTaken(entry, fit, own, others, words)) return without(WRONG_PLACE);
  if (own > 0 && own >= other)
    return { score: PLACE_BONUS, evidence: `rubrique « ${PLACES[entry.place][0]} »` };
  if (entry.needsPlace === 'always')
    return without(own > 0 && other - own < NEARER ? PLACE_BONUS / 2 : WRONG_PLACE);
  if (own > 0) return without(PLACE_BONUS / 2);
  return without(other >= NEAREST ? OTHER_PLACE : 0);
};

/** Where an entry would stand: the places told around the field, and the words of its label. */
interface Standing {
  entry: Entry;
  fit: PlaceFit;
  /** Strength of the entry's own places, 0 to 1, and of the others. */
  own: number;
  others: readonly [Place, number][];
  words: readonly string[];
  /** Its label could be of anything. */
  bare: boolean;
  /** Strength of what lies outside the form's own subjects. */
  elsewhere: number;
}

const namesPorteur = ({ words }: Standing): boolean => words.some((word) => NAMES_PORTEUR.has(word));

/** What makes a place belong to somebody or to something else; one is enough. */
const TAKEN: readonly ((at: Standing) => boolean)[] = [
  function bodyOfAnother(at) {
    return at.fit.theirs && OF_BODY.has(at.entry.place) && !namesPorteur(at);
  },
  function pastProject({ entry: { place, format }, fit, bare }) {
    return fit.past && place === 'project' && (bare || format === 'amount' || format === 'count');
  },
  function bareOutsideDemande({ fit, own, bare }) {
    return bare && own === 0 && !fit.ofDemande;
  },
  // A label any block may hold is of the nearest one, and of none we know under a heading we do not.
  function bareUnderAnother({ entry, fit, own, others, bare }) {
    const told = fit.strange || others.some(([, score]) => score > own);
    return bare && entry.place === 'project' && own <= GENERIC && told;
  },
  // « Éditeur » in a label says what is asked, not that « Ancien logiciel » above is about the project.
  function outside({ entry: { place }, fit, own, elsewhere }) {
    const project = place === 'project' && elsewhere >= (fit.places.get('project') ?? 0);
    return elsewhere > 0 && (elsewhere >= own || project);
  },
  function abroad(at) {
    return at.fit.abroad && !namesPorteur(at);
  },
  // A yes/no question is a sentence: it says by itself what it is about.
  function strangeHeading({ entry, fit, own, words }) {
    const selfTold = entry.format === 'yes-no' || words.some((word) => SELF_TOLD.has(word));
    return fit.strange && own === 0 && !selfTold;
  },
  function nearerPlace({ entry: { needsPlace }, fit: { strange }, own, others }) {
    const nearer = others.filter(([, score]) => score > own && score > GENERIC).map(([place]) => place);
    const unsure = strange && own < NEAREST;
    if (needsPlace === 'not-theirs')
      return nearer.some((one) => (SOMEBODY.has(one) && one !== 'bank') || one === 'essms');
    if (needsPlace === 'always') return unsure;
    return needsPlace === 'when-told' && (unsure || nearer.some((one) => own === 0 || SOMEBODY.has(one)));
  },
];

const isTaken = (
  entry: Entry,
  fit: PlaceFit,
  own: number,
  others: readonly [Place, number][],
  words: readonly string[],
): boolean => {
  const ofWhole = OF_WHOLE.has(entry.id) && words.length > 1;
  const elsewhere = ofWhole ? 0 : (fit.places.get('elsewhere') ?? 0);
  const bare = words.every((word) => BARE.has(word));
  return TAKEN.some((reason) => reason({ entry, fit, own, others, words, bare, elsewhere }));
};

/** Words that only say whose field an entry's is. */
export const ownerWords = (place: Place): ReadonlySet<string> =>
  new Set(
    [place, ...(KIN[place] ?? [])]
      .flatMap((one) => PLACES[one])
      .flatMap(wordsOf)
      .filter((word) => !SAYS_WHAT.has(word) && (word !== 'projet' || place !== 'porteur')),
  );

/** Words of headings that, in a label, say what is asked and not of whom. */
const SAYS_WHAT = new Set(
  wordsOf(
    'déploiement gouvernance équipement organisation mise œuvre calendrier montant financement aide versement paiement virement éditeur fournisseur budget dépense recette charge produit ressource coût donnée élément',
  ),
);
