import type { Answer } from '@/knowledge/answers/answer';
import type { PanelProps } from './wiring';

/** The answer of a model under the quotations, when the user configured one. */
export const Written = (_: PanelProps & { answer: Answer | null }) => null;
