import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import { openStage, type Stage } from './browser/stage';
import { playTour, type TourReport } from './tour';

const hasDisplay = (): boolean =>
  process.platform === 'darwin' ||
  process.platform === 'win32' ||
  Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

/**
 * `npm start`: plays the tour on the replica of the portal and prints what happened. With a display
 * it shows the browser and leaves it open on the portal; without one it runs headless and ends.
 */
export const main = async (argv: string[]): Promise<number> => {
  const { values } = parseArgs({ args: argv, options: { headless: { type: 'boolean', default: false } } });
  const visible = hasDisplay() && !values.headless;
  const shots = join(import.meta.dirname, '..', '.tour');
  console.log('Réplique du portail GALIS et grappe d’exemple (données inventées).\n');
  // The loaders of the portal are played for those who watch.
  const stage = await openStage({ delays: visible ? 'real' : 'none', visible });
  try {
    const report = await playTour(stage, shots, (line) => console.log(line));
    print(report);
    console.log(`\nCaptures d’écran : ${report.screenshots.length} images dans .tour/`);
    if (visible) await stayOpen(stage);
    return isGood(report) ? 0 : 1;
  } finally {
    await stage.close().catch(() => undefined);
  }
};

const print = ({ judgements, violations, answer, clicked, submissions }: TourReport): void => {
  const count = (verdict: string) => judgements.filter((one) => one.verdict === verdict).length;
  const right = count('right');
  const share = ((100 * right) / judgements.length).toFixed(1).replace('.', ',');
  console.log(
    `\nBrouillon enregistré par le portail : ${right} valeurs justes sur ${judgements.length} connues du profil (${share} %), ${count('missing')} absentes, ${count('wrong')} fausses.`,
  );
  for (const one of judgements.filter(({ verdict }) => verdict !== 'right'))
    console.log(
      `   ${one.verdict === 'wrong' ? 'FAUX' : 'absent'} ${one.step}.${one.path} : attendu ${JSON.stringify(one.value)}, trouvé ${JSON.stringify(one.got ?? null)}`,
    );
  console.log(
    `Boutons du portail cliqués par la visite : ${clicked.length} ; demandes transmises : ${submissions}.`,
  );
  console.log('\nRègles non respectées par la grappe d’exemple :');
  for (const { title, message, source } of violations)
    console.log(` ! ${title}\n   ${message}\n   [${source}]`);
  console.log(
    `\nQuestion : ${answer.question}\n   « ${answer.text} »\n   ${answer.citations.map((source) => `[${source}]`).join(' ')}`,
  );
};

/** The promise of the tour: nearly everything the profile knows is filled, nothing is wrong, nothing was sent. */
export const isGood = (report: TourReport): boolean => {
  const { judgements, submissions, violations, answer, clicked, received } = report;
  const right = judgements.filter(({ verdict }) => verdict === 'right').length;
  const wrong = judgements.filter(({ verdict }) => verdict === 'wrong').length;
  return (
    judgements.length > 250 &&
    right >= judgements.length * 0.95 &&
    wrong === 0 &&
    submissions === 0 &&
    received.length === clicked.length &&
    received.every((action) => action === 'next') &&
    violations.length > 0 &&
    answer.text !== ''
  );
};

/** Clicks the one button of ours in the page, which opens the browser's own side panel. */
const openRealPanel = async (page: Page): Promise<void> => {
  const button = await page
    .waitForSelector('assistant-galis-ouvrir:not([hidden])', { timeout: 5000 })
    .catch(() => null);
  const box = await button?.boundingBox();
  if (box) await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
};

const stayOpen = async ({ extension, page, panel, portal }: Stage): Promise<void> => {
  await panel.page.close();
  await page.bringToFront();
  await page.goto(`${portal.origin}/aides/#/cnsa/demande/complements`);
  await openRealPanel(page);
  console.log('\nLe navigateur reste ouvert sur le portail, le panneau à côté. Fermez-le pour finir.');
  await new Promise<void>((resolve) => extension.browser.once('disconnected', () => resolve()));
};
