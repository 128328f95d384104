import type { FieldSnapshot, FieldText, FrameSnapshot } from '@/knowledge/form/snapshot';
import { FieldCache, type Known } from './cache';
import { cleanLabel } from './clean';
import type { Control } from './controls';
import { allTexts, fingerprint, knowField, lockedField, withDayHint } from './details';
import { type Heading, readHeading, SectionPath, stepOf } from './headings';
import { labelElements, trustLabels } from './label-index';
import { lockedValue } from './locked';
import { Look, textOf } from './look';
import { messageElements, readMessages } from './messages';
import { watch } from './observe';
import { isBusy, Pending } from './pending';
import type { Registry } from './registry';
import { emptySurvey, type FieldPlace, type Place, type Survey, survey } from './survey';
import { Tables } from './table';
import { Turns } from './turns';
import { fieldValue, isLocked, isReadOnly } from './values';
import { isShown } from './visible';
import { composedClosest, shadowRootOf } from './walk';

export { fieldValue, isEmptyOption, optionText } from './values';

/** Most fields read in one frame: a 500-row table of 12 columns fits. */
const FIELD_CAP = 8000;
const HEADING_CAP = 50;

/** A field as found in the page: what is sent, and the elements it was read from. */
export interface FoundField {
  snapshot: FieldSnapshot;
  /** One element; for radios and boxes of one question, all of them. */
  elements: Control[];
  /** The reading it comes from. */
  reader: FrameReader;
}

export interface FoundFrame {
  snapshot: FrameSnapshot;
  fields: Map<string, FoundField>;
}

/** Times the list of fields is made again when the page changes meanwhile. */
const RETRIES = 3;

/** Reads one frame again and again, each time only what may have changed since. */
class FrameReader {
  readonly #registry: Registry;
  readonly #cache = new FieldCache();
  readonly #path = new SectionPath();
  #survey: Survey = emptySurvey();
  readonly #pending = new Pending();
  #last: Promise<unknown> = Promise.resolve();
  #before = new WeakMap<Control, FoundField & { sections: FieldText[]; known: Known }>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** One reading at a time: two would share the time, not win any. */
  read(root: Document): Promise<FoundFrame> {
    const reading = this.#last.then(() => this.#read(root));
    this.#last = reading.catch(() => undefined);
    return reading;
  }

  async #read(root: Document): Promise<FoundFrame> {
    const turns = new Turns();
    for (let attempt = 0; ; attempt++) {
      await this.#list(root, turns);
      const frame = await this.#readPlaces(root, turns);
      if (!watch.active) trustLabels(null);
      // Read in several turns, the page may have changed in between: what was read is then of two pages.
      if (turns.taken > 0) this.#cache.refresh();
      if (!this.#cache.stale || !watch.active) return frame;
      if (attempt < RETRIES) continue;
      frame.snapshot.loading = true;
      return frame;
    }
  }

  async #list(root: Document, turns: Turns): Promise<void> {
    this.#cache.refresh();
    if (this.#survey.empty.some((element) => shadowRootOf(element))) this.#cache.stale = true;
    if (!this.#cache.stale) return;
    this.#cache.stale = false;
    const steps = survey(root);
    for (;;) {
      const step = steps.next();
      if (step.done) {
        this.#survey = step.value;
        trustLabels(step.value.labels);
        watch.expect(this.#pending.among(this.#survey.empty));
        return;
      }
      if (turns.due) await turns.next();
    }
  }

  async #readPlaces(root: Document, turns: Turns): Promise<FoundFrame> {
    const { places, truncated } = this.#survey;
    const tables = new Tables();
    const headings: Heading[] = [];
    const fields = new Map<string, FoundField>();
    const snapshots: FieldSnapshot[] = [];
    let current = '';
    this.#path.reset();
    let steps = 0;
    for (const place of places) {
      if (++steps % 2 === 0 && turns.due) await turns.next();
      if (place.what === 'field' || place.what === 'locked') {
        if (snapshots.length >= FIELD_CAP) continue;
        const field =
          place.what === 'field' ? this.#readField(place, tables) : this.#readLocked(place.element);
        if (!field) continue;
        fields.set(field.snapshot.ref, field);
        snapshots.push(field.snapshot);
      } else if (place.what === 'table') {
        const grid = isShown(place.element) ? new Look(this.#cache.grids).grid(place.element) : null;
        if (grid) tables.add(grid);
      } else if (place.what === 'step')
        current ||= isShown(place.element) ? cleanLabel(textOf(place.element)) : '';
      else this.#openSection(place, headings);
    }
    const refOf = (element: Element) => this.#registry.refOf(element);
    return {
      fields,
      snapshot: {
        document: this.#registry.document,
        url: root.location.origin + root.location.pathname + root.location.hash.split('?')[0],
        step: stepOf(headings, current, root.title),
        headings: headings.map(({ text }) => text).slice(0, HEADING_CAP),
        loading: isBusy(root) || this.#pending.among(this.#survey.empty).length > 0,
        fields: snapshots,
        tables: tables.snapshots(refOf),
        truncated: truncated || snapshots.length >= FIELD_CAP,
      },
    };
  }

  #openSection(place: Extract<Place, { what: 'heading' | 'box' }>, headings: Heading[]): void {
    if (place.what === 'box') {
      if (isShown(place.element))
        this.#path.open({ level: 7, text: place.title, scope: place.element, aside: true });
      return;
    }
    const heading = readHeading(place.element, place.level);
    if (!heading || this.#isInGrid(place.element)) return;
    this.#path.open(heading);
    if (heading.level < 7) headings.push(heading);
  }

  /** A cell that spans a table with headers is a line of it, not the title of what follows. */
  #isInGrid(element: Element): boolean {
    const table = element instanceof HTMLTableCellElement ? element.closest('table') : null;
    return table !== null && new Look(this.#cache.grids).grid(table) !== null;
  }

  #readField(place: FieldPlace, tables: Tables): FoundField | null {
    const { control, kind, members, grouped } = place;
    if (!members.some((member) => isShown(member) || isLabelShown(member))) return null;
    const known = knowField(place, this.#cache);
    if (known.isAside) return null;
    const sections = this.#path.above(control);
    const { error, help } = readMessages(known.messages);
    const row = known.cell && tables.place(known.cell);
    const state = {
      value: fieldValue(kind, members),
      disabled: this.#isBarred(known, control) || members.every((member) => isLocked(member)),
      readOnly: isReadOnly(kind, control),
      error,
      row,
    };
    const before = this.#before.get(control);
    if (before?.known === known && before.sections === sections && isSame(before.snapshot, state, help))
      return before;
    const texts = allTexts(known.own, sections, help);
    const field = {
      elements: members,
      reader: this,
      sections,
      known,
      snapshot: {
        ref: this.#registry.refOf(control),
        fingerprint: fingerprint(kind, known.label, texts, row ? `${row.table}.${row.column}` : ''),
        kind,
        label: known.label,
        texts,
        options: grouped
          ? known.options.map(({ text }, at) => ({ text, disabled: isOptionLocked(members[at]) }))
          : known.options,
        required: known.required,
        maxLength: known.maxLength,
        format: withDayHint(known.format, known.label, help),
        listOnly: kind === 'combobox',
        ...state,
      },
    };
    this.#before.set(control, field);
    return field;
  }

  #isBarred({ barred }: Known, control: Control): boolean {
    if (barred.epoch !== this.#cache.epoch || !watch.active) {
      barred.epoch = this.#cache.epoch;
      barred.value = composedClosest(control, '[aria-disabled="true"], [inert]') !== null;
    }
    return barred.value;
  }

  #readLocked(element: Element): FoundField | null {
    const locked = lockedValue(element);
    if (!locked || !(element instanceof HTMLElement)) return null;
    const snapshot = lockedField(this.#registry.refOf(element), locked, this.#path.above(element));
    return { elements: [element], reader: this, snapshot };
  }

  /** Label of a field as it is at this very moment. */
  labelNow({ elements: [control, ...others], snapshot }: FoundField): string {
    if (!control) return '';
    if (snapshot.kind === 'locked') return lockedValue(control)?.label ?? '';
    this.#cache.refresh();
    const grouped = snapshot.kind === 'radio' || others.length > 0;
    const { kind } = snapshot;
    return knowField({ what: 'field', control, kind, members: [control, ...others], grouped }, this.#cache)
      .label;
  }
}

const readers = new WeakMap<Registry, FrameReader>();

/** Reads one frame: every field a person sees, with the texts that tell what it asks. */
export const readFrame = (registry: Registry, root: Document = document): Promise<FoundFrame> => {
  const reader = readers.get(registry) ?? new FrameReader(registry);
  readers.set(registry, reader);
  return reader.read(root);
};

/** Cheap check just before a write: the element is still there and still carries its label. */
export const sameField = (field: FoundField, fingerprinted: string): boolean =>
  field.elements[0]?.isConnected === true &&
  field.snapshot.fingerprint === fingerprinted &&
  field.reader.labelNow(field) === field.snapshot.label;

/** Message of refusal the page shows for the control, or empty. */
export const errorOf = (control: Control, members: Control[] = [control]): string =>
  readMessages(messageElements(control, members, new Look())).error;

const isOptionLocked = (member: Control | undefined): boolean => member !== undefined && isLocked(member);

type State = Pick<FieldSnapshot, 'value' | 'disabled' | 'readOnly' | 'error' | 'row'>;

const isLabelShown = (control: Element): boolean => labelElements(control).some((label) => isShown(label));

const isSame = (before: FieldSnapshot, now: State, help: string): boolean =>
  before.value === now.value &&
  before.disabled === now.disabled &&
  before.readOnly === now.readOnly &&
  before.error === now.error &&
  before.row?.index === now.row?.index &&
  before.row?.table === now.row?.table &&
  (before.texts.find(({ source }) => source === 'help')?.text ?? '') === help &&
  before.kind !== 'radio' &&
  before.kind !== 'checkbox';
