/** Longest text kept of a label or an option, and of a value. */
const TEXT_CAP = 300;
export const VALUE_CAP = 20_000;

/** Control, zero-width, bidirectional and tag characters: invisible, and able to disguise a label. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u{E0000}-\u{E007F}]/gu;

/** Text of the page made safe to show: no invisible character, single spaces, capped. */
export const cleanText = (raw: string | null | undefined): string =>
  (raw ?? '')
    .slice(0, TEXT_CAP * 8)
    .replace(/[\n\r\t]/g, ' ')
    .replace(INVISIBLE, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, TEXT_CAP);

/** A label without its required mark, colon and question of form: « N° SIRET * : » → « N° SIRET ». */
export const cleanLabel = (raw: string | null | undefined): string =>
  cleanText(raw)
    .replace(/\((?:obligatoire|requis)\)/giu, '')
    .replace(/[\s*:]+$/u, '')
    .replace(/^[\s*]+/u, '')
    .trim();

/** A value as held by the page, capped, line breaks kept as `\n`. */
export const cleanValue = (raw: string): string => raw.replace(/\r\n?/g, '\n').slice(0, VALUE_CAP);
