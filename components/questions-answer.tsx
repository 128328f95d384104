import type { Answer, Band, Section } from '@/knowledge/answers/answer';
import { withSources } from '@/knowledge/answers/reply';
import { missing, searchedWith } from '@/knowledge/answers/wording';
import type { Reference } from '@/knowledge/source';
import { CitationPassage } from './citation-passage';
import type { PassageView } from './eligibility-tab';

interface Props {
  answer: Answer;
  passageOf: (reference: Reference) => PassageView | null;
  onCopy: (text: string) => void;
}

const BANDS: Record<Band, { word: string; tone: string }> = {
  found: { word: 'Les textes en parlent', tone: 'ok' },
  near: { word: 'Sans certitude', tone: 'warn' },
  none: { word: 'Absent des textes', tone: 'bad' },
};

/** An answer: how sure it is, the quotations with their passages, and what was not found. */
export const QuestionsAnswer = ({ answer, passageOf, onCopy }: Props) => {
  const { question, band, sections = [], opening = [], closing = [], corrections = [] } = answer;
  const { word, tone } = BANDS[band];
  return (
    <article class="card stack answer" data-band={band} aria-label={`Réponse à\u00A0: ${question}`}>
      <div class="row">
        <h2 class="answer-question">{question.trim() || 'Question vide'}</h2>
        <span class={`badge ${tone}`}>{word}</span>
      </div>
      {corrections.map((correction) => (
        <p key={correction.typed} class="small muted">
          {searchedWith(correction)}
        </p>
      ))}
      {opening.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {band === 'none' && answer.missingWords.length > 0 && (
        <p class="small">{missing(answer.missingWords)}</p>
      )}
      {sections.map((section) => (
        <AnswerSection key={section.lead} section={section} passageOf={passageOf} />
      ))}
      {closing.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Elsewhere references={answer.elsewhere ?? []} band={band} passageOf={passageOf} />
      {answer.citations.length > 0 && (
        <div class="row">
          <button type="button" onClick={() => onCopy(withSources(answer))}>
            Copier avec les sources
          </button>
        </div>
      )}
    </article>
  );
};

interface SectionProps {
  section: Section;
  passageOf: Props['passageOf'];
}

/** Quotations of one passage stay together, above the passage they come from. */
const AnswerSection = ({ section, passageOf }: SectionProps) => {
  const keys = [...new Set(section.citations.map(({ text, anchor }) => `${text}#${anchor}`))];
  return (
    <section class="stack" aria-label={section.lead}>
      <h3>{section.lead}</h3>
      {keys.map((key) => {
        const citations = section.citations.filter(({ text, anchor }) => `${text}#${anchor}` === key);
        return (
          <div key={key} class="citation">
            {citations.map(({ quote }) => (
              <blockquote key={quote}>{quote}</blockquote>
            ))}
            <CitationPassage citations={citations} passageOf={passageOf} />
          </div>
        );
      })}
    </section>
  );
};

interface ElsewhereProps {
  references: Reference[];
  band: Band;
  passageOf: Props['passageOf'];
}

/** Passages of other calls or years: named, never quoted, so that no date of theirs is taken for this one. */
const Elsewhere = ({ references, band, passageOf }: ElsewhereProps) => {
  const passages = references.flatMap((reference) => passageOf(reference) ?? []);
  if (band === 'found' || passages.length === 0) return null;
  return (
    <details class="small">
      <summary>Hors de cet appel ou de cette année ({passages.length})</summary>
      <ul class="elsewhere">
        {passages.map(({ heading, title }) => (
          <li key={`${title} ${heading}`}>
            {heading} <span class="muted">{title}</span>
          </li>
        ))}
      </ul>
    </details>
  );
};
