import type { EssmsField, ProjectType } from '@/knowledge/profile/schema';
import type { Day, Parameter, Reference, Told } from '@/knowledge/source';

/** Who examines the dossier: one ARS, an ARS for a project over several regions, or the CNSA. */
export type Scope = 'regional' | 'multiregional' | 'national';

/** A part of a window whose dossiers are chosen together; its end does not close the filing. */
export interface Selection {
  /** In French, after « la » or « de la »: « première sélection régionale ». */
  label: string;
  opens: Parameter<Day>;
  closes: Parameter<Day>;
}

/**
 * A period during which dossiers are received. Both days are included. The hour is that of
 * `Europe/Paris` unless a text says otherwise; `closingHour` is « HH:MM », 24:00 being the end of the day.
 */
export interface Window {
  scope: Scope;
  label: string;
  opens: Told<Day>;
  closes: Told<Day>;
  closingHour: Told<string>;
  /** Who it is reserved to, in French; absent when open to all. */
  reservedTo?: string;
  /** INSEE code of its région, when the call is of every région and the window of one. */
  region?: string;
  /** When the funder chooses in several times, in order; absent when it chooses once. */
  selections?: Selection[];
}

/** A part of the aid, paid when something happens. */
export interface Instalment {
  /** Between 0 and 1; those of a rate add up to 1. */
  share: number;
  /** In French, after « payé » : « au début du projet ». */
  when: string;
}

/** A flat rate per ESSMS, in cents, for the ranks `from`..`to` of the grappe (1-based, included). */
export interface FlatRate {
  id: string;
  label: string;
  types: Exclude<ProjectType, 'mixte'>[];
  from: number;
  to: number | null;
  /** A gap when the texts at hand do not give the figure: shown as unknown, or the user's own figure. */
  amountCents: Told<number>;
  /** Only when the target software is référencé Ségur. */
  onlySegurReferenced?: boolean;
  /** Only for the ESSMS of an organisme with fewer ESSMS than that (« petits OG »). */
  onlyOrganismesBelow?: Parameter<number>;
  /** « jusqu'à »: a ceiling and not a fixed amount. */
  ceiling?: boolean;
  /** ESSMS paid at most in one project, whatever the size of the grappe. */
  maxEssms?: Parameter<number>;
  payments?: Told<Instalment[]>;
}

export interface ExpectedPiece {
  id: string;
  label: string;
  /** `invited`: the text invites to provide it and does not demand it. */
  status: 'required' | 'template' | 'invited' | 'conditional';
  /** In French, when `conditional`. */
  condition?: string;
  source: Reference;
  confidence: Parameter<unknown>['confidence'];
}

/** A rule without a number that holds during the campaign, or during a part of it. */
export interface Held extends Parameter<true> {
  /** First and last day it holds, when a text changed it on the way. */
  from?: Day;
  until?: Day;
}

/** One call for projects, complete in its own file: a reader opens it and sees the whole call. */
export interface Campaign {
  id: string;
  title: string;
  year: number;
  issuer: string;
  /** Described by the user: no text of ours stands behind it, and it is marked so wherever it shows. */
  personal?: true;
  /** INSEE region code when the call belongs to one region. */
  region: string | null;
  /** Reference of the instruction behind the call, as the texts write it. */
  instruction: Told<string>;
  /** What another text changed in the course of the campaign, in French, in order. */
  changes?: { on: Day; what: Parameter<string> }[];
  scopes: Scope[];
  windows: Window[];
  /** Who may apply, in French. */
  beneficiaries: Told<string>;
  minEssms: Told<number>;
  /** Reduced minimum in Corse and overseas. */
  minEssmsIslands: Told<number> | null;
  /** Largest grappe this counter takes (for instance 49 for an ARS); null when no text sets one. */
  maxEssms: Told<number> | null;
  /** The one scope that maximum binds; absent when it binds all of them. */
  maxEssmsFor?: Scope;
  /** Smallest grappe the national counter takes, « portée nationale » apart; absent elsewhere. */
  nationalFrom?: Told<number>;
  /** Régions a national project covers at least; absent when no text asks for several. */
  nationalRegions?: Told<number>;
  /** Organismes a project groups at least when each is small (first call of 2021 only). */
  minOrganismes?: Parameter<number>;
  minOrganismesIslands?: Parameter<number>;
  /** From that many ESSMS on, an organisme may file alone. */
  aloneFrom?: Parameter<number>;
  /** Fields for which the texts describe a form; null when they name none. Not the eligible fields. */
  fields: Told<EssmsField[]> | null;
  projectTypes: Told<ProjectType[]>;
  rates: FlatRate[];
  /** How the aid is paid, for the rates that say nothing of their own. */
  payments: Told<Instalment[]>;
  pieces: ExpectedPiece[];
  /** The list of pieces as a whole: a gap when the annex that holds it was not found. */
  piecesList: Told<string>;
  /** What the funder looks at to choose, in French, in the order of the text. */
  criteria: Told<string[]>;
  /** Usage targets that condition the last payment. */
  usageTargets: Told<string>;
  contact: Told<string>;
  portal: Told<string>;
  /** References of the rules of principle; a rule whose key is absent does not apply. */
  principles: Partial<Record<Principle, Held>>;
}

/** Rules without a number that a campaign may hold. */
export type Principle =
  | 'l312-1'
  | 'own-finess'
  | 'no-uslds'
  | 'assurance-maladie' // at least partly financed by it (first call of 2021)
  | 'no-addictology-ase' // addictologie and ASE out of the perimeter (first call of 2021)
  | 'no-european-structural-funds' // FEDER, FSE…
  | 'no-european-money' // any European money (2025)
  | 'same-software-once'
  | 'one-dui-per-essms'
  | 'one-dui-per-project'
  | 'replacement-is-acquisition'
  | 'segur-order-other-software'
  | 'national-entity-agreement'
  | 'segur-conformity'
  | 'segur-not-for-ahi-pjm' // projects of AHI or PJM only: no référencé Ségur software asked
  | 'segur-ahi-registered' // AHI: an editor registered for the référencement at the signature (2025)
  | 'segur-not-for-pjm'
  | 'ahi-targets-lifted' // AHI not eligible for the SONS: no MSSanté nor DMP usage target (September 2025)
  | 'late-is-inadmissible'
  | 'comfort-share'
  | 'lower-real-cost' // a lower real cost reduces the flat rate
  | 'grouping'
  | 'manager-files'
  | 'self-assessments'
  | 'funding-balance'
  | 'not-retained-earlier'
  | 'territory'
  | 'majority-ars'; // several régions: the ARS where most ESSMS stand (first call of 2021)

/** The rule of principle as it stands on a day; undefined when the campaign does not hold it then. */
export const heldOn = ({ principles }: Campaign, principle: Principle, day: Day): Held | undefined => {
  const held = principles[principle];
  if (!held || (held.from && day < held.from) || (held.until && day > held.until)) return undefined;
  return held;
};
