import type { Computed } from '@/knowledge/answers/answer';
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
      {citations.length > 0 && (
        <div class="computed-sources">
          <Citations citations={citations} passageOf={passageOf} folded />
        </div>
      )}
    </section>
  );
};
