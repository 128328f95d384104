import type { IDBPDatabase } from 'idb';

/** Name of a failure of the browser, for instance « QuotaExceededError »; empty when it has none. */
export const failureOf = (error: unknown): string =>
  error instanceof Error || error instanceof DOMException ? error.name : '';

interface Opening<Schema> {
  /** Opens the database; `lost` is to be called when the browser closes it by itself. */
  open(lost: () => void): Promise<IDBPDatabase<Schema>>;
  /** What went wrong, in French. */
  explain(error: unknown): Error;
}

/** One connection to an IndexedDB database, opened at the first need and again when it is lost. */
export class KeptConnection<Schema> {
  readonly #opening: Opening<Schema>;
  #current: Promise<IDBPDatabase<Schema>> | undefined;

  constructor(opening: Opening<Schema>) {
    this.#opening = opening;
  }

  /** Closes the connection, so that the database can be upgraded or deleted; the next call reopens it. */
  close = async (): Promise<void> => {
    const closing = this.#current;
    this.#current = undefined;
    (await closing)?.close();
  };

  /** Runs a piece of work, once more on a new connection when the browser had closed the first. Throws in French. */
  async run<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#connect()).catch(async (error: unknown) => {
        if (failureOf(error) !== 'InvalidStateError') throw error;
        this.#lose();
        return work(await this.#connect());
      });
    } catch (error) {
      throw this.#opening.explain(error);
    }
  }

  #lose = (): void => {
    this.#current = undefined;
  };

  #connect(): Promise<IDBPDatabase<Schema>> {
    this.#current ??= this.#opening.open(this.#lose).catch((error: unknown) => {
      this.#lose();
      throw error;
    });
    return this.#current;
  }
}
