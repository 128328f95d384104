import type { Review } from '@/knowledge/form/plan';
import type { ShownFact } from '@/knowledge/rules/rule';

/** What the recognised fields of the step hold: an empty one says nothing, nor does a part of a datum. */
export const shownFacts = ({ fields }: Review): ShownFact[] =>
  fields.flatMap(({ id, field, part, row }) =>
    id === null || part !== null || field.value === ''
      ? []
      : [{ field: id, value: field.value, recordId: row?.recordId ?? null, label: field.label }],
  );

const sameFact = (a: ShownFact, b: ShownFact | undefined): boolean =>
  a.field === b?.field && a.value === b.value && a.recordId === b.recordId && a.label === b.label;

/** The former list when nothing changed in it: what was judged on it still holds. */
export const kept = (former: ShownFact[], facts: ShownFact[]): ShownFact[] =>
  former.length === facts.length && facts.every((fact, at) => sameFact(fact, former[at])) ? former : facts;
