import type { Cell } from '@/knowledge/import/table';
import { exactNumber } from './grid';

/** Numbers of an XLSX as the person sees them: its format makes of one a day, an hour or a code. */

/** A date, a time of day, a number padded with zeros to a width (`00000`), or just a number. */
export type NumberShown = 'date' | 'time' | 'plain' | { zeros: number };

/** How Excel shows numbers of its built-in formats (18.8.30). */
export function builtIn(id: number): NumberShown {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date';
  return (id >= 18 && id <= 21) || (id >= 45 && id <= 47) ? 'time' : 'plain';
}

/** How a number is shown, from its format code; `jj/mm/aaaa` is written by French tools that do not translate. */
export function shownAs(code: string): NumberShown {
  const bare =
    code.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general|standard/gi, '').split(';')[0] ??
    '';
  if (/[yd]|jj|aaaa/i.test(bare) || /^m{3,5}$/i.test(bare.trim())) return 'date';
  if (/[hs]/i.test(bare)) return 'time';
  return /^0{2,}$/.test(bare) ? { zeros: bare.length } : 'plain';
}

const DAY_MS = 86_400_000;
/** 9999-12-31, the last day of a spreadsheet. */
const LAST_SERIAL = 2_958_465;

function fromSerial(serial: number, epoch1904: boolean): Cell {
  const days = Math.floor(serial) + (epoch1904 ? 1462 : 0);
  if (days < 1 || days > LAST_SERIAL) return serial;
  // Excel believes 1900 was a leap year: before March 1900 it is one day ahead.
  const offset = days < 60 ? 1 : 0;
  return new Date(Date.UTC(1899, 11, 30) + (days + offset) * DAY_MS).toISOString().slice(0, 10);
}

function timeOfDay(serial: number): string {
  const minutes = Math.round((serial % 1) * 1440) + Math.floor(serial) * 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A number as it is written in the file, as the person reads it: an ISO day, « 08:30 », « 06200 ». */
export function numberCell(text: string, shown: NumberShown, epoch1904: boolean): Cell {
  const value = exactNumber(text.trim());
  if (typeof value !== 'number' || shown === 'plain') return value;
  if (shown === 'date') return fromSerial(value, epoch1904);
  if (shown === 'time') return value < 0 ? value : timeOfDay(value);
  // Shown as 06200, typed as 06200: the zeros are only in the format.
  return Number.isSafeInteger(value) && value >= 0 ? String(value).padStart(shown.zeros, '0') : value;
}
