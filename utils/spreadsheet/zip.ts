import { SheetError } from './errors';

/**
 * The part of a ZIP a workbook needs, read with distrust: declared sizes are checked before
 * anything is inflated, and what really comes out is never let past what was declared.
 */

/** Bytes an archive may inflate to, all entries together. */
const MAX_INFLATED = 192 * 1024 * 1024;
/** Sheets of real data shrink 5 to 40 times, empty formatted ones about 150; a bomb, 1000 and more. */
const MAX_RATIO = 300;
/** Below this an entry cannot hurt, whatever its ratio. */
const RATIO_FREE_BYTES = 8 * 1024 * 1024;
const MAX_ENTRIES = 10_000;

const END_RECORD = 0x06054b50;
const END_RECORD_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const SENTINEL_32 = 0xffffffff;

interface Entry {
  name: string;
  encrypted: boolean;
  method: number;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

/** An opened archive: names of its entries, and the bytes of one, undefined when it is not there. */
export interface Archive {
  names: string[];
  read(name: string): Promise<Uint8Array | undefined>;
}

const broken = (): never => {
  throw new SheetError('broken');
};

/** True when bytes start as a ZIP does. */
export const looksZipped = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

function endRecord(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--)
    if (view.getUint32(at, true) === END_RECORD) return at;
  return broken();
}

const bigAt = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

/** Where the central directory is and how many entries it announces. */
function directory(view: DataView): { at: number; count: number } {
  const end = endRecord(view);
  const count = view.getUint16(end + 10, true);
  const at = view.getUint32(end + 16, true);
  if (at !== SENTINEL_32 && count !== 0xffff) return { at, count };
  if (end < 20 || view.getUint32(end - 20, true) !== LOCATOR_64) return broken();
  const record = bigAt(view, end - 12);
  if (view.getUint32(record, true) !== END_RECORD_64) return broken();
  return { at: bigAt(view, record + 48), count: bigAt(view, record + 32) };
}

/** Sizes of 4 GB and more, or of writers that always use them, are in an extra field. */
function wide(view: DataView, from: number, to: number, entry: Entry): Entry {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    const take = (value: number): number => {
      if (value !== SENTINEL_32) return value;
      next += 8;
      return bigAt(view, next - 8);
    };
    return {
      ...entry,
      size: take(entry.size),
      packed: take(entry.packed),
      offset: take(entry.offset),
    };
  }
  return entry;
}

function entries(bytes: Uint8Array, view: DataView): Entry[] {
  const { at: start, count } = directory(view);
  if (count > MAX_ENTRIES) throw new SheetError('bomb');
  const found: Entry[] = [];
  for (let i = 0, at = start; i < count; i++) {
    if (view.getUint32(at, true) !== CENTRAL) return broken();
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const entry = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, nameEnd)),
      encrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    found.push(wide(view, nameEnd, extraEnd, entry));
    at = extraEnd + view.getUint16(at + 32, true);
  }
  return found;
}

function refuseBombs(found: Entry[]): void {
  let total = 0;
  for (const { size, packed } of found) {
    total += size;
    if (total > MAX_INFLATED) throw new SheetError('bomb');
    if (size > RATIO_FREE_BYTES && size > packed * MAX_RATIO) throw new SheetError('bomb');
  }
}

/** Inflates, and stops as soon as more comes out than was declared: the declaration may lie. */
async function inflate(packed: Uint8Array, size: number): Promise<Uint8Array> {
  const out = new Uint8Array(size);
  const stream = new Blob([packed.slice()]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(broken);
    if (done) break;
    if (length + value.length > size) {
      await reader.cancel().catch(() => undefined);
      throw new SheetError('bomb');
    }
    out.set(value, length);
    length += value.length;
  }
  return length === size ? out : broken();
}

/** What a byte does to the sum, then what it does one, two and three bytes further: four at a time. */
const CRC_TABLES = new Int32Array(1024);
for (let n = 0; n < 256; n++) {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  CRC_TABLES[n] = c;
}
for (let n = 256; n < 1024; n++) {
  const before = CRC_TABLES[n - 256] ?? 0;
  CRC_TABLES[n] = (before >>> 8) ^ (CRC_TABLES[before & 255] ?? 0);
}

const after = (byte: number, further: number): number => CRC_TABLES[(byte & 255) + further * 256] ?? 0;

/** CRC-32 of bytes, as a ZIP writes it. */
export function crc32(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let crc = -1;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) {
    const four = crc ^ view.getInt32(at, true);
    crc = after(four, 3) ^ after(four >>> 8, 2) ^ after(four >>> 16, 1) ^ after(four >>> 24, 0);
  }
  for (; at < bytes.length; at += 1) crc = (crc >>> 8) ^ after(crc ^ view.getUint8(at), 0);
  return (crc ^ -1) >>> 0;
}

function packedBytes(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  if (entry.encrypted) throw new SheetError('password');
  if (view.getUint32(entry.offset, true) !== LOCAL) return broken();
  const start =
    entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  if (start + entry.packed > bytes.length) return broken();
  if (entry.method !== 0 && entry.method !== 8) return broken();
  return bytes.subarray(start, start + entry.packed);
}

/** Offsets that lead out of the file say that it was cut, or made up. */
function within<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof RangeError ? new SheetError('broken') : error;
  }
}

/**
 * Opens a ZIP held in memory.
 * @throws {SheetError} `broken`, `bomb`; reading an entry: those, or `password`.
 */
export function openArchive(bytes: Uint8Array): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = within(() => entries(bytes, view));
  refuseBombs(found);
  const byName = new Map(found.map((entry) => [entry.name, entry]));
  return {
    names: [...byName.keys()],
    async read(name) {
      const entry = byName.get(name);
      if (!entry) return undefined;
      const packed = within(() => packedBytes(bytes, view, entry));
      const content = entry.method === 0 ? packed : await inflate(packed, entry.size);
      return crc32(content) === entry.crc ? content : broken();
    },
  };
}
