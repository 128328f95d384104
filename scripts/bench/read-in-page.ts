import { computeAccessibleName } from 'dom-accessibility-api';
import { type Review, review } from '@/knowledge/form/plan';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { observeChanges, Registry, readFrame } from '@/utils/page';

/**
 * Bundled and run inside the pages of the bench. Every figure is the median of the runs, in
 * milliseconds.
 */
const RUNS = 40;
const WARM_UPS = 5;

type Control = HTMLInputElement | HTMLSelectElement;

const isControl = (element: Element): element is Control =>
  element instanceof HTMLInputElement || element instanceof HTMLSelectElement;

const textOf = (element: Element | null | undefined): string => element?.textContent?.trim() ?? '';

/** The floor: every text that a reading answers, taken once, with no judgement and no protection. */
const bareRead = (): string[][] => {
  const found: string[][] = [];
  let heading = '';
  const visit = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      if (isControl(element)) found.push([heading, ...textsOf(element, root)]);
      else if (/^h[1-6]$/.test(element.localName)) heading = textOf(element);
      if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  visit(document);
  return found;
};

const textsOf = (control: Control, root: Document | ShadowRoot): string[] => [
  textOf(control.labels?.[0]),
  textOf(control.closest('fieldset')?.querySelector('legend')),
  control instanceof HTMLSelectElement ? [...control.options].map((option) => option.text).join() : '',
  control.name,
  control.getAttribute('placeholder') ?? '',
  textOf(root.getElementById(control.getAttribute('aria-describedby') ?? '-')),
  control.value,
];

/** What the peer is asked: the accessible name of the very same controls. */
const peerRead = (): string[] => {
  const found: string[] = [];
  const visit = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      if (isControl(element)) found.push(computeAccessibleName(element));
      if (element.shadowRoot) visit(element.shadowRoot);
    }
  };
  visit(document);
  return found;
};

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const timed = async (work: () => unknown, runs = RUNS): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < runs + WARM_UPS; round++) {
    const start = performance.now();
    await work();
    if (round >= WARM_UPS) times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return median(times);
};

/** Every figure of the form of 300 fields. */
export interface FormFigures {
  fields: number;
  bare: number;
  peer: number;
  cold: number;
  warm: number;
  /** One label of the page changes before each reading. */
  touched: number;
  /** One element comes or goes before each reading. */
  moved: number;
  review: number;
}

const measureForm = async (): Promise<FormFigures> => {
  const stop = observeChanges(() => {});
  const registry = new Registry();
  const profile = sampleGrappe();
  let { snapshot } = await readFrame(registry);
  const label = document.querySelector('label');
  let last: Review | null = null;
  let round = 0;
  const figures = {
    fields: snapshot.fields.length,
    bare: await timed(bareRead),
    peer: await timed(peerRead, 10),
    cold: await timed(() => readFrame(new Registry())),
    warm: await timed(() => readFrame(registry)),
    touched: await timed(() => {
      if (label) label.textContent = `Libellé ${round++}`;
      return readFrame(registry);
    }),
    moved: await timed(() => {
      if (round++ % 2 === 0) document.body.append(document.createElement('p'));
      else document.body.lastElementChild?.remove();
      return readFrame(registry);
    }),
    review: await timed(async () => {
      ({ snapshot } = await readFrame(registry));
      last = review([{ frameId: 0, snapshot }], { profile, campaign: null });
    }),
  };
  stop();
  if (last === null) throw new Error('nothing was recognised');
  return figures;
};

/** Reading a table cold and warm, the time of a hundred rows at each end, and the longest task. */
export interface SizeFigures {
  fields: number;
  cold: number;
  warm: number;
  longest: number;
}

/** Reads the page as it is, cold, watching for the longest task the page was kept waiting. */
const measureSize = async (): Promise<SizeFigures> => {
  const stop = observeChanges(() => {});
  const registry = new Registry();
  const beats: number[] = [];
  let beating = true;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    beats.push(performance.now());
    if (beating) port2.postMessage(null);
  };
  port2.postMessage(null);
  const start = performance.now();
  const { snapshot } = await readFrame(registry);
  const cold = performance.now() - start;
  beating = false;
  beats.push(performance.now());
  const longest = Math.max(...beats.slice(1).map((beat, at) => beat - (beats[at] ?? beat)));
  const warm = await timed(() => readFrame(registry), 10);
  stop();
  return { fields: snapshot.fields.length, cold, warm, longest };
};

/** A hundred rows of the table to be read anew among five hundred: the first ones, then the last ones. */
const measureRows = async (): Promise<number[]> => {
  const stop = observeChanges(() => {});
  const registry = new Registry();
  await readFrame(registry);
  const rows = [...document.querySelectorAll('tbody tr')];
  const times: number[][] = [[], []];
  for (let round = 0; round < 2 * RUNS; round++) {
    const some = round % 2 === 0 ? rows.slice(0, 100) : rows.slice(-100);
    for (const input of some.flatMap((row) => [...row.querySelectorAll('input')])) input.title = `${round}`;
    const start = performance.now();
    await readFrame(registry);
    times[round % 2]?.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  stop();
  return times.map((list) => median(list));
};

Object.assign(globalThis, { measureForm, measureSize, measureRows });
Object.assign(globalThis, {
  measureWarm: async () => {
    const stop = observeChanges(() => {});
    const r = new Registry();
    await readFrame(r);
    const out = [await timed(bareRead, 300), await timed(() => readFrame(r), 300)];
    stop();
    return out;
  },
});
