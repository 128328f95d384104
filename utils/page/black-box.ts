import type { TypedText } from '@/utils/messages';
import { cleanLabel, cleanText, cleanValue } from './clean';
import { allIn, isLike, parentOf } from './dom';
import { headingLevel, readHeading, stepOf } from './headings';
import { Look } from './look';
import { isOurs } from './own-writes';
import { bestLabel, ownTexts } from './texts';
import { isShown } from './visible';
import { composedParent, shadowRootOf } from './walk';

/** A text is told at most this long after it was typed. */
const PAUSE_MS = 1000;
/** A box for more characters than this is one for prose; without a limit, it is once it holds some. */
const LONG_BOX = 200;
const LONG_TEXT = 80;

/** Where a text just typed is told at once. */
const LEAVING = ['focusout', 'pagehide', 'visibilitychange'];

type Editor = HTMLTextAreaElement | HTMLInputElement | HTMLElement;
type Words = Omit<TypedText, 'text'>;

/**
 * Tells of each long text the person types: within a second, and at once when she leaves the field
 * or the page. Only trusted events of boxes for prose; never a password, a code, a card, a file nor
 * a hidden field. Costs nothing while nobody types. Answers how to stop.
 */
export const watchTyping = (typed: (one: TypedText) => void): (() => void) => {
  const changed = new Map<Editor, Words>();
  const long = new WeakSet<Editor>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const leave = () => {
    if (changed.size > 0) flush();
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    for (const type of LEAVING) removeEventListener(type, leave, { capture: true });
    for (const [editor, words] of changed) typed({ ...words, text: cleanValue(textOf(editor)) });
    changed.clear();
  };
  const onInput = (event: Event) => {
    if (!event.isTrusted || isOurs()) return;
    const editor = editorOf(event);
    if (!editor || changed.has(editor) || !(long.has(editor) || isLong(editor))) return;
    long.add(editor);
    // Read now: the page may have taken the field away when its text is told.
    changed.set(editor, wordsOf(editor));
    if (timer !== undefined) return;
    timer = setTimeout(flush, PAUSE_MS);
    for (const type of LEAVING) addEventListener(type, leave, { capture: true, passive: true });
  };
  addEventListener('input', onInput, { capture: true, passive: true });
  return () => {
    leave();
    removeEventListener('input', onInput, { capture: true });
  };
};

/** The control typed in, inside closed shadow roots too: it has the focus there. */
const editorOf = (event: Event): Editor | null => {
  const [first] = event.composedPath();
  let at = first instanceof Element ? first : null;
  for (let inner = at; inner; inner = shadowRootOf(inner)?.activeElement ?? null) at = inner;
  if (at instanceof HTMLTextAreaElement || at instanceof HTMLInputElement) return at;
  if (!(at instanceof HTMLElement) || !at.isContentEditable) return null;
  let editor: HTMLElement = at;
  while (editor.parentElement?.isContentEditable) editor = editor.parentElement;
  return editor;
};

const SECRET = /\b(?:cc-|one-time-code|(?:current|new)-password)/;

const isLong = (editor: Editor): boolean => {
  if (SECRET.test(editor.getAttribute('autocomplete') ?? '')) return false;
  if (!(editor instanceof HTMLInputElement)) return true;
  if (editor.type !== 'text') return false;
  return editor.maxLength >= 0 ? editor.maxLength >= LONG_BOX : editor.value.length >= LONG_TEXT;
};

const textOf = (editor: Editor): string => {
  if (editor instanceof HTMLTextAreaElement || editor instanceof HTMLInputElement) return editor.value;
  return editor.innerText;
};

/** The place is the one of the whole page, as the panel names it: a frame is a part of the step. */
const wordsOf = (editor: Editor): Words => {
  const top = mainDocument();
  const { origin, pathname, hash } = (top ?? document).location;
  return {
    label: bestLabel(ownTexts(editor, [editor], false, new Look())),
    section: nearestHeading(editor),
    step: stepTitle(top ?? document),
    url: origin + pathname + hash.split('?')[0],
  };
};

/** Document of the main frame; null when another origin or a sandbox keeps it from us. */
const mainDocument = (): Document | null => {
  try {
    return window.top?.document ?? null;
  } catch {
    return null;
  }
};

const HEADINGS = 'h1, h2, h3, h4, h5, h6, legend, [role="heading"]';

/** Heading the control stands under: the nearest before it, out of shadow roots if need be. */
const nearestHeading = (editor: Element): string => {
  for (let at: Element | null = editor; at; at = composedParent(at))
    for (let before = at.previousElementSibling; before; before = before.previousElementSibling) {
      const inside = isLike(before, HEADINGS) ? [before] : [...allIn(before, HEADINGS)];
      const heading = inside.findLast((one) => isShown(one) && !ownsAnother(one, editor));
      if (heading) return cleanText(heading.textContent);
    }
  return '';
};

/** The legend of another group of fields is no heading of what follows the group. */
const ownsAnother = (heading: Element, editor: Element): boolean =>
  heading.localName === 'legend' && parentOf(heading)?.contains(editor) !== true;

/** Title of the step as the snapshot tells it, of the page, else of the frame when the page has none. */
const stepTitle = (page: Document): string => {
  const titled = [page, document].find((root) => headingsOf(root).length > 0) ?? page;
  const current = [...titled.querySelectorAll('[aria-current="step"]')].find(isShown);
  return stepOf(headingsOf(titled), cleanLabel(current?.textContent), titled.title);
};

const headingsOf = (root: Document) =>
  [...root.querySelectorAll('h1, h2, h3, h4, h5, h6, [role="heading"]')].flatMap(
    (element) => readHeading(element, headingLevel(element, element.getAttribute('role'), null)) ?? [],
  );
