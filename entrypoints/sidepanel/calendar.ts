import { computed, effect, signal } from '@preact/signals';
import type { CalendarProps } from '@/components/calendar-card';
import { agendaOf, noticesOf } from '@/knowledge/campaigns/agenda';
import { calendarOf } from '@/knowledge/campaigns/calendar';
import { campaignState, deadlinesOf, type Whom } from '@/knowledge/campaigns/deadlines';
import { dayAt, instantOf } from '@/knowledge/campaigns/instants';
import { gatherFacts } from '@/knowledge/rules/facts';
import { possibleScopes } from '@/knowledge/rules/scope';
import { downloadFile } from '@/utils/download';
import { allowNotices, areNoticesAllowed, forbidNotices, planNotices } from '@/utils/notifications';
import type { Choices } from './choices';
import { passageWith } from './questions';

/** The dates of the chosen call, the file for an agenda and the notices of the browser. */
export class PanelCalendar {
  readonly #choices: Choices;
  readonly #allowed = signal(false);

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  /** Keeps the notices in step with the call and the grappe. Returns the way to stop. */
  start(): () => void {
    void areNoticesAllowed().then((allowed) => {
      this.#allowed.value = allowed;
    });
    return effect(() => {
      const notices = JSON.parse(this.#wanted.value);
      if (this.#choices.loaded.value && this.#isOn.value)
        planNotices(notices, Date.now()).catch(() => undefined); // said nowhere: nobody has just asked for it
    });
  }

  readonly #isOn = computed(() => this.#allowed.value && this.#choices.settings.value.notify);

  /** A simulated day is read from its first minute on. */
  readonly #now = computed(() => {
    const { referenceDate } = this.#choices.settings.value;
    return referenceDate === '' ? this.#choices.clock.now.value : instantOf(referenceDate, '00:00');
  });

  /** Every call with where it stands, for the list to choose from. */
  readonly campaigns = computed(() =>
    this.#choices.campaigns.value.map((campaign) => ({
      id: campaign.id,
      title: campaign.title,
      standing: campaignState(campaign, this.#now.value).words,
    })),
  );

  readonly #whom = computed<Whom | null>(() => {
    const [profile, campaign] = [this.#choices.profile.value, this.#choices.campaign.value];
    if (campaign === null) return null;
    if (profile === null) return { scopes: campaign.scopes, regions: [], firstRequest: null };
    const situation = { profile, campaign, date: this.#choices.date.value };
    const facts = gatherFacts(situation);
    return {
      scopes: possibleScopes({ ...situation, facts }),
      regions: [...facts.regionCodes],
      firstRequest: profile.project.firstRequest,
    };
  });

  readonly #calendar = computed(() => {
    const [whom, campaign] = [this.#whom.value, this.#choices.campaign.value];
    const profile = this.#choices.profile.value;
    return whom && campaign ? calendarOf({ campaign, profile, whom, now: this.#now.value }) : null;
  });

  /** Notices are of today, whatever the day simulated. */
  readonly #notices = computed(() => {
    const [whom, campaign] = [this.#whom.value, this.#choices.campaign.value];
    if (!whom || !campaign) return [];
    const now = this.#choices.clock.now.value;
    const project = this.#choices.profile.value?.project ?? null;
    const deadlines = deadlinesOf(campaign, { whom, now });
    return noticesOf(campaign, agendaOf({ campaign, deadlines, project, now }), now);
  });

  /** As a text, which changes only when they do. */
  readonly #wanted = computed(() => JSON.stringify(this.#notices.value));

  /** What the card shows; `run` tells how the work went. */
  props(run: (work: () => Promise<string>) => unknown): CalendarProps {
    const [first] = this.#notices.value;
    return {
      calendar: this.#calendar.value,
      passageOf: passageWith(this.#choices.personal.value),
      onAgenda: () => run(this.#saveAgenda),
      notices: {
        on: this.#isOn.value,
        planned: this.#notices.value.length,
        next: first ? dayAt(first.at) : null,
        onNotify: (on) => {
          // Asked at once: a browser forgets the gesture at the first pause.
          const asked = on ? allowNotices() : Promise.resolve(false);
          run(() => this.#notify(on, asked));
        },
      },
    };
  }

  readonly #saveAgenda = async (): Promise<string> => {
    const events = this.#calendar.value?.events ?? [];
    const { icsOf } = await import('@/utils/calendar');
    const name = `echeances-${this.#choices.campaign.value?.id ?? 'campagne'}.ics`;
    downloadFile(icsOf(events, Date.now()), name, 'text/calendar');
    return `Agenda « ${name} » enregistré dans vos téléchargements : ouvrez-le pour l’ajouter à votre agenda.`;
  };

  async #notify(on: boolean, asked: Promise<boolean>): Promise<string> {
    this.#allowed.value = await asked;
    const notify = on && this.#allowed.value;
    await this.#choices.choose({ notify });
    if (!on) await forbidNotices();
    if (notify) return 'Vous serez prévenu des échéances sur cet ordinateur.';
    return on
      ? 'Le navigateur n’a pas donné la permission : aucun rappel ne sera affiché.'
      : 'Les rappels sont coupés et effacés.';
  }
}
