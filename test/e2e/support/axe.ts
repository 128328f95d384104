import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';

const SCRIPT = join(import.meta.dirname, '../../../node_modules/axe-core/axe.min.js');

interface Violation {
  id: string;
  nodes: { html: string }[];
}

/** Unfolds everything, what is folded in what was folded included. */
const unfold = async (page: Page): Promise<void> => {
  for (let depth = 0; depth < 3; depth++)
    await page.$$eval('details', (all) => {
      for (const details of all) details.open = true;
    });
};

/**
 * Defects of accessibility of a page with everything unfolded, narrow and wide, light and dark: rules of
 * axe, targets too small to be aimed at, and what is wider than the page. Empty when there is none.
 */
export const defectsOf = async (page: Page): Promise<string[]> => {
  await page.bringToFront();
  await unfold(page);
  await page.evaluate(await readFile(SCRIPT, 'utf8'));
  const defects: string[] = [];
  for (const width of [360, 1280]) {
    await page.setViewport({ width, height: 800 });
    for (const value of ['light', 'dark']) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      const found: Violation[] = await page.evaluate(async () => {
        const options = { rules: { 'target-size': { enabled: true } } };
        return (await Reflect.get(window, 'axe').run(document, options)).violations;
      });
      defects.push(...found.map(({ id, nodes }) => `${width} ${value} ${id}: ${nodes[0]?.html}`));
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow > 0) defects.push(`${width}: ${overflow} px too wide`);
  }
  return defects;
};
