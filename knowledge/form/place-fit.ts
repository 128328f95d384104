import type { Entry } from './dictionary';
import { coverage } from './likeness';
import { KIN, PLACES, type Place } from './places';
import type { FieldSnapshot, FrameSnapshot } from './snapshot';
import { wordsOf } from './words';

/** What stands around a field says of whom or of what it is. */
export interface PlaceFit {
  /** How well each place fits, 0 to 1; absent when nothing around speaks of it. */
  places: ReadonlyMap<Place, number>;
  /** The nearest heading speaks of something we do not know. */
  strange: boolean;
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
export const placeFit = (field: FieldSnapshot, frame: FrameSnapshot): PlaceFit => {
  const places = new Map<Place, number>();
  const put = (place: Place, score: number) => places.set(place, Math.max(score, places.get(place) ?? 0));
  for (const { source, text } of field.texts)
    if (source === 'label' || source === 'group')
      for (const place of toldBy(wordsOf(text), 0)) if (TOLD_BY_LABEL.has(place)) put(place, 1);
  const sections = field.texts.filter(({ source }) => source === 'section').map(({ text }) => text);
  const headings = [...sections, frame.step].map((text) => wordsOf(text.replace(/\([^)]*\)/g, ' ')));
  headings.forEach((words, rank) => {
    for (const place of toldBy(words, HEADING_PRECISION)) put(place, 0.9 - Math.min(rank, 5) * 0.1);
  });
  const nearest = headings.find((words) => !words.every(isFiller)) ?? [];
  return { places, strange: nearest.length > 0 && toldBy(nearest, HEADING_PRECISION).length === 0 };
};

/** Places that belong to somebody: another's name or address is never asked there. */
const SOMEBODY = new Set<Place>(['representative', 'contact', 'bank', 'elsewhere']);

/** Words that fill a heading without saying what it is about. */
const FILLER = new Set([
  'identite',
  'etat',
  'civil',
  'information',
  'general',
  'detail',
  'saisie',
  'formulaire',
  'suite',
  'renseignement',
  'donnee',
  'dossier',
  'relatif',
  'concernant',
  'etape',
  'partie',
]);

const isFiller = (word: string): boolean => FILLER.has(word) || /^(?:\d+|[ivx]+)$/.test(word);

/** Places a text speaks of; the longest wording wins: « coordonnées bancaires » is no « coordonnées ». */
const toldBy = (words: string[], precision: number): Place[] => {
  const told = placeWords.flatMap(({ place, wordings }) => {
    const found = wordings.filter((wording) => {
      const others = words.filter((word) => !wording.includes(word) && !isFiller(word));
      return coverage(words, wording) === 1 && wording.length >= (wording.length + others.length) * precision;
    });
    return found.length === 0 ? [] : [{ place, length: Math.max(...found.map((wording) => wording.length)) }];
  });
  const longest = Math.max(0, ...told.map(({ length }) => length));
  const best = told.filter(({ length }) => length === longest).map(({ place }) => place);
  // « Coordonnées du trésorier » are the treasurer's, not the organisation's.
  const somebody = best.filter((place) => SOMEBODY.has(place));
  return somebody.length > 0 ? somebody : best;
};

const PLACE_BONUS = 0.2;
const OTHER_PLACE = -0.15;
const WRONG_PLACE = -0.6;

/** Told by the label itself or by the nearest heading. */
const NEAREST = 0.9;

/** A section told this much nearer than its own place takes a person's field away. */
const NEARER = 0.35;

/** What the place of a field adds to an entry's confidence, or takes from it. */
export const placeScore = (
  entry: Entry,
  { places, strange }: PlaceFit,
): { score: number; evidence: string } => {
  const kin = [entry.place, ...(KIN[entry.place] ?? [])];
  const own = Math.max(0, ...kin.map((place) => places.get(place) ?? 0));
  const others = [...places].filter(([place]) => !kin.includes(place));
  const other = Math.max(0, ...others.map(([, fit]) => fit));
  const without = (score: number) => ({ score, evidence: '' });
  const elsewhere = places.get('elsewhere') ?? 0;
  if (elsewhere > 0 && elsewhere >= own) return without(WRONG_PLACE);
  if (entry.needsPlace === 'when-told') {
    const taken = others.some(([place, fit]) => fit > own && (own === 0 || SOMEBODY.has(place)));
    if (taken || (strange && own < NEAREST)) return without(WRONG_PLACE);
  }
  if (own > 0 && own >= other)
    return { score: PLACE_BONUS, evidence: `rubrique « ${PLACES[entry.place][0]} »` };
  if (entry.needsPlace === 'always')
    return without(own > 0 && other - own < NEARER ? PLACE_BONUS / 2 : WRONG_PLACE);
  if (own > 0) return without(PLACE_BONUS / 2);
  return without(other >= NEAREST ? OTHER_PLACE : 0);
};

/** Words that only say whose field an entry's is. */
export const ownerWords = (place: Place): ReadonlySet<string> =>
  new Set([place, ...(KIN[place] ?? [])].flatMap((one) => PLACES[one]).flatMap(wordsOf));
