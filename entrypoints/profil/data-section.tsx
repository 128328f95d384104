import { BackupFiles } from '@/components/backup-files';
import { BackupUnlock } from '@/components/backup-passphrase';
import { BackupReminder } from '@/components/backup-reminder';
import { BackupVersions, type Version } from '@/components/backup-versions';
import { ProfileData } from '@/components/profile-data';
import { ProfileImportReview } from '@/components/profile-import-review';
import { LATER_WORDS } from '@/knowledge/profile/backup-reminder';
import { formatPlural } from '@/knowledge/profile/format';
import type { Snapshot } from '@/utils/database';
import { type Backups, formatInstant, readableOf } from './backups';

interface Props {
  backups: Backups;
}

const DAY = 86_400_000;

/** The last backup as a local day and an age, from the ISO instant the settings hold. */
export function backupAge(instant: string, now: Date): { day: string; daysAgo: number } | null {
  const then = new Date(instant);
  if (Number.isNaN(then.getTime())) return null;
  const local = new Date(then.getTime() - then.getTimezoneOffset() * 60_000);
  return {
    day: local.toISOString().slice(0, 10),
    daysAgo: Math.max(0, Math.floor((now.getTime() - then.getTime()) / DAY)),
  };
}

function versionOf(snapshot: Snapshot): Version {
  const grappe = readableOf(snapshot);
  const content = grappe
    ? `${grappe.essms.length} ESSMS, ${formatPlural(grappe.organismes.length, 'organisme')}`
    : 'Illisible par cette version de l’assistant : téléchargez-la pour la garder.';
  const { id, takenAt, reason } = snapshot;
  return { id, at: formatInstant(takenAt), reason, content, readable: grappe !== null };
}

/** The strip that says a backup is due. */
export const DataReminder = ({ backups }: Props) => (
  <BackupReminder
    text={backups.reminder.value}
    later={LATER_WORDS}
    onExport={() => void backups.exportAll()}
    onLater={() => void backups.later()}
  />
);

/** What an import waits for: the passphrase of the file, or a choice between two states of a grappe. */
export function DataImport({ backups: { imports } }: Props) {
  const [locked, pending] = [imports.locked.value, imports.pending.value];
  if (locked)
    return (
      <BackupUnlock
        fileName={locked.fileName}
        error={locked.error}
        busy={locked.busy}
        onUnlock={(passphrase) => void imports.unlock(passphrase)}
        onCancel={imports.cancel}
      />
    );
  if (!pending) return null;
  return (
    <ProfileImportReview
      fileName={pending.fileName}
      plan={pending.plan}
      warnings={pending.warnings}
      choices={pending.choices}
      onChoose={imports.choose}
      onConfirm={() => void imports.confirm()}
      onCancel={imports.cancel}
    />
  );
}

/** The section « Vos données »: where they are, how safe, saved when, and the earlier versions. */
export function DataSection({ backups }: Props) {
  const safety = backups.safety.value;
  if (safety === null) return null;
  const grappe = backups.editing.grappe.value;
  return (
    <ProfileData
      name={grappe ? grappe.name || 'Grappe sans nom' : null}
      storage={safety.storage}
      room={safety.room}
      lastBackup={backupAge(safety.settings.lastBackupAt, new Date())}
      onProtect={() => void backups.protect()}
      onLoadSample={() => void backups.loadSample()}
      onDelete={() => grappe && void backups.editing.remove(grappe)}
    >
      <BackupFiles
        locking={backups.locking.value}
        onImport={(file) => void backups.importFile(file)}
        onExport={() => void backups.exportAll()}
        onOpenLocked={backups.openLocking}
        onCancelLocked={backups.closeLocking}
        onExportLocked={(passphrase) => void backups.exportLocked(passphrase)}
      />
      {grappe && (
        <BackupVersions
          versions={backups.snapshots.value.map(versionOf)}
          onRestore={(id) => void backups.restoreSnapshot(id)}
          onDownload={(id) => void backups.downloadSnapshot(id)}
        />
      )}
    </ProfileData>
  );
}
