import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Notice } from '@/components/profile-notices';
import { type Profile, profile as profileSchema, SCHEMA_VERSION } from '@/knowledge/profile/schema';
import {
  type DamagedProfile,
  getSettings,
  listProfiles,
  listSnapshots,
  replaceProfiles,
  type Settings,
  type Snapshot,
  saveSettings,
} from '@/utils/database';
import { shareUnchanged } from './share';

/** What is stored in this browser, as last read. */
export interface Stored {
  profiles: Profile[];
  damaged: DamagedProfile[];
  settings: Settings;
}

export const UNCHANGED = 'Rien n’a été modifié : vos grappes sont telles qu’elles étaient.';
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const nameOf = ({ name }: { name: string }): string => name || 'Grappe sans nom';

/** A grappe with nothing in it yet, to store. */
export function newGrappe(name: string): Profile {
  const now = new Date().toISOString();
  return profileSchema.parse({
    schemaVersion: SCHEMA_VERSION,
    id: crypto.randomUUID(),
    name: name.slice(0, 300),
    porteurId: '',
    createdAt: now,
    updatedAt: now,
  });
}

/** The grappes stored in this browser: which there are, which one is on screen, whole ones added and removed. */
export abstract class StoredGrappes {
  /** Null until the first read; then what is stored, without the edits that still wait. */
  readonly stored = signal<Stored | null>(null);
  /** What just happened, for the whole page. */
  readonly notice = signal<Notice | null>(null);
  /** The current grappe as it is on screen. */
  abstract readonly grappe: ReadonlySignal<Profile | null>;
  #loads = 0;
  #latest: Promise<void> = Promise.resolve();

  /** The current grappe as it is stored. */
  protected readonly base = computed<Profile | null>(() => {
    const { profiles = [], settings } = this.stored.value ?? {};
    return profiles.find(({ id }) => id === settings?.currentProfileId) ?? profiles[0] ?? null;
  });

  /** Reads everything again, what waits kept on top; `elsewhere`: another window made it necessary. */
  async load(elsewhere = false): Promise<void> {
    this.#loads += 1;
    let awaited = this.#read(this.#loads, elsewhere);
    this.#latest = awaited;
    await awaited;
    // A later read took over: what it finds is what the caller waits for.
    while (awaited !== this.#latest) {
      awaited = this.#latest;
      await awaited;
    }
  }

  async #read(rank: number, elsewhere: boolean): Promise<void> {
    await this.attempt('Vos données n’ont pas été touchées.', async () => {
      const [list, settings] = await Promise.all([listProfiles(), getSettings()]);
      if (rank !== this.#loads) return;
      const shown = this.grappe.value;
      if (elsewhere && shown && ![...list.profiles, ...list.damaged].some(({ id }) => id === shown.id))
        this.#tellVanished(shown);
      const old = new Map(this.stored.value?.profiles.map((one) => [one.id, one]));
      const profiles = list.profiles.map((one) => shareUnchanged(old.get(one.id), one));
      this.stored.value = { ...list, profiles, settings };
    });
  }

  /** Shows another grappe. */
  choose = async (id: string): Promise<void> => {
    await this.attempt(UNCHANGED, async () => {
      await saveSettings({ currentProfileId: id });
      await this.load();
    });
  };

  /** Adds an empty grappe, shows it, and answers its id; empty when it could not be saved. */
  create = async (name: string): Promise<string> => {
    const grappe = newGrappe(name);
    return (await this.addGrappe(grappe)) ? grappe.id : '';
  };

  /** Adds a copy of a grappe under another name and shows it. */
  duplicate = async (grappe: Profile): Promise<void> => {
    const now = new Date().toISOString();
    const name = `${nameOf(grappe)} (copie)`.slice(0, 300);
    await this.addGrappe({ ...grappe, id: crypto.randomUUID(), name, createdAt: now, updatedAt: now });
  };

  /** Deletes a grappe; the notice offers to take it back. */
  remove = async (grappe: Profile): Promise<void> => {
    await this.attempt(UNCHANGED, async () => {
      const versions = await listSnapshots(grappe.id);
      await replaceProfiles([], [grappe.id]);
      await this.load();
      this.notice.value = {
        tone: 'ok',
        text: `Supprimé : « ${nameOf(grappe)} » (${grappe.essms.length} ESSMS).`,
        action: { label: 'Annuler la suppression', run: () => void this.#putBack(grappe, versions) },
      };
    });
  };

  dismiss = (): void => {
    this.notice.value = null;
  };

  /** Runs an action; what fails is said in the notice, with what was kept. */
  async attempt(kept: string, action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      this.notice.value = { tone: 'bad', text: messageOf(error), kept };
      return false;
    }
  }

  /** Another window deleted the grappe on screen: what was there can be put back whole. */
  #tellVanished(kept: Profile): void {
    this.notice.value = {
      tone: 'bad',
      text: `« ${nameOf(kept)} » vient d’être supprimée dans une autre fenêtre.`,
      kept: 'Ce que vous aviez à l’écran est encore ici.',
      action: { label: 'Remettre cette grappe', run: () => void this.#putBack(kept) },
    };
  }

  protected async addGrappe(grappe: Profile, versions: Snapshot[] = []): Promise<boolean> {
    return this.attempt(UNCHANGED, async () => {
      await replaceProfiles([grappe], [], { versions });
      await saveSettings({ currentProfileId: grappe.id });
      await this.load();
    });
  }

  async #putBack(grappe: Profile, versions: Snapshot[] = []): Promise<void> {
    if (await this.addGrappe(grappe, versions))
      this.notice.value = { tone: 'ok', text: `« ${nameOf(grappe)} » est de nouveau là.` };
  }
}
