import type { FieldSnapshot } from '@/knowledge/form/snapshot';
import type { ReadBack, WriteResult } from '@/knowledge/form/write';
import { Registry, Writer } from '@/utils/page';

/** The overlay's reading and writing, driven by labels. Evaluated in the world of the content script. */
const writer = new Writer(new Registry());
let fields: FieldSnapshot[] = [];

const read = async (): Promise<FieldSnapshot[]> => {
  fields = (await writer.read()).snapshot.fields;
  return fields;
};

const named = (label: string): FieldSnapshot => {
  const found = fields.filter((field) => field.label === label);
  const [only] = found;
  if (!only || found.length > 1)
    throw new Error(
      `${found.length} fields are called « ${label} »: ${fields.map((one) => one.label).join(', ')}`,
    );
  return only;
};

/** Writes texts by label in the fields as last read. */
const write = async (texts: Record<string, string>): Promise<Record<string, WriteResult>> => {
  const entries = Object.entries(texts);
  const results = await writer.write(
    entries.map(([label, text]) => {
      const { ref, fingerprint, kind, value } = named(label);
      return { ref, fingerprint, kind, text, expected: value, guard: null };
    }),
  );
  return Object.fromEntries(entries.flatMap(([label], at) => (results[at] ? [[label, results[at]]] : [])));
};

const readBack = async (labels: string[], atLeast: number): Promise<Record<string, ReadBack>> => {
  const answers = await writer.readBack(
    labels.map((label) => named(label).ref),
    atLeast,
  );
  return Object.fromEntries(labels.flatMap((label, at) => (answers[at] ? [[label, answers[at]]] : [])));
};

/** What the tests call. */
export interface Overlay {
  read: typeof read;
  write: typeof write;
  readBack: typeof readBack;
}

const overlay: Overlay = { read, write, readBack };
Object.assign(globalThis, { overlay });
