import { siret as siretRule } from 'stdnum/lib/esm/fr/index.js';
import { hasLuhnKey } from './check';

/** Digits over which the FINESS key is computed: the Corsican letter counts as its rank. */
export const finessDigits = (finess: string): string => finess.replace('A', '1').replace('B', '2');

/** Kinds told by shape and key, the surest first, with the words that name each. */
const SHAPES: [string, (value: string) => boolean][] = [
  ['un SIRET', (v) => /^\d{14}$/.test(v) && siretRule.validate(v).isValid],
  [
    'un SIRET dont le tableur a retiré le zéro en tête',
    (v) => /^\d{13}$/.test(v) && hasLuhnKey(v) && hasLuhnKey(v.slice(0, 8)),
  ],
  ['un SIREN ou un FINESS', (v) => /^\d{9}$/.test(v) && hasLuhnKey(v)],
  ['un FINESS de Corse', (v) => /^2[AB]\d{7}$/.test(v) && hasLuhnKey(finessDigits(v))],
  ['un numéro RNA', (v) => /^W\d[\dA-Z]\d{7}$/.test(v)],
  ['un code NAF', (v) => /^\d{4}[A-Z]$/.test(v)],
  ['un IBAN', (v) => /^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(v)],
  ['un RIB, sans le début « FR » de l’IBAN', (v) => /^\d{10}[A-Z\d]{11}\d{2}$/.test(v)],
  ['un BIC', (v) => /^[A-Z]{4}FR[A-Z\d]{2}(?:[A-Z\d]{3})?$/.test(v)],
  ['une adresse électronique', (v) => /^\S+@\S+$/.test(v)],
  ['un téléphone', (v) => /^0[1-9]\d{8}$/.test(v) || /^\+33[1-9]\d{8}$/.test(v)],
  ['un code postal', (v) => /^\d{5}$/.test(v)],
];

/** What a compacted value is, judged by its shape and key, in French; null when nothing fits. */
export const guess = (value: string): string | null => SHAPES.find(([, is]) => is(value))?.[0] ?? null;
