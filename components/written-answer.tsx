import './written.css';
import { useRef } from 'preact/hooks';
import type { Citation } from '@/knowledge/answers/answer';
import type { WrittenAnswer, WrittenSentence } from '@/knowledge/answers/written';
import type { Reference } from '@/knowledge/source';
import { CitationPassage } from './citation-passage';
import type { PassageView } from './eligibility-tab';
import { useFocusKept } from './focus-kept';
import { WrittenTools } from './written-tools';

interface Props {
  answer: WrittenAnswer;
  passageOf: (reference: Reference) => PassageView | null;
  /** When it was written, « 22/11/2026 10:13 », for one of another day; it is shown as it was checked then. */
  when?: string;
  /** Absent when nothing can be stopped. */
  onStop?: () => void;
  /** Absent when no model can be asked. */
  onRetry?: () => void;
  /** Receives the verified sentences with their quotations, as text. */
  onCopy: (text: string) => void;
}

const STATES: Record<WrittenSentence['state'], { word: string; tone: string }> = {
  verified: { word: '✓ extrait vérifié', tone: 'ok' },
  doubtful: { word: '? à vérifier', tone: 'warn' },
  struck: { word: '✗ rayé', tone: 'bad' },
};

const TONES: Record<WrittenAnswer['status'], string> = {
  streaming: '',
  done: 'ok',
  stopped: 'warn',
  failed: 'bad',
  silent: 'warn',
  unverified: 'bad',
};

const verified = ({ sentences }: WrittenAnswer): WrittenSentence[] =>
  sentences.filter(({ state }) => state === 'verified');

/** The verified sentences, each with what it quotes: nothing else of a model is copied. */
const copied = (answer: WrittenAnswer): string =>
  verified(answer)
    .map(({ text, citations }) =>
      [text, ...citations.map(({ quote, title }) => `  «\u00A0${quote}\u00A0» — ${title}`)].join('\n'),
    )
    .join('\n');

/** What a model wrote, sentence by sentence, each with what became of its quotations. Text only. */
export const WrittenAnswerView = ({ answer, when = '', passageOf, onStop, onRetry, onCopy }: Props) => {
  const streaming = answer.status === 'streaming';
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusKept(heading, streaming, true); // « Arrêter » leaves by itself
  /** The button pressed is about to leave: the focus stays with the answer. */
  const leaving = (act: (() => void) | undefined) =>
    act && {
      onPress: () => {
        heading.current?.focus();
        act();
      },
    };
  return (
    <section
      class="card stack"
      aria-label={`Réponse rédigée par ${answer.provider}`}
      data-status={answer.status}
    >
      <div class="row">
        <h2 ref={heading} tabIndex={-1}>
          Réponse rédigée par {answer.provider}
        </h2>
        {streaming && <Press words="Arrêter" {...leaving(onStop)} />}
      </div>
      {when !== '' && <p class="small muted">Rédigée le {when}. Ses extraits ont été vérifiés ce jour-là.</p>}
      <p class="small muted">
        Un modèle peut se tromper : chaque phrase est confrontée aux extraits qu’elle cite. Fiez-vous d’abord
        aux extraits ci-dessus.
      </p>
      <WrittenTools tools={answer.tools} passageOf={passageOf} />
      {/* Each sentence is told as it comes. */}
      <div aria-live="polite">
        <Body answer={answer} passageOf={passageOf} />
      </div>
      <Problem answer={answer} {...leaving(onRetry)} />
      {answer.warning && <p class="notice warn small">{answer.warning}</p>}
      {!streaming && verified(answer).length > 0 && (
        <div class="row">
          <button type="button" onClick={() => onCopy(copied(answer))}>
            Copier les phrases vérifiées
          </button>
          {when !== '' && <Press words="Rédiger de nouveau" {...leaving(onRetry)} />}
        </div>
      )}
    </section>
  );
};

interface PressProps {
  words: string;
  onPress?: () => void;
}

const Press = ({ words, onPress }: PressProps) =>
  onPress ? (
    <button type="button" onClick={onPress}>
      {words}
    </button>
  ) : null;

/** When nothing is verified, what was written is folded: it is not an answer. */
const Body = ({ answer, passageOf }: Pick<Props, 'answer' | 'passageOf'>) => {
  if (answer.status === 'streaming' && answer.sentences.length === 0)
    return <p class="muted">Le modèle rédige…</p>;
  const list = (
    <ul class="written-sentences">
      {answer.sentences.map((sentence) => (
        <Sentence key={`${sentence.text}${sentence.state}`} sentence={sentence} passageOf={passageOf} />
      ))}
    </ul>
  );
  if (answer.status !== 'unverified' && answer.status !== 'silent') return list;
  return (
    <details>
      <summary>Ce que le modèle a écrit</summary>
      {list}
    </details>
  );
};

const keyOf = ({ text, anchor }: Citation): string => `${text}#${anchor}`;

const Sentence = ({ sentence, passageOf }: { sentence: WrittenSentence } & Pick<Props, 'passageOf'>) => {
  const { text, state, reason, citations } = sentence;
  const { word, tone } = STATES[state];
  const passages = Map.groupBy(citations, keyOf);
  return (
    <li class="written-sentence" data-state={state}>
      <p>
        {state === 'struck' ? <s>{text}</s> : text} <span class={`badge ${tone}`}>{word}</span>
      </p>
      {reason !== '' && <p class="small muted">{reason}</p>}
      {state !== 'struck' &&
        [...passages].map(([key, cited]) =>
          cited.some((citation) => passageOf(citation) === null) ? (
            <p key={key} class="small muted">
              Le passage cité n’est plus dans vos textes.
            </p>
          ) : (
            <CitationPassage key={key} citations={cited} passageOf={passageOf} />
          ),
        )}
    </li>
  );
};

const Problem = ({ answer, onPress }: Pick<Props, 'answer'> & Pick<PressProps, 'onPress'>) => {
  const { status, problem } = answer;
  if (status === 'streaming' || status === 'done') return null;
  return (
    <div class={`notice ${TONES[status]} stack`} role="status">
      <p>{status === 'stopped' ? 'Arrêté à votre demande.' : problem}</p>
      <div class="row">
        <Press words="Réessayer" {...(onPress && { onPress })} />
      </div>
    </div>
  );
};
