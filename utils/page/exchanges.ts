/** Kinds of request that keep the portal's session alive; images, styles and scripts do not. */
const KINDS = new Set(['xmlhttprequest', 'fetch', 'navigation', 'iframe', 'beacon']);
/** A template or a message file asked by a script is no use of the session either. */
const FILE = /\.(?:html?|js|mjs|css|json|svg|png|jpe?g|gif|ico|woff2?|map)$/i;
/** The browser keeps so many entries and then stops, unless somebody observes. */
const BUFFER = 250;
/** Nobody asked for this long: the panel is gone. */
const IDLE_MS = 60_000;

/** What is known since a panel first asked: milliseconds since the start of the document; null: unknown. */
let last: number | null = null;
let observer: PerformanceObserver | null = null;
let idle: ReturnType<typeof setTimeout> | undefined;

/**
 * Last exchange of this frame with its own server, in milliseconds since the epoch; 0 when it cannot
 * be known: the page had loaded too many things before a panel first asked. The first question starts
 * the observation, a minute without any ends it: nothing runs while no panel asks.
 */
export const lastExchange = (): number => {
  clearTimeout(idle);
  idle = setTimeout(stop, IDLE_MS);
  if (observer) note(observer.takeRecords());
  else start();
  return last === null ? 0 : Math.round(performance.timeOrigin + last);
};

const start = (): void => {
  const buffered = performance.getEntriesByType('resource');
  note([...performance.getEntriesByType('navigation'), ...buffered]);
  if (buffered.length >= BUFFER) last = null;
  observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: 'resource' });
};

const stop = (): void => {
  observer?.disconnect();
  observer = null;
};

const note = (entries: readonly PerformanceEntry[]): void => {
  for (const entry of entries) {
    const end = exchangeEnd(entry);
    if (end !== null && end > (last ?? -1)) last = end;
  }
};

const exchangeEnd = (entry: PerformanceEntry): number | null => {
  if (!('initiatorType' in entry) || !('responseEnd' in entry)) return null;
  const { initiatorType, responseEnd } = entry;
  if (typeof initiatorType !== 'string' || typeof responseEnd !== 'number') return null;
  if (!KINDS.has(initiatorType) || !URL.canParse(entry.name)) return null;
  const { origin, pathname } = new URL(entry.name);
  const asked = initiatorType === 'xmlhttprequest' || initiatorType === 'fetch';
  return origin === location.origin && !(asked && FILE.test(pathname)) ? responseEnd : null;
};
