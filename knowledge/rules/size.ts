import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Essms } from '@/knowledge/profile/schema';
import type { Parameter } from '@/knowledge/source';
import { countOf, needEssms } from './asks';
import { broken, demand, met, needTold, ofCampaign, type Rule, toldIn } from './define';
import { type Facts, missingRegions, ofEssms, type Perimeter, regionOfEssms } from './facts';
import { counted } from './french';

const MINIMUM = ofCampaign('minEssms', 'nombre minimum d’ESSMS');

/**
 * A reduced threshold holds when every ESSMS stands in Corse or overseas: one on the mainland is enough
 * for the full one. Until each is placed and known to count, either may hold.
 */
function thresholdOf<P>(full: P, reduced: P, { eligible, repeated, doubtful }: Perimeter) {
  const isMainland = (essms: Essms) => regionOfEssms(essms)?.island === false;
  // Two rows of one FINESS may stand in two places: one on the mainland is enough.
  if (eligible.some(isMainland) || repeated.some(isMainland))
    return { lowest: full, highest: full, unknown: [] };
  const unknown = missingRegions([...eligible, ...doubtful]);
  const settled = unknown.length === 0 && !doubtful.some(isMainland);
  return { lowest: reduced, highest: settled ? reduced : full, unknown };
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
  source: (campaign) => toldIn(campaign, campaign.minEssms),
  check(grappe, { campaign, facts: { perimeter } }) {
    const all = needEssms(grappe).length;
    const { minEssms, minEssmsIslands } = campaign;
    const { lowest, highest, unknown } = thresholdOf(minEssms, minEssmsIslands ?? minEssms, perimeter);
    const { sure, most, found: eligible } = countOf(perimeter);
    const excluded = perimeter.excluded.length > 0 ? ` (${perimeter.excluded.length} exclus)` : '';
    const found = `${eligible} sur ${all}${excluded}`;
    const enough = needTold(highest, MINIMUM);
    if (sure >= enough.value) return met(`${found}\u202f; ${enough.value} au minimum.`, { basis: enough });
    if (lowest.confidence === 'not-found') demand([...unknown, ...perimeter.missing]);
    const least = needTold(lowest, MINIMUM);
    if (most >= least.value) demand([...unknown, ...perimeter.missing]);
    return broken(
      `${found}\u202f; il en faut au moins ${least.value}. Complétez la grappe, ou demandez au financeur s’il accepte un projet plus petit.`,
      { basis: least },
    );
  },
};

/** The ceiling of ESSMS paid in one project, when the call sets one for its flat rates. */
const paidAtMost = ({ rates }: Campaign): Parameter<number> | undefined =>
  rates.find(({ maxEssms }) => maxEssms !== undefined)?.maxEssms;

/** A grappe may be larger than what is paid: an organisme of more than 30 ESSMS files alone, 30 are financed. */
const financedMaximum: Rule = {
  id: 'financed-maximum',
  title: 'Nombre d’ESSMS financés au plus',
  about: 'grappe',
  severity: 'information',
  fields: ['project.essmsCount', 'project.requested'],
  source: (campaign) => paidAtMost(campaign),
  check(grappe, { campaign, facts: { perimeter } }) {
    const paid = paidAtMost(campaign);
    if (!paid) return null;
    needEssms(grappe);
    const { sure, most, found } = countOf(perimeter);
    if (most <= paid.value) return met(`${found}\u202f; l’aide porte sur ${paid.value} au plus.`);
    if (sure <= paid.value) demand(perimeter.missing);
    return broken(
      `${found}\u202f: seuls ${paid.value} sont financés, ${sure - paid.value} ne le sont pas. Demandez l’aide pour ${paid.value}.`,
    );
  },
};

/** Organismes with eligible ESSMS, the largest first, and what is missing to attach the others. */
function organismesOf({ perimeter: { eligible }, organismeById }: Facts) {
  const byOrganisme = Map.groupBy(eligible, ({ organismeId }) => organismeById.get(organismeId));
  const unattached = byOrganisme.get(undefined) ?? [];
  byOrganisme.delete(undefined);
  return {
    sizes: [...byOrganisme.values()].map(({ length }) => length).toSorted((a, b) => b - a),
    missing: unattached.map((one) => ofEssms(one, 'organismeId', 'organisme gestionnaire')),
  };
}

/**
 * Organismes of fewer than 15 ESSMS join at least three together (two in Corse and overseas); one of
 * 15 or more may file alone. First call of 2021 only.
 */
const minimumOrganismes: Rule = {
  id: 'minimum-organismes',
  title: 'Nombre minimum d’organismes',
  about: 'grappe',
  severity: 'bloquant',
  fields: ['project.organismeCount', 'essms.organisme'],
  source: ({ minOrganismes }) => minOrganismes,
  check(grappe, { campaign: { minOrganismes, minOrganismesIslands, aloneFrom }, facts }) {
    if (!minOrganismes) return null;
    needEssms(grappe);
    const { sizes, missing: unattached } = organismesOf(facts);
    const { lowest, highest, unknown } = thresholdOf(
      minOrganismes,
      minOrganismesIslands ?? minOrganismes,
      facts.perimeter,
    );
    const found = counted(sizes.length, 'organisme');
    const largest = sizes[0] ?? 0;
    if (aloneFrom && largest >= aloneFrom.value)
      return met(
        `Un organisme compte ${largest} ESSMS\u202f: à partir de ${aloneFrom.value}, il peut déposer seul.`,
        {
          basis: aloneFrom,
        },
      );
    if (sizes.length >= highest.value)
      return met(`${found}\u202f; ${highest.value} au minimum.`, { basis: highest });
    demand([...unattached, ...unknown, ...facts.perimeter.missing]);
    return broken(
      `${found}\u202f; les petits organismes se groupent à ${lowest.value} au moins. Associez d’autres organismes.`,
      { basis: lowest },
    );
  },
};

/**
 * One source alone writes that an organisme of the project counts 15 ESSMS by itself; the others let
 * small ones join. Never asked: the divergence is only told.
 */
const organismeOf15: Rule = {
  id: 'organisme-of-15',
  title: 'Un organisme de 15 ESSMS (non exigé)',
  about: 'grappe',
  severity: 'information',
  fields: ['project.organismeCount'],
  source({ minOrganismes, aloneFrom, personal }) {
    if (!minOrganismes || !aloneFrom || personal) return undefined;
    return {
      source: { text: 'divergences', anchor: 'one-organisme-of-15' },
      verifiedOn: aloneFrom.verifiedOn,
      confidence: 'contradicted',
      alternatives: [
        { value: aloneFrom.value, source: { text: 'socianova-amorcage-2021', anchor: 'grouping-2021' } },
      ],
    };
  },
  check(grappe, { campaign: { aloneFrom }, facts }) {
    if (!aloneFrom) return null;
    needEssms(grappe);
    const { sizes, missing } = organismesOf(facts);
    const largest = sizes[0] ?? 0;
    if (largest >= aloneFrom.value) return met(`Le plus grand organisme compte ${largest} ESSMS.`);
    demand(missing);
    return met(
      `Aucun organisme ne compte ${aloneFrom.value} ESSMS (${largest} au plus). Une seule source le demande et les autres l’excluent\u202f: ce n’est pas exigé.`,
    );
  },
};

export const sizeRules: Rule[] = [minimumEssms, financedMaximum, minimumOrganismes, organismeOf15];
