import { type Campaign, type ExpectedPiece, heldOn, type Principle } from '@/knowledge/campaigns/campaign';
import type { FieldId } from '@/knowledge/form/field-id';
import type { Dossier, Essms, Organisme, Profile } from '@/knowledge/profile/schema';
import type { Confidence, Day, Parameter, Reference, Told } from '@/knowledge/source';
import type { Facts } from './facts';
import type { Conflict, MissingDatum, Severity, Situation, Subject } from './rule';

/** Where a rule comes from: any parameter of the campaign will do, a gap included. */
export interface Basis {
  source: Reference;
  verifiedOn: Day;
  confidence: Confidence;
  alternatives?: Parameter<unknown>['alternatives'];
}

/** A situation with the facts several rules share, computed once. Its profile is as the page shows it. */
export interface RuleContext extends Situation {
  facts: Facts;
}

/** What a rule found on a subject. */
export interface Outcome {
  status: 'met' | 'broken';
  /** In French, with the figures found and expected; when broken, what to do. */
  message: string;
  /** When it differs from the severity of the rule. */
  severity?: Severity | undefined;
  /** When a finer passage than the one of the rule applies. */
  basis?: Basis | undefined;
}

/** A rule on one kind of subject. */
export interface RuleOn<Kind extends Subject['kind'] | 'page', Item> {
  id: string;
  /** In French, as the list of verdicts shows it. */
  title: string;
  about: Kind;
  severity: Severity;
  /** Fields of the form the verdict speaks of. */
  fields: FieldId[];
  /** Undefined when the campaign says nothing of it on that day: the rule then does not apply. */
  source(campaign: Campaign, date: Day): Basis | undefined;
  /** Null when the rule does not concern this subject. Asks for its facts with `need`. */
  check(item: Item, context: RuleContext): Outcome | null;
}

/** A rule, declared as data and two to ten lines of check. */
export type Rule =
  | RuleOn<'grappe', Profile>
  | RuleOn<'organisme', Organisme>
  | RuleOn<'essms', Essms>
  | RuleOn<'dossier', Dossier>
  | RuleOn<'page', Conflict>;

/** What may go with the data that are missing. */
export interface Known {
  /** A sentence in French: what is known all the same. */
  say?: string;
  /** When a finer passage than the one of the rule says that it was not found. */
  basis?: Basis;
}

/** Thrown by `need` and `demand`, caught by the engine: the verdict is then `unknown`. No fault, no stack. */
export class MissingData {
  constructor(
    readonly data: MissingDatum[],
    readonly known: Known,
  ) {}
}

/** Ends the check as `unknown`, for want of these data. */
export function unknownFor(missing: MissingDatum[], known: Known = {}): never {
  throw new MissingData(missing, known);
}

/** Ends the check as `unknown` when the list is not empty. */
export function demand(missing: MissingDatum[], known: Known = {}): void {
  if (missing.length > 0) unknownFor(missing, known);
}

/** The value, or the end of the check as `unknown` when it is empty, null or absent. */
export function need<T>(value: T | null | undefined, datum: MissingDatum): T {
  if (value === null || value === undefined || value === '') return unknownFor([datum]);
  return value;
}

/** Data of the campaign have an id of their own: the person cannot type them, the funder can tell. */
const OF_CAMPAIGN = 'campaign.';

/** A datum the texts should give; `key` is its path in the campaign. */
export const ofCampaign = (key: string, label: string): MissingDatum => ({ id: OF_CAMPAIGN + key, label });

export const isOfCampaign = ({ id }: MissingDatum): boolean => id.startsWith(OF_CAMPAIGN);

/** The value the texts give; when it was not found, the check ends as `unknown` and shows the gap. */
export function needTold<T>(told: Told<T>, datum: MissingDatum): Parameter<T> {
  if (told.confidence === 'not-found') return unknownFor([datum], { basis: told });
  return told;
}

type More = Pick<Outcome, 'severity' | 'basis'>;

export const met = (message: string, { severity, basis }: More = NONE): Outcome => ({
  status: 'met',
  message,
  severity,
  basis,
});

export const broken = (message: string, { severity, basis }: More = NONE): Outcome => ({
  status: 'broken',
  message,
  severity,
  basis,
});

const NONE: More = {};

/** What to add to a message when another source, were it followed, would give another answer. */
export const otherwise = <T>({ alternatives, note }: Parameter<T>, differs: (value: T) => boolean): string =>
  note !== undefined && alternatives?.some(({ value }) => differs(value)) ? ` ${note}` : '';

/** A parameter as the source of a rule: what the user left out of a call of their own demands nothing. */
export const toldIn = ({ personal }: Campaign, told: Told<unknown> | null | undefined): Basis | undefined =>
  !told || (personal && told.confidence === 'not-found') ? undefined : told;

/** A principle as the source of a rule, on the days the campaign holds it. */
export const held =
  (principle: Principle) =>
  (campaign: Campaign, date: Day): Basis | undefined =>
    heldOn(campaign, principle, date);

/** A piece as the source of a rule; it was read with the list it belongs to. */
export const pieceBasis = ({ piecesList }: Campaign, { source, confidence }: ExpectedPiece): Basis => ({
  source,
  confidence,
  verifiedOn: piecesList.verifiedOn,
});

/** Day the passages of `texts/controles.md` were last read again. */
const CONTROLS_VERIFIED_ON: Day = '2026-11-22';

/** The basis of a check that no call text demands: ours, explained in `texts/controles.md`. */
export const ours = (anchor: string) => (): Basis => ({
  source: { text: 'controles', anchor },
  verifiedOn: CONTROLS_VERIFIED_ON,
  confidence: 'secondary',
});
