import type { WriteInstruction } from '@/knowledge/form/write';
import { isFrameSeen, type Reached, reach, stillReached } from './reach';
import { heldBy } from './refusal';
import type { Registry } from './registry';
import { Sight } from './sight';
import { type FoundField, type FoundFrame, readFrame, sameField } from './snapshot';
import { Watch } from './watch';

/** Larger steps are looked at when they are filled: looking at them after each change would cost too much. */
const AHEAD_CAP = 800;
/** Shortest turn of those looks. */
const AHEAD_MS = 4;

/** What told the row of a field when it was written. */
interface RowKey {
  fingerprint: string;
  value: string;
}

/**
 * The fields of one frame as last read, and whether the page moved since. As long as it did not, a
 * field needs no second look: its words are those that were read.
 */
export class Fields {
  readonly #registry: Registry;
  readonly #watch = new Watch();
  #fields = new Map<string, FoundField>();
  #last: FoundField[] = [];
  readonly #rowKeys = new Map<string, RowKey>();
  /** Age of the words of the page, then of everything that can hide a field: they grow as it moves. */
  words = 1;
  place = 1;
  #readAt = 0;
  /** Where each field was reached, at what age of the page. */
  readonly #reached = new WeakMap<Element, { place: number; at: Reached | null }>();
  #lookAhead = 0;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  async read(): Promise<FoundFrame> {
    this.notice();
    const readAt = this.words;
    const frame = await readFrame(this.#registry);
    for (const [ref, field] of frame.fields) this.#fields.set(ref, field);
    this.#last = [...frame.fields.values()];
    const grown = this.#watch.follow(this.#last.flatMap(({ elements }) => elements));
    // A tree that was not followed while it was read may have moved meanwhile.
    this.#readAt = grown ? readAt - 1 : readAt;
    this.#dropGone();
    this.#lookWhenIdle();
    return frame;
  }

  /**
   * A person can reach the field. Looked at afresh as soon as anything moved in the page; until
   * then, that it is shown and as large as it was is enough. `still` scrolls to nothing.
   */
  canReach(field: FoundField, sight: Sight, still = false): boolean {
    const [first] = field.elements;
    if (!first) return false;
    const known = this.#reached.get(first);
    if (known?.place === this.place && known.at && stillReached(known.at)) return true;
    const at = reach(field, sight, still);
    this.#reached.set(first, { place: this.place, at });
    return at !== null;
  }

  /** The frame itself is in sight of the person, as last looked at. */
  frameIsSeen(): boolean {
    if (window === window.top) return true;
    return isFrameSeen();
  }

  /** Looks at the fields while the person reads the preview, so that the fill has less to look at. */
  #lookWhenIdle(): void {
    cancelIdleCallback(this.#lookAhead);
    if (this.#last.length > AHEAD_CAP) return;
    const waiting = this.#last.toReversed();
    const words = this.words;
    let isSame = true;
    let place = scrolledTo();
    const look: IdleRequestCallback = (deadline) => {
      const isMoving = place !== scrolledTo();
      place = scrolledTo();
      // Looking scrolls and scrolls back: not under the hand of a person who scrolls.
      if (!isMoving) isSame = this.#lookSome(waiting, deadline.timeRemaining()) && isSame;
      // Read again unchanged while all was followed: as good as read just now.
      if (waiting.length === 0 && isSame && words === this.words) this.#readAt = words;
      if (waiting.length > 0) this.#lookAhead = requestIdleCallback(look, { timeout: isMoving ? 400 : 50 });
    };
    this.#lookAhead = requestIdleCallback(look, { timeout: 50 });
  }

  /** Looks at the next ones; false when one of them no longer says the same. */
  #lookSome(waiting: FoundField[], idle: number): boolean {
    this.notice();
    let isSame = true;
    const sight = new Sight();
    // A busy browser may find no idle time at all: a short turn is then taken all the same.
    const end = performance.now() + Math.max(AHEAD_MS, Math.min(idle, 4 * AHEAD_MS));
    while (waiting.length > 0 && performance.now() < end) {
      const field = waiting.pop();
      if (!field?.elements[0]?.isConnected) continue;
      this.canReach(field, sight);
      if (this.#readAt !== this.words && isSame) isSame = this.same(field);
    }
    sight.end();
    return isSame;
  }

  /** Takes note of what moved in the page. */
  notice(): void {
    const change = this.#watch.take();
    if (change !== 'none') this.words++;
    if (change === 'all') this.place++;
  }

  /** The field as reviewed, when it is still there and still says the same; else null. */
  known({ ref, fingerprint }: WriteInstruction): FoundField | null {
    const field = this.#fields.get(ref);
    if (!field?.elements[0]?.isConnected || field.snapshot.fingerprint !== fingerprint) return null;
    this.notice();
    return this.#readAt === this.words || this.same(field) ? field : null;
  }

  /** The element that was reviewed, read again; else the only one that looks the same; else nothing. */
  async search({ ref, fingerprint, sameElement }: WriteInstruction): Promise<FoundField | null> {
    const fields = await this.#fresh();
    const again = fields.find((field) => field.snapshot.ref === ref);
    if (again?.snapshot.fingerprint === fingerprint) return again;
    if (sameElement) return null;
    const alike = fields.filter((field) => field.snapshot.fingerprint === fingerprint);
    return alike.length === 1 ? (alike[0] ?? null) : null;
  }

  /** A field written before, also when the page has built it again since; null when it cannot be told. */
  async again(ref: string): Promise<FoundField | null> {
    const field = this.#fields.get(ref);
    if (!field) return null;
    if (field.elements[0]?.isConnected) return field;
    const fields = await this.#fresh();
    const alike = fields.filter(({ snapshot }) => snapshot.fingerprint === field.snapshot.fingerprint);
    const key = this.#rowKeys.get(ref);
    const there = key ? alike.filter((one) => hasKey(one, key, fields)) : alike;
    const [only, other] = there;
    if (!only || other) return null;
    this.#fields.set(ref, only);
    return only;
  }

  same(field: FoundField): boolean {
    return sameField(field, field.snapshot.fingerprint);
  }

  /** Another field of the row no longer holds what it held at the review. */
  rowMoved({ guard }: WriteInstruction): boolean {
    if (!guard) return false;
    const key = this.#fields.get(guard.ref);
    return key?.elements[0]?.isConnected !== true || heldBy(key) !== guard.value;
  }

  /** Keeps what tells the row of a field about to be written. */
  noteGuard({ ref, guard }: WriteInstruction): void {
    const key = guard && this.#fields.get(guard.ref);
    if (key) this.#rowKeys.set(ref, { fingerprint: key.snapshot.fingerprint, value: guard.value });
  }

  stop(): void {
    cancelIdleCallback(this.#lookAhead);
    this.#watch.stop();
  }

  /** Every field of the frame, read again when the page moved since it was last read. */
  async #fresh(): Promise<FoundField[]> {
    this.notice();
    if (this.#readAt !== this.words) await this.read();
    return this.#last.filter(({ elements }) => elements[0]?.isConnected);
  }

  /** A table turned page by page would otherwise keep every row it ever showed. */
  #dropGone(): void {
    if (this.#fields.size < 20_000) return;
    for (const [ref, { elements }] of this.#fields) if (!elements[0]?.isConnected) this.#fields.delete(ref);
  }
}

const scrolledTo = (): string => `${window.scrollX} ${window.scrollY}`;

const hasKey = ({ snapshot: { row } }: FoundField, key: RowKey, fields: FoundField[]): boolean =>
  row !== null &&
  fields.some(
    (other) =>
      other.snapshot.row?.table === row.table &&
      other.snapshot.row.index === row.index &&
      other.snapshot.fingerprint === key.fingerprint &&
      heldBy(other) === key.value,
  );
