import type { FlatRate } from '@/knowledge/campaigns/campaign';
import type { Profile } from '@/knowledge/profile/schema';
import type { Ranked } from './ranks';

/** The ESSMS a rate may pay, sorted by what is known of them. */
export interface Concerned {
  /** Paid in full. */
  full: Ranked[];
  /** Home services, paid for their eligible hours. */
  prorated: Ranked[];
  /** A datum is missing to say whether, or how much. */
  open: Ranked[];
  /** Past the largest number of ESSMS that a project is paid for. */
  beyond: Ranked[];
  /** Left out because their organisme has too many ESSMS. */
  large: Ranked[];
}

/** Three values, as for the rules: true, false, or null while a datum is missing. */
type Answer = boolean | null;

/** Which of these ESSMS, in the order of the grappe, a rate pays. */
export function concernedBy(rate: FlatRate, ranked: readonly Ranked[], { project }: Profile): Concerned {
  const found: Concerned = { full: [], prorated: [], open: [], beyond: [], large: [] };
  if (rate.onlySegurReferenced === true && project.segurReferenced === false) return found;
  const most = rate.maxEssms?.value ?? Number.POSITIVE_INFINITY;
  let taken = 0;
  for (const one of ranked) {
    const group = groupOf(rate, one, project.segurReferenced);
    if (group === null || group === 'large') {
      if (group) found.large.push(one);
      continue;
    }
    taken += 1;
    found[taken > most ? 'beyond' : group].push(one);
  }
  return found;
}

function groupOf(rate: FlatRate, one: Ranked, referenced: Answer): Exclude<keyof Concerned, 'beyond'> | null {
  if (one.rank < rate.from || one.rank > (rate.to ?? Number.POSITIVE_INFINITY)) return null;
  if (one.type !== null && !rate.types.includes(one.type)) return null;
  const small = isSmall(rate, one);
  if (small === false) return 'large';
  const typed = one.type !== null || new Set(rate.types).size > 1;
  const open = !typed || small === null || !one.hoursKnown;
  if (open || (rate.onlySegurReferenced === true && referenced === null)) return 'open';
  return one.hours === null ? 'full' : 'prorated';
}

function isSmall({ onlyOrganismesBelow }: FlatRate, { organismeSize }: Ranked): Answer {
  if (!onlyOrganismesBelow) return true;
  return organismeSize === null ? null : organismeSize < onlyOrganismesBelow.value;
}

/** The same, split between dossiers; null stands for none. */
export function splitByDossier(concerned: Concerned, dossierIds: readonly (string | null)[]): Concerned[] {
  const split = (list: Ranked[]) => Map.groupBy(list, ({ dossierId }) => dossierId);
  const [full, prorated, open] = [split(concerned.full), split(concerned.prorated), split(concerned.open)];
  const [beyond, large] = [split(concerned.beyond), split(concerned.large)];
  return dossierIds.map((id) => ({
    full: full.get(id) ?? [],
    prorated: prorated.get(id) ?? [],
    open: open.get(id) ?? [],
    beyond: beyond.get(id) ?? [],
    large: large.get(id) ?? [],
  }));
}
