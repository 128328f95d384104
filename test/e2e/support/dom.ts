import type { Frame, Page, Protocol } from 'puppeteer-core';

/** Value of every control of a page, open shadow roots included, by identifier, else by name. */
export const valuesOf = (place: Page | Frame): Promise<Record<string, string>> =>
  place.evaluate(() => {
    const values: Record<string, string> = {};
    const visit = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) visit(element.shadowRoot);
        const isBox = element instanceof HTMLInputElement && /^(?:radio|checkbox)$/.test(element.type);
        const text =
          element instanceof HTMLInputElement ||
          element instanceof HTMLTextAreaElement ||
          element instanceof HTMLSelectElement;
        if (!text) continue;
        values[element.id || element.name] = isBox ? String(element.checked) : element.value;
      }
    };
    visit(document);
    return values;
  });

/** Something that could send a page or leave it, not done by the hand of a person. */
export interface Act {
  type: string;
  /** Element acted upon: its name, type, role and words, for instance « button submit Suivant ». */
  target: string;
}

/**
 * Records in every frame of a page to come the submissions, and the clicks and keys that no person
 * made. Answers the growing list.
 */
export const spyOn = async (page: Page): Promise<Act[]> => {
  const acts: Act[] = [];
  await page.exposeFunction('assistantTestSeen', (type: string, target: string) =>
    acts.push({ type, target }),
  );
  await page.evaluateOnNewDocument(() => {
    const tell = (type: string, target: unknown) => {
      const name =
        target instanceof HTMLElement
          ? [
              target.localName,
              ...['type', 'role'].map((key) => target.getAttribute(key) ?? ''),
              target.localName === 'input' ? '' : target.textContent,
            ]
          : [String(target)];
      const report: unknown = Reflect.get(window, 'assistantTestSeen');
      if (typeof report === 'function')
        report(
          type,
          name
            .map((part) => part?.trim())
            .filter(Boolean)
            .join(' '),
        );
    };
    for (const type of ['submit', 'reset', 'formdata'])
      addEventListener(type, (event) => tell(type, event.target), true);
    for (const type of ['click', 'keydown', 'keypress', 'keyup'])
      addEventListener(type, (event) => !event.isTrusted && tell(type, event.composedPath()[0]), true);
    for (const name of ['submit', 'requestSubmit'] as const) {
      const real = HTMLFormElement.prototype[name];
      Reflect.set(HTMLFormElement.prototype, name, function (this: HTMLFormElement) {
        tell(`form.${name}()`, this);
        return Reflect.apply(real, this, []);
      });
    }
  });
  return acts;
};

/** An element of ours found in a page. */
export interface OwnNode {
  /** Element of the page that holds it: one of our two. */
  host: string;
  /** `host` for that element itself, else the kind of shadow root the node stands in. */
  place: 'host' | 'open' | 'closed' | 'user-agent';
  name: string;
  attributes: Record<string, string>;
  /** Text of the node itself, for a text node. */
  text: string;
}

/** Every node of ours in a page and its frames, closed shadow roots opened by the debugger. */
export const ownNodes = async (page: Page): Promise<OwnNode[]> => {
  const session = await page.createCDPSession();
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  await session.detach();
  const found: OwnNode[] = [];
  const visit = (node: Protocol.DOM.Node, host: string, place: OwnNode['place']): void => {
    const own = host || (node.nodeName.startsWith('ASSISTANT-GALIS-') ? node.nodeName.toLowerCase() : '');
    if (own)
      found.push({
        host: own,
        place,
        name: node.nodeName.toLowerCase(),
        attributes: attributesOf(node),
        text: node.nodeValue,
      });
    for (const child of [...(node.children ?? []), ...(node.contentDocument ? [node.contentDocument] : [])])
      visit(child, own, place);
    for (const shadow of node.shadowRoots ?? [])
      for (const child of shadow.children ?? []) visit(child, own, shadow.shadowRootType ?? 'open');
  };
  visit(root, '', 'host');
  return found;
};

const attributesOf = ({ attributes = [] }: Protocol.DOM.Node): Record<string, string> =>
  Object.fromEntries(
    attributes.flatMap((name, at) => (at % 2 === 0 ? [[name, attributes[at + 1] ?? '']] : [])),
  );

/** A mark drawn in a page. */
export interface Mark {
  /** `known`, `filled`, `check`, `broken` or `here`. */
  tone: string;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Marks drawn now, with their place on screen; those of hidden fields left out. */
export const marksIn = async (page: Page): Promise<Mark[]> => {
  const nodes = await ownNodes(page);
  return nodes
    .filter(({ name, attributes }) => name === 'div' && attributes.class?.startsWith('mark '))
    .filter(({ attributes }) => attributes.style?.includes('display: block'))
    .map(({ attributes }) => {
      const px = (name: string) =>
        Number(new RegExp(`(?:^|[ ;])${name}: (-?[\\d.]+)px`).exec(attributes.style ?? '')?.[1]);
      const [left, top, width, height] = [px('left'), px('top'), px('width'), px('height')];
      return { tone: attributes.class?.split(' ')[1] ?? '', left, top, width, height };
    });
};
