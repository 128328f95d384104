import { batch, computed, signal } from '@preact/signals';
import { campaigns as shipped } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { allCampaigns, type PersonalCampaign } from '@/knowledge/campaigns/personal';
import type { Profile } from '@/knowledge/profile/schema';
import { listCampaigns } from '@/utils/campaigns';
import { getSettings, listProfiles, onDatabaseChange, type Settings, saveSettings } from '@/utils/database';
import { Clock } from './clock';

const NO_CHOICE: Settings = {
  currentProfileId: '',
  campaignId: '',
  dossierId: '',
  referenceDate: '',
  lastBackupAt: '',
  changesSinceBackup: 0,
  blackBox: true,
  notify: false,
};

/** The grappes on this computer and what the person chose: which one, which call, which dossier, which day. */
export class Choices {
  readonly profiles = signal<Profile[]>([]);
  /** Calls described by the user. */
  readonly personal = signal<PersonalCampaign[]>([]);
  readonly settings = signal<Settings>(NO_CHOICE);
  /** The grappes and the choices have been read once. */
  readonly loaded = signal(false);
  /** What could not be read on this computer, in French; empty when all is well. */
  readonly trouble = signal('');
  readonly clock = new Clock();
  readonly today = this.clock.day;
  readonly date = computed(() => this.settings.value.referenceDate || this.today.value);
  /** A simulated day counts whole: it has no hour. */
  readonly time = computed(() => (this.settings.value.referenceDate === '' ? this.clock.time.value : ''));
  readonly campaigns = computed(() => allCampaigns(this.personal.value));

  /** The chosen grappe; never another one in its place: its SIRET and IBAN would be filled instead. */
  readonly profile = computed<Profile | null>(() => {
    const chosen = this.settings.value.currentProfileId;
    const [first, second] = this.profiles.value;
    if (chosen === '') return first && !second ? first : null;
    return this.profiles.value.find(({ id }) => id === chosen) ?? null;
  });

  /**
   * The call chosen by the person, else the one of the first dossier, else the latest known. Null when
   * the one named is not on this computer: another one's rules would be shown in its place.
   */
  readonly campaign = computed<Campaign | null>(() => {
    const named = this.settings.value.campaignId || (this.profile.value?.dossiers[0]?.campaign ?? '');
    if (named === '') return shipped.at(-1) ?? null;
    return this.campaigns.value.find(({ id }) => id === named) ?? null;
  });

  /** Follows what every page writes, at most once every `pause` milliseconds. Returns the way to stop. */
  start(pause = 0): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const reload = () => {
      clearTimeout(timer);
      if (pause === 0) void this.load();
      else timer = setTimeout(() => void this.load(), pause);
    };
    const stops = [this.clock.start(), onDatabaseChange(reload)];
    void this.load();
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }

  /** Reads the grappes and the choices of the person again. */
  async load(): Promise<void> {
    try {
      const [{ profiles, damaged }, { campaigns }, settings] = await Promise.all([
        listProfiles(),
        listCampaigns(),
        getSettings(),
      ]);
      batch(() => {
        this.profiles.value = profiles;
        this.personal.value = campaigns;
        this.settings.value = settings;
        this.trouble.value = damaged.map(({ reason }) => reason).join(' ');
        this.loaded.value = true;
      });
    } catch (error) {
      this.trouble.value = error instanceof Error ? error.message : String(error);
    }
  }

  /** Saves a choice; a dossier belongs to one grappe, so changing grappe forgets it. */
  async choose(change: Partial<Settings>): Promise<void> {
    const changesGrappe = (change.currentProfileId ?? this.profile.value?.id) !== this.profile.value?.id;
    await saveSettings(changesGrappe ? { dossierId: '', ...change } : change);
    await this.load();
  }
}
