import { useId, useRef, useState } from 'preact/hooks';
import { useFocusKept } from './focus-kept';

/** What can be wrong with an answer, in words. */
export const REASONS = {
  'wrong-source': 'source erronée',
  incomplete: 'réponse incomplète',
  missing: 'réponse absente',
} as const;
type Reason = keyof typeof REASONS;
const ORDER: Reason[] = ['wrong-source', 'incomplete', 'missing'];

/** What the person says is wrong with an answer. */
export interface ReportView {
  reason: Reason;
  expected: string;
  note: string;
}

interface Props {
  /** What was said of this answer; null when nothing was. */
  report: ReportView | null;
  /** Keeps it; null takes it back. */
  onReport: (report: ReportView | null) => void;
}

/** Longest words kept, in characters. */
const LONGEST = 2000;

/** Says what is wrong with an answer; kept on this computer until the person exports it. */
export const QuestionsReport = ({ report, onReport }: Props) => {
  const place = useRef<HTMLDivElement>(null);
  useFocusKept(place, report);
  return (
    <div ref={place} tabIndex={-1}>
      {report === null ? (
        <ReportForm onReport={onReport} />
      ) : (
        <Reported report={report} onReport={onReport} />
      )}
    </div>
  );
};

const Reported = ({ report, onReport }: { report: ReportView } & Pick<Props, 'onReport'>) => (
  <p class="row small">
    <span class="badge warn">
      signalé{'\u00A0'}: {REASONS[report.reason]}
    </span>
    <span class="muted">Gardé sur cet ordinateur seulement.</span>
    <button type="button" class="link" onClick={() => onReport(null)}>
      Retirer ce signalement
    </button>
  </p>
);

const ReportForm = ({ onReport }: Pick<Props, 'onReport'>) => {
  const id = useId();
  const [reason, setReason] = useState<Reason>('wrong-source');
  const [expected, setExpected] = useState('');
  const [note, setNote] = useState('');
  return (
    <details class="small">
      <summary>Signaler un problème</summary>
      <form
        class="stack report-form"
        onSubmit={(event) => {
          event.preventDefault();
          onReport({ reason, expected, note });
        }}
      >
        <fieldset>
          <legend>Ce qui ne va pas</legend>
          {ORDER.map((one) => (
            <label key={one} class="row">
              <input type="radio" name={id} checked={reason === one} onChange={() => setReason(one)} />
              <span>{sentenceOf(REASONS[one])}</span>
            </label>
          ))}
        </fieldset>
        <label for={`${id}-attendue`}>Réponse attendue, si vous la connaissez</label>
        <textarea
          id={`${id}-attendue`}
          rows={2}
          maxLength={LONGEST}
          value={expected}
          onInput={(event) => setExpected(event.currentTarget.value)}
        />
        <label for={`${id}-remarque`}>Remarque</label>
        <input
          id={`${id}-remarque`}
          maxLength={LONGEST}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
        <p class="muted">
          Gardé sur cet ordinateur. Rien n’est envoyé{'\u00A0'}: vous pourrez l’exporter dans un fichier.
        </p>
        <div class="row">
          <button type="submit">Garder ce signalement</button>
        </div>
      </form>
    </details>
  );
};

const sentenceOf = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
