import './written.css';
import type { Citation } from '@/knowledge/answers/answer';
import type { WrittenAnswer, WrittenSentence } from '@/knowledge/answers/written';
import type { Reference } from '@/knowledge/source';
import { CitationPassage } from './citation-passage';
import type { PassageView } from './eligibility-tab';
import { WrittenTools } from './written-tools';

interface Props {
  answer: WrittenAnswer;
  passageOf: (reference: Reference) => PassageView | null;
  onStop: () => void;
  onRetry: () => void;
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
export const WrittenAnswerView = ({ answer, passageOf, onStop, onRetry, onCopy }: Props) => {
  const streaming = answer.status === 'streaming';
  return (
    <section
      class="card stack"
      aria-label={`Réponse rédigée par ${answer.provider}`}
      data-status={answer.status}
    >
      <div class="row">
        <h2>Réponse rédigée par {answer.provider}</h2>
        {streaming && (
          <button type="button" onClick={onStop}>
            Arrêter
          </button>
        )}
      </div>
      <p class="small muted">
        Un modèle peut se tromper : chaque phrase est confrontée aux extraits qu’elle cite. Les extraits
        ci-dessus font foi.
      </p>
      <WrittenTools tools={answer.tools} passageOf={passageOf} />
      <div aria-live="polite" aria-busy={streaming}>
        <Body answer={answer} passageOf={passageOf} />
      </div>
      <Problem answer={answer} onRetry={onRetry} />
      {answer.warning && <p class="notice warn small">{answer.warning}</p>}
      {!streaming && verified(answer).length > 0 && (
        <div class="row">
          <button type="button" onClick={() => onCopy(copied(answer))}>
            Copier les phrases vérifiées
          </button>
        </div>
      )}
    </section>
  );
};

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
        [...passages].map(([key, cited]) => (
          <CitationPassage key={key} citations={cited} passageOf={passageOf} />
        ))}
    </li>
  );
};

const Problem = ({ answer, onRetry }: Pick<Props, 'answer' | 'onRetry'>) => {
  const { status, problem } = answer;
  if (status === 'streaming' || status === 'done') return null;
  return (
    <div class={`notice ${TONES[status]} stack`} role="status">
      <p>{status === 'stopped' ? 'Arrêté à votre demande.' : problem}</p>
      <div class="row">
        <button type="button" onClick={onRetry}>
          Réessayer
        </button>
      </div>
    </div>
  );
};
