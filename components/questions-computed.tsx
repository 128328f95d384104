import type { Citation, Computed } from '@/knowledge/answers/answer';
import { formatPlural } from '@/knowledge/profile/format';
import type { CitedPassageOf } from './citation';
import { Citations } from './citation-group';

interface Props {
  computed: Computed;
  passageOf: CitedPassageOf;
}

/** What the rules or the file of the call say, before any passage: its title says which. */
export const QuestionsComputed = ({ computed, passageOf }: Props) => {
  const { title, lines, formula, tone, citations } = computed;
  const [first, ...others] = lines;
  return (
    <section class="stack computed" data-tone={tone} aria-label={title}>
      <h3>{title}</h3>
      {first !== undefined && <p class="computed-result">{first}</p>}
      {others.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {formula !== undefined && (
        <p class="computed-formula">
          Calcul{'\u00A0'}: {formula}
        </p>
      )}
      <Behind citations={citations} passageOf={passageOf} />
    </section>
  );
};

/** Passages shown without asking. */
const SHOWN = 2;

/** The passages the figures come from; a long list of them would hide what follows. */
const Behind = ({ citations, passageOf }: { citations: Citation[] } & Pick<Props, 'passageOf'>) => {
  if (citations.length === 0) return null;
  const passages = new Set(citations.map(({ text, anchor }) => `${text}#${anchor}`)).size;
  const list = (
    <div class="computed-sources">
      <Citations citations={citations} passageOf={passageOf} folded />
    </div>
  );
  if (passages <= SHOWN) return list;
  return (
    <details class="answer-fold">
      <summary>
        D’où cela vient{'\u00A0'}: {formatPlural(passages, 'passage')}
      </summary>
      {list}
    </details>
  );
};
