import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { FieldId } from '@/knowledge/form/field-id';

/** What a careful person says of one field of a saved page. */
export interface ExpectedField {
  /** Start of the label, as the page writes it. */
  label: string;
  field: FieldId | null;
  /** What the field holds after the fill; without it, a field nobody knows holds what it held before. */
  value?: string;
}

/** A recognition known to be wrong or missing: the test fails when it starts to be right. */
export interface ExpectedFailure {
  /** Rank of the field, from 0. */
  at: number;
  got: FieldId | null;
  why: string;
}

/**
 * How a page came to be measured: `first`, with the dictionary beside it; `dev`, scored once before
 * anything was adapted to it; `kept`, never looked at while recognition was written.
 */
export type PageSet = 'first' | 'dev' | 'kept';

/** A saved page and the truth about it, written before anything was run. */
export interface SavedPage {
  about: string;
  /** `first` when absent. */
  set?: PageSet;
  /** `false` while the truth is only what recognition said when the folder was made: not scored. */
  reviewed?: boolean;
  /** Main heading of the page, or its title. */
  step: string;
  fields: ExpectedField[];
  expectedFailures: ExpectedFailure[];
}

/** The pages of the repository. */
export const PAGES = import.meta.dirname;
const modules = join(PAGES, '../../node_modules');

/** Libraries the pages ask for as `/lib/<name>.js`. */
const LIBRARIES: Record<string, string> = {
  '/lib/angular.js': join(modules, 'angular/angular.min.js'),
  '/lib/vue.js': join(modules, 'vue/dist/vue.global.prod.js'),
};

const foldersWith = (file: string, folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && existsSync(join(folder, entry.name, file)) ? [entry.name] : [],
  );

/** Names of the saved pages: one folder each. */
export const pageNames = (folder = PAGES): string[] => foldersWith('page.html', folder);

/** Names of the steps known by their structure alone, exported from a portal: no page to open. */
export const structureNames = (folder = PAGES): string[] =>
  foldersWith('structure.json', folder).filter((name) => savedPage(name, folder).reviewed !== false);

/** Those a careful person has not read yet: what is expected of them is only what was recognised. */
export const unreviewedNames = (folder = PAGES): string[] =>
  foldersWith('structure.json', folder).filter((name) => savedPage(name, folder).reviewed === false);

/** The truth about a page or a structure. */
export const savedPage = (name: string, folder = PAGES): SavedPage =>
  JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8'));

const fileOf = (folder: string, url: string): string | null => {
  const path = /^\/[\w-]+\/[\w-]+\.html$/.exec(url)?.[0];
  return LIBRARIES[url] ?? (path ? join(folder, path) : null);
};

/** Serves `/<name>/<file>.html` and the libraries over plain http on 127.0.0.1. */
export const servePages = async (folder = PAGES): Promise<{ port: number; close(): Promise<void> }> => {
  const server = createServer(async (request, response) => {
    const file = fileOf(folder, request.url ?? '');
    const content = file && (await readFile(file).catch(() => null));
    if (!content) return response.writeHead(404).end();
    const type = file.endsWith('.js') ? 'text/javascript' : 'text/html';
    return response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Keeps the closed shadow roots of the pages at hand, for the test alone. */
export const keepClosedRoots = (page: Page): Promise<unknown> =>
  page.evaluateOnNewDocument(() => {
    const roots = new WeakMap<Element, ShadowRoot>();
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (this: Element, init) {
      const root = attach.call(this, init);
      roots.set(this, root);
      return root;
    };
    Object.assign(globalThis, { rootOf: (element: Element) => roots.get(element) ?? null });
  });

/** What each field of the page holds, frame by frame, in the order of the page; read without the extension. */
export const valuesOf = async (page: Page): Promise<string[]> => {
  const frames = await Promise.all(page.frames().map((frame) => frame.evaluate(readValues)));
  return frames.flat();
};

/** Runs in the page. */
const readValues = (): string[] => {
  const host: { rootOf?: (element: Element) => ShadowRoot | null } = Object(globalThis);
  const elements = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((element) => {
      const inside = host.rootOf?.(element);
      return inside ? [element, ...elements(inside)] : [element];
    });
  const clean = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
  const beside = (input: HTMLInputElement): string =>
    clean(input.labels?.[0]?.textContent ?? input.nextSibling?.textContent);
  const seen = new Set<Element>();
  const held = (element: Element): string[] => {
    if (!element.checkVisibility() || seen.has(element)) return [];
    if (element instanceof HTMLButtonElement && element.getAttribute('role') === 'switch')
      return [String(element.getAttribute('aria-checked'))];
    if (element instanceof HTMLElement && element.contentEditable === 'true')
      return [clean(element.innerText)];
    if (element instanceof HTMLSelectElement)
      return [element.value === '' ? '' : clean(element.selectedOptions[0]?.text)];
    if (element instanceof HTMLTextAreaElement) return [element.value];
    if (
      !(element instanceof HTMLInputElement) ||
      ['hidden', 'submit', 'reset', 'button', 'image'].includes(element.type)
    )
      return [];
    if (element.type !== 'radio' && element.type !== 'checkbox') return [clean(element.value)];
    const root = element.getRootNode();
    if (!(root instanceof Document || root instanceof ShadowRoot)) return [];
    const alike = [...root.querySelectorAll<HTMLInputElement>(`input[type=${element.type}]`)];
    const group = element.name === '' ? [element] : alike.filter((other) => other.name === element.name);
    for (const member of group) seen.add(member);
    if (element.type === 'checkbox' && group.length === 1) return [String(element.checked)];
    return [
      group
        .filter((member) => member.checked)
        .map(beside)
        .join(' | '),
    ];
  };
  return elements(document).flatMap(held);
};
