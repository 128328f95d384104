import { isVerified, type Outcome } from '@/knowledge/form/outcome';
import type { Progress } from './fill';

/** What the panel says once an operation is over. */
export interface Message {
  tone: 'ok' | 'warn' | 'bad';
  text: string;
  /** Everything is being read once more: the sentence may still change. */
  checking?: boolean;
}

const count = (n: number, one: string, many: string): string => `${n} ${n > 1 ? many : one}`;

/** `shown`: the fields still in the page; those that left it can only be named here. `stopped`: where the person stopped. */
export const filledMessage = (
  outcomes: Outcome[],
  shown: ReadonlySet<string>,
  stopped: Progress | null = null,
): Message => {
  const verified = outcomes.filter(isVerified).length;
  const gone = outcomes.filter((outcome) => !isVerified(outcome) && !shown.has(outcome.key));
  const others = outcomes.length - verified - gone.length;
  if (outcomes.length === 0)
    return {
      tone: 'warn',
      text: stopped ? 'Arrêté avant d’avoir rien écrit.' : 'Il n’y avait plus rien à remplir.',
    };
  const done = count(verified, 'champ rempli et vérifié', 'champs remplis et vérifiés');
  const rest = others > 0 ? `, ${others} à voir ci-dessus` : '';
  const left = gone.map(({ label, message }) => ` « ${label} » : ${message}`).join('');
  const text = `${stopped ? stoppedText(stopped) : ''}${done}${rest}.${left} N’oubliez pas « Enregistrer » dans le portail.`;
  return { tone: stopped || others + gone.length > 0 ? 'warn' : 'ok', text };
};

/** Filling again goes on from there: what is already filled is left as it is. */
const stoppedText = ({ row }: Progress): string =>
  row
    ? `Arrêté à la ligne ${row.at} sur ${row.of} : « Remplir cette étape » reprendra à la ligne ${row.at}. `
    : 'Arrêté : « Remplir cette étape » reprendra où vous en étiez. ';

export const undoneMessage = (outcomes: Outcome[]): Message => {
  const left = outcomes.filter(({ kind }) => kind !== 'undone');
  const back = outcomes.length - left.length;
  const rest = left.length > 0 ? `, ${left.length} à vérifier à la main` : '';
  const text = `${count(back, 'champ remis', 'champs remis')} comme avant${rest}.`;
  return left.length > 0
    ? { tone: 'warn', text: `${text} Non remis : ${named(left)}.` }
    : { tone: 'ok', text };
};

/** Most fields named in one sentence. */
const NAMED = 5;

const named = (outcomes: readonly Outcome[]): string => {
  const labels = outcomes.slice(0, NAMED).map(({ label }) => `« ${label} »`);
  return labels.join(', ') + (outcomes.length > NAMED ? ` et ${outcomes.length - NAMED} autres` : '');
};

export const rowsMessage = (rows: number, wanted: number, stopped: boolean): Message => {
  const lines = count(rows, 'ligne', 'lignes');
  if (rows >= wanted) return { tone: 'ok', text: `Le tableau a maintenant ${lines} : vous pouvez remplir.` };
  return stopped
    ? { tone: 'warn', text: `Arrêté : le tableau a maintenant ${lines} sur ${wanted}.` }
    : { tone: 'warn', text: `Le portail n’a que ${lines} : ajoutez les autres à la main.` };
};

/** An error in words; a frame that went away is told for what it is. */
export const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== 'frame gone') return error.message;
  return 'La page a changé pendant l’opération : vérifiez-la, puis recommencez. « Annuler le remplissage » reste possible si la page est toujours ouverte.';
};
