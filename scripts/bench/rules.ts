import { amounts } from '@/knowledge/amounts';
import type { Profile } from '@/knowledge/profile/schema';
import { assess } from '@/knowledge/rules/assess';
import { campaign, DAY, grappe } from './grappe';
import { marksBench } from './marks';

/** All verdicts and amounts of a large invented grappe, as a ratio to writing the same grappe as JSON. */

const SIZES = [500, 5000] as const;
const RUNS = 25;
/** Runs that only warm the code up. */
const WARM_UPS = 5;
/** Most that the verdicts and amounts of 500 ESSMS may cost, in passes of `JSON.stringify`. */
const TARGET = 5;
/** Most that 5,000 ESSMS may cost, in times the 500. */
const GROWTH = 12;

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Milliseconds of processor: how busy the machine is otherwise does not count. */
function timed(work: () => unknown): number {
  const { user, system } = process.cpuUsage();
  work();
  const spent = process.cpuUsage({ user, system });
  return (spent.user + spent.system) / 1000;
}

/** Medians of one run: each kind of work in turn, so that a slow moment of the machine hits both. */
function measure(profile: Profile): { json: number; verdicts: number; amounts: number } {
  const situation = { profile, campaign: campaign(), date: DAY };
  const times = { json: [] as number[], verdicts: [] as number[], amounts: [] as number[] };
  for (let run = 0; run < RUNS + WARM_UPS; run += 1) {
    const [json, verdicts, paid] = [
      timed(() => JSON.stringify(profile)),
      timed(() => assess(situation)),
      timed(() => amounts(situation)),
    ];
    if (run < WARM_UPS) continue;
    times.json.push(json);
    times.verdicts.push(verdicts);
    times.amounts.push(paid);
  }
  return { json: median(times.json), verdicts: median(times.verdicts), amounts: median(times.amounts) };
}

const ms = (value: number): string => `${value.toFixed(2).padStart(8)} ms`;

export const main = async (): Promise<number> => {
  const [small, large] = SIZES.map((size) => ({ size, ...measure(grappe(size)) }));
  if (!small || !large) return 1;
  console.log(`Verdicts et montants, médianes de ${RUNS} passages d’une même exécution :`);
  for (const { size, json, verdicts, amounts: paid } of [small, large]) {
    console.log(`  ${size} ESSMS, écriture nue en JSON          ${ms(json)}`);
    console.log(`  ${size} ESSMS, tous les verdicts             ${ms(verdicts)}`);
    console.log(`  ${size} ESSMS, tous les montants             ${ms(paid)}`);
  }
  const whole = small.verdicts + small.amounts;
  const ratio = whole / small.json;
  const growth = (large.verdicts + large.amounts) / whole;
  console.log(`  en tout, face au JSON : ${ratio.toFixed(2)} × (cible ≤ ${TARGET})`);
  console.log(`  5 000 ESSMS face à 500 : ${growth.toFixed(2)} × (cible ≤ ${GROWTH})`);
  const missed = ratio > TARGET || growth > GROWTH;
  if (missed) console.log('  CIBLE MANQUÉE');
  return (await marksBench()) + (missed ? 1 : 0);
};
