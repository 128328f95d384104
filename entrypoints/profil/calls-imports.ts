import { signal } from '@preact/signals';
import {
  MAX_PERSONAL_LENGTH,
  type PersonalCampaign,
  type PersonalFault,
  parsePersonalCampaign,
} from '@/knowledge/campaigns/personal';
import { formatPlural } from '@/knowledge/profile/format';
import { addCampaigns, type CampaignConflict, removeCampaigns, saveCampaign } from '@/utils/campaigns';
import { StoredCalls, UNCHANGED } from './calls-stored';

/** A call of a file that waits for a choice. */
interface Conflict extends CampaignConflict {
  fileName: string;
}

/** « 2 appels personnels ajoutés. », for the end of an import; empty when there is none. */
export const addedWords = (count: number): string =>
  count === 0 ? '' : `${formatPlural(count, 'appel personnel ajouté', 'appels personnels ajoutés')}.`;

/** Calls on their way in: from a file of their own, or with a backup. */
export abstract class ImportedCalls extends StoredCalls {
  /** Why a file was not read. */
  readonly faults = signal<{ fileName: string; faults: PersonalFault[] } | null>(null);
  readonly conflicts = signal<readonly Conflict[]>([]);

  /** Reads a file that describes a call; a faulty one is explained, and nothing of it is loaded. */
  importFile = async (file: File): Promise<void> => {
    this.faults.value = null;
    this.editing.notice.value = null;
    await this.attempt(async () => {
      // Four bytes a character at most: a larger file is not even read.
      const text =
        file.size > MAX_PERSONAL_LENGTH * 4 ? 'x'.repeat(MAX_PERSONAL_LENGTH + 1) : await file.text();
      const read = parsePersonalCampaign(text);
      if ('faults' in read) this.faults.value = { fileName: file.name, faults: read.faults };
      else await this.#receive(read.campaign, file.name);
    });
  };

  closeFaults = (): void => {
    this.faults.value = null;
  };

  async #receive(incoming: PersonalCampaign, fileName: string): Promise<void> {
    const { added, conflicts } = await this.add([incoming], fileName);
    if (added.length === 0 && conflicts === 0) {
      this.editing.notice.value = {
        tone: 'ok',
        text: `« ${incoming.title} » est déjà là, identique : rien n’a changé.`,
      };
      return;
    }
    if (added.length > 0)
      this.tell(`Ajouté : « ${incoming.title} ».`, 'Annuler l’ajout', () => removeCampaigns([incoming.id]));
  }

  /** Adds the calls that are new, in one transaction; those that differ from a stored one wait for a choice. */
  async add(
    incoming: readonly PersonalCampaign[],
    fileName: string,
  ): Promise<{ added: PersonalCampaign[]; conflicts: number }> {
    if (incoming.length === 0) return { added: [], conflicts: 0 };
    const { added, conflicts } = await addCampaigns(incoming);
    this.conflicts.value = [...this.conflicts.value, ...conflicts.map((one) => ({ ...one, fileName }))];
    await this.load();
    return { added, conflicts: conflicts.length };
  }

  /** Takes calls away again: the import that brought them is taken back. */
  takeAway = async (campaigns: readonly PersonalCampaign[]): Promise<void> => {
    await removeCampaigns(campaigns.map(({ id }) => id));
    await this.load();
  };

  /** Settles the first conflict. */
  settle = async (choice: 'replace' | 'both' | 'skip'): Promise<void> => {
    const [first, ...others] = this.conflicts.value;
    if (!first) return;
    const { incoming, before } = first;
    const copy = { ...incoming, id: this.freshId(incoming.id) };
    const done = await this.attempt(async () => {
      if (choice === 'replace') await saveCampaign(incoming, before);
      if (choice === 'both') await saveCampaign(copy, null);
    });
    await this.load();
    if (!done) {
      // Choosing again is then about what is there now.
      const now = this.own.value.find(({ id }) => id === before.id) ?? before;
      this.conflicts.value = [{ ...first, before: now }, ...others];
      return;
    }
    this.conflicts.value = others;
    if (choice === 'skip') this.editing.notice.value = { tone: 'ok', text: UNCHANGED };
    else if (choice === 'replace')
      this.tell(`Remplacé : « ${before.title} ».`, 'Annuler le remplacement', () =>
        saveCampaign(before, incoming),
      );
    else this.tell(`Ajouté à côté : « ${copy.title} ».`, 'Annuler l’ajout', () => removeCampaigns([copy.id]));
  };
}
