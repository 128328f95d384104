import { expect, it } from 'vitest';
import { type AmountLine, type Amounts, type AmountsPart, amounts } from '@/knowledge/amounts';
import { trancheWords } from '@/knowledge/amounts/tranches';
import { campaigns } from '@/knowledge/campaigns';
import type { Reference } from '@/knowledge/source';
import { amountCases } from './cases/build';
import { situationOf } from './cases/check';
import { inOrder, PREFACE } from './cases/words';

/** Everything the amounts say in the cases, word for word, with each figure and each passage. */

const euros = (cents: number | null): string => (cents === null ? 'inconnu' : `${cents / 100} €`);
const at = ({ text, anchor }: Reference): string => `${text}#${anchor}`;

const lineWords = (line: AmountLine, indent = ''): string[] => [
  `${indent}- ${line.label} (\`${line.id}\`, ${trancheWords(line.tranche)}, ${line.confidence}, ${at(line.source)})${line.complete ? '' : ', incomplet'}${line.ceiling ? ', plafond' : ''}${line.own ? ', votre chiffre' : ''} : ${line.formula} → ${euros(line.resultCents)}`,
  ...line.payments.map(
    ({ when, share, cents, milestone, day }) =>
      `${indent}  - versé ${when} : ${share} × → ${euros(cents)} (${milestone}, ${day})`,
  ),
  `${indent}  - versements : ${at(line.paidBy.source)} (${line.paidBy.confidence}) ${line.paidBy.note}`.trimEnd(),
  ...line.remarks.map(
    ({ text, source, confidence }) => `${indent}  - ${text} (${at(source)}, ${confidence})`,
  ),
  ...line.children.flatMap((child) => lineWords(child, `${indent}  `)),
];

const partWords = (part: AmountsPart): string[] => [
  `- ${part.label}${part.id ? ` (\`${part.id}\`)` : ''} : ${part.count} ESSMS, ${euros(part.knownCents)} dont ${euros(part.firmCents)} fermes, votre chiffre ${euros(part.ownCents)}, sans versement ${euros(part.unscheduledCents)}`,
  ...part.schedule.map(
    ({ when, cents, milestone, day }) => `  - ${when} : ${euros(cents)} (${milestone}, ${day})`,
  ),
];

const asideWords = ({ realCost, unknown, notes, tranches }: Amounts): string[] => [
  ...notes.map((note) => `- Note : ${note}`),
  ...unknown.map(
    ({ label, source, rate, missing }) =>
      `- Inconnu : ${label} (${at(source)}) ${[rate, ...missing.map(({ id, label }) => `${id} « ${label} »`)].join(', ')}`,
  ),
  ...tranches.map((one) => `- Tranche ${trancheWords(one)} : ${one.count} ESSMS, ${one.paid}`),
  ...(realCost
    ? [`- Coût réel : ${realCost.text} (${at(realCost.source)}, −${euros(realCost.cutCents)})`]
    : []),
];

it('the amounts say what `cases/words/amounts.md` holds, and nothing else', async () => {
  const chapters = campaigns.flatMap(({ id, title }) => {
    const own = amountCases.filter(({ campaign }) => campaign === id);
    const found = own.map((one) => amounts(situationOf(one)));
    const lines = found.flatMap((one) => one.lines.map((line) => lineWords(line).join('\n')));
    const parts = found.flatMap((one) => [one, ...one.dossiers].map((part) => partWords(part).join('\n')));
    return [
      '',
      `## ${title}`,
      '',
      ...inOrder(parts),
      '',
      ...inOrder(lines),
      '',
      ...inOrder(found.flatMap(asideWords)),
    ];
  });
  const words = ['# Ce que disent les montants', '', PREFACE, ...chapters, ''].join('\n');
  await expect(words).toMatchFileSnapshot('cases/words/amounts.md');
});
