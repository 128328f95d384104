import type { ComponentChild } from 'preact';
import { dated } from '@/knowledge/answers/wording';
import { formatCents } from '@/knowledge/profile/format';
import type { AmountLine, Amounts } from '@/knowledge/rules/amounts';
import type { Reference } from '@/knowledge/source';
import type { PassageView } from './eligibility-tab';

interface Props {
  amounts: Amounts;
  passageOf: (reference: Reference) => PassageView | null;
}

/** The aid the texts allow to compute, line by line with its formula, and what they do not say. */
export const AmountsCard = ({ amounts, passageOf }: Props) => (
  <section class="card stack amounts" aria-label="Montants">
    <h2>Montants</h2>
    <table>
      <tbody>{amounts.lines.flatMap((line) => rowsOf(line, passageOf, 0))}</tbody>
    </table>
    {amounts.knownCents > 0 && (
      <p>
        Total connu : <strong>{formatCents(amounts.knownCents)}</strong>
        {amounts.firmCents !== amounts.knownCents && `, dont ${formatCents(amounts.firmCents)} hors plafonds`}
        .
      </p>
    )}
    {amounts.unknown.length > 0 && (
      <div class="notice warn small stack">
        <strong>Ce que les textes dont je dispose ne disent pas :</strong>
        <ul class="stack">
          {amounts.unknown.map(({ label }) => (
            <li key={label}>{label}</li>
          ))}
        </ul>
      </div>
    )}
    {amounts.notes.map((note) => (
      <p class="small muted" key={note}>
        {note}
      </p>
    ))}
  </section>
);

const rowsOf = (line: AmountLine, passageOf: Props['passageOf'], depth: number): ComponentChild[] => [
  <tr key={line.id}>
    <td style={{ paddingLeft: `${depth * 12}px` }}>
      {line.label}
      <div class="small muted">{line.formula}</div>
      {depth === 0 && <div class="small muted">{originOf(passageOf(line.source))}</div>}
      {line.payments.map(({ when, cents, share }) => (
        <div class="small" key={when}>
          {Math.round(share * 100)} % {when}
          {cents !== null && ` : ${formatCents(cents)}`}
        </div>
      ))}
    </td>
    <td>{formatCents(line.resultCents)}</td>
  </tr>,
  ...line.children.flatMap((child) => rowsOf(child, passageOf, depth + 1)),
];

const originOf = (passage: PassageView | null): string =>
  passage ? `${passage.issuer}, ${dated(passage)}` : '';
