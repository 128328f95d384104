import type { PlannedTable } from '@/knowledge/form/plan';

const plural = (n: number, one: string, many: string): string => `${n} ${n > 1 ? many : one}`;

interface Props {
  table: PlannedTable;
  busy: boolean;
  onAddRows: (table: PlannedTable) => void;
}

/** A table of the step: how many rows it has, and what to do for the others. */
export const TableNotice = ({ table, busy, onAddRows }: Props) => {
  const absent = table.paging ? 0 : Math.max(0, table.records - table.rows);
  return (
    <div class="card stack tight">
      <h3>Tableau : {table.name}</h3>
      <p class="small">
        {plural(table.rows, 'ligne', 'lignes')} dans le portail, {table.records} dans votre grappe.
      </p>
      {table.paging && <PagedNotice table={table} />}
      {absent > 0 && table.addRef && (
        <button type="button" disabled={busy} onClick={() => onAddRows(table)}>
          Ajouter {plural(absent, 'ligne vide', 'lignes vides')}
        </button>
      )}
      {table.missing > 0 && absent === 0 && !table.paging && (
        <p class="small notice warn">
          {plural(table.missing, 'élément de votre grappe n’a', 'éléments de votre grappe n’ont')} pas de
          ligne.
        </p>
      )}
    </div>
  );
};

/** The portal shows a few rows at a time: the person turns the pages, the assistant fills each. */
const PagedNotice = ({ table }: Pick<Props, 'table'>) => {
  const { from, to, total } = table.paging ?? {};
  const where = from && to && total ? `Lignes ${from} à ${to} sur ${total} à l’écran. ` : '';
  return (
    <p class="small notice">
      {where}
      {table.unseen > 0
        ? `Ouvrez une fois chaque page du tableau (${plural(table.unseen, 'ligne pas encore vue', 'lignes pas encore vues')}), puis remplissez page par page.`
        : 'Remplissez cette page, puis ouvrez la suivante dans le portail et remplissez à nouveau.'}
    </p>
  );
};
