import { z } from 'zod';
import { visibleText } from './clean';

/**
 * A text taken in, before it is cut into passages: headings, paragraphs, items of lists and tables in
 * the order they are read. What reads a page or a file gives this, and knows nothing of passages.
 */

/** Longest text of one block, in characters; what is beyond is left out. */
const MAX_TEXT = 20_000;
/** Most blocks of one text: a book of 1,000 pages has about 20,000. */
export const MAX_BLOCKS = 60_000;
const MAX_ROWS = 5_000;
const MAX_COLUMNS = 60;

const text = z.string().transform((value) => visibleText(value).slice(0, MAX_TEXT));
const page = z.number().int().min(1).max(100_000).optional();
const row = z.array(text).max(MAX_COLUMNS);

const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.number().int().min(1).max(9), text, page }),
  z.object({ kind: z.enum(['paragraph', 'item']), text, page }),
  z.object({
    kind: z.literal('table'),
    caption: text,
    /** Names of the columns; empty when the table names none. */
    header: row,
    rows: z.array(row).max(MAX_ROWS),
    page,
  }),
]);
/** One block; `page` is that of a PDF, from 1. */
export type Block = z.infer<typeof blockSchema>;
export type Table = Extract<Block, { kind: 'table' }>;

/** What a page or a file gave, checked: its texts are cleaned of what no eye sees. */
export const readingSchema = z.object({
  title: text.transform((value) => value.slice(0, 300)),
  blocks: z.array(blockSchema).max(MAX_BLOCKS),
  /** Characters that were there and that nobody could see: left out. */
  hidden: z.number().int().min(0).catch(0),
  /** In French, what was left out or doubtful. */
  notes: z.array(z.string().max(500)).max(10).catch([]),
});
export type Reading = z.infer<typeof readingSchema>;

const wordsOf = (block: Block): string =>
  block.kind === 'table' ? [block.caption, ...block.header, ...block.rows.flat()].join(' ') : block.text;

/** Characters of some blocks, all told. */
export const lengthOf = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + wordsOf(block).trim().length, 0);
