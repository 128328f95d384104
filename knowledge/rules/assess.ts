import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Reference } from '@/knowledge/source';
import { calendarRules } from './calendar';
import { consistencyRules } from './consistency';
import { counterRules } from './counter';
import {
  type Basis,
  isOfCampaign,
  MissingData,
  type Outcome,
  type Rule,
  type RuleContext,
  type RuleOn,
} from './define';
import { dossierRules } from './dossiers';
import { gatherFacts } from './facts';
import { listed } from './french';
import { fundingRules } from './funding';
import { memberRules } from './members';
import { pageRules } from './page';
import { perimeterRules } from './perimeter';
import { pieceRules } from './pieces';
import { requestedRules } from './requested';
import type { Conflict, MissingDatum, Severity, ShownFact, Situation, Subject, Verdict } from './rule';
import { mergeShown } from './shown';
import { sizeRules } from './size';
import { softwareRules } from './software';
import { dossierSubject, essmsSubject, grappeSubject, organismeSubject } from './subjects';

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
  ...requestedRules,
  ...dossierRules,
  ...pieceRules,
  ...pageRules,
];

/**
 * Assesses a grappe against a call on a day: one verdict per rule and subject the rule concerns, in
 * the order of `rules`. Rules the campaign holds no source for are left out. Never throws.
 * @param among the rules to check, all of them unless told.
 */
export function assess(situation: Situation, among: readonly Rule[] = rules): Verdict[] {
  const { profile, conflicts } = mergeShown(situation);
  const merged = { ...situation, profile };
  const context: RuleContext = { ...merged, facts: gatherFacts(merged) };
  const judged = judgedIn(context, conflicts);
  const verdicts: Verdict[] = [];
  for (const rule of among) {
    const basis = rule.source(situation.campaign, situation.date);
    if (basis) judgeAll(rule, judged, { basis, context, verdicts });
  }
  return verdicts;
}

/** What a rule is checked on, and the words for it: made once, since every rule goes over them. */
interface Judged<Item> {
  item: Item;
  subject: Subject;
  shown?: ShownFact;
}

const judgedIn = ({ profile, facts }: RuleContext, conflicts: Conflict[]) => ({
  grappe: [{ item: profile, subject: grappeSubject(profile) }],
  organisme: profile.organismes.map((item) => ({ item, subject: organismeSubject(item) })),
  essms: profile.essms.map((item) => ({ item, subject: essmsSubject(item) })),
  dossier: facts.dossiers.map((item) => ({ item, subject: dossierSubject(item) })),
  page: conflicts.map((item) => ({ item, subject: item.subject, shown: item.fact })),
});

/** Where the verdicts of a rule go. */
interface Judgement {
  basis: Basis;
  context: RuleContext;
  verdicts: Verdict[];
}

function judgeAll(rule: Rule, judged: ReturnType<typeof judgedIn>, judgement: Judgement): void {
  if (rule.about === 'grappe') judge(rule, judged.grappe, judgement);
  else if (rule.about === 'organisme') judge(rule, judged.organisme, judgement);
  else if (rule.about === 'essms') judge(rule, judged.essms, judgement);
  else if (rule.about === 'dossier') judge(rule, judged.dossier, judgement);
  else judge(rule, judged.page, judgement);
}

/** A rule, seen without the kind of what it is checked on. */
type Checks<Item> = RuleOn<Rule['about'], Item>;

function judge<Item>(
  rule: Checks<Item>,
  judged: readonly Judged<Item>[],
  { basis, context, verdicts }: Judgement,
): void {
  const told = tellerOf(rule, basis);
  for (const { item, subject, shown } of judged) {
    const finding = find(rule, item, subject, context);
    if (!finding) continue;
    const verdict = told(finding, subject);
    verdicts.push(shown ? { ...verdict, fields: [shown.field], shown } : verdict);
  }
}

type Finding = Omit<Outcome, 'status'> & { status: Verdict['status']; missing?: MissingDatum[] };

function find<Item>(rule: Checks<Item>, item: Item, subject: Subject, context: RuleContext): Finding | null {
  try {
    return rule.check(item, context);
  } catch (thrown) {
    if (!(thrown instanceof MissingData)) throw thrown;
    return unknownFinding(thrown, subject, context.campaign);
  }
}

const NOTHING: MissingDatum[] = [];

type Headings = Pick<Rule, 'id' | 'title' | 'severity' | 'fields'>;

/** Makes the verdicts of a rule: what they share is worked out once. */
function tellerOf(rule: Headings, basis: Basis) {
  const against = othersOf(basis);
  const usual = severityOf(rule, basis);
  return ({ status, message, severity, missing, basis: finer }: Finding, subject: Subject): Verdict => {
    const { source, verifiedOn, confidence } = finer ?? basis;
    return {
      rule: rule.id,
      title: rule.title,
      status,
      severity: severity ?? (finer ? severityOf(rule, finer) : usual),
      subject,
      message,
      missing: missing ?? NOTHING,
      fields: rule.fields,
      source,
      verifiedOn,
      confidence,
      contradictedBy: finer ? othersOf(finer) : against,
    };
  };
}

const othersOf = ({ alternatives = [] }: Basis): Reference[] => alternatives.map(({ source }) => source);

/** When the texts disagree, the person decides: nothing is blocked. */
const severityOf = (rule: Headings, basis: Basis): Severity =>
  basis.confidence === 'contradicted' && rule.severity === 'bloquant' ? 'a-verifier' : rule.severity;

function unknownFinding({ data, known }: MissingData, subject: Subject, campaign: Campaign): Finding {
  const missing = data.length === 1 ? data : distinct(data);
  const [untold, untyped] = [missing.filter(isOfCampaign), missing.filter((datum) => !isOfCampaign(datum))];
  const message = [
    known.say ?? '',
    untyped.length > 0 ? `À renseigner\u202f: ${listed(wordsOf(untyped, subject))}.` : '',
    untold.length > 0
      ? `Non trouvé dans les textes\u202f: ${listed(wordsOf(untold, subject))}. ${whomToAsk(campaign)}`
      : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
  return { status: 'unknown', message, missing, ...(known.basis && { basis: known.basis }) };
}

const distinct = (data: MissingDatum[]): MissingDatum[] => [
  ...new Map(data.map((datum) => [`${datum.id} ${datum.label}`, datum])).values(),
];

/** The subject is shown beside the message: no need to name it again for each datum. */
const wordsOf = (missing: MissingDatum[], subject: Subject): string[] =>
  missing.map(({ label }) => label.replace(` (${subject.label})`, ''));

function whomToAsk({ issuer, contact }: Campaign): string {
  const whom = [issuer, contact.value ?? ''].filter((part) => part !== '').join(', ');
  return whom === '' ? 'Demandez-le au financeur.' : `Demandez-le au financeur (${whom}).`;
}
