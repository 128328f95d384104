/**
 * Cuts a stream of bytes into the pieces that are parsed one by one: the elements of the top-level
 * array `pmej` of a JSON file, or the lines of a text. A general streaming parser builds its own
 * tokens and objects in JavaScript, several times slower than the native `JSON.parse`; here only the
 * quotes, braces and brackets are looked at, and each element goes to `JSON.parse` alone, so that
 * memory never holds more than one of them.
 */

/** A piece of the stream, and the offset of the byte after it. */
export interface Piece {
  bytes: Uint8Array;
  end: number;
}

/** Cuts the chunks as they come; `finish` gives the last piece, or throws when the stream stops short. */
export interface Splitter {
  push(chunk: Uint8Array): Piece[];
  finish(): Piece[];
  /** Day and instant the file gives of itself, as written; empty when it does not. */
  readonly generatedAt: string;
}

/** The stream ended in the middle, or does not follow itself. */
export class Broken extends Error {}
/** The stream is no JSON object with an array `pmej`. */
export class NotPmej extends Error {}

/** Bytes of one element or line above which the file is not what it claims. */
const LARGEST = 64 * 1024 * 1024;

/** The bytes of a piece that began in earlier chunks. */
class Pending {
  #parts: Uint8Array[] = [];
  #size = 0;

  add(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#size > LARGEST) throw new Broken();
    this.#parts.push(bytes);
  }

  /** The whole piece, its last part added. */
  close(last: Uint8Array): Uint8Array {
    if (this.#parts.length === 0) return last;
    this.add(last);
    const whole = new Uint8Array(this.#size);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    this.#parts = [];
    this.#size = 0;
    return whole;
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACE = 0x7d;
const CLOSE_BRACKET = 0x5d;

/** Bytes that mean something outside a string: everywhere, and at the top level. */
const MARKS = tableOf([QUOTE, OPEN_BRACE, OPEN_BRACKET, CLOSE_BRACE, CLOSE_BRACKET]);
const TOP_MARKS = tableOf([QUOTE, OPEN_BRACE, OPEN_BRACKET, CLOSE_BRACE, CLOSE_BRACKET, COMMA, COLON]);

function tableOf(marks: number[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const mark of marks) table[mark] = 1;
  return table;
}

function skipPlain(chunk: Uint8Array, from: number, length: number, marks: Uint8Array): number {
  let at = from;
  while (at < length && marks[chunk[at] ?? 0] === 0) at += 1;
  return at;
}

const ascii = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 100));

/** The elements of `pmej`. With `offset`, goes on after an element that ended there. */
export function jsonElements(offset = 0, generatedAt = ''): Splitter {
  return new JsonElements(offset, generatedAt);
}

class JsonElements implements Splitter {
  generatedAt: string;
  #base: number;
  #depth: number;
  #inside: boolean;
  #found: boolean;
  #inString = false;
  #escaped = false;
  #inElement = false;
  /** At the top level only: the last key and the last string met. */
  #key = '';
  #word = '';
  #pending = new Pending();
  #pieces: Piece[] = [];
  #chunk: Uint8Array = new Uint8Array();
  /** Where the element begins in the chunk. */
  #start = 0;

  constructor(offset: number, generatedAt: string) {
    this.generatedAt = generatedAt;
    this.#base = offset;
    this.#inside = offset > 0;
    this.#found = offset > 0;
    this.#depth = offset > 0 ? 2 : 0;
  }

  push(chunk: Uint8Array): Piece[] {
    this.#pieces = [];
    this.#chunk = chunk;
    this.#start = 0;
    const { length } = chunk;
    let at = 0;
    while (at < length) {
      if (this.#inString) {
        at = this.#skipString(chunk, at, length);
        continue;
      }
      at = skipPlain(chunk, at, length, this.#depth === 1 ? TOP_MARKS : MARKS);
      if (at < length) this.#mark(chunk[at], at);
      at += 1;
    }
    if (this.#inElement) this.#pending.add(chunk.slice(this.#start));
    this.#base += length;
    return this.#pieces;
  }

  /** Index after the quote that ends the string, or the end of the chunk. */
  #skipString(chunk: Uint8Array, from: number, length: number): number {
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at += 1;
    }
    for (; at < length; at += 1) {
      const byte = chunk[at];
      if (byte === QUOTE) break;
      if (byte === BACKSLASH) {
        at += 1;
        this.#escaped = at === length;
      }
    }
    if (this.#depth === 1) this.#word += ascii(chunk.subarray(from, at));
    if (at < length) this.#inString = false;
    return at < length ? at + 1 : at;
  }

  #mark(byte: number | undefined, at: number): void {
    if (byte === QUOTE) {
      this.#inString = true;
      if (this.#depth === 1) this.#word = '';
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#open(byte, at);
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.#close(at);
    else if (this.#depth === 1) this.#topLevel(byte);
  }

  #open(byte: number, at: number): void {
    if (this.#depth === 2 && this.#inside && byte === OPEN_BRACE) {
      this.#inElement = true;
      this.#start = at;
    } else if (this.#depth === 1 && byte === OPEN_BRACKET && this.#key === 'pmej') {
      this.#inside = true;
      this.#found = true;
    }
    this.#depth += 1;
  }

  #close(at: number): void {
    this.#depth -= 1;
    if (this.#depth === 2 && this.#inElement) {
      this.#inElement = false;
      const last = this.#chunk.subarray(this.#start, at + 1);
      this.#pieces.push({ bytes: this.#pending.close(last), end: this.#base + at + 1 });
    } else if (this.#depth === 1) this.#inside = false;
    else if (this.#depth < 0) throw this.#found ? new Broken() : new NotPmej();
  }

  #topLevel(byte: number | undefined): void {
    if (byte === COLON) this.#key = this.#word.toLowerCase();
    else if (byte === COMMA) {
      if (this.#key === 'generatedat') this.generatedAt = this.#word;
      this.#key = '';
    }
  }

  finish(): Piece[] {
    if (this.#depth > 0 || this.#inString) throw new Broken();
    if (this.#key === 'generatedat') this.generatedAt = this.#word;
    if (!this.#found) throw new NotPmej();
    return [];
  }
}

/** The lines of a text, without their line feed. With `offset`, goes on after a line that ended there. */
export function lines(offset = 0): Splitter {
  const pending = new Pending();
  let base = offset;
  return {
    generatedAt: '',
    push(chunk) {
      const pieces: Piece[] = [];
      let start = 0;
      for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, start)) {
        pieces.push({ bytes: pending.close(chunk.subarray(start, at)), end: base + at + 1 });
        start = at + 1;
      }
      if (start < chunk.length) pending.add(chunk.slice(start));
      base += chunk.length;
      return pieces;
    },
    finish: () => (pending.isEmpty ? [] : [{ bytes: pending.close(new Uint8Array()), end: base }]),
  };
}
