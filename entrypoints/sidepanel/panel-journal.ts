import { signal } from '@preact/signals';
import { isLive, type JournalEntry, journalEntry } from '@/knowledge/form/journal';
import { holds, locator } from '@/knowledge/form/locate';
import { lastWritten } from '@/knowledge/form/merge';
import type { Review } from '@/knowledge/form/plan';
import {
  allFills,
  deleteFill,
  type FillRecord,
  type FillSummary,
  fillsOfStep,
  journalCsv,
  journalFile,
  lastFill,
  listFills,
  saveFill,
} from '@/utils/database';
import { downloadFile } from '@/utils/download';

/** One step of one load of the page; `key` is empty while no page is read. */
export interface StepPlace {
  key: string;
  /** Address without its query. */
  url: string;
  title: string;
}

/** Whose data a fill holds, and for which dossier. */
export interface Owner {
  profileId: string;
  dossierId: string;
}

/** What can be undone: the fill of this step, and its place in the database. */
export interface Undoable extends Owner {
  id: number;
  place: StepPlace;
  entries: JournalEntry[];
  /** The page was loaded again since. */
  otherLoad: boolean;
}

const NO_PLACE: StepPlace = { key: '', url: '', title: '' };

/** The journal of fills as the panel uses it: what can be undone here, what was last written here. */
export class PanelJournal {
  readonly undoable = signal<Undoable | null>(null);
  /** What the assistant last wrote in this step for this grappe: the base of the merge. */
  readonly written = signal<ReadonlyMap<string, string>>(new Map());
  /** Those of them written in this load of the page: an emptied one was emptied here. */
  readonly writtenHere = signal<ReadonlySet<string>>(new Set());
  readonly fills = signal<FillSummary[]>([]);
  /** Step of a load of the page whose draft is not the one filled before. */
  #other = '';
  #place = NO_PLACE;

  /** Entries that can be put back one by one, by key of the field that holds what they wrote. */
  entriesByField(review: Review): Map<string, JournalEntry[]> {
    const found = new Map<string, JournalEntry[]>();
    const undoable = this.undoable.value;
    if (!undoable) return found;
    const find = locator(review, undoable.otherLoad);
    for (const entry of undoable.entries.filter(isLive)) {
      const planned = find(entry);
      if (planned && planned.field.value !== entry.before && holds(planned, entry.after, entry))
        found.set(planned.key, [...(found.get(planned.key) ?? []), entry]);
    }
    return found;
  }

  /** Finds what can be undone on a step, also after the panel was closed or the page loaded again. */
  async enter(place: StepPlace, owner: Owner): Promise<void> {
    this.#place = place;
    this.undoable.value = null;
    this.written.value = new Map();
    this.writtenHere.value = new Set();
    if (place.key !== '') await this.#load(place, owner);
  }

  /** What was written in other loads, or all of it, says nothing of this draft. */
  startOver(other: 'all' | 'others'): void {
    this.#other = this.#place.key;
    const here = other === 'all' ? new Set<string>() : this.writtenHere.value;
    this.writtenHere.value = here;
    this.written.value = new Map([...this.written.value].filter(([key]) => here.has(key)));
  }

  /** Reads the journal again: another window changed it. */
  async refresh(owner: Owner): Promise<void> {
    await Promise.all([this.#load(this.#place, owner), this.list()]);
  }

  /** Reads the list of fills again. */
  list = async (): Promise<void> => {
    this.fills.value = await listFills().catch(() => []);
  };

  async #load(place: StepPlace, owner: Owner): Promise<void> {
    if (place.key === '') return;
    const [here, ofStep] = await Promise.all([
      lastFill(place.key).catch(() => null),
      fillsOfStep(place.url, place.title, owner.profileId).catch(() => []),
    ]);
    if (this.#place.key !== place.key) return; // another step meanwhile
    const earlier = ofStep.find((fill) => fill.key !== place.key && entriesOf(fill).some(isLive));
    this.undoable.value = undoableOf(here, place, false) ?? undoableOf(earlier ?? null, place, true);
    const ofDossier = ofStep.filter(({ dossierId }) => dossierId === owner.dossierId);
    const ofLoad = ofDossier.filter(({ key }) => key === place.key);
    const inLoad = lastWritten(ofLoad.map(entriesOf));
    this.writtenHere.value = new Set(inLoad.keys());
    this.written.value = this.#other === place.key ? inLoad : lastWritten(ofDossier.map(entriesOf));
  }

  /** Writes a fill and offers to undo it, on the step it belongs to; answers its id, null when it is empty. */
  async save(fill: Omit<Undoable, 'id'> & { id: number | undefined }): Promise<number | null> {
    const { id, place, entries, profileId, dossierId } = fill;
    if (entries.length === 0) {
      if (id !== undefined) await deleteFill(id);
      if (place.key === this.#place.key) this.undoable.value = null;
      return null;
    }
    const record = { key: place.key, at: new Date().toISOString(), entries, profileId, dossierId };
    const told = { ...record, step: place.title.slice(0, 400), url: place.url.slice(0, 2000) };
    const saved = await saveFill(id === undefined ? told : { ...told, id });
    if (place.key === this.#place.key)
      this.undoable.value = entries.some(isLive) ? { ...fill, id: saved } : null;
    return saved;
  }

  /** Saves every fill in a file, bank details masked; answers what was done, in French. */
  async export(form: 'csv' | 'json'): Promise<string> {
    const fills = await allFills();
    if (fills.length === 0) return 'Le journal est vide : rien n’a encore été rempli.';
    const name = `journal-assistant-galis.${form}`;
    if (form === 'csv') downloadFile(journalCsv(fills), name, 'text/csv');
    else downloadFile(journalFile(fills), name, 'application/json');
    return `Journal « ${name} » enregistré dans vos téléchargements.`;
  }
}

const entriesOf = ({ entries }: FillRecord): JournalEntry[] =>
  entries.flatMap((entry) => journalEntry.safeParse(entry).data ?? []);

const undoableOf = (fill: FillRecord | null, place: StepPlace, otherLoad: boolean): Undoable | null => {
  if (!fill) return null;
  const entries = entriesOf(fill);
  if (!entries.some(isLive)) return null;
  const { id, key, profileId, dossierId } = fill;
  return { id, profileId, dossierId, place: { ...place, key }, entries, otherLoad };
};

/** Names a step of a load of the page. */
export const placeOf = ({ step }: Review, main: { document: string; url: string } | undefined): StepPlace =>
  main ? { key: `${main.document} ${main.url} ${step}`.slice(0, 500), url: main.url, title: step } : NO_PLACE;
