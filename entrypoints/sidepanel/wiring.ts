import { browser } from 'wxt/browser';
import type { EditPath } from '@/knowledge/profile/edit';
import type { Settings } from '@/utils/database';
import { showPage } from '@/utils/pages';
import { addressOf, textsHash } from '../profil/address';
import type { Panel } from './state';

export interface PanelProps {
  panel: Panel;
}

/** Opens « Ma grappe », where a datum is typed when one is given. */
export const openProfil = (path: EditPath | null = null): void =>
  void showPage('/profil.html', addressOf(path).split('#')[1] ?? '');

/** Opens the captured texts of « Ma grappe », at one of them when an id is given. */
export const openTexts = (id: string): void => void showPage('/profil.html', textsHash(id));

/** Opens the report, to be printed. */
export const openReport = (): void =>
  void browser.tabs.create({ url: browser.runtime.getURL('/bilan.html' as '/profil.html') });

/** Saves a choice; what goes wrong is said in the panel. */
export const choose = (panel: Panel, change: Partial<Settings>): void =>
  void panel.run(async () => {
    await panel.choices.choose(change);
    return '';
  });
