import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { FieldId } from '@/knowledge/form/field-id';
import type { Profile } from '@/knowledge/profile/schema';
import type { Confidence, Day, Reference } from '@/knowledge/source';

export type Severity = 'bloquant' | 'a-verifier' | 'information';

/** What a verdict speaks of. `id` is the profile's id of the organisme, ESSMS or dossier. */
export interface Subject {
  kind: 'grappe' | 'organisme' | 'essms' | 'dossier';
  id: string;
  label: string;
}

/** A datum a rule asked for and did not find, and where it can be typed. */
export interface MissingDatum {
  id: string;
  /** In French, for instance « date de début du projet ». */
  label: string;
}

/** Three outcomes: an empty field never looks like a violation. */
export interface Verdict {
  rule: string;
  title: string;
  status: 'met' | 'broken' | 'unknown';
  severity: Severity;
  subject: Subject;
  /** In French: what was found, what is expected; for `unknown`, what is missing. */
  message: string;
  missing: MissingDatum[];
  /** Fields of the form this verdict speaks of. */
  fields: FieldId[];
  source: Reference;
  confidence: Confidence;
  /** Other passages that say something else, when the texts disagree. */
  contradictedBy: Reference[];
}

/** What is assessed: everything is an argument, nothing is read from a clock or a store. */
export interface Situation {
  profile: Profile;
  campaign: Campaign;
  /** Day of the assessment. */
  date: Day;
}
