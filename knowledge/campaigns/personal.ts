import type { Campaign } from './campaign';
import { campaigns } from './index';
import { toCampaign } from './personal-campaign';
import { type CallIssue, issuesOf } from './personal-faults';
import { type LocatedJson, MalformedJson, readJson } from './personal-lines';
import {
  PERSONAL_FORMAT,
  PERSONAL_VERSION,
  type PersonalCampaign,
  personalCampaign,
} from './personal-schema';
import { describeCall } from './personal-words';

export type { PersonalCampaign } from './personal-schema';

/** Largest file read, in characters: a call with every list full takes less. */
export const MAX_PERSONAL_LENGTH = 400_000;
/** Faults told at once: beyond, the file is something else. */
const MAX_FAULTS = 50;

/** What is wrong in a file: the line, counted from 1, the datum and the reason, in French. */
export interface PersonalFault {
  line: number;
  path: string;
  reason: string;
}

export type PersonalReading = { campaign: PersonalCampaign } | { faults: PersonalFault[] };

const WHOLE = 'le fichier entier';
const refused = (line: number, reason: string, path = WHOLE): PersonalReading => ({
  faults: [{ line, path, reason }],
});

/** Why a value is no call described by a user, or the call. */
export function readPersonalCampaign(
  input: unknown,
): { campaign: PersonalCampaign } | { issues: CallIssue[] } {
  const read = personalCampaign.safeParse(input, { reportInput: true });
  return read.success ? { campaign: read.data } : { issues: issuesOf(read.error) };
}

const has = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

/** A file of something else, or of a later version: its other faults would say nothing. */
function strangeness({ value, lineOf }: LocatedJson): PersonalReading | null {
  if (has(value, 'format') !== PERSONAL_FORMAT)
    return refused(
      lineOf(['format']),
      `ce n’est pas un fichier d’appel à projets de l’assistant\u202f: «\u00a0"format": "${PERSONAL_FORMAT}"\u00a0» est attendu`,
    );
  const version = has(value, 'version');
  return typeof version === 'number' && version > PERSONAL_VERSION
    ? refused(
        lineOf(['version']),
        `ce fichier vient d’une version plus récente de l’assistant (format ${version}, celle-ci lit le ${PERSONAL_VERSION})\u202f: mettez l’extension à jour`,
      )
    : null;
}

/**
 * Reads the text of a file that describes a call: the call, or every fault with its line. Nothing is
 * loaded as soon as there is one.
 */
export function parsePersonalCampaign(text: string): PersonalReading {
  if (text.length > MAX_PERSONAL_LENGTH)
    return refused(
      1,
      'ce fichier est trop grand pour décrire un appel à projets (400\u00a0000 signes au plus)',
    );
  const body = text.replace(/^\uFEFF/, '');
  if (body.trim() === '') return refused(1, 'ce fichier est vide');
  try {
    const located = readJson(body);
    return strangeness(located) ?? judged(located);
  } catch (error) {
    if (error instanceof MalformedJson) return refused(error.line, error.message);
    throw error;
  }
}

function judged({ value, lineOf }: LocatedJson): PersonalReading {
  const read = readPersonalCampaign(value);
  if ('campaign' in read) return read;
  const placed = read.issues
    .map((issue) => ({ ...issue, line: lineOf(issue.at) }))
    .toSorted((a, b) => a.line - b.line);
  const faults = placed
    .slice(0, MAX_FAULTS)
    .map(({ line, at, reason }) => ({ line, path: describeCall(at), reason }));
  const more = placed.length - faults.length;
  return {
    faults: more > 0 ? [...faults, { line: 1, path: WHOLE, reason: `et ${more} autres fautes` }] : faults,
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Without what says nothing, and each value bare when it has no source. */
function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value)
    .filter(
      ([, one]) =>
        one !== undefined && one !== null && one !== false && !(Array.isArray(one) && one.length === 0),
    )
    .map(([key, one]): [string, unknown] => [key, compact(one)]);
  const [only, ...others] = kept;
  const isBare = only !== undefined && others.length === 0 && (only[0] === 'value' || only[0] === 'rule');
  return isBare ? only[1] : Object.fromEntries(kept);
}

/** The text of a file that describes a call: `parsePersonalCampaign` reads the same call back. */
export const serializePersonalCampaign = (personal: PersonalCampaign): string =>
  `${JSON.stringify(compact(personal), null, 2)}\n`;

/** Every call: those shipped, then those the user described. */
export const allCampaigns = (personal: readonly PersonalCampaign[]): Campaign[] => [
  ...campaigns,
  ...personal.map(toCampaign),
];
