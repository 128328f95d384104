import { isVerified, type Outcome } from '@/knowledge/form/outcome';
import type { PlannedField } from '@/knowledge/form/plan';
import type { Verdict } from '@/knowledge/rules/rule';
import type { MarkTone } from '@/utils/messages';

/** Names of the fields a verdict speaks of: the one of the page when it speaks of what the page holds. */
const fieldsOf = ({ shown, fields }: Verdict) => (shown ? [shown.field] : fields);

/**
 * Whether a verdict speaks of a field: one on a value of the page, of the fields that hold it; one on
 * an ESSMS, of its own row; one on an organisme, of the fields of the porteur only when it is the
 * porteur; the others, of their fields wherever they are.
 */
export const concerns = (
  verdict: Verdict,
  { id, row, field }: PlannedField,
  porteurId: string | undefined,
): boolean => {
  if (id === null || !fieldsOf(verdict).includes(id)) return false;
  const { shown } = verdict;
  if (shown) return field.value === shown.value && (row?.recordId ?? null) === shown.recordId;
  const { kind, id: subject } = verdict.subject;
  if (kind === 'grappe' || kind === 'dossier') return true;
  if (kind === 'organisme') return subject === porteurId;
  return field.row === null || subject === row?.recordId;
};

const NONE: Verdict[] = [];

/** Record of the row a verdict stands in; empty when it stands in none. */
const rowOf = ({ shown, subject }: Verdict): string =>
  shown ? (shown.recordId ?? '') : subject.kind === 'essms' ? subject.id : '';

/** Answers the verdicts that concern a field, looked up: a step may hold thousands of cells. */
export const brokenIndex = (
  verdicts: readonly Verdict[],
  porteurId: string | undefined,
): ((planned: PlannedField) => Verdict[]) => {
  const pairs = verdicts.flatMap((verdict) => fieldsOf(verdict).map((id) => ({ id, verdict })));
  const byField = new Map(
    [...Map.groupBy(pairs, ({ id }) => id)].map(([id, of]) => {
      const all = of.map(({ verdict }) => verdict);
      // Those on an ESSMS concern the cells of its row only.
      const ofSubject = Map.groupBy(all, rowOf);
      return [id, { all, ofSubject }] as const;
    }),
  );
  return (planned) => {
    const found = planned.id && byField.get(planned.id);
    if (!found) return NONE;
    const { all, ofSubject } = found;
    const subjects = ['', planned.row?.recordId ?? ''];
    const near =
      planned.field.row === null ? all : [...new Set(subjects)].flatMap((one) => ofSubject.get(one) ?? []);
    return near.filter((verdict) => concerns(verdict, planned, porteurId));
  };
};

/** How a field is marked in the page, or null to leave it alone. */
export const toneOf = (
  planned: PlannedField,
  broken: Verdict[],
  outcome: Outcome | undefined,
): MarkTone | null => {
  if (broken.some(({ severity }) => severity === 'bloquant')) return 'broken';
  const doubtful = broken.some(({ severity }) => severity === 'a-verifier');
  if (doubtful || ['different', 'to-choose', 'too-long'].includes(planned.state)) return 'check';
  if (outcome && isVerified(outcome)) return 'filled';
  return planned.id ? 'known' : null;
};
