/** Longest text kept of a label or an option, and of a value. */
const TEXT_CAP = 300;
export const VALUE_CAP = 20_000;

/** Control, zero-width, bidirectional and tag characters: invisible, and able to disguise a label. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u{E0000}-\u{E007F}]/gu;

/** A step is read again and again with the same texts: what was cleaned once is kept, up to a point. */
const MEMORY = 4000;
const MEMORABLE = 400;

const remembering = (clean: (raw: string) => string) => {
  const known = new Map<string, string>();
  return (raw: string | null | undefined): string => {
    if (!raw) return '';
    const before = known.get(raw);
    if (before !== undefined) return before;
    const text = clean(raw);
    if (raw.length > MEMORABLE) return text;
    if (known.size >= MEMORY) known.clear();
    known.set(raw, text);
    return text;
  };
};

/** Text of the page made safe to show: no invisible character, single spaces, capped. */
export const cleanText = remembering((raw) =>
  raw
    .slice(0, TEXT_CAP * 8)
    .replace(/[\n\r\t]/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, TEXT_CAP),
);

/** A label without its required mark, colon and question of form: « N° SIRET * : » → « N° SIRET ». */
export const cleanLabel = remembering((raw) =>
  cleanText(raw)
    .replace(/\((?:obligatoire|requis|facultati(?:f|ve)|optionnel(?:le)?)\)/giu, '')
    .replace(/[\s*:]+$/u, '')
    .replace(/^[\s*]+/u, '')
    .trim(),
);

/** A label says with a star or a word that its answer is required. */
export const saysRequired = (raw: string): boolean =>
  /(?:^|\S|\s)\*\s*:?\s*$|^\s*\*|\((?:obligatoire|requis)\)/iu.test(raw);

/** A value as held by the page, capped, line breaks kept as `\n`. */
export const cleanValue = (raw: string): string => raw.replace(/\r\n?/g, '\n').slice(0, VALUE_CAP);
