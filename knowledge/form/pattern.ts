/** What a field's `pattern` says of separators, read and never run: a page's pattern may never end. */
export interface Separators {
  /** Characters the pattern lets in; null when it lets anything in. */
  allowed: ReadonlySet<string> | null;
  /** Characters no text can do without. */
  required: ReadonlySet<string>;
}

/** Separators of the writings the assistant knows. */
const KNOWN = [' ', '.', '-', '/', '+', ','];

interface Atom {
  /** Separators it matches; null for any character. */
  matches: string[] | null;
  optional: boolean;
}

const CLASS_ESCAPES: Record<string, string[]> = { s: [' '], D: KNOWN, W: KNOWN, S: KNOWN.slice(1) };

/** Separators a `pattern` allows and requires; an empty pattern allows everything. */
export const separatorsOf = (pattern: string): Separators => {
  if (!isPattern(pattern)) return { allowed: null, required: new Set() };
  const atoms = atomsOf(pattern);
  const isOpen = atoms.some(({ matches }) => matches === null);
  return {
    allowed: isOpen ? null : new Set(atoms.flatMap(({ matches }) => matches ?? [])),
    required: new Set(
      atoms.flatMap(({ matches, optional }) => (!optional && matches?.length === 1 ? matches : [])),
    ),
  };
};

/** A browser ignores what is no pattern; one longer than any format asks for nothing we know. */
const isPattern = (pattern: string): boolean => {
  if (pattern === '' || pattern.length > 300) return false;
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
};

/** Atoms of a pattern: all of a group that may be skipped, or that has alternatives, is optional. */
const atomsOf = (pattern: string): Atom[] => {
  const groups: Atom[][] = [[]];
  const branched: boolean[] = [false];
  for (let at = 0; at < pattern.length; ) {
    const { text, kind } = tokenAt(pattern, at);
    at += text.length;
    const optional = /^(?:[?*]|\{0?,|\{0\})/.test(pattern.slice(at));
    const top = groups.at(-1) ?? [];
    if (kind === 'open') {
      groups.push([]);
      branched.push(false);
    } else if (kind === 'close' && groups.length > 1) {
      const inner = groups.pop() ?? [];
      const skip = (branched.pop() ?? false) || optional;
      groups.at(-1)?.push(...inner.map((atom) => ({ ...atom, optional: atom.optional || skip })));
    } else if (kind === 'or') branched[branched.length - 1] = true;
    else if (kind === 'atom')
      // A class also lets other characters in: it asks for none of them.
      top.push({ matches: separatorsIn(text), optional: optional || /^\[..+\]$/.test(text) });
  }
  const flat = groups.flat();
  return branched[0] ? flat.map((atom) => ({ ...atom, optional: true })) : flat;
};

const tokenAt = (
  pattern: string,
  at: number,
): { text: string; kind: 'open' | 'close' | 'or' | 'atom' | 'none' } => {
  const rest = pattern.slice(at);
  const open = /^\((?:\?[:=!]|\?<[=!])?/.exec(rest);
  if (open) return { text: open[0], kind: 'open' };
  if (rest.startsWith(')')) return { text: ')', kind: 'close' };
  if (rest.startsWith('|')) return { text: '|', kind: 'or' };
  const skipped = /^(?:[\^$?*+]|\{[\d,]*\}|\\[bB])/.exec(rest);
  if (skipped) return { text: skipped[0], kind: 'none' };
  const atom = /^(?:\[(?:\\.|[^\]\\])*\]|\\.|.)/su.exec(rest);
  return { text: atom?.[0] ?? rest, kind: 'atom' };
};

const separatorsIn = (atom: string): string[] | null => {
  if (atom === '.') return null;
  if (atom.startsWith('[^')) {
    const refused = separatorsIn(`[${atom.slice(2)}`) ?? KNOWN;
    return KNOWN.filter((one) => !refused.includes(one));
  }
  if (atom.startsWith('[')) {
    const inside = atom.slice(1, -1).replace(/[\p{L}\p{N}]-[\p{L}\p{N}]/gu, '');
    const escapes = [...inside.matchAll(/\\(.)/g)].flatMap(([, name = '']) => CLASS_ESCAPES[name] ?? [name]);
    const plain = [...inside.replace(/\\./g, '')];
    return [...new Set([...escapes, ...plain])].filter((one) => KNOWN.includes(one));
  }
  if (atom.startsWith('\\'))
    return CLASS_ESCAPES[atom.slice(1)] ?? (KNOWN.includes(atom.slice(1)) ? [atom.slice(1)] : []);
  return KNOWN.includes(atom) ? [atom] : [];
};
