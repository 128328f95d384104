import { REASONS } from '@/components/questions-report';
import type { Asked } from '@/utils/asked';

/** A question that went wrong, in the shape the evaluation of the answers reads. */
export interface EvaluationCase {
  question: string;
  /** Id of the call it was limited to. */
  campaign: string | null;
  /** « text#anchor » of the passages shown that hold a part of the answer. */
  gold: string[];
  /** What the answer must hold, as the person typed it, one entry a line. */
  answer: string[];
  /** In French, what was wrong. */
  note: string;
}

/** The questions that were reported, as evaluation cases; those nobody reported are left out. */
export function evaluationCases(asked: readonly Asked[]): EvaluationCase[] {
  return asked.flatMap((one) => caseOf(one) ?? []);
}

function caseOf({ question, campaignId, answer, report }: Asked): EvaluationCase | null {
  if (!report) return null;
  const cited = [...new Set((answer?.citations ?? []).map(({ text, anchor }) => `${text}#${anchor}`))];
  const said = [REASONS[report.reason], report.note.trim()].filter(Boolean).join('\u00A0: ');
  const shown = cited.length === 0 ? 'aucun passage' : cited.join(', ');
  return {
    question,
    campaign: campaignId || null,
    // An incomplete answer cites right passages; a wrong or missing one says nothing of the right ones.
    gold: report.reason === 'incomplete' ? cited : [],
    answer: report.expected.split('\n').flatMap((line) => line.trim() || []),
    note: `${said} (affiché\u00A0: ${shown})`,
  };
}
