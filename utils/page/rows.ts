import type { Registry } from './registry';
import { readFrame } from './snapshot';
import { leavesPage, saysAdd } from './table';
import { settled, until } from './wait';
import { composedClosest } from './walk';

const ROW_CAP_MS = 3000;

/**
 * Clicks a table's « add a row » button until it holds `rows` rows; answers how many it holds in
 * the end. Only ever clicks a button whose words say that it adds and which submits nothing.
 */
export const addRows = async (registry: Registry, ref: string, rows: number): Promise<number> => {
  for (;;) {
    const table = tableOf(registry, ref);
    const button = registry.find(ref);
    if (!table || !(button instanceof HTMLElement)) return table?.rows ?? 0;
    if (table.rows >= rows || !mayClick(button)) return table.rows;
    button.click();
    const grown = await until(
      () => ((tableOf(registry, ref)?.rows ?? 0) > table.rows ? true : null),
      ROW_CAP_MS,
    );
    if (!grown) return tableOf(registry, ref)?.rows ?? table.rows;
    if ((table.rows + 1) % 25 === 0) await settled();
  }
};

const tableOf = (registry: Registry, ref: string) =>
  readFrame(registry).snapshot.tables.find((table) => table.addRef === ref);

const mayClick = (button: HTMLElement): boolean => {
  const submits = button instanceof HTMLButtonElement && button.type === 'submit' && button.form !== null;
  const disabled = button.matches(':disabled') || composedClosest(button, '[inert]') !== null;
  return saysAdd(button.textContent ?? '') && !submits && !leavesPage(button) && !disabled;
};
