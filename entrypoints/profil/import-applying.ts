import { computed, signal } from '@preact/signals';
import type { ImportOutcome } from '@/components/import-result';
import { type Against, type Choices, editsOf, pickEstablishment } from '@/knowledge/import';
import type { Proposal, ProposedLine } from '@/knowledge/import/proposal';
import { type Edit, setValue } from '@/knowledge/profile/edit';
import { type Profile, profile as profileSchema, SCHEMA_VERSION } from '@/knowledge/profile/schema';
import { Task } from '../shared/task';
import type { Editing } from './editing';
import { outcomeOf } from './import-outcome';
import { Review } from './import-review-state';
import { type Checked, type Registers, UNCHECKED } from './register-state';
import { newGrappe } from './stored';

/** What was applied: for the result, the undo and the list of refusals. */
interface Applied {
  proposal: Proposal;
  choices: Choices;
  outcome: ImportOutcome;
  /** Name of the step to undo. */
  label: string;
}

export const UNCHANGED = 'Rien n’a été modifié dans votre grappe.';
/** Name of a grappe nobody named yet. */
export const DEFAULT_NAME = 'Ma grappe';
const AGAIN =
  'La liste ci-dessous est refaite avec ce qu’elle contient maintenant, vos choix gardés : relisez-la, puis recommencez.';
const newId = (): string => crypto.randomUUID();

/** A grappe that does not exist yet: what an import is compared with when there is none. */
export const emptyGrappe = (): Profile =>
  profileSchema.parse({
    schemaVersion: SCHEMA_VERSION,
    id: 'nouvelle',
    name: '',
    porteurId: '',
    createdAt: '',
    updatedAt: '',
  });

/** Something proposed to the user, her choices, and how they are written: an import, a verification. */
export abstract class Applying {
  /** Noting what a register confirms is a reason to write by itself. */
  readonly noteChecks: boolean = false;
  readonly task = new Task();
  readonly review = new Review();
  readonly newName = signal('');
  readonly checked = signal<Checked>(UNCHECKED);
  readonly picks = signal<readonly { lineId: string; finess: string[] }[]>([]);
  readonly applied = signal<Applied | null>(null);
  protected readonly editing: Editing;
  /** Id of the grappe under review; empty when it is still to be made. */
  #about = '';
  protected readonly registers: Registers;

  constructor(editing: Editing, registers: Registers) {
    this.editing = editing;
    this.registers = registers;
  }

  /** What is proposed before any establishment is picked; null when there is nothing yet. */
  protected abstract base(against: Against): Proposal | null;
  /** Where the values come from: « membres.xlsx », « registre ». */
  protected abstract title(): string;
  protected abstract showResult(): void;

  /** What would be done to the grappe as it is now. */
  readonly proposal = computed<Proposal | null>(() => {
    const { answers, register } = this.checked.value;
    const profile = this.editing.grappe.value ?? emptyGrappe();
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
    const against = { name: this.title(), profile, answers, register, today };
    const base = this.base(against);
    return (
      base &&
      this.picks.value.reduce(
        (now, { lineId, finess }) => pickEstablishment(now, lineId, finess, against),
        base,
      )
    );
  });

  /** True while there is no grappe, or one just made and still empty: the import gives it its name. */
  readonly naming = computed(() => {
    const grappe = this.editing.grappe.value;
    if (!grappe) return true;
    const unnamed = grappe.name === '' || grappe.name === DEFAULT_NAME;
    return unnamed && grappe.essms.length === 0 && grappe.organismes.length === 0;
  });

  /** True while the last thing done to the grappe is this. */
  readonly canUndo = computed(() => {
    const applied = this.applied.value;
    return applied !== null && this.editing.undoLabel.value === applied.label;
  });

  /** Name the register gives to the number of a line; empty when it is not known. */
  registerName = (line: ProposedLine): string => {
    const { answers } = this.checked.value;
    const found = answers.get(this.#finessOf(line))?.establishments[0];
    if (!found) return '';
    // The title of a line that the register named says it already.
    const name = line.title.startsWith(found.name) ? '' : found.name;
    return [name, found.address.commune].filter((part) => part !== '').join(', ');
  };

  /** Takes establishments in the place of the number of their legal person. */
  pick = (line: ProposedLine, finess: string[]): Promise<boolean> =>
    this.task.run({ label: 'Vérification des établissements choisis…' }, UNCHANGED, async (running) => {
      const { answers } = await this.registers.check(finess, running);
      running.signal.throwIfAborted();
      const checked = this.checked.value;
      this.checked.value = { ...checked, answers: new Map([...checked.answers, ...answers]) };
      this.picks.value = [...this.picks.value, { lineId: line.id, finess }];
    });

  apply = (): Promise<boolean> =>
    this.task.run(
      { label: 'Enregistrement…', steady: true },
      `${UNCHANGED} Vos choix sont gardés ici.`,
      async () => {
        this.#refuseOther();
        const proposal = this.proposal.value;
        if (!proposal) throw new Error('Il n’y a rien à enregistrer.');
        const choices = this.review.choices.value;
        const label = `Import de ${proposal.name}`;
        await this.#write(proposal, choices, label);
        this.applied.value = { proposal, choices, outcome: outcomeOf(proposal, choices), label };
        this.showResult();
      },
    );

  undo = (): Promise<boolean> =>
    this.task.run(
      { label: 'Annulation de l’import…', steady: true },
      'L’import est resté en place.',
      async () => {
        const applied = this.applied.value;
        if (!applied || !this.canUndo.value) return;
        if (!(await this.editing.undo())) throw new Error('L’import n’a pas pu être annulé.');
        this.applied.value = { ...applied, outcome: { ...applied.outcome, undone: true } };
      },
    );

  /** What is reviewed is about the grappe on screen now. */
  protected beginReview(): void {
    this.#about = this.editing.grappe.value?.id ?? '';
  }

  /** The boxes and the picks of another table mean nothing for this one. */
  protected forgetReview(): void {
    this.picks.value = [];
    this.review.reset();
  }

  #finessOf({ cells }: ProposedLine): string {
    const written = cells.find(({ target }) => target === 'essms.finess')?.after;
    if (typeof written === 'string') return written;
    const [list, id] = cells[0]?.path ?? [];
    return list === 'essms'
      ? (this.editing.grappe.value?.essms.find((one) => one.id === id)?.finess ?? '')
      : '';
  }

  /** Everything in one transaction, the grappe itself when there is none yet. */
  async #write(proposal: Proposal, choices: Choices, label: string): Promise<void> {
    const grappe = this.editing.grappe.value;
    const target = grappe ?? newGrappe(DEFAULT_NAME);
    const edits: Edit[] = [
      ...(this.naming.value ? setValue(target, ['name'], this.newName.value.trim() || DEFAULT_NAME) : []),
      ...editsOf(proposal, target, choices, newId),
    ];
    const saved = grappe
      ? await this.editing.edit(edits, label, {
          profileId: grappe.id,
          snapshot: `avant l’import de ${proposal.name}`,
        })
      : await this.editing.createFrom(target, edits, label);
    if (saved) return;
    const moved = grappe !== null && this.editing.grappe.value !== grappe;
    throw new Error(moved ? `${this.#whyNot()} ${AGAIN}` : this.#whyNot());
  }

  /** Another window may have put another grappe on screen: nothing is written in one nobody reviewed. */
  #refuseOther(): void {
    const grappe = this.editing.grappe.value;
    const id = grappe?.id ?? '';
    if (id === this.#about) return;
    this.#about = id;
    const name = grappe ? `« ${grappe.name || 'Grappe sans nom'} »` : 'une nouvelle grappe';
    throw new Error(`La grappe à l’écran n’est plus la même : c’est maintenant ${name}. ${AGAIN}`);
  }

  /** What the page says of the failure, said here instead: beside the button that was pressed. */
  #whyNot(): string {
    const text = this.editing.notice.value?.text;
    this.editing.dismiss();
    return text ?? 'L’import n’a pas pu être enregistré.';
  }
}
