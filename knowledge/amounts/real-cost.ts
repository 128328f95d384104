import { heldOn } from '@/knowledge/campaigns/campaign';
import { formatCents } from '@/knowledge/profile/format';
import type { Project } from '@/knowledge/profile/schema';
import type { Situation } from '@/knowledge/rules/rule';
import type { Confidence, Reference } from '@/knowledge/source';
import { type AmountLine, sumOf } from './line';

/** What the call says of a project that costs less than its flat rates, and what comes of it here. */
export interface RealCost {
  /** The expenses of the plan de financement; null while one of them is unknown. */
  cents: number | null;
  /** Taken off the flat rates. */
  cutCents: number;
  /** In French. */
  text: string;
  source: Reference;
  confidence: Confidence;
}

/** The cost of the project, or null while an expense is missing. */
export function costOf({ expenses }: Project): number | null {
  const cents = expenses.flatMap(({ amountCents }) => (amountCents === null ? [] : [amountCents]));
  const total = sumOf(cents);
  return cents.length < expenses.length || total <= 0 ? null : total;
}

const grossOf = (lines: readonly AmountLine[]): number =>
  sumOf(lines.map(({ resultCents }) => resultCents ?? 0));

/** Null when the call does not reduce its flat rates to the real cost. */
export function realCostOf(
  lines: readonly AmountLine[],
  { profile, campaign, date }: Situation,
): RealCost | null {
  const held = heldOn(campaign, 'lower-real-cost', date);
  if (!held) return null;
  const [cents, gross] = [costOf(profile.project), grossOf(lines)];
  const cutCents = cents === null ? 0 : Math.max(0, gross - cents);
  const { source, confidence } = held;
  return { cents, cutCents, text: wordsOf(cents, gross, cutCents), source, confidence };
}

function wordsOf(cost: number | null, gross: number, cut: number): string {
  if (cost === null)
    return 'Si le projet coûte moins que ces forfaits, l’aide est abaissée d’autant\u202f: renseignez toutes les dépenses du plan de financement.';
  return cut > 0
    ? `Le projet coûte ${formatCents(cost)}, moins que les forfaits (${formatCents(gross)})\u202f: l’aide est abaissée de ${formatCents(cut)}.`
    : `Le projet coûte ${formatCents(cost)}, au moins autant que les forfaits comptés (${formatCents(gross)})\u202f: rien n’est abaissé.`;
}

/** Parts of a whole in proportion to weights that sum to at least it: integers, none over its weight. */
export function apportion(whole: number, weights: readonly number[]): number[] {
  const total = BigInt(sumOf(weights));
  if (total === 0n) return weights.map(() => 0);
  let weighed = 0n;
  let given = 0n;
  return weights.map((weight) => {
    weighed += BigInt(weight);
    const reached = (BigInt(whole) * weighed) / total;
    const part = reached - given;
    given = reached;
    return Number(part);
  });
}

/** What is taken off each line: the user's figures give way first, those of the texts next. */
export function cutsOf(lines: readonly AmountLine[], cutCents: number): number[] {
  const weights = (own: boolean) => lines.map((line) => (line.own === own ? (line.resultCents ?? 0) : 0));
  const [mine, told] = [weights(true), weights(false)];
  const fromMine = Math.min(cutCents, sumOf(mine));
  const [first, next] = [apportion(fromMine, mine), apportion(cutCents - fromMine, told)];
  return lines.map((_, index) => (first[index] ?? 0) + (next[index] ?? 0));
}

/** The line with this much taken off. */
export function reduced(line: AmountLine, cut: number, cost: RealCost | null): AmountLine {
  if (cut === 0 || cost === null || line.resultCents === null) return line;
  const resultCents = line.resultCents - cut;
  return {
    ...line,
    resultCents,
    formula: `${line.formula}, ramenés à ${formatCents(resultCents)}`,
    remarks: [
      ...line.remarks,
      { text: 'Ramené au coût réel du projet.', source: cost.source, confidence: cost.confidence },
    ],
  };
}
