import { judge, expectedDraft } from '@/test/galis/expected';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { startPortal } from '@/test/galis/server';
import { startProxy } from '@/scripts/browser/proxy';
import { launchChromium } from '@/scripts/browser/chromium';
import { PanelDriver } from '@/scripts/browser/panel';
import { steps } from '@/test/galis/screens';
export const main = async (argv: string[]) => {
  const portal = await startPortal({ directory: [] });
  const proxy = await startProxy(new Map([['galis-subventions.cnsa.fr', { address: '127.0.0.1', port: portal.port }]]));
  const ext = await launchChromium({ proxyPort: proxy.port });
  try {
    const page = await ext.browser.newPage();
    page.on('console', (m) => console.log('PAGE', m.text()));
    await page.goto('https://galis-subventions.cnsa.fr/aides/#/cnsa/dashboard/accueil');
    await new Promise((r) => setTimeout(r, 800));
    const panelPage = await ext.openPanel(page);
    panelPage.on('console', (m) => console.log('PANEL', m.text()));
    panelPage.on('pageerror', (e) => console.log('PANELERR', e));
    await panelPage.setViewport({ width: 360, height: 800 });
    const panel = new PanelDriver(panelPage);
    await new Promise((r) => setTimeout(r, 800));
    console.log(await panelPage.evaluate(() => document.body.innerText.slice(0, 500)));
    if (await panel.offers(/grappe d’exemple/)) await panel.press('Essayer avec la grappe d’exemple');
    for (const step of steps) {
      if (argv.length && !argv.includes(step.id)) continue;
      await page.bringToFront();
      await page.goto('https://galis-subventions.cnsa.fr/aides/#/cnsa/demande/' + step.id);
      await new Promise((r) => setTimeout(r, 700));
      await panelPage.bringToFront();
      await panel.settled();
      const add = await panel.offers(/^Ajouter \d+ ligne/);
      if (add) { await panel.press(add); console.log(await panel.done()); }
      await panelPage.screenshot({ path: `/tmp/shots/panel-${step.id}-before.png` as const });
      console.log(step.id, await panel.fill());
      for (const f of await panel.fields()) if (argv.length || !['verified', 'reformatted'].includes(f.state)) console.log('   ', f.state.padEnd(12), f.field, f.confidence, f.label, '|', f.reason);
      await panelPage.screenshot({ path: `/tmp/shots/panel-${step.id}.png` as const, fullPage: true });
      await page.bringToFront();
      await page.evaluate(() => { const f = document.querySelector('iframe'); [...document.querySelectorAll('button')].find((b) => b.textContent?.trim() === 'Enregistrer')?.click(); });
      await new Promise((r) => setTimeout(r, 400));
      await page.screenshot({ path: `/tmp/shots/page-${step.id}.png` as const, fullPage: true });
    }
    
    const j = judge(portal.drafts(), expectedDraft(sampleGrappe())); console.log(j.filter((x) => x.verdict === 'right').length, '/', j.length); for (const x of j) if (x.verdict !== 'right') console.log(x.step, x.path, x.verdict, JSON.stringify(x.value), JSON.stringify(x.got));
    console.log('refused', proxy.refused);
  } finally {
    await ext.close(); await proxy.close(); await portal.close();
  }
  return 0;
};
