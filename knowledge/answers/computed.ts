import type { Situation } from '@/knowledge/rules/rule';
import type { Computed } from './answer';
import { answerOfCall, type CallAnswer } from './computed-call';
import { answerOfGrappe } from './computed-grappe';
import type { Corpus } from './corpus';
import { type CallFact, callFactOf, type GrappeFact, grappeFactOf } from './intents';
import type { Question } from './question';
import * as wording from './wording';

/** What was asked, of which call, for whom. */
interface Asked {
  text: string;
  question: Question;
  campaign: string | null;
  /** The grappe, its call and the day; absent when nobody has described one. */
  situation: Situation | undefined;
}

const NOTHING: CallAnswer = { computed: [], known: false, silent: false };

/** What a call says where the grappe is not there to be assessed. */
const OF_CALL: Partial<Record<GrappeFact, CallFact>> = {
  size: 'threshold',
  amount: 'amount',
  deadline: 'deadline',
  pieces: 'pieces',
};

function needed(campaign: string | null): Computed {
  return {
    title: wording.FOR_GRAPPE,
    lines: [campaign === null ? wording.NEEDS_GRAPPE_AND_CALL : wording.NEEDS_GRAPPE],
    tone: 'info',
    citations: [],
  };
}

/**
 * What needs no search: a question about the asker's own grappe is answered by the rules, one about a
 * date, an amount, a threshold or the pieces of a call by its file. Empty for any other question.
 */
export function compute(corpus: Corpus, { text, question, campaign, situation }: Asked): CallAnswer {
  const mine = grappeFactOf(text, question);
  if (mine && situation && (campaign === null || campaign === situation.campaign.id))
    return { computed: [answerOfGrappe(corpus, mine, situation)], known: true, silent: false };
  const fact = mine ? OF_CALL[mine] : callFactOf(text, question);
  const ofCall = fact ? answerOfCall(corpus, fact, { text, question, campaign }) : NOTHING;
  return mine ? { ...ofCall, computed: [needed(campaign), ...ofCall.computed] } : ofCall;
}
