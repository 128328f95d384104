import { plain } from './profile-index';
import type { Proposal, ProposedLine, TargetId } from './proposal';

/** An organisme about to be added twice: by a sheet, then with an establishment picked in a register. */

const LINK: TargetId = 'essms.organismeId';
const NAME: TargetId = 'organisme.raisonSociale';
const NUMBERS: readonly TargetId[] = ['organisme.finessJuridique', 'organisme.siren'];

const said = ({ cells }: ProposedLine, id: TargetId): string => {
  const value = cells.find(({ target }) => target === id)?.after;
  return typeof value === 'string' ? value : '';
};

/** The same number, or the same name and no number that differs. */
function areTwins(a: ProposedLine, b: ProposedLine): boolean {
  const pairs = NUMBERS.map((id) => [said(a, id), said(b, id)] as const);
  const told = pairs.filter(([one, other]) => one !== '' && other !== '');
  if (told.length > 0) return told.some(([one, other]) => one === other);
  const name = plain(said(a, NAME));
  return name !== '' && name === plain(said(b, NAME));
}

const isNew = ({ kind, action }: ProposedLine): boolean => kind === 'organisme' && action === 'add';

const linkedTo = (line: ProposedLine, ids: ReadonlyMap<string, string>): ProposedLine => ({
  ...line,
  cells: line.cells.map((cell) => {
    const id = cell.target === LINK && typeof cell.after === 'string' ? ids.get(cell.after) : undefined;
    return id === undefined ? cell : { ...cell, after: id };
  }),
});

/**
 * The proposal with organismes that its lines now need. One it already adds, under this id or
 * another, is not added again: the lines are linked to it, and it is ticked.
 */
export function withOrganismes(proposal: Proposal, organismes: readonly ProposedLine[]): Proposal {
  const ids = new Map<string, string>();
  const needed = new Set<string>();
  const added = organismes.filter((one) => {
    const twin = proposal.lines.find(
      (line) => line.id === one.id || (isNew(line) && isNew(one) && areTwins(line, one)),
    );
    if (twin && isNew(twin)) needed.add(twin.id);
    if (twin) ids.set(`new:${one.id}`, `new:${twin.id}`);
    return twin === undefined;
  });
  const lines = proposal.lines.map((line) =>
    needed.has(line.id) ? { ...line, accepted: true } : linkedTo(line, ids),
  );
  return { ...proposal, lines: [...added, ...lines] };
}
