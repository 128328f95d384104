import { type Review, review } from '@/knowledge/form/plan';
import type { FrameSnapshot } from '@/knowledge/form/snapshot';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { Registry, readFrame, Writer } from '@/utils/page';

/**
 * Bundled and run inside the bench page: our reading, recognising and writing, beside the least any
 * tool could do for the same fields. Every figure is the median of the runs, in milliseconds.
 */
const RUNS = 30;
const WARM_UPS = 3;

type Control = HTMLInputElement | HTMLSelectElement;

const controls = (): Control[] => {
  const found: Control[] = [];
  const visit = (root: ParentNode) => {
    for (const element of root.querySelectorAll('*')) {
      if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) found.push(element);
      if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  visit(document);
  return found;
};

/** The floor of reading: the same texts, once, with no judgement. */
const bareRead = (): number =>
  controls().reduce((length, control) => {
    const label = control.labels?.[0]?.textContent ?? '';
    const legend = control.closest('fieldset')?.querySelector('legend')?.textContent ?? '';
    const options =
      control instanceof HTMLSelectElement ? [...control.options].map((option) => option.text).join() : '';
    return (
      length + label.length + legend.length + options.length + control.name.length + control.value.length
    );
  }, 0);

/** The floor of writing: the native setter and the three events, once per field. */
const bareWrite = (round: number): void => {
  for (const control of controls()) {
    if (control instanceof HTMLSelectElement) control.selectedIndex = 1 + (round % 2);
    else if (control.type === 'radio') control.checked = control.value === String(round % 2);
    else control.value = control.type === 'date' ? `2026-01-1${round % 9}` : `valeur ${round}`;
    control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
    control.dispatchEvent(new FocusEvent('blur', { composed: true }));
  }
};

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const timed = async (work: (round: number) => unknown): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < RUNS + WARM_UPS; round++) {
    const start = performance.now();
    await work(round);
    if (round >= WARM_UPS) times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return median(times);
};

const registry = new Registry();

const instructionsFor = (snapshot: FrameSnapshot, round: number) =>
  snapshot.fields.map(({ ref, fingerprint, kind, value, options }) => ({
    ref,
    fingerprint,
    kind,
    expected: value,
    guard: null,
    text:
      kind === 'date'
        ? `2026-02-1${round % 9}`
        : kind === 'select' || kind === 'radio'
          ? (options[round % 2]?.text ?? '')
          : `texte ${round}`,
  }));

/** Time from the first event of a write to the last, the wait for the page to be quiet left out. */
const writing = async (round: number): Promise<number> => {
  const snapshot = readFrame(registry).snapshot;
  let first = 0;
  let last = 0;
  const note = () => {
    last = performance.now();
    first ||= last;
  };
  for (const type of ['focusin', 'focusout', 'click']) addEventListener(type, note, true);
  await new Writer(registry).write(instructionsFor(snapshot, round), false);
  for (const type of ['focusin', 'focusout', 'click']) removeEventListener(type, note, true);
  return last - first;
};

/** Every figure of the bench, in milliseconds. */
export interface Figures {
  fields: number;
  bareRead: number;
  read: number;
  recognise: number;
  bareWrite: number;
  write: number;
  /** The whole fill as the person waits for it: write, settle, read back. */
  fill: number;
}

const run = async (): Promise<Figures> => {
  const profile = sampleGrappe();
  let snapshot = readFrame(registry).snapshot;
  let last: Review | null = null;
  const bareReadTime = await timed(bareRead);
  const readTime = await timed(() => {
    snapshot = readFrame(registry).snapshot;
  });
  const recogniseTime = await timed(() => {
    last = review([{ frameId: 0, snapshot }], profile, null);
  });
  const bareWriteTime = await timed(bareWrite);
  const writes: number[] = [];
  const fills: number[] = [];
  for (let round = 0; round < 12; round++) {
    const start = performance.now();
    writes.push(await writing(round));
    fills.push(performance.now() - start);
  }
  if (last === null) throw new Error('nothing was recognised');
  return {
    fields: snapshot.fields.length,
    bareRead: bareReadTime,
    read: readTime,
    recognise: recogniseTime,
    bareWrite: bareWriteTime,
    write: median(writes.slice(2)),
    fill: median(fills.slice(2)),
  };
};

Object.assign(globalThis, { runBench: run });
