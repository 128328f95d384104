import type { MarkTone } from '@/utils/messages';
import { openHost } from './own-hosts';
import type { FoundField } from './snapshot';

/**
 * Passive marks beside the fields: one layer in a closed shadow root that takes no pointer, holds no
 * value and only constant words. Nothing in it can be clicked, so no page can turn it into a lure.
 */
const STYLE = `
:host{all:initial!important;position:fixed!important;inset:0!important;pointer-events:none!important;z-index:2147483000!important;display:block!important}
.mark{position:absolute;box-sizing:border-box;border-radius:6px;border:2px solid;font:600 12px/1.2 system-ui,sans-serif}
.tag{position:absolute;right:-2px;top:-9px;padding:2px 7px;border-radius:9px;color:#fff;white-space:nowrap;box-shadow:0 1px 3px #0003}
.beside .tag{right:auto;left:calc(100% + 6px);top:50%;transform:translateY(-50%)}
.known{border-color:#0b5c6b66}.known .tag{display:none}
.filled{border-color:#17703a}.filled .tag{background:#17703a}
.check{border-color:#8a5200}.check .tag{background:#8a5200}
.broken{border-color:#b3261e;border-width:3px}.broken .tag{background:#b3261e}
.here{border-color:#0b5c6b;border-width:4px;border-style:dashed}.here .tag{background:#0b5c6b}
`;

/** Constant words: a mark never carries a value or a text of the page. */
const WORDS: Record<MarkTone, string> = {
  known: '',
  filled: '✓',
  check: '? à vérifier',
  broken: '! règle non respectée',
  here: 'ici',
};

/** Over a field narrower than this, the words would hide it: they go beside. */
const NARROW = 260;

/** A mark on screen. */
interface Drawn {
  box: HTMLElement;
  tag: HTMLElement;
  field: FoundField;
  tone: MarkTone | null;
  /** Where it stands, as last written. */
  place: string;
}

export class Marks {
  #host: HTMLElement | null = null;
  #layer: HTMLElement | null = null;
  /** By the first control of the field. */
  #drawn = new Map<Element, Drawn>();
  #frame = 0;
  readonly #follow = () => this.#schedule();

  /**
   * Replaces all marks; those that stay are kept, so that an edit costs what it changes. An empty list removes the
   * layer and stops following the page.
   */
  show(marks: { field: FoundField; tone: MarkTone }[]): void {
    // The page may have taken the layer away.
    if (marks.length === 0 || !this.#host?.isConnected) this.clear();
    if (marks.length === 0) return;
    const layer = this.#layer ?? this.#open();
    const before = this.#drawn;
    this.#drawn = new Map();
    for (const { field, tone } of marks) {
      const [first] = field.elements;
      if (first) this.#drawn.set(first, toned(before.get(first) ?? blank(field), field, tone));
    }
    for (const [first, { box }] of before) if (!this.#drawn.has(first)) box.remove();
    this.#place();
    const added = [...this.#drawn.values()].flatMap(({ box }) => (box.isConnected ? [] : [box]));
    if (added.length > 0) layer.append(...added);
  }

  clear(): void {
    removeEventListener('scroll', this.#follow, { capture: true });
    removeEventListener('resize', this.#follow);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#host?.remove();
    this.#host = null;
    this.#layer = null;
    this.#drawn = new Map();
  }

  #open(): HTMLElement {
    const { host, root } = openHost('assistant-galis-reperes', STYLE);
    host.setAttribute('aria-hidden', 'true');
    this.#layer = root.appendChild(document.createElement('div'));
    this.#host = host;
    addEventListener('scroll', this.#follow, { capture: true, passive: true });
    addEventListener('resize', this.#follow, { passive: true });
    return this.#layer;
  }

  #schedule(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#place();
    });
  }

  /** Every look at the page before the first change. */
  #place(): void {
    const all = [...this.#drawn.values()];
    const boxes = all.map(({ field }) => around(field));
    for (const [at, drawn] of all.entries()) moveTo(drawn, boxes[at] ?? null);
  }
}

const blank = (field: FoundField): Drawn => {
  const box = document.createElement('div');
  const tag = box.appendChild(document.createElement('span'));
  tag.className = 'tag';
  return { box, tag, field, tone: null, place: '' };
};

const toned = (drawn: Drawn, field: FoundField, tone: MarkTone): Drawn => {
  drawn.field = field;
  if (drawn.tone === tone) return drawn;
  const isBeside = drawn.box.classList.contains('beside');
  drawn.box.className = `mark ${tone}${isBeside ? ' beside' : ''}`;
  drawn.tag.textContent = WORDS[tone];
  drawn.tone = tone;
  return drawn;
};

interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function moveTo(drawn: Drawn, rect: Rect | null): void {
  const place = rect ? `${rect.left} ${rect.top} ${rect.right} ${rect.bottom}` : 'none';
  if (drawn.place === place) return;
  drawn.place = place;
  const { box } = drawn;
  box.style.display = rect ? 'block' : 'none';
  if (!rect) return;
  box.classList.toggle('beside', rect.right - rect.left < NARROW);
  box.style.left = `${rect.left - 4}px`;
  box.style.top = `${rect.top - 4}px`;
  box.style.width = `${rect.right - rect.left + 8}px`;
  box.style.height = `${rect.bottom - rect.top + 8}px`;
}

/** Box around a field: all its radios, or the label of a control that is drawn elsewhere. */
const around = (field: FoundField): Rect | null => {
  const rects = field.elements
    .filter((element) => element.isConnected)
    .flatMap((element) => [
      element,
      ...('labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : []),
    ])
    .filter((element, at, all) => all.indexOf(element) === at && element.checkVisibility())
    .filter((element) => field.elements.length > 1 || field.elements.includes(element))
    .map((element) => element.getBoundingClientRect())
    .filter((rect) => rect.width > 0 && rect.height > 0);
  if (rects.length === 0) return null;
  return {
    left: Math.min(...rects.map((rect) => rect.left)),
    top: Math.min(...rects.map((rect) => rect.top)),
    right: Math.max(...rects.map((rect) => rect.right)),
    bottom: Math.max(...rects.map((rect) => rect.bottom)),
  };
};
