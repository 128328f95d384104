import { categoryOf } from '@/knowledge/reference/finess-categories';
import type { Day } from '@/knowledge/source';
import type { ExtractRecord } from './extract';
import type { Entity, Establishment, RegisterAddress } from './record';
import {
  clean,
  dayOf,
  deliveryLine,
  finessOf,
  joined,
  nafOf,
  phoneOf,
  postcodeOf,
  rnaOf,
  sirenOf,
  siretOf,
} from './values';

/**
 * One element of the `pmej` array of the JSON extract « FINESS structures » that ANS publishes on
 * data.gouv.fr since 2026. Real files and their published schema differ (case of the keys, coded
 * objects or plain strings), so that every key is found in any case and every value in either form.
 */

/** A file that is readable and is not the one expected; the message is in French. */
export class WrongExtract extends Error {}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lower-case spelling of each key met: a file has a few dozen, each met a hundred thousand times. */
const spellings = new Map<string, string>();
const lower = (key: string): string => {
  const known = spellings.get(key);
  if (known !== undefined) return known;
  const spelling = key.toLowerCase();
  if (spellings.size < 2000) spellings.set(key, spelling);
  return spelling;
};

/** Value of a key, in its documented spelling first, then in any case. */
function get(fields: Fields, key: string): unknown {
  const direct = fields[key];
  if (direct !== undefined) return direct;
  const wanted = lower(key);
  for (const spelling in fields) if (lower(spelling) === wanted) return fields[spelling];
  return undefined;
}

/** Lists and coded objects within one another, beyond which a value is not one of a register. */
const DEEPEST = 6;

/** A text, a number, the code of a coded object, or the first of a list. */
function code(value: unknown, depth = 0): string {
  if (depth > DEEPEST) return '';
  if (typeof value === 'string') return clean(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return code(value[0], depth + 1);
  return isFields(value)
    ? code(get(value, 'code') ?? get(value, 'valeur') ?? get(value, 'value'), depth + 1)
    : '';
}

/** Label of a coded object; empty for a plain code. */
const label = (value: unknown): string =>
  isFields(value) ? code(get(value, 'libelle') ?? get(value, 'display') ?? get(value, 'label')) : '';

/** The objects of a list, or the object alone. */
const listOf = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.filter(isFields) : isFields(value) ? [value] : [];

/** Address of this use (« 02 » seat, « 03 » establishment: TRE_R377), else the first. */
function readAddress(value: unknown, use: string): RegisterAddress {
  const all = listOf(value);
  const one = all.find((address) => code(get(address, 'usageAdresse')) === use) ?? all[0] ?? {};
  const text = (key: string) => code(get(one, key));
  const line = deliveryLine(text('ligneAcheminement') || text('ligneSix') || text('libelleCommune'));
  return {
    complement: joined(text('complementPointGeographique'), text('lieuDit')),
    street:
      text('ligneQuatre') ||
      joined(text('numeroVoie'), text('complementVoie'), text('typeVoie'), text('libelleVoie')),
    postcode: postcodeOf(text('codePostal')) || line.postcode,
    commune: line.commune,
    inseeCode: text('cogCommune').slice(0, 5),
  };
}

/** Phone of the main contact (role « 01 »), else of the first. */
function readPhone(value: unknown): string {
  const all = listOf(value);
  const role = (contact: Fields) => {
    const type = get(contact, 'typeContact');
    return code(isFields(type) ? (get(type, 'roleContact') ?? type) : type);
  };
  const one = all.find((contact) => role(contact) === '01') ?? all[0] ?? {};
  const telecom = listOf(get(one, 'telecom'))[0] ?? one;
  return phoneOf(code(get(telecom, 'telephone')));
}

/**
 * A closing day that is past closes; else the state of the object (« A » active, « I » inactive)
 * says it; with neither, nobody knows.
 */
function isOpen(state: string, closedOn: Day | '', today: Day): boolean | null {
  if (closedOn !== '' && closedOn <= today) return false;
  if (/^A/i.test(state)) return true;
  if (/^[IF]/i.test(state)) return false;
  return closedOn === '' ? null : true;
}

const informationOf = (element: Fields, key: string): Fields => {
  const nested = get(element, key);
  return isFields(nested) ? nested : element;
};

function readEntity(element: Fields, today: Day): Entity | null {
  const information = informationOf(element, 'informationsGeneralesPMEJ');
  const text = (key: string) => code(get(information, key));
  const finess = finessOf(text('numFinessPm'));
  if (finess === null) return null;
  const closedOn = dayOf(text('dateFermeture'));
  const status = get(information, 'statutJuridique');
  return {
    finess,
    siren: sirenOf(text('siren')),
    name: text('denominationLonguePmSmsse') || text('denominationPm'),
    sigle: text('sigle'),
    legalStatus: label(status) || code(status),
    naf: nafOf(text('codeApe')),
    rna: rnaOf(text('numeroRna')),
    address: readAddress(get(element, 'adresse'), '02'),
    phone: readPhone(get(element, 'contact')),
    open: isOpen(code(get(element, 'etatObjet')), closedOn, today),
    closedOn,
    establishments: [],
  };
}

function readEstablishment(element: Fields, finessJuridique: string, today: Day): Establishment | null {
  const information = informationOf(element, 'informationsGeneralesEGE');
  const text = (key: string) => code(get(information, key));
  const finess = finessOf(text('numFinessEge'));
  if (finess === null) return null;
  const coded = get(element, 'categorieentiteGeographiqueExercice');
  const category = code(coded);
  const closedOn = dayOf(text('dateFermeture'));
  return {
    finess,
    finessJuridique,
    name: text('nomEgeLong') || text('nomEgeCourt'),
    category,
    categoryLabel: label(coded) || (categoryOf(category)?.label ?? ''),
    siret: siretOf(text('siret')),
    address: readAddress(get(element, 'adresse'), '03'),
    phone: readPhone(get(element, 'contact')),
    open: isOpen(code(get(element, 'etatObjet')), closedOn, today),
    closedOn,
  };
}

/** The extract of activities has the same outline, and no name nor address in it. */
function refuseActivities(element: Fields): void {
  if (get(element, 'activitesAutorisees') === undefined) return;
  throw new WrongExtract(
    'Ce fichier est l’extrait « activités » de FINESS. Il faut l’extrait « structures » : finess-structures-….json.gz.',
  );
}

/**
 * Reads one element of `pmej`: the legal person and its establishments. `today` decides whether a
 * closing day is past. Null when not even the FINESS number of the legal person is there; throws a
 * `WrongExtract` for an element of another extract.
 */
export function readPmej(element: unknown, today: Day): ExtractRecord | null {
  if (!isFields(element)) return null;
  refuseActivities(element);
  const entity = readEntity(element, today);
  if (!entity) return null;
  const all = listOf(get(element, 'ege'));
  const establishments = all.flatMap((one) => readEstablishment(one, entity.finess, today) ?? []);
  entity.establishments = establishments.map(({ finess }) => finess);
  return { entity, establishments, unreadable: all.length - establishments.length };
}
