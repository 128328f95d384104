import type { ExtractRecord } from '@/knowledge/register/extract';
import { type CsvShape, csvShapeOf, readCsvLine } from '@/knowledge/register/finess-csv';
import { readPmej } from '@/knowledge/register/finess-json';
import type { Format } from './source';
import { jsonElements, lines, type Piece, type Splitter } from './split';
import type { Building } from './store';

/** Turns the pieces of a file into records. */
export interface Reader {
  splitter: Splitter;
  read(piece: Piece): ExtractRecord | null;
  /** Day the file speaks of, as written in it; empty when it does not say. */
  day(): string;
}

const UNREADABLE: ExtractRecord = { entity: null, establishments: [], unreadable: 1 };

function jsonReader(building: Building, today: string): Reader {
  const splitter = jsonElements(building.offset, building.generatedAt);
  const decoder = new TextDecoder();
  return {
    splitter,
    read({ bytes }) {
      try {
        return readPmej(JSON.parse(decoder.decode(bytes)), today) ?? UNREADABLE;
      } catch (error) {
        if (error instanceof SyntaxError) return UNREADABLE;
        throw error;
      }
    },
    day: () => splitter.generatedAt,
  };
}

/** UTF-8, else windows-1252: settled line by line, the encoding of these files has changed. */
const textReader = (): ((bytes: Uint8Array) => string) => {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const ansi = new TextDecoder('windows-1252');
  return (bytes) => {
    try {
      return utf8.decode(bytes);
    } catch {
      return ansi.decode(bytes);
    }
  };
};

function csvReader(building: Building, firstLine: string): Reader {
  const shape: CsvShape = csvShapeOf(firstLine) ?? { separator: ';', header: null, on: '' };
  const decode = textReader();
  return {
    splitter: lines(building.offset),
    read: ({ bytes }) => readCsvLine(decode(bytes), shape),
    day: () => shape.on,
  };
}

const firstLineOf = (start: Uint8Array): string =>
  new TextDecoder('windows-1252')
    .decode(start.subarray(0, 4096))
    .replace(/^\u00EF\u00BB\u00BF/, '')
    .split('\n')[0] ?? '';

/** The reader of a file of this format, from where the index being built stands. `today` is an ISO day. */
export const readerOf = (format: Format, start: Uint8Array, building: Building, today: string): Reader =>
  format === 'json' ? jsonReader(building, today) : csvReader(building, firstLineOf(start));
