import type { Day, Reference } from '@/knowledge/source';
import type { Deadline } from './deadlines';
import { addDays } from './instants';

/** A step of the retro-planning: an advice of ours, which no text imposes. */
interface Step {
  id: string;
  /** Days before the closing day. */
  daysBefore: number;
  label: string;
  /** What it holds, in French. */
  detail: string;
}

/** The passage that says it is an advice. */
export const PLANNING_SOURCE: Reference = { text: 'calendrier', anchor: 'retro-planning' };

const STEPS: Step[] = [
  {
    id: 'grappe',
    daysBefore: 60,
    label: 'Grappe figée',
    detail: 'La liste des organismes et des ESSMS ne change plus, chaque FINESS est vérifié.',
  },
  {
    id: 'agreements',
    daysBefore: 45,
    label: 'Accords écrits',
    detail: 'Conventions avec le porteur, et accord de l’entité nationale quand un membre y est rattaché.',
  },
  {
    id: 'pieces',
    daysBefore: 30,
    label: 'Pièces réunies',
    detail: 'Chaque dossier a ses pièces, lisibles et à leur nom.',
  },
  {
    id: 'amounts',
    daysBefore: 21,
    label: 'Budget équilibré',
    detail: 'Dépenses et ressources sont égales, les montants suivent le barème.',
  },
  {
    id: 'entry',
    daysBefore: 14,
    label: 'Saisie dans GALIS finie',
    detail: 'Tous les dossiers de la famille sont remplis, aucun n’est encore transmis.',
  },
  {
    id: 'reading',
    daysBefore: 7,
    label: 'Relecture',
    detail:
      'Une autre personne relit chaque dossier\u202f; l’onglet «\u00a0Éligibilité\u00a0» ne montre plus rien de bloquant.',
  },
  {
    id: 'filing',
    daysBefore: 1,
    label: 'Dépôt la veille',
    detail: 'Les dossiers sont transmis, leurs accusés de réception gardés.',
  },
];

/** A step with its day; `now` is the first one not past. */
export interface PlannedStep extends Omit<Step, 'daysBefore'> {
  day: Day;
  state: 'past' | 'now' | 'later';
}

/** The steps counted back from the closing day, seen from `today`. */
export function planningOf(closes: Day, today: Day): PlannedStep[] {
  const days = STEPS.map(({ daysBefore }) => addDays(closes, -daysBefore));
  const current = days.findIndex((day) => today <= day);
  return STEPS.map(({ id, label, detail }, rank) => ({
    id,
    label,
    detail,
    day: days[rank] ?? closes,
    state: current === -1 || rank < current ? 'past' : rank === current ? 'now' : 'later',
  }));
}

/** The closing to plan for: the first to come that is or may be the grappe's; null when there is none. */
export const closingToPlan = (deadlines: readonly Deadline[]): Deadline | null =>
  deadlines
    .filter(({ kind, whose, state }) => kind === 'closing' && whose !== 'other' && state === 'coming')
    .toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))[0] ?? null;
