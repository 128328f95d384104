import { fold } from './words';

/** What stands for something hidden. */
const HIDDEN = '…';

/** A value shorter than this is found in any text by chance. */
const SHORTEST = 4;

const MASKS: [RegExp, string][] = [
  [/[^\s@<>«»()]+@[^\s@<>«»()]+/g, HIDDEN],
  [/\bhttps?:\/\/\S+/gi, HIDDEN],
  // IBAN, numbers of bodies and of dossiers, in groups or not, phones: same shape, other digits.
  [/\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]{2,4}){3,9}\b/g, HIDDEN],
  [/\d(?:[ \u00A0\u202F.\-/]?[\dA-Z]){4,}/g, HIDDEN],
  // A name after its civility.
  [
    /\b(M\.|MM\.|Mme|Mlle|Mmes|Monsieur|Madame|Mademoiselle|Dr|Docteur|Me|Maître)(?:\s+(?:d[eu]\s+|d['’]|le\s+|la\s+)*\p{Lu}[\p{L}'’-]+)+/gu,
    `$1 ${HIDDEN}`,
  ],
  [
    /\b(Bonjour|Bienvenue|Connecté en tant que|Connectée en tant que)\b[\s,:]+\p{Lu}[^.!?;]*/gu,
    `$1 ${HIDDEN}`,
  ],
];

/** A text without e-mail, address, name after a civility nor long number; digits of masks become 9. */
export const hide = (text: string): string =>
  MASKS.reduce(
    (masked, [what, by]) =>
      masked.replace(what, (found: string, ...rest: unknown[]) =>
        /^\d/.test(found)
          ? found.replace(/\d/g, '9').replace(/[A-Z]/g, 'A')
          : by.replace('$1', String(rest[0])),
      ),
    text,
  );

/** Hides these values too wherever a text repeats them, whatever their case, accents and spaces. */
export const hider = (values: readonly string[]): ((text: string) => string) => {
  const wanted = [...new Set(values.flatMap(pieces))].toSorted((a, b) => b.length - a.length);
  return (text) => hide(wanted.reduce(without, text)).slice(0, 400);
};

/** A value and, when it holds several lines or parts, each of them. */
const pieces = (value: string): string[] =>
  [value, ...value.split(/[\n|]/)]
    .map(fold)
    .filter((piece) => piece.length >= SHORTEST && piece.length <= 2000);

const without = (text: string, value: string): string => {
  const plain = fold(text);
  const places = placesOf(plain, value);
  if (places.length === 0) return text;
  // Folding may change lengths: then the text stays folded, rather than a part of the value show.
  const words = plain.length === text.length ? text : plain;
  return words
    .split('')
    .map((letter, at) => {
      if (places.includes(at)) return HIDDEN;
      return places.some((from) => at > from && at < from + value.length) ? '' : letter;
    })
    .join('');
};

/** A short value is hidden as a word only: « test » must not spoil « attestation ». */
const LONG_VALUE = 8;

const placesOf = (text: string, value: string): number[] => {
  const places: number[] = [];
  const isLetter = (at: number) => /[a-z0-9]/.test(text[at] ?? '');
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
    const isWord = !isLetter(at - 1) && !isLetter(at + value.length);
    if (isWord || value.length >= LONG_VALUE) places.push(at);
  }
  return places;
};

/** What sort of thing is printed, in place of the thing. */
export const kindOfText = (text: string): string => {
  if (text.trim() === '') return '';
  if (/^[\d\s.,€%-]+$/.test(text)) return '(nombre)';
  return /\d{4,}/.test(text) ? '(numéro)' : '(texte)';
};
