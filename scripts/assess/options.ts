import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve as resolvePath } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { campaignById, campaigns } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { type PersonalCampaign, parsePersonalCampaign } from '@/knowledge/campaigns/personal';
import { toCampaign } from '@/knowledge/campaigns/personal-campaign';

export const USAGE = `Usage\u00a0: npm run --silent assess -- [--json] (--profile FICHIER | --batch DOSSIER)
         (--campaign APPEL | --campaign-file FICHIER) --date AAAA-MM-JJ [--time HH:MM]`;

/** What is asked: of which files, by which call, on which day. */
export interface Request {
  json: boolean;
  /** Files to read, as they are named to the person. */
  files: string[];
  batch: boolean;
  campaign: Campaign;
  /** The call, when the user described it. */
  personal: PersonalCampaign | null;
  date: string;
  time: string | undefined;
}

/** Reads the options and the call. Throws in French. */
export async function readRequest(argv: string[]): Promise<Request> {
  const { json = false, profile, batch, campaign, 'campaign-file': file, date, time } = options(argv);
  if ((profile === undefined) === (batch === undefined) || (campaign === undefined) === (file === undefined))
    throw new Error(`Il faut --profile ou --batch, --campaign ou --campaign-file, et --date.\n${USAGE}`);
  if (date === undefined) throw new Error(`Il faut --date.\n${USAGE}`);
  if (!z.iso.date().safeParse(date).success)
    throw new Error(`La date «\u00a0${date}\u00a0» n’existe pas ou n’est pas écrite AAAA-MM-JJ.`);
  if (time !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
    throw new Error(`L’heure «\u00a0${time}\u00a0» n’est pas écrite HH:MM.`);
  const call = file === undefined ? shipped(campaign ?? '') : await described(file);
  const files = batch === undefined ? [profile ?? ''] : await jsonFilesOf(batch);
  return { json, files, batch: batch !== undefined, ...call, date, time };
}

function options(argv: string[]) {
  const string = { type: 'string' } as const;
  try {
    return parseArgs({
      args: argv,
      options: {
        json: { type: 'boolean' },
        profile: string,
        batch: string,
        campaign: string,
        'campaign-file': string,
        date: string,
        time: string,
      },
    }).values;
  } catch (error) {
    throw new Error(`Option non reconnue (${error instanceof Error ? error.message : error}).\n${USAGE}`);
  }
}

function shipped(id: string): Pick<Request, 'campaign' | 'personal'> {
  const campaign = campaignById(id);
  if (campaign) return { campaign, personal: null };
  throw new Error(
    `Appel inconnu\u00a0: «\u00a0${id}\u00a0». Connus\u00a0: ${campaigns.map((one) => one.id).join(', ')}.`,
  );
}

/** A call described in a file; nothing is assessed when a line of it is wrong. */
async function described(file: string): Promise<Pick<Request, 'campaign' | 'personal'>> {
  const read = parsePersonalCampaign(await load(file));
  if ('campaign' in read) return { campaign: toCampaign(read.campaign), personal: read.campaign };
  const faults = read.faults.map(({ line, path, reason }) => `  ligne ${line}, ${path}\u00a0: ${reason}`);
  throw new Error(`L’appel décrit dans «\u00a0${file}\u00a0» n’est pas lisible\u00a0:\n${faults.join('\n')}`);
}

/** npm runs scripts from the root of the package: a relative path is meant from where it was typed. */
const fromHere = (path: string): string => resolvePath(process.env.INIT_CWD ?? process.cwd(), path);

/** The text of a file. Throws in French. */
export const load = (path: string): Promise<string> =>
  readFile(fromHere(path), 'utf8').catch(() => {
    throw new Error(`Le fichier «\u00a0${path}\u00a0» est introuvable ou illisible.`);
  });

/** The JSON files of a folder, those of its own folders left out, in order of name. */
async function jsonFilesOf(folder: string): Promise<string[]> {
  const isFolder = await stat(fromHere(folder)).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new Error(`Le dossier «\u00a0${folder}\u00a0» est introuvable.`);
  const entries = await readdir(fromHere(folder), { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.json$/i.test(entry.name));
  if (files.length === 0)
    throw new Error(`Le dossier «\u00a0${folder}\u00a0» ne contient aucun fichier .json.`);
  return files.map(({ name }) => join(folder, name)).toSorted((a, b) => a.localeCompare(b, 'fr'));
}
