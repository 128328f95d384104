/**
 * Words of a label, ready to be compared: folded, without function words, plurals cut, the
 * abbreviations of administrative forms written out.
 */

const FUNCTION_WORDS = new Set(
  'a au aux aucun aucune ce ces cette cet d dans de des du elle elles en est et etes il ils l la le les leur lui m ma mes n ne nous on ont ou par pour quel quelle quels quelles qu que qui s sa sans se ses si son sont sur t ta tes tout toute toutes tous un une vos votre vous y absence avez beneficie beneficiez releve relevent relevant depourvu exempt jamais ete etre sera hors ni pas sauf veuillez indiquer indiquez saisir saisissez preciser precisez renseigner svp merci'.split(
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
  esms: 'essm',
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
};

/** Expressions that mean one thing together, folded form → one word. */
const EXPRESSIONS: [RegExp, string][] = [
  [/\bcode[\s-]postal\b/g, ' codepostal '],
  [/\b(?:adresse|courrier)[\s-](?:mail|mel|email|electronique|e-mail|courriel)\b/g, ' courriel '],
  [/\be-mail\b/g, ' courriel '],
  [/\bn\s?[°º]\s?/g, ' numero '],
  [/\braison[\s-]sociale\b/g, ' raisonsociale '],
  [/\b(?:site|adresse) (?:internet|web)\b/g, ' siteweb '],
  [/\bdossier (?:de l')?usager informatise\b/g, ' logiciel '],
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

const prepared = (text: string): string =>
  EXPRESSIONS.reduce(
    (folded, [expression, word]) => folded.replace(expression, word),
    fold(text.replace(/([a-z])([A-Z])/g, '$1 $2')),
  ).replace(/\s+/g, ' ');

/** Meaningful words of a text, in order, repeated ones kept once. */
export const wordsOf = (text: string): string[] => {
  const words = prepared(text).split(/[^a-z0-9]+/);
  return [...new Set(words.filter((word) => word !== '' && !FUNCTION_WORDS.has(word)).map(rootOf))];
};

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

const INVERSE = /\b(?:exempte?s?|depourvue?s?|absence|aucune?|sans|jamais|moins de \d+)\b/g;
const UNCLEAR = /\b(?:hors|ni|non|pas|sauf)\b/;

/** Polarity of a yes/no question; what stands in brackets does not count. */
export const polarityOf = (question: string): Polarity => {
  const text = fold(question)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\boui\s*(?:\/|ou)?\s*non\b/g, ' ')
    .replace(/\bsans (?:aucune?|jamais)\b/g, 'sans');
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
  const words = texts.flatMap((text) => fold(text).split(/[^a-z]+/));
  const english = words.filter((word) => ENGLISH.has(word)).length;
  return english >= 3 && english > 2 * words.filter((word) => FRENCH.has(word)).length;
};
