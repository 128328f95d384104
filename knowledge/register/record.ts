import type { Day } from '@/knowledge/source';

/**
 * What a public register says of an establishment or of a legal person, whatever file or service it
 * was read from. Texts are empty and the rest null when the register does not say.
 */

/** Postal address as the register writes it. */
export interface RegisterAddress {
  complement: string;
  street: string;
  postcode: string;
  commune: string;
  /** INSEE (COG) code of the commune. */
  inseeCode: string;
}

/** An establishment (entité géographique, ET). */
export interface Establishment {
  /** FINESS géographique: 9 characters; empty when only known by its SIRET. */
  finess: string;
  /** FINESS of the legal person that runs it. */
  finessJuridique: string;
  name: string;
  /** FINESS category code, for instance « 500 ». */
  category: string;
  categoryLabel: string;
  siret: string;
  address: RegisterAddress;
  phone: string;
  open: boolean | null;
  closedOn: Day | '';
}

/** A legal person (entité juridique, EJ). */
export interface Entity {
  finess: string;
  siren: string;
  name: string;
  sigle: string;
  /** Legal status as the register writes it. */
  legalStatus: string;
  /** « 87.10A » form, when valid. */
  naf: string;
  /** RNA number of an association. */
  rna: string;
  address: RegisterAddress;
  phone: string;
  open: boolean | null;
  closedOn: Day | '';
  /** FINESS of its establishments, open and closed, in the order of the register. */
  establishments: string[];
}

/** Which register answered, what it is called and the day it speaks of. */
export interface RegisterSource {
  by: 'finess' | 'sirene';
  /** For instance « finess-structures-mensuel-202610 », « API Recherche d’entreprises ». */
  name: string;
  on: Day;
}

/**
 * What a register holds under one number, whatever kind of number it is: as FINESS géographique or
 * SIRET (`establishments`), as FINESS juridique or SIREN (`entities`). Both empty: unknown number.
 */
export interface RegisterAnswer {
  number: string;
  establishments: Establishment[];
  entities: Entity[];
  source: RegisterSource;
}

/** Answers by normalised number; a number never asked is absent. */
export type RegisterAnswers = ReadonlyMap<string, RegisterAnswer>;
