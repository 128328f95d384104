import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { onNews } from '@/utils/messages';

/** Firefox's own name for the side panel, absent from the common types. */
interface WithSidebar {
  sidebarAction?: { toggle(): Promise<void> };
}

/** Holds no state: the browser may stop it between any two messages. */
export default defineBackground(() => {
  if (import.meta.env.BROWSER === 'firefox') {
    browser.action.onClicked.addListener(() => {
      const firefox: typeof browser & WithSidebar = browser;
      void firefox.sidebarAction?.toggle();
    });
    return;
  }
  void browser.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
  onNews((news, from) => {
    if (news.news === 'open-panel') void browser.sidePanel.open({ tabId: from.tabId });
  });
});
