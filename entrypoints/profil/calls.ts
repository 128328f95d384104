import { computed, signal } from '@preact/signals';
import { campaigns as shipped } from '@/knowledge/campaigns';
import { type PersonalCampaign, readPersonalCampaign } from '@/knowledge/campaigns/personal';
import { copyOf, copyTitle } from '@/knowledge/campaigns/personal-copy';
import { type Draft, type DraftPath, pruned, withValue } from '@/knowledge/campaigns/personal-draft';
import { PERSONAL_FORMAT, PERSONAL_VERSION } from '@/knowledge/campaigns/personal-schema';
import { sameJson } from '@/knowledge/profile/edit';
import { removeCampaigns, saveCampaign } from '@/utils/campaigns';
import { todayInParis } from '../shared/today';
import { ImportedCalls } from './calls-imports';

/** The call that the form holds. `before` is the stored one it would replace; `key` tells two forms apart. */
interface Open {
  key: number;
  title: string;
  draft: Draft;
  /** What the form started from: leaving it so loses nothing. */
  start: Draft;
  before: PersonalCampaign | null;
  refusals: number;
}

/** Every call for projects of the page, and the one being described. Lives and dies with the page. */
export class Calls extends ImportedCalls {
  readonly open = signal<Open | null>(null);
  /** What is wrong in the form, once the person tried to save. */
  readonly issues = computed(() => {
    const open = this.open.value;
    if (open === null || open.refusals === 0) return [];
    const read = readPersonalCampaign(this.#finished(open));
    return 'issues' in read ? read.issues : [];
  });
  #opened = 0;

  /** Something was described and not saved. */
  unsaved = (): boolean => {
    const open = this.open.peek();
    return open !== null && !sameJson(open.draft, open.start);
  };

  describe = (): void => {
    const year = Number(todayInParis().slice(0, 4));
    this.#show('Décrire un appel à projets', { year, region: null }, null);
  };

  /** Opens a copy of a call, shipped or not; nothing is written before it is saved. */
  copy = (id: string): void => {
    const own = this.own.value.find((one) => one.id === id);
    const known = shipped.find((one) => one.id === id);
    if (own) this.#show('Copier un appel à projets', copyOfOwn(own), null);
    else if (known)
      this.#show('Copier un appel à projets', unnamed(copyOf(known, 'copie', todayInParis())), null);
  };

  edit = (id: string): void => {
    const own = this.own.value.find((one) => one.id === id);
    if (own) this.#show('Modifier l’appel à projets', own, own);
  };

  set = (path: DraftPath, value: unknown): void => {
    const open = this.open.value;
    if (open) this.open.value = { ...open, draft: withValue(open.draft, path, value) };
  };

  /** Leaves the form; what was described can be taken up again. */
  giveUp = (): void => {
    const open = this.open.value;
    const lost = this.unsaved();
    this.open.value = null;
    if (!open || !lost) return;
    const run = () => {
      this.open.value = open;
      this.editing.notice.value = null;
    };
    this.editing.notice.value = {
      tone: 'ok',
      text: 'Rien n’a été enregistré.',
      action: { label: 'Reprendre la description', run },
    };
  };

  /** Saves the form whole, or says what is wrong. */
  save = async (): Promise<void> => {
    const open = this.open.value;
    if (!open) return;
    const read = readPersonalCampaign(this.#finished(open));
    if ('issues' in read) {
      this.open.value = { ...open, refusals: open.refusals + 1 };
      return;
    }
    const { campaign } = read;
    const saved = await this.attempt(() => saveCampaign(campaign, open.before));
    await this.load();
    if (!saved) {
      const before = this.own.value.find(({ id }) => id === open.before?.id) ?? null;
      this.open.value = { ...open, before }; // saving again is then on what is there now
      return;
    }
    this.open.value = null;
    this.tell(`« ${campaign.title} » est enregistré.`, 'Annuler l’enregistrement', () =>
      open.before ? saveCampaign(open.before, campaign) : removeCampaigns([campaign.id]),
    );
  };

  #show(title: string, start: Draft, before: PersonalCampaign | null): void {
    this.#opened += 1;
    this.editing.notice.value = null;
    this.open.value = { key: this.#opened, title, draft: start, start, before, refusals: 0 };
  }

  /** The draft as it would be stored: an id when it is new, the day of today. */
  #finished({ draft, before }: Open): unknown {
    const kept = pruned(draft);
    const title = typeof draft.title === 'string' ? draft.title : '';
    return {
      ...(typeof kept === 'object' ? kept : {}),
      format: PERSONAL_FORMAT,
      version: PERSONAL_VERSION,
      id: before?.id ?? this.freshId(title),
      describedOn: todayInParis(),
    };
  }
}

/** Without what the save gives anew. */
const unnamed = ({ id: _id, describedOn: _describedOn, ...call }: PersonalCampaign): Draft => call;
const copyOfOwn = (own: PersonalCampaign): Draft => unnamed({ ...own, title: copyTitle(own.title) });
