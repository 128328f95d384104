import type { Profile } from '@/knowledge/profile/schema';
import { type AgendaEvent, agendaOf } from './agenda';
import type { Campaign } from './campaign';
import { type CampaignState, campaignState, type Deadline, deadlinesOf, type Whom } from './deadlines';
import { dayAt } from './instants';
import { closingToPlan, type PlannedStep, planningOf } from './planning';
import { type Timeline, timelineOf } from './timeline';

/** A call seen from an instant, for one grappe. */
export interface Calendar {
  state: CampaignState;
  /** What comes next first. */
  deadlines: Deadline[];
  timeline: Timeline;
  /** Counted back from the first closing to come; null when there is none. */
  planning: { closing: Deadline; steps: PlannedStep[] } | null;
  /** What an agenda can hold, still to come. */
  events: AgendaEvent[];
  /** Whom to ask for what was not found: an address when the texts give one, else who issues the call. */
  askWhom: string;
}

interface Seen {
  campaign: Campaign;
  profile: Profile | null;
  whom: Whom;
  /** Milliseconds of UTC. */
  now: number;
}

/** Everything the calendar shows of a call. Never throws. */
export function calendarOf({ campaign, profile, whom, now }: Seen): Calendar {
  const deadlines = deadlinesOf(campaign, { whom, now });
  const closing = closingToPlan(deadlines);
  const contact = campaign.contact.value;
  return {
    state: campaignState(campaign, now),
    deadlines,
    timeline: timelineOf(campaign, now),
    planning: closing?.told.value ? { closing, steps: planningOf(closing.told.value, dayAt(now)) } : null,
    events: agendaOf({ campaign, deadlines, project: profile?.project ?? null, now }),
    askWhom: contact === null ? campaign.issuer : `${campaign.issuer} (${contact})`,
  };
}
