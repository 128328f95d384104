import { coverage } from './likeness';
import { ABROAD, PLACES, type Place } from './places';
import { remembered } from './recognise-memory';
import { fold, wordsOf } from './words';

const placeNames: Place[] = [
  'porteur',
  'address',
  'representative',
  'contact',
  'project',
  'criteria',
  'bank',
  'essms',
  'budget',
  'indicators',
  'editor',
  'elsewhere',
];

const placeWords = placeNames.map((place) => ({ place, wordings: PLACES[place].map(wordsOf) }));

/** A heading must be mostly about the place; a label may name it among other words. */
const HEADING_PRECISION = 0.5;

/** Places a label itself can tell: « Nom du représentant légal ». « Structure » in a label tells none. */
const TOLD_BY_LABEL = new Set<Place>(['representative', 'contact', 'bank', 'editor', 'elsewhere']);

/** Words that fill a heading without saying what it is about. */
const FILLER = new Set(
  wordsOf(
    'identité état civil information généralités général détail saisie synthétique synthèse résumé formulaire suite renseignement donnée dossier relatif concernant étape partie rubrique section page fiche bloc volet cadre annexe présentation identification complémentaire quelques mots lignes bref principal administratif juridique préalable question sujet propos différent désigné désignée présente statuts morale physique vous nous devez renseigner coordonnées cette',
  ),
);

const isFiller = (word: string): boolean => FILLER.has(word) || /^(?:\d+|[a-z]|[ivx]+)$/.test(word);

/** Places that belong to somebody: another's name or address is never asked there. */
export const SOMEBODY = new Set<Place>(['representative', 'contact', 'bank', 'editor', 'elsewhere']);

/** Most headings and labels remembered. */
const TEXTS = 4000;

/** « Structure 2 » is one of the rows, « Structure » is who files. */
const NUMBERED = /^\s*(?:structure|[ée]tablissement|essms|service|site)\s*(?:n\s?[°º]\s*)?\d+\b/i;

/** Persons and bodies that are not the porteur's are told by one word among three. */
const ELSEWHERE_PRECISION = 0.33;

const ANY_BODY = new Set(wordsOf('structure organisme association entité organisation établissement'));
const BODY_KIND = new Set(
  wordsOf(
    'gestionnaire porteur porteuse demandeur demandeuse candidat candidate médico social sociale service demande déposant siège postulant juridique essms bénéficiaire pétitionnaire identité civile',
  ),
);

const placesIn = (text: string, precision: number): Place[] => {
  const words = wordsOf(text);
  if (precision > 0 && NUMBERED.test(text)) return ['essms'];
  const told = placeWords.flatMap(({ place, wordings }) => {
    const found = wordings.filter((wording) => {
      if (wording.length === 0 || coverage(words, wording) < 1) return false;
      const others = words.filter(
        (word) =>
          !wording.includes(word) &&
          !isFiller(word) &&
          !((place === 'contact' || place === 'representative') && genericWords.has(word)),
      );
      const least = place === 'elsewhere' ? Math.min(precision, ELSEWHERE_PRECISION) : precision;
      // « Structure d’appui » is no « structure »: a word that any body may be called by must stand alone.
      if (place === 'porteur' && precision > 0 && wording.length === 1 && ANY_BODY.has(wording[0] ?? ''))
        return others.every((word) => BODY_KIND.has(word)) || /\set\s|,/.test(text);
      return wording.length >= (wording.length + others.length) * least;
    });
    return found.length === 0 ? [] : [{ place, length: Math.max(...found.map((wording) => wording.length)) }];
  });
  // The longest wording wins: « coordonnées bancaires » is no « coordonnées ».
  const longest = Math.max(0, ...told.map(({ length }) => length));
  const best = told.filter(({ length }) => length === longest).map(({ place }) => place);
  // « Coordonnées du trésorier » are the treasurer's, not the organisation's.
  const somebody = best.filter((place) => SOMEBODY.has(place));
  return somebody.length > 0 ? somebody : best;
};

/** « Nombre de membres » counts them and is nobody's. */
const COUNTS = /^\s*(?:nombre|nb|nbre|combien)\b/i;

/** « Fonction (président, directeur…) » gives examples. */
const EXAMPLES = /\([^)]*(?:,|…|\.\.\.|\bex\b|par exemple)[^)]*\)/gi;

/** Places a label names by itself; none when it counts or only gives examples. */
export const toldByLabel = remembered(TEXTS, (text) =>
  COUNTS.test(text)
    ? []
    : placesIn(text.replace(EXAMPLES, ' '), 0).filter((place) => TOLD_BY_LABEL.has(place)),
);

/** « Logiciel actuel » is what the project replaces. */
const IN_PLACE =
  /(?:logiciel|solution|dui|equipement|outil|systeme d'information)s? (?:metiers? )?(?:actuel|existant|en place|remplace|a remplacer|utilise|precedent)/;

/** « La personne qui répondra à nos questions ». */
const ABOUT_DOSSIER =
  /\b(?:personnes?|interlocut\w+)\b.*\b(?:sui[tv]\w*|repond\w*|joindre|contacter|dossier|demande|projet|action|operation|questions?|signe\w*|engage\w*|habilitee?)\b/;
const NOT_ABOUT =
  /techni|informatique|confiance|compta|agees?|handicap|accueilli|accompagne|concernee|beneficiaire|protection|donnees|autres?|second|supplement|moyens|equipe/;
const SIGNS = /\b(?:signe\w*|engage\w*|habilitee?|pouvoir|represent\w+)\b/;

/** « (représentant légal) » after a function says whose it is; « (si différente du représentant) » does not. */
const toldInBrackets = (text: string): Place[] =>
  [...text.matchAll(/\(([^)]*)\)/g)].flatMap(([, inside = '']) =>
    UNLIKE.test(fold(inside)) ? [] : placesIn(inside, WHOLLY).filter((place) => PERSONS.has(place)),
  );
const UNLIKE = /^(?:si|hors|sauf|autres?|different|pas|non)\b|\bdifferen/;
const WHOLLY = 1;
const PERSONS = new Set<Place>(['representative', 'contact']);

const withoutBrackets = (text: string): string => text.replace(/\([^)]*\)/g, ' ');

/** Places a heading is mostly about, none when it is about something else. */
export const toldByHeading = remembered(TEXTS, (text): Place[] => {
  const folded = fold(text);
  if (IN_PLACE.test(folded)) return ['elsewhere'];
  if (/^(?:\W|le |la |l')*beneficiaire\W*$/.test(folded)) return ['porteur'];
  const aside = toldInBrackets(text);
  if (aside.length > 0) return aside;
  const plain = withoutBrackets(folded);
  const told = placesIn(withoutBrackets(text), HEADING_PRECISION);
  if (!told.some((place) => SOMEBODY.has(place)) && ABOUT_DOSSIER.test(plain) && !NOT_ABOUT.test(plain))
    return [SIGNS.test(plain) ? 'representative' : 'contact'];
  // « Adresse de gestion (si différente) »: another address than the one the profile holds.
  return told.includes('address') && /si (?:elle est )?diff[ée]rente?/i.test(text) ? ['elsewhere'] : told;
});

/** Ways of a site to be written to. */
const ASIDE = /formulaire de contact|contactez[\s-]nous|nous [ée]crire|nous contacter/i;

const abroadWords = new Set(wordsOf(ABROAD));

const isAbroad = remembered(
  TEXTS,
  (text) => ASIDE.test(text) || wordsOf(text).some((word) => abroadWords.has(word)),
);

/** The heading says nothing of what it is about: « Informations générales ». */
export const isEmpty = remembered(TEXTS, (text) => wordsOf(withoutBrackets(text)).every(isFiller));

/** « Demande de subvention » heads a whole form: a hint for the project's data, no bar to the others. */
export const GENERIC = 0.45;
const genericWords = new Set(wordsOf('demande dossier candidature aide financement appel à projets'));

/** The heading speaks of the whole demande. */
export const isGeneric = remembered(TEXTS, (text) => {
  const words = wordsOf(withoutBrackets(text)).filter((word) => !isFiller(word));
  // « Le projet » alone heads a block about it.
  return words.every((word) => genericWords.has(word)) && words.join() !== 'projet';
});

/** « Subvention numérique : votre dossier » is a title we do not know of a thing we do. */
export const isOfDemande = remembered(TEXTS, (text) => wordsOf(text).some((word) => genericWords.has(word)));

/** Words of a heading that bring a block back to the demande on a page about something else. */
const OURS = new Set(wordsOf('porteur gestionnaire représentant essms grappe éligibilité'));

/** The headings, nearest first, take a block away from the demande before any brings it back. */
export const abroadIn = (headings: string[]): boolean => {
  for (const heading of headings) {
    if (isAbroad(heading)) return true;
    if (wordsOf(heading).some((word) => OURS.has(word))) return false;
  }
  return false;
};

/** Bodies that have a representative, an address and numbers of their own. */
const BODY =
  /partenaire|prestataire|fournisseur|hebergeur|sous-traitant|filiale|\bmembres?\b|financeur|bailleur|assureur|cabinet|integrateur|consultant|etranger|editeur|maitre d'oeuvre|co-?porteur|autres? (?:organisme|structure|association)/;

/** The nearest heading that says whose a block is says it is another body's. */
export const isTheirs = (headings: string[]): boolean => {
  const first = headings.find((text) => toldByHeading(text).length > 0);
  if (first === undefined) return false;
  const told = toldByHeading(first);
  return told.some((place) => place === 'elsewhere' || place === 'editor') && BODY.test(fold(first));
};

/** What is asked once the project is done. */
export const PAST =
  /\bbilan\b|\brapports?\b|compte[- ]rendu|\bsolde\b|justificati(?:f|on)s? (?:des? |d')(?:depense|emploi|paiement)|\bavenant\b|\bliquidation\b/;

/** Whom the technical name of a control speaks of, when nothing on screen names a person. */
const NAMED: [Place, RegExp][] = [
  ['representative', /^(?:rep|repr|representant|replegal|rl|legal|signataire)$/],
  ['contact', /^(?:contact|referent|interlocuteur|chefprojet|chargedossier)$/],
  ['elsewhere', /^(?:tresorier|comptable|president|editeur|suppleant|delegataire|cac)$/],
];
/** Places that are persons or bodies one can be sent to by name. */
export const PEOPLE = new Set<Place>(['representative', 'contact', 'elsewhere', 'editor', 'bank']);
/** What a technical name is worth as a place. */
export const BY_NAME = 0.6;

/** The person that a technical name speaks of, or null. */
export const toldByName = (name: string): Place | null => {
  const tokens = fold(name.replace(/([a-z])([A-Z])/g, '$1 $2')).split(/[^a-z]+/);
  return NAMED.find(([, word]) => tokens.some((token) => word.test(token)))?.[0] ?? null;
};

/** Words only the form of a body that asks for an aid holds. */
const OF_BODIES = new Set(
  wordsOf(
    'siret siren finess rna raisonsociale gestionnaire porteur essms grappe subvention projet sollicité raison sociale',
  ),
);
/** Labels with such words that are enough to say what a page without a telling heading is. */
const ENOUGH = 2;

const isOfBody = remembered(TEXTS, (text) => wordsOf(text).some((word) => OF_BODIES.has(word)));

/** The page is a demande of a body, by its headings or by what else it asks. */
export const isDemande = (headings: readonly string[], labels: readonly string[]): boolean =>
  headings.some(
    (text) =>
      !isAbroad(text) && (isOfDemande(text) || isOfBody(text) || toldByHeading(text).includes('porteur')),
  ) || labels.filter(isOfBody).length >= ENOUGH;

/** « Moyens de contact » heads telephones and addresses, not a person. */
const MEANS =
  /^(?:\W*(?:nos |vos |les |moyens? de )?contacts?|(?:comment |pour )?(?:nous|vous) (?:joindre|contacter))\W*$/;

/** The heading is one of telephones and addresses. */
export const isMeans = remembered(TEXTS, (text) => MEANS.test(fold(text)));

/** The heading is of the porteur or of its address. */
export const isOfPorteur = (text: string): boolean =>
  toldByHeading(text).some((place) => place === 'porteur' || place === 'address');
