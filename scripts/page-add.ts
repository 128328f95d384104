import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { review } from '@/knowledge/form/plan';
import { framesOf, parseStructure, type Structure } from '@/knowledge/form/structure';

const USAGE = 'Usage : npm run page:add -- FICHIER NOM (NOM : minuscules, chiffres et tirets)';

/**
 * Turns the description of a step exported from the panel into a folder of `test/pages/`: the file
 * as it is, and what today's recognition says of it, to be corrected by a careful person. Answers 0,
 * or 2 with a message in French.
 */
export const main = async (argv: string[]): Promise<number> => {
  try {
    const { file, name } = read(argv);
    const folder = join(import.meta.dirname, '..', 'test', 'pages', name);
    process.stdout.write(`${await addPage(file, folder)}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
};

const read = (argv: string[]): { file: string; name: string } => {
  const [file, name, ...others] = argv;
  if (!file || !name || others.length > 0) throw new Error(USAGE);
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name))
    throw new Error(`« ${name} » n’est pas un nom de dossier.\n${USAGE}`);
  return { file: resolve(process.env.INIT_CWD ?? process.cwd(), file), name };
};

/** Writes the folder of a described step and answers what to do next, in French. Throws in French. */
export const addPage = async (file: string, folder: string): Promise<string> => {
  if (existsSync(folder)) throw new Error(`Le dossier ${folder} existe déjà : choisissez un autre nom.`);
  const content = await readFile(file, 'utf8').catch(() => {
    throw new Error(`Le fichier ${file} ne peut pas être lu.`);
  });
  const structure = parseStructure(content);
  const expected = draftOf(structure);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'structure.json'), `${JSON.stringify(structure, null, 2)}\n`);
  await writeFile(join(folder, 'expected.json'), `${JSON.stringify(expected, null, 2)}\n`);
  return instructions(folder, expected);
};

interface Draft {
  about: string;
  /** Nobody has compared this with the page yet: it is only what recognition says today. */
  reviewed: false;
  step: string;
  fields: { label: string; field: string | null }[];
  expectedFailures: never[];
}

const draftOf = (structure: Structure): Draft => {
  const frames = framesOf(structure).map((snapshot, frameId) => ({ frameId, snapshot }));
  const { step, fields } = review(frames, { profile: null, campaign: null });
  return {
    about: `Étape décrite depuis l’assistant, adresse ${structure.frames[0]?.path ?? ''}.`,
    reviewed: false,
    step,
    fields: fields.map(({ field, id }) => ({ label: field.label, field: id })),
    expectedFailures: [],
  };
};

const instructions = (folder: string, { fields }: Draft): string => {
  const found = fields.filter(({ field }) => field !== null).length;
  return [
    `${folder} : ${fields.length} champs, dont ${found} reconnus aujourd’hui.`,
    'Ce qui reste à faire, à la main :',
    '1. relire structure.json : aucun nom, aucune adresse, aucun numéro ne doit y rester ;',
    '2. corriger expected.json champ par champ, d’après la page et non d’après l’assistant (null : rien à remplir) ;',
    '3. y mettre "reviewed": true ;',
    '4. lancer npm run format, puis npm run score.',
  ].join('\n');
};
