import {
  abroadIn,
  BY_NAME,
  GENERIC,
  isEmpty,
  isGeneric,
  isMeans,
  isOfDemande,
  isOfPorteur,
  isTheirs,
  PAST,
  PEOPLE,
  toldByHeading,
  toldByLabel,
  toldByName,
} from './place-told';
import type { Place } from './places';
import type { FieldSnapshot } from './snapshot';
import { fold } from './words';

/** What the page as a whole says of each of its fields. */
export interface PageSaid {
  step: string;
  /** The page is known to be of a demande. */
  isDemande: boolean;
  /** Headings right above a first name: they speak of somebody. */
  peopled: ReadonlySet<string>;
}

/** What stands around a field says of whom or of what it is. */
export interface PlaceFit {
  /** How well each place fits, 0 to 1; absent when nothing around speaks of it. */
  places: ReadonlyMap<Place, number>;
  /** The nearest heading speaks of something we do not know. */
  strange: boolean;
  /** The page or the block is about staff, an invoice, a survey: nothing of a demande. */
  abroad: boolean;
  /** The block is of another body: a partner, a supplier. */
  theirs: boolean;
  /** The page is known to be of a demande: a generic label is asked of the porteur or the project. */
  ofDemande: boolean;
  /** The page is about what was done: a report, a balance. */
  past: boolean;
}

/** How well each place fits a field: its own label first, then the nearest headings, then the step. */
export const placeFit = (field: FieldSnapshot, { step, isDemande, peopled }: PageSaid): PlaceFit => {
  const places = new Map<Place, number>();
  const put = (place: Place, score: number) => places.set(place, Math.max(score, places.get(place) ?? 0));
  for (const { source, text } of field.texts)
    if (source === 'label' || source === 'group') for (const place of toldByLabel(text)) put(place, 1);
  const named = field.texts.find(({ source }) => source === 'name')?.text ?? '';
  const sections = field.texts.filter(({ source }) => source === 'section').map(({ text }) => text);
  const headings = [...sections, step];
  headings.forEach((text, rank) => {
    const score = isGeneric(text) ? GENERIC : 0.9 - Math.min(rank, 4) * 0.1;
    const means = isMeans(text) && !peopled.has(text) && headings.slice(rank + 1).some(isOfPorteur);
    for (const place of means ? (['address'] as const) : toldByHeading(text)) put(place, score);
  });
  const byName = toldByName(named);
  if (byName && ![...places.keys()].some((place) => PEOPLE.has(place))) put(byName, BY_NAME);
  const nearest = headings.find((text) => !isEmpty(text));
  return {
    places,
    strange: nearest !== undefined && toldByHeading(nearest).length === 0 && !isOfDemande(nearest),
    abroad: abroadIn(headings),
    theirs: isTheirs(sections),
    past: headings.some((text) => PAST.test(fold(text))),
    ofDemande: isDemande || headings.some(isOfDemande),
  };
};
