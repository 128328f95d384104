import { render } from 'preact';
import { useState } from 'preact/hooks';
import { EssmsTable } from '@/components/essms-table';
import { applyEdits, type Edit } from '@/knowledge/profile/edit';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import '@/components/theme.css';

/** The sample grappe with as many invented ESSMS as asked. */
function grappeOf(count: number): Profile {
  const sample = sampleGrappe();
  const rows = Array.from({ length: count }, (_, n) => {
    const model = sample.essms[n % sample.essms.length];
    if (!model) throw new Error('the sample grappe is empty');
    return { ...structuredClone(model), id: `b${n}`, name: `${model.name} n° ${n + 1}` };
  });
  return { ...sample, essms: rows, dossiers: [] };
}

function Page({ start }: { start: Profile }) {
  const [grappe, setGrappe] = useState(start);
  const onEdit = (edits: Edit[]) => {
    const outcome = applyEdits(grappe, edits);
    if (outcome.ok) setGrappe(outcome.profile);
  };
  return <EssmsTable grappe={grappe} onEdit={onEdit} onOpen={() => {}} />;
}

const afterPaint = (then: () => void): void => {
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage(null);
  });
};

let presses: number[] = [];
/** How many presses were painted since the page was opened, and who waits for one more. */
let painted = 0;
let waiting = (): void => {};

/** Every key press is timed, in ms, from before the table hears of it until the page is painted. */
function onKey(): void {
  const start = performance.now();
  afterPaint(() => {
    presses.push(performance.now() - start);
    painted += 1;
    waiting();
  });
}

/** What the script that presses the keys calls. */
Object.assign(globalThis, {
  showTable(count: number): void {
    render(null, document.body);
    render(<Page start={grappeOf(count)} />, document.body);
    window.addEventListener('keydown', onKey, { capture: true });
  },
  countPainted: () => painted,
  paintedAfter: (count: number) =>
    new Promise<void>((resolve) => {
      waiting = () => painted > count && resolve();
      waiting();
    }),
  takePresses(): number[] {
    const taken = presses;
    presses = [];
    return taken;
  },
});
