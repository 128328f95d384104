import { remembered } from './recognise-memory';

/**
 * Words of a label, ready to be compared: folded, without function words, plurals cut, the
 * abbreviations of administrative forms written out.
 */

const FUNCTION_WORDS = new Set(
  'a au aux aucun aucune ce ces cette cet d dans de des du elle elles en est et etes il ils l la le les leur lui m ma mes n ne nous on ont ou par pour quel quelle quels quelles qu que qui s sa sans se ses si son sont sur t ta tes tout toute toutes tous un une vos votre vous y absence avez beneficie beneficiez releve relevent relevant depourvu exempt jamais ete etre sera hors ni pas sauf veuillez indiquer indiquez saisir saisissez preciser precisez renseigner svp merci dispose disposez disposent possede possedez possedent detient detenez situe situee situes trouve deroule peut peuvent faut aussi ainsi dont cas echeant merci indique mentionner mentionnez completez lequel laquelle selon comment quand combien trouvent sein chaque chacun chacune percevez recoit percoit recoivent recevez percevoir recevoir obtenez obtenir serez seront avoir'.split(
    ' ',
  ),
);

/** Abbreviations, other spellings and synonyms met in forms → the words of the dictionary. */
const SAME_WORD: Record<string, string> = {
  no: 'numero',
  num: 'numero',
  nr: 'numero',
  nb: 'nombre',
  nbre: 'nombre',
  tel: 'telephone',
  gsm: 'portable',
  mobile: 'portable',
  mail: 'courriel',
  email: 'courriel',
  mel: 'courriel',
  electronique: 'courriel',
  cp: 'codepostal',
  ville: 'commune',
  localite: 'commune',
  rue: 'voie',
  etablissement: 'structure',
  tva: 'taxe',
  mt: 'montant',
  qualite: 'fonction',
  patronyme: 'nom',
  titre: 'intitule',
  dui: 'logiciel',
  operation: 'projet',
  subvention: 'aide',
  sollicite: 'demande',
  demarrage: 'debut',
  achevement: 'fin',
  rattache: 'rattachement',
  affilie: 'rattachement',
  descriptif: 'description',
  solution: 'logiciel',
  logicielle: 'logiciel',
  progiciel: 'logiciel',
  editrice: 'editeur',
  action: 'projet',
  suit: 'suivi',
  suivra: 'suivi',
  suivre: 'suivi',
  commencement: 'debut',
  lancement: 'debut',
  commence: 'debut',
  demarre: 'debut',
  debute: 'debut',
  cloture: 'fin',
  termine: 'fin',
  finit: 'fin',
  echeance: 'fin',
  acheve: 'fin',
  dotation: 'aide',
  demandez: 'demande',
  demander: 'demande',
  demandons: 'demande',
  sollicitez: 'demande',
  solliciter: 'demande',
  sollicitons: 'demande',
  adherent: 'rattachement',
  adherez: 'rattachement',
  appartient: 'rattachement',
  appartenez: 'rattachement',
  appartenance: 'rattachement',
  federation: 'entite',
  minimum: 'minimal',
  minimale: 'minimal',
  avenue: 'voie',
  boulevard: 'voie',
  prevue: 'prevu',
  swift: 'bic',
  messagerie: 'courriel',
  financer: 'financement',
  finance: 'financement',
  esms: 'essm',
  og: 'gestionnaire',
  url: 'siteweb',
  accompagnerez: 'accompagnement',
  accompagnez: 'accompagnement',
  pourquoi: 'objectif',
  pilotez: 'pilote',
  somme: 'montant',
  regroupement: 'groupement',
  rep: 'representant',
  repr: 'representant',
  quinze: '15',
  huit: '8',
  treize: '13',
  implante: 'etabli',
  implantee: 'etabli',
  etablie: 'etabli',
  domicilie: 'etabli',
  domiciliee: 'etabli',
  francais: 'france',
  francaise: 'france',
};

/** Expressions that mean one thing together, folded form → one word. */
const EXPRESSIONS: [RegExp, string][] = [
  [/\bcode[\s-]postal\b/g, ' codepostal '],
  [/\bcodes postaux\b/g, ' codepostal '],
  [/\bqui (?:etes|est)[\s-](?:vous|le demandeur)\b/g, ' demandeur '],
  [/\bport\.(?=\s|$)/g, ' portable '],
  [/\bc\.\s?p\./g, ' codepostal '],
  [/\bcombien (?:de |d'|des )?/g, ' nombre '],
  [/\bcomment (?:s'|se )(?:appelle|intitule|nomme)\w*(?:-t-(?:il|elle))?/g, ' nom '],
  [/\bquand (?=(?:commence|debute|demarre|se termine|s'acheve|finit|prend fin))/g, ' date '],
  [/\bprend fin\b/g, ' fin '],
  [/\bfai(?:t|sant|re)(?:-(?:il|elle|ils|elles))? l'objet d(?:e |'un |'une |')/g, ' '],
  [
    /\b(?:compte|regroupe|reunit|rassemble|concerne|comporte|comprend|possede|dispose|porte)(?:nt)?-(?:t-)?(?:il|elle|ils|elles)\b/g,
    ' ',
  ],
  [/\b\d+ ?(?:chiffres?|caracteres?|positions?|lettres?|car\b\.?)/g, ' '],
  [/\b(?:peut|pouvons|peuvent|pourrons)-?(?:on|nous|ils)? vous (?:joindre|contacter)\b/g, ' '],
  [/\btout(?:e|es)? taxes comprises\b/g, ' ttc '],
  [/\ben (?:euros?|eur)\b|€/g, ' '],
  [/\btetes? de reseaux?\b/g, ' entite '],
  [/\b(?:article )?l\.? ?312-?1\b/g, ' article l312 1 '],
  [/\b(?:adresse|courrier)[\s-](?:mail|mel|email|electronique|e-mail|courriel)\b/g, ' courriel '],
  [/\be-mail\b/g, ' courriel '],
  [/\bn\s?[°º]\s?/g, ' numero '],
  [/\braison[\s-]sociale\b/g, ' raisonsociale '],
  [/\b(?:site|adresse) (?:internet|web)\b/g, ' siteweb '],
  [/\bdossiers? (?:de l'|des |d')?usagers?(?: informatises?| numeriques?| electroniques?)?\b/g, ' logiciel '],
  [/\bnumero d'(?:inscription|enregistrement|immatriculation) (?=au |a l')/g, ' numero '],
  [/\ben quelques (?:lignes|mots|phrases)\b/g, ' '],
  [/^si (?:oui|c'est le cas),? (?=\w{4,} )/g, ' '],
  [/\bau titre d(?:e l'|e la |es |e |u )/g, ' '],
  [/,? tou(?:s|tes) [a-z' ]{3,30}confondue?s\b/g, ' '],
  [/,? (?:telle?|tels|telles) (?:que|qu')\b.*/g, ' '],
  [/\b(?:s'il y a lieu|le cas echeant|si vous en avez une?|si connue?|s'il existe)\b/g, ' '],
  [/\bpreno(m|ms)\b/g, ' prenom '],
  [/\bhors taxes?\b/g, ' ht '],
  [/\bconfirmez[\s-]vous\b/g, ' '],
];

/** Lower case without accents; curly quotes, special spaces and dashes made plain. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[’ʼ‘´`]/g, "'")
    .replace(/[\s\u00A0\u202F]+/g, ' ')
    .trim();

const singular = (word: string): string =>
  word.length > 3 && /[sx]$/.test(word) && !/(?:ss|us|is|ex)$/.test(word) ? word.slice(0, -1) : word;

/** One written form per word: « référencées » and « référencé » are the same. */
const rootOf = (word: string): string => {
  const root = SAME_WORD[word] ?? singular(word).replace(/ee$/, 'e');
  return SAME_WORD[root] ?? root;
};

/** Number of a field in its form: « 3.2 – », « A1) », « b. »; never « N° » nor « E- » of « E-mail ». */
const NUMBERING =
  /^\s*(?:question\s+)?(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,5}|[a-z]\d{1,2})\s?[.)\]:](?=\s|\p{L}{3})|(?:\d{1,2}|[a-z])(?:[.-]\d{1,2})+[.)]?(?=\s)|(?:\d{1,2}|[a-z]\d{1,2}|[ivx]{1,5})\s?[–—-]\s)\s*[)–—:.-]*\s*/iu;

/** « Représentant·e », « salarié(e)s », « chargé.e »: the plain word. */
const INCLUSIVE =
  /[·•‧∙](?:\p{L}{1,5}(?:[·•‧∙]s)?)|\((?:e|s|es|ne|nes|le|les|x|rice|trice|ve|se)\)s?|\.e(?:\.?s)?(?![\p{L}.])/giu;

/** Words of the English half of a form in two languages; some are written alike in French. */
const ENGLISH_HALF = new Set(
  'legal name form registration number street address postcode zip city town country website last first surname family given position role job email e mail language working title project start end date requested grant total budget representative applicant applying organisation organization application foreign partner acronym phone telephone mobile fax description summary amount objectives contact person bank account holder department signature signatory year duration type status of the in and for to or eur your identity request funding details information state region county tax identification code fields answer yes no please'.split(
    ' ',
  ),
);

const isEnglishHalf = (part: string): boolean => {
  const words = fold(part)
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  return words.length > 0 && words.every((word) => ENGLISH_HALF.has(word));
};

/** « Dénomination / Legal name »: the half in our language. */
const inOurTongue = (text: string): string => {
  const halves = text.split(/\s[/|–]\s/);
  if (halves.length !== 2) return text;
  const ours = halves.filter((half) => !isEnglishHalf(half));
  return ours.length === 1 ? (ours[0] ?? text) : halves.every(isEnglishHalf) ? (halves[0] ?? text) : text;
};

const prepared = (text: string): string =>
  EXPRESSIONS.reduce(
    (folded, [expression, word]) => folded.replace(expression, word),
    fold(
      // The number first: « 11.2 – Description » is no label in two languages.
      inOurTongue(text.replace(NUMBERING, ''))
        .replace(/_/g, ' ')
        .replace(INCLUSIVE, '')
        .replace(/([a-z])([A-Z])/g, '$1 $2'),
    ),
  ).replace(/\s+/g, ' ');

/** Most texts remembered: the labels, options and headings of a few large steps. */
const TEXTS = 6000;

const wordsIn = remembered(TEXTS, (text): readonly string[] => {
  const words = prepared(text).split(/[^a-z0-9]+/);
  return [...new Set(words.filter((word) => word !== '' && !FUNCTION_WORDS.has(word)).map(rootOf))];
});

/** Meaningful words of a text, in order, repeated ones kept once. */
export const wordsOf = (text: string): string[] => [...wordsIn(text)];

const LINK =
  /([a-z0-9]+)[\s,]+(?:de |du |des |d'|a |au |aux |par )(?:la |le |les |l'|votre |vos |notre |nos |ce |cet |cette |tout |toute )*([a-z0-9]+)/;

/** Words on both sides of each « de », « à », « par »: « version », « logiciel » in « Version du logiciel ». */
export const linkedWords = (text: string): string[] => {
  const linked: string[] = [];
  let rest = prepared(text);
  for (let found = LINK.exec(rest); found; found = LINK.exec(rest)) {
    const [whole, head = '', complement = ''] = found;
    linked.push(head, complement);
    // The complement may be the head of the next: « date de fin de la convention ».
    rest = rest.slice(found.index + whole.length - complement.length);
  }
  return linked.filter((word) => !FUNCTION_WORDS.has(word)).map(rootOf);
};

/** Parts of a label that asks several things at once: « Nom et prénom », « Tél. / courriel ». */
export const partsOf = (text: string): string[] => fold(text).split(/\s(?:et|ou|-)\s|[,;/+]/);

/** How a question is asked: straight, the other way round (« exempt de »), or one cannot be sure. */
export type Polarity = 'straight' | 'inverse' | 'unclear';

const INVERSE =
  /\b(?:exempte?s?|depourvue?s?|absence|aucune?|sans|jamais|renouvellement|moins de (?:\d+|quinze|huit))\b/g;
const UNCLEAR = /\b(?:hors|ni|non|pas|sauf)\b/;

/** Polarity of a yes/no question; what stands in brackets does not count. */
export const polarityOf = (question: string): Polarity => {
  const text = fold(question)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\boui\s*(?:\/|ou)?\s*non\b/g, ' ')
    .replace(/\bsans (?:aucune?|jamais)\b/g, 'sans')
    .replace(/\b(?:pas|non|sans) moins de\b/g, ' ')
    .replace(/\bpremiere demande,? (?:ou|et non)\b.*renouvellement/g, ' ni ');
  const turns = text.match(INVERSE)?.length ?? 0;
  if (UNCLEAR.test(text) || turns > 1) return 'unclear';
  if (turns === 1) return 'inverse';
  return /\bne\b|\bn'/.test(text) ? 'unclear' : 'straight';
};

const ENGLISH = new Set(
  'first last name your the of and to address street city state zip postcode country phone email company date start end upload required please amount title website birth'.split(
    ' ',
  ),
);
const FRENCH = new Set(
  'nom prenom de du des la le les et votre vos numero adresse commune ville telephone courriel montant'.split(
    ' ',
  ),
);

/** The texts are of an English form: nothing in it is asked of a grappe. */
export const isEnglish = (texts: string[]): boolean => {
  let english = 0;
  let french = 0;
  for (const text of texts) {
    const said = tonguesOf(text);
    english += said.english;
    french += said.french;
  }
  return english >= 3 && english > 2 * french;
};

const tonguesOf = remembered(TEXTS, (text) => {
  const words = fold(inOurTongue(text.replace(NUMBERING, ''))).split(/[^a-z]+/);
  return {
    english: words.filter((word) => ENGLISH.has(word)).length,
    french: words.filter((word) => FRENCH.has(word)).length,
  };
});
