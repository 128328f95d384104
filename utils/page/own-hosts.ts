import { pageRoot } from './native';

/** The very elements we put in the page: a page can only copy their names. */
const hosts = new WeakSet<Element>();

/** Puts an element of ours in the page, styled in a closed root; answers it and its root. */
export const openHost = (name: string, css: string): { host: HTMLElement; root: ShadowRoot } => {
  const host = document.createElement(name);
  const root = host.attachShadow({ mode: 'closed' });
  root.appendChild(document.createElement('style')).textContent = css;
  hosts.add(host);
  pageRoot().append(host);
  return { host, root };
};

/** We put that very element in the page. */
export const isOwnHost = (element: Element): boolean => hosts.has(element);
