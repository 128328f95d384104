import { signal } from '@preact/signals';
import type { BackupContent } from '@/knowledge/profile/backup';
import { backupReminder, oldestOf, type Snoozed } from '@/knowledge/profile/backup-reminder';
import { formatPlural } from '@/knowledge/profile/format';
import { type ImportPlan, planImport, toChoose } from '@/knowledge/profile/import-plan';
import type { Profile } from '@/knowledge/profile/schema';
import { exportStored, getSnoozed, readBackupFile, saveSnoozed, unlockBackup } from '@/utils/backup';
import { addCampaigns } from '@/utils/campaigns';
import { listProfiles, type Settings, saveProfiles, saveSettings } from '@/utils/database';
import { type LockedText, WrongPassphrase } from '@/utils/encryption';

/** A locked file waiting for its passphrase. */
interface Locked {
  fileName: string;
  file: LockedText;
  error: string;
  busy: boolean;
}

/** Saves every grappe in a file, those that cannot be read included, and notes the day. */
export async function exportBackup(): Promise<string> {
  const written = await exportStored(new Date());
  if (written === null) return 'Il n’y a pas encore de grappe à exporter.';
  return [`Sauvegarde « ${written.name} » enregistrée dans vos téléchargements.`, ...written.apart].join(' ');
}

/** Files given to the panel, and the reminder to make some. Lives and dies with the panel page. */
export class PanelFiles {
  /** A file that waits for its passphrase. */
  readonly locked = signal<Locked | null>(null);
  /** When the reminder of a backup was put off; unknown until it is read. */
  readonly #snoozed = signal<Snoozed | null | undefined>(undefined);

  /** Reads when the reminder was put off. */
  start = async (): Promise<void> => {
    this.#snoozed.value = await getSnoozed().catch(() => null);
  };

  /** Why a backup is due, in French, or null. */
  reminderOf(profiles: Profile[], settings: Settings): string | null {
    const snoozed = this.#snoozed.value;
    if (snoozed === undefined || profiles.length === 0) return null;
    const facts = { ...settings, createdAt: oldestOf(profiles), snoozed };
    return backupReminder(facts, new Date().toISOString());
  }

  /** Puts the reminder off. */
  later = async ({ changesSinceBackup }: Settings): Promise<string> => {
    await saveSnoozed({ at: new Date().toISOString(), changes: changesSinceBackup });
    await this.start();
    return '';
  };

  /** Imports a backup file, or asks for its passphrase; answers what was done, in French. */
  import = async (file: File): Promise<string> => {
    this.locked.value = null;
    const read = await readBackupFile(file);
    if ('profiles' in read) return importContent(read);
    this.locked.value = { fileName: file.name, file: read, error: '', busy: false };
    return '';
  };

  /** Opens the locked file; a wrong passphrase is said in the form, and may be tried again. */
  unlock = async (passphrase: string): Promise<string> => {
    const locked = this.locked.value;
    if (!locked) return '';
    this.locked.value = { ...locked, error: '', busy: true };
    try {
      const content = await unlockBackup(locked.file, passphrase);
      if (this.locked.value?.file !== locked.file) return ''; // given up meanwhile
      this.locked.value = null;
      return await importContent(content);
    } catch (error) {
      if (this.locked.value?.file !== locked.file) return '';
      this.locked.value = null;
      if (!(error instanceof WrongPassphrase)) throw error;
      this.locked.value = { ...locked, error: error.message, busy: false };
      return '';
    }
  };

  /** Gives the locked file up. */
  cancel = (): void => {
    this.locked.value = null;
  };
}

/**
 * Adds the new grappes of a backup; grappes already on this computer are never replaced from here:
 * the full page shows the differences first.
 */
async function importContent({ profiles, campaigns, warnings, exportedAt }: BackupContent): Promise<string> {
  const stored = await listProfiles();
  const plan = planImport(
    stored.profiles,
    profiles,
    stored.damaged.map(({ id }) => id),
  );
  if (plan.added.length > 0) {
    await saveProfiles(plan.added);
    const first = stored.profiles.length + stored.damaged.length === 0 && exportedAt !== '';
    // A file imported where there was nothing is itself a backup of everything here.
    const saved = first ? { lastBackupAt: exportedAt, changesSinceBackup: 0 } : {};
    await saveSettings({ currentProfileId: plan.added[0]?.id ?? '', ...saved });
  }
  return [outcomeOf(plan), ...callsOutcome(await addCampaigns(campaigns)), ...warnings].join(' ');
}

function callsOutcome({ added, conflicts }: Awaited<ReturnType<typeof addCampaigns>>): string[] {
  return [
    ...(added.length > 0
      ? [`${formatPlural(added.length, 'appel personnel ajouté', 'appels personnels ajoutés')}.`]
      : []),
    ...(conflicts.length > 0
      ? ['Un appel personnel du fichier diffère du vôtre : importez-le dans « Ma grappe » pour choisir.']
      : []),
  ];
}

function outcomeOf(plan: ImportPlan): string {
  const { added } = plan;
  const done = formatPlural(added.length, 'grappe ajoutée', 'grappes ajoutées');
  const conflicts = toChoose(plan).length;
  if (conflicts === 0) return added.length > 0 ? `${done}.` : 'Rien de nouveau dans ce fichier.';
  const waiting = formatPlural(conflicts, 'grappe existe', 'grappes existent');
  return `${done}. ${waiting} déjà avec d’autres données : ouvrez « Ma grappe » pour comparer avant de remplacer.`;
}
