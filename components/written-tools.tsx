import type { Computed } from '@/knowledge/answers/answer';
import type { Reference } from '@/knowledge/source';
import { CitationPassage } from './citation-passage';
import type { PassageView } from './eligibility-tab';

interface Props {
  tools: Computed[];
  passageOf: (reference: Reference) => PassageView | null;
}

/** What the assistant computed because the model asked for it: ours, each figure with its source. */
export const WrittenTools = ({ tools, passageOf }: Props) =>
  tools.length === 0 ? null : (
    <details class="small">
      <summary>Calculé par l’assistant à la demande du modèle ({tools.length})</summary>
      <div class="stack">
        {tools.map((tool, rank) => (
          <div key={`${rank} ${tool.title}`} class="stack">
            <h3>
              [R{rank + 1}] {tool.title}
            </h3>
            {tool.lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
            {tool.formula && <p class="written-formula">{tool.formula}</p>}
            {tool.citations.map((citation) => (
              <CitationPassage
                key={`${citation.text}#${citation.anchor}`}
                citations={[citation]}
                passageOf={passageOf}
              />
            ))}
          </div>
        ))}
      </div>
    </details>
  );
