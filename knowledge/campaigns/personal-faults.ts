import type { z } from 'zod';
import { formatCount } from '@/knowledge/profile/format';

/** What is wrong with a datum of a call: where, and why, in French. */
export interface CallIssue {
  at: PropertyKey[];
  reason: string;
}

const DAY = 'cette date n’existe pas, ou n’est pas écrite AAAA-MM-JJ';
const ADDRESS = 'une adresse complète commence par https://';

const TYPES: Record<string, string> = {
  string: 'un texte est attendu',
  number: 'un nombre est attendu',
  int: 'un nombre entier est attendu',
  boolean: '«\u00a0true\u00a0» ou «\u00a0false\u00a0» est attendu',
  array: 'une liste entre crochets est attendue',
  object: 'un groupe de données entre accolades est attendu',
};

function ofSize({ code, origin, ...bound }: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): string {
  const big = code === 'too_big';
  const limit = formatCount(Number('maximum' in bound ? bound.maximum : bound.minimum));
  if (origin === 'string')
    return big ? `ce texte est trop long\u202f: ${limit} signes au plus` : 'ce texte est vide';
  if (origin === 'array') return big ? `trop d’éléments\u202f: ${limit} au plus` : 'cette liste est vide';
  const strict = bound.inclusive === false ? 'strictement ' : '';
  return big
    ? `ce nombre dépasse ${limit}`
    : `ce nombre doit être ${strict}${strict ? 'supérieur' : 'au moins égal'} à ${limit}`;
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? `«\u00a0${value}\u00a0»` : String(value);

/** Why zod refuses a value, in French; the message of the schema when it says so itself. */
function reasonOf(issue: z.core.$ZodIssue): string {
  if (issue.input === undefined) return 'cette donnée manque';
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? 'la valeur n’est pas du type attendu';
    case 'too_big':
    case 'too_small':
      return ofSize(issue);
    case 'invalid_value':
      return issue.values.length > 1
        ? `valeur non prévue\u202f; au choix\u202f: ${issue.values.map(shown).join(', ')}`
        : `la valeur attendue est ${issue.values.map(shown).join('')}`;
    case 'invalid_format':
      return issue.format === 'date' ? DAY : issue.format === 'url' ? ADDRESS : issue.message;
    case 'custom':
      return issue.message;
    default:
      return 'la valeur n’est pas acceptée';
  }
}

/** The faults of what the schema refuses (read with `reportInput`), one for each datum concerned. */
export const issuesOf = ({ issues }: z.ZodError): CallIssue[] =>
  issues.flatMap((issue): CallIssue[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          at: [...issue.path, key],
          reason: 'cette donnée n’est pas connue\u202f: vérifiez son nom, ou retirez-la',
        }))
      : [{ at: issue.path, reason: reasonOf(issue) }],
  );
