import type { Proposal, ProposedLine } from '@/knowledge/import/proposal';

const isNewOrganisme = ({ kind, action }: ProposedLine): boolean => kind === 'organisme' && action === 'add';

const KEYS = ['organisme.finessJuridique', 'organisme.siren', 'organisme.raisonSociale'];

/** What names an organisme, each with what it is: « organisme.siren 000130013 ». */
const namesOf = ({ cells }: ProposedLine): string[] =>
  cells.flatMap(({ target, after }) =>
    KEYS.includes(target) && typeof after === 'string' && after !== ''
      ? [`${target} ${after.toLocaleUpperCase('fr')}`]
      : [],
  );

const linkedTo = (line: ProposedLine, ids: ReadonlyMap<string, string>): ProposedLine => ({
  ...line,
  cells: line.cells.map((cell) => {
    const owner = typeof cell.after === 'string' ? ids.get(cell.after) : undefined;
    return cell.target === 'essms.organismeId' && owner !== undefined ? { ...cell, after: owner } : cell;
  }),
});

/**
 * The proposal after an establishment was picked, without the organismes that the one before was
 * already adding: the establishments are linked to those.
 */
export function withoutTwins(before: Proposal, after: Proposal): Proposal {
  const known = new Map(
    before.lines.filter(isNewOrganisme).flatMap((line) => namesOf(line).map((name) => [name, line.id])),
  );
  const ids = new Set(before.lines.map(({ id }) => id));
  const twins = new Map<string, string>();
  for (const line of after.lines) {
    if (!isNewOrganisme(line) || ids.has(line.id)) continue;
    const twin = namesOf(line)
      .map((name) => known.get(name))
      .find((id) => id !== undefined);
    if (twin !== undefined) twins.set(`new:${line.id}`, `new:${twin}`);
  }
  if (twins.size === 0) return after;
  const needed = new Set(twins.values());
  const lines = after.lines
    .filter(({ id }) => !twins.has(`new:${id}`))
    .map((line) => (needed.has(`new:${line.id}`) ? { ...line, accepted: true } : linkedTo(line, twins)));
  return { ...after, lines };
}
