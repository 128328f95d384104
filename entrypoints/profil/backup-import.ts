import { signal } from '@preact/signals';
import type { PersonalCampaign } from '@/knowledge/campaigns/personal';
import type { BackupContent } from '@/knowledge/profile/backup';
import { sameJson } from '@/knowledge/profile/edit';
import {
  type ImportChoice,
  type ImportPlan,
  isDecided,
  outcomeOfChoices,
  planImport,
  toChoose,
} from '@/knowledge/profile/import-plan';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import { readBackupFile, unlockBackup } from '@/utils/backup';
import {
  type DamagedProfile,
  getSettings,
  listProfiles,
  replaceProfiles,
  type Settings,
  saveSettings,
} from '@/utils/database';
import { type LockedText, WrongPassphrase } from '@/utils/encryption';
import { protectStorage } from '@/utils/storage';
import { namesOf, tellDone, UNCHANGED } from './backup-undo';
import type { Calls } from './calls';
import { addedWords } from './calls-imports';
import type { Editing } from './editing';

interface PendingImport {
  fileName: string;
  plan: ImportPlan;
  warnings: string[];
  exportedAt: string;
  campaigns: PersonalCampaign[];
  choices: ReadonlyMap<string, ImportChoice>;
}

/** A locked file waiting for its passphrase. */
interface Locked {
  fileName: string;
  file: LockedText;
  error: string;
  busy: boolean;
}

const NO_CHOICE: ReadonlyMap<string, ImportChoice> = new Map();

/** « Ajouté : « A » (18 ESSMS). Remplacé : … » */
const sentences = (parts: [string, Profile[]][]): string =>
  parts
    .filter(([, profiles]) => profiles.length > 0)
    .map(([label, profiles]) => `${label} : ${namesOf(profiles)}.`)
    .join(' ');

/** A backup file on its way in: its passphrase, the comparison, the choices. Lives and dies with the page. */
export class BackupImport {
  readonly pending = signal<PendingImport | null>(null);
  readonly locked = signal<Locked | null>(null);
  readonly #editing: Editing;
  readonly #calls: Calls;

  constructor(editing: Editing, calls: Calls) {
    this.#editing = editing;
    this.#calls = calls;
  }

  /** Reads a backup file; a locked one waits for its passphrase. */
  give = (file: File): Promise<boolean> =>
    this.#editing.attempt(`Le fichier « ${file.name} » n’a pas été importé. ${UNCHANGED}`, async () => {
      this.cancel();
      this.#editing.notice.value = null;
      const read = await readBackupFile(file);
      if ('profiles' in read) await this.#propose(file.name, read);
      else this.locked.value = { fileName: file.name, file: read, error: '', busy: false };
    });

  /** Opens the locked file; a wrong passphrase is said and may be tried again. */
  unlock = async (passphrase: string): Promise<void> => {
    const locked = this.locked.value;
    if (!locked) return;
    this.locked.value = { ...locked, error: '', busy: true };
    try {
      const content = await unlockBackup(locked.file, passphrase);
      if (this.locked.value?.file !== locked.file) return; // given up meanwhile
      this.locked.value = null;
      await this.#editing.attempt(UNCHANGED, () => this.#propose(locked.fileName, content));
    } catch (error) {
      if (this.locked.value?.file !== locked.file) return;
      this.locked.value =
        error instanceof WrongPassphrase ? { ...locked, error: error.message, busy: false } : null;
      if (!(error instanceof WrongPassphrase))
        await this.#editing.attempt(UNCHANGED, () => Promise.reject(error));
    }
  };

  loadSample = (): Promise<boolean> =>
    this.#editing.attempt(UNCHANGED, () =>
      this.#propose('grappe d’exemple', {
        profiles: [sampleGrappe()],
        campaigns: [],
        warnings: [],
        exportedAt: '',
      }),
    );

  /** Chooses what to do with one grappe of the file. */
  choose = (id: string, choice: ImportChoice): void => {
    const pending = this.pending.value;
    if (pending) this.pending.value = { ...pending, choices: new Map(pending.choices).set(id, choice) };
  };

  confirm = (): Promise<boolean> =>
    this.#editing.attempt(UNCHANGED, async () => {
      const pending = this.pending.value;
      if (pending && isDecided(pending.plan, pending.choices)) await this.#apply(pending);
    });

  /** Gives up the import under way. */
  cancel = (): void => {
    const waiting = this.pending.value !== null || this.locked.value !== null;
    this.pending.value = null;
    this.locked.value = null;
    if (waiting) this.#editing.notice.value = { tone: 'ok', text: UNCHANGED };
  };

  /** Adds at once; a stored grappe, even unreadable, is only replaced after the user agreed. */
  async #propose(
    fileName: string,
    { profiles: incoming, campaigns, warnings, exportedAt }: BackupContent,
  ): Promise<void> {
    this.#editing.notice.value = null;
    const plan = planOver(await listProfiles(), incoming);
    const pending = { fileName, plan, warnings, exportedAt, campaigns, choices: NO_CHOICE };
    if (toChoose(plan).length > 0) this.pending.value = { ...pending, choices: firstChoices(plan) };
    else if (plan.added.length > 0) await this.#apply(pending);
    else {
      const [first] = plan.identical;
      if (first) await saveSettings({ currentProfileId: first.id });
      const same = sentences([['Déjà identique, inchangé', plan.identical]]);
      const { added } = await this.#calls.add(campaigns, fileName);
      const text = [addedWords(added.length) || 'Rien à importer.', same].join(' ').trim();
      this.#editing.notice.value = { tone: 'ok', text, details: warnings };
    }
  }

  async #apply(pending: PendingImport): Promise<void> {
    const { fileName, plan, warnings, exportedAt, campaigns, choices } = pending;
    const before = await listProfiles();
    if (hasMoved(plan, before.profiles)) {
      const fresh = planAgain(plan, before);
      this.pending.value = { ...pending, plan: fresh, choices: firstChoices(fresh) };
      throw new Error(
        'Une grappe a changé pendant que vous compariez : voici les différences telles qu’elles sont maintenant.',
      );
    }
    const { added, replaced, skipped } = outcomeOfChoices(plan, choices, () => crypto.randomUUID());
    const written = [...added, ...replaced];
    if (written.length === 0) {
      this.pending.value = null;
      const { added: calls } = await this.#calls.add(campaigns, fileName);
      this.#editing.notice.value = { tone: 'ok', text: addedWords(calls.length) || UNCHANGED };
      return;
    }
    const isReplaced = ({ id }: { id: string }) => replaced.some((one) => one.id === id);
    const saved = before.profiles.filter(isReplaced);
    const snapshot = `avant l’import de ${fileName}`.slice(0, 120);
    await replaceProfiles(written, [], { snapshot, expected: saved });
    this.pending.value = null;
    const calls = await this.#calls.add(campaigns, fileName);
    const settings = await getSettings();
    await saveSettings(afterImport(settings, written, before, exportedAt));
    const text = sentences([
      ['Ajouté', added],
      ['Remplacé', replaced],
      ['Gardé tel quel', skipped],
      ['Déjà identique, inchangé', plan.identical],
    ]);
    tellDone(
      this.#editing,
      text,
      'Annuler l’import',
      {
        written,
        saved,
        unread: before.damaged.filter(isReplaced),
        removedIds: added.map(({ id }) => id),
        // Only what the import chose: the rest may have been changed since.
        settings: { currentProfileId: settings.currentProfileId },
        ...(calls.added.length > 0 ? { also: () => this.#calls.takeAway(calls.added) } : {}),
      },
      [addedWords(calls.added.length), ...warnings].filter((line) => line !== ''),
    );
    await protectStorage();
  }
}

/** Nothing is chosen for the user where money could go elsewhere. */
const firstChoices = ({ replaced }: ImportPlan): ReadonlyMap<string, ImportChoice> =>
  new Map(replaced.filter(({ bankChanges }) => !bankChanges).map(({ after }) => [after.id, 'replace']));

type Here = { profiles: Profile[]; damaged: DamagedProfile[] };

const planOver = ({ profiles, damaged }: Here, incoming: Profile[]): ImportPlan =>
  planImport(
    profiles,
    incoming,
    damaged.map(({ id }) => id),
  );

const planAgain = (plan: ImportPlan, here: Here): ImportPlan =>
  planOver(here, [...plan.added, ...toChoose(plan), ...plan.identical]);

/** True when what is stored is no longer what the user was shown. */
const hasMoved = ({ added, replaced }: ImportPlan, stored: Profile[]): boolean => {
  const now = new Map(stored.map((one) => [one.id, one]));
  return (
    added.some(({ id }) => now.has(id)) ||
    replaced.some(({ before }) => !sameJson(now.get(before.id), before))
  );
};

/**
 * The choices after an import: the grappe on screen stays when the file holds it, else the first new
 * one comes forward. A file imported where there was nothing is itself a backup of everything here.
 */
function afterImport(
  { currentProfileId }: Settings,
  written: Profile[],
  before: Here,
  exportedAt: string,
): Partial<Settings> {
  const shown = written.find(({ id }) => id === currentProfileId) ?? written[0];
  const alone = before.profiles.length + before.damaged.length === 0 && !Number.isNaN(Date.parse(exportedAt));
  return {
    ...(shown ? { currentProfileId: shown.id } : {}),
    ...(alone ? { lastBackupAt: exportedAt, changesSinceBackup: 0 } : {}),
  };
}
