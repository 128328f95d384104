import type { ComponentChildren } from 'preact';

/** Unknown data are said to be unknown, never left blank. */
export const Unknown = () => <span class="unknown">non renseigné</span>;

/** « oui », « non », or unknown. */
export const YesNo = ({ value }: { value: boolean | null }) =>
  value === null ? <Unknown /> : <span>{value ? 'oui' : 'non'}</span>;

/** One line of a list of facts. */
export function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{label}</dt>
      <dd>{children === '' || children === null ? <Unknown /> : children}</dd>
    </div>
  );
}
