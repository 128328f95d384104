import type { Registry } from './registry';
import { leavesPage, rowsWithFields, saysAdd, tableAddedBy } from './table';
import { until } from './wait';
import { composedClosest } from './walk';

const ROW_CAP_MS = 3000;

/**
 * Clicks a table's « add a row » button until it holds `rows` rows; answers how many it holds in
 * the end. Only ever clicks a button whose words say that it adds and which submits nothing.
 */
export const addRows = async (registry: Registry, ref: string, rows: number): Promise<number> => {
  for (;;) {
    const button = registry.find(ref);
    const table = button instanceof HTMLElement ? tableAddedBy(button) : null;
    if (!table || !(button instanceof HTMLElement)) return 0;
    const before = rowsWithFields(table);
    if (before >= rows || !mayClick(button)) return before;
    button.click();
    const grown = await until(() => (countNow(registry, ref) > before ? true : null), ROW_CAP_MS);
    if (!grown) return countNow(registry, ref);
  }
};

/** Counted in the table as it is now: a page may build another one at each row. */
const countNow = (registry: Registry, ref: string): number => {
  const button = registry.find(ref);
  const table = button ? tableAddedBy(button) : null;
  return table ? rowsWithFields(table) : 0;
};

const mayClick = (button: HTMLElement): boolean => {
  const submits = button instanceof HTMLButtonElement && button.type === 'submit' && button.form !== null;
  const disabled = button.matches(':disabled') || composedClosest(button, '[inert]') !== null;
  return saysAdd(button.textContent ?? '') && !submits && !leavesPage(button) && !disabled;
};
