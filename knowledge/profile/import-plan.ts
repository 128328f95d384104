import type { Profile } from './schema';

/** What importing a grappe over the stored one of the same id would change, in French. */
export interface Replacement {
  before: Profile;
  after: Profile;
  /** For instance « ESSMS : 2 ajoutés, 1 modifié ». */
  changes: string[];
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

/** JSON with its keys sorted: two equal values are written the same way. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );

const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** The dates of writing are no content: the same file exported twice differs by nothing else. */
const content = ({ createdAt: _createdAt, updatedAt: _updatedAt, ...rest }: Profile) => rest;

const plural = (n: number, word: string): string => `${n} ${word}${n > 1 ? 's' : ''}`;

function rowChanges(label: string, before: Row[], after: Row[]): string[] {
  const old = new Map(before.map((row) => [row.id, row]));
  const kept = new Set(after.map((row) => row.id));
  const added = after.filter((row) => !old.has(row.id)).length;
  const removed = before.filter((row) => !kept.has(row.id)).length;
  const edited = after.filter((row) => old.has(row.id) && !same(old.get(row.id), row)).length;
  const parts = [
    ...(added > 0 ? [plural(added, 'ajouté')] : []),
    ...(removed > 0 ? [plural(removed, 'retiré')] : []),
    ...(edited > 0 ? [plural(edited, 'modifié')] : []),
  ];
  return parts.length > 0 ? [`${label} : ${parts.join(', ')}`] : [];
}

function changesOf(before: Profile, after: Profile): string[] {
  return [
    ...(before.name === after.name ? [] : [`nom : « ${before.name} » devient « ${after.name} »`]),
    ...rowChanges('organismes', before.organismes, after.organismes),
    ...(before.porteurId === after.porteurId ? [] : ['organisme porteur changé']),
    ...rowChanges('ESSMS', before.essms, after.essms),
    ...(same(before.project, after.project) ? [] : ['projet ou budget modifié']),
    ...(same(before.bank, after.bank) ? [] : ['coordonnées bancaires modifiées']),
    ...rowChanges('dossiers', before.dossiers, after.dossiers),
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
    else if (same(content(before), content(after))) plan.identical.push(after);
    else
      plan.replaced.push({
        before,
        after,
        changes: changesOf(before, after),
        bankChanges: !same(before.bank, after.bank),
      });
  }
  return plan;
}
