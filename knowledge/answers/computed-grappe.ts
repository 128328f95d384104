import { amounts } from '@/knowledge/amounts';
import { deadlinesOf } from '@/knowledge/campaigns/deadlines';
import { instantOf } from '@/knowledge/campaigns/instants';
import { formatCents, formatDay, formatPlural } from '@/knowledge/profile/format';
import { assess } from '@/knowledge/rules/assess';
import { gatherFacts } from '@/knowledge/rules/facts';
import type { Situation, Verdict } from '@/knowledge/rules/rule';
import { possibleScopes } from '@/knowledge/rules/scope';
import type { Reference } from '@/knowledge/source';
import type { Citation, Computed } from './answer';
import { citationFor } from './citation';
import { distinct } from './computed-call';
import { type Corpus, entryAt } from './corpus';
import type { GrappeFact } from './intents';
import * as wording from './wording';

/** Rules behind each question; the amounts, the dates and the whole are worked out apart. */
const RULES: Record<'size' | 'counter' | 'pieces', readonly string[]> = {
  size: ['minimum-essms', 'minimum-organismes', 'maximum-essms', 'financed-maximum', 'national-from'],
  counter: ['territory', 'which-ars', 'maximum-essms', 'national-from', 'national-regions'],
  pieces: ['pieces', 'comfort-piece', 'national-agreement-piece', 'national-agreement', 'self-assessments'],
};

/** Verdicts told one by one at most; the tab « Éligibilité » shows them all. */
const MOST_TOLD = 6;

type Cite = (source: Reference, values: string[]) => Citation[];

const citing =
  (corpus: Corpus): Cite =>
  (source, values) => {
    const entry = entryAt(corpus, source);
    const citation = entry && citationFor(entry, values);
    return citation ? [citation] : [];
  };

const figuresIn = (text: string): string[] => text.match(/\d+(?:[\s\u00A0\u202F]\d{3})*/g) ?? [];

const ORDER: Verdict['status'][] = ['broken', 'unknown', 'met'];

function sorted(verdicts: Verdict[]): Verdict[] {
  return verdicts.toSorted((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status));
}

function toneOf(verdicts: Verdict[]): Computed['tone'] {
  if (verdicts.some(({ status, severity }) => status === 'broken' && severity === 'bloquant')) return 'bad';
  if (verdicts.some(({ status }) => status !== 'met')) return 'warn';
  return verdicts.length === 0 ? 'info' : 'ok';
}

const told = ({ title, subject, message }: Verdict): string =>
  subject.kind === 'grappe' ? `${title}\u00A0: ${message}` : `${title} (${subject.label})\u00A0: ${message}`;

const citedBy = (verdicts: Verdict[], cite: Cite): Citation[] =>
  distinct(
    verdicts.flatMap(({ source, contradictedBy, message }) =>
      [source, ...contradictedBy].flatMap((one) => cite(one, figuresIn(message))),
    ),
  );

/** What some rules say of the grappe, what is not right first. */
function byRules(fact: keyof typeof RULES, situation: Situation, cite: Cite): Computed {
  const title = wording.FOR_GRAPPE;
  const all = assess(situation).filter(({ rule }) => RULES[fact].includes(rule));
  const verdicts = sorted(all).slice(0, MOST_TOLD);
  const [first] = verdicts;
  if (!first) return { title, lines: [wording.NO_RULE], tone: 'info', citations: [] };
  const count = all.find(({ rule }) => rule === 'minimum-essms');
  return {
    title,
    lines: [...(fact === 'counter' ? [] : [wording.OUTCOMES[fact][first.status]]), ...verdicts.map(told)],
    ...(fact === 'size' && count && { formula: count.message }),
    tone: toneOf(verdicts),
    citations: citedBy(verdicts, cite),
  };
}

function eligibility(situation: Situation, cite: Cite): Computed {
  const verdicts = assess(situation);
  const broken = verdicts.filter(({ status }) => status === 'broken');
  const blocking = broken.filter(({ severity }) => severity === 'bloquant');
  const count = (status: Verdict['status']) => verdicts.filter((one) => one.status === status).length;
  const shown = [...blocking, ...broken.filter((one) => !blocking.includes(one))].slice(0, MOST_TOLD);
  const left = broken.length - shown.length;
  return {
    title: wording.FOR_GRAPPE,
    lines: [
      blocking.length > 0 ? wording.blockedBy(blocking.length) : wording.NOT_BLOCKED,
      ...shown.map(told),
      ...(left > 0 ? [`Et ${formatPlural(left, 'autre verdict', 'autres verdicts')}.`] : []),
    ],
    formula: wording.tally(count('met'), broken.length, count('unknown')),
    tone: toneOf(verdicts),
    citations: citedBy(shown, cite),
  };
}

function amount(situation: Situation, cite: Cite): Computed {
  const { lines, knownCents, ownCents, unknown, notes } = amounts(situation);
  const known = lines.filter(({ resultCents }) => resultCents !== null);
  const total = knownCents + ownCents;
  return {
    title: wording.FOR_GRAPPE,
    lines: [
      wording.knownPart(known.length > 0 ? formatCents(total) : null, unknown.length === 0),
      ...lines.map(({ label, formula }) => `${label}\u00A0: ${formula}`),
      ...unknown.map(({ label }) => `Inconnu\u00A0: ${label}`),
      ...notes,
    ],
    ...(known.length > 0 && {
      formula: `${known.map(({ resultCents }) => formatCents(resultCents)).join(' + ')} = ${formatCents(total)}`,
    }),
    tone: unknown.length > 0 ? 'warn' : 'ok',
    citations: distinct([
      ...lines.flatMap(({ source, unitCents }) =>
        cite(source, unitCents === null ? [] : [formatCents(unitCents)]),
      ),
      ...unknown.flatMap(({ source }) => cite(source, [])),
    ]),
  };
}

function deadline(situation: Situation, cite: Cite): Computed {
  const { campaign, profile, date, time = '00:00' } = situation;
  const facts = gatherFacts(situation);
  const whom = {
    scopes: possibleScopes({ ...situation, facts }),
    regions: [...facts.regionCodes],
    firstRequest: profile.project.firstRequest,
  };
  const dates = deadlinesOf(campaign, { whom, now: instantOf(date, time) }).filter(
    ({ whose, kind }) => whose !== 'other' && kind !== 'selection',
  );
  const [first] = dates;
  return {
    title: wording.FOR_GRAPPE,
    lines: dates.map(({ label, told: { value }, words, whose }) => {
      const day = value === null ? words : `${formatDay(value)}, ${words}`;
      return `${label}\u00A0: ${day}${whose === 'maybe' ? ` (${wording.MAYBE_YOURS})` : ''}.`;
    }),
    tone: first === undefined || first.state === 'unknown' || first.soon ? 'warn' : 'info',
    citations: distinct(
      dates.flatMap(({ told: { source, value } }) => cite(source, value === null ? [] : [formatDay(value)])),
    ),
  };
}

/** What the rules, the amounts and the calendar say of the grappe, with the passages they rest on. */
export function answerOfGrappe(corpus: Corpus, fact: GrappeFact, situation: Situation): Computed {
  const cite = citing(corpus);
  switch (fact) {
    case 'size':
    case 'pieces':
    case 'counter':
      return byRules(fact, situation, cite);
    case 'eligibility':
      return eligibility(situation, cite);
    case 'amount':
      return amount(situation, cite);
    case 'deadline':
      return deadline(situation, cite);
  }
}
