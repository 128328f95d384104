import type { ComponentChildren } from 'preact';

/** Unknown data are said to be unknown, never left blank. */
const Unknown = () => <span class="unknown">non renseigné</span>;

/** One line of a list of facts. */
export function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{label}</dt>
      <dd>{children === '' || children === null ? <Unknown /> : children}</dd>
    </div>
  );
}
