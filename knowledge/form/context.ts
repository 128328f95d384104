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
  [...new Set(context.essms.map(departementOfEssms))].filter((code) => code !== '').toSorted();

const departementOfEssms = ({ departement, address }: Essms): string =>
  departement || (departementOfPostcode(address.postcode) ?? '');

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

/** Eligibility of an ESSMS by its category, closed ones left out: null when it has to be asked. */
const isEligible = ({ category, open }: Essms): boolean | null => {
  if (open === false) return false;
  const eligibility = categoryOf(category)?.eligibility;
  return eligibility === 'no' ? false : eligibility === 'yes' || eligibility === 'partial' ? true : null;
};

/**
 * The eligible ESSMS reach the minimum of the call, reduced when all stand in Corse or overseas. Null
 * as soon as the answer hangs on a category or a place that is not known.
 */
export const reachesMinimum = ({ campaign, essms }: FillContext): boolean | null => {
  if (!campaign || essms.length === 0) return null;
  const sure = essms.filter((one) => isEligible(one) === true).length;
  const most = essms.filter((one) => isEligible(one) !== false).length;
  const onIslands = every(essms.map((one) => regionOf(departementOfEssms(one))?.island ?? null));
  const reduced = campaign.minEssmsIslands?.value ?? campaign.minEssms.value;
  const highest = onIslands === true ? reduced : campaign.minEssms.value;
  const lowest = onIslands === false ? campaign.minEssms.value : reduced;
  // The texts do not give it: only the person can answer.
  if (highest === null || lowest === null) return null;
  if (sure >= highest) return true;
  return most < lowest ? false : null;
};

/** Every ESSMS is of a category that falls under article L. 312-1 of the CASF. */
export const allUnderL312 = ({ essms }: FillContext): boolean | null =>
  every(
    essms.map((one) => {
      const eligibility = categoryOf(one.category)?.eligibility;
      return eligibility === 'yes' ? true : eligibility === 'no' ? false : null;
    }),
  );

/** Every ESSMS has a FINESS géographique of its own; a doubtful number leaves the answer to the person. */
export const allHaveFiness = ({ essms, profile }: FillContext): true | null => {
  const juridiques = new Set(profile.organismes.map(({ finessJuridique }) => finessJuridique));
  const sound = essms.every(({ finess }) => checkFiness(finess).ok && !juridiques.has(finess));
  return essms.length > 0 && sound ? true : null;
};

/** Some ESSMS was already funded for the very software of the project. */
export const doubleFunding = ({ essms, profile }: FillContext): boolean | null => {
  const target = profile.project.software;
  const clean = every(
    essms.map(({ earlierFunding: { received, software } }) => {
      if (received !== true) return received === null ? null : true;
      return target !== '' && software === target ? false : null;
    }),
  );
  return clean === null ? null : !clean;
};
