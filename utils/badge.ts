import { browser } from 'wxt/browser';
import { settled, writing } from './worker-database';

/**
 * The count on the toolbar button. The pages that know the verdicts show it, and tell what it becomes
 * at each turn of the calendar; the worker knows no rule and only puts the right one back.
 */
export interface Badge {
  /** « 2 », or empty to show nothing. */
  text: string;
  /** In French, the same in words; empty to show nothing. */
  words: string;
}

/** What the button shows from an instant on, in milliseconds of UTC. */
export interface PlannedBadge extends Badge {
  from: number;
}

export const NO_BADGE: Badge = { text: '', words: '' };
const KEY = 'badge';
const LATER = 'badge-later';
const ALARM = 'pastille:';
const TITLE = 'Ouvrir l’Assistant GALIS';
/** White on dark red, 6.5:1: readable on every toolbar. */
const BACKGROUND = '#b3261e';
const INK = '#ffffff';

const withSettings = <T>(work: (store: IDBObjectStore) => Promise<T>): Promise<T> =>
  writing(['settings'], (tx) => work(tx.objectStore('settings')));

const draw = async ({ text, words }: Badge): Promise<void> => {
  const { action } = browser;
  await action.setBadgeBackgroundColor({ color: BACKGROUND });
  await action.setBadgeTextColor({ color: INK });
  await action.setBadgeText({ text });
  await action.setTitle({ title: words === '' ? TITLE : `${TITLE} — ${words}` });
};

/** Shows a count on the toolbar button, and keeps it for the next start; what was planned is over. */
export const showBadge = async (badge: Badge): Promise<void> => {
  await withSettings(async (store) => {
    await settled(store.put(badge, KEY));
    await settled(store.put([], LATER));
  });
  await draw(badge);
};

/**
 * Keeps what the count becomes while no page is there to count again, the first turn first. An alarm wakes
 * the worker for each where the browser gave alarms; elsewhere it is right the next time the worker starts.
 */
export async function planBadges(later: readonly PlannedBadge[]): Promise<void> {
  await withSettings((store) => settled(store.put(later, LATER)));
  const { alarms }: Partial<Pick<typeof browser, 'alarms'>> = browser;
  if (!alarms) return;
  const old = (await alarms.getAll()).filter(({ name }) => name.startsWith(ALARM));
  await Promise.all(old.map(({ name }) => alarms.clear(name)));
  await Promise.all(later.map(({ from }) => alarms.create(ALARM + from, { when: from })));
}

/** Shows the count as it is by now: a browser that starts shows none, and a day may have passed. */
export const restoreBadge = async (): Promise<void> => {
  const now: unknown = await withSettings(async (store) => {
    const later: PlannedBadge[] = (await settled(store.get(LATER))) ?? [];
    return later.findLast(({ from }) => from <= Date.now()) ?? (await settled(store.get(KEY)));
  });
  await draw(isBadge(now) ? now : NO_BADGE);
};

const isBadge = (kept: unknown): kept is Badge =>
  typeof kept === 'object' &&
  kept !== null &&
  'text' in kept &&
  'words' in kept &&
  typeof kept.text === 'string' &&
  typeof kept.words === 'string';
