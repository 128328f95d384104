import { browser } from 'wxt/browser';
import { settled, writing } from './worker-database';

/**
 * The count on the toolbar button. The pages that know the verdicts show it; the worker knows no rule
 * and only puts back the last one, which a browser that restarts has forgotten.
 */
export interface Badge {
  /** « 2 », or empty to show nothing. */
  text: string;
  /** In French, the same in words; empty to show nothing. */
  words: string;
}

export const NO_BADGE: Badge = { text: '', words: '' };
const KEY = 'badge';
const TITLE = 'Ouvrir l’Assistant GALIS';
/** White on dark red, 6.5:1: readable on every toolbar. */
const BACKGROUND = '#b3261e';
const INK = '#ffffff';

const withSettings = <T>(work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
  writing(['settings'], (tx) => settled(work(tx.objectStore('settings'))));

const draw = async ({ text, words }: Badge): Promise<void> => {
  const { action } = browser;
  await action.setBadgeBackgroundColor({ color: BACKGROUND });
  await action.setBadgeTextColor({ color: INK });
  await action.setBadgeText({ text });
  await action.setTitle({ title: words === '' ? TITLE : `${TITLE} — ${words}` });
};

/** Shows a count on the toolbar button, and keeps it for the next start of the browser. */
export const showBadge = async (badge: Badge): Promise<void> => {
  await withSettings((store) => store.put(badge, KEY));
  await draw(badge);
};

/** Shows the last count again: a browser that starts shows none. */
export const restoreBadge = async (): Promise<void> => {
  const kept: unknown = await withSettings((store) => store.get(KEY));
  await draw(isBadge(kept) ? kept : NO_BADGE);
};

const isBadge = (kept: unknown): kept is Badge =>
  typeof kept === 'object' &&
  kept !== null &&
  'text' in kept &&
  'words' in kept &&
  typeof kept.text === 'string' &&
  typeof kept.words === 'string';
