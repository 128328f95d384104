import './citation.css';
import type { Citation } from '@/knowledge/answers/answer';
import type { CitedPassageOf } from './citation';
import { CitationPassage } from './citation-passage';

interface Props {
  citations: Citation[];
  passageOf: CitedPassageOf;
  /** The chips alone, with the heading of their passage: the quotations are read by pointing at them. */
  folded?: boolean;
}

/** Quotations of one passage stay together, above the chip that names the passage and opens it. */
export const Citations = ({ citations, passageOf, folded = false }: Props) => {
  const groups = [...Map.groupBy(citations, ({ text, anchor }) => `${text}#${anchor}`)];
  return groups.map(([key, ofPassage]) => (
    <div key={key} class="citation">
      {!folded && ofPassage.map(({ quote }) => <blockquote key={quote}>{quote}</blockquote>)}
      <CitationPassage citations={ofPassage} passageOf={passageOf} named={folded} />
    </div>
  ));
};
