import { dossierLabel, type Facts, gatherFacts } from '@/knowledge/rules/facts';
import type { Situation } from '@/knowledge/rules/rule';
import { concernedBy, splitByDossier } from './concern';
import { type AmountLine, type AmountsPart, OUTSIDE, sumOf } from './line';
import { notesOf } from './notes';
import { ownRatesOf } from './own-rates';
import { addedUp, instalmentsOf, paymentsOf, scheduleOf, unscheduledOf } from './payments';
import { type Ranked, rankEssms } from './ranks';
import { lineMaker, type PricedRate, priced } from './rate-line';
import { apportion, cutsOf, type RealCost, realCostOf, reduced } from './real-cost';
import { type Tranche, tranchesOf } from './tranches';
import { type UnknownAmount, unknownOf } from './unknown';

export type { AmountLine, AmountsPart, ScheduledPart } from './line';
export type { Tranche } from './tranches';
export type { UnknownAmount } from './unknown';

/** What a call gives a grappe: the whole family of dossiers, then each of them. */
export interface Amounts extends AmountsPart {
  /**
   * Each dossier of the call, then the ESSMS of none. They add up to the family, line by line and
   * cent for cent. Empty while the call has no dossier.
   */
  dossiers: AmountsPart[];
  tranches: Tranche[];
  /** Null when the call does not reduce its flat rates to the real cost. */
  realCost: RealCost | null;
  /** `knownCents` is never the whole aid while this is not empty. */
  unknown: UnknownAmount[];
  /** Conventions of ours behind the figures, in French. */
  notes: string[];
}

/** The ESSMS of a dossier. */
interface Group {
  id: string;
  label: string;
  /** Null for the ESSMS of no dossier. */
  dossierId: string | null;
  count: number;
}

/**
 * What the call gives the grappe, flat rate by flat rate, tranche by tranche. Excluded ESSMS have
 * no rank; the rank of the others is their order in the grappe. Never throws.
 */
export function amounts(situation: Situation): Amounts {
  const { campaign, profile } = situation;
  const facts = gatherFacts(situation);
  const ranked = rankEssms(situation, facts);
  const groups = groupsOf(facts, ranked);
  const rates = priced(campaign.rates, ownRatesOf(profile, campaign.id));
  const { family, parts, realCost } = linesOf(rates, { ranked, groups }, situation);
  const known = { lines: family, ranked, facts };
  return {
    ...partOf('', 'Toute la famille de dossiers', ranked.length, family),
    dossiers: groups.map(({ id, label, count }, index) => partOf(id, label, count, parts[index] ?? [])),
    tranches: tranchesOf(campaign.rates, ranked.length),
    realCost,
    unknown: unknownOf(situation, known),
    notes: notesOf(situation, known),
  };
}

/** The dossiers of the call with their ESSMS, then the ESSMS of none. */
function groupsOf({ dossiers }: Facts, ranked: readonly Ranked[]): Group[] {
  if (dossiers.length === 0) return [];
  const sizes = Map.groupBy(ranked, ({ dossierId }) => dossierId);
  const countOf = (id: string | null) => sizes.get(id)?.length ?? 0;
  const groups = dossiers.map((dossier) => ({
    id: dossier.id,
    label: dossierLabel(dossier),
    dossierId: dossier.id,
    count: countOf(dossier.id),
  }));
  const label = 'ESSMS dans aucun dossier de cet appel';
  return countOf(null) === 0
    ? groups
    : [...groups, { id: OUTSIDE, label, dossierId: null, count: countOf(null) }];
}

/** The lines of the family and those of each group, the reduction to the real cost and the instalments in. */
function linesOf(
  rates: readonly PricedRate[],
  { ranked, groups }: { ranked: Ranked[]; groups: Group[] },
  situation: Situation,
): { family: AmountLine[]; parts: AmountLine[][]; realCost: RealCost | null } {
  const ids = groups.map(({ dossierId }) => dossierId);
  const rows = rates.flatMap((rate) => {
    const concerned = concernedBy(rate.rate, ranked, situation.profile);
    const lineOf = lineMaker(rate, situation);
    const line = lineOf(concerned);
    const shares = splitByDossier(concerned, ids).map(lineOf);
    return line ? [{ rate, line, shares }] : [];
  });
  const gross = rows.map(({ line }) => line);
  const realCost = realCostOf(gross, situation);
  const cuts = cutsOf(gross, realCost?.cutCents ?? 0);
  const finished = rows.map((row, index) => finish(row, cuts[index] ?? 0, realCost, situation));
  return {
    family: finished.map(({ line }) => line),
    parts: groups.map((_, index) => finished.flatMap(({ shares }) => shares[index] ?? [])),
    realCost,
  };
}

interface Row {
  rate: PricedRate;
  line: AmountLine;
  /** The same rate for each group, null where it says nothing. */
  shares: (AmountLine | null)[];
}

/** A dossier is paid on its own: the family adds up the instalments of its dossiers. */
function finish(
  { rate: { rate }, line, shares }: Row,
  cut: number,
  cost: RealCost | null,
  { campaign, profile }: Situation,
): Pick<Row, 'line' | 'shares'> {
  const instalments = instalmentsOf(rate, campaign).value ?? [];
  const paid = (one: AmountLine): AmountLine => ({
    ...one,
    payments: paymentsOf(instalments, one.resultCents, profile.project),
  });
  const cuts = apportion(
    cut,
    shares.map((share) => share?.resultCents ?? 0),
  );
  const parts = shares.map((share, index) => share && paid(reduced(share, cuts[index] ?? 0, cost)));
  const whole = reduced(line, cut, cost);
  const lists = parts.flatMap((part) => (part ? [part.payments] : []));
  return {
    line: lists.length === 0 ? paid(whole) : { ...whole, payments: addedUp(lists) },
    shares: parts,
  };
}

function partOf(id: string, label: string, count: number, lines: AmountLine[]): AmountsPart {
  const total = (some: AmountLine[]) => sumOf(some.map(({ resultCents }) => resultCents ?? 0));
  const told = lines.filter(({ own }) => !own);
  return {
    id,
    label,
    count,
    lines,
    knownCents: total(told),
    firmCents: total(told.filter(({ ceiling }) => !ceiling)),
    ownCents: total(lines.filter(({ own }) => own)),
    schedule: scheduleOf(lines),
    unscheduledCents: unscheduledOf(lines),
  };
}
