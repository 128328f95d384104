import {
  checkBic,
  checkEmail,
  checkFiness,
  checkIban,
  checkNaf,
  checkPhone,
  checkPostcode,
  checkRna,
  checkSiren,
  checkSiret,
  type IdentifierCheck,
} from '@/knowledge/identifiers';
import { assign } from './assignment';
import { dictionary, type Entry, type Format } from './dictionary';
import type { FieldId } from './field-id';
import { asksFor, type Told, told } from './likeness';
import { ownerWords, type PlaceFit, placeFit, placeScore } from './place-fit';
import type { FieldSnapshot, FrameSnapshot, TextSource } from './snapshot';
import { fold, isEnglish, partsOf, wordsOf } from './words';

/** A field and what it was recognised as, with the reasons, in French, for the person. */
export interface Recognition {
  entry: Entry;
  /** 0 to 1. */
  confidence: number;
  evidence: string[];
}

/** Under this confidence nothing is proposed: a wrong value is worse than an empty field. */
export const THRESHOLD = 0.5;

/** How much each source of text counts: what stands nearest to the field counts most. */
const SOURCE_WEIGHT: Partial<Record<TextSource, number>> = {
  label: 1,
  group: 1,
  column: 1,
  title: 0.75,
  placeholder: 0.65,
  name: 0.6,
  help: 0.4,
};

/** Under this likeness of label no other evidence can make up for it. */
const LABEL_FLOOR = 0.56;
/** Weights of the kinds of evidence; the label decides, the rest separates look-alikes. */
const LABEL_WEIGHT = 0.72;
const FORMAT_BONUS = 0.14;
const VALUE_BONUS = 0.25;

interface FieldWords {
  field: FieldSnapshot;
  bySource: (Told & { weight: number })[];
  place: PlaceFit;
}

const wordsOfField = (field: FieldSnapshot, frame: FrameSnapshot): FieldWords => ({
  field,
  place: placeFit(field, frame),
  bySource: field.texts.flatMap(({ source, text }) => {
    const weight = SOURCE_WEIGHT[source];
    return weight === undefined ? [] : [{ weight, ...told(text) }];
  }),
});

const entryWords = dictionary.map((entry) => ({
  entry,
  labels: entry.labels.map(wordsOf),
  owner: ownerWords(entry.place),
}));

/** Entries by the words of their wordings: most entries share no word with a field. */
const entriesByWord = (() => {
  const byWord = new Map<string, (typeof entryWords)[number][]>();
  for (const one of entryWords)
    for (const word of new Set(one.labels.flat())) byWord.set(word, [...(byWord.get(word) ?? []), one]);
  return byWord;
})();

const plausibleFor = ({ bySource }: FieldWords): Set<(typeof entryWords)[number]> =>
  new Set(bySource.flatMap(({ words }) => words.flatMap((word) => entriesByWord.get(word) ?? [])));

/** The frame is of another language than ours: nothing in it is recognised. */
export const isForeign = (frame: FrameSnapshot): boolean =>
  isEnglish([...frame.headings, ...frame.fields.map(({ label }) => label)]);

/** Recognises the fields of one frame that stand alone, by one global assignment. */
export const recogniseFields = (frame: FrameSnapshot): Map<string, Recognition> => {
  const recognised = new Map<string, Recognition>();
  if (isForeign(frame)) return recognised;
  const fields = frame.fields
    .filter(
      (field) => field.row === null && field.label !== '' && !isNever(field) && !asksSeveral(field.label),
    )
    .map((field) => wordsOfField(field, frame));
  const matrix = fields.map((field) => {
    const plausible = plausibleFor(field);
    return entryWords.map((candidate) => (plausible.has(candidate) ? score(field, candidate) : NOTHING));
  });
  const found = assign(
    matrix.map((row) => row.map(({ confidence }) => (confidence >= THRESHOLD ? confidence : 0))),
  );
  found.forEach((column, row) => {
    const field = fields[row];
    const best = matrix[row]?.[column];
    const entry = entryWords[column]?.entry;
    if (field && best && entry) recognised.set(field.field.ref, { entry, ...best });
  });
  return recognised;
};

/** « Nom et prénom » in one field asks two things at once: no single answer is right. */
const asksSeveral = (label: string): boolean => {
  if (askedExactly(wordsOf(label)).length > 0) return false;
  const asked = partsOf(label).map((part) => new Set(askedExactly(wordsOf(part))));
  const clear = asked.filter((ids) => ids.size > 0);
  return clear.some((ids, at) => at > 0 && clear[0]?.isDisjointFrom(ids));
};

/** Data whose wording these words are, whoever they are of. */
const askedExactly = (words: string[]): string[] =>
  entryWords.flatMap(({ entry, labels, owner }) => {
    const own = words.filter((word) => !owner.has(word));
    const exact = labels.some(
      (wording) => wording.length === own.length && wording.every((word) => own.includes(word)),
    );
    return exact && own.length > 0 ? [entry.id.split('.')[1] ?? ''] : [];
  });

interface Score {
  confidence: number;
  evidence: string[];
}

const NOTHING: Score = { confidence: 0, evidence: [] };

const score = (words: FieldWords, { entry, labels, owner }: (typeof entryWords)[number]): Score => {
  const { field } = words;
  if (!kindFits(field, entry.format) || asksAnother(field, entry.id)) return NOTHING;
  const label = labelScore(words, labels, owner, entry.format === 'yes-no');
  if (label.score < LABEL_FLOOR) return NOTHING;
  const place = placeScore(entry, words.place);
  const format = formatScore(field, entry.format);
  const confidence = Math.max(0, Math.min(1, label.score * LABEL_WEIGHT + place.score + format.score));
  return {
    confidence,
    evidence: [label.evidence, place.evidence, format.evidence].filter((text) => text !== ''),
  };
};

/** What each word of a wording adds: of two labels word for word ours, the fuller one says more. */
const FULLER = 0.004;

/** Best likeness of any text of the field to any wording of the entry. */
const labelScore = (words: FieldWords, labels: string[][], owner: ReadonlySet<string>, question: boolean) => {
  let best = { score: 0, evidence: '' };
  for (const text of words.bySource)
    for (const wording of labels) {
      if (question && !sameNumbers(text.words, wording)) continue;
      const like = asksFor(text, wording, owner) * text.weight * (1 + wording.length * FULLER);
      if (like > best.score) best = { score: like, evidence: `libellé « ${text.text} »` };
    }
  return best;
};

/** « Au moins 30 ESSMS » is another question than « au moins 15 ESSMS (8 en Corse) ». */
const sameNumbers = (found: string[], wording: string[]): boolean => {
  const known = wording.filter((word) => /^\d+$/.test(word));
  return found.filter((word) => /^\d+$/.test(word)).every((number, at) => number === known[at]);
};

const CHECKS: Partial<Record<Format, (text: string) => IdentifierCheck>> = {
  siret: checkSiret,
  siren: checkSiren,
  finess: checkFiness,
  naf: checkNaf,
  rna: checkRna,
  postcode: checkPostcode,
  phone: checkPhone,
  email: checkEmail,
  iban: checkIban,
  bic: checkBic,
};

/** Lengths a form limits each number to. */
const LENGTHS: Partial<Record<Format, number[]>> = {
  siret: [14, 17, 18],
  siren: [9, 11],
  finess: [9, 12],
  naf: [5, 6],
  rna: [10],
  postcode: [5],
  iban: [27, 33, 34, 42],
  bic: [8, 11],
};

const TYPES: Partial<Record<string, Format>> = { email: 'email', tel: 'phone', url: 'url' };

const formatScore = (field: FieldSnapshot, format: Format): { score: number; evidence: string } => {
  const check = CHECKS[format];
  const filled = field.value !== '' && field.kind !== 'radio' && field.kind !== 'select';
  if (check && filled && check(field.value).ok)
    return { score: VALUE_BONUS, evidence: 'la valeur en place en a la forme' };
  if (TYPES[field.format.type] === format) return { score: FORMAT_BONUS, evidence: 'type du champ' };
  if (field.maxLength !== null && LENGTHS[format]?.includes(field.maxLength))
    return { score: FORMAT_BONUS, evidence: `${field.maxLength} caractères` };
  if (format === 'day' && isDayField(field)) return { score: FORMAT_BONUS, evidence: 'champ de date' };
  return { score: 0, evidence: '' };
};

/** A text box or a native field that takes a date. */
export const isDayField = (field: FieldSnapshot): boolean =>
  field.kind === 'date' || /[jd]{2}.m{2}.[ay]{4}|a{4}-m{2}-j{2}/i.test(field.format.placeholder);

const CHOICE_KINDS = new Set(['select', 'radio', 'combobox']);

/** A list whose only real answers are « Oui » and « Non ». */
const asksYesNo = ({ options }: FieldSnapshot): boolean => {
  const said = options.map(({ text }) => fold(text).split(/[\s,;:]/)[0]);
  return options.length <= 4 && said.includes('oui') && said.includes('non');
};

/** A kind of field that cannot hold that format is out, whatever its label says. */
const kindFits = (field: FieldSnapshot, format: Format): boolean => {
  const { kind } = field;
  if (kind === 'locked') return true;
  // One radio read alone is a part of a question whose other answers are not known.
  if (kind === 'radio' && field.options.length < 2) return false;
  const listed = kind === 'radio' || kind === 'select';
  if (format === 'yes-no')
    return listed
      ? asksYesNo(field)
      : kind === 'switch' || (kind === 'checkbox' && field.options.length === 0);
  if (format === 'choices') return (kind === 'checkbox' && field.options.length > 0) || kind === 'select';
  if (kind === 'switch' || kind === 'checkbox') return false;
  if (format === 'choice') return (CHOICE_KINDS.has(kind) && !asksYesNo(field)) || kind === 'text';
  if (format === 'year') return kind === 'select' || kind === 'text' || kind === 'number';
  if (listed) return false;
  if (format === 'day') return kind === 'date' || kind === 'text';
  if (kind === 'date') return false;
  if (kind === 'number') return format === 'amount' || format === 'count';
  const typed = TYPES[field.format.type];
  return typed === undefined || typed === format;
};

const CONSENT =
  /attest|certifi|sur l'honneur|j'accept|consen|j'ai lu|pris connaissance|autoris|m'engag|nous engageons|sousign|soussign|(?:je|nous) (?:d[ée]clar|confirm|reconnai)|conditions g[ée]n|politique de confid|lettre d'info|newsletter/i;

/** Under such a heading every field is part of what a person declares and signs. */
const DECLARATION = /attest|sur l'honneur|\bsignature\b(?! des? (?:la )?convention)|soussign/i;

const NEAR = new Set<TextSource>(['label', 'group', 'section', 'help']);

/** Fields the assistant never touches: files, passwords, consents and declarations. */
export const isNever = (field: FieldSnapshot): boolean => {
  if (field.kind === 'file' || field.kind === 'password') return true;
  const texts = field.texts
    .filter(({ source }) => NEAR.has(source))
    .map(({ source, text }) => ({ source, text: text.replace(/[’‘]/g, "'") }));
  if (texts.some(({ source, text }) => source === 'section' && DECLARATION.test(text))) return true;
  const box = field.kind === 'checkbox' || field.kind === 'switch' || field.kind === 'radio';
  const options = field.options.map(({ text }) => text.replace(/[’‘]/g, "'"));
  return box && [...texts.map(({ text }) => text), ...options].some((text) => CONSENT.test(text));
};

/** Words that make of a count, an amount or a software another one than the project's. */
const OTHER_AMOUNT =
  /k\s?€|keur|millier|million|m€|%|pour cent|\bpar\b|\b20\d\d\b|obtenu|accord[ée]|vers[ée]|ant[ée]rieur/i;
const OTHER_COUNT = /[ée]quip[ée]|\bnon\b|\ben corse\b|outre-mer|\bdont\b|\bpar\b|hors|restant|d[ée]j[àa]|%/i;
const OTHER_SOFTWARE = /en place|remplac|actuel|existant|pr[ée]c[ée]dent|ancien|en service|sortant/i;
const OTHER_YEAR = /\bclos|pr[ée]c[ée]dent|dernier|ant[ée]rieur|\bn\s?-\s?1\b/i;

const OTHER_THING: Partial<Record<FieldId, RegExp>> = {
  'project.requested': OTHER_AMOUNT,
  'project.essmsCount': OTHER_COUNT,
  'project.software': OTHER_SOFTWARE,
  'project.editor': OTHER_SOFTWARE,
  'project.segurReferenced': OTHER_SOFTWARE,
  'project.year': OTHER_YEAR,
};

/** « Montant demandé (en k€) » or « Nombre d'ESSMS en Corse » are not what the profile holds. */
const asksAnother = ({ label }: FieldSnapshot, id: FieldId): boolean => OTHER_THING[id]?.test(label) ?? false;
