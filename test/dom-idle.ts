import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterAll } from 'vitest';

/**
 * Lets what a file still reads or writes come to its end before its window goes: a request of the
 * database answered after that finds no global left and fails the whole run, outside any test.
 */
afterAll(async () => {
  for (let turn = 0; turn < 10; turn++) {
    await setTimeout(5); // messages between windows
    for (let step = 0; step < 50; step++) await setImmediate(); // requests, one after the other
  }
});
