import type { Rule } from '@/knowledge/rules/define';
import type { Verdict } from '@/knowledge/rules/rule';

/** The documents of `words/`: what the cases make the assistant say. */

export const PREFACE =
  'Tout ce que les cas font dire à l’assistant, mot pour mot, écrit par les tests : voir ../README.md.';

/** The distinct lines, in the order of the alphabet. */
export const inOrder = (lines: readonly string[]): string[] => [...new Set(lines)].toSorted();

const list = (title: string, lines: string[]): string[] =>
  lines.length > 0 ? ['', title, '', ...inOrder(lines)] : [];

const STATUSES: [Verdict['status'], string][] = [
  ['met', 'Respectée'],
  ['broken', 'Enfreinte'],
  ['unknown', 'Inconnue'],
];

function messageOf({ message, missing, severity, shown }: Verdict, usual: Rule['severity']): string {
  const data = missing.map(({ id }) => `\`${id}\``).join(', ');
  const marks = [data, severity === usual ? '' : severity, shown ? `page : ${shown.field}` : ''].filter(
    (mark) => mark !== '',
  );
  return `- ${message}${marks.length > 0 ? ` → ${marks.join(' ; ')}` : ''}`;
}

const passageOf = ({ source, confidence, contradictedBy }: Verdict): string => {
  const others = contradictedBy.map(({ text, anchor }) => ` ≠ ${text}#${anchor}`).join('');
  return `${source.text}#${source.anchor} (${confidence})${others}`;
};

/** Every rule in order, what it is checked on, how grave it is, the fields of the form it speaks of. */
export const headings = (rules: readonly Rule[]): string =>
  [
    '# Les règles, dans l’ordre où une personne les vérifierait',
    '',
    PREFACE,
    '',
    '| règle | titre | sur | gravité | champs |',
    '|---|---|---|---|---|',
    ...rules.map(
      ({ id, title, about, severity, fields }) =>
        `| [\`${id}\`](rules/${id}.md) | ${title} | ${about} | ${severity} | ${fields.join(', ') || 'aucun'} |`,
    ),
    '',
  ].join('\n');

/** What a rule says in its cases, with the passages it rests on and the data it asks for. */
export function ruleWords({ title, severity }: Rule, verdicts: Verdict[]): string {
  return [
    `# ${title}`,
    '',
    PREFACE.replace('../', '../../'),
    ...STATUSES.flatMap(([status, words]) => {
      const own = verdicts.filter((one) => one.status === status);
      return [
        ...list(
          `## ${words}`,
          own.map((one) => messageOf(one, severity)),
        ),
        ...list(
          'D’après :',
          own.map((one) => `- ${passageOf(one)}`),
        ),
      ];
    }),
    '',
  ].join('\n');
}
