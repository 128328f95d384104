import { signal } from '@preact/signals';
import { type Bulk, withCells, withLines } from '@/components/import-groups';
import type { ReviewView } from '@/components/import-review';
import { type Choices, NO_CHOICE } from '@/knowledge/import';
import type { ProposedCell, ProposedLine } from '@/knowledge/import/proposal';

const START: ReviewView = { group: 'all', page: 0 };

/** The boxes of a review and the lines it shows: kept while the user goes back and forth. */
export class Review {
  readonly choices = signal<Choices>(NO_CHOICE);
  readonly view = signal<ReviewView>(START);

  /** Forgets everything: another import begins. */
  reset(): void {
    this.choices.value = NO_CHOICE;
    this.view.value = START;
  }

  onView = (view: ReviewView): void => {
    this.view.value = view;
  };

  onLine = (line: ProposedLine, ticked: boolean): void => {
    this.choices.value = withLines(this.choices.value, [line], ticked);
  };

  onCell = (line: ProposedLine, cell: ProposedCell, ticked: boolean): void => {
    this.choices.value = withCells(this.choices.value, [{ line, cell }], ticked);
  };

  onBulk = (bulk: Bulk, ticked: boolean): void => {
    this.choices.value = withCells(withLines(this.choices.value, bulk.lines, ticked), bulk.cells, ticked);
  };
}
