import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { FieldId } from '@/knowledge/form/field-id';
import type { Dossier, Essms, Organisme, Profile } from '@/knowledge/profile/schema';
import type { Parameter } from '@/knowledge/source';
import type { Facts } from './facts';
import type { MissingDatum, Severity, Situation, Subject } from './rule';

/** Where a rule comes from: any parameter of the campaign will do. */
export type Basis = Pick<Parameter<unknown>, 'source' | 'confidence' | 'alternatives'>;

/** A situation with the facts several rules share, computed once. */
export interface RuleContext extends Situation {
  facts: Facts;
}

/** What a rule found on a subject. */
export interface Outcome {
  status: 'met' | 'broken';
  /** In French, with the figures found and expected; when broken, what to do. */
  message: string;
  /** When it differs from the severity of the rule. */
  severity?: Severity;
  /** When a finer passage than the one of the rule applies. */
  basis?: Basis;
}

/** A rule on one kind of subject. */
export interface RuleOn<Kind extends Subject['kind'], Item> {
  id: string;
  /** In French, as the list of verdicts shows it. */
  title: string;
  about: Kind;
  severity: Severity;
  fields: FieldId[];
  /** Undefined when the campaign says nothing of it: the rule then does not apply. */
  source(campaign: Campaign): Basis | undefined;
  /** Null when the rule does not concern this subject. Asks for its facts with `need`. */
  check(item: Item, context: RuleContext): Outcome | null;
}

/** A rule, declared as data and two to ten lines of check. */
export type Rule =
  | RuleOn<'grappe', Profile>
  | RuleOn<'organisme', Organisme>
  | RuleOn<'essms', Essms>
  | RuleOn<'dossier', Dossier>;

/** Thrown by `need` and `demand`, caught by the engine: the verdict is then `unknown`. */
export class MissingData extends Error {
  constructor(readonly data: MissingDatum[]) {
    super(`missing: ${data.map(({ id }) => id).join(', ')}`);
  }
}

/** Ends the check as `unknown`, for want of these data. */
export function unknownFor(missing: MissingDatum[]): never {
  throw new MissingData(missing);
}

/** Ends the check as `unknown` when the list is not empty. */
export function demand(missing: MissingDatum[]): void {
  if (missing.length > 0) unknownFor(missing);
}

/** The value, or the end of the check as `unknown` when it is empty, null or absent. */
export function need<T>(value: T | null | undefined, datum: MissingDatum): T {
  if (value === null || value === undefined || value === '') return unknownFor([datum]);
  return value;
}

export const met = (message: string, more: Partial<Outcome> = {}): Outcome => ({
  status: 'met',
  message,
  ...more,
});

export const broken = (message: string, more: Partial<Outcome> = {}): Outcome => ({
  status: 'broken',
  message,
  ...more,
});

/** The basis of a check that no call text demands: ours, explained in `texts/controles.md`. */
export const ours = (anchor: string) => (): Basis => ({
  source: { text: 'controles', anchor },
  confidence: 'secondary',
});
