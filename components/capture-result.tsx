import { useRef } from 'preact/hooks';
import { formatDay } from '@/knowledge/profile/format';
import { useFocusKept } from './focus-kept';
import { type ImportNotice, NoticeLine } from './import-notice';
import { ImportProgress, type Work } from './import-progress';
import './capture.css';

/** A text that was read and is not kept yet. */
export interface CapturePending {
  title: string;
  /** The text already there for the same page or file; empty when there is none. */
  twinTitle: string;
  /** ISO instant of its capture. */
  twinAt: string;
  /** Its words are the same. */
  identical: boolean;
  /** It could not be written. */
  failed: boolean;
}

/** What was done with the texts. */
export interface CaptureDone {
  text: string;
  details: string[];
  /** The text it is about, empty when it is about none or several. */
  id: string;
  undo: { label: string; run(): void } | null;
}

interface Props {
  work: Work | null;
  notice: ImportNotice | null;
  waiting: CapturePending | null;
  done: CaptureDone | null;
  onCancel(): void;
  onSettle(choice: 'replace' | 'both' | 'skip'): void;
  onDismiss(): void;
  /** Shows the text in its page; absent where it is shown already. */
  onOpen?: (id: string) => void;
}

const Choice = ({ waiting, onSettle }: { waiting: CapturePending } & Pick<Props, 'onSettle'>) => {
  const { title, twinTitle, twinAt, identical, failed } = waiting;
  if (twinTitle === '')
    return (
      <section class="card stack" aria-label="Texte à enregistrer">
        <p>« {title} » a été lu et attend d’être enregistré.</p>
        <div class="row">
          <button type="button" class="primary" onClick={() => onSettle('both')}>
            Enregistrer de nouveau
          </button>
          <button type="button" onClick={() => onSettle('skip')}>
            Ne pas garder
          </button>
        </div>
      </section>
    );
  return (
    <section class="card stack" aria-label="Texte déjà là">
      <p>
        <strong>« {twinTitle} » est déjà dans vos textes</strong>, capturé le {formatDay(twinAt.slice(0, 10))}
        {identical ? ' : le contenu est identique.' : ' : le contenu a changé depuis.'}
        {failed && ' Rien n’a encore été écrit.'}
      </p>
      <div class="row">
        <button type="button" class="primary" onClick={() => onSettle('replace')}>
          Remplacer
        </button>
        <button type="button" onClick={() => onSettle('both')}>
          Garder les deux
        </button>
        <button type="button" onClick={() => onSettle('skip')}>
          Ne rien changer
        </button>
      </div>
    </section>
  );
};

const Done = ({ done, onDismiss, onOpen }: { done: CaptureDone } & Pick<Props, 'onDismiss' | 'onOpen'>) => (
  <div class="row">
    {done.id !== '' && onOpen && (
      <button type="button" onClick={() => onOpen(done.id)}>
        Voir le texte
      </button>
    )}
    {done.undo && (
      <button type="button" onClick={done.undo.run}>
        {done.undo.label}
      </button>
    )}
    <button type="button" class="link" onClick={onDismiss}>
      Fermer ce message
    </button>
  </div>
);

/** What becomes of a text being taken in: how far it is, what it came to, what it waits for. */
export const CaptureResult = ({ work, notice, waiting, done, ...on }: Props) => {
  const place = useRef<HTMLDivElement>(null);
  useFocusKept(place, notice ?? waiting ?? done);
  return (
    <div class="stack capture-result" ref={place} tabIndex={-1}>
      <NoticeLine notice={notice} />
      {work && <ImportProgress work={work} onCancel={on.onCancel} />}
      {!work && waiting && <Choice waiting={waiting} onSettle={on.onSettle} />}
      <div role="status">
        {done && (
          <div class="notice ok">
            <p>{done.text}</p>
            {done.details.length > 0 && (
              <ul class="bullets">
                {done.details.map((detail) => (
                  <li key={detail}>{detail}</li>
                ))}
              </ul>
            )}
          </div>
        )}
      </div>
      {done && <Done done={done} onDismiss={on.onDismiss} {...(on.onOpen ? { onOpen: on.onOpen } : {})} />}
    </div>
  );
};
