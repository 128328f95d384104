import { computed, effect, type ReadonlySignal } from '@preact/signals';
import { blockingRules } from '@/components/eligibility-groups';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { dayAt, hourAt } from '@/knowledge/campaigns/instants';
import { turnsOf } from '@/knowledge/campaigns/turns';
import { formatPlural } from '@/knowledge/profile/format';
import type { Profile } from '@/knowledge/profile/schema';
import { assess } from '@/knowledge/rules/assess';
import type { Situation, Verdict } from '@/knowledge/rules/rule';
import { type Badge, NO_BADGE, type PlannedBadge, planBadges, showBadge } from '@/utils/badge';

/** What the toolbar button shows: the blocking rules broken, nothing when there is none or no grappe. */
export function badgeOf(profile: Profile | null, campaign: Campaign | null, verdicts: Verdict[]): Badge {
  const broken = profile && campaign ? blockingRules(verdicts) : 0;
  if (!profile || !campaign || broken === 0) return NO_BADGE;
  const rules = formatPlural(broken, 'règle bloquante non respectée', 'règles bloquantes non respectées');
  return {
    text: String(broken),
    words: `${rules}\u202f: ${profile.name || 'grappe sans nom'}, ${campaign.title}`,
  };
}

/** What it becomes at each turn of the calendar after `now`. A simulated day has no hour, and stays. */
export const laterBadges = (situation: Situation | null, now: number): PlannedBadge[] =>
  situation === null || situation.time === undefined
    ? []
    : turnsOf(situation.campaign, now).map((from) => {
        const then = { ...situation, date: dayAt(from), time: hourAt(from) };
        return { from, ...badgeOf(situation.profile, situation.campaign, assess(then)) };
      });

interface Judged {
  situation: ReadonlySignal<Situation | null>;
  profile: ReadonlySignal<Profile | null>;
  campaign: ReadonlySignal<Campaign | null>;
  verdicts: ReadonlySignal<Verdict[]>;
  /** The grappes have been read: until then nothing is known, and the last count stays. */
  loaded: ReadonlySignal<boolean>;
}

/** A text being typed changes the grappe at each key: what comes later can wait. */
const PLAN_PAUSE = 1000;

/** Keeps the toolbar button in step with the verdicts of this page. Returns the way to stop. */
export function followBadge({ profile, campaign, verdicts, loaded, situation }: Judged): () => void {
  const wanted = computed(() => JSON.stringify(badgeOf(profile.value, campaign.value, verdicts.value)));
  const judged = computed(() => ({ now: wanted.value, grappe: profile.value, call: campaign.value }));
  // A browser without a toolbar button, or a full disk, is no reason to disturb.
  const stops = [
    effect(() => {
      if (loaded.value) showBadge(JSON.parse(wanted.value)).catch(() => undefined);
    }),
    effect(() => {
      const { call } = judged.value;
      if (!loaded.value || call === null) return;
      const timer = setTimeout(() => {
        planBadges(laterBadges(situation.peek(), Date.now())).catch(() => undefined);
      }, PLAN_PAUSE);
      return () => clearTimeout(timer);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
