import { browser } from 'wxt/browser';

/** Shows a page of the extension in a tab: the one where it is open already, else a new one. */
export async function showPage(page: `/${string}.html`, hash: string): Promise<void> {
  const url = new URL(browser.runtime.getURL(page as '/profil.html'));
  const [tabId] = await tabsWith(url.href);
  url.hash = hash;
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
