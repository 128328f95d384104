import { computed, signal } from '@preact/signals';
import {
  type Against,
  mappingOf,
  numberList,
  numbersOfText,
  numbersToCheck,
  proposeNumbers,
  proposeTables,
  tableProblem,
  tablesOf,
  withMapping,
} from '@/knowledge/import';
import type { Column, Proposal, Table, TargetId } from '@/knowledge/import/proposal';
import type { Sheet, Workbook } from '@/knowledge/import/table';
import { getColumnMapping, saveColumnMapping } from '@/utils/database';
import { readPaste, readSheetFile } from '@/utils/spreadsheet';
import type { Running } from '../shared/task';
import { Applying, DEFAULT_NAME, UNCHANGED } from './import-applying';
import { isBareList, textOfWorkbook } from './import-list';
import { UNCHECKED } from './register-state';

export type Step = 'give' | 'understand' | 'review' | 'done';

/** A table found in a sheet, whether it is imported, and whether its columns were named earlier. */
interface Found {
  sheet: Sheet;
  table: Table;
  remembered: boolean;
  taken: boolean;
}

const NO_TABLE =
  'Aucun tableau n’a été trouvé dans ce que vous avez donné. Il faut au moins une ligne avec un numéro FINESS, un SIRET ou un nom d’établissement.';

/** « Grappe du Var » for « grappe_du-Var.xlsx ». */
function nameFrom(file: string): string {
  const name = file
    .replace(/\.[a-z0-9]{2,4}$/i, '')
    .replace(/[_-]+/g, ' ')
    .trim();
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The table with what its columns were the last time, when there was one. */
async function remember({ sheets }: Workbook, found: Table): Promise<Found> {
  const sheet = sheets.find(({ name }) => name === found.sheet) ?? { name: found.sheet, rows: [] };
  const mapping = await getColumnMapping(found.signature);
  const table = mapping === null ? found : withMapping(found, mapping);
  return { sheet, table, remembered: mapping !== null, taken: tableProblem(table) === null };
}

/** An import under way: what was given, understood, decided, done. Outlives the section on screen. */
export class ImportState extends Applying {
  readonly step = signal<Step>('give');
  /** True once the user has moved between steps: the focus then follows. */
  readonly moved = signal(false);
  readonly pasted = signal('');
  readonly name = signal('');
  readonly notes = signal<string[]>([]);
  readonly found = signal<Found[]>([]);
  readonly chosen = signal(0);
  /** A list of numbers has no columns to understand; empty when a table was given. */
  readonly numbers = signal('');

  /** The tables that would be imported together: the organismes of one are those of the others. */
  readonly parts = computed(() => this.found.value.filter(({ taken }) => taken));
  readonly current = computed<Found | null>(() => this.found.value[this.chosen.value] ?? null);

  giveFile = (file: File): Promise<boolean> =>
    this.task.run({ label: `Lecture de « ${file.name} »…` }, UNCHANGED, async (running) => {
      const workbook = await readSheetFile(file, { signal: running.signal });
      running.signal.throwIfAborted();
      await this.#understand(workbook, nameFrom(file.name), running);
    });

  givePaste = (text: string): Promise<boolean> =>
    this.task.run({ label: 'Lecture de ce que vous avez collé…' }, UNCHANGED, async (running) => {
      this.pasted.value = text;
      if (isBareList(text)) await this.#list(text, 'liste collée', running);
      else await this.#understand(readPaste(text), '', running);
    });

  chooseSheet = (rank: number): void => {
    this.chosen.value = rank;
  };

  takeSheet = (rank: number, taken: boolean): void => {
    this.forgetReview();
    this.found.value = this.found.value.map((one, at) => (at === rank ? { ...one, taken } : one));
  };

  /** Names a column; the one that had this meaning loses it. */
  chooseTarget = (column: Column, target: TargetId): void => {
    const current = this.current.value;
    if (!current) return;
    this.forgetReview();
    const table = withMapping(current.table, { [String(column.index)]: target });
    this.found.value = this.found.value.map((one) =>
      one === current ? { ...one, table, taken: tableProblem(table) === null } : one,
    );
  };

  /** Looks the numbers up, remembers the columns, and shows what would be done. */
  verify = (): Promise<boolean> =>
    this.task.run({ label: 'Vérification des numéros…' }, UNCHANGED, async (running) => {
      await this.#check(running);
      for (const { table } of this.parts.value) await saveColumnMapping(table.signature, mappingOf(table));
      running.signal.throwIfAborted();
      this.go('review');
    });

  /** Looks the numbers up again, without moving: a register came since. */
  recheck = (): Promise<boolean> =>
    this.task.run({ label: 'Vérification des numéros…' }, UNCHANGED, (running) => this.#check(running));

  /** A file dropped while an import is under way does not take its place; once it is done, it does. */
  otherFile = (file: File): void => {
    if (this.step.value === 'done' && !this.task.busy) void this.giveFile(file);
    else
      this.task.notice.value = {
        tone: 'warn',
        text: `« ${file.name} » n’a pas été lu : un import est en cours.`,
        kept: 'Terminez-le, ou revenez au début avec « Retour » pour donner un autre fichier.',
      };
  };

  back = (): void =>
    this.go(this.step.value === 'review' && this.numbers.value === '' ? 'understand' : 'give');

  /** Back to the first step, for another table. */
  again = (): void => {
    this.#begin('', '', []);
    this.pasted.value = '';
    this.go('give');
  };

  go(step: Step): void {
    if (step === 'review') this.beginReview();
    this.task.notice.value = null;
    this.moved.value = true;
    this.step.value = step;
  }

  protected showResult(): void {
    this.go('done');
  }

  protected title(): string {
    const parts = this.parts.value;
    const only = parts.length === 1 && this.found.value.length > 1 ? parts[0] : undefined;
    return only ? `${this.name.value}, feuille ${only.table.sheet}` : this.name.value;
  }

  protected base(against: Against): Proposal | null {
    const text = this.numbers.value;
    if (text !== '') return proposeNumbers({ ...against, text });
    const parts = this.parts.value;
    return parts.length === 0 ? null : proposeTables({ ...against, parts });
  }

  #begin(name: string, newName: string, notes: string[]): void {
    this.name.value = name;
    this.newName.value = newName || DEFAULT_NAME;
    this.notes.value = notes;
    this.found.value = [];
    this.chosen.value = 0;
    this.numbers.value = '';
    this.checked.value = UNCHECKED;
    this.applied.value = null;
    this.forgetReview();
  }

  async #check(running: Running): Promise<void> {
    const text = this.numbers.value;
    const numbers =
      text !== ''
        ? numbersOfText(text)
        : this.parts.value.flatMap(({ sheet, table }) => numbersToCheck(sheet, table));
    const checked = await this.registers.check([...new Set(numbers)], running);
    running.signal.throwIfAborted();
    this.checked.value = checked;
  }

  async #understand(workbook: Workbook, newName: string, running: Running): Promise<void> {
    const found = await Promise.all(tablesOf(workbook).map((table) => remember(workbook, table)));
    running.signal.throwIfAborted();
    const text = found.some(({ taken }) => taken) ? '' : textOfWorkbook(workbook);
    if (numberList(text).length > 0) return this.#list(text, workbook.name, running);
    if (found.length === 0) throw new Error(NO_TABLE);
    this.#begin(workbook.name, newName, workbook.notes);
    this.found.value = found;
    this.go('understand');
  }

  async #list(text: string, name: string, running: Running): Promise<void> {
    const checked = await this.registers.check(numbersOfText(text), running);
    running.signal.throwIfAborted();
    this.#begin(name, '', []);
    this.numbers.value = text;
    this.checked.value = checked;
    this.go('review');
  }
}
