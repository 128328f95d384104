import { z } from 'zod';
import type { Passage, SourceText } from './text';

const listOf = (value: string) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

const headerSchema = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  issuer: z.string().min(1),
  date: z.iso.date(),
  dateNote: z.string().min(1).optional(),
  url: z.url({ protocol: /^https$/ }),
  urlNote: z.string().min(1).optional(),
  campaigns: z.string().transform(listOf),
  confidence: z.enum(['official', 'secondary', 'single-mention']),
  verifiedOn: z.iso.date(),
});
type Header = z.infer<typeof headerSchema>;

const HEADING = /^## (?<heading>.+?) \{#(?<anchor>[a-z0-9]+(?:-[a-z0-9]+)*)\}$/;
/** What a passage may say of itself, under its heading. */
const OWN = /^(?<key>campaigns|absent|agreed):(?<value>.*)$/;
/** Bounds of the house: a passage is read at a glance, and a quotation must have something to quote. */
const VARIANTS = { min: 3, max: 6 };
const BODY = { min: 60, max: 900 };

/**
 * Reads one Markdown file of the corpus: a header between `---` lines, then one passage per
 * `## heading {#anchor}`. Throws an `Error` « file:line: what is wrong » at the first fault.
 */
export function parseText(file: string, raw: string): SourceText {
  const lines = raw.replaceAll('\r\n', '\n').split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end === -1) throw fault(file, 1, 'the header between two --- lines is missing');
  const header = readHeader(file, lines.slice(1, end));
  return { ...header, passages: readPassages(file, header, lines, end + 1) };
}

const fault = (file: string, line: number, message: string) => new Error(`${file}:${line}: ${message}`);

function readHeader(file: string, lines: string[]): Header {
  const values: Record<string, string> = {};
  for (const [index, line] of lines.entries()) {
    const [, key, value] = /^(\w+):(.*)$/.exec(line) ?? [];
    if (key === undefined || value === undefined) throw fault(file, index + 2, 'not a « key: value » line');
    if (key in values) throw fault(file, index + 2, `key « ${key} » given twice`);
    values[key] = value.trim();
  }
  const read = headerSchema.safeParse(values);
  const [issue] = read.error?.issues ?? [];
  if (issue) {
    const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : issue.path[0]?.toString();
    const index = lines.findIndex((line) => line.startsWith(`${key}:`));
    throw fault(file, index === -1 ? 1 : index + 2, `key « ${key} »: ${issue.message}`);
  }
  const header = headerSchema.parse(values);
  if (`${header.id}.md` !== file) throw fault(file, 2, `the id « ${header.id} » is not the name of the file`);
  return header;
}

function readPassages(file: string, header: Header, lines: string[], start: number): Passage[] {
  const starts = lines.flatMap((line, index) => (index >= start && line.startsWith('#') ? [index] : []));
  const before = lines.slice(start, starts[0]).findIndex((line) => line.trim() !== '');
  if (before !== -1) throw fault(file, start + before + 1, 'text before the first ## heading');
  if (starts.length === 0) throw fault(file, lines.length, 'no passage');
  const passages: Passage[] = [];
  for (const [rank, index] of starts.entries()) {
    const passage = readPassage(file, header, lines.slice(index, starts[rank + 1]), index + 1);
    if (passages.some((other) => other.anchor === passage.anchor))
      throw fault(file, index + 1, `anchor « ${passage.anchor} » used twice`);
    passages.push(passage);
  }
  return passages;
}

function readPassage(file: string, header: Header, lines: string[], line: number): Passage {
  const [first = '', ...rest] = lines;
  const { heading, anchor } = HEADING.exec(first)?.groups ?? {};
  if (heading === undefined || anchor === undefined)
    throw fault(file, line, 'a heading reads « ## text {#anchor} », the anchor in a-z, 0-9 and dashes');
  const variants = rest.filter((entry) => entry.startsWith('? ')).map((entry) => entry.slice(2).trim());
  if (variants.length < VARIANTS.min || variants.length > VARIANTS.max)
    throw fault(file, line, `${variants.length} « ? » variants; ${VARIANTS.min} to ${VARIANTS.max} expected`);
  const own = new Map(
    rest.flatMap((entry): [string, string][] => {
      const { key, value } = OWN.exec(entry)?.groups ?? {};
      return key === undefined || value === undefined ? [] : [[key, value]];
    }),
  );
  const body = paragraphs(rest.filter((entry) => !entry.startsWith('? ') && !OWN.test(entry)));
  if (body.length < BODY.min || body.length > BODY.max)
    throw fault(file, line, `a body of ${body.length} characters; ${BODY.min} to ${BODY.max} expected`);
  const campaigns = own.get('campaigns');
  const absent = own.get('absent');
  return {
    text: header.id,
    anchor,
    heading,
    variants,
    body,
    campaigns: campaigns === undefined ? header.campaigns : listOf(campaigns),
    ...(absent === undefined ? {} : { absent: listOf(absent) }),
    ...(own.get('agreed')?.trim() === 'true' ? { agreed: true } : {}),
  };
}

/** Lines of a paragraph are joined by a space, paragraphs by a blank line. */
const paragraphs = (lines: string[]) =>
  lines
    .join('\n')
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll('\n', ' '))
    .join('\n\n');
