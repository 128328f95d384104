import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Essms } from '@/knowledge/profile/schema';
import { countOf, needEssms } from './asks';
import { broken, demand, met, type Rule } from './define';
import { missingRegions, regionOfEssms } from './facts';

/** The reduced minimum holds when every ESSMS stands in Corse or overseas; until known, either may. */
function minimumOf(campaign: Campaign, candidates: Essms[]) {
  const full = campaign.minEssms;
  const reduced = campaign.minEssmsIslands ?? full;
  const mainland = candidates.some((essms) => regionOfEssms(essms)?.island === false);
  const unknown = mainland ? [] : missingRegions(candidates);
  const lowest = mainland ? full : reduced;
  return { lowest, highest: unknown.length === 0 ? lowest : full, unknown };
}

/**
 * A project groups at least 15 ESSMS, 8 in Corse and overseas, once those that cannot be financed
 * are taken out. The CNSA demands it, the press calls it ideal: an alert, never a block.
 */
const minimumEssms: Rule = {
  id: 'minimum-essms',
  title: 'Nombre minimum d’ESSMS',
  about: 'grappe',
  severity: 'a-verifier',
  fields: ['project.essmsCount', 'criteria.minimumEssms'],
  source: (campaign) => campaign.minEssms,
  check(grappe, { campaign, facts: { perimeter } }) {
    const all = needEssms(grappe).length;
    const candidates = [...perimeter.eligible, ...perimeter.doubtful];
    const { lowest, highest, unknown } = minimumOf(campaign, candidates);
    const { sure, most, found: eligible } = countOf(perimeter);
    const excluded = perimeter.excluded.length > 0 ? ` (${perimeter.excluded.length} exclus)` : '';
    const found = `${eligible} sur ${all}${excluded}`;
    if (sure >= highest.value) return met(`${found}\u202f; ${highest.value} au minimum.`, { basis: highest });
    if (most >= lowest.value) demand([...unknown, ...perimeter.missing]);
    return broken(
      `${found}\u202f; il en faut au moins ${lowest.value}. Complétez la grappe, ou demandez à l’ARS si elle accepte un projet plus petit.`,
      { basis: lowest },
    );
  },
};

export const sizeRules: Rule[] = [minimumEssms];
