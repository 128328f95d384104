/**
 * Text that a spreadsheet would take for a formula. In an XLSX a text cell never runs, but the
 * person may save the sheet as CSV, where `=`, `+`, `-`, `@` and some blanks at the start of a cell
 * do (CWE-1236). An apostrophe written in the text itself survives that; a style (« quote prefix »)
 * or quotes around the cell do not. Text that already looks guarded gets one more, so that
 * `unguarded(guarded(text))` is always the text.
 */
const RISKY = /^'*[=+\-@\t\r\n＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** Text safe to write in a cell. */
export const guarded = (text: string): string => (RISKY.test(text) ? `'${text}` : text);

/** The text that was written; what was never guarded comes back as it is. */
export const unguarded = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text);
