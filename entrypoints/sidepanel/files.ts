import { formatPlural } from '@/knowledge/profile/format';
import { planImport } from '@/knowledge/profile/import-plan';
import { downloadBackup, readBackupFile } from '@/utils/backup';
import { listProfiles, saveProfiles, saveSettings } from '@/utils/database';

/**
 * Imports the new grappes of a backup file; grappes already on this computer are never replaced from
 * here: the full page shows the differences first. Answers what was done, in French.
 */
export const importBackup = async (file: File): Promise<string> => {
  const { profiles } = await readBackupFile(file);
  const stored = await listProfiles();
  const damaged = stored.damaged.map(({ id }) => id);
  const plan = planImport(stored.profiles, profiles, damaged);
  if (plan.added.length > 0) {
    await saveProfiles(plan.added);
    await saveSettings({ currentProfileId: plan.added[0]?.id ?? '' });
  }
  const added = formatPlural(plan.added.length, 'grappe ajoutée', 'grappes ajoutées');
  const conflicts = plan.replaced.length + plan.overDamaged.length;
  if (conflicts === 0) return plan.added.length > 0 ? `${added}.` : 'Rien de nouveau dans ce fichier.';
  const waiting = formatPlural(conflicts, 'grappe existe', 'grappes existent');
  return `${added}. ${waiting} déjà avec d’autres données : ouvrez « Ma grappe » pour comparer avant de remplacer.`;
};

/** Saves every grappe in a file and notes the day. */
export const exportBackup = async (): Promise<string> => {
  const { profiles } = await listProfiles();
  if (profiles.length === 0) return 'Il n’y a pas encore de grappe à exporter.';
  const now = new Date();
  const name = downloadBackup(profiles, now);
  await saveSettings({ lastBackupAt: now.toISOString() });
  return `Sauvegarde « ${name} » enregistrée dans vos téléchargements.`;
};
