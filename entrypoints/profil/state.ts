import { computed, signal } from '@preact/signals';
import type { Notice } from '@/components/profile-notices';
import { formatPlural } from '@/knowledge/profile/format';
import { type ImportPlan, planImport } from '@/knowledge/profile/import-plan';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import { downloadBackup, readBackupFile } from '@/utils/backup';
import {
  type DamagedProfile,
  getSettings,
  listProfiles,
  onDatabaseChange,
  replaceProfiles,
  type Settings,
  saveSettings,
} from '@/utils/database';
import { protectStorage, type StorageState, storageState } from '@/utils/storage';

interface Stored {
  profiles: Profile[];
  damaged: DamagedProfile[];
  settings: Settings;
  storage: StorageState;
}

interface PendingImport {
  fileName: string;
  plan: ImportPlan;
  warnings: string[];
}

/** How to put things back as they were before the last import or deletion of this page. */
interface Undo {
  label: string;
  saved: Profile[];
  removedIds: string[];
  /** Grappes that could not be read, to put back as they were. */
  unread: DamagedProfile[];
  currentProfileId: string;
}

const UNCHANGED = 'Rien n’a été modifié : vos grappes sont telles qu’elles étaient.';

const namesOf = (profiles: Profile[]): string =>
  profiles.map(({ name, essms }) => `« ${name || 'Grappe sans nom'} » (${essms.length} ESSMS)`).join(', ');

const writtenBy = ({ replaced, overDamaged }: ImportPlan): Profile[] => [
  ...replaced.map(({ after }) => after),
  ...overDamaged,
];

function outcomeOf(plan: ImportPlan): string {
  const parts: [string, Profile[]][] = [
    ['Ajouté', plan.added],
    ['Remplacé', writtenBy(plan)],
    ['Déjà identique, inchangé', plan.identical],
  ];
  return parts
    .filter(([, profiles]) => profiles.length > 0)
    .map(([label, profiles]) => `${label} : ${namesOf(profiles)}.`)
    .join(' ');
}

/** The stored grappes and what the page can do with them. Lives and dies with the page. */
export class Grappes {
  readonly stored = signal<Stored | null>(null);
  readonly notice = signal<Notice | null>(null);
  readonly pending = signal<PendingImport | null>(null);
  readonly #undo = signal<Undo | null>(null);
  #loads = 0;

  readonly current = computed<Profile | null>(() => {
    const { profiles = [], settings } = this.stored.value ?? {};
    return profiles.find(({ id }) => id === settings?.currentProfileId) ?? profiles[0] ?? null;
  });
  /** Name of the action that can be undone; empty while another import waits for an answer. */
  readonly undoLabel = computed(() => (this.pending.value ? '' : (this.#undo.value?.label ?? '')));

  /** Reads the grappes and follows what every page writes. Returns the way to stop. */
  start(): () => void {
    void this.load();
    return onDatabaseChange(({ store, here }) => {
      // Another page has the last word: going back over it would lose its work.
      if (store === 'profiles' && !here) this.#undo.value = null;
      if (store !== 'fills') void this.load();
    });
  }

  async load(): Promise<void> {
    this.#loads += 1;
    const rank = this.#loads;
    await this.#attempt('Vos données n’ont pas été touchées.', async () => {
      const [list, settings, storage] = await Promise.all([listProfiles(), getSettings(), storageState()]);
      if (rank === this.#loads) this.stored.value = { ...list, settings, storage };
    });
  }

  choose = (id: string): Promise<void> =>
    this.#attempt(UNCHANGED, () => saveSettings({ currentProfileId: id }));

  importFile = (file: File): Promise<void> =>
    this.#attempt(`Le fichier « ${file.name} » n’a pas été importé. ${UNCHANGED}`, async () => {
      this.pending.value = null;
      const { profiles, warnings } = await readBackupFile(file);
      await this.#propose(file.name, profiles, warnings);
    });

  loadSample = (): Promise<void> =>
    this.#attempt(UNCHANGED, () => this.#propose('grappe d’exemple', [sampleGrappe()], []));

  confirmImport = (): Promise<void> =>
    this.#attempt(UNCHANGED, async () => {
      if (this.pending.value) await this.#apply(this.pending.value);
    });

  cancelImport = (): void => {
    this.pending.value = null;
    this.notice.value = { tone: 'ok', text: UNCHANGED };
  };

  dismiss = (): void => {
    this.notice.value = null;
  };

  exportAll = (): Promise<void> =>
    this.#attempt('Vos grappes sont toujours dans ce navigateur.', async () => {
      const stored = await listProfiles();
      const now = new Date();
      const { name, apart } = downloadBackup(stored, now);
      await saveSettings({ lastBackupAt: now.toISOString() });
      const count = formatPlural(stored.profiles.length, 'grappe exportée', 'grappes exportées');
      this.notice.value = {
        tone: 'ok',
        text: `${count} dans « ${name} ». Rangez ce fichier hors de cet ordinateur.`,
        details: apart,
      };
    });

  remove = (profile: Profile): Promise<void> =>
    this.#attempt(UNCHANGED, async () => {
      await replaceProfiles([], [profile.id]);
      const label = 'Annuler la suppression';
      this.#undo.value = {
        label,
        saved: [profile],
        removedIds: [],
        unread: [],
        currentProfileId: profile.id,
      };
      this.notice.value = { tone: 'ok', text: `Supprimé : ${namesOf([profile])}.` };
      await this.load();
    });

  undo = (): Promise<void> =>
    this.#attempt(UNCHANGED, async () => {
      const undo = this.#undo.value;
      if (!undo) return;
      await replaceProfiles(undo.saved, undo.removedIds, undo.unread);
      await saveSettings({ currentProfileId: undo.currentProfileId });
      this.#undo.value = null;
      this.notice.value = { tone: 'ok', text: 'C’est annulé : vos grappes sont telles qu’elles étaient.' };
      await this.load();
    });

  protect = (): Promise<void> =>
    this.#attempt(UNCHANGED, async () => {
      const granted = (await protectStorage()) === 'protected';
      this.notice.value = granted
        ? { tone: 'ok', text: 'Le navigateur protège maintenant ces données.' }
        : {
            tone: 'bad',
            text: 'Le navigateur a refusé de protéger ces données.',
            kept: 'Faites des sauvegardes régulières.',
          };
      await this.load();
    });

  /** Runs an action; what fails is said, with what was kept. */
  async #attempt(kept: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      this.notice.value = { tone: 'bad', text: error instanceof Error ? error.message : String(error), kept };
    }
  }

  /** Adds at once; a stored grappe, even unreadable, is only replaced after the user agreed. */
  async #propose(fileName: string, incoming: Profile[], warnings: string[]): Promise<void> {
    this.notice.value = null;
    const { profiles, damaged } = await listProfiles();
    const damagedIds = damaged.map(({ id }) => id);
    const plan = planImport(profiles, incoming, damagedIds);
    if (writtenBy(plan).length > 0) this.pending.value = { fileName, plan, warnings };
    else if (plan.added.length > 0) await this.#apply({ fileName, plan, warnings });
    else {
      const [first] = plan.identical;
      if (first) await saveSettings({ currentProfileId: first.id });
      this.notice.value = { tone: 'ok', text: `Rien à importer. ${outcomeOf(plan)}`, details: warnings };
    }
  }

  async #apply({ plan, warnings }: PendingImport): Promise<void> {
    const before = this.current.value?.id ?? '';
    const incoming = [...plan.added, ...writtenBy(plan)];
    const { damaged } = await listProfiles();
    await replaceProfiles(incoming, []);
    // The grappe on screen stays when the file holds it; else the first new one comes forward.
    const shown = incoming.find(({ id }) => id === before) ?? incoming[0];
    if (shown) await saveSettings({ currentProfileId: shown.id });
    this.pending.value = null;
    this.#undo.value = {
      label: 'Annuler l’import',
      saved: plan.replaced.map((replacement) => replacement.before),
      removedIds: plan.added.map(({ id }) => id),
      unread: damaged.filter(({ id }) => plan.overDamaged.some((over) => over.id === id)),
      currentProfileId: before,
    };
    this.notice.value = { tone: 'ok', text: outcomeOf(plan), details: warnings };
    await protectStorage();
    await this.load();
  }
}
