import type { TypedText } from './messages';
import { settled, writing } from './worker-database';

/**
 * The writing side of the « boîte noire », for the worker: plain IndexedDB, no schema library. Texts
 * are kept in the extension's own database and nowhere else, thirty days, 200 at most.
 */
const TEXT_CAP = 20_000;
const WORDS_CAP = 300;
const ADDRESS_CAP = 2000;
const MAX_TEXTS = 200;
const MAX_AGE = 30 * 86_400_000;
/** Earlier states kept of one text. */
const VERSIONS = 3;

const STORES = ['typed', 'settings'];

interface Row {
  id?: number;
  url: string;
  step: string;
  label: string;
  section: string;
  text: string;
  /** ISO instant. */
  at: string;
  versions: { text: string; at: string }[];
}

/**
 * Keeps a text in place of what was last known of its field, with the last states that differed much.
 * `at` is an ISO instant. Does nothing when the person switched the « boîte noire » off.
 */
export const keepTyped = (typed: TypedText, at: string): Promise<void> =>
  writing(STORES, async (tx) => {
    if ((await settled(tx.objectStore('settings').get('blackBox'))) !== false)
      await put(tx.objectStore('typed'), capped(typed), at);
  });

/** Lets the texts go whose thirty days are over, when nothing more is typed; `at` is an ISO instant. */
export const dropOldTyped = (at: string): Promise<void> =>
  writing(STORES, (tx) => dropOld(tx.objectStore('typed'), Date.parse(at)));

const capped = ({ url, step, label, section, text }: TypedText): TypedText => ({
  url: url.slice(0, ADDRESS_CAP),
  step: step.slice(0, WORDS_CAP),
  label: label.slice(0, WORDS_CAP),
  section: section.slice(0, WORDS_CAP),
  text: text.slice(0, TEXT_CAP),
});

const put = async (store: IDBObjectStore, typed: TypedText, at: string): Promise<void> => {
  const there: Row[] = await settled(store.index('url').getAll(typed.url));
  const old = there.find(
    ({ step, label, section }) => step === typed.step && label === typed.label && section === typed.section,
  );
  if (old?.text === typed.text) return;
  const versions = old ? earlier(old, typed.text) : [];
  store.put({ ...old, ...typed, at, versions });
  if (!old) await dropOld(store, Date.parse(at));
};

/** The state about to be replaced is worth keeping when the new one is no continuation of it. */
const earlier = ({ text, at, versions }: Row, next: string): Row['versions'] => {
  const common = sharedStart(text, next) + sharedEnd(text, next);
  const lost = text.length - Math.min(common, text.length);
  const differs = lost > Math.max(40, text.length / 4);
  return differs ? [{ text, at }, ...versions].slice(0, VERSIONS) : versions;
};

const sharedStart = (a: string, b: string): number => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
};

const sharedEnd = (a: string, b: string): number => {
  let at = 0;
  while (at < a.length && at < b.length && a.at(-1 - at) === b.at(-1 - at)) at++;
  return at;
};

const dropOld = async (store: IDBObjectStore, now: number): Promise<void> => {
  const rows: Row[] = await settled(store.getAll());
  const latest = rows.toSorted((a, b) => b.at.localeCompare(a.at));
  latest.forEach(({ id, at }, rank) => {
    if (id !== undefined && (rank >= MAX_TEXTS || !(Date.parse(at) >= now - MAX_AGE))) store.delete(id);
  });
};
