import type { Format } from './dictionary';
import { sameMeaning } from './format';
import type { FieldKind } from './snapshot';
import type { ReadBack, WriteResult, WriteStatus } from './write';

/** How a write ended, for the person. */
export type OutcomeKind = 'verified' | 'reformatted' | 'refused' | 'changed-by-page' | 'by-hand' | 'undone';

export interface Outcome {
  key: string;
  label: string;
  kind: OutcomeKind;
  /** In French: what happened and what to do. */
  message: string;
  /** Value the page holds now. */
  value: string;
}

const REASONS: Record<Exclude<WriteStatus, 'written'>, string> = {
  vanished: 'Ce champ a disparu ou a changé depuis l’aperçu : rien n’a été écrit.',
  locked: 'Le portail a verrouillé ce champ : rien n’a été écrit.',
  hidden: 'Ce champ n’est pas visible : rien n’a été écrit.',
  'too-long': 'La valeur dépasse la longueur admise : rien n’a été coupé ni écrit.',
  'no-option': 'Aucun choix de la liste ne correspond : à choisir à la main.',
  'user-changed': 'La valeur a changé depuis l’aperçu : elle a été conservée.',
  'row-moved': 'La ligne a bougé depuis l’aperçu : rien n’a été écrit.',
  forbidden: 'Ce champ ne peut pas être rempli par l’assistant.',
  'not-undoable': 'Un choix déjà coché ne peut pas être retiré : à corriger à la main.',
  sends:
    'Cette page envoie le formulaire dès qu’on y écrit : l’assistant s’est arrêté. Remplissez-la à la main.',
};

/** A field that was written, as far as judging the write goes. */
export interface Written {
  key: string;
  label: string;
  kind: FieldKind;
  format: Format;
  wanted: string;
}

/**
 * Judges a write by the meaning of what the page holds once its scripts have run; null when the page
 * was not asked, and what it held right after the write is all that is known.
 */
export const outcomeOf = (
  { key, label, kind, format, wanted }: Written,
  result: WriteResult,
  now: ReadBack | null,
): Outcome => {
  const value = now?.value ?? result.after;
  const base = { key, label, value };
  if (result.status !== 'written') return { ...base, kind: 'by-hand', message: REASONS[result.status] };
  if (now?.present === false)
    return {
      ...base,
      value: '',
      kind: 'by-hand',
      message: 'Ce champ a quitté la page après l’écriture : à vérifier.',
    };
  if (now && now.error !== '')
    return { ...base, kind: 'refused', message: `Le portail signale : « ${now.error} »` };
  if (value === wanted) return { ...base, kind: 'verified', message: 'Rempli et vérifié.' };
  if (sameMeaning(value, wanted, format, kind))
    return { ...base, kind: 'reformatted', message: 'Rempli et vérifié (mis en forme par le portail).' };
  if (value === result.before)
    return { ...base, kind: 'refused', message: 'Le portail n’a pas gardé la valeur : à saisir à la main.' };
  return { ...base, kind: 'changed-by-page', message: 'Le portail a mis une autre valeur : à vérifier.' };
};

/** The write holds: what the page shows is what the profile says. */
export const isVerified = (outcome: Outcome): boolean =>
  outcome.kind === 'verified' || outcome.kind === 'reformatted';
