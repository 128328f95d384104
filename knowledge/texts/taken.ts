import { z } from 'zod';
import { MONTHS } from '@/knowledge/reference/months';
import type { Day } from '@/knowledge/source';
import { isAddressed } from './addressed';
import type { Block, Reading } from './blocks';
import type { CapturedText } from './captured';
import { cut } from './cut';
import type { Capture, Passage } from './text';

/** A reading made into a captured text: its passages, its day, where it comes from. */

/** A text that speaks to a reader is at least this long, in characters. */
export const LEAST_TEXT = 40;

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
    dateNote: published ? `« ${published.words} », lu dans le texte` : 'jour de la capture',
    url: origin.url,
    campaigns: [],
    confidence: 'single-mention',
    verifiedOn: today,
    passages,
    capture: { kind, capturedAt, hash: '', ...(fileName ? { fileName } : {}) },
  };
}
