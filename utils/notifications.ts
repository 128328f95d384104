import { browser } from 'wxt/browser';
import type { Notice } from '@/knowledge/campaigns/agenda';
import { dropNotices, keepNotices, keptNotices, takeNotice } from './notice-store';
import { showPage } from './pages';

/**
 * Notices of the deadlines, off until the user switches them on. Alarms wake the worker, which reads
 * what to show in the database: it may have been stopped a hundred times since.
 */
type Api = Partial<Pick<typeof browser, 'alarms' | 'notifications'>>;
/** Absent until the permission is given. */
const api = (): Api => browser;

/** Firefox has no optional `alarms`: there it is asked for at the installation, without a word to the user. */
const PERMISSION: { permissions: ('alarms' | 'notifications')[] } = {
  permissions: import.meta.env.FIREFOX ? ['notifications'] : ['alarms', 'notifications'],
};

const PREFIX = 'echeance:';

/** True when the user has allowed the notices. */
export const areNoticesAllowed = (): Promise<boolean> => browser.permissions.contains(PERMISSION);

/** Asks the user to allow the notices, from a gesture of hers; answers what she chose. */
export const allowNotices = (): Promise<boolean> => browser.permissions.request(PERMISSION);

/** Shows these notices when their time comes, and no other. `now` in milliseconds of UTC. */
export const planNotices = async (notices: Notice[], now: number): Promise<void> =>
  setAlarms(await keepNotices(notices, now));

/** Forgets every notice and gives the permission back. */
export async function forbidNotices(): Promise<void> {
  await dropNotices();
  await setAlarms([]);
  const { notifications } = api();
  for (const id of Object.keys((await notifications?.getAll()) ?? {})) await notifications?.clear(id);
  await browser.permissions.remove(PERMISSION);
}

/**
 * What the worker listens to, from its first moment on: an alarm that wakes it is told at once. Alarms of
 * others are theirs.
 */
export function watchNotices(onOther: () => void): void {
  const onAlarm = ({ name }: { name: string }): void => {
    if (!name.startsWith(PREFIX)) onOther();
    else show(name.slice(PREFIX.length)).catch(() => undefined);
  };
  const listen = () => {
    api().alarms?.onAlarm.addListener(onAlarm);
    api().notifications?.onClicked.addListener(onClicked);
  };
  listen();
  browser.permissions.onAdded.addListener(listen);
  for (const start of [browser.runtime.onStartup, browser.runtime.onInstalled])
    start.addListener(() => void restore().catch(() => undefined));
}

/** The alarms of every notice not shown yet; one whose time has passed rings at once. */
const restore = async (): Promise<void> => setAlarms(await keptNotices());

async function setAlarms(notices: Notice[]): Promise<void> {
  const { alarms } = api();
  if (!alarms) return;
  const old = (await alarms.getAll()).filter(({ name }) => name.startsWith(PREFIX));
  await Promise.all(old.map(({ name }) => alarms.clear(name)));
  await Promise.all(notices.map(({ id, at }) => alarms.create(PREFIX + id, { when: at })));
}

/** The event of a notice begins with the id of its call: « Ma grappe » shows the dates of that call. */
const onClicked = (event: string): void => {
  const [campaign = ''] = event.split('.');
  showPage('/profil.html', `appels/${campaign}`).catch(() => undefined);
  api()
    .notifications?.clear(event)
    .catch(() => undefined);
};

async function show(id: string): Promise<void> {
  const notice = await takeNotice(id);
  if (!notice) return;
  await api().notifications?.create(notice.event, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: notice.title,
    message: notice.message,
  });
}
