import { groupVerdicts } from '@/components/eligibility-groups';
import { amounts } from '@/knowledge/amounts';
import { parseBackup, parseProfileFile } from '@/knowledge/profile/backup';
import { formatCents } from '@/knowledge/profile/format';
import type { Profile } from '@/knowledge/profile/schema';
import { assess } from '@/knowledge/rules/assess';
import type { Situation, Verdict } from '@/knowledge/rules/rule';
import { type Cite, citing } from './assess/cite';
import { load, type Request, readRequest } from './assess/options';
import { report } from './assess/report';

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/**
 * Assesses the profile of a file (a lone profile or a backup), or every profile of a folder, against a
 * call on a day. Prints a report, or JSON with `--json` (one line per profile for a folder). Answers 0;
 * 1 when a file of the folder could not be read, the others assessed; 2 with a French message on
 * standard error when nothing could be done.
 */
export async function main(argv: string[]): Promise<number> {
  try {
    const request = await readRequest(argv);
    return request.batch ? await assessFolder(request) : await assessFile(request);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return 2;
  }
}

const situationOf = (profile: Profile, { campaign, date, time }: Request): Situation => ({
  profile,
  campaign,
  date,
  ...(time === undefined ? {} : { time }),
});

async function assessFile(request: Request): Promise<number> {
  const situation = situationOf(parseProfileFile(await load(request.files[0] ?? '')), request);
  const cite = citing(request.personal);
  const verdicts = assess(situation);
  print(
    request.json
      ? JSON.stringify(toJson(situation, verdicts, cite), null, 2)
      : report(situation, verdicts, cite).trimEnd(),
  );
  return 0;
}

async function assessFolder(request: Request): Promise<number> {
  const cite = citing(request.personal);
  const say = request.json ? print : table();
  let failed = 0;
  for (const file of request.files) {
    try {
      const { profiles } = parseBackup(await load(file));
      for (const profile of profiles) {
        const situation = situationOf(profile, request);
        const verdicts = assess(situation);
        if (request.json)
          say(
            JSON.stringify({
              file,
              grappe: profile.name,
              id: profile.id,
              ...toJson(situation, verdicts, cite),
            }),
          );
        else say(row(file, situation, verdicts));
      }
    } catch (error) {
      failed += 1;
      process.stderr.write(`${file}\u00a0: ${messageOf(error)}\n`);
      if (request.json) say(JSON.stringify({ file, error: messageOf(error) }));
    }
  }
  return failed === 0 ? 0 : 1;
}

/** Prints the head of the table before its first row. */
function table(): (line: string) => void {
  print(['bloquant', 'à vérifier', 'inconnu', 'respecté', 'montant connu', 'grappe', 'fichier'].join('\t'));
  return print;
}

/** Counts rules, not ESSMS: the report of one grappe says which. */
function row(file: string, situation: Situation, verdicts: Verdict[]): string {
  const cards = groupVerdicts(verdicts).flatMap(({ kinds }) => kinds.flatMap((kind) => kind.cards));
  const count = (status: Verdict['status'], severity?: Verdict['severity']) =>
    cards.filter(
      ({ verdicts: [first] }) =>
        first.status === status && (severity === undefined || first.severity === severity),
    ).length;
  return [
    count('broken', 'bloquant'),
    count('broken', 'a-verifier'),
    count('unknown'),
    count('met'),
    knownOf(situation),
    situation.profile.name || 'Grappe sans nom',
    file,
  ].join('\t');
}

/** What is not computed is unknown, never zero. */
function knownOf(situation: Situation): string {
  const { lines, knownCents } = amounts(situation);
  return formatCents(lines.some(({ resultCents }) => resultCents !== null) ? knownCents : null);
}

const toJson = (situation: Situation, verdicts: Verdict[], cite: Cite) => ({
  verdicts: verdicts.map((verdict) => ({
    rule: verdict.rule,
    status: verdict.status,
    severity: verdict.severity,
    subject: verdict.subject,
    message: verdict.message,
    missing: verdict.missing,
    source: cite(verdict.source),
    verifiedOn: verdict.verifiedOn,
    confidence: verdict.confidence,
    contradictedBy: verdict.contradictedBy.map(cite),
  })),
  amounts: amounts(situation),
});
