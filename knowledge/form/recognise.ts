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
import { PLACES, type Place } from './places';
import { type Column, families, type RowFamily } from './rows';
import type { FieldSnapshot, FrameSnapshot, TableSnapshot, TextSource } from './snapshot';
import { wordsOf } from './words';

/** A field and what it was recognised as, with the reasons, in French, for the person. */
export interface Recognition {
  id: FieldId;
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

/** Weights of the kinds of evidence; the label decides, the rest separates look-alikes. */
/** Under this likeness of label no other evidence can make up for it. */
const LABEL_FLOOR = 0.45;
const LABEL_WEIGHT = 0.72;
const PLACE_BONUS = 0.2;
const FORMAT_BONUS = 0.14;
const VALUE_BONUS = 0.25;
const OTHER_PLACE = -0.15;
const WRONG_PLACE = -0.6;

interface Candidate {
  labels: string[][];
  format: Format;
}

/** How rare each word is among the wordings of the dictionary: a rare word says more. */
const rarity = (() => {
  const seen = new Map<string, number>();
  const all = [
    ...dictionary.map((entry) => entry.labels),
    ...families.flatMap((f) => f.columns.map((c) => c.labels)),
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

/** Words that tell a wording from the others: « début » in « Date de début ». */
const tellingWords = (wording: string[]): string[] => {
  const rarest = Math.max(0, ...wording.map(rarity));
  return wording.filter((word) => rarity(word) >= rarest * TELLING);
};

/**
 * Likeness of two word lists, 0 to 1: what of the wording is there, and how much else is. Nothing
 * without half of the telling words: « Date de mise en service » is no « Date de début ».
 */
export const likeness = (found: string[], wording: string[]): number => {
  const telling = tellingWords(wording);
  if (telling.filter((word) => found.includes(word)).length * 2 < telling.length) return 0;
  const shared = weigh(wording.filter((word) => found.includes(word)));
  const recall = shared / weigh(wording);
  const precision = shared / weigh(found);
  return (recall * precision * 2) / (recall + precision);
};

interface FieldWords {
  field: FieldSnapshot;
  bySource: { weight: number; words: string[]; text: string }[];
  /** How well each place fits, from the sections around and from the label itself. */
  places: Map<Place, number>;
}

const placeWords = Object.entries(PLACES).map(([place, wordings]) => ({
  place: place as Place,
  wordings: wordings.map(wordsOf),
}));

/** A heading must be mostly about the place; a label may name it among other words. */
const HEADING_PRECISION = 0.5;

/** Places a label itself can tell: « Nom du représentant légal ». « Structure » in a label tells none. */
const TOLD_BY_LABEL = new Set<Place>(['representative', 'contact', 'bank', 'elsewhere']);

/** How well each place fits a field: its own label first, then the nearest headings, then the step. */
const placesOf = (field: FieldSnapshot, frame: FrameSnapshot): Map<Place, number> => {
  const places = new Map<Place, number>();
  const put = (place: Place, score: number) => places.set(place, Math.max(score, places.get(place) ?? 0));
  const labels = field.texts.filter(({ source }) => source === 'label' || source === 'group');
  const headings = [
    ...field.texts.filter(({ source }) => source === 'section').map(({ text }) => text),
    frame.step,
  ];
  for (const { place, wordings } of placeWords) {
    const told = labels.some(({ text }) =>
      wordings.some((wording) => coverage(wordsOf(text), wording) === 1),
    );
    if (told && TOLD_BY_LABEL.has(place)) put(place, 1);
    headings.forEach((text, rank) => {
      const words = wordsOf(text);
      const about = wordings.some(
        (wording) => coverage(words, wording) === 1 && wording.length >= words.length * HEADING_PRECISION,
      );
      if (about) put(place, 1 - Math.min(rank, 5) * 0.1);
    });
  }
  return places;
};

const coverage = (found: string[], wording: string[]): number =>
  wording.length === 0 ? 0 : wording.filter((word) => found.includes(word)).length / wording.length;

const wordsOfField = (field: FieldSnapshot, frame: FrameSnapshot): FieldWords => ({
  field,
  places: placesOf(field, frame),
  bySource: field.texts.flatMap(({ source, text }) => {
    const weight = SOURCE_WEIGHT[source];
    return weight === undefined ? [] : [{ weight, words: wordsOf(text), text }];
  }),
});

const entryWords = dictionary.map((entry) => ({
  entry,
  labels: entry.labels.map(wordsOf),
  /** Words that only say whose field it is: neutral in « Nom du représentant légal ». */
  owner: new Set((PLACES[entry.place] ?? []).flatMap(wordsOf)),
}));

/** Recognises the fields of one frame that stand alone, by one global assignment. */
export const recogniseFields = (frame: FrameSnapshot): Map<string, Recognition> => {
  const fields = frame.fields
    .filter((field) => field.row === null && field.label !== '' && !isNever(field))
    .map((field) => wordsOfField(field, frame));
  const matrix = fields.map((field) => entryWords.map((candidate) => score(field, candidate)));
  const found = assign(
    matrix.map((row) => row.map(({ confidence }) => (confidence >= THRESHOLD ? confidence : 0))),
  );
  const recognised = new Map<string, Recognition>();
  found.forEach((column, row) => {
    const field = fields[row];
    const best = matrix[row]?.[column];
    const entry = entryWords[column]?.entry;
    if (field && best && entry) recognised.set(field.field.ref, { id: entry.id, ...best });
  });
  return recognised;
};

interface Score {
  confidence: number;
  evidence: string[];
}

const NOTHING: Score = { confidence: 0, evidence: [] };

const score = (words: FieldWords, { entry, labels, owner }: (typeof entryWords)[number]): Score => {
  const { field, places } = words;
  if (!kindFits(field, entry.format)) return NOTHING;
  const label = labelScore(words, labels, owner);
  if (label.score < LABEL_FLOOR) return NOTHING;
  const place = placeScore(entry, places);
  const format = formatScore(field, entry.format);
  const confidence = Math.max(0, Math.min(1, label.score * LABEL_WEIGHT + place.score + format.score));
  return {
    confidence,
    evidence: [label.evidence, place.evidence, format.evidence].filter((text) => text !== ''),
  };
};

/** Best likeness of any text of the field to any wording of the entry. */
const labelScore = (words: FieldWords, labels: string[][], owner: Set<string>) => {
  let best = { score: 0, evidence: '' };
  for (const { weight, words: found, text } of words.bySource) {
    const own = found.filter((word) => !owner.has(word));
    for (const wording of labels) {
      const like =
        Math.max(likeness(found, wording), own.length > 0 ? likeness(own, wording) * 0.98 : 0) * weight;
      if (like > best.score) best = { score: like, evidence: `libellé « ${text} »` };
    }
  }
  return best;
};

const placeScore = (entry: Entry, places: Map<Place, number>) => {
  const own = places.get(entry.place) ?? 0;
  const others = [...places].filter(([place]) => place !== entry.place);
  const other = Math.max(0, ...others.map(([, fit]) => fit));
  if (own > 0 && own >= other)
    return { score: PLACE_BONUS, evidence: `rubrique « ${PLACES[entry.place][0]} »` };
  const elsewhere = places.get('elsewhere') ?? 0;
  if (elsewhere > 0 && elsewhere >= own) return { score: WRONG_PLACE, evidence: '' };
  if (entry.needsPlace)
    return {
      score: own > 0 && others.every(([, fit]) => fit - own < 0.35) ? PLACE_BONUS / 2 : WRONG_PLACE,
      evidence: '',
    };
  return own > 0
    ? { score: PLACE_BONUS / 2, evidence: '' }
    : { score: other > 0 ? OTHER_PLACE / 3 : 0, evidence: '' };
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

/** A kind of field that cannot hold that format is out, whatever its label says. */
const kindFits = (field: FieldSnapshot, format: Format): boolean => {
  const { kind } = field;
  if (kind === 'locked') return true;
  if (format === 'yes-no')
    return (
      kind === 'radio' ||
      kind === 'switch' ||
      kind === 'checkbox' ||
      (kind === 'select' && field.options.length <= 4)
    );
  if (format === 'choices') return (kind === 'checkbox' && field.options.length > 0) || kind === 'select';
  if (kind === 'switch' || kind === 'checkbox') return false;
  if (format === 'choice') return CHOICE_KINDS.has(kind) || kind === 'text';
  if (format === 'year') return kind === 'select' || kind === 'text' || kind === 'number';
  if (kind === 'select' || kind === 'radio') return false;
  if (format === 'day') return kind === 'date' || kind === 'text';
  if (kind === 'date') return false;
  if (kind === 'number') return format === 'amount' || format === 'count';
  const typed = TYPES[field.format.type];
  return typed === undefined || typed === format;
};

const CONSENT =
  /attest|certifi|sur l'honneur|j'accept|consen|j'ai lu|autoris|m'engag|conditions g[ée]n|politique de confid/i;

/** Fields the assistant never touches: files, passwords, consents and declarations. */
export const isNever = (field: FieldSnapshot): boolean => {
  if (field.kind === 'file' || field.kind === 'password') return true;
  const words = field.texts
    .filter(({ source }) => source === 'label' || source === 'group')
    .map(({ text }) => text);
  const box = field.kind === 'checkbox' || field.kind === 'switch' || field.kind === 'radio';
  return box && words.some((text) => CONSENT.test(text.replace(/[’‘]/g, "'")));
};

/** A table of the page and what its rows and columns are. */
export interface TableRecognition {
  table: TableSnapshot;
  family: RowFamily;
  /** Rank of the column in the page → column of the family. */
  columns: Map<number, { column: Column; confidence: number }>;
}

/** Recognises the tables of a frame whose rows the profile can answer. */
export const recogniseTables = (frame: FrameSnapshot): TableRecognition[] =>
  frame.tables.flatMap((table) => {
    const context = [table.caption, table.addLabel, ...table.columns].map(wordsOf);
    const ranked = families
      .map((family) => ({ family, columns: columnsOf(table, family), fit: familyFit(family, context) }))
      .map((one) => ({ ...one, score: one.fit * 2 + one.columns.size / Math.max(1, table.columns.length) }))
      .filter((one) => one.fit > 0 && one.columns.size > 0)
      .toSorted((a, b) => b.score - a.score);
    const best = ranked[0];
    return best ? [{ table, family: best.family, columns: best.columns }] : [];
  });

const familyFit = (family: RowFamily, texts: string[][]): number =>
  Math.max(
    ...family.words
      .map(wordsOf)
      .map((wording) => Math.max(...texts.map((words) => coverage(words, wording)))),
    0,
  ) >= 0.99
    ? 1
    : 0;

const columnsOf = (table: TableSnapshot, family: RowFamily): TableRecognition['columns'] => {
  const heads = table.columns.map(wordsOf);
  const candidates: (Candidate & { column: Column })[] = family.columns.map((column) => ({
    column,
    labels: column.labels.map(wordsOf),
    format: column.format,
  }));
  const matrix = heads.map((words) =>
    candidates.map(({ labels }) => {
      const best = Math.max(0, ...labels.map((wording) => likeness(words, wording)));
      return best >= THRESHOLD ? best : 0;
    }),
  );
  const found = new Map<number, { column: Column; confidence: number }>();
  assign(matrix).forEach((candidate, at) => {
    const column = candidates[candidate]?.column;
    if (column) found.set(at, { column, confidence: matrix[at]?.[candidate] ?? 0 });
  });
  return found;
};
