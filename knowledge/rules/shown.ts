import { fillContext } from '@/knowledge/form/context';
import { checkFiness } from '@/knowledge/identifiers';
import type { Profile } from '@/knowledge/profile/schema';
import type { Conflict, ShownFact, Situation, Subject } from './rule';
import {
  bankFeeds,
  type Difference,
  dossierFeeds,
  essmsFeeds,
  expenseFeeds,
  type Feed,
  porteurFeeds,
  projectFeeds,
  resourceFeeds,
  wholeFeeds,
} from './shown-fields';
import { sums } from './shown-sums';
import { dossierSubject, essmsSubject, grappeSubject, organismeSubject } from './subjects';

/** The profile as the page shows it, and where the two say different things. */
export interface Merged {
  profile: Profile;
  conflicts: Conflict[];
}

/** No datum of a grappe is longer: more than that in a field of the page is no answer to read. */
const LONGEST = 300;

/**
 * Facts come from the page when it shows them, else from the profile. A page value that is not clear
 * changes nothing, and one that differs is told: no verdict rests on it in silence.
 */
export function mergeShown(situation: Situation): Merged {
  const facts = firstOfEach((situation.shown ?? []).filter(({ value }) => value.length <= LONGEST));
  if (facts.length === 0) return { profile: situation.profile, conflicts: [] };
  const alone = facts.filter(({ recordId }) => recordId === null);
  const byRecord = Map.groupBy(facts, ({ recordId }) => recordId ?? '');
  const rows = mergeRows(situation.profile, byRecord);
  const single = mergeAlone(rows.profile, alone);
  const asked = mergeAsked({ ...situation, profile: single.profile }, alone);
  return {
    profile: asked.profile,
    conflicts: [
      ...single.conflicts,
      ...asked.conflicts,
      ...sumConflicts(situation, alone),
      ...rows.conflicts,
      ...strangers(situation.profile, alone),
    ],
  };
}

/** One fact of each field and row; the rows the grappe does not hold are told apart by their value. */
function firstOfEach(shown: readonly ShownFact[]): ShownFact[] {
  const first = new Map<string, ShownFact>();
  for (const fact of shown) {
    const isStranger = fact.recordId === null && fact.field === 'essms.finess';
    const key = `${fact.field} ${isStranger ? fact.value : (fact.recordId ?? '')}`;
    if (!first.has(key)) first.set(key, fact);
  }
  return [...first.values()];
}

/** A row as these facts show it; what differs is added to `conflicts`. */
function fed<Row>(
  row: Row,
  feeds: readonly Feed<Row>[],
  facts: readonly ShownFact[],
  subject: Subject,
  conflicts: Conflict[],
): Row {
  let current = row;
  for (const fact of facts) {
    const feed = feeds.find(({ field }) => field === fact.field);
    const applied = feed?.apply(current, fact);
    if (!feed || !applied) continue;
    current = applied.row;
    if (applied.difference) conflicts.push(conflict(fact, feed.name, applied.difference, subject));
  }
  return current;
}

const conflict = (fact: ShownFact, name: string, difference: Difference, subject: Subject): Conflict => ({
  fact,
  name,
  ...difference,
  subject,
});

/** Tables of the page: ESSMS and lines of the budget, each by its own record. */
function mergeRows(profile: Profile, byRecord: ReadonlyMap<string, ShownFact[]>): Merged {
  const conflicts: Conflict[] = [];
  const grappe = grappeSubject(profile);
  const rowsOf = <Row extends { id: string }>(
    rows: Row[],
    feeds: readonly Feed<Row>[],
    subjectOf: (row: Row) => Subject,
  ): Row[] =>
    rows.map((row) => {
      const facts = byRecord.get(row.id);
      return facts ? fed(row, feeds, facts, subjectOf(row), conflicts) : row;
    });
  const essms = rowsOf(profile.essms, essmsFeeds, essmsSubject);
  const expenses = rowsOf(profile.project.expenses, expenseFeeds, () => grappe);
  const resources = rowsOf(profile.project.resources, resourceFeeds, () => grappe);
  return { profile: { ...profile, essms, project: { ...profile.project, expenses, resources } }, conflicts };
}

/** Fields that stand alone: the porteur, the project, the bank. */
function mergeAlone(profile: Profile, facts: readonly ShownFact[]): Merged {
  const conflicts: Conflict[] = [];
  const grappe = grappeSubject(profile);
  const organismes = profile.organismes.map((one) =>
    one.id === profile.porteurId ? fed(one, porteurFeeds, facts, organismeSubject(one), conflicts) : one,
  );
  const project = fed(profile.project, projectFeeds, facts, grappe, conflicts);
  const bank = fed(profile.bank, bankFeeds, facts, grappe, conflicts);
  return { profile: { ...profile, organismes, project, bank }, conflicts };
}

/** What is asked for: of the dossier on screen or, when nothing is split, of the whole grappe. */
function mergeAsked({ profile, campaign, dossierId = '' }: Situation, facts: readonly ShownFact[]): Merged {
  const { dossier, decided } = fillContext(profile, campaign, dossierId);
  const conflicts: Conflict[] = [];
  if (!decided) return { profile, conflicts };
  if (!dossier) {
    const project = fed(profile.project, wholeFeeds, facts, grappeSubject(profile), conflicts);
    return { profile: { ...profile, project }, conflicts };
  }
  const dossiers = profile.dossiers.map((one) =>
    one === dossier ? fed(one, dossierFeeds, facts, dossierSubject(one), conflicts) : one,
  );
  return { profile: { ...profile, dossiers }, conflicts };
}

/** Counts and questions that the ESSMS of the dossier, or of the grappe, answer together. */
function sumConflicts(
  { profile, campaign, dossierId = '' }: Situation,
  facts: readonly ShownFact[],
): Conflict[] {
  const context = fillContext(profile, campaign, dossierId);
  if (!context.decided) return [];
  return facts.flatMap((fact) => {
    const sum = sums.find(({ field }) => field === fact.field);
    const difference = sum?.differs(context, fact);
    return sum && difference ? [conflict(fact, sum.name, difference, grappeSubject(profile))] : [];
  });
}

/** Rows of the page whose FINESS is that of no ESSMS of the grappe. */
function strangers(profile: Profile, facts: readonly ShownFact[]): Conflict[] {
  const rows = facts.filter(({ field }) => field === 'essms.finess');
  if (rows.length === 0) return [];
  const known = new Set(profile.essms.map(({ finess }) => checkFiness(finess).value));
  return rows.flatMap((fact) => {
    const { value } = checkFiness(fact.value);
    const difference = { onPage: value, inGrappe: 'aucun ESSMS de ce numéro' };
    return known.has(value)
      ? []
      : [conflict(fact, 'FINESS géographique', difference, grappeSubject(profile))];
  });
}
