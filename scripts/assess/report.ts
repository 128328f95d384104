import { groupVerdicts, type VerdictCard } from '@/components/eligibility-groups';
import { type AmountLine, type Amounts, amounts } from '@/knowledge/amounts';
import { origin } from '@/knowledge/answers/wording';
import { formatCents, formatDay, formatPlural } from '@/knowledge/profile/format';
import type { Situation, Verdict } from '@/knowledge/rules/rule';
import { type Cite, listed } from './cite';

const HEADINGS: Record<Verdict['status'], string> = {
  broken: 'À corriger ou à vérifier',
  unknown: 'Impossible à dire\u00a0: données manquantes',
  met: 'Respecté',
};
const SEVERITIES = { bloquant: 'bloquant', 'a-verifier': 'à vérifier', information: 'information' };

/** One grappe in French: what is broken, what is missing, what holds, what it comes to. */
export function report(situation: Situation, verdicts: Verdict[], cite: Cite): string {
  const { profile, campaign, date } = situation;
  const head = `${profile.name || 'Grappe sans nom'}\n${campaign.title}, au ${formatDay(date)}\n`;
  const groups = groupVerdicts(verdicts);
  const sections = (['broken', 'unknown', 'met'] as const).map((status) => {
    const group = groups.find((one) => one.status === status);
    const cards = group?.kinds.flatMap(({ cards }) => cards) ?? [];
    // The verdicts that hold are many and say little: only their titles are listed.
    const lines =
      status === 'met'
        ? cards.map(({ verdicts: [{ title }] }) => `  ${title}`)
        : cards.map((card) => cardLines(card, cite));
    return `${HEADINGS[status]} (${cards.length})\n${lines.join('\n') || '  rien'}\n`;
  });
  return [head, ...sections, amountsReport(amounts(situation))].join('\n');
}

function cardLines({ verdicts }: VerdictCard, cite: Cite): string {
  const [first] = verdicts;
  const subjects = listed(verdicts.map(({ subject }) => subject.label));
  const messages = [...new Set(verdicts.map(({ message }) => message))];
  const said = messages.slice(0, 5).map((message) => `    ${message}`);
  const more =
    messages.length > 5
      ? [`    et ${formatPlural(messages.length - 5, 'autre message', 'autres messages')}`]
      : [];
  const head = `  [${SEVERITIES[first.severity]}] ${first.title} — ${subjects}`;
  return [head, ...said, ...more, `    ${origin(cite(first.source))}`].join('\n');
}

function amountsReport({ lines, knownCents, ownCents, unknown, notes }: Amounts): string {
  const known = lines.some((line) => line.resultCents !== null) ? formatCents(knownCents) : 'aucune';
  return [
    `Montants\u00a0: partie connue ${known}`,
    ...(ownCents > 0
      ? [`  avec les chiffres saisis dans la grappe\u00a0: ${formatCents(knownCents + ownCents)}`]
      : []),
    ...lines.flatMap((line) => amountLines(line, '  ')),
    ...unknown.map(({ label }) => `  inconnu\u00a0: ${label}`),
    ...notes.map((note) => `  ${note}`),
    '',
  ].join('\n');
}

const amountLines = (line: AmountLine, indent: string): string[] => [
  `${indent}${line.label}\u00a0: ${line.formula}`,
  ...line.children.flatMap((child) => amountLines(child, `${indent}  `)),
];
