import type { EditPath } from '@/knowledge/profile/edit';
import type { Verdict } from '@/knowledge/rules/rule';

/** A datum a verdict rests on, or lacks, as the card shows it. */
export interface DatumView {
  /** Null when it cannot be typed: it is the texts that do not say. */
  path: EditPath | null;
  label: string;
  /** Empty when it is not known. */
  value: string;
  /** Unknown, and answered by yes or no: it can be answered on the spot. */
  asks: boolean;
}

/** What a card can show and do about one verdict. */
export interface SubjectActions {
  /** Data the verdict rests on; those it lacks when it is unknown. */
  dataOf: (verdict: Verdict) => DatumView[];
  /** The verdict speaks of a field that is on screen now. */
  canReveal: (verdict: Verdict) => boolean;
  onReveal: (verdict: Verdict) => void;
  /** Opens the page « Ma grappe » where the verdict, or one of its data, is corrected. */
  onCorrect: (verdict: Verdict, path?: EditPath) => void;
  onAnswer: (path: EditPath, answer: boolean) => void;
}

interface Props extends SubjectActions {
  verdict: Verdict;
}

/** What the page holds, bank details never spelt out. */
const onPage = ({ shown }: Verdict): string => (!shown || shown.field.startsWith('bank.') ? '' : shown.value);

/** Data known, as « FINESS géographique : 13 999 001 3 »; the page's own value says that it is the page's. */
const Used = ({ verdict, dataOf }: Props) => {
  const known = dataOf(verdict).filter(({ value }) => value !== '');
  const held = onPage(verdict);
  if (known.length === 0 && held === '') return null;
  const words = known.map(({ label, value }) => `${label} : ${value}`);
  return (
    <p class="small muted">{[...(held === '' ? [] : [`Dans la page : ${held}`]), ...words].join(' · ')}</p>
  );
};

/** Data that are missing, each with the place to type it; yes and no on the spot. */
const Missing = ({ verdict, dataOf, onCorrect, onAnswer }: Props) => (
  <ul class="verdict-missing small">
    {dataOf(verdict).map(({ path, label, asks }) => (
      <li key={`${label} ${path?.join('/')}`} class="row">
        {path === null ? (
          <span>{label}</span>
        ) : (
          <button type="button" class="link" onClick={() => onCorrect(verdict, path)}>
            Saisir : {label}
          </button>
        )}
        {asks && path !== null && (
          <fieldset class="answers row">
            <legend class="visually-hidden">{label}</legend>
            <button type="button" class="answer" onClick={() => onAnswer(path, true)}>
              Oui
            </button>
            <button type="button" class="answer" onClick={() => onAnswer(path, false)}>
              Non
            </button>
          </fieldset>
        )}
      </li>
    ))}
  </ul>
);

/** What a verdict rests on, or lacks, and the ways to see and correct it. */
export const SubjectDetails = (props: Props) => {
  const { verdict, canReveal, onReveal, onCorrect } = props;
  const reveals = canReveal(verdict);
  return (
    <>
      {verdict.status === 'unknown' ? <Missing {...props} /> : <Used {...props} />}
      {(reveals || verdict.status === 'broken') && (
        <div class="row small">
          {reveals && (
            <button type="button" class="link" onClick={() => onReveal(verdict)}>
              Voir dans la page
            </button>
          )}
          {verdict.status === 'broken' && (
            <button type="button" class="link" onClick={() => onCorrect(verdict)}>
              Corriger dans la grappe
            </button>
          )}
        </div>
      )}
    </>
  );
};
