import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PanelField } from '@/scripts/browser/panel';
import { openReader, type Reader, readAll, readPage, readStructure } from '@/scripts/score/pages';
import { LOOKS, scoreReplica } from '@/scripts/score/replica';
import {
  LEAST_PRECISION,
  LEAST_RECALL,
  type Mistake,
  mended,
  plain,
  surprises,
  Tally,
} from '@/scripts/score/tally';
import {
  type ExpectedField,
  pageNames,
  type SavedPage,
  savedPage,
  structureNames,
  valuesOf,
} from '../pages/saved';

/** What the panel read of a page, and what its fields held around the fill. */
interface Played {
  step: string;
  listed: PanelField[];
  before: string[];
  after: string[];
}

const play = async (reader: Reader, name: string): Promise<Played> => {
  const { page, panel } = reader;
  const listed = await readPage(reader, name);
  const step = await panel.page.$eval('.form-tab h2', (title) => title.textContent ?? '');
  const before = await valuesOf(page);
  await panel.confirmBank();
  await panel.fill();
  return { step, listed, before, after: await valuesOf(page) };
};

/** The start of each label listed, as long as the label expected there. */
const startsOf = (listed: PanelField[], expected: ExpectedField[]): string[] =>
  listed.map(({ label }, at) => plain(label).slice(0, plain(expected[at]?.label ?? label).length));

/**
 * What each field holds at the end, as a careful person would have left it; a field announced as
 * missed holds what it held, and one announced as mistaken is not judged twice.
 */
const wantedOf = ({ fields, expectedFailures }: SavedPage, { before, after }: Played): string[] =>
  fields.map(({ field, value }, at) => {
    const failure = expectedFailures.find((one) => one.at === at);
    const untouched = failure ? failure.got === null : field === null;
    const known = failure ? undefined : value;
    return plain(known ?? (untouched ? before[at] : after[at]) ?? '');
  });

const announcedAs = (mistakes: Mistake[]) =>
  mistakes.map(({ at, label, expected, got }) => `${at} « ${label} » : ${expected} expected, ${got} found`);

describe('saved pages', () => {
  const names = pageNames();
  const overall = new Tally();
  let readers: Reader[];
  let played: Map<string, Promise<Played>>;

  beforeAll(async () => {
    const [first = ''] = names;
    // Reading a page is mostly waiting: two browsers take half the time.
    readers = await Promise.all([openReader(first), openReader(first)]);
    played = readAll(names, readers, play);
    for (const one of played.values()) one.catch(() => undefined);
  });

  afterAll(async () => {
    await Promise.all((readers ?? []).map((reader) => reader.close()));
  });

  test.each(names)('%s', async (name) => {
    const saved = savedPage(name);
    const { step, fields, expectedFailures } = saved;
    const result = await played.get(name);
    if (!result) throw new Error(`${name} was not read.`);
    const { mistakes } = addTo(overall, fields, result.listed);
    expect(result.step).toBe(step);
    expect(startsOf(result.listed, fields)).toEqual(fields.map(({ label }) => plain(label)));
    expect(announcedAs(surprises(mistakes, expectedFailures))).toEqual([]);
    expect(mended(mistakes, expectedFailures), 'no longer a failure: strike it off the list').toEqual([]);
    expect(result.before).toHaveLength(fields.length);
    expect(result.after.map(plain)).toEqual(wantedOf(saved, result));
  });

  const structures = structureNames();

  test('steps known by their structure', () => {
    expect(structures.length).toBeGreaterThan(0);
    for (const name of structures) {
      const { fields, expectedFailures } = savedPage(name);
      const { mistakes } = addTo(overall, fields, readStructure(name));
      expect(announcedAs(surprises(mistakes, expectedFailures)), name).toEqual([]);
      expect(mended(mistakes, expectedFailures), name).toEqual([]);
    }
  });

  test('almost nothing is taken for what it is not, and enough is found', () => {
    expect(overall.precision).toBeGreaterThanOrEqual(LEAST_PRECISION);
    expect(overall.recall).toBeGreaterThanOrEqual(LEAST_RECALL);
  });
});

const addTo = (overall: Tally, fields: ExpectedField[], listed: Parameters<Tally['add']>[1]): Tally => {
  const tally = new Tally().add(fields, listed);
  overall.plus(tally);
  return tally;
};

// The usual wordings are filled in variants.test.ts; `npm run score` has every look.
const looks = LOOKS.filter(({ labels }) => labels !== undefined);

describe('the replica', () => {
  test.each(looks)(
    '$wording wording, drawn labels $labels, layout $layout',
    async (look) => {
      const { tally, incomplete } = await scoreReplica(look);
      expect(incomplete).toEqual([]);
      expect(tally.mistakes.filter(({ got }) => got !== null)).toEqual([]);
      expect(tally.recall).toBeGreaterThanOrEqual(LEAST_RECALL);
    },
    180_000,
  );
});
