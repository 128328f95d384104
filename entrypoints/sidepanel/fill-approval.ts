import { type PlannedField, SURE } from '@/knowledge/form/plan';

/** What the person approved. */
export interface Approval {
  /** Only these fields; null for the whole step. */
  only: ReadonlySet<string> | null;
  /** Values the person agreed to replace, by key: another value there is another question. */
  replace: ReadonlyMap<string, string>;
  /** Bank details the person confirmed, last characters shown, as told by `consentKey`. */
  confirmed: ReadonlySet<string>;
  /** Fields already filled on this step: a box unticked since is the person's answer. */
  filled: ReadonlySet<string>;
  /** The step is not the one known: what is less than sure is filled field by field only. */
  drifted?: boolean;
}

/** What a confirmation binds: this field and this value, and no other. */
export const consentKey = ({ key, instruction }: PlannedField): string => `${key} ${instruction?.text ?? ''}`;

/** Whether the approval covers a field as it stands now. */
export const isApproved = (field: PlannedField, approval: Approval): boolean => {
  const { only, replace, confirmed, filled, drifted } = approval;
  if (!field.instruction || (field.sensitive && !confirmed.has(consentKey(field)))) return false;
  if (only) return only.has(field.key) && (field.state === 'to-fill' || mayReplace(field, replace));
  if (drifted && field.confidence < SURE) return false;
  const box = field.field.kind === 'checkbox' || field.field.kind === 'switch';
  if (box && filled.has(field.key)) return false;
  return field.state === 'to-fill' || mayReplace(field, replace);
};

const mayReplace = ({ key, state, field }: PlannedField, replace: ReadonlyMap<string, string>): boolean =>
  state === 'different' && replace.get(key) === field.value;
