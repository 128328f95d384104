import type { FlatRate } from '@/knowledge/campaigns/campaign';
import { formatCents } from '@/knowledge/profile/format';
import { counted } from '@/knowledge/rules/french';
import type { Situation } from '@/knowledge/rules/rule';
import type { Concerned } from './concern';
import { type AmountLine, sumOf } from './line';
import { instalmentsOf } from './payments';
import { prorata } from './prorata';
import type { Ranked } from './ranks';
import { remarksOf } from './remarks';

/** A rate with the figure it is counted at: that of the texts, else the user's, else none. */
export interface PricedRate {
  rate: FlatRate;
  unitCents: number | null;
  own: boolean;
}

/** The rates of the call, with the user's figures where the texts give none. */
export const priced = (rates: readonly FlatRate[], own: ReadonlyMap<string, number>): PricedRate[] =>
  rates.map((rate) => {
    const mine = rate.amountCents.value === null ? own.get(rate.id) : undefined;
    return { rate, unitCents: rate.amountCents.value ?? mine ?? null, own: mine !== undefined };
  });

/**
 * What makes the lines of a rate, for the family and for each dossier: what it gives some ESSMS, before
 * any reduction and without the instalments. Null when there is nothing to say.
 */
export function lineMaker(
  price: PricedRate,
  situation: Situation,
): (concerned: Concerned) => AmountLine | null {
  const { rate, unitCents, own } = price;
  const model = modelOf(price, situation);
  const each = eachOf(price);
  const shareOf = prorata(model, unitCents ?? 0, situation);
  return (concerned) => {
    const { full, prorated, open, beyond, large } = concerned;
    const count = full.length + prorated.length + open.length;
    if (count + beyond.length + large.length === 0) return null;
    const remarks = remarksOf(rate, own, concerned);
    const line = { ...model, count, remarks, formula: times(count, each) };
    // No figure is needed to know what nobody gets.
    if (count === 0) return { ...line, resultCents: 0, complete: true };
    return unitCents === null ? line : computed(line, { unitCents, each, shareOf }, concerned);
  };
}

const modelOf = ({ rate, unitCents, own }: PricedRate, { campaign }: Situation): AmountLine => {
  const paid = instalmentsOf(rate, campaign);
  return {
    id: rate.id,
    label: rate.label,
    unitCents,
    own,
    count: 0,
    tranche: { from: rate.from, to: rate.to },
    resultCents: null,
    complete: false,
    formula: '',
    source: rate.amountCents.source,
    confidence: rate.amountCents.confidence,
    ceiling: rate.ceiling === true,
    remarks: [],
    payments: [],
    paidBy: { source: paid.source, confidence: paid.confidence, note: paid.note ?? '' },
    children: [],
  };
};

const eachOf = ({ rate: { ceiling }, unitCents, own }: PricedRate): string =>
  unitCents === null
    ? 'montant non trouvé'
    : `${ceiling ? 'jusqu’à ' : ''}${formatCents(unitCents)}${own ? ' (votre chiffre)' : ''}`;

const times = (count: number, each: string): string => `${counted(count, 'ESSMS')} × ${each}`;

interface Unit {
  unitCents: number;
  /** The unit as a formula writes it. */
  each: string;
  /** The line of a home service. */
  shareOf: (one: Ranked) => AmountLine;
}

/** The line with its result, split when its ESSMS are not all counted the same way. */
function computed(line: AmountLine, unit: Unit, { full, prorated, open }: Concerned): AmountLine {
  const whole = wholeLine(line, unit, full.length);
  const { resultCents: wholeCents, formula } = whole;
  if (prorated.length === 0 && open.length === 0)
    return { ...line, resultCents: wholeCents, complete: true, formula };
  if (full.length === 0 && prorated.length === 0) return { ...line, formula: `${line.formula}, à préciser` };
  const shares = prorated.map(unit.shareOf);
  const sharedCents = sumOf(shares.map(({ resultCents }) => resultCents ?? 0));
  return {
    ...line,
    resultCents: (wholeCents ?? 0) + sharedCents,
    complete: open.length === 0,
    formula: sumFormula(wholeCents ?? 0, shares.length, sharedCents),
    children: [
      ...(full.length > 0 ? [whole] : []),
      ...shares,
      ...(open.length > 0 ? [openLine(line, open.length)] : []),
    ],
  };
}

/** « 4 000 € + 2 ESSMS au prorata, 1 233,33 € = 5 233,33 € ». */
function sumFormula(wholeCents: number, shares: number, sharedCents: number): string {
  const shared = `${counted(shares, 'ESSMS')} au prorata, ${formatCents(sharedCents)}`;
  if (wholeCents === 0) return shared;
  if (shares === 0) return formatCents(wholeCents);
  return `${formatCents(wholeCents)} + ${shared} = ${formatCents(wholeCents + sharedCents)}`;
}

const wholeLine = (line: AmountLine, { unitCents, each }: Unit, count: number): AmountLine => ({
  ...line,
  id: `${line.id}.full`,
  label: 'ESSMS aidés en entier',
  count,
  resultCents: unitCents * count,
  complete: true,
  formula: `${times(count, each)} = ${formatCents(unitCents * count)}`,
  remarks: [],
});

const openLine = (line: AmountLine, count: number): AmountLine => ({
  ...line,
  id: `${line.id}.open`,
  label: 'ESSMS à préciser',
  count,
  complete: false,
  formula: `${counted(count, 'ESSMS')} à préciser`,
  remarks: [],
});
