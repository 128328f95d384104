import { useId, useMemo, useState } from 'preact/hooks';
import type { Change, Compared, WhatIf } from '@/knowledge/amounts/what-if';
import { formatCents, formatCount, formatPlural } from '@/knowledge/profile/format';

interface Props {
  /** Computes both results side by side. */
  compare: (change: Change) => WhatIf;
  /** ESSMS that count now. */
  count: number;
}

const MOST = 500;

/** A whole number of ESSMS, or null when the text is none that can be used. */
const numberOf = (text: string): number | null => {
  const number = /^\s*\d{1,4}\s*$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= MOST ? number : null;
};

/** « Et si » some ESSMS joined or left: both results side by side, line by line. */
export const AmountsWhatIf = ({ compare, count }: Props) => {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [way, setWay] = useState<keyof Change>('add');
  const [text, setText] = useState('1');
  const number = numberOf(text);
  if (count === 0) return null;
  return (
    <details class="amounts-what-if" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h3>Et si la grappe changeait ?</h3>
      </summary>
      <div class="stack">
        <fieldset class="row">
          <legend class="small">
            Les ESSMS ajoutés ressemblent à ceux de la grappe, les derniers partent d’abord.
          </legend>
          <label for={`${id}-sens`} class="visually-hidden">
            Changement
          </label>
          <select
            id={`${id}-sens`}
            value={way}
            onChange={({ currentTarget }) => setWay(currentTarget.value === 'remove' ? 'remove' : 'add')}
          >
            <option value="add">Ajouter</option>
            <option value="remove">Retirer</option>
          </select>
          <label for={id} class="visually-hidden">
            Nombre d’ESSMS
          </label>
          <input
            id={id}
            inputMode="numeric"
            autocomplete="off"
            value={text}
            aria-invalid={number === null}
            aria-describedby={`${id}-avis`}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <span aria-hidden="true">ESSMS</span>
        </fieldset>
        <p id={`${id}-avis`} class="small amounts-fault" aria-live="polite">
          {number === null && `Écrivez un nombre entier, de 1 à ${MOST}.`}
        </p>
        {open && number !== null && <Comparison compare={compare} way={way} number={number} />}
      </div>
    </details>
  );
};

interface ComparisonProps extends Pick<Props, 'compare'> {
  way: keyof Change;
  number: number;
}

const Comparison = ({ compare, way, number }: ComparisonProps) => {
  const { before, after, lines } = useMemo(
    () => compare({ add: 0, remove: 0, [way]: number }),
    [compare, way, number],
  );
  const partly = lines.some(({ complete }) => !complete);
  return (
    <>
      <table class="amounts-compared small">
        <caption class="visually-hidden">Montants avant et après le changement</caption>
        <thead>
          <tr>
            <th scope="col">{formatPlural(before.count, 'ESSMS', 'ESSMS')}, aujourd’hui</th>
            <th scope="col">{formatPlural(after.count, 'ESSMS', 'ESSMS')}, ensuite</th>
            <th scope="col">Écart</th>
          </tr>
        </thead>
        {lines.map((line) => (
          <Row key={line.id} line={line} />
        ))}
        <Row line={totalOf(before, after)} />
      </table>
      {partly && (
        <p class="small">
          Une partie reste inconnue des deux côtés : seuls les montants connus sont comparés.
        </p>
      )}
    </>
  );
};

const sumOf = ({ knownCents, ownCents }: WhatIf['before']): number => knownCents + ownCents;

const totalOf = (before: WhatIf['before'], after: WhatIf['after']): Compared => ({
  id: 'total',
  label: 'Total connu',
  own: before.ownCents + after.ownCents > 0,
  countBefore: before.count,
  countAfter: after.count,
  complete: true,
  beforeCents: sumOf(before),
  afterCents: sumOf(after),
  differenceCents: sumOf(after) - sumOf(before),
});

const signed = (cents: number | null): string =>
  cents !== null && cents > 0 ? `+\u202f${formatCents(cents)}` : formatCents(cents);

const Row = ({ line }: { line: Compared }) => (
  <tbody>
    <tr>
      <th scope="rowgroup" colSpan={3}>
        {line.label}
        {line.own && (line.id === 'total' ? ', vos chiffres compris' : ' (votre chiffre)')}
        <span class="muted">
          {' '}
          — {formatCount(line.countBefore)} → {formatPlural(line.countAfter, 'ESSMS', 'ESSMS')}
        </span>
      </th>
    </tr>
    <tr>
      <td class="number">{formatCents(line.beforeCents)}</td>
      <td class="number">{formatCents(line.afterCents)}</td>
      <td class="number">{signed(line.differenceCents)}</td>
    </tr>
  </tbody>
);
