import type { Dossier, Essms, Organisme, Profile } from '@/knowledge/profile/schema';
import { calendarRules } from './calendar';
import { consistencyRules } from './consistency';
import { counterRules } from './counter';
import { type Basis, MissingData, type Outcome, type Rule, type RuleContext } from './define';
import { dossierLabel, essmsLabel, gatherFacts, organismeLabel } from './facts';
import { listed } from './french';
import { fundingRules } from './funding';
import { memberRules } from './members';
import { perimeterRules } from './perimeter';
import type { MissingDatum, Severity, Situation, Subject, Verdict } from './rule';
import { sizeRules } from './size';
import { softwareRules } from './software';

/** Every rule, in the order a person would check them. */
export const rules: Rule[] = [
  ...calendarRules,
  ...sizeRules,
  ...counterRules,
  ...perimeterRules,
  ...fundingRules,
  ...softwareRules,
  ...memberRules,
  ...consistencyRules,
];

/**
 * Assesses a grappe against a call on a day: one verdict per rule and subject the rule concerns, in
 * the order of `rules`. Rules the campaign holds no source for are left out. Never throws.
 */
export function assess(situation: Situation): Verdict[] {
  const context: RuleContext = { ...situation, facts: gatherFacts(situation) };
  return rules.flatMap((rule) => {
    const basis = rule.source(situation.campaign);
    return basis ? verdictsOf(rule, basis, context) : [];
  });
}

function verdictsOf(rule: Rule, basis: Basis, context: RuleContext): Verdict[] {
  const judge = (check: () => Outcome | null, subject: Subject) => verdict(rule, basis, subject, check);
  const { profile, facts } = context;
  switch (rule.about) {
    case 'grappe':
      return judge(() => rule.check(profile, context), grappeSubject(profile));
    case 'organisme':
      return profile.organismes.flatMap((one) =>
        judge(() => rule.check(one, context), organismeSubject(one)),
      );
    case 'essms':
      return profile.essms.flatMap((one) => judge(() => rule.check(one, context), essmsSubject(one)));
    case 'dossier':
      return facts.dossiers.flatMap((one) => judge(() => rule.check(one, context), dossierSubject(one)));
  }
}

/** One verdict, or none when the rule does not concern the subject. */
function verdict(rule: Rule, basis: Basis, subject: Subject, check: () => Outcome | null): Verdict[] {
  const outcome = run(check, subject);
  if (outcome === null) return [];
  const found = outcome.basis ?? basis;
  return [
    {
      rule: rule.id,
      title: rule.title,
      status: outcome.status,
      severity: outcome.severity ?? severityOf(rule, found),
      subject,
      message: outcome.message,
      missing: outcome.missing,
      fields: rule.fields,
      source: found.source,
      confidence: found.confidence,
      contradictedBy: (found.alternatives ?? []).map(({ source }) => source),
    },
  ];
}

/** When the texts disagree, the person decides: nothing is blocked. */
const severityOf = (rule: Rule, basis: Basis): Severity =>
  basis.confidence === 'contradicted' && rule.severity === 'bloquant' ? 'a-verifier' : rule.severity;

type Finding = Omit<Outcome, 'status'> & { status: Verdict['status']; missing: MissingDatum[] };

function run(check: () => Outcome | null, subject: Subject): Finding | null {
  try {
    const outcome = check();
    return outcome && { ...outcome, missing: [] };
  } catch (error) {
    if (!(error instanceof MissingData)) throw error;
    const missing = [...new Map(error.data.map((datum) => [`${datum.id} ${datum.label}`, datum])).values()];
    // The subject is shown beside the message: no need to name it again for each datum.
    const words = missing.map(({ label }) => label.replace(` (${subject.label})`, ''));
    const message = `À renseigner\u202f: ${listed(words)}.`;
    return { status: 'unknown', message, missing };
  }
}

const grappeSubject = (profile: Profile): Subject => ({
  kind: 'grappe',
  id: profile.id,
  label: profile.name || 'La grappe',
});

const organismeSubject = (organisme: Organisme): Subject => ({
  kind: 'organisme',
  id: organisme.id,
  label: organismeLabel(organisme),
});

const essmsSubject = (essms: Essms): Subject => ({ kind: 'essms', id: essms.id, label: essmsLabel(essms) });

const dossierSubject = (dossier: Dossier): Subject => ({
  kind: 'dossier',
  id: dossier.id,
  label: dossierLabel(dossier),
});
