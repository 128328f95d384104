import type { Painted } from './marks';

/** How far, in letters, the same text may stand from where it is looked for. */
const REACH = 400;

/** Tells, text after text in the order of the page, whether a reader sees it. */
export class Visibility {
  readonly #painted: Painted;
  #at = 0;

  constructor(painted: Painted) {
    this.#painted = painted;
  }

  isSeen(text: string): boolean {
    const wanted = text.normalize('NFKC').replace(/\s/g, '');
    if (wanted === '') return true;
    const { letters, hidden } = this.#painted;
    const at = letters.startsWith(wanted, this.#at)
      ? this.#at
      : letters.slice(this.#at, this.#at + REACH + wanted.length).indexOf(wanted) + this.#at;
    // Not found again: seen, unless the page hides something, which it could then be.
    if (at < this.#at || !letters.startsWith(wanted, at)) return !hidden.includes(true);
    this.#at = at + wanted.length;
    const unseen = hidden.slice(at, at + wanted.length).filter(Boolean).length;
    return unseen * 2 < wanted.length;
  }
}
