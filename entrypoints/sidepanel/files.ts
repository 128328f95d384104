import { formatPlural } from '@/knowledge/profile/format';
import { type ImportPlan, planImport } from '@/knowledge/profile/import-plan';
import { downloadBackup, readBackupFile } from '@/utils/backup';
import { listProfiles, saveProfiles, saveSettings } from '@/utils/database';

/**
 * Imports the new grappes of a backup file; grappes already on this computer are never replaced from
 * here: the full page shows the differences first. Answers what was done, in French.
 */
export const importBackup = async (file: File): Promise<string> => {
  const { profiles, warnings } = await readBackupFile(file);
  const stored = await listProfiles();
  const damaged = stored.damaged.map(({ id }) => id);
  const plan = planImport(stored.profiles, profiles, damaged);
  if (plan.added.length > 0) {
    await saveProfiles(plan.added);
    await saveSettings({ currentProfileId: plan.added[0]?.id ?? '' });
  }
  return [outcomeOf(plan), ...warnings].join(' ');
};

function outcomeOf({ added, replaced, overDamaged }: ImportPlan): string {
  const done = formatPlural(added.length, 'grappe ajoutée', 'grappes ajoutées');
  const conflicts = replaced.length + overDamaged.length;
  if (conflicts === 0) return added.length > 0 ? `${done}.` : 'Rien de nouveau dans ce fichier.';
  const waiting = formatPlural(conflicts, 'grappe existe', 'grappes existent');
  return `${done}. ${waiting} déjà avec d’autres données : ouvrez « Ma grappe » pour comparer avant de remplacer.`;
}

/** Saves every grappe in a file, those that cannot be read included, and notes the day. */
export const exportBackup = async (): Promise<string> => {
  const stored = await listProfiles();
  if (stored.profiles.length + stored.damaged.length === 0)
    return 'Il n’y a pas encore de grappe à exporter.';
  const now = new Date();
  const { name, apart } = downloadBackup(stored, now);
  await saveSettings({ lastBackupAt: now.toISOString() });
  return [`Sauvegarde « ${name} » enregistrée dans vos téléchargements.`, ...apart].join(' ');
};
