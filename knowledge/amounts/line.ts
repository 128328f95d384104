import type { Confidence, Day, Reference } from '@/knowledge/source';

/** A part of a result, paid when something happens. */
export interface Payment {
  /** Between 0 and 1. */
  share: number;
  /** In French, after « payé » : « au début du projet ». */
  when: string;
  /** Null while the result is unknown. */
  cents: number | null;
  /** The first instalment of several follows the start of the project, the last one its end. */
  milestone: 'start' | 'end' | null;
  /** Day of the milestone in the profile: a landmark of ours, never a date of the funder. */
  day: Day | null;
}

/** What a line rests on besides its rate: a condition, another version, a note. In French. */
export interface Remark {
  text: string;
  source: Reference;
  confidence: Confidence;
}

/** One line of the computation; a line with children is their sum. Integer cents. */
export interface AmountLine {
  /** Id of the rate; that of a child adds what it counts. */
  id: string;
  label: string;
  /** Flat rate per ESSMS; null when the texts do not give it and the user neither. */
  unitCents: number | null;
  /** The unit is the user's own figure: no text found gives it. */
  own: boolean;
  /** ESSMS concerned. */
  count: number;
  /** Ranks in the grappe, from 1, both included; `to` is null when there is no last one. */
  tranche: { from: number; to: number | null };
  /** Null when nothing of it can be computed; of the known children only, if any. */
  resultCents: number | null;
  /** False when a part of the ESSMS could not be computed. */
  complete: boolean;
  /** In French, as a person would write it: « 11 ESSMS × 2 000 € = 22 000 € ». */
  formula: string;
  source: Reference;
  confidence: Confidence;
  /** « jusqu'à »: the result is a maximum. */
  ceiling: boolean;
  remarks: Remark[];
  /** How the result is paid, in order; empty when the texts do not say. */
  payments: Payment[];
  /** Where the payments come from, or the passage that says they were not found; `note` may be empty. */
  paidBy: { source: Reference; confidence: Confidence; note: string };
  children: AmountLine[];
}

/** An instalment over several lines. */
export type ScheduledPart = Pick<Payment, 'when' | 'milestone' | 'day'> & { cents: number };

/** A dossier, or the whole family of dossiers: its lines and what they come to. */
export interface AmountsPart {
  /** Id of the dossier; `OUTSIDE` for the ESSMS of no dossier; empty for the family. */
  id: string;
  label: string;
  /** ESSMS counted. */
  count: number;
  lines: AmountLine[];
  /** Sum of the lines whose figure is in a text, ceilings at their maximum. */
  knownCents: number;
  /** The same without the ceilings. */
  firmCents: number;
  /** Sum of the lines whose figure is the user's. */
  ownCents: number;
  /** Instalments over the lines, in order. */
  schedule: ScheduledPart[];
  /** The part of the two sums above whose instalments were not found. */
  unscheduledCents: number;
}

/** Id of the part made of the ESSMS that are in no dossier of the call. */
export const OUTSIDE = 'hors-dossier';

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
