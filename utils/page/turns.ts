/** Longest a reading holds the page at a time: well under the 50 ms a person may notice. */
const TURN_MS = 12;

/** Gives the page its turn during long work. */
export class Turns {
  /** How many times the page had its turn. */
  taken = 0;
  #end = performance.now() + TURN_MS;

  get due(): boolean {
    return performance.now() >= this.#end;
  }

  async next(): Promise<void> {
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
    this.taken++;
    this.#end = performance.now() + TURN_MS;
  }
}
