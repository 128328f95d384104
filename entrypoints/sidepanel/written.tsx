import { useEffect } from 'preact/hooks';
import type { CitedPassage } from '@/components/citation';
import { WrittenAnswerView } from '@/components/written-answer';
import { WrittenOffer, WrittenSent, WrittenUnlock } from '@/components/written-offer';
import type { Answer } from '@/knowledge/answers/answer';
import type { Reference } from '@/knowledge/source';
import { type Assistant, assistantOf } from './assistant';
import type { PanelProps } from './wiring';

const copy = (text: string) => void navigator.clipboard.writeText(text);

/** The answer of a model under the quotations, when the user configured one. */
export const Written = ({ panel, answer }: PanelProps & { answer: Answer | null }) => {
  const assistant = assistantOf(panel);
  useEffect(() => assistant.leave(answer), [assistant, answer]);
  if (!assistant.isOn.value || answer === null || answer.question.trim() === '') return null;
  return (
    <div class="written stack">
      <Current assistant={assistant} answer={answer} passageOf={panel.asking.passageOf} />
    </div>
  );
};

interface CurrentProps {
  assistant: Assistant;
  answer: Answer;
  passageOf: (reference: Reference) => CitedPassage | null;
}

const Current = ({ assistant, answer, passageOf }: CurrentProps) => {
  if (answer.band === 'none')
    return <p class="small muted">Aucun modèle n’est interrogé : les textes ne disent rien sur ce point.</p>;
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
          onCopy={copy}
        />
        <WrittenSent text={asked.sent} />
      </>
    );
  if (assistant.needsPhrase.value)
    return (
      <WrittenUnlock {...assistant.unlocking.value} onUnlock={(phrase) => void assistant.unlock(phrase)} />
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
      onSend={() => void assistant.ask(answer)}
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
