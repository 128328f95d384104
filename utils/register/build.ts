import { isHopeless, notesOf, refusalOf } from '@/knowledge/register/extract';
import { WrongExtract } from '@/knowledge/register/finess-json';
import { dayOf } from '@/knowledge/register/values';
import { type Reader, readerOf } from './readers';
import {
  extractName,
  type Format,
  fingerprintOf,
  formatOf,
  LARGEST_FILE,
  openFile,
  UnusableFile,
} from './source';
import { Broken, NotPmej, type Piece } from './split';
import { Step } from './step';
import { type Building, currentBuilding, dropBuilding, finish, startBuilding } from './store';

/** Reads a dropped extract into a new index, in steps that are each kept or lost whole. */

/** How far the reading is. `bytesRead` and `bytesTotal` count the file as it is on disk. */
export interface BuildProgress {
  bytesRead: number;
  bytesTotal: number;
  establishments: number;
  phase: 'lecture' | 'index';
}

export interface BuildOptions {
  signal: AbortSignal;
  onProgress(progress: BuildProgress): void;
  /** ISO instant. */
  now: string;
}

/** Stream past its first bytes: what an earlier reading has already indexed. */
function skip(chunk: Uint8Array, from: number, offset: number): Uint8Array {
  if (from >= offset) return chunk;
  return from + chunk.length <= offset ? new Uint8Array() : chunk.subarray(offset - from);
}

const FAILURES: [new (...rest: never[]) => Error, string][] = [
  [
    Broken,
    'Le fichier est incomplet ou abîmé : son téléchargement a sans doute été interrompu. Téléchargez-le à nouveau. L’index en service n’a pas changé.',
  ],
  [
    NotPmej,
    'Ce fichier JSON n’est pas l’extrait « structures » de FINESS : la liste « pmej » n’y est pas. L’index en service n’a pas changé.',
  ],
];

/** What a failure means for the person; those already in French come back as they are. */
function explained(error: unknown): unknown {
  const known = FAILURES.find(([kind]) => error instanceof kind);
  if (known) return new UnusableFile(known[1], { cause: error });
  if (error instanceof WrongExtract)
    return new UnusableFile(`${error.message} L’index en service n’a pas changé.`);
  return error;
}

/** A failure of the file itself: a zlib error is a `TypeError` in browsers, an `Error` with a code in Node. */
const isBroken = (error: unknown): boolean =>
  error instanceof TypeError ||
  (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'));

const readFailure = (error: unknown): unknown =>
  isBroken(error)
    ? new Broken('', { cause: error })
    : new Error(
        'Le navigateur n’a pas pu lire la suite du fichier : il a été déplacé ou modifié. Ce qui était lu est gardé : déposez-le à nouveau.',
        { cause: error },
      );

/** Where the reading stands: goes on with an interrupted index of the same file, else starts one. */
async function buildingOf(file: File): Promise<Building> {
  const fingerprint = await fingerprintOf(file);
  const interrupted = await currentBuilding();
  if (interrupted?.file === fingerprint) return interrupted;
  return startBuilding(fingerprint, extractName(file.name), file.size);
}

type Stream = ReadableStreamDefaultReader<Uint8Array>;

/** The next bytes, or null at the end. */
async function next(stream: Stream): Promise<Uint8Array | null> {
  const { done, value } = await stream.read().catch((error: unknown) => {
    throw readFailure(error);
  });
  return done ? null : value;
}

/** At least the first 4 kB, to know the file by: a stream may begin with a few bytes. */
async function beginningOf(stream: Stream): Promise<Uint8Array> {
  let start = new Uint8Array();
  while (start.length < 4096) {
    const chunk = await next(stream);
    if (!chunk) break;
    const longer = new Uint8Array(start.length + chunk.length);
    longer.set(start);
    longer.set(chunk, start.length);
    start = longer;
  }
  return start;
}

/** Pieces of the file to records, records to steps, steps to the disk: one is written while the next is read. */
class Reading {
  #reader: Reader;
  #step: Step;
  #state: Building;
  #options: BuildOptions;
  #resumeAt: number;
  #from = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(format: Format, start: Uint8Array, state: Building, options: BuildOptions) {
    this.#reader = readerOf(format, start, state, options.now.slice(0, 10));
    this.#step = new Step(state);
    this.#state = state;
    this.#resumeAt = state.offset;
    this.#options = options;
  }

  async take(chunk: Uint8Array): Promise<void> {
    this.#options.signal.throwIfAborted();
    const fresh = skip(chunk, this.#from, this.#resumeAt);
    this.#from += chunk.length;
    if (this.#from > LARGEST_FILE)
      throw new UnusableFile('Ce fichier est beaucoup trop grand pour être un extrait de FINESS.');
    if (fresh.length > 0) await this.#keep(this.#reader.splitter.push(fresh));
  }

  async #keep(pieces: Piece[]): Promise<void> {
    for (const piece of pieces) {
      const record = this.#reader.read(piece);
      if (record) this.#step.add(record);
      this.#state.offset = piece.end;
      if (isHopeless(this.#state.tally)) throw new WrongExtract(refusalOf(this.#state.tally) ?? '');
      if (this.#step.isFull) await this.#commit();
    }
  }

  async #commit(): Promise<void> {
    await this.#writing;
    this.#options.signal.throwIfAborted();
    this.#state.generatedAt = this.#reader.splitter.generatedAt;
    this.#writing = this.#step.commit();
    this.#writing.catch(() => {}); // reported when awaited
    this.#options.onProgress(progressOf(this.#state, 'lecture'));
  }

  /** Keeps the last step; answers the day the file speaks of, as written. */
  async end(): Promise<string> {
    await this.#keep(this.#reader.splitter.finish());
    if (!this.#step.isEmpty) await this.#commit();
    await this.#writing;
    return this.#reader.day();
  }

  /** Waits for what is being written, so that nothing is written after a failure was told. */
  settle(): Promise<void> {
    return this.#writing.catch(() => {});
  }
}

const progressOf = (state: Building, phase: BuildProgress['phase']): BuildProgress => ({
  bytesRead: state.bytesRead,
  bytesTotal: state.bytesTotal,
  establishments: state.tally.establishments,
  phase,
});

async function readAll(stream: Stream, start: Uint8Array, reading: Reading): Promise<string> {
  for (let chunk: Uint8Array | null = start; chunk; chunk = await next(stream)) await reading.take(chunk);
  return reading.end();
}

/** Day the extract speaks of: what it says, else its name, else the day of the file; and whether that is sure. */
function dayOfExtract(written: string, file: File): { on: string; notes: string[] } {
  const named = /(20\d{2})(\d{2})(\d{2})?(?!\d)/.exec(file.name);
  const on = dayOf(written) || (named ? `${named[1]}-${named[2]}-${named[3] ?? '01'}` : '');
  if (on !== '') return { on, notes: [] };
  return {
    on: new Date(file.lastModified).toISOString().slice(0, 10),
    notes: [
      'Ce fichier ne dit pas de quel jour il date : la date retenue est celle du fichier sur cet ordinateur.',
    ],
  };
}

/**
 * Indexes an extract: streamed, in bounded memory, resumed where an interrupted reading of the same
 * file stood. The index in use is replaced at the end, in one transaction. Throws the reason of the
 * signal, an `UnusableFile` (nothing kept), or an `Error` in French (what was read is kept).
 */
export async function buildIndex(file: File, options: BuildOptions): Promise<void> {
  let state: Building | null = null;
  let reading: Reading | null = null;
  let bytesRead = 0;
  const stream = (
    await openFile(file, (bytes) => {
      bytesRead = bytes;
      if (state) state.bytesRead = bytes;
    })
  ).getReader();
  try {
    const start = await beginningOf(stream);
    const format = formatOf(start);
    state = await buildingOf(file);
    state.bytesRead = bytesRead;
    reading = new Reading(format, start, state, options);
    const { on, notes } = dayOfExtract(await readAll(stream, start, reading), file);
    const refusal = refusalOf(state.tally);
    if (refusal !== null) throw new WrongExtract(refusal);
    options.onProgress(progressOf(state, 'index'));
    const { entities, establishments } = state.tally;
    await finish(state, {
      name: state.name,
      on,
      importedAt: options.now,
      entities,
      establishments,
      bytes: state.bytes,
      notes: [...notes, ...notesOf(state.tally)],
    });
  } catch (error) {
    await reading?.settle();
    const told = explained(error);
    if (state && told instanceof UnusableFile) await dropBuilding();
    throw told;
  } finally {
    await stream.cancel().catch(() => {});
  }
}
