import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { WHOLE_GRAPPE } from '@/knowledge/form/context';
import { launchChromium } from './browser/chromium';
import { PanelDriver, type PanelField } from './browser/panel';
import { startProxy, type Target } from './browser/proxy';

const USAGE =
  'Usage : npm run --silent fill -- [--json] --url ADRESSE --profile FICHIER [--map HÔTE=ADRESSE:PORT]… [--dossier ID] [--rows] [--bank]';

/** One field of the page as the command reports it. */
interface FilledField {
  label: string;
  field: string | null;
  confidence: number;
  value: string;
  status: string;
  reason: string;
}

/**
 * Fills a page from a profile file, through the panel of the built extension in Chromium, and
 * reports every field. `--dossier` names one dossier of the profile (the whole grappe otherwise),
 * `--rows` also adds missing table rows and `--bank` confirms the bank details, as a person says in
 * the panel. Answers 0, or 2 with a message in French.
 */
export const main = async (argv: string[]): Promise<number> => {
  try {
    const options = read(argv);
    const fields = await fill(options);
    console.log(options.json ? JSON.stringify({ fields }, null, 2) : fields.map(lineOf).join('\n'));
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
};

interface Options {
  json: boolean;
  url: string;
  profile: string;
  targets: Map<string, Target>;
  dossier: string;
  rows: boolean;
  bank: boolean;
}

const read = (argv: string[]): Options => {
  const { json, url, profile, map, dossier, rows, bank } = parse(argv);
  if (!url || !profile) throw new Error(`Il faut --url et --profile.\n${USAGE}`);
  if (!URL.canParse(url)) throw new Error(`L’adresse « ${url} » n’est pas une adresse de page.`);
  return {
    json,
    url,
    profile: resolve(process.env.INIT_CWD ?? process.cwd(), profile),
    targets: new Map(map.map(targetOf)),
    dossier,
    rows,
    bank,
  };
};

const parse = (argv: string[]) => {
  const flag = { type: 'boolean', default: false } as const;
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: argv,
      options: {
        json: flag,
        url: text,
        profile: text,
        map: { ...text, multiple: true, default: [] },
        dossier: { ...text, default: WHOLE_GRAPPE },
        rows: flag,
        bank: flag,
      },
    }).values;
  } catch (error) {
    throw new Error(`Option non reconnue (${error instanceof Error ? error.message : error}).\n${USAGE}`);
  }
};

const targetOf = (text: string): [string, Target] => {
  const match = /^([^=]+)=\[?([^\]]+)\]?:(\d+)$/.exec(text);
  if (!match?.[1] || !match[2]) throw new Error(`« ${text} » n’est pas de la forme HÔTE=ADRESSE:PORT.`);
  return [match[1].toLowerCase(), { address: match[2], port: Number(match[3]) }];
};

const fill = async ({ url, profile, targets, dossier, rows, bank }: Options): Promise<FilledField[]> => {
  const proxy = await startProxy(targets);
  const extension = await launchChromium({ proxyPort: proxy.port });
  try {
    const page = (await extension.browser.pages())[0] ?? (await extension.browser.newPage());
    await page.goto(url).catch((error: unknown) => {
      throw new Error(
        `La page « ${url} » ne s’ouvre pas : ${error instanceof Error ? error.message : error}`,
      );
    });
    const panel = new PanelDriver(await extension.openPanel(page));
    await panel.importFile(profile);
    await panel.tab('Formulaire');
    if (!(await panel.settled()))
      throw new Error('L’assistant ne lit pas cette page : il ne travaille que sur le portail GALIS.');
    await panel.chooseDossier(dossier);
    if (rows) await panel.addRows();
    if (bank) await panel.confirmBank();
    const message = await panel.fill();
    if (message !== '' && (await panel.tone()) === 'bad') throw new Error(message);
    await panel.settled();
    return (await panel.fields()).map(reportOf);
  } finally {
    await extension.close();
    await proxy.close();
  }
};

/** Why nothing was written in a field the panel offered no write for. */
const REASONS: Record<string, string> = {
  'to-fill': 'à confirmer par la personne dans le panneau (--bank)',
  same: '',
  different: 'la page tient une autre valeur : conservée',
  locked: 'verrouillé par le portail',
  'to-choose': 'aucun choix de la liste ne correspond clairement',
  'too-long': 'plus long que ce que le champ admet',
  'no-value': 'absent du profil',
  yours: 'à faire par la personne : jamais rempli',
  unrecognised: 'non reconnu',
};

const reportOf = ({ label, field, confidence, state, status, value, reason }: PanelField): FilledField => ({
  label,
  field,
  confidence,
  value,
  status,
  reason: reason || (REASONS[state] ?? ''),
});

const lineOf = ({ label, field, value, status, reason }: FilledField): string =>
  `${status.padEnd(20)} ${label}${field ? ` [${field}]` : ''}${value ? ` = ${value}` : ''}${reason ? ` — ${reason}` : ''}`;
