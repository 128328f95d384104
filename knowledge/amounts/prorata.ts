import { heldOn } from '@/knowledge/campaigns/campaign';
import { formatCents } from '@/knowledge/profile/format';
import { essmsLabel } from '@/knowledge/rules/facts';
import { frenchNumber } from '@/knowledge/rules/french';
import type { Situation } from '@/knowledge/rules/rule';
import type { AmountLine } from './line';
import type { Ranked } from './ranks';

/** A flat rate for the eligible hours of a home service, to the nearest cent; whole for any other ESSMS. */
export const proratedCents = (unitCents: number, { hours }: Ranked): number =>
  hours === null ? unitCents : Math.round((unitCents * hours.eligible) / hours.total);

/**
 * What makes the line of a home service: the flat rate for its eligible hours, to the nearest cent.
 * Each is made once, for the family and for its dossier.
 */
export function prorata(
  model: AmountLine,
  unitCents: number,
  { campaign, date }: Situation,
): (one: Ranked) => AmountLine {
  const held = heldOn(campaign, 'comfort-share', date);
  const unit = formatCents(unitCents);
  const made = new Map<Ranked, AmountLine>();
  const make = (one: Ranked): AmountLine => {
    const { essms, rank, hours } = one;
    const { eligible, total } = hours ?? { eligible: 1, total: 1 };
    const resultCents = proratedCents(unitCents, one);
    const share = `${frenchNumber(eligible)} h ÷ ${frenchNumber(total)} h`;
    return {
      ...model,
      id: `${model.id}.${essms.id}`,
      label: `${essmsLabel(essms)}, au prorata des heures éligibles`,
      count: 1,
      tranche: { from: rank, to: rank },
      resultCents,
      complete: true,
      formula: `${unit} × ${share} = ${formatCents(resultCents)}`,
      ...(held && { source: held.source, confidence: held.confidence }),
    };
  };
  return (one) => {
    const line = made.get(one) ?? make(one);
    made.set(one, line);
    return line;
  };
}
