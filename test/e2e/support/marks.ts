import type { Page } from 'puppeteer-core';
import { find } from '../../galis/hand';
import { type Mark, marksIn } from './dom';

/** Part of what Firefox's driver says of a node, the closed shadow roots included. */
interface RemoteNode {
  value?: {
    attributes?: Record<string, string>;
    children?: RemoteNode[];
    shadowRoot?: RemoteNode | null;
  };
}

/** The driver's own connection: its public interface keeps closed shadow roots closed. */
interface Driver {
  connection: { send(command: string, parameters: object): Promise<{ result: { result: RemoteNode } }> };
}

const LAYER = 'assistant-galis-reperes';

const nodesIn = ({ value }: RemoteNode): RemoteNode[] =>
  [...(value?.children ?? []), ...(value?.shadowRoot ? [value.shadowRoot] : [])].flatMap((node) => [
    node,
    ...nodesIn(node),
  ]);

/** Marks drawn in the main frame of a page of Firefox. */
const marksInFirefox = async (page: Page): Promise<Mark[]> => {
  const { connection }: Driver = Object(page.browser());
  const { _id: context }: { _id: string } = Object(page.mainFrame());
  const { result } = await connection.send('script.evaluate', {
    target: { context },
    expression: `document.querySelector('${LAYER}') ?? document.createElement('p')`,
    awaitPromise: false,
    serializationOptions: { maxDomDepth: 20, includeShadowTree: 'all' },
  });
  return nodesIn(result.result).flatMap(({ value }) => {
    const { class: name = '', style = '' } = value?.attributes ?? {};
    if (!name.startsWith('mark ') || !style.includes('display: block')) return [];
    const px = (key: string) => Number(new RegExp(`(?:^|[ ;])${key}: (-?[\\d.]+)px`).exec(style)?.[1]);
    return [
      {
        tone: name.split(' ')[1] ?? '',
        left: px('left'),
        top: px('top'),
        width: px('width'),
        height: px('height'),
      },
    ];
  });
};

/** Marks drawn in a page of either browser. */
const marksOf = async (page: Page): Promise<Mark[]> =>
  (await page.browser().version()).toLowerCase().includes('firefox') ? marksInFirefox(page) : marksIn(page);

/** Tones of the marks drawn around a control of the page. */
export const tonesAround = async (page: Page, selector: string): Promise<string[]> => {
  const box = await (await find(page, selector)).evaluate((node) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    return { left, top, right, bottom };
  });
  const marks = await marksOf(page);
  return marks
    .filter(
      ({ left, top, width, height }) =>
        left <= box.left && top <= box.top && left + width >= box.right && top + height >= box.bottom,
    )
    .map(({ tone }) => tone);
};

/** Waits for a mark of that tone around a control: the panel reads the page on its own time. */
export const marked = async (page: Page, tone: string, selector: string): Promise<void> => {
  await page.bringToFront();
  let tones: string[] = [];
  for (let tries = 0; tries < 100; tries++) {
    tones = await tonesAround(page, selector);
    if (tones.includes(tone)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no « ${tone} » mark around ${selector} but ${tones.join(', ') || 'none'}`);
};
