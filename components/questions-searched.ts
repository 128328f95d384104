import { analyse } from '@/knowledge/answers/analyse';
import type { Answer } from '@/knowledge/answers/answer';
import { expand } from '@/knowledge/answers/expansions';
import { quoted, searchedWith } from '@/knowledge/answers/wording';
import { LEXICON } from '@/knowledge/answers/words/lexicon';
import { formatPlural } from '@/knowledge/profile/format';

/** How many texts were searched. */
export interface Extent {
  texts: number;
  captured: number;
  passages: number;
}

/** Other ways to say one word, told at most. */
const TOLD = 4;

/** What the search was made of, in sentences: the texts, the words put right, the words of the field added. */
export function searched(answer: Answer, extent: Extent, campaignTitle: string): string[] {
  const { corrections = [] } = answer;
  const question = corrections.reduce(
    (text, { typed, used }) => text.replaceAll(typed, used),
    answer.question,
  );
  return [extentWords(extent, campaignTitle), ...corrections.map(searchedWith), ...otherWords(question)];
}

const extentWords = ({ texts, captured, passages }: Extent, campaignTitle: string): string => {
  const own = captured > 0 ? `, dont ${formatPlural(captured, 'capture')}` : '';
  const scope = campaignTitle === '' ? 'tous les appels' : `ce qui vaut pour ${quoted(campaignTitle)}`;
  return `Cherché dans ${formatPlural(texts, 'texte')}${own} (${formatPlural(passages, 'passage')}), pour ${scope}.`;
};

/** « « AAP » cherché aussi comme : appel à projets, campagne. » for each word the table of the field knows. */
function otherWords(question: string): string[] {
  const words = analyse(question, 'question');
  const places = Map.groupBy(expand(words), ({ row, start, end }) => `${row} ${start} ${end}`);
  const sentences = [...places.values()].flatMap(([place]) => {
    const row = place && LEXICON.find(({ id }) => id === place.row);
    if (!place || !row) return [];
    const said = words.slice(place.start, place.end).map(({ surface }) => surface);
    const forms = row.kind === 'narrower' ? row.forms.slice(0, 1) : row.forms;
    const others = forms.filter((form) => form.toLowerCase() !== said.join(' ').toLowerCase());
    return [`${quoted(said.join(' '))} cherché aussi comme\u00A0: ${others.slice(0, TOLD).join(', ')}.`];
  });
  return [...new Set(sentences)];
}
