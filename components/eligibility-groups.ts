import type { Severity, Subject, Verdict } from '@/knowledge/rules/rule';

/** The verdicts of one rule with one outcome, on one kind of subject: one card. */
export interface VerdictCard {
  key: string;
  /** Never empty; in the order they came. */
  verdicts: [Verdict, ...Verdict[]];
}

/** The cards about the grappe, the organismes, the ESSMS or the dossiers. */
export interface KindGroup {
  kind: Subject['kind'];
  label: string;
  cards: VerdictCard[];
}

export interface StatusGroup {
  status: Verdict['status'];
  /** Cards of the group. */
  count: number;
  kinds: KindGroup[];
}

const STATUSES: Verdict['status'][] = ['broken', 'unknown', 'met'];
const KINDS: Record<Subject['kind'], string> = {
  grappe: 'La grappe',
  organisme: 'Les organismes',
  essms: 'Les ESSMS',
  dossier: 'Les dossiers',
};
const SEVERITIES: Severity[] = ['bloquant', 'a-verifier', 'information'];

const rankOf = ({ severity }: Verdict): number => SEVERITIES.indexOf(severity);

/**
 * Verdicts that differ only by their subject share a card: 500 ESSMS never make 500 cards. There is
 * one grappe: what a rule says of it several times is several things.
 */
const cardKey = ({ rule, status, severity, subject, source, confidence, message }: Verdict): string =>
  [
    rule,
    status,
    severity,
    subject.kind,
    source.text,
    source.anchor,
    confidence,
    subject.kind === 'grappe' ? message : '',
  ].join(' ');

function cardsOf(verdicts: Verdict[]): VerdictCard[] {
  return [...Map.groupBy(verdicts, cardKey)].flatMap(([key, [first, ...rest]]) =>
    first ? [{ key, verdicts: [first, ...rest] }] : [],
  );
}

const gravest = ({ cards }: KindGroup): number =>
  Math.min(...cards.map(({ verdicts }) => rankOf(verdicts[0])));

/**
 * What is broken, then what is unknown, then what is met; inside, by kind of subject, the gravest
 * first. Groups without a verdict are left out.
 */
export function groupVerdicts(verdicts: readonly Verdict[]): StatusGroup[] {
  return STATUSES.flatMap((status) => {
    const of = verdicts.filter((verdict) => verdict.status === status);
    // What is met is no trouble, whatever its severity would be: the order of the rules is kept.
    const ordered = status === 'met' ? of : of.toSorted((a, b) => rankOf(a) - rankOf(b));
    const kinds = (Object.keys(KINDS) as Subject['kind'][]).flatMap((kind) => {
      const cards = cardsOf(ordered.filter(({ subject }) => subject.kind === kind));
      return cards.length > 0 ? [{ kind, label: KINDS[kind], cards }] : [];
    });
    const sorted = status === 'met' ? kinds : kinds.toSorted((a, b) => gravest(a) - gravest(b));
    const count = kinds.reduce((total, { cards }) => total + cards.length, 0);
    return count > 0 ? [{ status, count, kinds: sorted }] : [];
  });
}

/** Rules broken that block the dossier, each counted once whatever the number of ESSMS. */
export const blockingRules = (verdicts: readonly Verdict[]): number =>
  new Set(
    verdicts
      .filter(({ status, severity }) => status === 'broken' && severity === 'bloquant')
      .map(({ rule }) => rule),
  ).size;
