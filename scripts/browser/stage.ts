import type { Page } from 'puppeteer-core';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { type Portal, type PortalOptions, startPortal } from '@/test/galis/server';
import { PORTAL_HOST } from '@/utils/portal';
import { type ExtensionBrowser, launchChromium } from './chromium';
import { PanelDriver } from './panel';
import { type PortalProxy, startProxy } from './proxy';

/** The replica, the proxy and a browser with the extension, ready to play. */
export interface Stage {
  portal: Portal;
  proxy: PortalProxy;
  extension: ExtensionBrowser;
  page: Page;
  panel: PanelDriver;
  close(): Promise<void>;
}

/** The public register the replica looks SIRET numbers up in: the organismes of the sample. */
const directory = () =>
  sampleGrappe().organismes.map(({ siret, raisonSociale, formeJuridique }) => ({
    siret,
    raisonSociale,
    formeJuridique,
  }));

/** Starts everything and opens the portal's home with the panel beside it. */
export const openStage = async (options: PortalOptions & { visible?: boolean } = {}): Promise<Stage> => {
  const { visible = false, ...portalOptions } = options;
  const portal = await startPortal({ directory: directory(), ...portalOptions });
  const proxy = await startProxy(new Map([[PORTAL_HOST, { address: '127.0.0.1', port: portal.port }]]));
  const extension = await launchChromium({ proxyPort: proxy.port, visible });
  const page = (await extension.browser.pages())[0] ?? (await extension.browser.newPage());
  await page.goto(`${portal.origin}/aides/#/cnsa/dashboard/accueil`);
  await page.waitForSelector('main h1');
  const panel = new PanelDriver(await extension.openPanel(page));
  return {
    portal,
    proxy,
    extension,
    page,
    panel,
    close: async () => {
      await extension.close();
      await proxy.close();
      await portal.close();
    },
  };
};
