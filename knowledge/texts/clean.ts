/**
 * What is written and that no eye sees: zero-width characters, those that turn the direction of
 * reading, soft hyphens, variation selectors, Unicode tags and control characters.
 */
const INVISIBLE =
  /\u034F|[\u17B4\u17B5]|[\u180B-\u180F]|[\uFE00-\uFE0F]|[\u00AD\u061C\u115F\u1160\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]/gu;
const CONTROL = /(?![\n\t\r])\p{Cc}/gu;

/** The text without what no eye sees; its spaces and line ends stay. */
export const withoutInvisible = (text: string): string =>
  text.normalize('NFC').replace(INVISIBLE, '').replace(CONTROL, ' ');

/** One line of text as it is read: nothing invisible, single spaces. */
export const visibleText = (text: string): string => withoutInvisible(text).replace(/\s+/g, ' ').trim();
