import type { Answer, Citation } from '@/knowledge/answers/answer';
import { ELSEWHERE } from '@/knowledge/answers/wording';
import { type CitedPassageOf, chipName, liveAddress } from './citation';
import { PassageFold, TrustBadge } from './citation-passage';
import { type Extent, searched } from './questions-searched';
import { allCitations } from './questions-words';

interface Props {
  answer: Answer;
  extent: Extent;
  /** Title of the call the answer is limited to; empty when it is not. */
  campaignTitle: string;
  passageOf: CitedPassageOf;
}

/** The row of sources, and everything that was done to find them. */
export const QuestionsSources = ({ answer, extent, campaignTitle, passageOf }: Props) => {
  const texts = Map.groupBy(allCitations(answer), ({ text }) => text);
  const firsts = [...texts.values()].flatMap(([first]) => first ?? []);
  const others = answer.closing?.includes(ELSEWHERE) ? [] : (answer.elsewhere ?? []);
  return (
    <section class="stack small" aria-label="Sources">
      {firsts.length > 0 && (
        <>
          <h3>Sources</h3>
          <ul class="stack source-list">
            {firsts.map((citation) => (
              <Source key={citation.text} citation={citation} passageOf={passageOf} />
            ))}
          </ul>
        </>
      )}
      <details>
        <summary>Détail de la recherche</summary>
        <ul class="stack everything">
          {searched(answer, extent, campaignTitle).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <PassageFold words={ELSEWHERE} references={others} passageOf={passageOf} />
      </details>
    </section>
  );
};

const Source = ({ citation, passageOf }: { citation: Citation; passageOf: CitedPassageOf }) => {
  const passage = passageOf(citation);
  if (!passage) return null;
  const address = liveAddress(passage, citation.quote);
  const { page: _, ...whole } = passage;
  const name = chipName(whole);
  return (
    <li class="row">
      {address === '' ? (
        <span>{name}</span>
      ) : (
        <a href={address} target="_blank" rel="noreferrer" title={passage.title}>
          {name}
        </a>
      )}
      <TrustBadge passage={whole} whole />
    </li>
  );
};
