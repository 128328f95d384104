import { formatPlural } from './format';
import { sampleGrappe } from './sample';
import type { Profile } from './schema';

const DAY = 86_400_000;
/** A backup is called for after so many days, or so many changes. */
const DAYS = 7;
const CHANGES = 20;
/** « Plus tard »: until as many days, or as many more changes. */
const LATER = { days: 1, changes: 5 };

/** When the reminder was put off, ISO instant, and how many changes there were then. */
export interface Snoozed {
  at: string;
  changes: number;
}

/** What a reminder depends on. Instants are ISO, empty when unknown. */
export interface BackupFacts {
  /** Last backup file written, or the file everything here was imported from. */
  lastBackupAt: string;
  changesSinceBackup: number;
  /** When the oldest grappe worth saving was created; empty when there is none. */
  createdAt: string;
  snoozed: Snoozed | null;
}

/** Days elapsed between two ISO instants; 0 when one is unknown, or later than the other. */
const daysBetween = (from: string, to: string): number => {
  const elapsed = (Date.parse(to) - Date.parse(from)) / DAY;
  return Number.isNaN(elapsed) ? 0 : Math.max(0, Math.floor(elapsed));
};

const isPutOff = ({ snoozed, changesSinceBackup }: BackupFacts, now: string): boolean =>
  snoozed !== null &&
  daysBetween(snoozed.at, now) < LATER.days &&
  // A backup made since then starts the count again: fewer changes than when it was put off.
  changesSinceBackup >= snoozed.changes &&
  changesSinceBackup < snoozed.changes + LATER.changes;

/**
 * Why a backup should be made now, in French, or null. Asked after 7 days or 20 changes without one;
 * days alone do not count when nothing changed since the last file, which is then still whole. Put
 * off, it comes back after a day or 5 more changes. `now` is an ISO instant.
 */
export function backupReminder(facts: BackupFacts, now: string): string | null {
  const { lastBackupAt, changesSinceBackup: changes, createdAt } = facts;
  if (changes === 0 || isPutOff(facts, now)) return null;
  const days = daysBetween(lastBackupAt || createdAt, now);
  if (days < DAYS && changes < CHANGES) return null;
  if (lastBackupAt === '')
    return `Aucune sauvegarde n’existe encore : ${formatPlural(changes, 'changement n’est', 'changements ne sont')} que sur cet ordinateur.`;
  const since = formatPlural(changes, 'changement');
  return `${since} depuis la dernière sauvegarde, ${days === 0 ? 'faite aujourd’hui' : `il y a ${formatPlural(days, 'jour')}`}.`;
}

/** What « plus tard » means, in French. */
export const LATER_WORDS = `Plus tard : rappel dans ${LATER.days === 1 ? 'un jour' : `${LATER.days} jours`}, ou après ${LATER.changes} autres changements.`;

/** When the oldest grappe worth saving was created, ISO instant; empty when there is none but the sample. */
export function oldestOf(profiles: readonly Profile[]): string {
  const sampleId = sampleGrappe().id;
  const dates = profiles.filter(({ id }) => id !== sampleId).map(({ createdAt }) => createdAt);
  return dates.filter((at) => at !== '').toSorted()[0] ?? '';
}
