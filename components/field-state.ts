import type { OutcomeKind } from '@/knowledge/form/outcome';
import type { FieldState } from '@/knowledge/form/plan';

/** Words and tone of a state: an icon and a word, never the colour alone. */
export interface StateWords {
  icon: string;
  word: string;
  tone: '' | 'ok' | 'warn' | 'bad' | 'accent';
}

export const STATE_WORDS: Record<FieldState, StateWords> = {
  'to-fill': { icon: '→', word: 'à remplir', tone: 'accent' },
  same: { icon: '✓', word: 'déjà rempli', tone: 'ok' },
  different: { icon: '≠', word: 'différent', tone: 'warn' },
  locked: { icon: '■', word: 'verrouillé', tone: '' },
  'to-choose': { icon: '?', word: 'à choisir', tone: 'warn' },
  'too-long': { icon: '↔', word: 'trop long', tone: 'warn' },
  'no-value': { icon: '○', word: 'inconnu du profil', tone: '' },
  yours: { icon: '□', word: 'à faire par vous', tone: '' },
  unrecognised: { icon: '·', word: 'non reconnu', tone: '' },
};

/** Bank details ready to be written, once the person has confirmed them. */
export const TO_CONFIRM: StateWords = { icon: '?', word: 'à confirmer', tone: 'warn' };

export const OUTCOME_WORDS: Record<OutcomeKind, StateWords> = {
  verified: { icon: '✓', word: 'rempli et vérifié', tone: 'ok' },
  reformatted: { icon: '✓', word: 'rempli et vérifié', tone: 'ok' },
  refused: { icon: '✕', word: 'refusé par le portail', tone: 'bad' },
  'changed-by-page': { icon: '≠', word: 'modifié par la page', tone: 'warn' },
  'by-hand': { icon: '□', word: 'à faire à la main', tone: 'warn' },
  undone: { icon: '←', word: 'annulé', tone: '' },
};
