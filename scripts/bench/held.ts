import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';

/** How long a page is held while something is done in it. Times in milliseconds. */
export interface Held {
  /** From the start of the action to its end, as a person waits. */
  whole: number;
  /** Processor time of the longest task of the page: what the machine takes for others does not count. */
  task: number;
  /** Longest time between two frames: what the machine takes for others does count. */
  frame: number;
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Processor time of the thread, in microseconds. */
  tdur?: number;
  args?: { name?: string };
}

/** Runs in the page: notes the frames until `benchStop` is called, which answers the longest wait. */
const watchFrames = () => {
  let longest = 0;
  let last = performance.now();
  let frame = requestAnimationFrame(function next(now) {
    longest = Math.max(longest, now - last);
    last = now;
    frame = requestAnimationFrame(next);
  });
  Reflect.set(window, 'benchStop', () => {
    cancelAnimationFrame(frame);
    return Math.max(longest, performance.now() - last);
  });
};

/** Longest task of the pages of a trace, in milliseconds of processor. */
function longestTask(events: readonly TraceEvent[]): number {
  const idOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const threads = events.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const mains = new Set(threads.map(idOf));
  const tasks = events.filter(
    (one) => one.ph === 'X' && one.name.endsWith('RunTask') && mains.has(idOf(one)),
  );
  return tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur / 1000), 0);
}

/** Does something in a page, and for a moment more, and measures how the page is held; no other page may work. */
export async function heldBy(page: Page, act: () => Promise<unknown>, rest = 1000): Promise<Held> {
  const folder = await mkdtemp(join(tmpdir(), 'assistant-galis-'));
  const path = join(folder, 'trace.json');
  try {
    await page.tracing.start({ path, categories: ['toplevel'] });
    await page.evaluate(watchFrames);
    const start = performance.now();
    await act();
    const whole = performance.now() - start;
    await new Promise((resolve) => setTimeout(resolve, rest));
    const frame: number = await page.evaluate(() => Reflect.get(window, 'benchStop')());
    await page.tracing.stop();
    const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(await readFile(path, 'utf8'));
    return { whole, task: longestTask(traceEvents), frame };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export const ms = (value: number): string => `${value.toFixed(0)} ms`;
