import type { CitedPassage } from '@/components/citation';
import type { PersonalCampaign } from '@/knowledge/campaigns/personal';
import { personalPassage } from '@/knowledge/campaigns/personal-passage';
import type { Reference } from '@/knowledge/source';
import { resolve } from '@/knowledge/texts';
import type { Passage, SourceText } from '@/knowledge/texts/text';

/** A passage of a text as the views show it. */
export const viewOf = ({ text, passage }: { text: SourceText; passage: Passage }): CitedPassage => {
  const { heading, body, page, addressed } = passage;
  const { title, issuer, date, dateNote, url, urlNote, capture, confidence, verifiedOn } = text;
  const view = { heading, body, title, issuer, date, dateNote, url, urlNote, page, addressed };
  return capture ? { ...view, capture } : { ...view, confidence, verifiedOn };
};

/** A passage with its text, as the views show it; null for a reference nothing resolves. */
export const passageOf = (reference: Reference): CitedPassage | null => {
  const found = resolve(reference);
  return found && viewOf(found);
};

/** The same, where the words of the user stand behind the calls that she described. */
export const passageWith =
  (personal: readonly PersonalCampaign[]) =>
  (reference: Reference): CitedPassage | null =>
    passageOf(reference) ?? personal.map((one) => personalPassage(one, reference)).find(Boolean) ?? null;
