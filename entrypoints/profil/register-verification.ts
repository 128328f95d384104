import { computed, signal } from '@preact/signals';
import { checkFiness, checkSiren } from '@/knowledge/identifiers';
import { type Against, establishmentsOf, proposeEntity, proposeNumbers } from '@/knowledge/import';
import type { Proposal, ProposedLine } from '@/knowledge/import/proposal';
import type { Profile } from '@/knowledge/profile/schema';
import type { Entity, RegisterAnswers } from '@/knowledge/register/record';
import { Applying, DEFAULT_NAME, UNCHANGED } from './import-applying';

/** Numbers of the establishments of a grappe: their FINESS, else their SIRET. */
export const numbersOf = ({ essms }: Profile): string[] =>
  essms.flatMap(({ finess, siret }) => finess || siret || []);

/** What is asked of the registers: the whole grappe, or the establishments of one legal person. */
type Question = { kind: 'grappe' } | { kind: 'entity'; entity: Entity };

/** The lines come from the grappe itself: a rank in it would mean nothing. */
const withoutRank = (line: ProposedLine): ProposedLine => ({ ...line, line: 0, raw: '' });

/** The legal person of a number, or of the establishment it is the number of; null when unknown. */
function entityOf(answers: RegisterAnswers, number: string): Entity | null {
  const answer = answers.get(number);
  const owner = answer?.establishments[0]?.finessJuridique ?? '';
  const found = [...(answer?.entities ?? []), ...(answers.get(owner)?.entities ?? [])];
  return found.find((entity) => establishmentsOf(entity, answers).length > 0) ?? found[0] ?? null;
}

/** A verification of the grappe, or the establishments of an organisme, reviewed as an import is. */
export class Verification extends Applying {
  override readonly noteChecks = true;
  readonly step = signal<'ask' | 'review' | 'done'>('ask');
  readonly moved = signal(false);
  readonly question = signal<Question | null>(null);

  readonly heading = computed(() => {
    const question = this.question.value;
    return question?.kind === 'entity'
      ? `Les établissements ouverts de ${question.entity.name || 'cet organisme'}`
      : 'Ce que le registre dit de votre grappe';
  });

  verifyGrappe = (): Promise<boolean> =>
    this.task.run({ label: 'Recherche au registre…' }, UNCHANGED, async (running) => {
      const grappe = this.editing.grappe.value;
      const checked = await this.registers.check(grappe ? numbersOf(grappe) : [], running);
      running.signal.throwIfAborted();
      this.checked.value = checked;
      this.#review({ kind: 'grappe' });
    });

  findEntity = (text: string): Promise<boolean> =>
    this.task.run({ label: 'Recherche au registre…' }, UNCHANGED, async (running) => {
      const [finess, siren] = [checkFiness(text), checkSiren(text)];
      if (!finess.ok && !siren.ok)
        throw new Error(finess.reason ?? 'Ce numéro n’est pas un SIREN ni un FINESS.');
      const number = finess.ok ? finess.value : siren.value;
      const checked = await this.registers.check([number], running);
      running.signal.throwIfAborted();
      const entity = entityOf(checked.answers, number);
      if (!entity)
        throw new Error(
          `Le registre ne connaît pas d’organisme sous le numéro ${number}. Vérifiez le numéro, ou importez la liste de ses ESSMS.`,
        );
      if (establishmentsOf(entity, checked.answers).length === 0)
        throw new Error(`Le registre ne donne aucun établissement ouvert pour ${entity.name || number}.`);
      this.checked.value = checked;
      this.#review({ kind: 'entity', entity });
    });

  back = (): void => this.#go('ask');

  /** A file dropped where none is read: said, and the way to give it. */
  otherFile = (file: File): void => {
    this.task.notice.value = {
      tone: 'warn',
      text: `« ${file.name} » n’a pas été lu.`,
      kept: 'Pour donner un fichier FINESS, revenez d’abord au registre. Pour un tableau, ouvrez « Importer ».',
    };
  };

  protected title(): string {
    return 'registre';
  }

  protected showResult(): void {
    this.#go('done');
  }

  protected base(against: Against): Proposal | null {
    const question = this.question.value;
    if (question === null) return null;
    if (question.kind === 'entity') {
      const establishments = establishmentsOf(question.entity, against.answers);
      return proposeEntity({ ...against, entity: question.entity, establishments });
    }
    const proposal = proposeNumbers({ ...against, text: numbersOf(against.profile).join('\n') });
    return { ...proposal, lines: proposal.lines.map(withoutRank) };
  }

  #review(question: Question): void {
    this.forgetReview();
    this.applied.value = null;
    this.newName.value = DEFAULT_NAME;
    this.question.value = question;
    this.beginReview();
    this.#go('review');
  }

  #go(step: 'ask' | 'review' | 'done'): void {
    this.task.notice.value = null;
    this.moved.value = true;
    this.step.value = step;
  }
}
