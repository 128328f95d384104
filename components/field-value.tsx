import type { Part } from '@/knowledge/form/part';
import type { Merge, PlannedField } from '@/knowledge/form/plan';

/** Last four characters only. */
export const mask = (text: string): string => (text === '' ? '' : `•••• ${text.slice(-4)}`);

/** A box or a switch says yes or no. */
export const inWords = (text: string): string =>
  text === 'true' ? 'Oui' : text === 'false' ? 'Non' : text.replaceAll(' | ', ', ');

export const clip = (text: string): string => (text.length > 160 ? `${text.slice(0, 157)}…` : text);

/** The spaces of French typography, for a sentence made elsewhere. */
export const spaced = (text: string): string =>
  text.replace(/« /g, '«\u00a0').replace(/ (?=[»:;?!%])/g, '\u00a0');

const MERGES: Record<Merge, string> = {
  'never-written': '',
  'profile-changed': 'Votre grappe a changé depuis le dernier remplissage.',
  'page-changed': 'Modifié dans le portail depuis le dernier remplissage.',
  'both-changed': 'Votre grappe et le portail ont tous deux changé depuis le dernier remplissage.',
};

const PARTS: Record<string, string> = { day: 'le jour', month: 'le mois', year: 'l’année' };

const partWords = (part: Part | null): string =>
  part === null ? '' : 'date' in part ? ` (${PARTS[part.date]})` : ' (en plusieurs cases)';

/** What the page holds and what the grappe says, as far as the state calls for it. */
export const FieldValue = ({ planned }: { planned: PlannedField }) => {
  const { field, state, proposed, name, sensitive, merge, part } = planned;
  const hide = (text: string) => (sensitive ? mask(text) : clip(inWords(text)));
  if (state === 'unrecognised')
    return <p class="small muted">L’assistant ne sait pas ce que ce champ demande.</p>;
  if (state === 'yours') return <p class="small muted">L’assistant n’y touche jamais.</p>;
  if (state === 'no-value')
    return (
      <p class="small muted">
        « {name}
        {partWords(part)} » n’est pas dans votre grappe.
      </p>
    );
  const both = state === 'different' || state === 'locked';
  return (
    <>
      {merge && MERGES[merge] !== '' && <p class="small">{MERGES[merge]}</p>}
      {both && (
        <p class="small">
          <span class="muted">Portail : </span>
          {hide(field.value) || '(vide)'}
        </p>
      )}
      {proposed !== '' && (
        <p class="small field-value">
          {both && <span class="muted">Grappe : </span>}
          {state === 'to-choose' && <span class="muted">À chercher dans la liste : </span>}
          {hide(proposed)}
          {part && <span class="muted">{partWords(part)}</span>}
        </p>
      )}
      {state === 'too-long' && (
        <p class="small">
          {proposed.length} caractères pour {field.maxLength} admis : raccourcissez dans votre grappe ou à la
          main.
        </p>
      )}
    </>
  );
};
