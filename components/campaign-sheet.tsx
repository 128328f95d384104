import type { SheetLine, SheetPart } from '@/knowledge/campaigns/sheet';
import { confidenceWords, type PassageOf, Source } from './eligibility-source';
import './profile-cards.css';

interface Props {
  parts: readonly SheetPart[];
  passageOf: PassageOf;
}

const Line = ({ line, passageOf }: { line: SheetLine; passageOf: PassageOf }) => (
  <div class="fact">
    <dt>{line.label}</dt>
    <dd>
      <span class={line.confidence === 'not-found' ? 'unknown' : undefined}>{line.value}</span>
      {line.notes.map((note) => (
        <p key={note} class="small muted">
          {note}
        </p>
      ))}
      <Source
        reference={line.source}
        words={confidenceWords(line.confidence, line.source)}
        verifiedOn={line.verifiedOn}
        passageOf={passageOf}
      />
    </dd>
  </div>
);

/** Everything a call says, theme by theme, each line with its text: folded, for it is long. */
export const CampaignSheet = ({ parts, passageOf }: Props) => (
  <details class="stack">
    <summary>Tout ce que les textes disent de cet appel</summary>
    {parts.map(({ theme, title, lines }) => (
      <section key={theme} class="stack" aria-label={title}>
        <h5>{title}</h5>
        <dl class="facts">
          {lines.map((line) => (
            <Line key={line.path} line={line} passageOf={passageOf} />
          ))}
        </dl>
      </section>
    ))}
  </details>
);
