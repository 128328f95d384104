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
    return { score: PLACE_BONUS, evidence: `rubrique « ${PLACES[entry.place][0]} »` };
  if (entry.needsPlace === 'always')
    return without(own > 0 && other - own < NEARER ? PLACE_BONUS / 2 : WRONG_PLACE);
  if (own > 0) return without(PLACE_BONUS / 2);
  return without(other >= NEAREST ? OTHER_PLACE : 0);
};

/** The place belongs to somebody or to something else. */
const isTaken = (
  { id, format, needsPlace, place }: Entry,
  { places, strange, abroad, theirs, past, ofDemande }: PlaceFit,
  own: number,
  others: [Place, number][],
  words: readonly string[],
): boolean => {
  const elsewhere = OF_WHOLE.has(id) && words.length > 1 ? 0 : (places.get('elsewhere') ?? 0);
  if (theirs && OF_BODY.has(place) && !words.some((word) => NAMES_PORTEUR.has(word))) return true;
  const bare = words.every((word) => BARE.has(word));
  if (past && place === 'project' && (bare || format === 'amount' || format === 'count')) return true;
  if (bare && own === 0 && !ofDemande) return true;
  // A label any block may hold is of the nearest one, and of none we know under a heading we do not.
  if (bare && place === 'project' && own <= GENERIC && (strange || others.some(([, score]) => score > own)))
    return true;
  if (elsewhere > 0 && elsewhere >= own) return true;
  // « Éditeur » in a label says what is asked, not that « Ancien logiciel » above is about the project.
  if (elsewhere > 0 && place === 'project' && elsewhere >= (places.get('project') ?? 0)) return true;
  if (abroad && !words.some((word) => NAMES_PORTEUR.has(word))) return true;
  // A yes/no question is a sentence: it says by itself what it is about.
  if (strange && own === 0 && format !== 'yes-no' && !words.some((word) => SELF_TOLD.has(word))) return true;
  const nearer = others.filter(([, score]) => score > own && score > GENERIC);
  if (needsPlace === 'not-theirs')
    return nearer.some(([one]) => (SOMEBODY.has(one) && one !== 'bank') || one === 'essms');
  if (needsPlace === 'always') return strange && own < NEAREST;
  if (needsPlace !== 'when-told') return false;
  return nearer.some(([one]) => own === 0 || SOMEBODY.has(one)) || (strange && own < NEAREST);
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
