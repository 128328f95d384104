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
  /** Its path in the profile, rows named by their id; « campaign. » opens what the texts do not say. */
  id: string;
  /** In French, for instance « date de début du projet ». */
  label: string;
}

/** What a field of the page on screen holds. */
export interface ShownFact {
  field: FieldId;
  /** As the page shows it. */
  value: string;
  /** The profile's id of the row it stands in; null outside a row, or when the grappe has no such row. */
  recordId: string | null;
  /** Words of the page beside the field: a question may be put either way round. */
  label: string;
}

/** The page and the grappe do not say the same of one datum. */
export interface Conflict {
  fact: ShownFact;
  /** French name of the datum: « SIRET du porteur ». */
  name: string;
  /** As the person reads each of them. */
  onPage: string;
  inGrappe: string;
  subject: Subject;
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
  /** The one value of the page it speaks of, when it speaks of a value. */
  shown?: ShownFact;
  source: Reference;
  /** Day somebody last compared the rule with its text. */
  verifiedOn: Day;
  confidence: Confidence;
  /** Other passages that say something else, when the texts disagree. */
  contradictedBy: Reference[];
}

/** What is assessed: everything is an argument, nothing is read from a clock or a store. */
export interface Situation {
  profile: Profile;
  campaign: Campaign;
  /** Day of the assessment, in the time zone of the filing. */
  date: Day;
  /** « HH:MM » of that day, when it matters; without it the day is counted whole. */
  time?: string;
  /** The dossier the page is about, or `WHOLE_GRAPPE`; absent while the person has not said. */
  dossierId?: string;
  /** What the page on screen holds: it goes before the profile, and differing from it is a finding. */
  shown?: readonly ShownFact[];
}
