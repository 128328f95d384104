import 'fake-indexeddb/auto';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { NO_BADGE, restoreBadge, showBadge } from '@/utils/badge';

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
