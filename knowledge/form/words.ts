/**
 * Words of a label, ready to be compared: folded, without function words, plurals cut, the
 * abbreviations of administrative forms written out.
 */

const FUNCTION_WORDS = new Set(
  'a au aux ce ces cette cet d dans de des du elle elles en est et etes il ils l la le les leur lui m ma mes n nous on ou par pour quel quelle quels quelles qu que qui s sa se ses si son sont sur t ta tes un une vos votre vous y avez ont ete etre sera veuillez indiquer indiquez saisir saisissez preciser precisez renseigner svp merci'.split(
    ' ',
  ),
);

/** Abbreviations and other spellings met in forms → the words of the dictionary. */
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
  etablissement: 'structure',
  esms: 'essms',
  tva: 'taxe',
  mt: 'montant',
  qualite: 'fonction',
  patronyme: 'nom',
  titre: 'intitule',
  dui: 'logiciel',
};

/** Expressions that mean one thing together, folded form → one word. */
const EXPRESSIONS: [RegExp, string][] = [
  [/\bcode[\s-]postal\b/g, ' codepostal '],
  [/\b(?:adresse|courrier)[\s-](?:mail|email|electronique|e-mail|courriel)\b/g, ' courriel '],
  [/\be-mail\b/g, ' courriel '],
  [/\bn\s?[°º]\s?/g, ' numero '],
  [/\braison[\s-]sociale\b/g, ' raisonsociale '],
  [/\bsite (?:internet|web)\b/g, ' siteweb '],
  [/\bdossier usager informatise\b/g, ' logiciel '],
  [/\bpreno(m|ms)\b/g, ' prenom '],
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

/** Texts kept with their words: a page asks for the same ones again at every change. */
const MEMORY = 4000;
const remembered = new Map<string, string[]>();

/** Meaningful words of a text, in order, repeated ones kept once. */
export const wordsOf = (text: string): string[] => {
  const known = remembered.get(text);
  if (known) return known;
  if (remembered.size >= MEMORY) remembered.clear();
  const words = readWords(text);
  remembered.set(text, words);
  return words;
};

const readWords = (text: string): string[] => {
  let folded = fold(text.replace(/([a-z])([A-Z])/g, '$1 $2'));
  for (const [expression, word] of EXPRESSIONS) folded = folded.replace(expression, word);
  const words = folded
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !FUNCTION_WORDS.has(word))
    .map((word) => SAME_WORD[word] ?? singular(word))
    .map((word) => SAME_WORD[word] ?? word);
  return [...new Set(words)];
};

const NEGATIONS = /\b(?:ne|n'|aucun|aucune|sans|absence|exempt|exempte|hors|jamais|ni)\b|\bn'/;

/** The question is asked the other way round: « Le projet est-il exempt de… ». */
export const isNegated = (question: string): boolean => NEGATIONS.test(fold(question));
