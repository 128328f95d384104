import type { PassageView } from '@/components/eligibility-tab';
import type { Answer } from '@/knowledge/answers/answer';
import { prepareCorpus } from '@/knowledge/answers/corpus';
import { reply } from '@/knowledge/answers/reply';
import { campaigns } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { PersonalCampaign } from '@/knowledge/campaigns/personal';
import { personalPassage } from '@/knowledge/campaigns/personal-passage';
import type { Verdict } from '@/knowledge/rules/rule';
import type { Day, Reference } from '@/knowledge/source';
import { resolve, texts } from '@/knowledge/texts';

let corpus: ReturnType<typeof prepareCorpus> | undefined;

/** Answers from the texts of the package, with no network; the index is made at the first question. */
export const ask = (question: string, campaign: Campaign | null, date: Day): Answer => {
  corpus ??= prepareCorpus(texts, campaigns);
  return reply(question, { corpus, campaign: campaign?.id ?? null, date });
};

/** A passage with its text, as the views show it; null for a reference nothing resolves. */
export const passageOf = (reference: Reference): PassageView | null => {
  const found = resolve(reference);
  if (!found) return null;
  const { heading, body } = found.passage;
  const { title, issuer, date, dateNote, url, urlNote } = found.text;
  return { heading, body, title, issuer, date, dateNote, url, urlNote };
};

/** The same, where the words of the user stand behind the calls that she described. */
export const passageWith =
  (personal: readonly PersonalCampaign[]) =>
  (reference: Reference): PassageView | null =>
    passageOf(reference) ?? personal.map((one) => personalPassage(one, reference)).find(Boolean) ?? null;

/** Questions people ask first, then the heading of the text behind each rule that is broken. */
export const suggestionsFor = (campaign: Campaign | null, verdicts: Verdict[]): string[] => {
  const year = campaign ? ` en ${campaign.year}` : '';
  const troubles = verdicts
    .filter(({ status }) => status === 'broken')
    .flatMap(({ source }) => resolve(source)?.passage.heading ?? []);
  const first = [
    `Jusqu’à quand peut-on déposer${year} ?`,
    'Combien d’ESSMS faut-il au minimum ?',
    'Quelles pièces faut-il joindre ?',
  ];
  return [...new Set([...troubles, ...first])].slice(0, 5);
};
