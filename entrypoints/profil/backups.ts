import { computed, signal } from '@preact/signals';
import { backupReminder, oldestOf, type Snoozed } from '@/knowledge/profile/backup-reminder';
import { formatPlural } from '@/knowledge/profile/format';
import { parseProfile } from '@/knowledge/profile/parse';
import type { Profile } from '@/knowledge/profile/schema';
import { downloadSnapshot, exportStored, getSnoozed, saveSnoozed } from '@/utils/backup';
import {
  getSettings,
  listProfiles,
  listSnapshots,
  onDatabaseChange,
  replaceProfiles,
  type Settings,
  type Snapshot,
} from '@/utils/database';
import {
  protectStorage,
  type StorageRoom,
  type StorageState,
  storageRoom,
  storageState,
} from '@/utils/storage';
import { BackupImport } from './backup-import';
import { namesOf, tellDone, UNCHANGED } from './backup-undo';
import type { Calls } from './calls';
import type { Editing } from './editing';

/** What surrounds the grappes: how safe they are, and when they were last saved. */
interface Safety {
  settings: Settings;
  storage: StorageState;
  room: StorageRoom | null;
  /** When the reminder was put off. */
  snoozed: Snoozed | null;
}

/** Quiet time before the state of the data is read again. */
const SETTLED_MS = 250;

/** « 21 novembre 2026 à 09:15 », local time. */
export const formatInstant = (instant: string): string => {
  const at = new Date(instant);
  return Number.isNaN(at.getTime())
    ? 'date inconnue'
    : at.toLocaleString('fr-FR', { dateStyle: 'long', timeStyle: 'short' });
};

/** Everything about the files and the safety of the grappes. Lives and dies with the page. */
export class Backups {
  readonly safety = signal<Safety | null>(null);
  /** The file on its way in. */
  readonly imports: BackupImport;
  readonly snapshots = signal<Snapshot[]>([]);
  /** The form that exports a locked file. */
  readonly locking = signal<'closed' | 'open' | 'busy'>('closed');
  /** Why a backup is due, in French, or null. */
  readonly reminder = computed(() => {
    const [safety, stored] = [this.safety.value, this.editing.stored.value];
    if (safety === null || stored === null || stored.profiles.length === 0) return null;
    const { settings, snoozed } = safety;
    const facts = { ...settings, createdAt: oldestOf(stored.profiles), snoozed };
    return backupReminder(facts, new Date().toISOString());
  });
  readonly editing: Editing;
  #loads = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor({ editing, calls }: { editing: Editing; calls: Calls }) {
    this.editing = editing;
    this.imports = new BackupImport(editing, calls);
  }

  /** Reads the state of the data and follows what every page writes. Returns the way to stop. */
  start(): () => void {
    void this.load();
    const stopChanges = onDatabaseChange(() => this.#loadSoon());
    let shown = '';
    const stopGrappe = this.editing.grappe.subscribe((grappe) => {
      if (grappe?.id === shown) return;
      shown = grappe?.id ?? '';
      this.#loadSoon();
    });
    return () => {
      clearTimeout(this.#waiting);
      stopChanges();
      stopGrappe();
    };
  }

  /** The earlier versions are heavy: they are not read again at each key of a sentence being typed. */
  #loadSoon(): void {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.load(), SETTLED_MS);
  }

  async load(): Promise<void> {
    this.#loads += 1;
    const rank = this.#loads;
    await this.editing.attempt('Vos données n’ont pas été touchées.', async () => {
      const id = this.editing.grappe.peek()?.id ?? '';
      const [settings, storage, room, snoozed, snapshots] = await Promise.all([
        getSettings(),
        storageState(),
        storageRoom(),
        getSnoozed(),
        listSnapshots(id),
      ]);
      if (rank !== this.#loads) return;
      this.safety.value = { settings, storage, room, snoozed };
      this.snapshots.value = snapshots;
    });
  }

  /** Reads a backup file; a locked one waits for its passphrase. */
  importFile = (file: File): Promise<boolean> => this.imports.give(file);
  loadSample = (): Promise<boolean> => this.imports.loadSample();

  /** Saves every grappe in one readable file. */
  exportAll = (): Promise<boolean> => this.#export('');

  openLocking = (): void => {
    this.locking.value = 'open';
  };
  closeLocking = (): void => {
    this.locking.value = 'closed';
  };

  /** Saves every grappe in one file that only this passphrase opens. */
  exportLocked = async (passphrase: string): Promise<void> => {
    this.locking.value = 'busy';
    this.locking.value = (await this.#export(passphrase)) ? 'closed' : 'open';
  };

  /** Puts the reminder off. */
  later = (): Promise<boolean> =>
    this.editing.attempt(UNCHANGED, async () => {
      const changes = this.safety.value?.settings.changesSinceBackup ?? 0;
      await saveSnoozed({ at: new Date().toISOString(), changes });
      await this.load();
    });

  /** Goes back to an earlier version; the present one joins the earlier versions. */
  restoreSnapshot = (id: number): Promise<boolean> =>
    this.editing.attempt(UNCHANGED, async () => {
      const snapshot = this.snapshots.value.find((one) => one.id === id);
      if (!snapshot) return;
      const now = new Date().toISOString();
      const restored = { ...parseProfile(snapshot.row), updatedAt: now };
      const { profiles } = await listProfiles();
      const saved = profiles.filter((one) => one.id === restored.id);
      const at = formatInstant(snapshot.takenAt);
      const reason = `avant le retour à la version du ${at}`;
      await replaceProfiles([restored], [], { snapshot: reason, expected: saved });
      tellDone(this.editing, `C’est la version du ${at} : ${namesOf([restored])}.`, 'Annuler le retour', {
        written: [restored],
        saved,
        unread: [],
        removedIds: [],
        settings: {},
      });
    });

  /** Saves an earlier version in a file of its own. */
  downloadSnapshot = (id: number): Promise<boolean> =>
    this.editing.attempt(UNCHANGED, async () => {
      const snapshot = this.snapshots.value.find((one) => one.id === id);
      if (!snapshot) return;
      const name = downloadSnapshot(snapshot.row, readableOf(snapshot), snapshot.takenAt);
      this.editing.notice.value = { tone: 'ok', text: `Version enregistrée dans « ${name} ».` };
    });

  protect = (): Promise<boolean> =>
    this.editing.attempt(UNCHANGED, async () => {
      const granted = (await protectStorage()) === 'protected';
      this.editing.notice.value = granted
        ? { tone: 'ok', text: 'Le navigateur protège maintenant ces données.' }
        : {
            tone: 'bad',
            text: 'Le navigateur a refusé de protéger ces données.',
            kept: 'Faites des sauvegardes régulières.',
          };
      await this.load();
    });

  #export(passphrase: string): Promise<boolean> {
    return this.editing.attempt('Vos grappes sont toujours dans ce navigateur.', async () => {
      // What could not be saved here yet is in the file all the same.
      const written = await exportStored(new Date(), passphrase, (one) => this.editing.withWaiting(one));
      if (written === null) throw new Error('Il n’y a pas encore de grappe à exporter.');
      const { name, apart, count, calls } = written;
      const exported = formatPlural(count, 'grappe exportée', 'grappes exportées');
      const beside =
        calls > 0 ? [`Avec ${formatPlural(calls, 'appel décrit', 'appels décrits')} par vous.`] : [];
      this.editing.notice.value = {
        tone: 'ok',
        text: `${exported} dans « ${name} ». Rangez ce fichier hors de cet ordinateur.`,
        details: [...beside, ...apart],
      };
      await this.load();
    });
  }
}

/** The grappe of an earlier version, or null when this version of the assistant cannot read it. */
export function readableOf({ row }: Snapshot): Profile | null {
  try {
    return parseProfile(row);
  } catch {
    return null;
  }
}
