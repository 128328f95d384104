import { computed, signal } from '@preact/signals';
import { campaignById, campaigns } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Profile } from '@/knowledge/profile/schema';
import { assess } from '@/knowledge/rules/assess';
import type { Verdict } from '@/knowledge/rules/rule';
import { getSettings, listProfiles, onDatabaseChange, type Settings, saveSettings } from '@/utils/database';

const NO_CHOICE: Settings = {
  currentProfileId: '',
  campaignId: '',
  dossierId: '',
  referenceDate: '',
  lastBackupAt: '',
  changesSinceBackup: 0,
};

/** The grappes on this computer and what the person chose: which one, which call, which dossier, which day. */
export class Choices {
  readonly profiles = signal<Profile[]>([]);
  readonly settings = signal<Settings>(NO_CHOICE);
  /** What could not be read on this computer, in French; empty when all is well. */
  readonly trouble = signal('');
  readonly today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
  readonly date = computed(() => this.settings.value.referenceDate || this.today);

  /** The chosen grappe; never another one in its place: its SIRET and IBAN would be filled instead. */
  readonly profile = computed<Profile | null>(() => {
    const chosen = this.settings.value.currentProfileId;
    const [first, second] = this.profiles.value;
    if (chosen === '') return first && !second ? first : null;
    return this.profiles.value.find(({ id }) => id === chosen) ?? null;
  });

  /** The call chosen by the person; else the one of the first dossier; else the latest known. */
  readonly campaign = computed<Campaign | null>(() => {
    const chosen = campaignById(this.settings.value.campaignId);
    const own = campaignById(this.profile.value?.dossiers[0]?.campaign ?? '');
    return chosen ?? own ?? campaigns.at(-1) ?? null;
  });

  readonly verdicts = computed<Verdict[]>(() => {
    const [profile, campaign] = [this.profile.value, this.campaign.value];
    return profile && campaign ? assess({ profile, campaign, date: this.date.value }) : [];
  });

  start(): void {
    onDatabaseChange(() => void this.load());
    void this.load();
  }

  /** Reads the grappes and the choices of the person again. */
  async load(): Promise<void> {
    try {
      const [{ profiles, damaged }, settings] = await Promise.all([listProfiles(), getSettings()]);
      this.profiles.value = profiles;
      this.settings.value = settings;
      this.trouble.value = damaged.map(({ reason }) => reason).join(' ');
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
