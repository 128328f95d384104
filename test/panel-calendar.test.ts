import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { PanelCalendar } from '@/entrypoints/sidepanel/calendar';
import { Choices } from '@/entrypoints/sidepanel/choices';
import { instantOf } from '@/knowledge/campaigns/instants';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { closeDatabase, saveProfiles, saveSettings } from '@/utils/database';
import { keptNotices } from '@/utils/notice-store';

/** A busy machine takes its time. */
const within = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 10_000 });

/** The wiring of the calendar: the call of PACA, the invented sample grappe and the two days of its project. */
const permissions = { contains: vi.fn(), request: vi.fn(), remove: vi.fn() };
let stop = (): void => undefined;

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
  fakeBrowser.reset();
  Object.assign(fakeBrowser.permissions, permissions);
  permissions.contains.mockResolvedValue(false);
  permissions.request.mockResolvedValue(true);
  permissions.remove.mockResolvedValue(true);
});
afterEach(() => {
  stop();
  vi.restoreAllMocks();
});

/** The calendar as the panel has it on a day, and the sentences it answers. */
const openOn = async (day: string, settings: Parameters<typeof saveSettings>[0] = {}) => {
  await saveProfiles([sampleGrappe()]);
  await saveSettings({ campaignId: 'paca-2023', ...settings });
  const choices = new Choices();
  await choices.load();
  choices.clock.now.value = instantOf(day, '08:00');
  const calendar = new PanelCalendar(choices);
  stop = calendar.start();
  const said: string[] = [];
  const props = () => calendar.props((work) => void work().then((words) => said.push(words)));
  return { calendar, choices, props, said };
};

test('reads the day of today, or the simulated one from its first minute on', async () => {
  const { props, choices } = await openOn('2023-09-15');
  const words = () => props().calendar?.deadlines[0]?.words.replace(/\s/g, ' ');
  expect(words()).toBe('il reste 16 h');
  await choices.choose({ referenceDate: '2023-09-12' });
  expect(words()).toBe('il reste 3 jours');
});

test('says in the list of calls where each stands', async () => {
  const { calendar } = await openOn('2023-09-15');
  const of = (id: string) => calendar.campaigns.value.find((one) => one.id === id)?.standing;
  expect(of('paca-2023')).toBe('ouverte');
  expect(of('national-2022')).toBe('close depuis le 18 juillet 2022');
});

test('the grappe of one région has the regional dates for its own', async () => {
  const { props } = await openOn('2023-05-10');
  expect(props().calendar?.deadlines.map(({ label, whose }) => [label.replace(/\s/g, ' '), whose])).toEqual([
    ['Clôture : dépôt régional', 'own'],
    ['Clôture : dépôt multirégional', 'other'],
    ['Fin de la première sélection régionale (sans fermer le dépôt)', 'own'],
  ]);
});

test('switched on, plans the notices of today, whatever the day simulated, and tells how many', async () => {
  const { props, said, choices } = await openOn('2023-09-10', { referenceDate: '2023-02-01' });
  vi.spyOn(Date, 'now').mockReturnValue(instantOf('2023-09-10', '08:00'));
  expect(props().notices).toMatchObject({ on: false, planned: 5, next: '2023-09-12' });
  props().notices.onNotify(true);
  expect(permissions.request).toHaveBeenCalledOnce(); // in the gesture itself
  await within(() => expect(said).toEqual(['Vous serez prévenu des échéances sur cet ordinateur.']));
  expect(choices.settings.value.notify).toBe(true);
  await within(async () => expect(await keptNotices()).toHaveLength(5));
  expect(await fakeBrowser.alarms.getAll()).toHaveLength(5);
});

test('switched off, forgets them and gives the permission back', async () => {
  const { props, said, choices } = await openOn('2023-09-10');
  vi.spyOn(Date, 'now').mockReturnValue(instantOf('2023-09-10', '08:00'));
  props().notices.onNotify(true);
  await within(async () => expect(await keptNotices()).toHaveLength(5));
  props().notices.onNotify(false);
  await within(() => expect(said.at(-1)).toBe('Les rappels sont coupés et effacés.'));
  expect([choices.settings.value.notify, props().notices.on]).toEqual([false, false]);
  expect(permissions.remove).toHaveBeenCalledOnce();
  expect([await keptNotices(), await fakeBrowser.alarms.getAll()]).toEqual([[], []]);
});

test('refused by the browser, stays off and says so', async () => {
  permissions.request.mockResolvedValue(false);
  const { props, said, choices } = await openOn('2023-09-10');
  props().notices.onNotify(true);
  await within(() => expect(said[0]).toContain('n’a pas donné la permission'));
  expect([choices.settings.value.notify, props().notices.on]).toEqual([false, false]);
  expect(await keptNotices()).toEqual([]);
});

test('wanted but no longer allowed, is off and plans nothing', async () => {
  const { props } = await openOn('2023-09-10', { notify: true });
  expect(props().notices.on).toBe(false);
  expect(await keptNotices()).toEqual([]);
});
