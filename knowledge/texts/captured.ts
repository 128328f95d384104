import { z } from 'zod';
import type { Day } from '@/knowledge/source';
import { visibleText } from './clean';
import type { Capture, SourceText } from './text';

/**
 * Texts that the user takes in herself: a page, a PDF, a document, a paste. They are made of what she
 * could see, cut into passages, and never taken for the texts of the package: `capture` says so.
 */

/** Passages kept in all, over every captured text. */
export const MAX_PASSAGES = 10_000;

/** A captured text: `capture` is always there. */
export type CapturedText = SourceText & { capture: Capture };

/** What the user says of a text; the rest is what was captured. */
export interface Classification {
  title: string;
  date: Day;
  campaigns: string[];
  /** INSEE code of a région, empty when the text is of none or of all. */
  region: string;
}

/** A page's address without what points inside it, nor the name and the password it could hold. */
export function plainAddress(url: string): string {
  if (!URL.canParse(url)) return '';
  const address = new URL(url);
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return '';
  address.hash = '';
  address.username = '';
  address.password = '';
  return address.href;
}

/** What is read of a text, in one string: what its hash is made of. */
export const wordsOf = ({ passages }: Pick<SourceText, 'passages'>): string =>
  passages.map(({ heading, body }) => `${heading}\n${body}`).join('\n\n');

/** The text with its hash. */
export const sealed = (text: CapturedText, hash: string): CapturedText => ({
  ...text,
  capture: { ...text.capture, hash },
});

/** What the user said of a text. */
export const classificationOf = ({ title, date, campaigns, capture }: CapturedText): Classification => ({
  title,
  date,
  campaigns,
  region: capture.region ?? '',
});

/** The text as the user classifies it; its passages and its hash stay as captured. */
export function classified(text: CapturedText, said: Classification): CapturedText {
  const { dateNote, ...rest } = text;
  const { region: _region, ...capture } = text.capture;
  return {
    ...rest,
    title: visibleText(said.title).slice(0, 300) || text.title,
    date: said.date,
    dateNote: said.date === text.date ? dateNote : 'date donnée par vous',
    campaigns: said.campaigns,
    passages: text.passages.map((passage) => ({ ...passage, campaigns: said.campaigns })),
    capture: said.region === '' ? capture : { ...capture, region: said.region },
  };
}

const line = (max: number) => z.string().max(max);

const passageSchema = z.object({
  anchor: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  heading: line(400),
  body: z.string().min(1).max(1200),
  page: z.number().int().min(1).optional(),
  addressed: z.boolean().optional(),
});

const captureSchema = z.object({
  kind: z.enum(['page', 'pdf', 'docx', 'paste']),
  capturedAt: z.iso.datetime(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  fileName: line(300).optional(),
  region: line(3).optional(),
});

/** The same without its undefined values: an optional datum is there or is not. */
type Defined<T> = { [Key in keyof T]: Exclude<T[Key], undefined> };
const defined = <T extends object>(value: T): Defined<T> =>
  (Object.values(value).includes(undefined)
    ? Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined))
    : value) as Defined<T>;

/** A captured text as stored or as exported. Whatever the row says, a capture is never official. */
export const capturedSchema = z
  .object({
    id: z.string().regex(/^capture-[a-z0-9-]{4,60}$/),
    title: line(400).min(1),
    issuer: line(300),
    date: z.iso.date(),
    dateNote: line(300).optional(),
    url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(4000)]),
    campaigns: z.array(z.string().min(1).max(64)).max(20),
    verifiedOn: z.iso.date(),
    passages: z.array(passageSchema).min(1).max(MAX_PASSAGES),
    capture: captureSchema,
  })
  .refine(({ passages }) => new Set(passages.map(({ anchor }) => anchor)).size === passages.length, {
    error: 'deux passages portent la même ancre',
  })
  .transform(
    (text): CapturedText => ({
      ...defined(text),
      confidence: 'single-mention',
      capture: defined(text.capture),
      passages: text.passages.map((passage) => ({
        ...defined(passage),
        text: text.id,
        variants: [],
        campaigns: text.campaigns,
      })),
    }),
  );

/** The stored text a new one would double: the same page, the same words, or a file of the same name. */
export function twinOf(
  text: CapturedText,
  stored: readonly CapturedText[],
): { twin: CapturedText; identical: boolean } | null {
  const { url, capture } = text;
  const same = stored.find((one) => one.capture.hash === capture.hash);
  if (same) return { twin: same, identical: true };
  const twin = stored.find(
    (one) =>
      (url !== '' && one.url === url) ||
      (url === '' &&
        one.url === '' &&
        capture.fileName !== undefined &&
        one.capture.fileName === capture.fileName),
  );
  return twin ? { twin, identical: false } : null;
}
