import type { DatumView } from '@/components/eligibility-subject';
import { pathOfField } from '@/knowledge/form/field-place';
import { datumAt, pathOfDatum } from '@/knowledge/profile/datum';
import { type EditPath, valueAt } from '@/knowledge/profile/edit';
import type { Profile } from '@/knowledge/profile/schema';
import type { MissingDatum, Verdict } from '@/knowledge/rules/rule';

/** Data shown of one verdict: beyond, the message says enough. */
const SHOWN = 4;
/** Longest value shown whole: a longer one is a text, not a figure to check. */
const SHORT = 60;
const LISTS = { grappe: '', organisme: 'organismes', essms: 'essms', dossier: 'dossiers' } as const;

/** Row of the subject of a verdict; null for the grappe. */
function rowOf({ subject }: Verdict, profile: Profile): EditPath | null {
  const list = LISTS[subject.kind];
  return list !== '' && profile[list].some(({ id }) => id === subject.id) ? [list, subject.id] : null;
}

/** Data that rules rest on and that no form asks for, by rule: paths in the row of the subject. */
const UNASKED: Record<string, string[]> = {
  'same-software': ['earlierFunding.received', 'earlierFunding.software'],
  'other-dui': ['earlierFunding.received', 'earlierFunding.software'],
  'segur-order': ['segurOrder.ordered', 'segurOrder.software'],
  open: ['open', 'closedOn'],
  'comfort-share': ['hours.eligible', 'hours.total'],
  'national-agreement': ['nationalEntity.affiliated', 'nationalEntity.writtenAgreement'],
  grouping: ['boundToPorteur'],
  'requested-dossier': ['requestedCents', 'type'],
  'requested-essms': ['requestedCents'],
  'ahi-usage-targets': ['segurOrder.ordered'],
  transmission: ['status', 'transmittedOn'],
  'late-filing': ['transmittedOn'],
  'dossier-form': ['field', 'type'],
  pieces: ['pieces'],
  'comfort-piece': ['pieces'],
  'national-agreement-piece': ['pieces'],
};
/** The same, for rules on the grappe: whole paths. */
const UNASKED_OF_GRAPPE: Record<string, EditPath> = {
  'european-aid': ['project', 'europeanAid'],
  'european-money': ['project', 'europeanAid'],
};

/** Rules whose data are told here: a test holds them against the list of rules. */
export const RULES_TOLD = [...Object.keys(UNASKED), ...Object.keys(UNASKED_OF_GRAPPE)];

/** Where the grappe keeps what a verdict speaks of, the row of its subject before anything else. */
function pathsOf(verdict: Verdict, profile: Profile): EditPath[] {
  const { rule, subject, shown, fields } = verdict;
  const owners = {
    organismeId: subject.kind === 'organisme' ? subject.id : profile.porteurId,
    essmsId: shown ? shown.recordId : subject.kind === 'essms' ? subject.id : null,
  };
  const paths = (shown ? [shown.field] : fields).map((field) => pathOfField(field, owners));
  const row = rowOf(verdict, profile);
  if (!row) return [UNASKED_OF_GRAPPE[rule] ?? [], ...paths].filter((path) => path.length > 0);
  const unasked = shown ? [] : (UNASKED[rule] ?? []).map((path) => [...row, ...path.split('.')]);
  return [...unasked, ...paths.filter((path) => path.includes(subject.id)), row];
}

/** Where a verdict that is broken is corrected; null when only the whole page will do. */
export const placeOf = (verdict: Verdict, profile: Profile): EditPath | null =>
  pathsOf(verdict, profile)[0] ?? null;

const withoutSubject = ({ label }: MissingDatum, { subject }: Verdict): string =>
  label.replace(` (${subject.label})`, '');

/** What a verdict lacks, and where it is typed; « yes » and « no » are offered for what is not known. */
const missingOf = (verdict: Verdict, profile: Profile): DatumView[] =>
  verdict.missing.map((datum) => {
    const path = pathOfDatum(datum.id, profile);
    const asks = path !== null && datumAt(profile, path)?.flag === true && valueAt(profile, path) === null;
    return { path, label: withoutSubject(datum, verdict), value: '', asks };
  });

/** The data of the grappe that a verdict rests on, or those that it lacks when it is unknown. */
export function dataOf(verdict: Verdict, profile: Profile): DatumView[] {
  if (verdict.status === 'unknown') return missingOf(verdict, profile);
  const data = pathsOf(verdict, profile).flatMap((path) => datumAt(profile, path) ?? []);
  const known = data.filter(({ value }) => value !== '' && value.length <= SHORT);
  const byPath = new Map(
    known.map(({ path, label, value }) => [path.join('/'), { path, label, value, asks: false }]),
  );
  return [...byPath.values()].slice(0, SHOWN);
}
