import type { ReadBack, WriteInstruction, WriteResult, WriteStatus } from '@/knowledge/form/write';
import { Fields } from './fields';
import { Guard } from './guard';
import { closePickers, hasPicker, isSlow, openPickers, play } from './recipes';
import { heldBy, isLocked, rawHeldBy, refusalOf } from './refusal';
import type { Registry } from './registry';
import { retries } from './retry';
import { Sight } from './sight';
import { errorOf, type FoundField, type FoundFrame } from './snapshot';
import { Pace, settled, twoFrames, until } from './wait';

/** Longest that a list of the page takes to close. */
const UNCOVERED_CAP_MS = 500;

/** An instruction, the field it is for, and when that field was last looked at. */
interface Looked {
  instruction: WriteInstruction;
  found: FoundField | null;
  before: string;
  /** The same, as the browser keeps it. */
  raw: string | number | null;
  refusal: WriteStatus | null;
  /** Ages of the words and of the place of the page when they were looked at. */
  words: number;
  place: number;
}

/**
 * Writes approved values in one frame and tells what the page made of them. Never clicks a button,
 * never writes in a field that changed since it was reviewed. Lives as long as one panel; stops at
 * once when the panel goes away.
 */
export class Writer {
  readonly #fields: Fields;
  /** The panel is gone: nothing more is written. */
  stopped = false;
  /** What was written since the fill began, with what each field held right after. */
  readonly #written = new Map<string, { found: FoundField; after: string }>();

  readonly #guard: Guard;
  /** What covers a field may be gone soon; when it stayed once, it is not waited for again. */
  #mayWait = true;

  constructor(registry: Registry, guard = new Guard()) {
    this.#guard = guard;
    this.#fields = new Fields(registry);
  }

  /** Reads the frame, and remembers what was read for the writes to come. */
  read(): Promise<FoundFrame> {
    return this.#fields.read();
  }

  /** Plays the recipe of each instruction; says what was played, not yet what the page keeps. */
  write(instructions: WriteInstruction[]): Promise<WriteResult[]> {
    return this.#guard.during(() => this.#write(instructions));
  }

  async #write(instructions: WriteInstruction[]): Promise<WriteResult[]> {
    const slow = instructions.some(isSlow);
    const scroll = slow ? { left: window.scrollX, top: window.scrollY } : null;
    const looked = await this.#lookAll(instructions);
    const pickers = looked.flatMap(({ found }) => found?.elements.filter(hasPicker) ?? []);
    const already = new Set(pickers.length > 0 ? openPickers() : []);
    const statuses = await this.#playAll(looked);
    await twoFrames();
    const held = await this.#holdings(looked, statuses);
    if (pickers.length > 0) await closePickers(pickers, already);
    if (scroll) window.scrollTo(scroll);
    return looked.map((one, at) => this.#resultOf(one, statuses[at] ?? 'vanished', held[at] ?? ''));
  }

  /** What fields hold once the page is quiet, after `atLeast` milliseconds and 5 s at most. */
  async readBack(refs: string[], atLeast: number): Promise<ReadBack[]> {
    await settled(atLeast);
    const answers: ReadBack[] = [];
    for (const ref of refs) {
      const found = await this.#fields.again(ref);
      const [control] = found?.elements ?? [];
      if (!found || !control) answers.push({ ref, present: false, value: '', error: '' });
      else answers.push({ ref, present: true, value: heldBy(found), error: errorOf(control) });
    }
    return answers;
  }

  /** Labels of the fields written since the fill began that still hold what was written. */
  holding(): string[] {
    return [...this.#written.values()]
      .filter(({ found, after }) => found.elements[0]?.isConnected && heldBy(found) === after)
      .map(({ found }) => found.snapshot.label);
  }

  /** Another fill begins. */
  forget(): void {
    this.#written.clear();
    this.#guard.forget();
  }

  /** Called when the panel goes away: what is under way ends at once. */
  stop(): void {
    this.stopped = true;
    this.#fields.stop();
  }

  /** Looks at everything before the first write: looking between two writes costs a layout each. */
  async #lookAll(instructions: WriteInstruction[]): Promise<Looked[]> {
    const found: (FoundField | null)[] = [];
    for (const instruction of instructions)
      found.push(this.#fields.known(instruction) ?? (await this.#fields.search(instruction)));
    const isSeen = this.#fields.frameIsSeen();
    const sight = new Sight();
    const looked = instructions.map((one, at) => this.#judge(one, found[at] ?? null, sight, isSeen));
    sight.end();
    return looked;
  }

  #judge(instruction: WriteInstruction, found: FoundField | null, sight: Sight, isSeen: boolean): Looked {
    const { words, place } = this.#fields;
    if (!found) return { instruction, found, before: '', raw: null, refusal: 'vanished', words, place };
    const before = heldBy(found);
    const refusal =
      refusalOf(instruction, found, before) ??
      (isSeen && this.#fields.canReach(found, sight) ? null : 'hidden');
    return { instruction, found, before, raw: rawHeldBy(found), refusal, words, place };
  }

  async #playAll(looked: Looked[]): Promise<WriteStatus[]> {
    const statuses: WriteStatus[] = [];
    this.#mayWait = true;
    const pace = new Pace();
    for (const one of looked) {
      const played = this.#playOne(one);
      statuses.push(typeof played === 'string' ? played : await played);
      if (pace.due()) await pace.rest();
    }
    pace.end();
    return statuses;
  }

  #playOne(one: Looked): WriteStatus | Promise<WriteStatus> {
    if (one.refusal || !one.found) return one.refusal ?? 'vanished';
    const obstacle = this.#obstacle(one);
    // A list that an earlier write opened may still be closing over the field.
    if (obstacle === 'hidden' && this.#mayWait) return this.#playLater(one, one.found);
    return obstacle ?? this.#playNow(one.instruction, one.found);
  }

  async #playLater(one: Looked, found: FoundField): Promise<WriteStatus> {
    const isClear = await until(() => (this.#obstacle(one) === 'hidden' ? null : true), UNCOVERED_CAP_MS);
    this.#mayWait = isClear !== null;
    return this.#obstacle(one) ?? this.#playNow(one.instruction, found);
  }

  #playNow(instruction: WriteInstruction, found: FoundField): WriteStatus | Promise<WriteStatus> {
    this.#fields.noteGuard(instruction);
    return play(instruction, found);
  }

  /** An earlier write may have changed the field, its words, its place or its row since the look. */
  #obstacle({ instruction, found, before, raw, words, place }: Looked): WriteStatus | null {
    // A field that nobody wrote in because the panel went away is as if it had gone.
    if (this.stopped || this.#guard.isLeaving || !found?.elements[0]?.isConnected) return 'vanished';
    // An old value still goes back where it was: what the page then sends is held all the same.
    if (this.#guard.held > 0 && !instruction.sameElement) return 'sends';
    this.#fields.notice();
    if (words < this.#fields.words && !this.#fields.same(found)) return 'vanished';
    // What locks a field is an attribute, and told as a change of the page.
    if (place < this.#fields.place && isLocked(found)) return 'locked';
    if ((raw === null || rawHeldBy(found) !== raw) && heldBy(found) !== before) return 'user-changed';
    if (place < this.#fields.place && !this.#fields.canReach(found, new Sight(), true)) return 'hidden';
    return this.#fields.rowMoved(instruction) ? 'row-moved' : null;
  }

  /** What each field holds once the page rendered; what it did not take is written in another way. */
  async #holdings(looked: Looked[], statuses: WriteStatus[]): Promise<string[]> {
    const held = looked.map(({ found }) => (found?.elements[0]?.isConnected ? heldBy(found) : ''));
    for (const attempt of retries) {
      const again = looked.map(
        (one, at) =>
          statuses[at] === 'written' &&
          attempt.wanted(one.instruction, held[at] ?? '', one.before) &&
          !this.#obstacleNow(one),
      );
      if (!again.includes(true)) continue;
      for (const [at, { instruction, found }] of looked.entries())
        if (again[at] && found) attempt.play(instruction, found);
      await twoFrames();
      for (const [at, { found }] of looked.entries()) if (again[at] && found) held[at] = heldBy(found);
    }
    return held;
  }

  /** As before a write, whatever the field holds by now. */
  #obstacleNow(one: Looked): WriteStatus | null {
    return this.#obstacle({ ...one, before: one.found ? heldBy(one.found) : '', raw: null, place: -1 });
  }

  #resultOf(
    { instruction: { ref }, found, before }: Looked,
    status: WriteStatus,
    after: string,
  ): WriteResult {
    if (!found || status !== 'written') return { ref, status, before, after: before };
    this.#written.set(ref, { found, after });
    return { ref, status, before, after };
  }
}
