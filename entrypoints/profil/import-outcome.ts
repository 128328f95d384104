import { type Tally, tallyOf } from '@/components/import-groups';
import type { ImportOutcome } from '@/components/import-result';
import type { Choices } from '@/knowledge/import';
import type { Proposal, ProposedLine } from '@/knowledge/import/proposal';
import { formatPlural } from '@/knowledge/profile/format';

/** « 52 ESSMS ajoutés et 3 lignes modifiées ». */
const doneWords = ({ addedEssms, addedOrganismes, changed, confirmed }: Tally): string =>
  [
    ...(addedEssms > 0 ? [formatPlural(addedEssms, 'ESSMS ajouté', 'ESSMS ajoutés')] : []),
    ...(addedOrganismes > 0 ? [formatPlural(addedOrganismes, 'organisme ajouté', 'organismes ajoutés')] : []),
    ...(changed > 0 ? [formatPlural(changed, 'ligne modifiée', 'lignes modifiées')] : []),
    ...(confirmed > 0 ? [formatPlural(confirmed, 'vérification notée', 'vérifications notées')] : []),
  ].join(', ');

const countOf = (lines: readonly ProposedLine[], action: ProposedLine['action']): number =>
  lines.filter((line) => line.action === action).length;

/** What applying these choices did, for the last step. */
export function outcomeOf({ lines }: Proposal, choices: Choices): ImportOutcome {
  const tally = tallyOf(lines, choices);
  return {
    done: doneWords(tally),
    refused: countOf(lines, 'refused'),
    left: tally.left,
    same: countOf(lines, 'same'),
    undone: false,
  };
}
