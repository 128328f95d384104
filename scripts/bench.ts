import { main as captureBench } from './bench/capture';
import { main as fillBench } from './bench/fill';
import { main as importBench } from './bench/import';
import { main as questionsBench } from './bench/questions';
import { main as readBench } from './bench/read';
import { main as registerBench } from './bench/register';
import { main as rulesBench } from './bench/rules';
import { main as tableBench } from './bench/table';

/**
 * `npm run bench [name…]`: how long the assistant takes beside a floor, medians of one run. Ratios
 * only: the machine decides the milliseconds.
 */
const BENCHES: Record<string, { title: string; run(): Promise<number> }> = {
  fill: {
    title: 'Écrire 300 champs et ajouter 500 lignes, face à une boucle nue',
    run: fillBench,
  },
  read: {
    title: 'Lire 300 champs, un tableau de 500 lignes et une page immense, face à une extraction nue',
    run: readBench,
  },
  import: {
    title: 'Importer 10 000 ESSMS, face à la lecture nue du même fichier',
    run: importBench,
  },
  rules: {
    title: 'Les verdicts et les montants de 500 et de 5 000 ESSMS, face à une écriture nue en JSON',
    run: rulesBench,
  },
  table: {
    title: 'Taper dans le tableau de 500 ESSMS, face à un tableau de 10',
    run: tableBench,
  },
  questions: {
    title: 'Chercher dans 10 000 passages, face à MiniSearch',
    run: questionsBench,
  },
  capture: {
    title: 'Lire un PDF de 100 pages, à côté d’un panneau qui reste fluide',
    run: captureBench,
  },
  register: {
    title: 'Indexer un répertoire de 100 000 établissements, face à sa lecture nue',
    run: registerBench,
  },
};

/** Runs the named benches, or all of them. */
export const main = async (names: string[]): Promise<number> => {
  const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name));
  if (unknown.length > 0) {
    console.error(`Inconnu : ${unknown.join(', ')}. Connus : ${Object.keys(BENCHES).join(', ')}.`);
    return 1;
  }
  let failures = 0;
  for (const [name, { title, run }] of Object.entries(BENCHES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n${title}`);
    failures += await run();
  }
  return failures > 0 ? 1 : 0;
};
