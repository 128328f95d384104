import type { Computed } from '@/knowledge/answers/answer';
import type { CitedPassageOf } from './citation';
import { Citations } from './citation-group';

interface Props {
  computed: Computed;
  passageOf: CitedPassageOf;
}

const TONES: Record<Computed['tone'], string> = {
  ok: 'ok',
  warn: 'warn',
  bad: 'bad',
  info: 'accent',
};

/** What the rules say, before any passage: a formula is made on the grappe, the rest is read in the file of the call. */
export const QuestionsComputed = ({ computed, passageOf }: Props) => {
  const { title, lines, formula, tone, citations } = computed;
  const [first, ...others] = lines;
  const origin = formula === undefined ? 'D’après le fichier de l’appel' : 'Calculé pour votre grappe';
  return (
    <section class="stack computed" data-tone={tone} aria-label={`${origin}\u00A0: ${title}`}>
      <div class="row">
        <span class={`badge ${TONES[tone]}`}>{origin}</span>
        {title !== origin && <h3>{title}</h3>}
      </div>
      {first !== undefined && <p class="computed-result">{first}</p>}
      {others.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {formula !== undefined && (
        <p class="computed-formula">
          <span class="visually-hidden">Calcul{'\u00A0'}: </span>
          {formula}
        </p>
      )}
      <Citations citations={citations} passageOf={passageOf} />
    </section>
  );
};
