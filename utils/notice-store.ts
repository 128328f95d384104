import type { Notice } from '@/knowledge/campaigns/agenda';
import { settled, writing } from './worker-database';

/**
 * The notices still to show, kept among the settings: the alarms of a browser do not all survive its
 * restart. Plain IndexedDB, no schema library: the worker reads them.
 */
const KEY = 'notices';

/** Replaces the notices in one transaction; answers what they were. */
const change = (next: (before: Notice[]) => Notice[]): Promise<Notice[]> =>
  writing(['settings'], async (tx) => {
    const store = tx.objectStore('settings');
    const before: Notice[] = (await settled(store.get(KEY))) ?? [];
    await settled(store.put(next(before), KEY));
    return before;
  });

/** The notices still to show. */
export const keptNotices = (): Promise<Notice[]> => change((notices) => notices);

/**
 * Keeps these notices in place of those to come after `now`; one that is due and not yet taken stays:
 * its alarm may be ringing. Answers all that is kept.
 */
export const keepNotices = async (notices: Notice[], now: number): Promise<Notice[]> => {
  let kept: Notice[] = [];
  await change((before) => {
    kept = [...before.filter(({ at }) => at <= now), ...notices.filter(({ at }) => at > now)];
    return kept;
  });
  return kept;
};

/** Forgets every notice. */
export const dropNotices = async (): Promise<void> => {
  await change(() => []);
};

/**
 * Takes a notice out to show it, with the earlier ones of the same event that it makes useless;
 * null when it was taken already.
 */
export const takeNotice = async (id: string): Promise<Notice | null> => {
  const isDone = (wanted: Notice) => (other: Notice) => other.event === wanted.event && other.at <= wanted.at;
  const before = await change((notices) => {
    const wanted = notices.find((notice) => notice.id === id);
    return wanted ? notices.filter((notice) => !isDone(wanted)(notice)) : notices;
  });
  return before.find((notice) => notice.id === id) ?? null;
};
