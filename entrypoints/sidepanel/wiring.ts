import { browser } from 'wxt/browser';
import type { EditPath } from '@/knowledge/profile/edit';
import type { Settings } from '@/utils/database';
import { addressOf, textsHash } from '../profil/address';
import type { Panel } from './state';

export interface PanelProps {
  panel: Panel;
}

/** Shows a page of the extension in a tab: the one where it is open already, else a new one. */
async function show(page: `/${string}.html`, hash: string): Promise<void> {
  const url = new URL(browser.runtime.getURL(page as '/profil.html'));
  const open = await tabsWith(url.href);
  url.hash = hash;
  const [tabId] = open;
  if (tabId === undefined) await browser.tabs.create({ url: url.href });
  else await browser.tabs.update(tabId, hash === '' ? { active: true } : { active: true, url: url.href });
}

/** Tabs that show a page of the extension, whatever the place in it. */
async function tabsWith(address: string): Promise<number[]> {
  const contexts = await browser.runtime.getContexts({ contextTypes: ['TAB'] });
  return contexts
    .filter(({ documentUrl = '' }) => documentUrl.split('#')[0] === address)
    .map(({ tabId }) => tabId);
}

/** Opens « Ma grappe », where a datum is typed when one is given. */
export const openProfil = (path: EditPath | null = null): void =>
  void show('/profil.html', addressOf(path).split('#')[1] ?? '');

/** Opens the captured texts of « Ma grappe », at one of them when an id is given. */
export const openTexts = (id: string): void => void show('/profil.html', textsHash(id));

/** Opens the report, to be printed. */
export const openReport = (): void =>
  void browser.tabs.create({ url: browser.runtime.getURL('/bilan.html' as '/profil.html') });

/** Saves a choice; what goes wrong is said in the panel. */
export const choose = (panel: Panel, change: Partial<Settings>): void =>
  void panel.run(async () => {
    await panel.choices.choose(change);
    return '';
  });
