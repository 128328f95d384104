import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { laterBadges } from '@/entrypoints/sidepanel/badge';
import { instantOf } from '@/knowledge/campaigns/instants';
import { toCampaign } from '@/knowledge/campaigns/personal-campaign';
import { turnsOf } from '@/knowledge/campaigns/turns';
import { NO_BADGE, planBadges, restoreBadge, showBadge } from '@/utils/badge';
import { callOf } from './campaigns/build';
import { buildProfile } from './cases/build';

const drawn: Record<string, unknown> = {};

beforeEach(() => {
  for (const key of Object.keys(drawn)) delete drawn[key];
  const take = (key: string) => async (details: object) =>
    void Object.assign(drawn, { [key]: Object.values(details)[0] });
  Object.assign(fakeBrowser.action, {
    setBadgeText: vi.fn(take('text')),
    setBadgeTextColor: vi.fn(take('ink')),
    setBadgeBackgroundColor: vi.fn(take('background')),
    setTitle: vi.fn(take('title')),
  });
});

afterEach(() => vi.useRealTimers());

it('shows nothing before anything was judged', async () => {
  await restoreBadge();
  expect(drawn).toMatchObject({ text: '', title: 'Ouvrir l’Assistant GALIS' });
});

it('shows the count, in words too, in colours that can be read', async () => {
  await showBadge({ text: '2', words: '2 règles bloquantes' });
  expect(drawn).toEqual({
    text: '2',
    ink: '#ffffff',
    background: '#b3261e',
    title: 'Ouvrir l’Assistant GALIS — 2 règles bloquantes',
  });
});

it('shows the last count again when the browser starts, and forgets it once it is cleared', async () => {
  await showBadge({ text: '3', words: '3 règles bloquantes' });
  drawn.text = 'forgotten';
  await restoreBadge();
  expect(drawn.text).toBe('3');
  await showBadge(NO_BADGE);
  await restoreBadge();
  expect(drawn).toMatchObject({ text: '', title: 'Ouvrir l’Assistant GALIS' });
});

/** An invented call: from the 1st of February 2028 to the 31st of May at noon, a principle from June on. */
const call = toCampaign(callOf());
const midday = instantOf('2028-05-31', '12:01');
const midnight = instantOf('2028-05-31', '24:00');

it('knows when the verdicts of a call change by themselves', () => {
  const opening = instantOf('2028-02-01', '00:00');
  expect(turnsOf(call, opening - 1)).toEqual([opening, midday, midnight]);
  expect(turnsOf(call, opening)).toEqual([midday, midnight]);
  expect(turnsOf(call, midnight)).toEqual([]);
});

it('counts ahead what each turn will break, and nothing of a simulated day', () => {
  const funded = buildProfile({ 'project.europeanAid': true }, call.id);
  const today = { profile: funded, campaign: call, date: '2028-05-31' };
  const [atNoon, fromJune, ...more] = laterBadges({ ...today, time: '11:00' }, midday - 1);
  expect(more).toEqual([]);
  expect(Number(fromJune?.text)).toBe(Number(atNoon?.text) + 1);
  expect(laterBadges(today, midday - 1)).toEqual([]);
  expect(laterBadges(null, midday - 1)).toEqual([]);
});

it('shows after midnight what was counted ahead for it, with no page open', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: midnight - 1 });
  await showBadge({ text: '1', words: '1 règle bloquante' });
  await planBadges([{ from: midnight, text: '2', words: '2 règles bloquantes' }]);
  await restoreBadge();
  expect(drawn.text).toBe('1');
  vi.setSystemTime(midnight);
  await restoreBadge();
  expect(drawn.text).toBe('2');
  expect((await fakeBrowser.alarms.getAll()).map(({ scheduledTime }) => scheduledTime)).toEqual([midnight]);
});

it('forgets what was counted ahead once a page counts again', async () => {
  await planBadges([{ from: 0, text: '2', words: '2 règles bloquantes' }]);
  await showBadge({ text: '1', words: '1 règle bloquante' });
  await restoreBadge();
  expect(drawn.text).toBe('1');
});
