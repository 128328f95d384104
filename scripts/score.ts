import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PAGES, pageNames, structureNames, unreviewedNames } from '@/test/pages/saved';
import { openReader, readAll, readPage, readStructure } from './score/pages';
import { LOOKS, scoreReplica } from './score/replica';
import { jsonOf, linesOf, type PageScore, passed, type ReplicaScore, scoreOf } from './score/report';

const USAGE =
  'Usage : npm run score [-- [--json] [--page NOM]… [--pages DOSSIER] [--no-replica]]\n  --page        une page, par le nom de son dossier (répétable)\n  --pages       un autre dossier de pages que test/pages\n  --no-replica  sans les étapes de la réplique du portail';

/** Browsers that read pages at the same time. */
const LANES = 2;

/**
 * Scores recognition on the saved pages and on the replica, in the built extension in Chromium:
 * precision, recall, and each mistake. Answers 0, 1 under the least precision or recall, or 2 with a
 * message in French.
 */
export const main = async (argv: string[]): Promise<number> => {
  try {
    const { json, page: wanted, pages, 'no-replica': withoutReplica } = parse(argv);
    const folder = pages ? resolve(process.env.INIT_CWD ?? process.cwd(), pages) : PAGES;
    const scored = await scorePages(folder, wanted);
    const replica = withoutReplica || wanted.length > 0 || pages ? [] : await scoreLooks();
    for (const name of unreviewedNames(folder))
      process.stderr.write(`${name} n’est pas compté : son expected.json reste à relire.\n`);
    console.log(
      json ? JSON.stringify(jsonOf(scored, replica), null, 2) : linesOf(scored, replica).join('\n'),
    );
    return passed(scored, replica) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
};

const parse = (argv: string[]) => {
  const flag = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({
      args: argv,
      options: {
        json: flag,
        'no-replica': flag,
        page: { type: 'string', multiple: true, default: [] },
        pages: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new Error(`Option non reconnue (${error instanceof Error ? error.message : error}).\n${USAGE}`);
  }
};

const scorePages = async (folder: string, wanted: string[]): Promise<PageScore[]> => {
  const known = [...pageNames(folder), ...structureNames(folder)];
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`Page inconnue : ${unknown.join(', ')}.\n${USAGE}`);
  const chosen = (name: string) => wanted.length === 0 || wanted.includes(name);
  const opened = pageNames(folder).filter(chosen);
  const described = structureNames(folder)
    .filter(chosen)
    .map((name) => scoreOf(name, folder, readStructure(name, folder)));
  return [...(await openAndScore(opened, folder)), ...described].toSorted((a, b) =>
    a.name.localeCompare(b.name, 'fr'),
  );
};

const openAndScore = async (names: string[], folder: string): Promise<PageScore[]> => {
  const [first] = names;
  if (first === undefined) return [];
  const readers = await Promise.all(
    Array.from({ length: Math.min(LANES, names.length) }, () => openReader(first, folder)),
  );
  try {
    const readings = readAll(names, readers, readPage);
    return await Promise.all(
      [...readings].map(async ([name, reading]) => scoreOf(name, folder, await reading)),
    );
  } finally {
    await Promise.all(readers.map((reader) => reader.close()));
  }
};

const scoreLooks = async (): Promise<ReplicaScore[]> => {
  const scores: ReplicaScore[] = [];
  for (const look of LOOKS) scores.push({ look, ...(await scoreReplica(look)) });
  return scores;
};
