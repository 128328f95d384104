import { checkFiness } from '@/knowledge/identifiers';
import type { Dossier, Essms, Organisme, Profile } from '@/knowledge/profile/schema';
import { categoryOf } from '@/knowledge/reference/finess-categories';
import { departementOfPostcode, type Region, regionOf } from '@/knowledge/reference/territories';
import type { MissingDatum, Situation } from './rule';

/** Facts several rules share, computed once per assessment. */
export interface Facts {
  /** ESSMS by normalised FINESS, in the order of the grappe. */
  byFiness: Map<string, Essms[]>;
  /** Dossiers of the campaign. */
  dossiers: Dossier[];
  /** Dossiers whose campaign is not said. */
  withoutCall: Dossier[];
  /** Dossiers of the campaign that hold the ESSMS of this id. */
  dossiersOf(essmsId: string): Dossier[];
  perimeter: Perimeter;
}

/** The ESSMS of the grappe sorted by what is known of their eligibility. */
export interface Perimeter {
  eligible: Essms[];
  excluded: Essms[];
  doubtful: Essms[];
  /** What would settle the doubtful ones. */
  missing: MissingDatum[];
}

export function gatherFacts({ profile, campaign }: Situation): Facts {
  const byFiness = Map.groupBy(
    profile.essms.filter(({ finess }) => finess !== ''),
    ({ finess }) => checkFiness(finess).value,
  );
  const dossiers = profile.dossiers.filter((dossier) => dossier.campaign === campaign.id);
  const holders = Map.groupBy(
    dossiers.flatMap((dossier) => [...new Set(dossier.essmsIds)].map((id) => ({ id, dossier }))),
    ({ id }) => id,
  );
  return {
    byFiness,
    dossiers,
    withoutCall: profile.dossiers.filter((dossier) => dossier.campaign === ''),
    dossiersOf: (essmsId) => (holders.get(essmsId) ?? []).map(({ dossier }) => dossier),
    perimeter: sortByEligibility(profile, byFiness),
  };
}

/**
 * Excluded: closed, of a category outside L. 312-1, or the repetition of a FINESS already counted.
 * Doubtful: the category or the FINESS is missing, or the category does not settle it.
 */
function sortByEligibility(profile: Profile, byFiness: Map<string, Essms[]>): Perimeter {
  const perimeter: Perimeter = { eligible: [], excluded: [], doubtful: [], missing: [] };
  for (const essms of profile.essms) {
    const category = categoryOf(essms.category);
    const repeated = (byFiness.get(checkFiness(essms.finess).value) ?? [essms])[0] !== essms;
    if (essms.open === false || category?.eligibility === 'no' || repeated) perimeter.excluded.push(essms);
    else if (essms.finess === '' || category === null || category.eligibility === 'ask') {
      perimeter.doubtful.push(essms);
      perimeter.missing.push(...doubtsOf(essms));
    } else perimeter.eligible.push(essms);
  }
  return perimeter;
}

function doubtsOf(essms: Essms): MissingDatum[] {
  const category = categoryOf(essms.category);
  const doubts = essms.finess === '' ? [ofEssms(essms, 'finess', 'FINESS géographique')] : [];
  if (essms.category === '') doubts.push(ofEssms(essms, 'category', 'catégorie FINESS'));
  else if (category === null)
    doubts.push(ofEssms(essms, 'category', `catégorie FINESS «\u00a0${essms.category}\u00a0» non reconnue`));
  else if (category.eligibility === 'ask')
    doubts.push(ofEssms(essms, 'category', 'rattachement à l’article L.\u00a0312-1 du CASF'));
  return doubts;
}

export const essmsLabel = (essms: Essms): string =>
  essms.name || (essms.finess === '' ? 'ESSMS sans nom' : `FINESS ${essms.finess}`);

export const organismeLabel = (organisme: Organisme): string =>
  organisme.raisonSociale || organisme.sigle || 'Organisme sans nom';

export const dossierLabel = ({ number, type, field }: Dossier): string =>
  number ||
  ['Dossier', type === 'conformite' ? 'mise en conformité' : (type ?? ''), field ?? '']
    .filter((part) => part !== '')
    .join(' ');

/** A missing datum of an ESSMS: `key` is its path in the schema. */
export const ofEssms = (essms: Essms, key: string, words: string): MissingDatum => ({
  id: `essms.${essms.id}.${key}`,
  label: `${words} (${essmsLabel(essms)})`,
});

/** A missing datum of an organisme: `key` is its path in the schema. */
export const ofOrganisme = (organisme: Organisme, key: string, words: string): MissingDatum => ({
  id: `organismes.${organisme.id}.${key}`,
  label: `${words} (${organismeLabel(organisme)})`,
});

/** A missing datum of a dossier: `key` is its path in the schema. */
export const ofDossier = (dossier: Dossier, key: string, words: string): MissingDatum => ({
  id: `dossiers.${dossier.id}.${key}`,
  label: `${words} (${dossierLabel(dossier)})`,
});

/** A missing datum of the project: `key` is its path in the schema. */
export const ofProject = (key: string, words: string): MissingDatum => ({
  id: `project.${key}`,
  label: words,
});

/** Région of an ESSMS, by its département or else by its postcode; null when unknown. */
export const regionOfEssms = (essms: Essms): Region | null =>
  regionOf(essms.departement || (departementOfPostcode(essms.address.postcode) ?? ''));

/** What is missing to know where these ESSMS stand. */
export const missingRegions = (essms: Essms[]): MissingDatum[] =>
  essms.filter((one) => regionOfEssms(one) === null).map((one) => ofEssms(one, 'departement', 'département'));

/** A home service that may also do comfort services: aid follows its eligible hours. */
export const isHomeService = (essms: Essms): boolean => categoryOf(essms.category)?.eligibility === 'partial';

/** A home service that does comfort services, or whose hours do not say so yet. */
export const mayDoComfort = (essms: Essms): boolean =>
  isHomeService(essms) && (essms.hours.eligible === null || essms.hours.eligible !== essms.hours.total);

/** What is missing to know the share of a home service that is eligible. */
export const missingHours = (essms: Essms): MissingDatum[] => [
  ...(essms.hours.total === null ? [ofEssms(essms, 'hours.total', 'heures totales par an')] : []),
  ...(essms.hours.eligible === null ? [ofEssms(essms, 'hours.eligible', 'heures éligibles par an')] : []),
];

/** What is asked for an ESSMS: the type of its dossier, or of a project that is not mixed. */
export function typeOf(
  essms: Essms,
  { profile, facts }: { profile: Profile; facts: Facts },
): 'acquisition' | 'conformite' | null {
  const [dossier] = facts.dossiersOf(essms.id);
  if (dossier?.type) return dossier.type;
  return profile.project.type === 'mixte' ? null : profile.project.type;
}
