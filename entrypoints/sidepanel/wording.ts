import { isVerified, type Outcome } from '@/knowledge/form/outcome';

/** What the panel says once an operation is over. */
export interface Message {
  tone: 'ok' | 'warn' | 'bad';
  text: string;
}

const count = (n: number, one: string, many: string): string => `${n} ${n > 1 ? many : one}`;

/** `shown`: the fields still in the page; those that left it can only be named here. */
export const filledMessage = (outcomes: Outcome[], shown: ReadonlySet<string>): Message => {
  const verified = outcomes.filter(isVerified).length;
  const gone = outcomes.filter((outcome) => !isVerified(outcome) && !shown.has(outcome.key));
  const others = outcomes.length - verified - gone.length;
  if (outcomes.length === 0) return { tone: 'warn', text: 'Il n’y avait plus rien à remplir.' };
  const done = count(verified, 'champ rempli et vérifié', 'champs remplis et vérifiés');
  const rest = others > 0 ? `, ${others} à voir ci-dessus` : '';
  const left = gone.map(({ label, message }) => ` « ${label} » : ${message}`).join('');
  const text = `${done}${rest}.${left} N’oubliez pas « Enregistrer » dans le portail.`;
  return { tone: others + gone.length > 0 ? 'warn' : 'ok', text };
};

export const undoneMessage = (outcomes: Outcome[]): Message => {
  const back = outcomes.filter(({ kind }) => kind === 'undone').length;
  const left = outcomes.length - back;
  const rest = left > 0 ? `, ${left} à vérifier à la main` : '';
  return {
    tone: left > 0 ? 'warn' : 'ok',
    text: `${count(back, 'champ remis', 'champs remis')} comme avant${rest}.`,
  };
};

export const rowsMessage = (rows: number, wanted: number): Message => {
  const lines = count(rows, 'ligne', 'lignes');
  return rows >= wanted
    ? { tone: 'ok', text: `Le tableau a maintenant ${lines} : vous pouvez remplir.` }
    : { tone: 'warn', text: `Le portail n’a que ${lines} : ajoutez les autres à la main.` };
};

/** An error in words; a frame that went away is told for what it is. */
export const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== 'frame gone') return error.message;
  return 'La page a changé pendant l’opération : vérifiez-la, puis recommencez. « Annuler le remplissage » reste possible si la page est toujours ouverte.';
};
