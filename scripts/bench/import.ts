import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { luhnKey } from '@/knowledge/identifiers/check';
import { editsOf, NO_CHOICE, propose, tablesOf } from '@/knowledge/import';
import type { Proposal } from '@/knowledge/import/proposal';
import type { Workbook } from '@/knowledge/import/table';
import { type Profile, profile } from '@/knowledge/profile/schema';
import { readWorkbook } from '@/utils/spreadsheet/read';

/** Import of a large invented sheet, as a ratio to a bare parse of it by the same library. */

const ROWS = 10_000;
const RUNS = 5;

const HEADER = [
  'N° FINESS ET',
  'Nom de l’établissement',
  'Catégorie',
  'Champ',
  'Adresse',
  'Code postal',
  'Commune',
  'Capacité',
  'Logiciel DUI actuel',
  'Financé ESMS numérique',
  'Organisme gestionnaire',
  'SIREN',
  'Montant demandé',
];

const keyed = (stem: string): string => `${stem}${luhnKey(`${stem}0`)}`;

/** An invented establishment, one of forty organismes. */
const row = (i: number): (string | number)[] => [
  keyed(`13${String(i).padStart(6, '0')}`),
  `EHPAD numéro ${i} (fictif)`,
  ['500', '183', '354', '446'][i % 4] ?? '500',
  ['PA', 'PH', 'DOM', 'PH'][i % 4] ?? 'PA',
  `${1 + (i % 90)} chemin des Exemples`,
  `13${String(i % 200).padStart(3, '0')}`,
  `Commune ${i % 200}`,
  20 + (i % 100),
  `Logiciel ${i % 7}`,
  i % 3 === 0 ? 'oui' : 'non',
  `Organisme ${i % 40} (fictif)`,
  keyed(`0000${String(i % 40).padStart(4, '0')}`),
  8500 + (i % 50),
];

const grappe = (): Profile =>
  profile.parse({ schemaVersion: 2, id: 'banc', name: '', porteurId: '', createdAt: '', updatedAt: '' });

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function timed<Result>(work: () => Promise<Result> | Result): Promise<[number, Result]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

function proposed(workbook: Workbook, empty: Profile): Proposal {
  const [table] = tablesOf(workbook);
  const sheet = workbook.sheets.find(({ name }) => name === table?.sheet);
  if (!table || !sheet) throw new Error('no table was found');
  return propose({
    name: workbook.name,
    sheet,
    table,
    profile: empty,
    answers: new Map(),
    register: null,
    today: '2026-11-22',
  });
}

const ms = (value: number): string => `${value.toFixed(0).padStart(6)} ms`;

/** Measures the import of 10,000 lines; the profile keeps its cap, and the lines beyond say so. */
export const main = async (): Promise<number> => {
  const rows = Array.from({ length: ROWS }, (_, i) => row(i));
  const bytes = await writeXlsx({ sheets: [{ name: 'ESSMS', rows: [HEADER, ...rows] }] });
  const empty = grappe();
  const times = {
    bare: [] as number[],
    read: [] as number[],
    propose: [] as number[],
    edits: [] as number[],
  };
  let lines = 0;
  for (let run = 0; run <= RUNS; run += 1) {
    const [bare] = await timed(() => readXlsx(bytes));
    const [read, workbook] = await timed(() => readWorkbook(bytes, 'banc.xlsx'));
    const [understood, proposal] = await timed(() => proposed(workbook, empty));
    let rank = 0;
    const [edited, edits] = await timed(() => editsOf(proposal, empty, NO_CHOICE, () => `r${rank++}`));
    lines = edits.length;
    // The first run warms the code up.
    if (run === 0) continue;
    times.bare.push(bare);
    times.read.push(read);
    times.propose.push(understood);
    times.edits.push(edited);
  }
  const [bare, read, understood, edited] = [times.bare, times.read, times.propose, times.edits].map(median);
  const whole = (read ?? 0) + (understood ?? 0) + (edited ?? 0);
  console.log(
    `Import de ${ROWS} lignes de ${HEADER.length} colonnes (XLSX), médianes d’une même exécution :`,
  );
  console.log(`  lecture nue par la même bibliothèque      ${ms(bare ?? 0)}`);
  console.log(`  lecture par l’assistant                   ${ms(read ?? 0)}`);
  console.log(`  tableau, colonnes, lignes, remarques      ${ms(understood ?? 0)}`);
  console.log(`  modifications à enregistrer (${lines})         ${ms(edited ?? 0)}`);
  console.log(
    `  en tout                                   ${ms(whole)}   ${(whole / (bare ?? 1)).toFixed(2)} × la lecture nue`,
  );
  return whole <= 3 * (bare ?? 0) ? 0 : 1;
};
