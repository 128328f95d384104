import { heldOn } from '@/knowledge/campaigns/campaign';
import { checkFiness, checkSiren } from '@/knowledge/identifiers';
import type { IdentifierCheck } from '@/knowledge/identifiers/check';
import type { Dossier, Essms, Organisme, Profile } from '@/knowledge/profile/schema';
import { categoryOf } from '@/knowledge/reference/finess-categories';
import { departementOfPostcode, type Region, regionOf } from '@/knowledge/reference/territories';
import { softwareKey } from './french';
import type { MissingDatum, Situation } from './rule';

/** Facts several rules share, computed once per assessment: each is a look-up, whatever the size. */
export interface Facts {
  /** ESSMS by normalised FINESS, in the order of the grappe. */
  byFiness: Map<string, Essms[]>;
  essmsById: Map<string, Essms>;
  /** The FINESS of an ESSMS, checked. */
  finessOf(essms: Essms): IdentifierCheck;
  /** Two names of one software; a grappe has thousands of ESSMS and few software. */
  sameSoftware(one: string, other: string): boolean;
  /** Codes of the régions where the ESSMS stand, and what is missing to place the others. */
  regionCodes: Set<string>;
  missingRegions: MissingDatum[];
  organismeById: Map<string, Organisme>;
  /** Organismes by normalised FINESS juridique, and by SIREN. */
  byFinessJuridique: Map<string, Organisme>;
  bySiren: Map<string, Organisme>;
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
  /** Those of the excluded that would be eligible if their FINESS were not counted already. */
  repeated: Essms[];
  doubtful: Essms[];
  /** What would settle the doubtful ones. */
  missing: MissingDatum[];
}

export function gatherFacts({ profile, campaign, date }: Situation): Facts {
  const { essms, organismes } = profile;
  const checks = new Map(essms.map((one) => [one, checkFiness(one.finess)]));
  const finessOf = (one: Essms) => checks.get(one) ?? checkFiness(one.finess);
  const byFiness = Map.groupBy(
    essms.filter(({ finess }) => finess !== ''),
    (one) => finessOf(one).value,
  );
  const dossiers = profile.dossiers.filter((dossier) => dossier.campaign === campaign.id);
  const holders = holdersOf(dossiers);
  const without = heldOn(campaign, 'no-addictology-ase', date) !== undefined;
  return {
    byFiness,
    essmsById: indexed(essms, ({ id }) => id),
    finessOf,
    sameSoftware: softwareComparison(),
    regionCodes: regionCodes(profile),
    missingRegions: missingRegions(essms),
    organismeById: indexed(organismes, ({ id }) => id),
    byFinessJuridique: indexed(organismes, ({ finessJuridique }) => checkFiness(finessJuridique).value),
    bySiren: indexed(organismes, ({ siren }) => checkSiren(siren).value),
    dossiers,
    withoutCall: profile.dossiers.filter((dossier) => dossier.campaign === ''),
    dossiersOf: (essmsId) => holders.get(essmsId) ?? NONE,
    perimeter: sortByEligibility(profile, { byFiness, finessOf }, (one) =>
      without ? isAddictologyOrAse(one) : false,
    ),
  };
}

const NONE: Dossier[] = [];

/** The dossiers that hold each ESSMS, each once. */
function holdersOf(dossiers: Dossier[]): Map<string, Dossier[]> {
  const holders = new Map<string, Dossier[]>();
  for (const dossier of dossiers)
    for (const id of new Set(dossier.essmsIds)) {
      const known = holders.get(id);
      if (known) known.push(dossier);
      else holders.set(id, [dossier]);
    }
  return holders;
}

function softwareComparison(): Facts['sameSoftware'] {
  const keys = new Map<string, string>();
  const keyOf = (name: string): string => {
    const key = keys.get(name) ?? softwareKey(name);
    keys.set(name, key);
    return key;
  };
  return (one, other) => keyOf(one) === keyOf(other);
}

/** Rows by a key; the first one of a key is kept, and rows without a key are left out. */
function indexed<Row>(rows: Row[], keyOf: (row: Row) => string): Map<string, Row> {
  const index = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== '' && !index.has(key)) index.set(key, row);
  }
  return index;
}

/**
 * Excluded: closed, of a category outside L. 312-1, `barred` by the campaign, or the repetition of a
 * FINESS already counted. Doubtful: the category or the FINESS is missing, or the category does not settle it.
 */
function sortByEligibility(
  { essms: rows }: Profile,
  { byFiness, finessOf }: Pick<Facts, 'byFiness' | 'finessOf'>,
  barred: (essms: Essms) => boolean | null,
): Perimeter {
  const perimeter: Perimeter = { eligible: [], excluded: [], repeated: [], doubtful: [], missing: [] };
  for (const essms of rows) {
    const category = categoryOf(essms.category);
    const repeated = (byFiness.get(finessOf(essms).value) ?? [essms])[0] !== essms;
    const bar = barred(essms);
    const counts = category?.eligibility === 'yes' || category?.eligibility === 'partial';
    if (essms.open === false || category?.eligibility === 'no' || bar === true)
      perimeter.excluded.push(essms);
    else if (repeated) {
      perimeter.excluded.push(essms);
      if (counts && bar === false) perimeter.repeated.push(essms);
    } else if (essms.finess === '' || category === null || category.eligibility === 'ask' || bar === null) {
      perimeter.doubtful.push(essms);
      perimeter.missing.push(...doubtsOf(essms, bar === null));
    } else perimeter.eligible.push(essms);
  }
  return perimeter;
}

function doubtsOf(essms: Essms, unsureField: boolean): MissingDatum[] {
  const category = categoryOf(essms.category);
  const doubts = essms.finess === '' ? [ofEssms(essms, 'finess', 'FINESS géographique')] : [];
  if (unsureField) doubts.push(ofEssms(essms, 'field', 'champ (PA, PH…)'));
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

/** Codes of the régions where the ESSMS stand. */
const regionCodes = ({ essms }: Profile): Set<string> =>
  new Set(essms.flatMap((one) => regionOfEssms(one)?.code ?? []));

/** What is missing to know where these ESSMS stand. */
export const missingRegions = (essms: Essms[]): MissingDatum[] =>
  essms.filter((one) => regionOfEssms(one) === null).map((one) => ofEssms(one, 'departement', 'département'));

/** CSAPA and CAARUD. */
const ADDICTOLOGY = ['197', '178'];

/** Addictologie (by its category) or child welfare (by its field); null while they do not tell. */
export function isAddictologyOrAse({ category: code, field }: Essms): boolean | null {
  if (ADDICTOLOGY.includes(code.trim()) || field === 'PDE') return true;
  if (field !== null && field !== 'PDS') return false;
  const category = categoryOf(code);
  if (category === null) return null;
  if (field === 'PDS' || !category.fields.includes('PDE')) return false;
  return category.fields.length === 1 ? true : null;
}

/** ESSMS of a dossier, in its order; a row that left the grappe is left out. */
export const essmsOf = ({ essmsIds }: Dossier, { essmsById }: Facts): Essms[] =>
  essmsIds.flatMap((id) => essmsById.get(id) ?? []);

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
