import type { FieldSnapshot } from '@/knowledge/form/snapshot';
import type { WriteInstruction } from '@/knowledge/form/write';
import { addRows, observeChanges, Registry, Writer } from '@/utils/page';

/**
 * Bundled and run inside a bench page: our writing beside the least any tool could do for the same
 * fields. Every figure is the median of the runs, in milliseconds.
 */
const RUNS = 24;
const WARM_UPS = 4;
/** As many as the panel asks for at once. */
const CHUNK = 60;

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

/** The floor: the native setter, or the click of a radio and a box, and the events, once per field. */
const bareWrite = (targets: Control[], round: number): void => {
  for (const control of targets) {
    if (control instanceof HTMLSelectElement) control.selectedIndex = 1 + (round % 2);
    else if (control.type === 'radio' && control.value !== String(round % 2)) continue;
    else if (control.type === 'radio' || control.type === 'checkbox') control.click();
    else control.value = control.type === 'date' ? `2026-01-1${round % 9}` : `valeur ${round}`;
    control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
    control.dispatchEvent(new FocusEvent('blur', { composed: true }));
  }
};

/** The same with all the events of our recipe: what no look and no check can go below. */
const recipeWrite = (targets: Control[], round: number): void => {
  for (const control of targets) {
    if (
      control instanceof HTMLInputElement &&
      control.type === 'radio' &&
      control.value !== String(round % 2)
    )
      continue;
    control.dispatchEvent(new FocusEvent('focus', { composed: true }));
    control.dispatchEvent(new FocusEvent('focusin', { bubbles: true, composed: true }));
    bareWrite([control], round);
    control.dispatchEvent(new FocusEvent('focusout', { bubbles: true, composed: true }));
  }
};

const textFor = ({ kind, value, options }: FieldSnapshot, round: number): string => {
  if (kind === 'date') return `2026-02-1${round % 9}`;
  if (kind === 'checkbox') return String(value !== 'true');
  if (kind === 'select' || kind === 'radio') return options[round % 2]?.text ?? '';
  return `texte ${round}`;
};

const instructionFor = (field: FieldSnapshot, round: number): WriteInstruction => ({
  ref: field.ref,
  fingerprint: field.fingerprint,
  kind: field.kind,
  expected: field.value,
  guard: null,
  text: textFor(field, round),
});

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const breathe = () => new Promise((resolve) => setTimeout(resolve, 20));

/** The person reads the preview; the overlay looks at the fields meanwhile, when the page is idle. */
const preview = () => new Promise((resolve) => setTimeout(resolve, 250));

/** What filling every field of a page costs, in milliseconds. */
export interface WriteFigures {
  fields: number;
  bare: number;
  /** The same loop with the six events of our recipe, no look at all. */
  recipe: number;
  /** Every write and every look since the person approved; the turns left to the page are not work. */
  write: number;
  /** Of these, the looks before and after: the same without the recipes. */
  looks: number;
  /** The same from the first look to the last, with the turns the page takes meanwhile. */
  elapsed: number;
  /** Longest stretch without giving the page its turn. */
  task: number;
  /** Fields that hold something else than what was written, in all the rounds: 0. */
  wrong: number;
}

const writeBench = async (): Promise<WriteFigures> => {
  const writer = new Writer(new Registry());
  const targets = controls();
  const bare: number[] = [];
  const recipe: number[] = [];
  const ours: number[] = [];
  const elapsed: number[] = [];
  const tasks: number[] = [];
  let wrong = 0;
  let fields = 0;
  hurryFrames();
  for (let round = 0; round < RUNS + WARM_UPS; round++) {
    const start = performance.now();
    bareWrite(targets, round);
    const bareTime = performance.now() - start;
    await breathe();
    const restart = performance.now();
    recipeWrite(targets, round + 1);
    const recipeTime = performance.now() - restart;
    await breathe();
    const { snapshot } = await writer.read();
    await preview();
    const instructions = snapshot.fields.map((field) => instructionFor(field, round));
    // Watching the turns of the page costs: not in the rounds whose time is kept.
    const watched = round % 4 === 0;
    const isElapsed = round % 4 === 2;
    globalThis.MessageChannel = watched || isElapsed ? RealChannel : HurriedChannel;
    const turns = watched ? watchTurns() : () => 0;
    waited = 0;
    const begun = performance.now();
    for (let at = 0; at < instructions.length; at += CHUNK)
      for (const [n, result] of (await writer.write(instructions.slice(at, at + CHUNK))).entries())
        if (result.status !== 'written' || result.after !== instructions[at + n]?.text) wrong++;
    const ourTime = performance.now() - begun - waited;
    fields = instructions.length;
    if (round >= WARM_UPS) {
      bare.push(bareTime);
      recipe.push(recipeTime);
      if (watched) tasks.push(turns());
      else if (isElapsed) elapsed.push(ourTime);
      else ours.push(ourTime);
    }
    await breathe();
  }
  const looks = await looksBench(writer);
  return {
    fields,
    bare: median(bare),
    recipe: median(recipe),
    write: median(ours),
    looks,
    elapsed: median(elapsed),
    task: median(tasks),
    wrong,
  };
};

/** The looks alone: a row that moved is found out last, right before the recipe. */
const looksBench = async (writer: Writer): Promise<number> => {
  const spent: number[] = [];
  for (let round = 0; round < RUNS / 2; round++) {
    const { snapshot } = await writer.read();
    await preview();
    const guard = { ref: 'absent', value: '' };
    const instructions = snapshot.fields.map((field) => ({ ...instructionFor(field, round), guard }));
    waited = 0;
    const begun = performance.now();
    for (let at = 0; at < instructions.length; at += CHUNK)
      await writer.write(instructions.slice(at, at + CHUNK));
    spent.push(performance.now() - begun - waited);
    await breathe();
  }
  return median(spent);
};

const RealChannel = globalThis.MessageChannel;

/** A turn of the page that comes at once: what the page does in it is not our work. */
class HurriedChannel extends RealChannel {
  constructor() {
    super();
    this.port2.postMessage = () =>
      queueMicrotask(() => this.port1.onmessage?.call(this.port1, new MessageEvent('message')));
  }
}

/** Time given to the page so far to lay itself out between two chunks: it is not our work. */
let waited = 0;

/** Frames come at once, with the layout a real one brings: how busy the screen is does not count. */
const hurryFrames = (): void => {
  globalThis.requestAnimationFrame = (callback) => {
    queueMicrotask(() => {
      const start = performance.now();
      document.body.getBoundingClientRect();
      waited += performance.now() - start;
      callback(performance.now());
    });
    return 0;
  };
};

/** Measures the longest time between two turns of the page until the answer is called. */
const watchTurns = (): (() => number) => {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let longest = 0;
  const note = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  port1.onmessage = () => {
    note();
    port2.postMessage(null);
  };
  port2.postMessage(null);
  return () => {
    note();
    port1.close();
    return longest;
  };
};

const addButtonOf = (): HTMLElement => {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes('Ajouter'));
  if (!button) throw new Error('the page has no button to add a row');
  return button;
};

const SLICE = 100;

/** Milliseconds per row, for each hundred rows. */
export interface RowFigures {
  /** In the page's own handlers: what the click of anybody would cost. */
  page: number[];
  /** All the rest: finding the table, counting its rows, following the page. */
  ours: number[];
}

/** Adds rows to one table, ten at a time as the panel does, in a page that is read and followed. */
const rowBench = async (rows: number, ours: boolean): Promise<RowFigures> => {
  const registry = new Registry();
  const button = addButtonOf();
  const ref = registry.refOf(button);
  const inPage = timeClicks();
  const stop = ours ? observeChanges(() => {}) : () => {};
  if (ours) await new Writer(registry).read();
  globalThis.MessageChannel = HurriedChannel;
  const figures: RowFigures = { page: [], ours: [] };
  for (let from = 0; from < rows; from += SLICE) {
    const clicksBefore = inPage();
    let spent = 0;
    for (let at = from; at < from + SLICE; at += 10) {
      const start = performance.now();
      if (ours) await addRows(registry, ref, at + 10);
      else for (let n = 0; n < 10; n++) button.click();
      spent += performance.now() - start;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    const page = inPage() - clicksBefore;
    figures.page.push(page / SLICE);
    figures.ours.push((spent - page) / SLICE);
  }
  stop();
  const held = document.querySelectorAll('tbody tr').length;
  if (held !== rows) throw new Error(`${held} rows in the page instead of ${rows}`);
  return figures;
};

/** Answers the time spent in clicks since. */
const timeClicks = (): (() => number) => {
  const { click } = HTMLElement.prototype;
  let spent = 0;
  HTMLElement.prototype.click = function () {
    const start = performance.now();
    click.call(this);
    spent += performance.now() - start;
  };
  return () => spent;
};

Object.assign(globalThis, { writeBench, rowBench });
