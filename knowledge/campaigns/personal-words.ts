import { CALL_GROUPS } from './personal-fields';
import type { CallField, CallRows } from './personal-rows';

/** Rows without a form of their own: the rules are ticked in a list. */
const PRINCIPLES: CallRows = {
  key: 'principles',
  label: 'Règles',
  noun: 'règle',
  add: '',
  remove: '',
  fields: [
    { key: 'rule', label: 'Nom de la règle', kind: 'text' },
    { key: 'from', label: 'Premier jour', kind: 'day' },
    { key: 'until', label: 'Dernier jour', kind: 'day' },
  ],
  fresh: {},
};

/** What a file holds and the form does not ask. */
const OTHERS: readonly CallField[] = [
  { key: 'format', label: 'Format du fichier', kind: 'text' },
  { key: 'version', label: 'Version du format', kind: 'count' },
  { key: 'id', label: 'Identifiant', kind: 'text' },
  { key: 'describedOn', label: 'Jour de la description', kind: 'day' },
  { key: 'origin', label: 'Appel d’origine', kind: 'text' },
];

interface Level {
  fields: readonly CallField[];
  rows?: readonly CallRows[] | undefined;
}

const TOP: Level = {
  fields: [...CALL_GROUPS.flatMap(({ fields }) => fields), ...OTHERS],
  rows: [...CALL_GROUPS.flatMap(({ rows = [] }) => rows), PRINCIPLES],
};

const SOURCE_WORDS: Record<string, string> = {
  quote: 'phrase de la source',
  url: 'adresse de la source',
  id: 'identifiant',
};

const uncapitalised = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** « période de dépôt n° 1, clôture » for the path of a datum in a call. */
export function describeCall(path: readonly PropertyKey[]): string {
  const words: string[] = [];
  let level: Level | undefined = TOP;
  let noun = '';
  for (const key of path) {
    if (typeof key === 'number') {
      words[words.length - 1] = `${noun || (words.at(-1) ?? '')} n°\u00a0${key + 1}`;
      continue;
    }
    if (key === 'value') continue;
    const rows: CallRows | undefined = level?.rows?.find((one) => one.key === key);
    const field = level?.fields.find((one) => one.key === key);
    const known = rows?.label ?? field?.label ?? SOURCE_WORDS[String(key)];
    words.push(known === undefined ? `«\u00a0${String(key)}\u00a0»` : uncapitalised(known));
    noun = rows?.noun ?? '';
    if (rows) level = rows;
  }
  return words.join(', ') || 'le fichier entier';
}
