import type { Citation } from '@/knowledge/answers/answer';
import { type Range, verify } from '@/knowledge/answers/cite';
import { dated } from '@/knowledge/answers/wording';
import type { Reference } from '@/knowledge/source';
import type { PassageView } from './eligibility-tab';

interface Props {
  /** Quotations of one passage. */
  citations: Citation[];
  passageOf: (reference: Reference) => PassageView | null;
}

/** The source of quotations as a chip that opens their passage in place, the quotations marked in it. */
export const CitationPassage = ({ citations, passageOf }: Props) => {
  const [first] = citations;
  const passage = first && passageOf({ text: first.text, anchor: first.anchor });
  if (!passage) return null;
  const ranges = citations.flatMap(({ quote }) => verify(quote, passage.body) ?? []);
  return (
    <details class="citation-passage">
      <summary>
        <span class="badge accent">
          {passage.issuer}, {dated(passage)}
        </span>
      </summary>
      <div class="stack small">
        <h4>{passage.heading}</h4>
        {paragraphs(passage.body).map((paragraph) => (
          <p key={paragraph.start}>{marked(passage.body, paragraph, ranges)}</p>
        ))}
        <a href={passage.url} target="_blank" rel="noreferrer">
          {passage.title} (nouvel onglet)
        </a>
        {passage.urlNote && <p class="muted">Adresse : {passage.urlNote}.</p>}
      </div>
    </details>
  );
};

function paragraphs(body: string): Range[] {
  let start = 0;
  return body.split('\n\n').map((text) => {
    const range = { start, end: start + text.length };
    start = range.end + 2;
    return range;
  });
}

/** The text of a paragraph, the parts that lie in the ranges marked. */
function marked(body: string, paragraph: Range, ranges: Range[]) {
  const inside = ranges
    .map(({ start, end }) => ({
      start: Math.max(start, paragraph.start),
      end: Math.min(end, paragraph.end),
    }))
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start);
  let from = paragraph.start;
  const pieces = inside.flatMap(({ start, end }) => {
    const before = body.slice(from, start);
    from = end;
    return [before, <mark key={start}>{body.slice(start, end)}</mark>];
  });
  return [...pieces, body.slice(from, paragraph.end)];
}
