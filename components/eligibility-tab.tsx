import './eligibility-tab.css';
import type { ComponentChildren } from 'preact';
import type { Verdict } from '@/knowledge/rules/rule';
import { type CardProps, EligibilityCard } from './eligibility-card';
import { groupVerdicts, type KindGroup, type StatusGroup } from './eligibility-groups';

export type { PassageView } from './eligibility-source';

export interface EligibilityTabProps extends CardProps {
  hasProfile: boolean;
  /** Empty when no call is chosen, or when the one chosen is gone. */
  campaignTitle: string;
  /** « au 15 mars 2023 ». */
  dateLabel: string;
  simulated: boolean;
  /** In French, that no call is open on that day and what to do; empty when one is. */
  outOfDates: string;
  verdicts: Verdict[];
  onOpenProfil: () => void;
  onOpenDossiers: () => void;
  onPrint: () => void;
  /** The amounts of the call, under the verdicts. */
  children?: ComponentChildren;
}

const TITLES: Record<Verdict['status'], { title: string; tone: string }> = {
  broken: { title: 'Non respecté', tone: 'bad' },
  unknown: { title: 'Il manque une information', tone: 'warn' },
  met: { title: 'Respecté', tone: 'ok' },
};

/** What the rules of the chosen call say of the grappe: broken first, then what is missing, then met. */
export const EligibilityTab = (props: EligibilityTabProps) => {
  if (!props.hasProfile || props.campaignTitle === '') return <Nothing {...props} />;
  const groups = groupVerdicts(props.verdicts);
  const broken = groups.some(({ status }) => status === 'broken');
  return (
    <div class="stack eligibility-tab">
      <Head {...props} />
      {!broken && <p class="notice ok">Aucune règle vérifiable n’est enfreinte.</p>}
      {groups.map((group) => (
        <Group {...props} key={group.status} group={group} open={opens(group, broken)} />
      ))}
      {props.children}
    </div>
  );
};

const opens = ({ status }: StatusGroup, broken: boolean): boolean =>
  status === 'broken' || (status === 'unknown' && !broken);

/** What to do first, when there is nothing to judge or nothing to judge it by. */
const Nothing = ({ hasProfile, onOpenProfil, onOpenDossiers }: EligibilityTabProps) =>
  hasProfile ? (
    <div class="card stack">
      <p>
        Aucun appel à projets n’est choisi, ou celui qui l’était n’est plus sur cet ordinateur. Choisissez-en
        un : ce sont ses règles qui sont vérifiées.
      </p>
      <button type="button" class="primary" onClick={onOpenDossiers}>
        Choisir un appel à projets
      </button>
    </div>
  ) : (
    <div class="card stack">
      <p>Chargez d’abord une grappe : les règles se vérifient sur ses données.</p>
      <button type="button" class="primary" onClick={onOpenProfil}>
        Ouvrir ma grappe
      </button>
    </div>
  );

const Head = ({ campaignTitle, dateLabel, simulated, ...props }: EligibilityTabProps) => (
  <>
    <p class="small">
      <strong>{campaignTitle}</strong>, {dateLabel}
      {simulated && ' (date simulée)'}.{' '}
      <button type="button" class="link" onClick={props.onOpenDossiers}>
        Changer
      </button>{' '}
      <button type="button" class="link" onClick={props.onPrint}>
        Imprimer le bilan
      </button>
    </p>
    {props.outOfDates !== '' && <p class="notice warn small">{props.outOfDates}</p>}
  </>
);

interface GroupProps extends CardProps {
  group: StatusGroup;
  open: boolean;
}

const Group = ({ group, open, ...props }: GroupProps) => {
  const { title, tone } = TITLES[group.status];
  return (
    <details class="verdict-group" open={open}>
      <summary>
        <h2>{title}</h2> <span class={`badge ${tone}`}>{group.count}</span>
      </summary>
      <div class="stack">
        {group.kinds.map((kind) => (
          <Kind {...props} key={kind.kind} group={kind} />
        ))}
      </div>
    </details>
  );
};

const Kind = ({ group, ...props }: CardProps & { group: KindGroup }) => (
  <section class="stack">
    <h3 class="verdict-kind">
      {group.label} <span class="muted">({group.cards.length})</span>
    </h3>
    <ul class="stack">
      {group.cards.map((card) => (
        <EligibilityCard {...props} key={card.key} card={card} />
      ))}
    </ul>
  </section>
);
