import { SheetError } from './errors';

/**
 * A scanner of the XML of workbooks: no tree, no entity of the document's own, one pass. (A worker
 * has no DOMParser, and a tree of a sheet of 20 000 rows would weigh ten times the file.)
 */

export interface XmlHandlers {
  /** `name` without its prefix; `raw` for `attributes()`. A self-closed tag opens then closes. */
  open(name: string, raw: string): void;
  close(name: string): void;
  text(text: string): void;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function entity(whole: string, name: string): string {
  if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

const decode = (text: string): string =>
  text.includes('&') ? text.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, entity) : text;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Attributes of a tag, by their names without prefixes; the first of two of a name wins. */
export function attributes(raw: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (let at = 0; ; ) {
    const equal = raw.indexOf('=', at);
    if (equal === -1) return found;
    const name = local(raw.slice(at, equal).trim());
    const double = raw.indexOf('"', equal);
    const single = raw.indexOf("'", equal);
    const start = double === -1 || (single !== -1 && single < double) ? single : double;
    const end = start === -1 ? -1 : raw.indexOf(start === double ? '"' : "'", start + 1);
    if (end === -1) return found;
    found[name] ??= decode(raw.slice(start + 1, end));
    at = end + 1;
  }
}

const DOUBLE = 0x22;
const SINGLE = 0x27;
const GREATER = 0x3e;

/** Where a tag ends: `>` may stand inside the quotes of an attribute. */
function tagEnd(xml: string, from: number): number {
  let quote = 0;
  for (let at = from; at < xml.length; at++) {
    const code = xml.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === GREATER) return at;
    else if (code === DOUBLE || code === SINGLE) quote = code;
  }
  throw new SheetError('broken');
}

function skip(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at === -1) throw new SheetError('broken');
  return at + mark.length;
}

/** Handles what starts with `<!` or `<?` at `at`; returns where it ends. */
function special(xml: string, at: number, handlers: XmlHandlers): number {
  if (xml.startsWith('<?', at)) return skip(xml, '?>', at);
  if (xml.startsWith('<!--', at)) return skip(xml, '-->', at);
  // A document type can define entities that grow without end; no spreadsheet program writes one.
  if (!xml.startsWith('<![CDATA[', at)) throw new SheetError('bomb');
  const end = skip(xml, ']]>', at);
  handlers.text(xml.slice(at + 9, end - 3));
  return end;
}

function tag(xml: string, at: number, handlers: XmlHandlers): number {
  if (xml[at + 1] === '/') {
    const end = skip(xml, '>', at);
    handlers.close(local(xml.slice(at + 2, end - 1).trim()));
    return end;
  }
  const end = tagEnd(xml, at + 1);
  const closed = xml[end - 1] === '/';
  const inside = xml.slice(at + 1, closed ? end - 1 : end);
  const space = inside.search(/\s/);
  const name = local(space === -1 ? inside : inside.slice(0, space));
  handlers.open(name, space === -1 ? '' : inside.slice(space));
  if (closed) handlers.close(name);
  return end + 1;
}

/**
 * Calls the handlers for each tag and text of a document.
 * @throws {SheetError} `broken` when it is cut; `bomb` when it defines a document type.
 */
export function scanXml(bytes: Uint8Array, handlers: XmlHandlers): void {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe && 'utf-16le') || (bytes[0] === 0xfe && 'utf-16be');
  const raw = new TextDecoder(utf16 || 'utf-8').decode(bytes);
  const xml = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  let depth = 0;
  const counted: XmlHandlers = {
    open: (name, raw) => {
      depth++;
      handlers.open(name, raw);
    },
    close: (name) => {
      depth--;
      handlers.close(name);
    },
    text: handlers.text,
  };
  for (let at = 0; at < xml.length; ) {
    const next = xml.indexOf('<', at);
    if (next > at) counted.text(decode(xml.slice(at, next)));
    if (next === -1) break;
    const mark = xml[next + 1];
    at = mark === '!' || mark === '?' ? special(xml, next, counted) : tag(xml, next, counted);
  }
  if (depth !== 0) throw new SheetError('broken');
}
