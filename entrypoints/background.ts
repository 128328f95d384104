import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { restoreBadge } from '@/utils/badge';
import { onNews } from '@/utils/messages';
import { watchNotices } from '@/utils/notifications';
import { isPortalUrl } from '@/utils/portal';
import { dropOldTyped, keepTyped } from '@/utils/typed-store';

/** Firefox's own name for the side panel, absent from the common types. */
interface WithSidebar {
  sidebarAction?: { toggle(): Promise<void> };
}

/** Holds no state: the browser may stop it between any two messages. */
export default defineBackground(() => {
  const isFirefox = import.meta.env.BROWSER === 'firefox';
  onNews((news, from) => {
    if (news.news === 'open-panel' && !isFirefox) void browser.sidePanel.open({ tabId: from.tabId });
    // A text that cannot be kept (a full disk) is no reason to disturb the person who types it.
    if (news.news === 'typed' && isPortalUrl(from.url))
      keepTyped(news, new Date().toISOString()).catch(() => undefined);
  });
  browser.runtime.onStartup.addListener(() => {
    dropOldTyped(new Date().toISOString()).catch(() => undefined);
  });
  const restore = () => void restoreBadge().catch(() => undefined);
  // Whatever wakes the worker: the browser that starts, a page of the portal, an alarm.
  restore();
  watchNotices(restore);
  // A panel that the browser opens by itself gives no access to the page; a press that comes here does.
  if (!isFirefox) void browser.sidePanel.setPanelBehavior({ openPanelOnActionClick: false });
  browser.action.onClicked.addListener(({ id }) => {
    if (!isFirefox) return void (id !== undefined && browser.sidePanel.open({ tabId: id }));
    const firefox: typeof browser & WithSidebar = browser;
    void firefox.sidebarAction?.toggle();
  });
});
