import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyEdits,
  type Edit,
  insertRows,
  invertEdits,
  removeRow,
  sameJson,
  setSource,
  setValue,
  valueAt,
} from '@/knowledge/profile/edit';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { essms, type Profile, type ValueSource } from '@/knowledge/profile/schema';

const grappe = sampleGrappe();
const [first, second] = grappe.essms;
if (!first || !second) throw new Error('the sample has no ESSMS');
const capacity = ['essms', first.id, 'capacity'];
const source: ValueSource = { from: 'sheet', name: 'membres.xlsx', on: '2026-11-21', verified: null };

const applied = (profile: Profile, edits: Edit[]): Profile => {
  const outcome = applyEdits(profile, edits);
  if (!outcome.ok) throw new Error('conflict');
  return outcome.profile;
};

describe('one value', () => {
  test('is written where its path says, and nothing else changes', () => {
    const after = applied(grappe, setValue(grappe, capacity, 12));
    expect(valueAt(after, capacity)).toBe(12);
    expect(after.essms[1]).toBe(grappe.essms[1]);
    expect(applied(after, setValue(after, capacity, first.capacity))).toEqual(grappe);
  });
  test('that is already there makes no edit', () => {
    expect(setValue(grappe, capacity, first.capacity)).toEqual([]);
    expect(setValue(grappe, ['project', 'title'], grappe.project.title)).toEqual([]);
  });
  test('keeps where it came from; typing over it forgets it', () => {
    const path = ['essms', first.id, 'address', 'postcode'];
    const imported = applied(grappe, setValue(grappe, path, '13001', source));
    expect(imported.essms[0]?.sources).toEqual({ 'address.postcode': source });
    const typed = applied(imported, setValue(imported, path, '13002'));
    expect(typed.essms[0]?.sources).toEqual({});
    expect(applied(typed, invertEdits(setValue(imported, path, '13002')))).toEqual(imported);
  });
  test('can be confirmed by a register without changing', () => {
    const verified = { ...source, verified: { by: 'finess', on: '2026-11-22' } } satisfies ValueSource;
    const after = applied(grappe, setSource(grappe, ['bank', 'iban'], verified));
    expect(after.bank).toEqual({ ...grappe.bank, sources: { iban: verified } });
    expect(setSource(after, ['bank', 'iban'], verified)).toEqual([]);
    expect(setSource(grappe, ['project', 'title'], verified)).toEqual([]);
  });
});

describe('conflicts', () => {
  test('an edit that finds another value stops them all', () => {
    const edits = [...setValue(grappe, ['project', 'title'], 'Autre'), ...setValue(grappe, capacity, 12)];
    const elsewhere = applied(grappe, setValue(grappe, capacity, 99));
    const outcome = applyEdits(elsewhere, edits);
    expect(outcome).toEqual({ ok: false, conflicts: edits.slice(1) });
  });
  test('an edit already made by somebody else is no conflict', () => {
    const edits = setValue(grappe, capacity, 12);
    expect(applied(applied(grappe, edits), edits)).toEqual(applied(grappe, edits));
  });
  test('a row that is gone, that is there already, or that changed', () => {
    const removal = removeRow(grappe, ['essms'], first.id);
    const without = applied(grappe, removal);
    expect(applyEdits(without, removal).ok).toBe(false);
    expect(applyEdits(without, setValue(grappe, capacity, 12)).ok).toBe(false);
    expect(applyEdits(grappe, invertEdits(removal)).ok).toBe(false);
    const changed = applied(grappe, setValue(grappe, capacity, 12));
    expect(applyEdits(changed, removal).ok).toBe(false);
    expect(removeRow(without, ['essms'], first.id)).toEqual([]);
  });
  test('a path that leads nowhere', () => {
    for (const path of [
      ['essms', 'absent', 'name'],
      ['project', 'title', 'more'],
      ['nowhere', 'at', 'all'],
    ]) {
      const edit: Edit = { kind: 'set', path, before: undefined, after: 'x' };
      expect(applyEdits(grappe, [edit]).ok).toBe(false);
    }
  });
});

test('rows added keep their order, and leave with an undo', () => {
  const rows = ['a', 'b', 'c'].map((id) => essms.parse({ id, name: id }));
  const edits = insertRows(grappe, ['essms'], rows, 1);
  const after = applied(grappe, edits);
  expect(after.essms.slice(0, 5).map(({ id }) => id)).toEqual([first.id, 'a', 'b', 'c', second.id]);
  expect(applied(after, invertEdits(edits))).toEqual(grappe);
});

/** One random change of the profile it is given. */
type Step = (profile: Profile) => Edit[];
const rank = fc.nat({ max: 30 });
const steps: fc.Arbitrary<Step>[] = [
  fc.tuple(rank, fc.option(fc.nat({ max: 1000 }))).map(
    ([at, value]): Step =>
      (profile) => {
        const row = profile.essms[at % Math.max(1, profile.essms.length)];
        return row ? setValue(profile, ['essms', row.id, 'capacity'], value, source) : [];
      },
  ),
  fc.tuple(rank, fc.string()).map(
    ([at, value]): Step =>
      (profile) => {
        const row = profile.organismes[at % Math.max(1, profile.organismes.length)];
        return row ? setValue(profile, ['organismes', row.id, 'address', 'street'], value) : [];
      },
  ),
  fc.tuple(rank, fc.uuid()).map(
    ([at, id]): Step =>
      (profile) =>
        insertRows(profile, ['essms'], [essms.parse({ id })], at),
  ),
  rank.map(
    (at): Step =>
      (profile) => {
        const row = profile.essms[at % Math.max(1, profile.essms.length)];
        return row ? removeRow(profile, ['essms'], row.id) : [];
      },
  ),
  fc.string().map(
    (title): Step =>
      (profile) =>
        setValue(profile, ['project', 'title'], title),
  ),
];

test('whatever is done and undone in order, the grappe is what it was, to the last key', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(...steps), { maxLength: 25 }), (done) => {
      const states = [grappe];
      const history: Edit[][] = [];
      for (const step of done) {
        const before = states.at(-1) ?? grappe;
        const edits = step(before);
        history.push(edits);
        states.push(applied(before, edits));
      }
      let current = states.at(-1) ?? grappe;
      for (const edits of history.toReversed()) current = applied(current, invertEdits(edits));
      expect(JSON.stringify(current)).toBe(JSON.stringify(grappe));
      for (const edits of history) current = applied(current, edits);
      expect(current).toEqual(states.at(-1));
    }),
    { numRuns: 100 },
  );
});

test('equality looks at content, not at the order of keys', () => {
  expect(sameJson({ a: [1, { b: null }], c: '' }, { c: '', a: [1, { b: null }] })).toBe(true);
  for (const [a, b] of [
    [{ a: 1 }, { a: 1, b: undefined }],
    [
      [1, 2],
      [2, 1],
    ],
    [null, {}],
    ['', null],
    [[], {}],
  ])
    expect(sameJson(a, b)).toBe(false);
});
