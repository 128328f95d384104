import './eligibility-report.css';
import { formatPlural } from '@/knowledge/profile/format';
import type { Severity } from '@/knowledge/rules/rule';
import { SEVERITY } from './eligibility-card';

/** One rule with one outcome, in a few words. */
export interface ReportLine {
  key: string;
  title: string;
  severity: Severity;
  /** Empty for the whole grappe. */
  subjects: string;
  message: string;
  /** Who says so, when, how sure. */
  source: string;
}

export interface ReportView {
  grappe: string;
  porteur: string;
  /** « 18 ESSMS, 3 organismes ». */
  size: string;
  campaign: string;
  date: string;
  simulated: boolean;
  broken: ReportLine[];
  unknown: ReportLine[];
  /** Rules that hold. */
  met: number;
  money: {
    lines: { id: string; label: string; formula: string }[];
    /** Empty when nothing can be computed. */
    total: string;
    /** Figures typed by the user; empty when there are none. */
    own: string;
    unknown: string[];
  };
  pieces: { id: string; label: string; note: string; ready: boolean; count: string }[];
  /** Why the list of pieces is not whole; empty when it is. */
  piecesNote: string;
}

interface Props extends ReportView {
  onPrint: () => void;
}

/** Severity is a word and a sign: a black and white printer keeps both. */
const Lines = ({
  title,
  lines,
  none,
  graded,
}: {
  title: string;
  lines: ReportLine[];
  none: string;
  graded: boolean;
}) => (
  <section>
    <h2>
      {title} ({lines.length})
    </h2>
    {lines.length === 0 && <p>{none}</p>}
    <ul>
      {lines.map(({ key, title: rule, severity, subjects, message, source }) => (
        <li key={key} class={`report-line ${graded ? severity : ''}`}>
          <strong>{rule}</strong>
          {graded && <span class="report-severity"> [{SEVERITY[severity].word}]</span>}
          {subjects !== '' && <span> — {subjects}</span>}
          <span class="report-message">
            {message} {source !== '' && <em>({source})</em>}
          </span>
        </li>
      ))}
    </ul>
  </section>
);

const Money = ({ lines, total, own, unknown }: ReportView['money']) => (
  <section>
    <h2>Montants</h2>
    <p>
      {total === '' ? (
        'Aucun montant ne peut être calculé.'
      ) : (
        <>
          Total connu : <strong>{total}</strong>.
        </>
      )}
      {own !== '' && ` Avec vos propres chiffres : ${own} de plus.`}
    </p>
    <ul>
      {lines.map(({ id, label, formula }) => (
        <li key={id}>
          {label} : {formula}
        </li>
      ))}
      {unknown.map((label) => (
        <li key={label}>À savoir : {label}</li>
      ))}
    </ul>
  </section>
);

const Pieces = ({ pieces, piecesNote }: Pick<ReportView, 'pieces' | 'piecesNote'>) => (
  <section>
    <h2>Pièces</h2>
    {piecesNote !== '' && <p>{piecesNote}</p>}
    <ul class="report-pieces">
      {pieces.map(({ id, label, note, ready, count }) => (
        <li key={id}>
          <span aria-hidden="true">{ready ? '☑' : '☐'}</span>{' '}
          <span class="visually-hidden">{ready ? 'prête :' : 'à préparer :'}</span>
          {label}
          {(note !== '' || count !== '') && ` (${[note, count].filter(Boolean).join(', ')})`}
        </li>
      ))}
    </ul>
  </section>
);

const Signature = () => (
  <footer class="report-sign">
    <p>Lu le ……………………</p>
    <p>
      Nom et fonction de la direction : ………………………………………
      <br />
      Signature :
    </p>
  </footer>
);

/** One page for the director: where the grappe stands, on what texts, for how much, with which pieces. */
export const EligibilityReport = ({ onPrint, ...view }: Props) => (
  <main class="report">
    <p class="report-actions row">
      <button type="button" class="primary" onClick={onPrint}>
        Imprimer
      </button>
      <span class="small muted">Ou « Enregistrer au format PDF » dans la fenêtre d’impression.</span>
    </p>
    <header>
      <h1>Bilan d’éligibilité — {view.grappe}</h1>
      <p>
        {view.porteur} · {view.size}
      </p>
      <p>
        <strong>{view.campaign}</strong>, au {view.date}
        {view.simulated && ' (date simulée)'}
      </p>
    </header>
    <Lines title="Non respecté" lines={view.broken} none="Aucune règle vérifiable n’est enfreinte." graded />
    <Lines title="À renseigner" lines={view.unknown} none="Rien ne manque." graded={false} />
    <p class="report-met">{formatPlural(view.met, 'règle est respectée', 'règles sont respectées')}.</p>
    <div class="report-columns">
      <Money {...view.money} />
      <Pieces {...view} />
    </div>
    <Signature />
    <p class="report-note">
      Établi par l’Assistant GALIS d’après les textes cités. Seul le financeur décide de la recevabilité et du
      montant.
    </p>
  </main>
);
