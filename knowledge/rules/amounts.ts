import type { FlatRate } from '@/knowledge/campaigns/campaign';
import { formatCents } from '@/knowledge/profile/format';
import type { Essms } from '@/knowledge/profile/schema';
import type { Confidence, Reference } from '@/knowledge/source';
import { essmsLabel, type Facts, gatherFacts, mayDoComfort, type Perimeter, typeOf } from './facts';
import { counted, frenchNumber, listed } from './french';
import type { Situation } from './rule';

/** One line of the computation; a line with children is their sum. Integer cents. */
export interface AmountLine {
  id: string;
  label: string;
  /** Flat rate per ESSMS; null when the texts do not give it. */
  unitCents: number | null;
  /** ESSMS concerned. */
  count: number;
  /** Null when the rate, or a datum of the profile, is unknown; of the known children only, if any. */
  resultCents: number | null;
  /** In French, as a person would write it: « 11 ESSMS × 2 000 € ». */
  formula: string;
  source: Reference;
  confidence: Confidence;
  /** « jusqu'à »: the result is a maximum. */
  ceiling: boolean;
  /** How the result is paid, in order; empty when the texts do not say. */
  payments: { when: string; share: number; cents: number | null }[];
  children: AmountLine[];
}

/** A part of the aid that cannot be computed, and why, in French. */
interface UnknownAmount {
  label: string;
  source: Reference;
}

export interface Amounts {
  lines: AmountLine[];
  /** Sum of the known lines, ceilings counted at their maximum. Never the whole aid while `unknown` is not empty. */
  knownCents: number;
  /** The same without the ceilings. */
  firmCents: number;
  unknown: UnknownAmount[];
  /** Conventions of ours behind the figures, in French. */
  notes: string[];
}

/** An ESSMS with its rank in the grappe (from 1) and the share of its aid, null while unknown. */
interface Ranked {
  essms: Essms;
  rank: number;
  type: 'acquisition' | 'conformite' | null;
  share: number | null;
}

/**
 * What the call gives the grappe, flat rate by flat rate, tranche by tranche. Excluded ESSMS have
 * no rank; the rank of the others is their order in the grappe. Never throws.
 */
export function amounts(situation: Situation): Amounts {
  const { campaign, profile } = situation;
  const facts = gatherFacts(situation);
  const ranked = rank(situation, facts);
  const lines = campaign.rates
    .filter((rate) => !(rate.onlySegurReferenced && profile.project.segurReferenced === false))
    .map((rate) => lineOf(rate, ranked, situation))
    .filter((line) => line.count > 0);
  const known = lines.map((line) => ({ cents: line.resultCents ?? 0, ceiling: line.ceiling }));
  const sum = (parts: typeof known) => parts.reduce((total, { cents }) => total + cents, 0);
  return {
    lines,
    knownCents: sum(known),
    firmCents: sum(known.filter(({ ceiling }) => !ceiling)),
    unknown: unknownOf(lines, ranked, situation, facts.perimeter),
    notes: notesOf(lines, ranked),
  };
}

function rank(situation: Situation, facts: Facts): Ranked[] {
  const excluded = new Set(facts.perimeter.excluded);
  return situation.profile.essms
    .filter((essms) => !excluded.has(essms))
    .map((essms, index) => ({
      essms,
      rank: index + 1,
      type: typeOf(essms, { profile: situation.profile, facts }),
      share: shareOf(essms, situation),
    }));
}

/** Eligible hours over total hours for a home service, one for the others. */
function shareOf(essms: Essms, { campaign }: Situation): number | null {
  if (!campaign.principles['comfort-share'] || !mayDoComfort(essms)) return 1;
  const { eligible, total } = essms.hours;
  return eligible === null || total === null || total === 0 || eligible > total ? null : eligible / total;
}

function lineOf(rate: FlatRate, ranked: Ranked[], situation: Situation): AmountLine {
  const inTranche = ranked.filter(
    ({ rank: place, type }) =>
      place >= rate.from && place <= (rate.to ?? Infinity) && (type === null || rate.types.includes(type)),
  );
  const undecided =
    (rate.types.length === 1 && inTranche.some(({ type }) => type === null)) ||
    (rate.onlySegurReferenced === true && situation.profile.project.segurReferenced === null);
  const full = inTranche.filter(({ share }) => share === 1);
  const partial = inTranche.filter(({ share }) => share !== 1);
  const base = baseLine(rate, inTranche.length);
  const whole = finish(rate, { ...base, count: full.length }, undecided);
  if (base.unitCents === null) return finish(rate, base, undecided);
  if (partial.length === 0) return whole;
  const children = [
    ...(full.length > 0 ? [{ ...whole, id: `${rate.id}.full`, label: 'ESSMS aidés en entier' }] : []),
    ...partial.map((one) => prorated(rate, one, undecided)),
  ];
  return totalled(base, children, rate);
}

const baseLine = (rate: FlatRate, count: number): AmountLine => ({
  id: rate.id,
  label: rate.label,
  unitCents: rate.amountCents.value,
  count,
  resultCents: null,
  formula: '',
  source: rate.amountCents.source,
  confidence: rate.amountCents.confidence,
  ceiling: rate.ceiling === true,
  payments: [],
  children: [],
});

function finish(rate: FlatRate, line: AmountLine, undecided: boolean): AmountLine {
  const unit = line.unitCents;
  const resultCents = unit === null || undecided ? null : unit * line.count;
  const each = unit === null ? 'montant non trouvé' : `${line.ceiling ? 'jusqu’à ' : ''}${formatCents(unit)}`;
  return {
    ...line,
    resultCents,
    formula: `${counted(line.count, 'ESSMS')} × ${each}${resultCents === null ? '' : ` = ${formatCents(resultCents)}`}`,
    payments: instalments(rate, resultCents),
  };
}

function prorated(rate: FlatRate, { essms, share }: Ranked, undecided: boolean): AmountLine {
  const unit = rate.amountCents.value;
  const { eligible, total } = essms.hours;
  const resultCents = unit === null || share === null || undecided ? null : Math.round(unit * share);
  const hours =
    share === null || eligible === null || total === null
      ? 'heures à renseigner'
      : `${frenchNumber(eligible)} h ÷ ${frenchNumber(total)} h`;
  const each = unit === null ? 'montant non trouvé' : formatCents(unit);
  return {
    ...baseLine(rate, 1),
    id: `${rate.id}.${essms.id}`,
    label: `${essmsLabel(essms)}, au prorata des heures éligibles`,
    resultCents,
    formula: `${each} × ${hours}${resultCents === null ? '' : ` = ${formatCents(resultCents)}`}`,
    source: { text: 'cnsa-faq-2023', anchor: 'comfort-prorata' },
    payments: instalments(rate, resultCents),
  };
}

/** The sum of the known children; what is unknown among them is told apart. */
function totalled(base: AmountLine, children: AmountLine[], rate: FlatRate): AmountLine {
  const known = children.filter(({ resultCents }) => resultCents !== null);
  const resultCents =
    known.length === 0 ? null : known.reduce((sum, child) => sum + (child.resultCents ?? 0), 0);
  return {
    ...base,
    resultCents,
    formula:
      known.map(({ resultCents: cents }) => formatCents(cents ?? 0)).join(' + ') || 'montant non trouvé',
    payments: instalments(rate, resultCents),
    children,
  };
}

/** Shares of the result; the last instalment takes the rounding. */
function instalments(rate: FlatRate, resultCents: number | null): AmountLine['payments'] {
  const shares = rate.payments?.value ?? [];
  const cents = shares.map(({ share }) => (resultCents === null ? null : Math.floor(resultCents * share)));
  return shares.map(({ share, when }, index) => {
    const others = cents.reduce<number>((sum, part, i) => (i === index ? sum : sum + (part ?? 0)), 0);
    const last = index === shares.length - 1;
    return {
      share,
      when,
      cents: resultCents !== null && last ? resultCents - others : (cents[index] ?? null),
    };
  });
}

function unknownOf(
  lines: AmountLine[],
  ranked: Ranked[],
  { campaign, profile }: Situation,
  { missing, doubtful }: Perimeter,
): UnknownAmount[] {
  const hours = ranked.filter(({ share }) => share === null);
  const source = { text: 'divergences', anchor: 'not-found-regional-rates' };
  const unknown: UnknownAmount[] = lines
    .filter(({ unitCents }) => unitCents === null)
    .map((line) => ({
      label: `${line.label} (${counted(line.count, 'ESSMS')})\u202f: montant non trouvé dans les textes`,
      source: line.source,
    }));
  if (ranked.length === 0) unknown.push({ label: 'Aucun ESSMS éligible n’est renseigné', source });
  if (ranked.some(({ type }) => type === null))
    unknown.push({
      label: 'Type de projet à renseigner, ou dossier de chaque ESSMS pour un projet mixte',
      source,
    });
  if (profile.project.segurReferenced === null && campaign.rates.some((rate) => rate.onlySegurReferenced))
    unknown.push({
      label: 'Complément Ségur\u202f: dire si le logiciel est référencé Ségur',
      source: campaign.rates.find((rate) => rate.onlySegurReferenced)?.amountCents.source ?? source,
    });
  if (hours.length > 0)
    unknown.push({
      label: `Heures éligibles et totales à renseigner\u202f: ${listed(hours.map(({ essms }) => essmsLabel(essms)))}`,
      source: { text: 'cnsa-faq-2023', anchor: 'comfort-prorata' },
    });
  if (doubtful.length > 0)
    unknown.push({
      label: `${counted(doubtful.length, 'ESSMS')} comptés sans que leur éligibilité soit établie\u202f: ${listed(missing.map(({ label }) => label))}`,
      source: { text: 'controles', anchor: 'category' },
    });
  return unknown;
}

function notesOf(lines: AmountLine[], ranked: Ranked[]): string[] {
  const types = new Set(ranked.map(({ type }) => type));
  const ordered = lines.length > 0 && (types.size > 1 || ranked.some(({ share }) => share !== 1));
  return [
    ...(lines.some(({ ceiling }) => ceiling)
      ? ['Les montants «\u00a0jusqu’à\u00a0» sont comptés à leur maximum.']
      : []),
    ...(ordered
      ? [
          'Les textes ne disent pas dans quel ordre compter les ESSMS\u202f: le rang suivi ici est leur ordre dans la grappe.',
        ]
      : []),
    ...(lines.length > 0
      ? ['Estimation d’après les forfaits des textes\u202f: le financeur arrête le montant.']
      : []),
  ];
}
