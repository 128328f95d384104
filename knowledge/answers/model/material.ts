import type { Passage, SourceText } from '@/knowledge/texts/text';
import type { Computed } from '../answer';

/** A passage as a model is shown it; it cites it by its id. */
export interface ShownPassage {
  /** « P1 », « P2 »… in the order shown. */
  id: string;
  text: SourceText;
  passage: Passage;
}

/** What one of our tools computed, and the id a model cites it by: « R1 », « R2 »… */
export interface ShownResult {
  id: string;
  computed: Computed;
}

/** Everything a model may rest an answer on. */
export interface Material {
  passages: ShownPassage[];
  results: ShownResult[];
}

/** Most passages shown at first, and most of all once the model has searched. */
const FIRST = 6;
const MOST = 12;

/** A passage and the text it stands in. */
export type Found = Omit<ShownPassage, 'id'>;

/** Passages that may be sent, best first: those that speak to an assistant never are. */
export const sendable = (found: readonly Found[]): ShownPassage[] => addPassages([], found, FIRST);

/** The passages shown so far, and those of a search among them or after them. */
export function addPassages(
  shown: readonly ShownPassage[],
  found: readonly Found[],
  most = MOST,
): ShownPassage[] {
  const all = [...shown];
  for (const { text, passage } of found) {
    if (all.length >= most) break;
    if (passage.addressed || all.some((one) => isSame(one, { text, passage }))) continue;
    all.push({ id: `P${all.length + 1}`, text, passage });
  }
  return all;
}

/** Whether two finds are one passage. */
export const isSame = (one: Found, other: Found): boolean =>
  one.text.id === other.text.id && one.passage.anchor === other.passage.anchor;
