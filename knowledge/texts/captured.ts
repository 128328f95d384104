import { z } from 'zod';
import { MONTHS } from '@/knowledge/reference/months';
import type { Day } from '@/knowledge/source';
import { isAddressed } from './addressed';
import type { Block, Reading } from './blocks';
import { visibleText, withoutInvisible } from './clean';
import { cut } from './cut';
import type { Capture, Passage, SourceText } from './text';

/**
 * Texts that the user takes in herself: a page, a PDF, a document, a paste. They are made of what she
 * could see, cut into passages, and never taken for the texts of the package: `capture` says so.
 */

/** Passages kept in all, over every captured text. */
export const MAX_PASSAGES = 10_000;

/** A text that speaks to a reader is at least this long, in characters. */
export const LEAST_TEXT = 40;

/** A captured text: `capture` is always there. */
export type CapturedText = SourceText & { capture: Capture };

/** What the reading cannot tell. */
export interface Origin {
  id: string;
  kind: Capture['kind'];
  /** Where the page was, empty for a file or a paste. */
  url: string;
  fileName?: string;
  /** ISO instant of the capture, and the day it is for the user. */
  capturedAt: string;
  today: Day;
}

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

const MONTH_NAMES: readonly string[] = MONTHS;
const PUBLISHED =
  /\b(?:publiée?|mise?\s+(?:à jour|en ligne)|actualisée?|modifiée?|parue?)\s+le\s*:?\s*(\d{1,2})(?:er)?[\s/.-]+(\p{L}+|\d{1,2})[\s/.-]+(\d{4})/iu;

/** The day a text says it was published or updated on, in its first lines; null when it does not. */
export function publishedDay(blocks: readonly Block[], today: Day): { day: Day; words: string } | null {
  for (const block of blocks.slice(0, 12)) {
    if (block.kind === 'table') continue;
    const [words, day = '', month = '', year = ''] = PUBLISHED.exec(block.text) ?? [];
    if (words === undefined) continue;
    const named = MONTH_NAMES.indexOf(month.toLowerCase()) + 1;
    const rank = named > 0 ? named : Number(month);
    const iso = `${year}-${String(rank).padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (z.iso.date().safeParse(iso).success && iso <= today) return { day: iso, words };
  }
  return null;
}

const issuerOf = ({ kind, url, fileName }: Origin): string => {
  if (url !== '') return new URL(url).host;
  return kind === 'paste' ? 'texte collé par vous' : (fileName ?? 'fichier donné par vous');
};

/** What is read of a text, in one string: what its hash is made of. */
export const wordsOf = ({ passages }: Pick<SourceText, 'passages'>): string =>
  passages.map(({ heading, body }) => `${heading}\n${body}`).join('\n\n');

/**
 * The text of a reading. A capture is a *single mention*: one text says it, and nobody checked it; it is
 * never official, whoever published the page. `hash` is given by `sealed`.
 */
export function capturedText(reading: Pick<Reading, 'title' | 'blocks'>, origin: Origin): CapturedText {
  const { id, kind, fileName, capturedAt, today } = origin;
  const title = reading.title || fileName || 'Texte sans titre';
  const published = publishedDay(reading.blocks, today);
  const passages = cut(title, reading.blocks).map(
    ({ heading, body, page }, at): Passage => ({
      text: id,
      anchor: `p-${at + 1}`,
      heading,
      variants: [],
      body,
      campaigns: [],
      ...(page === undefined ? {} : { page }),
      ...(isAddressed(`${heading}\n${body}`) ? { addressed: true } : {}),
    }),
  );
  return {
    id,
    title,
    issuer: issuerOf(origin).slice(0, 200),
    date: published?.day ?? today,
    dateNote: published ? `« ${published.words} », lu dans le texte` : 'jour de la capture',
    url: origin.url,
    campaigns: [],
    confidence: 'single-mention',
    verifiedOn: today,
    passages,
    capture: { kind, capturedAt, hash: '', ...(fileName ? { fileName } : {}) },
  };
}

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
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Defined<T>;

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

/**
 * A text that comes from a file: cleaned and flagged anew, since anybody may have written the file. When
 * that changes a word, its hash no longer answers to it, and whoever checks the hash refuses it.
 */
export const cleansed = (text: CapturedText): CapturedText => ({
  ...text,
  title: visibleText(text.title) || text.id,
  issuer: visibleText(text.issuer),
  passages: text.passages.map(({ addressed: _addressed, ...passage }) => {
    const heading = visibleText(passage.heading);
    const body = withoutInvisible(passage.body);
    return { ...passage, heading, body, ...(isAddressed(`${heading}\n${body}`) ? { addressed: true } : {}) };
  }),
});
