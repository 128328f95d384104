import { computed, signal } from '@preact/signals';
import { campaigns as shipped } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import {
  allCampaigns,
  type PersonalCampaign,
  serializePersonalCampaign,
} from '@/knowledge/campaigns/personal';
import { idFrom } from '@/knowledge/campaigns/personal-draft';
import { formatPlural } from '@/knowledge/profile/format';
import {
  type DamagedCampaign,
  listCampaigns,
  onCampaignsChange,
  removeCampaigns,
  saveCampaign,
} from '@/utils/campaigns';
import { downloadFile } from '@/utils/download';
import type { Editing } from './editing';

export const UNCHANGED = 'Vos appels à projets sont tels qu’ils étaient.';

/** The calls the user described, as they are stored in this browser. */
export abstract class StoredCalls {
  readonly own = signal<PersonalCampaign[]>([]);
  readonly damaged = signal<DamagedCampaign[]>([]);
  /** With those shipped. */
  readonly all = computed<Campaign[]>(() => allCampaigns(this.own.value));
  protected readonly editing: Editing;

  constructor(editing: Editing) {
    this.editing = editing;
  }

  /** Reads the calls and follows what every page writes. Returns the way to stop. */
  start(): () => void {
    void this.load();
    return onCampaignsChange(() => void this.load());
  }

  load = (): Promise<boolean> =>
    this.attempt(async () => {
      const { campaigns, damaged } = await listCampaigns();
      this.own.value = campaigns;
      this.damaged.value = damaged;
    });

  remove = async (id: string): Promise<void> => {
    const own = this.own.value.find((one) => one.id === id);
    if (!own || !(await this.attempt(() => removeCampaigns([id])))) return;
    await this.load();
    const undo = () => saveCampaign(own, null);
    this.tell(`Supprimé : « ${own.title} ».`, 'Annuler la suppression', undo, this.#orphans(id));
  };

  /** The dossiers that answer a call which is no longer described. */
  #orphans(id: string): string[] {
    const dossiers = (this.editing.stored.value?.profiles ?? []).flatMap((grappe) => grappe.dossiers);
    const count = dossiers.filter(({ campaign }) => campaign === id).length;
    const words = formatPlural(count, 'dossier y répond encore', 'dossiers y répondent encore');
    return count === 0 ? [] : [`${words} : choisissez-leur un autre appel.`];
  }

  /** Writes a call in a file of its own. */
  exportOne = (id: string): void => {
    const own = this.own.value.find((one) => one.id === id);
    if (own) downloadFile(serializePersonalCampaign(own), `appel-${id}.json`, 'application/json');
  };

  /** Sets an unreadable call aside: in a file as it is, then out of the browser. */
  removeDamaged = async ({ id, row }: DamagedCampaign): Promise<void> => {
    downloadFile(JSON.stringify(row, null, 2), `appel-illisible-${id}.json`, 'application/json');
    if (await this.attempt(() => removeCampaigns([id]))) await this.load();
  };

  /** An id made of these words, that no call has. */
  protected freshId = (words: string): string =>
    idFrom(words, new Set([...shipped, ...this.own.value].map(({ id }) => id)));

  /** Says what was done, with the way to take it back. */
  protected tell(text: string, label: string, undo: () => Promise<void>, details: string[] = []): void {
    const run = async () => {
      if (!(await this.attempt(undo))) return;
      await this.load();
      this.editing.notice.value = { tone: 'ok', text: `C’est annulé. ${UNCHANGED}` };
    };
    this.editing.notice.value = { tone: 'ok', text, details, action: { label, run: () => void run() } };
  }

  /** Runs an action; what fails is said in the page. */
  protected attempt = (action: () => Promise<void>): Promise<boolean> =>
    this.editing.attempt(UNCHANGED, action);
}
