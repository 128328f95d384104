/** A block of cells, as a spreadsheet puts it on the clipboard: tabs between cells, quoted where needed. */
export type Block = readonly (readonly string[])[];

const mustQuote = (text: string): boolean => /[\t\n\r"]/.test(text);

/** The text a spreadsheet pastes as this block. */
export const writeBlock = (block: Block): string =>
  block
    .map((row) => row.map((text) => (mustQuote(text) ? `"${text.replaceAll('"', '""')}"` : text)).join('\t'))
    .join('\r\n');

/** End of a quoted cell that starts at `from`, or -1 when its quote is never closed. */
function endOfQuoted(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] === '"') continue;
    return /^(?:[\t\r\n]|$)/.test(text.slice(at + 1, at + 2)) ? at : -1;
  }
  return -1;
}

/** Reads the block on a clipboard. A quote that is never closed is a character like another. */
export function readBlock(text: string): Block {
  const rows: string[][] = [[]];
  for (let at = 0; at <= text.length; ) {
    const quote = text[at] === '"' ? endOfQuoted(text, at) : -1;
    const rest = quote < 0 ? at : quote + 1;
    const stop = /[\t\r\n]/g;
    stop.lastIndex = rest;
    const end = stop.exec(text)?.index ?? text.length;
    rows.at(-1)?.push(quote < 0 ? text.slice(at, end) : text.slice(at + 1, quote).replaceAll('""', '"'));
    if (end < text.length && text[end] !== '\t') rows.push([]);
    at = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  while (rows.at(-1)?.every((cell) => cell.trim() === '')) rows.pop();
  return rows;
}
