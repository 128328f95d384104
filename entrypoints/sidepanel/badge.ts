import { computed, effect, type ReadonlySignal } from '@preact/signals';
import { blockingRules } from '@/components/eligibility-groups';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { formatPlural } from '@/knowledge/profile/format';
import type { Profile } from '@/knowledge/profile/schema';
import type { Verdict } from '@/knowledge/rules/rule';
import { type Badge, NO_BADGE, showBadge } from '@/utils/badge';

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

interface Judged {
  profile: ReadonlySignal<Profile | null>;
  campaign: ReadonlySignal<Campaign | null>;
  verdicts: ReadonlySignal<Verdict[]>;
  /** The grappes have been read: until then nothing is known, and the last count stays. */
  loaded: ReadonlySignal<boolean>;
}

/** Keeps the toolbar button in step with the verdicts of this page. Returns the way to stop. */
export function followBadge({ profile, campaign, verdicts, loaded }: Judged): () => void {
  const wanted = computed(() => JSON.stringify(badgeOf(profile.value, campaign.value, verdicts.value)));
  return effect(() => {
    if (!loaded.value) return;
    // A browser without a toolbar button, or a full disk, is no reason to disturb.
    showBadge(JSON.parse(wanted.value)).catch(() => undefined);
  });
}
