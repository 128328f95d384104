import './eligibility-tab.css';
import type { ComponentChildren } from 'preact';
import { dated } from '@/knowledge/answers/wording';
import type { Severity, Verdict } from '@/knowledge/rules/rule';
import type { Confidence, Reference } from '@/knowledge/source';

/** A passage as the views show it. */
export interface PassageView {
  heading: string;
  body: string;
  title: string;
  issuer: string;
  date: string;
  /** What the date is, when it is not the day of publication. */
  dateNote?: string | undefined;
  url: string;
  /** What the address leads to, when it is not the page that was read. */
  urlNote?: string | undefined;
}

export interface EligibilityTabProps {
  hasProfile: boolean;
  campaignTitle: string;
  /** « au 15 mars 2023 ». */
  dateLabel: string;
  simulated: boolean;
  verdicts: Verdict[];
  passageOf: (reference: Reference) => PassageView | null;
  /** The verdict speaks of a field that is on screen now. */
  canReveal: (verdict: Verdict) => boolean;
  onReveal: (verdict: Verdict) => void;
  onOpenProfil: () => void;
  onOpenDossiers: () => void;
  /** The amounts of the call, under the verdicts. */
  children?: ComponentChildren;
}

const SEVERITY: Record<Severity, { word: string; tone: string }> = {
  bloquant: { word: 'bloquant', tone: 'bad' },
  'a-verifier': { word: 'à vérifier', tone: 'warn' },
  information: { word: 'information', tone: '' },
};

const CONFIDENCE: Record<Confidence, string> = {
  official: 'texte officiel',
  secondary: 'source secondaire',
  'single-mention': 'une seule mention trouvée',
  contradicted: 'les textes divergent',
};

/** What the rules of the chosen call say of the grappe: broken first, then what is missing, then met. */
export const EligibilityTab = (props: EligibilityTabProps) => {
  if (!props.hasProfile)
    return (
      <div class="card stack">
        <p>Chargez d’abord une grappe : les règles se vérifient sur ses données.</p>
        <button type="button" class="primary" onClick={props.onOpenProfil}>
          Ouvrir ma grappe
        </button>
      </div>
    );
  const of = (status: Verdict['status']) => props.verdicts.filter((verdict) => verdict.status === status);
  const broken = of('broken').toSorted((a, b) => rank(a) - rank(b));
  return (
    <div class="stack">
      <p class="small">
        <strong>{props.campaignTitle}</strong>, {props.dateLabel}
        {props.simulated && ' (date simulée)'}.{' '}
        <button type="button" class="link" onClick={props.onOpenDossiers}>
          Changer
        </button>
      </p>
      <Group
        {...props}
        title="Non respecté"
        tone="bad"
        verdicts={broken}
        open
        empty="Aucune règle vérifiable n’est enfreinte."
      />
      <Group
        {...props}
        title="Il manque une information"
        tone="warn"
        verdicts={of('unknown')}
        open={broken.length === 0}
      />
      <Group {...props} title="Respecté" tone="ok" verdicts={of('met')} open={false} />
      {props.children}
    </div>
  );
};

const rank = (verdict: Verdict): number =>
  ['bloquant', 'a-verifier', 'information'].indexOf(verdict.severity);

type CardProps = Omit<EligibilityTabProps, 'verdicts' | 'children'>;

interface GroupProps extends CardProps {
  verdicts: Verdict[];
  title: string;
  tone: string;
  open: boolean;
  empty?: string;
}

const Group = ({ title, tone, open, empty, verdicts, ...props }: GroupProps) => {
  if (verdicts.length === 0) return empty ? <p class="notice ok">{empty}</p> : null;
  return (
    <details class="verdict-group" open={open}>
      <summary>
        <h2>{title}</h2> <span class={`badge ${tone}`}>{verdicts.length}</span>
      </summary>
      <ul class="stack">
        {verdicts.map((verdict) => (
          <VerdictCard
            key={`${verdict.rule} ${verdict.subject.kind} ${verdict.subject.id}`}
            verdict={verdict}
            {...props}
          />
        ))}
      </ul>
    </details>
  );
};

const VerdictCard = ({ verdict, ...props }: { verdict: Verdict } & CardProps) => {
  const { word, tone } = SEVERITY[verdict.severity];
  return (
    <li class="card verdict stack" data-status={verdict.status}>
      <div class="row">
        <h3 class="grow">{verdict.title}</h3>
        {verdict.status !== 'met' && <span class={`badge ${tone}`}>{word}</span>}
      </div>
      {verdict.subject.kind !== 'grappe' && <p class="small muted">{verdict.subject.label}</p>}
      <p>{verdict.message}</p>
      <Source reference={verdict.source} confidence={verdict.confidence} passageOf={props.passageOf} />
      {verdict.contradictedBy.map((reference) => (
        <Source
          key={`${reference.text}#${reference.anchor}`}
          reference={reference}
          confidence="contradicted"
          passageOf={props.passageOf}
        />
      ))}
      <div class="row small">
        {props.canReveal(verdict) && (
          <button type="button" class="link" onClick={() => props.onReveal(verdict)}>
            Voir dans la page
          </button>
        )}
        {verdict.status !== 'met' && (
          <button type="button" class="link" onClick={props.onOpenProfil}>
            Ouvrir dans ma grappe
          </button>
        )}
      </div>
    </li>
  );
};

const Source = ({
  reference,
  confidence,
  passageOf,
}: {
  reference: Reference;
  confidence: Confidence;
  passageOf: EligibilityTabProps['passageOf'];
}) => {
  const passage = passageOf(reference);
  if (!passage) return null;
  return (
    <details class="small">
      <summary>
        {passage.issuer}, {dated(passage)} — {CONFIDENCE[confidence]}
      </summary>
      <blockquote class="stack">
        <strong>{passage.heading}</strong>
        {passage.body.split('\n\n').map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <a href={passage.url} target="_blank" rel="noreferrer">
          {passage.title}
        </a>
        {passage.urlNote && <p class="muted">Adresse : {passage.urlNote}.</p>}
      </blockquote>
    </details>
  );
};
