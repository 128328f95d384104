import { type Choices, isLineAccepted, NO_CHOICE } from './edits';
import type { Proposal, ProposedLine } from './proposal';

/** What becomes of the lines of an import. Every line is in one of the first four, and one only. */
interface Counts {
  /** Ticked, and something will be written: a row added or changed. */
  accepted: number;
  /** Waits for a person: a doubt, or nothing ticked. */
  toConfirm: number;
  /** Cannot be imported as it is; `toPick` of them only need an establishment to be picked. */
  refused: number;
  /** Already in the grappe as it is. */
  same: number;
  toPick: number;
  /** Of the accepted ones. */
  added: number;
  changed: number;
}

type State = 'accepted' | 'toConfirm' | 'refused' | 'same';

/** What becomes of one line as the boxes stand. */
function stateOf(line: ProposedLine, choices: Choices = NO_CHOICE): State {
  if (line.action === 'refused') return 'refused';
  if (isLineAccepted(line, choices)) return line.action === 'same' ? 'same' : 'accepted';
  return line.action === 'same' && line.remarks.every(({ level }) => level === 'note') ? 'same' : 'toConfirm';
}

/** Counts the lines of an import, of one kind or of all, as the boxes stand. */
export function countsOf(
  proposal: Proposal,
  choices: Choices = NO_CHOICE,
  kind?: ProposedLine['kind'],
): Counts {
  const counts: Counts = { accepted: 0, toConfirm: 0, refused: 0, same: 0, toPick: 0, added: 0, changed: 0 };
  for (const line of proposal.lines) {
    if (kind !== undefined && line.kind !== kind) continue;
    const state = stateOf(line, choices);
    counts[state] += 1;
    if (state === 'refused' && line.remarks.some(({ choices: list }) => list !== undefined))
      counts.toPick += 1;
    if (state === 'accepted') counts[line.action === 'add' ? 'added' : 'changed'] += 1;
  }
  return counts;
}
