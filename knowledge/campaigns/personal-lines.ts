/** A fault in the text of a file: its line, counted from 1, and why, in French. */
export class MalformedJson extends Error {
  constructor(
    readonly line: number,
    reason: string,
  ) {
    super(reason);
  }
}

/** What a JSON text holds, and the line of each of its parts. */
export interface LocatedJson {
  value: unknown;
  /** Line of the nearest part of this path that the text holds, counted from 1. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** One token: a sign, a string, a number, a word. Spaces before it are skipped. */
const TOKEN =
  /\s*(?:(?<sign>[{}[\],:])|(?<text>"[^"\\\p{Cc}]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\p{Cc}]*)*")|(?<number>-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>true|false|null))/uy;
/** Deeper than any call: a file may nest deeper than the stack. */
const MAX_DEPTH = 20;
const POISONED = new Set(['__proto__', 'constructor', 'prototype']);
const TRUNCATED = 'le fichier s’arrête avant la fin\u202f: il a peut-être été coupé';

const keyOf = (path: readonly PropertyKey[]): string => path.map(String).join('\0');

/**
 * Reads a JSON text and keeps where each part stands: the browsers do not agree on how to say the line
 * of a fault, and let a name given twice pass. Throws `MalformedJson`.
 */
export function readJson(text: string): LocatedJson {
  const places = new Map<string, number>();
  const lineAt = linesOf(text);
  const reader = new Reader(text, places, lineAt);
  const value = reader.value([]);
  reader.end();
  return {
    value,
    lineOf(path) {
      for (let length = path.length; length >= 0; length--) {
        const place = places.get(keyOf(path.slice(0, length)));
        if (place !== undefined) return lineAt(place);
      }
      return 1;
    },
  };
}

/** Line of each place of a text: a file may hold a hundred thousand faults. */
function linesOf(text: string): (place: number) => number {
  const ends = Array.from(text.matchAll(/\n/g), ({ index }) => index);
  return (place) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? place) < place) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

/** A token and where it begins; both empty at the end of the text. */
interface Token {
  raw: string;
  kind: 'sign' | 'text' | 'number' | 'word' | 'other';
  place: number;
}

class Reader {
  #next = 0;

  constructor(
    readonly text: string,
    readonly places: Map<string, number>,
    readonly lineAt: (place: number) => number,
  ) {}

  value(path: PropertyKey[]): unknown {
    const token = this.#take();
    if (path.length > MAX_DEPTH) throw this.#fault(token, 'ces données sont imbriquées trop profondément');
    if (!this.places.has(keyOf(path))) this.places.set(keyOf(path), token.place);
    if (token.raw === '{') return this.#object(path);
    if (token.raw === '[') return this.#array(path);
    if (token.kind === 'sign' || token.kind === 'other') throw this.#fault(token, 'il manque une valeur ici');
    return JSON.parse(token.raw);
  }

  /** Refuses what follows the value. */
  end(): void {
    const token = this.#take();
    if (token.raw !== '') throw this.#fault(token, 'il y a du texte en trop après la fin');
  }

  #object(path: PropertyKey[]): unknown {
    const entries = new Map<string, unknown>();
    for (let token = this.#first('}'); token !== null; token = this.#following('}')) {
      const key = this.#key(token);
      if (entries.has(key)) throw this.#fault(token, `«\u00a0${key}\u00a0» est donné deux fois`);
      this.places.set(keyOf([...path, key]), token.place);
      const colon = this.#take();
      if (colon.raw !== ':') throw this.#fault(colon, `il manque «\u00a0:\u00a0» après «\u00a0${key}\u00a0»`);
      entries.set(key, this.value([...path, key]));
    }
    return Object.fromEntries(entries);
  }

  #key(token: Token): string {
    if (token.kind !== 'text')
      throw this.#fault(token, 'il manque un nom de donnée, entre guillemets droits (")');
    const key = String(JSON.parse(token.raw));
    if (POISONED.has(key)) throw this.#fault(token, `le nom «\u00a0${key}\u00a0» est interdit`);
    return key;
  }

  #array(path: PropertyKey[]): unknown[] {
    const items: unknown[] = [];
    for (let token = this.#first(']'); token !== null; token = this.#following(']')) {
      this.#next = token.place;
      items.push(this.value([...path, items.length]));
    }
    return items;
  }

  /** The first token of a list, null when the list is empty. */
  #first(end: string): Token | null {
    const token = this.#take();
    return token.raw === end ? null : token;
  }

  /** The token after the next comma, null at the end of the list. */
  #following(end: string): Token | null {
    const comma = this.#take();
    if (comma.raw === end) return null;
    if (comma.raw !== ',')
      throw this.#fault(comma, `il manque une virgule, ou «\u00a0${end}\u00a0», avant ceci`);
    const token = this.#take();
    if (token.raw === end) throw this.#fault(token, `il y a une virgule en trop avant «\u00a0${end}\u00a0»`);
    return token;
  }

  #take(): Token {
    TOKEN.lastIndex = this.#next;
    const found = TOKEN.exec(this.text);
    if (!found) {
      const rest = this.text.slice(this.#next);
      return {
        raw: rest.trim().slice(0, 1),
        kind: 'other',
        place: this.text.length - rest.trimStart().length,
      };
    }
    this.#next = TOKEN.lastIndex;
    const [kind = 'other', raw = ''] = Object.entries(found.groups ?? {}).find(([, one]) => one) ?? [];
    return { raw, kind: kindOf(kind), place: TOKEN.lastIndex - raw.length };
  }

  #fault({ raw, place }: Token, reason: string): MalformedJson {
    return new MalformedJson(this.lineAt(place), raw === '' ? TRUNCATED : reason);
  }
}

const KINDS = ['sign', 'text', 'number', 'word'] as const;
const kindOf = (name: string): Token['kind'] => KINDS.find((kind) => kind === name) ?? 'other';
