import { type Difference, differencesBetween, sourcesApart } from './differences';
import { sameJson } from './edit';
import { formatPlural } from './format';
import type { Profile } from './schema';

/** What importing a grappe over the stored one of the same id would change, in French. */
export interface Replacement {
  before: Profile;
  after: Profile;
  /** For instance « ESSMS : 2 ajoutés, 1 modifié ». */
  changes: string[];
  /** The same value by value, bank details first. */
  differences: Difference[];
  /** The bank details would change: money may go elsewhere, it must be said apart. */
  bankChanges: boolean;
}

/** What an import would do; nothing is written before the user agrees. */
export interface ImportPlan {
  added: Profile[];
  replaced: Replacement[];
  /** Already stored exactly as they are in the file. */
  identical: Profile[];
  /** Would take the place of a stored grappe that cannot be read. */
  overDamaged: Profile[];
}

type Row = { id: string };

/** The dates of writing are no content: the same file exported twice differs by nothing else. */
const content = ({ createdAt: _createdAt, updatedAt: _updatedAt, ...rest }: Profile) => rest;

function rowChanges(label: string, before: Row[], after: Row[]): string[] {
  const old = new Map(before.map((row) => [row.id, row]));
  const kept = new Set(after.map((row) => row.id));
  const added = after.filter((row) => !old.has(row.id)).length;
  const removed = before.filter((row) => !kept.has(row.id)).length;
  const edited = after.filter((row) => old.has(row.id) && !sameJson(old.get(row.id), row)).length;
  const parts = [
    ...(added > 0 ? [formatPlural(added, 'ajouté')] : []),
    ...(removed > 0 ? [formatPlural(removed, 'retiré')] : []),
    ...(edited > 0 ? [formatPlural(edited, 'modifié')] : []),
  ];
  return parts.length > 0 ? [`${label} : ${parts.join(', ')}`] : [];
}

const sourceChanges = (n: number): string[] =>
  n > 0 ? [`origine ou vérification de ${formatPlural(n, 'valeur')} changée`] : [];

function changesOf(before: Profile, after: Profile): string[] {
  return [
    ...(before.name === after.name ? [] : [`nom : « ${before.name} » devient « ${after.name} »`]),
    ...rowChanges('organismes', before.organismes, after.organismes),
    ...(before.porteurId === after.porteurId ? [] : ['organisme porteur changé']),
    ...rowChanges('ESSMS', before.essms, after.essms),
    ...(sameJson(before.project, after.project) ? [] : ['projet ou budget modifié']),
    ...(sameJson(before.bank, after.bank) ? [] : ['coordonnées bancaires modifiées']),
    ...rowChanges('dossiers', before.dossiers, after.dossiers),
    ...sourceChanges(sourcesApart(before, after)),
  ];
}

/** Compares the grappes of a file with the stored ones, and with the ids of those that cannot be read. */
export function planImport(stored: Profile[], incoming: Profile[], damagedIds: string[] = []): ImportPlan {
  const byId = new Map(stored.map((p) => [p.id, p]));
  const plan: ImportPlan = { added: [], replaced: [], identical: [], overDamaged: [] };
  for (const after of incoming) {
    const before = byId.get(after.id);
    if (damagedIds.includes(after.id)) plan.overDamaged.push(after);
    else if (!before) plan.added.push(after);
    else if (sameJson(content(before), content(after))) plan.identical.push(after);
    else
      plan.replaced.push({
        before,
        after,
        changes: changesOf(before, after),
        differences: differencesBetween(before, after),
        bankChanges: !sameJson(before.bank, after.bank),
      });
  }
  return plan;
}

/** What to do with a grappe of the file that is already stored otherwise. */
export type ImportChoice = 'replace' | 'copy' | 'skip';

/** Grappes of the file that need a choice, because one of the same id is stored. */
export const toChoose = ({ replaced, overDamaged }: ImportPlan): Profile[] => [
  ...replaced.map(({ after }) => after),
  ...overDamaged,
];

/** True once every grappe that needs a choice has one. */
export const isDecided = (plan: ImportPlan, choices: ReadonlyMap<string, ImportChoice>): boolean =>
  toChoose(plan).every(({ id }) => choices.has(id));

/** What an import writes, once every choice is made. */
export interface ImportOutcome {
  /** New here: those of the file that were unknown, and the copies. */
  added: Profile[];
  /** Written over the stored grappe of the same id. */
  replaced: Profile[];
  skipped: Profile[];
}

/** What the choices make of a plan. `newId` gives the id of each copy. */
export function outcomeOfChoices(
  plan: ImportPlan,
  choices: ReadonlyMap<string, ImportChoice>,
  newId: () => string,
): ImportOutcome {
  const chosen = (choice: ImportChoice) => toChoose(plan).filter(({ id }) => choices.get(id) === choice);
  const copies = chosen('copy').map((grappe) => ({
    ...grappe,
    id: newId(),
    name: `${grappe.name.slice(0, 280)} (copie importée)`.trim(),
  }));
  const skipped = toChoose(plan).filter(({ id }) => (choices.get(id) ?? 'skip') === 'skip');
  return { added: [...plan.added, ...copies], replaced: chosen('replace'), skipped };
}
