import type { EssmsField, ProjectType } from '@/knowledge/profile/schema';
import type { Day, Parameter, Reference } from '@/knowledge/source';

/** Who examines the dossier: one ARS, an ARS for a project over several regions, or the CNSA. */
export type Scope = 'regional' | 'multiregional' | 'national';

/** A part of a window whose dossiers are chosen together; its end does not close the filing. */
export interface Selection {
  /** In French, after « la » or « de la »: « première sélection régionale ». */
  label: string;
  opens: Parameter<Day>;
  closes: Parameter<Day>;
}

/** A period during which dossiers are received. Both days are included; hours in local time. */
export interface Window {
  scope: Scope;
  label: string;
  opens: Parameter<Day>;
  closes: Parameter<Day>;
  /** Who it is reserved to, in French; absent when open to all. */
  reservedTo?: string;
  /** When the funder chooses in several times, in order; absent when it chooses once. */
  selections?: Selection[];
}

/** A flat rate per ESSMS, in cents, for the ranks `from`..`to` of the grappe (1-based, included). */
export interface FlatRate {
  id: string;
  label: string;
  types: Exclude<ProjectType, 'mixte'>[];
  from: number;
  to: number | null;
  /** `null` value: the texts at hand do not give the figure; it must be shown as unknown. */
  amountCents: Parameter<number | null>;
  /** Only when the target software is référencé Ségur. */
  onlySegurReferenced?: boolean;
  /** « jusqu'à »: a ceiling and not a fixed amount. */
  ceiling?: boolean;
  payments?: Parameter<{ share: number; when: string }[]>;
}

export interface ExpectedPiece {
  id: string;
  label: string;
  /** `invited`: the text invites to provide it and does not demand it. */
  status: 'required' | 'template' | 'invited' | 'conditional';
  /** In French, when `conditional`. */
  condition?: string;
  source: Reference;
}

/** One call for projects, complete in its own file: a reader opens it and sees the whole call. */
export interface Campaign {
  id: string;
  title: string;
  year: number;
  issuer: string;
  /** INSEE region code when the call belongs to one region. */
  region: string | null;
  scopes: Scope[];
  windows: Window[];
  minEssms: Parameter<number>;
  /** Reduced minimum in Corse and overseas. */
  minEssmsIslands: Parameter<number> | null;
  /** Largest grappe this counter takes (for instance 49 for an ARS); null when no text sets one. */
  maxEssms: Parameter<number> | null;
  /** Smallest grappe the national counter takes, « portée nationale » apart; absent elsewhere. */
  nationalFrom?: Parameter<number>;
  /** Fields for which the texts describe a form; null when they name none. Not the eligible fields. */
  fields: Parameter<EssmsField[]> | null;
  projectTypes: Parameter<ProjectType[]>;
  rates: FlatRate[];
  pieces: ExpectedPiece[];
  contact: Parameter<string> | null;
  portal: Parameter<string> | null;
  /** References of the rules of principle; a rule whose key is absent does not apply. */
  principles: Partial<Record<Principle, Parameter<true>>>;
}

/** Rules without a number that a campaign may hold. */
type Principle =
  | 'l312-1'
  | 'own-finess'
  | 'no-uslds'
  | 'no-european-structural-funds'
  | 'same-software-once'
  | 'one-dui-per-essms'
  | 'one-dui-per-project'
  | 'replacement-is-acquisition'
  | 'segur-order-other-software'
  | 'national-entity-agreement'
  | 'segur-conformity'
  | 'late-is-inadmissible'
  | 'comfort-share'
  | 'grouping'
  | 'manager-files'
  | 'self-assessments'
  | 'funding-balance'
  | 'not-retained-earlier'
  | 'territory';
