import type { Open } from './fill';
import { rowsPage } from './fill-page';
import type { RowFigures } from './in-page';

const ROWS = 500;
/** Rounds, the two ways in turn; the figures are medians. */
const ROUNDS = 5;
/** Most that our share of the last hundred rows may cost against that of the first hundred. */
const TARGET = 1.2;

/** Adds 500 rows of 12 columns to an AngularJS table, in turn with the clicks alone. */
export const rowsBench = async (open: Open, angular: string): Promise<number> => {
  const measure = async (ours: boolean): Promise<RowFigures> => {
    const page = await open(rowsPage(angular));
    const figures = (await page.evaluate(`rowBench(${ROWS}, ${ours})`)) as RowFigures;
    await page.close();
    return figures;
  };
  await measure(true);
  const bare: RowFigures[] = [];
  const ours: RowFigures[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await measure(false));
    ours.push(await measure(true));
  }
  const share = medians(ours.map((one) => one.ours));
  const ratio = (share.at(-1) ?? 1) / (share[0] ?? 1);
  console.log(`Tableau AngularJS de 12 colonnes, ${ROWS} lignes, par ligne et par tranche de 100 :`);
  console.log(`  clics nus                         ${slices(medians(bare.map(({ page }) => page)))}`);
  console.log(`  clics de l’assistant              ${slices(medians(ours.map(({ page }) => page)))}`);
  console.log(`  part de l’assistant, hors la page ${slices(share)}`);
  console.log(`  les 100 dernières face aux 100 premières : ${ratio.toFixed(2)} × (cible ≤ ${TARGET})`);
  if (ratio > TARGET) console.log('  CIBLE MANQUÉE');
  return ratio > TARGET ? 1 : 0;
};

const medians = (rounds: number[][]): number[] =>
  (rounds[0] ?? []).map((_, at) => {
    const sorted = rounds.map((round) => round[at] ?? 0).toSorted((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  });

const slices = (values: number[]): string => values.map((ms) => `${ms.toFixed(3)} ms`).join('  ');
