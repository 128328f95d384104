import { computed, signal } from '@preact/signals';
import type { ReadyRegister } from '@/components/register-index';
import { followUps } from '@/knowledge/import';
import { formatCount, formatDay, formatPlural } from '@/knowledge/profile/format';
import type { RegisterAnswer, RegisterAnswers, RegisterSource } from '@/knowledge/register/record';
import { type BuildProgress, buildRegister, forgetRegister, lookUp, registerState } from '@/utils/register';
import {
  allowSirene,
  forbidSirene,
  isSireneAllowed,
  lookUpSirene,
  type SireneFailure,
  type SireneResult,
} from '@/utils/register/sirene';
import { type Running, Task } from '../shared/task';

/** What the registers said of some numbers, and how to say it. */
export interface Checked {
  answers: RegisterAnswers;
  register: RegisterSource | null;
  /** In French: what the numbers were checked with. */
  words: string;
  /** Some numbers at least were only checked by their key. */
  partial: boolean;
}

const BLIND =
  'Sans répertoire FINESS, les numéros sont vérifiés par leur clé seulement : elle trahit une faute de frappe, elle ne dit pas si l’établissement existe.';
export const UNCHECKED: Checked = { answers: new Map(), register: null, words: BLIND, partial: true };

const SERVICE = 'l’API Recherche d’entreprises';
const KEPT = 'Votre grappe n’a pas été touchée. ';
const DAY = 86_400_000;
const ageOf = (on: string): number | null =>
  on === '' ? null : Math.max(0, Math.round((Date.now() - Date.parse(on)) / DAY));
const megabytes = (bytes: number): string => `${formatCount(Math.round(bytes / 1e6))} Mo`;

const isKnown = (answer: RegisterAnswer | undefined): boolean =>
  answer !== undefined && answer.establishments.length + answer.entities.length > 0;

const workOf = ({ bytesRead, bytesTotal, establishments, phase }: BuildProgress) => ({
  label: phase === 'index' ? 'Mise en ordre de l’index…' : 'Lecture du répertoire FINESS…',
  detail: `${megabytes(bytesRead)} sur ${megabytes(bytesTotal)}, ${formatPlural(establishments, 'établissement')}`,
  done: bytesRead,
  total: bytesTotal,
});

const NOTHING: SireneResult = { answers: new Map(), failures: [] };

/** « 3 numéros n’ont pas pu être cherchés en ligne : … ». */
function failureWords(failures: readonly SireneFailure[]): string[] {
  const [first] = failures;
  if (!first) return [];
  const count = formatPlural(
    failures.length,
    'numéro n’a pas pu être cherché',
    'numéros n’ont pas pu être cherchés',
  );
  return [`${count} en ligne : ${first.reason}`];
}

/** The registers this computer can ask: the FINESS extract kept here, and the service, when allowed. */
export class Registers {
  /** False until the first look. */
  readonly known = signal(false);
  readonly ready = signal<ReadyRegister | null>(null);
  /** Name of the file whose reading stopped half-way; empty when none. */
  readonly interrupted = signal('');
  readonly online = signal(false);
  readonly task = new Task();

  readonly blind = computed(() => this.ready.value === null && !this.online.value);
  /** In French, what numbers will be checked with. */
  readonly words = computed(() => {
    const ready = this.ready.value;
    const online = this.online.value;
    if (!ready) return online ? `Les numéros seront cherchés en ligne, par ${SERVICE}.` : BLIND;
    const day = ready.on === '' ? '' : `, données du ${formatDay(ready.on)}`;
    return `Les numéros seront cherchés dans ${ready.name}${day}${online ? `, puis en ligne par ${SERVICE}` : ''}.`;
  });

  /** Looks at what there is on this computer. */
  load = (): Promise<void> => this.#look(false);

  /** `stopped`: this page has just ended a reading, whose worker may not be quite gone. */
  async #look(stopped: boolean): Promise<void> {
    const [state, online] = await Promise.all([registerState(), isSireneAllowed()]);
    const ready = state.kind === 'building' ? state.previous : state.kind === 'ready' ? state : null;
    this.ready.value = ready && { ...ready, ageInDays: ageOf(ready.on) };
    this.interrupted.value = state.kind === 'building' && (stopped || !state.running) ? state.name : '';
    this.online.value = online;
    this.known.value = true;
  }

  build = async (file: File): Promise<void> => {
    const kept = `${KEPT}Ce qui est déjà lu est gardé : redonnez le même fichier pour reprendre.`;
    const ended = await this.task.run(
      { label: `Lecture de « ${file.name} »…` },
      kept,
      async ({ signal: stop, tell }) => {
        await buildRegister(file, {
          signal: stop,
          onProgress: (progress) => tell(workOf(progress)),
          now: new Date().toISOString(),
        });
      },
    );
    await this.#look(!ended);
    const ready = this.ready.value;
    if (ended && ready)
      this.task.notice.value = {
        tone: 'ok',
        text: `Le répertoire est prêt : ${formatPlural(ready.establishments, 'établissement')}.`,
        kept: 'Vous pouvez vérifier votre grappe, ou importer un tableau.',
      };
  };

  forget = async (): Promise<void> => {
    await this.task.run({ label: 'Effacement du répertoire…', steady: true }, KEPT, () => forgetRegister());
    await this.load();
  };

  /** Asks the browser for the permission: only on a click. */
  allow = async (): Promise<void> => {
    const granted = await allowSirene();
    this.online.value = await isSireneAllowed();
    if (!granted)
      this.task.notice.value = {
        tone: 'warn',
        text: 'Le navigateur n’a pas donné la permission : le service reste coupé.',
        kept: 'Le répertoire FINESS de cet ordinateur suffit pour vérifier vos ESSMS.',
      };
  };

  forbid = async (): Promise<void> => {
    await forbidSirene();
    this.online.value = await isSireneAllowed();
  };

  /** Looks numbers up: on this computer first, then, for those unknown, by the service when allowed. */
  async check(numbers: readonly string[], { signal: stop, tell }: Running): Promise<Checked> {
    if (!this.known.value) await this.load();
    const ready = this.ready.value;
    const answers = new Map(ready ? await lookUp([...numbers]) : []);
    // The establishments of a legal person, the legal person of an establishment: to name them.
    for (const [number, answer] of ready ? await lookUp(followUps(answers)) : []) answers.set(number, answer);
    const missing = numbers.filter((number) => !isKnown(answers.get(number)));
    const asked = this.online.value && missing.length > 0 ? await this.#ask(missing, stop, tell) : NOTHING;
    for (const [number, answer] of asked.answers)
      if (!answers.has(number) || isKnown(answer)) answers.set(number, answer);
    const first = [...answers.values()].find(isKnown) ?? [...answers.values()][0];
    const said = this.blind.value ? BLIND : this.words.value.replace('seront cherchés', 'ont été cherchés');
    return {
      answers,
      register: first?.source ?? null,
      words: [said, ...failureWords(asked.failures)].join(' '),
      partial: this.blind.value || asked.failures.length > 0,
    };
  }

  #ask(numbers: string[], stop: AbortSignal, tell: Running['tell']): Promise<SireneResult> {
    return lookUpSirene(numbers, {
      signal: stop,
      onProgress: (done, total) =>
        tell({
          label: 'Recherche en ligne des numéros que le répertoire ne connaît pas…',
          detail: `${formatCount(done)} sur ${formatCount(total)}`,
          done,
          total,
        }),
      now: new Date().toISOString(),
    });
  }
}
