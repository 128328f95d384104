import { amounts } from '@/knowledge/amounts';
import { campaigns } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { luhnKey } from '@/knowledge/identifiers/check';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { essms, type Profile } from '@/knowledge/profile/schema';
import { assess } from '@/knowledge/rules/assess';

/** All verdicts and amounts of a large invented grappe, as a ratio to writing the same grappe as JSON. */

const SIZES = [500, 5000] as const;
const RUNS = 25;
/** Runs that only warm the code up. */
const WARM_UPS = 5;
/** Most that the verdicts and amounts of 500 ESSMS may cost, in passes of `JSON.stringify`. */
const TARGET = 5;
/** Most that 5,000 ESSMS may cost, in times the 500. */
const GROWTH = 12;

const CAMPAIGN = 'paca-2023';
const DAY = '2023-03-01';

const campaign = (): Campaign => {
  const found = campaigns.find(({ id }) => id === CAMPAIGN);
  if (!found) throw new Error(`no campaign ${CAMPAIGN}`);
  return found;
};

const READ = {
  from: 'sheet',
  name: 'membres.xlsx, feuille ESSMS',
  on: '2023-02-01',
  verified: null,
} as const;
const CHECKED = { ...READ, verified: { by: 'finess', on: '2023-02-02' } } as const;

/** Where the values of a row come from, as an import leaves it: nobody types 500 ESSMS by hand. */
const SOURCES = {
  finess: CHECKED,
  name: CHECKED,
  category: CHECKED,
  'address.street': CHECKED,
  'address.postcode': CHECKED,
  'address.commune': CHECKED,
  departement: READ,
  field: READ,
  organismeId: READ,
  capacity: READ,
  currentSoftware: READ,
};

/** The sample grappe with `size` imported ESSMS, each with a FINESS of its own. */
function grappe(size: number): Profile {
  const sample = sampleGrappe();
  const models = sample.essms;
  const rows = Array.from({ length: size }, (_, rank) => {
    const body = `13${String(rank).padStart(6, '0')}`;
    return essms.parse({
      ...models[rank % models.length],
      id: `b${rank}`,
      finess: body + luhnKey(`${body}0`),
      name: `Établissement fictif n° ${rank}`,
      sources: SOURCES,
    });
  });
  const ids = rows.map(({ id }) => id);
  const half = Math.ceil(size / 2);
  return {
    ...sample,
    essms: rows,
    dossiers: sample.dossiers.slice(0, 2).map((dossier, index) => ({
      ...dossier,
      campaign: CAMPAIGN,
      essmsIds: index === 0 ? ids.slice(0, half) : ids.slice(half),
    })),
  };
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
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
  if (ratio <= TARGET && growth <= GROWTH) return 0;
  console.log('  CIBLE MANQUÉE');
  return 1;
};
