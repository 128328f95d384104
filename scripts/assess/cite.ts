import type { PersonalCampaign } from '@/knowledge/campaigns/personal';
import { personalPassage } from '@/knowledge/campaigns/personal-passage';
import type { Reference } from '@/knowledge/source';
import { resolve } from '@/knowledge/texts';

/** A reference with what a reader needs to find the text. */
export interface Cited extends Reference {
  title: string;
  date: string;
  dateNote?: string | undefined;
  url: string;
}

export type Cite = (reference: Reference) => Cited;

/** Cites the texts, and the words of the user for a call that she described. Throws on a passage nobody has. */
export const citing =
  (personal: PersonalCampaign | null): Cite =>
  (reference) => {
    const source = resolve(reference)?.text ?? (personal && personalPassage(personal, reference));
    if (!source) throw new Error(`Passage introuvable\u00a0: ${reference.text}#${reference.anchor}.`);
    const { title, date, dateNote, url } = source;
    return { ...reference, title, date, dateNote, url };
  };

/** The first names, then how many there are more. */
export const listed = (names: string[], shown = 4): string =>
  names.length > shown
    ? `${names.slice(0, shown).join('\u202f; ')} et ${names.length - shown} autres`
    : names.join('\u202f; ');
