import { readFile } from 'node:fs/promises';
import { resolve as resolvePath } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { origin } from '@/knowledge/answers/wording';
import { campaignById, campaigns } from '@/knowledge/campaigns';
import { parseProfileFile } from '@/knowledge/profile/backup';
import { formatCents, formatDay } from '@/knowledge/profile/format';
import { type AmountLine, type Amounts, amounts } from '@/knowledge/rules/amounts';
import { assess } from '@/knowledge/rules/assess';
import type { Situation, Verdict } from '@/knowledge/rules/rule';
import type { Reference } from '@/knowledge/source';
import { resolve } from '@/knowledge/texts';

const USAGE =
  'Usage\u00a0: npm run --silent assess -- [--json] --profile FICHIER --campaign APPEL --date AAAA-MM-JJ';

/**
 * Assesses the profile of a file (a lone profile or a backup) against a call on a day. Prints a
 * report, or JSON with `--json`. Answers 0, or 2 with a French message on standard error.
 */
export async function main(argv: string[]): Promise<number> {
  try {
    const { situation, json } = await read(argv);
    const verdicts = assess(situation);
    const computed = amounts(situation);
    process.stdout.write(
      json
        ? `${JSON.stringify({ verdicts: verdicts.map(toJson), amounts: computed }, null, 2)}\n`
        : report(situation, verdicts, computed),
    );
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

async function read(argv: string[]): Promise<{ situation: Situation; json: boolean }> {
  const { json = false, profile, campaign: id, date } = options(argv);
  if (!profile || !id || !date) throw new Error(`Il faut --profile, --campaign et --date.\n${USAGE}`);
  const campaign = campaignById(id);
  if (!campaign)
    throw new Error(
      `Appel inconnu\u00a0: «\u00a0${id}\u00a0». Connus\u00a0: ${campaigns.map((one) => one.id).join(', ')}.`,
    );
  if (!z.iso.date().safeParse(date).success)
    throw new Error(`La date «\u00a0${date}\u00a0» n’existe pas ou n’est pas écrite AAAA-MM-JJ.`);
  return { situation: { profile: parseProfileFile(await load(profile)), campaign, date }, json };
}

function options(argv: string[]) {
  try {
    const string = { type: 'string' } as const;
    return parseArgs({
      args: argv,
      options: { json: { type: 'boolean' }, profile: string, campaign: string, date: string },
    }).values;
  } catch (error) {
    throw new Error(`Option non reconnue (${error instanceof Error ? error.message : error}).\n${USAGE}`);
  }
}

async function load(path: string): Promise<string> {
  // npm runs scripts from the root of the package: a relative path is meant from where it was typed.
  const file = resolvePath(process.env.INIT_CWD ?? process.cwd(), path);
  return readFile(file, 'utf8').catch(() => {
    throw new Error(`Le fichier «\u00a0${path}\u00a0» est introuvable ou illisible.`);
  });
}

function textOf(reference: Reference) {
  const found = resolve(reference);
  if (!found) throw new Error(`Passage introuvable\u00a0: ${reference.text}#${reference.anchor}.`);
  return found.text;
}

function cite(reference: Reference) {
  const { title, date, url } = textOf(reference);
  return { ...reference, title, date, url };
}

const toJson = (verdict: Verdict) => ({
  rule: verdict.rule,
  status: verdict.status,
  severity: verdict.severity,
  subject: verdict.subject,
  message: verdict.message,
  missing: verdict.missing,
  source: cite(verdict.source),
  confidence: verdict.confidence,
  contradictedBy: verdict.contradictedBy.map(cite),
});

const HEADINGS: [Verdict['status'], string][] = [
  ['broken', 'À corriger ou à vérifier'],
  ['unknown', 'Impossible à dire\u00a0: données manquantes'],
  ['met', 'Respecté'],
];

const SEVERITIES = { bloquant: 'bloquant', 'a-verifier': 'à vérifier', information: 'information' };

function report({ profile, campaign, date }: Situation, verdicts: Verdict[], computed: Amounts): string {
  const sections = HEADINGS.map(([status, heading]) => {
    const found = verdicts.filter((verdict) => verdict.status === status);
    // The verdicts that hold are many and say little: only their titles are listed.
    const lines =
      status === 'met'
        ? [...new Set(found.map(({ title }) => title))].map((title) => `  ${title}`)
        : found.map(verdictLine);
    return `${heading} (${found.length})\n${lines.join('\n') || '  rien'}\n`;
  });
  const head = `${profile.name || 'Grappe sans nom'}\n${campaign.title}, au ${formatDay(date)}\n`;
  return `${[head, ...sections, amountsReport(computed)].join('\n')}`;
}

function verdictLine({ title, severity, subject, message, source }: Verdict): string {
  return `  [${SEVERITIES[severity]}] ${title} — ${subject.label}\n    ${message}\n    ${origin(textOf(source))}`;
}

function amountsReport({ lines, knownCents, unknown, notes }: Amounts): string {
  return [
    `Montants\u00a0: partie connue ${lines.some((line) => line.resultCents !== null) ? formatCents(knownCents) : 'aucune'}`,
    ...lines.flatMap((line) => amountLines(line, '  ')),
    ...unknown.map(({ label }) => `  inconnu\u00a0: ${label}`),
    ...notes.map((note) => `  ${note}`),
    '',
  ].join('\n');
}

const amountLines = (line: AmountLine, indent: string): string[] => [
  `${indent}${line.label}\u00a0: ${line.formula}`,
  ...line.children.flatMap((child) => amountLines(child, `${indent}  `)),
];
