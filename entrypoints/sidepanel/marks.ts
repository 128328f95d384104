import { isVerified, type Outcome } from '@/knowledge/form/outcome';
import type { PlannedField } from '@/knowledge/form/plan';
import type { Verdict } from '@/knowledge/rules/rule';
import type { MarkTone } from '@/utils/messages';

/**
 * Whether a verdict speaks of a field: one on an ESSMS, of its own row; one on an organisme, of the
 * fields of the porteur only when it is the porteur; the others, of their fields wherever they are.
 */
export const concerns = (
  verdict: Verdict,
  { id, row, field }: PlannedField,
  porteurId: string | undefined,
): boolean => {
  if (id === null || !verdict.fields.includes(id)) return false;
  const { kind, id: subject } = verdict.subject;
  if (kind === 'grappe' || kind === 'dossier') return true;
  if (kind === 'organisme') return subject === porteurId;
  return field.row === null || subject === row?.recordId;
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
