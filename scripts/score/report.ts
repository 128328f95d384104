import { type ExpectedFailure, type PageSet, savedPage } from '@/test/pages/saved';
import type { ReplicaLook } from './replica';
import { type Mistake, mended, type Reading, surprises, Tally } from './tally';

/** How recognition did on one saved page. */
export interface PageScore {
  name: string;
  set: PageSet;
  tally: Tally;
  /** Fields the panel listed, and fields there are. */
  listed: number;
  fields: number;
  announced: ExpectedFailure[];
}

/** How it did on the replica, shown one way. */
export interface ReplicaScore {
  look: ReplicaLook;
  tally: Tally;
  /** Steps whose fields were not all listed. */
  incomplete: string[];
}

/** Compares what was read of a page with the truth about it. */
export const scoreOf = (name: string, folder: string, read: Reading[]): PageScore => {
  const { set = 'first', fields, expectedFailures } = savedPage(name, folder);
  const tally = new Tally().add(fields, read);
  return { name, set, tally, listed: read.length, fields: fields.length, announced: expectedFailures };
};

const SETS: Record<PageSet, string> = {
  first: 'premières pages',
  dev: 'pages de mise au point',
  kept: 'pages gardées pour la fin',
};

const total = (tallies: { tally: Tally }[]): Tally =>
  tallies.reduce((sum, { tally }) => sum.plus(tally), new Tally());

const setsOf = (pages: PageScore[]): [PageSet, PageScore[]][] =>
  (['first', 'dev', 'kept'] as const).flatMap((set): [PageSet, PageScore[]][] => {
    const members = pages.filter((page) => page.set === set);
    return members.length > 0 ? [[set, members]] : [];
  });

/** Whether the pages together, and each look of the replica, are precise and complete enough. */
export const passed = (pages: PageScore[], replica: ReplicaScore[]): boolean =>
  total(pages).passes && replica.every(({ tally }) => tally.passes);

const percent = (share: number): string => `${(share * 100).toFixed(1).replace('.', ',')} %`;
const name = (field: string | null): string => field ?? 'rien';

const summary = (tally: Tally): string =>
  `${tally.right} justes, ${tally.wrong} faux, ${tally.missed} manqués : précision ${percent(tally.precision)}, rappel ${percent(tally.recall)}`;

const mistakeLine = ({ label, expected, got }: Mistake): string =>
  `    « ${label} » : ${name(expected)} attendu, ${name(got)} reconnu`;

const pageLines = ({ name: page, tally, listed, fields, announced }: PageScore): string[] => [
  `${page.padEnd(26)} ${String(tally.right).padStart(3)} justes ${String(tally.wrong).padStart(3)} faux ${String(tally.missed).padStart(3)} manqués${listed === fields ? '' : ` (${listed} champs lus sur ${fields})`}`,
  ...surprises(tally.mistakes, announced).map(mistakeLine),
];

const failureLines = (pages: PageScore[]): string[] => {
  const known = pages.flatMap((page) =>
    page.announced.map(({ at, got, why }) => `  ${page.name}, champ ${at + 1} (${name(got)}) : ${why}`),
  );
  const gone = pages.flatMap((page) =>
    mended(page.tally.mistakes, page.announced).map(
      ({ at }) => `  ${page.name}, champ ${at + 1} : n’est plus en échec, à retirer de la liste`,
    ),
  );
  return known.length === 0 ? [] : ['', 'Échecs attendus :', ...known, ...gone];
};

const wordingOf = ({ wording, labels }: ReplicaLook): string =>
  labels === undefined ? (wording === 'usual' ? 'habituels' : 'variés') : `tirés au sort (${labels})`;

const replicaLines = (replica: ReplicaScore[]): string[] =>
  replica.flatMap(({ look, tally, incomplete }) => [
    `réplique, libellés ${wordingOf(look)}, ${look.layout} : ${summary(tally)}`,
    ...tally.mistakes.map(mistakeLine),
    ...incomplete.map((step) => `    ${step}`),
  ]);

/** The score as a person reads it. */
export const linesOf = (pages: PageScore[], replica: ReplicaScore[]): string[] => [
  ...pages.flatMap(pageLines),
  ...failureLines(pages),
  '',
  ...setsOf(pages).map(([set, members]) => `${SETS[set]} (${members.length}) : ${summary(total(members))}`),
  `toutes les pages (${pages.length}) : ${summary(total(pages))}`,
  ...replicaLines(replica),
];

const figures = (tally: Tally) => ({
  right: tally.right,
  wrong: tally.wrong,
  missed: tally.missed,
  precision: tally.precision,
  recall: tally.recall,
});

/** The score for a program. */
export const jsonOf = (pages: PageScore[], replica: ReplicaScore[]) => ({
  passed: passed(pages, replica),
  overall: figures(total(pages)),
  sets: Object.fromEntries(setsOf(pages).map(([set, members]) => [set, figures(total(members))])),
  replica: replica.map(({ look, tally, incomplete }) => ({
    ...look,
    ...figures(tally),
    mistakes: tally.mistakes,
    incomplete,
  })),
  pages: pages.map((page) => ({
    name: page.name,
    set: page.set,
    listed: page.listed,
    fields: page.fields,
    ...figures(page.tally),
    mistakes: page.tally.mistakes,
    expectedFailures: page.announced,
  })),
});
