/** Changes of the page are told at most this often. */
const PAUSE_MS = 250;

/** Attributes whose change makes a field appear, disappear, lock or unlock. */
const ATTRIBUTES = ['class', 'disabled', 'readonly', 'hidden', 'aria-busy', 'src'];

/** Elements of ours in the page start with this name and are no change of the page. */
const OURS = 'ASSISTANT-GALIS-';

/** Tells when the page, or a value in it, may have changed; answers how to stop observing. */
export const observeChanges = (changed: () => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const schedule = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      changed();
    }, PAUSE_MS);
  };
  const observer = new MutationObserver((records) => {
    if (!records.every(isOurs)) schedule();
  });
  observer.observe(document, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
  const events = ['input', 'change', 'focusout', 'hashchange'];
  for (const type of events) addEventListener(type, schedule, { capture: true, passive: true });
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    for (const type of events) removeEventListener(type, schedule, { capture: true });
  };
};

const isOurs = (record: MutationRecord): boolean =>
  record.type === 'childList' &&
  [...record.addedNodes, ...record.removedNodes].every((node) => node.nodeName.startsWith(OURS));
