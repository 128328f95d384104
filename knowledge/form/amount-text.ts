import { separatorsOf } from './pattern';
import type { FieldSnapshot, TextSource } from './snapshot';

/** An amount as one field takes it, or why it cannot be written there, in French. */
export type AmountWriting = { text: string } | { reason: string };

/** Euros in one unit of the page. */
interface Unit {
  name: string;
  cents: number;
  said: RegExp;
}

const UNITS: Unit[] = [
  { name: 'k€', cents: 100_000, said: /\bk\s?(?:€|eur)|\bkilo-?euros?\b|\bmilliers? d['’ ]?\s?euros?/i },
  { name: 'M€', cents: 100_000_000, said: /\bM\s?€|\bmeur\b|\bmillions? d['’ ]?\s?euros?/i },
];

/** Texts that speak of this very field; the others speak of several, or explain. */
const OWN = new Set<TextSource>(['label', 'group', 'column', 'placeholder']);

const WHOLE = /sans (?:les )?(?:d[ée]cimales?|centimes?)|euros? entiers?|nombres? entiers?|arrondi/i;

/**
 * Integer cents in the unit, with the separator and the decimals that the field takes. A unit only
 * hinted at, an amount that is not exact in that unit, or cents in a field of whole euros: not written.
 */
export const amountWriting = (cents: number, field: FieldSnapshot): AmountWriting => {
  const unit = unitOf(field);
  if (unit === 'doubtful')
    return { reason: 'la page parle d’une autre unité que l’euro : à saisir à la main' };
  const per = unit?.cents ?? 100;
  const name = unit?.name ?? 'euros';
  // Two decimals are all that any amount field takes.
  if ((cents * 100) % per !== 0) return { reason: `le montant ne tombe pas juste en ${name}` };
  if (cents % per === 0) return { text: String(cents / per) };
  if (isWhole(field)) return { reason: `le champ veut un nombre entier (${name})` };
  return { text: withSeparator(((cents * 100) / per / 100).toFixed(2), field) };
};

const unitOf = (field: FieldSnapshot): Unit | 'doubtful' | null => {
  const said = UNITS.filter(({ said: words }) => field.texts.some(({ text }) => words.test(text)));
  const [unit] = said;
  if (!unit) return null;
  const own = field.texts.filter(({ source }) => OWN.has(source));
  return said.length === 1 && own.some(({ text }) => unit.said.test(text)) ? unit : 'doubtful';
};

const isWhole = ({ texts, format }: FieldSnapshot): boolean => {
  const { allowed } = separatorsOf(format.pattern);
  const takesCents = allowed === null || allowed.has(',') || allowed.has('.');
  return !takesCents || texts.some(({ text }) => WHOLE.test(text));
};

const withSeparator = (text: string, { kind, format }: FieldSnapshot): string => {
  const { allowed } = separatorsOf(format.pattern);
  const pointOnly = allowed?.has('.') === true && !allowed.has(',');
  const pointShown = /\d\.\d{1,2}(?!\d)/.test(format.placeholder) && !format.placeholder.includes(',');
  return kind === 'number' || pointOnly || pointShown ? text : text.replace('.', ',');
};
