import { heldOn } from '@/knowledge/campaigns/campaign';
import type { Essms } from '@/knowledge/profile/schema';
import { type Facts, isHomeService, typeOf } from '@/knowledge/rules/facts';
import type { Situation } from '@/knowledge/rules/rule';

/** An ESSMS that counts, and what its aid depends on. */
export interface Ranked {
  essms: Essms;
  /** From 1, in the whole grappe: the dossier it is in changes nothing to it. */
  rank: number;
  type: 'acquisition' | 'conformite' | null;
  /** Hours a home service is aided for, out of its total; null for an ESSMS aided in full. */
  hours: { eligible: number; total: number } | null;
  /** False while the hours of a home service are unknown or impossible. */
  hoursKnown: boolean;
  /** ESSMS of its organisme that count in the grappe; null when the organisme is unknown. */
  organismeSize: number | null;
  /** Dossier it is counted in: the first of the call that holds it; null when in none. */
  dossierId: string | null;
}

/** The ESSMS that are not excluded, in the order of the grappe. */
export function rankEssms({ profile, campaign, date }: Situation, facts: Facts): Ranked[] {
  const excluded = new Set(facts.perimeter.excluded);
  const counted = profile.essms.filter((essms) => !excluded.has(essms));
  const sizes = Map.groupBy(counted, ({ organismeId }) => organismeId);
  const prorata = heldOn(campaign, 'comfort-share', date) !== undefined;
  return counted.map((essms, index) => ({
    essms,
    rank: index + 1,
    type: typeOf(essms, { profile, facts }),
    ...(prorata && isHomeService(essms) ? prorataOf(essms) : { hours: null, hoursKnown: true }),
    organismeSize: essms.organismeId === '' ? null : (sizes.get(essms.organismeId)?.length ?? null),
    dossierId: facts.dossiersOf(essms.id)[0]?.id ?? null,
  }));
}

/** Eligible hours over total hours, when both are given and possible; all of them is an aid in full. */
function prorataOf({ hours: { eligible, total } }: Essms): Pick<Ranked, 'hours' | 'hoursKnown'> {
  if (eligible === null || total === null || total === 0 || eligible > total)
    return { hours: null, hoursKnown: false };
  return { hours: eligible === total ? null : { eligible, total }, hoursKnown: true };
}
