import type { Entity, Establishment } from '@/knowledge/register/record';
import { type Against, type Context, contextOf } from './context';
import type { Entry } from './entries';
import type { Proposal, ProposedLine, TargetId } from './proposal';
import { assemble, type Judged } from './propose';
import { withOrganismes } from './twins';

const entryOf = (id: string, line: number, raw: string): Entry => ({
  id,
  line,
  raw,
  values: new Map(),
  blocked: new Map(),
  remarks: [],
  finessText: '',
  zeros: [],
});

const judgedAs = (entry: Entry, establishment: Establishment): Judged => ({
  entry,
  verdict: { finess: establishment.finess, establishment, remarks: [], lostZero: false },
});

/** Answers completed with records already in hand, so that they can be named. */
function withRecords(
  context: Context,
  entity: Entity | null,
  establishments: readonly Establishment[],
): Context {
  const { registry } = context;
  const byFiness = new Map(establishments.map((one) => [one.finess, one]));
  return {
    ...context,
    registry: {
      ...registry,
      establishment: (finess) => byFiness.get(finess) ?? registry.establishment(finess),
      entity: (finess) =>
        entity !== null && finess !== '' && entity.finess === finess ? entity : registry.entity(finess),
      bySiren: (siren) =>
        entity !== null && siren !== '' && entity.siren === siren ? entity : registry.bySiren(siren),
    },
  };
}

/** What adding establishments of one legal person, chosen in a register, would do. */
export function proposeEntity({
  entity,
  establishments,
  ...against
}: Against & { entity: Entity; establishments: readonly Establishment[] }): Proposal {
  const context = withRecords(contextOf(against), entity, establishments);
  const lines = establishments.map((one) =>
    judgedAs(entryOf(`e${one.finess}`, 0, `${one.name} ${one.finess}`), one),
  );
  return assemble(lines, context);
}

/** What a refused line said, its number aside. */
const valuesOf = ({ cells }: ProposedLine, tooLong: boolean): Map<TargetId, unknown> =>
  new Map(
    cells
      .filter(({ target, blocked = false }) => !NUMBERS.has(target) && blocked === tooLong)
      .map(({ target, after }) => [target, after]),
  );

const NUMBERS = new Set<TargetId>(['essms.finess', 'essms.organismeId']);

/**
 * The proposal with a line replaced by the establishments picked for it. One establishment keeps
 * what the line said; several only take what the register says. Numbers already in the proposal and
 * numbers the answers do not describe are left out; picking nothing changes nothing.
 */
export function pickEstablishment(
  proposal: Proposal,
  lineId: string,
  finess: readonly string[],
  against: Against,
): Proposal {
  const at = proposal.lines.findIndex(({ id }) => id === lineId);
  const line = proposal.lines[at];
  if (!line) return proposal;
  const context = contextOf(against);
  const taken = new Set(
    proposal.lines
      .filter(({ id, action }) => id !== lineId && action !== 'refused')
      .flatMap(({ cells }) =>
        cells.flatMap(({ target, after }) => (target === 'essms.finess' ? [after] : [])),
      ),
  );
  const picked = [...new Set(finess)]
    .filter((one) => !taken.has(one))
    .flatMap((one) => context.registry.establishment(one) ?? []);
  if (picked.length === 0) return proposal;
  const judged = picked.map((one) => {
    const entry = entryOf(picked.length === 1 ? line.id : `${line.id}/${one.finess}`, line.line, line.raw);
    if (picked.length === 1) {
      entry.values = valuesOf(line, false);
      entry.blocked = new Map([...valuesOf(line, true)].map(([target, value]) => [target, String(value)]));
      entry.remarks = line.remarks.filter(({ level }) => level === 'note');
    }
    return judgedAs(entry, one);
  });
  const added = assemble(judged, context);
  const lines = added.lines.filter(({ kind }) => kind === 'essms');
  const replaced = { ...proposal, lines: proposal.lines.toSpliced(at, 1, ...lines) };
  return withOrganismes(
    replaced,
    added.lines.filter(({ kind }) => kind === 'organisme'),
  );
}
