import { useEffect, useRef, useState } from 'preact/hooks';
import type { CitedPassage } from '@/components/citation';
import { WrittenAnswerView } from '@/components/written-answer';
import { WrittenOffer, WrittenSent, WrittenUnlock } from '@/components/written-offer';
import type { Answer } from '@/knowledge/answers/answer';
import type { WrittenAnswer } from '@/knowledge/answers/written';
import type { Reference } from '@/knowledge/source';
import { type Assistant, assistantOf } from './assistant';
import type { PanelProps } from './wiring';

const COPIED = 'Phrases vérifiées copiées avec leurs extraits.';

interface Props extends PanelProps {
  answer: Answer | null;
  /** What a model wrote about it another day, and when: « 22/11/2026 10:13 ». */
  earlier: { written: WrittenAnswer; when: string } | null;
}

/** The answer of a model under the quotations: the one kept with the question, else a new one when it is on. */
export const Written = ({ panel, answer, earlier }: Props) => {
  const assistant = assistantOf(panel);
  const [again, setAgain] = useState<Answer | null>(null);
  useEffect(() => assistant.leave(answer), [assistant, answer]);
  const isOn = assistant.isOn.value;
  if (answer === null || answer.question.trim() === '') return null;
  const onCopy = (text: string) => void panel.asking.copy(text, COPIED);
  const isNew = again === answer || assistant.askedOf(answer) !== null;
  if (earlier && !isNew)
    return (
      <div class="written stack">
        <WrittenAnswerView
          answer={earlier.written}
          when={earlier.when}
          passageOf={panel.asking.passageOf}
          onCopy={onCopy}
          {...(isOn && { onRetry: () => setAgain(answer) })}
        />
      </div>
    );
  if (!isOn) return null;
  return (
    <Current
      assistant={assistant}
      answer={answer}
      passageOf={panel.asking.passageOf}
      onCopy={onCopy}
      asked={again === answer}
    />
  );
};

interface CurrentProps {
  assistant: Assistant;
  answer: Answer;
  passageOf: (reference: Reference) => CitedPassage | null;
  onCopy: (text: string) => void;
  /** It comes in the place of an earlier one, because it was asked for. */
  asked: boolean;
}

/** What was pressed leaves with what it was in: the focus goes to what takes its place. */
const Current = (props: CurrentProps) => {
  const { assistant, answer } = props;
  const place = useRef<HTMLDivElement>(null);
  const goes = useRef(props.asked);
  const step = assistant.askedOf(answer) ? 'asked' : assistant.needsPhrase.value ? 'locked' : 'offered';
  useEffect(() => {
    if (goes.current) place.current?.querySelector<HTMLElement>('h2, input')?.focus();
    goes.current = false;
  }, [step]);
  const go = () => {
    goes.current = true;
  };
  return (
    <div ref={place} class="written stack">
      <Step {...props} onGo={go} />
    </div>
  );
};

interface StepProps extends Omit<CurrentProps, 'asked'> {
  /** Something was pressed that leaves. */
  onGo: () => void;
}

const Step = ({ assistant, answer, passageOf, onCopy, onGo }: StepProps) => {
  if (answer.band === 'none')
    return (
      <p class="small muted">
        Aucun modèle n’est interrogé : les textes dont l’assistant dispose ne le disent pas.
      </p>
    );
  if (assistant.needsReload.value) return <Reload />;
  const asked = assistant.askedOf(answer);
  if (asked)
    return (
      <>
        <WrittenAnswerView
          answer={asked.written}
          passageOf={passageOf}
          onStop={assistant.stop}
          onRetry={() => void assistant.ask(answer)}
          onCopy={onCopy}
        />
        <WrittenSent text={asked.sent} />
      </>
    );
  if (assistant.needsPhrase.value)
    return (
      <WrittenUnlock
        {...assistant.unlocking.value}
        onUnlock={(phrase) => {
          onGo();
          void assistant.unlock(phrase);
        }}
      />
    );
  const { preview, passages } = assistant.prepared(answer);
  return (
    <WrittenOffer
      provider={assistant.name}
      to={assistant.provider.to}
      agreed={assistant.agreed}
      preview={preview}
      passages={passages.length}
      grappe={assistant.settings.value?.grappe === true}
      onSend={() => {
        onGo();
        void assistant.ask(answer);
      }}
    />
  );
};

/** A page narrows what it may reach when it is loaded: a model chosen since is out of its reach. */
const Reload = () => (
  <div class="notice stack">
    <p>Le modèle a changé depuis que ce panneau est ouvert. Rechargez le panneau pour vous en servir.</p>
    <div class="row">
      <button type="button" onClick={() => location.reload()}>
        Recharger le panneau
      </button>
    </div>
  </div>
);
