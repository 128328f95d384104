import type { Campaign } from '@/knowledge/campaigns/campaign';
import { checkFiness } from '@/knowledge/identifiers';
import {
  type Dossier,
  type Essms,
  type Organisme,
  organisme,
  type Profile,
  porteurOf,
} from '@/knowledge/profile/schema';
import { categoryOf } from '@/knowledge/reference/finess-categories';
import { departementOfPostcode, regionOf } from '@/knowledge/reference/territories';

/** What a fill draws on: one grappe, the call it answers, and the dossier on screen. */
export interface FillContext {
  profile: Profile;
  campaign: Campaign | null;
  porteur: Organisme;
  dossier: Dossier | null;
  /** The person said which dossier, or the whole grappe; else nothing that depends on it is known. */
  decided: boolean;
  /** ESSMS of the dossier, or of the whole grappe when that was chosen. */
  essms: Essms[];
}

/** Chosen instead of a dossier: one demande for every ESSMS that is not closed. */
export const WHOLE_GRAPPE = 'grappe';

/** ESSMS, amount and type come from the chosen dossier; a grappe without dossiers is one demande. */
export const fillContext = (
  profile: Profile,
  campaign: Campaign | null,
  dossierId: string = WHOLE_GRAPPE,
): FillContext => {
  const dossier = profile.dossiers.find((one) => one.id === dossierId) ?? null;
  const whole = dossierId === WHOLE_GRAPPE || profile.dossiers.length === 0;
  const named = profile.essms.filter((one) => dossier?.essmsIds.includes(one.id));
  return {
    profile,
    campaign,
    dossier,
    decided: whole || dossier !== null,
    porteur: porteurOf(profile) ?? organisme.parse({ id: 'inconnu' }),
    essms: dossier ? named : whole ? profile.essms.filter((one) => one.open !== false) : [],
  };
};

/** Départements of the ESSMS, each once, in order. */
export const departementsOf = (context: FillContext): string[] =>
  [
    ...new Set(
      context.essms.map((one) => one.departement || (departementOfPostcode(one.address.postcode) ?? '')),
    ),
  ]
    .filter((code) => code !== '')
    .toSorted();

/** Names of the régions of the ESSMS. */
export const regionsOf = (context: FillContext): string[] =>
  [...new Set(departementsOf(context).map((code) => regionOf(code)?.name ?? ''))]
    .filter((name) => name !== '')
    .toSorted();

/** All hold → true, one fails → false, one is unknown and none fails → null. */
const every = (outcomes: (boolean | null)[]): boolean | null => {
  if (outcomes.length === 0 || outcomes.includes(false)) return outcomes.length === 0 ? null : false;
  return outcomes.includes(null) ? null : true;
};

/** The grappe reaches the minimum of the call, reduced when it stands in Corse or overseas only. */
export const reachesMinimum = (context: FillContext): boolean | null => {
  const { campaign, essms } = context;
  if (!campaign || essms.length === 0) return null;
  const islands = departementsOf(context).every((code) => regionOf(code)?.island === true);
  const minimum = islands && campaign.minEssmsIslands ? campaign.minEssmsIslands : campaign.minEssms;
  return essms.length >= minimum.value;
};

/** Every ESSMS is of a category that falls under article L. 312-1 of the CASF. */
export const allUnderL312 = ({ essms }: FillContext): boolean | null =>
  every(
    essms.map((one) => {
      const eligibility = categoryOf(one.category)?.eligibility;
      return eligibility === 'yes' ? true : eligibility === 'no' ? false : null;
    }),
  );

/** Every ESSMS has a FINESS géographique whose key holds. */
export const allHaveFiness = ({ essms }: FillContext): boolean | null =>
  every(essms.map((one) => (one.finess === '' ? null : checkFiness(one.finess).ok)));

/** Some ESSMS was already funded, or ordered a Prestation Ségur for another software. */
export const doubleFunding = ({ essms, profile }: FillContext): boolean | null => {
  const clean = every(
    essms.map(({ earlierFunding, segurOrder }) => {
      if (earlierFunding.received === true) return false;
      if (segurOrder.ordered === true)
        return segurOrder.software === '' ? null : segurOrder.software === profile.project.software;
      return earlierFunding.received === null || segurOrder.ordered === null ? null : true;
    }),
  );
  return clean === null ? null : !clean;
};
