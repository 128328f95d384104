import { z } from 'zod';
import { checkFiness } from '@/knowledge/identifiers';
import type { Day } from '@/knowledge/source';
import type { Entity, Establishment, RegisterAddress, RegisterAnswer } from './record';
import { clean, dayOf, nafOf, postcodeOf, rnaOf, sirenOf, siretOf } from './values';

/**
 * What the « API Recherche d’entreprises » answers, and how to ask it. Only the fields below are
 * read: the directors and elected people of the answer are personal data and are never kept.
 */

/** Name of the service, as shown. */
export const SIRENE_NAME = 'API Recherche d’entreprises';

/** A mention between brackets stands for what the service does not show. */
const MASK = /^\[[^\]]*\]$/;

const text = z
  .string()
  .nullish()
  .transform((value) => clean(value ?? ''))
  .transform((value) => (MASK.test(value) ? '' : value));
const numbers = z
  .array(z.string().nullable())
  .nullish()
  .transform((list) => (list ?? []).flatMap((one) => one ?? []));

const siteSchema = z.object({
  siret: z.string(),
  adresse: text,
  code_postal: text,
  commune: text,
  libelle_commune: text,
  liste_enseignes: numbers,
  nom_commercial: text,
  liste_finess: numbers,
  etat_administratif: text,
  date_fermeture: text,
});

const unitSchema = z.object({
  siren: z.string(),
  nom_complet: text,
  nom_raison_sociale: text,
  sigle: text,
  nature_juridique: text,
  activite_principale: text,
  etat_administratif: text,
  date_fermeture: text,
  siege: siteSchema.nullish(),
  matching_etablissements: z.array(siteSchema).nullish(),
  complements: z
    .object({
      liste_finess_juridique: numbers,
      identifiant_association: text,
      est_entrepreneur_individuel: z.boolean().nullish(),
    })
    .nullish()
    .transform(
      (value) =>
        value ?? {
          liste_finess_juridique: [],
          identifiant_association: '',
          est_entrepreneur_individuel: null,
        },
    ),
});

/** The shape of an answer; fields not named here are dropped. */
export const sireneSchema = z.object({ results: z.array(unitSchema) });
type Unit = z.infer<typeof unitSchema>;
type Site = z.infer<typeof siteSchema>;

/**
 * Requests to try for a number, in order, until one finds something: nine digits in `q` are read as
 * a SIREN and silently ignore the rest, so that a FINESS must be asked by `id_finess`. Empty for
 * anything that is not a FINESS, SIREN or SIRET.
 */
export function sireneQueries(number: string): string[] {
  const common = 'per_page=5&limite_matching_etablissements=20';
  if (/^\d{14}$/.test(number)) return [`q=${number}&${common}`];
  if (!/^(?:\d{9}|2[AB]\d{7})$/.test(number)) return [];
  const asFiness = `id_finess=${number}&${common}`;
  return /^\d{9}$/.test(number) ? [asFiness, `q=${number}&${common}`] : [asFiness];
}

const isOpen = (state: string): boolean | null =>
  state === 'A' ? true : /^[CF]$/.test(state) ? false : null;

/** The address comes as one line: the street is what stands before the postcode. */
function addressOf(site: Site): RegisterAddress {
  const cut = site.code_postal === '' ? -1 : site.adresse.lastIndexOf(site.code_postal);
  return {
    complement: '',
    street: cut < 0 ? site.adresse : site.adresse.slice(0, cut).trim(),
    postcode: postcodeOf(site.code_postal),
    commune: site.libelle_commune,
    inseeCode: site.commune,
  };
}

const finessListOf = (list: string[]): string[] => list.flatMap((one) => (checkFiness(one).ok ? [one] : []));

/** Name of the unit; none for somebody who works under her own name. */
const nameOf = (unit: Unit): string =>
  unit.complements.est_entrepreneur_individuel ? '' : unit.nom_raison_sociale || unit.nom_complet;

function establishmentOf(site: Site, unit: Unit, finess: string): Establishment {
  const enseigne = site.liste_enseignes[0] ?? '';
  return {
    finess,
    finessJuridique: finessListOf(unit.complements.liste_finess_juridique)[0] ?? '',
    name: clean(enseigne) || site.nom_commercial || nameOf(unit),
    category: '',
    categoryLabel: '',
    siret: siretOf(site.siret),
    address: addressOf(site),
    phone: '',
    open: isOpen(site.etat_administratif),
    closedOn: dayOf(site.date_fermeture),
  };
}

const sitesOf = (unit: Unit): Site[] => {
  const all = [...(unit.matching_etablissements ?? []), ...(unit.siege ? [unit.siege] : [])];
  return all.filter(({ siret }, rank) => all.findIndex((other) => other.siret === siret) === rank);
};

/** FINESS of the site: the one asked when it is there, else its first. */
const finessOfSite = (site: Site, number: string): string => {
  const list = finessListOf(site.liste_finess);
  return list.includes(number) ? number : (list[0] ?? '');
};

function entityOf(unit: Unit): Entity {
  const address = unit.siege ? addressOf(unit.siege) : null;
  const sites = sitesOf(unit).flatMap(({ liste_finess }) => finessListOf(liste_finess));
  return {
    finess: finessListOf(unit.complements.liste_finess_juridique)[0] ?? '',
    siren: sirenOf(unit.siren),
    name: nameOf(unit),
    sigle: unit.sigle,
    legalStatus: unit.nature_juridique,
    naf: nafOf(unit.activite_principale),
    rna: rnaOf(unit.complements.identifiant_association),
    address: address ?? { complement: '', street: '', postcode: '', commune: '', inseeCode: '' },
    phone: '',
    open: isOpen(unit.etat_administratif),
    closedOn: dayOf(unit.date_fermeture),
    establishments: [...new Set(sites)],
  };
}

/**
 * What an answer says of the number asked. `json` is unchecked; throws a `ZodError` when it has not
 * the shape of an answer. A unit of another number than the one asked is left out. The list of the
 * establishments of a legal person is the service's, and may be partial.
 */
export function readSirene(json: unknown, number: string, on: Day): RegisterAnswer {
  const { results } = sireneSchema.parse(json);
  const source = { by: 'sirene' as const, name: SIRENE_NAME, on };
  const establishments = results.flatMap((unit) =>
    sitesOf(unit).flatMap((site) => {
      const isAsked = site.siret === number || site.liste_finess.includes(number);
      return isAsked ? [establishmentOf(site, unit, finessOfSite(site, number))] : [];
    }),
  );
  const entities = results.filter(
    (unit) => unit.siren === number || unit.complements.liste_finess_juridique.includes(number),
  );
  return { number, establishments, entities: entities.map(entityOf), source };
}
