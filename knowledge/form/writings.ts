import { formatFiness, formatPhone } from '@/knowledge/identifiers';
import type { Format } from './dictionary';
import { separatorsOf } from './pattern';
import type { FieldSnapshot } from './snapshot';

/**
 * Every way of writing one value, the usual one first; each reads back as the same value
 * (`meaningOf`). Days are ISO; the other formats as the profile holds them.
 */
export const writingsOf = (text: string, format: Format): string[] => {
  const bare = text.replace(/[\s.\u00A0\u202F]/g, '');
  switch (format) {
    case 'siret':
      return [
        bare,
        ...[' ', '.'].map((by) => bare.replace(/^(.{3})(.{3})(.{3})(.{5})$/, `$1${by}$2${by}$3${by}$4`)),
      ];
    case 'siren':
      return [bare, inGroups(bare, 3)];
    case 'finess':
      return [bare, formatFiness(bare), inGroups(bare, 3)];
    case 'naf':
      return [text, bare, bare.replace(/^(..)(..)(.)$/, '$1.$2 $3')];
    case 'postcode':
      return [bare, bare.replace(/^(..)(...)$/, '$1 $2')];
    case 'iban':
      return [bare, inGroups(bare, 4)];
    case 'phone':
      return phones(text);
    case 'day':
      return days(text);
    default:
      return [text];
  }
};

const inGroups = (text: string, size: number): string =>
  text.match(new RegExp(`.{1,${size}}`, 'g'))?.join(' ') ?? text;

const phones = (text: string): string[] => {
  const digits = text.replace(/\(0\)|[^\d+]/g, '').replace(/^(?:\+|00)33(?=\d{9}$)/, '0');
  const spaced = formatPhone(text);
  if (!/^0\d{9}$/.test(digits)) return [...new Set([spaced, digits])];
  const pairs = digits.match(/../g) ?? [];
  const national = pairs.join(' ').slice(1);
  return [
    pairs.join(' '),
    digits,
    pairs.join('.'),
    pairs.join('-'),
    `+33${digits.slice(1)}`,
    `+33 ${national}`,
    `0033${digits.slice(1)}`,
  ];
};

const days = (iso: string): string[] => {
  const [year = '', month = '', day = ''] = iso.split('-');
  const written = ['/', '-', '.', ' ', ''].map((separator) => [day, month, year].join(separator));
  return [written[0] ?? '', iso, ...written.slice(1)];
};

/**
 * The writing a field asks for by its length, its pattern and its example; the usual one when it
 * asks for none; null when each is longer than the field takes. Nothing is ever cut.
 */
export const askedWriting = (writings: readonly string[], field: FieldSnapshot): string | null => {
  const { maxLength, format } = field;
  const short = writings.filter((one) => maxLength === null || one.length <= maxLength);
  const { allowed, required } = separatorsOf(format.pattern);
  const admitted = short.filter(
    (one) => allowed === null || separators(one).every((char) => allowed.has(char)),
  );
  const fitting = admitted.length > 0 ? admitted : short;
  const complete = fitting.filter((one) => [...required].every((char) => one.includes(char)));
  const possible = complete.length > 0 ? complete : fitting;
  return possible.find((one) => isExample(format.placeholder, one)) ?? possible[0] ?? null;
};

const separators = (text: string): string[] => text.match(/[ .\-/+,]/g) ?? [];

/** Digits as `9`, capitals as `A`: « 06 12 34 56 78 » and « 04 65 71 00 10 » have one shape. */
const shapeOf = (text: string): string =>
  text
    .replace(/[\u00A0\u202F]/g, ' ')
    .replace(/[\dXx#_•0]/g, '9')
    .replace(/[A-Z]/g, 'A');

/** The placeholder shows a value written that way. */
const isExample = (placeholder: string, writing: string): boolean => {
  const [shown, wanted] = [shapeOf(placeholder), shapeOf(writing)];
  const at = shown.indexOf(wanted);
  const beside = `${shown[at - 1] ?? ''}${shown[at + wanted.length] ?? ''}`;
  return at >= 0 && !/[9A]/.test(beside);
};
