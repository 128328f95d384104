import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '@/knowledge/form/journal';
import { lastWritten, otherDraft, writtenKey } from '@/knowledge/form/merge';
import { type Merge, type PlannedField, review, SURE } from '@/knowledge/form/plan';
import type { FieldSnapshot } from '@/knowledge/form/snapshot';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { fieldOf, frameOf, underHeadings } from './pages/snapshots';

const OURS = '00013001300014';
const siret = (value: string) => underHeadings(fieldOf('N° SIRET', { value }), 'Votre structure');

const plan = (
  fields: FieldSnapshot[],
  written: ReadonlyMap<string, string>,
  drifted = false,
): PlannedField[] =>
  review([{ frameId: 0, snapshot: frameOf(fields) }], {
    profile: sampleGrappe(),
    campaign: null,
    written,
    drifted,
  }).fields;

const keyOf = (field: FieldSnapshot): string => writtenKey({ field, row: null });

describe('who moved since the assistant last wrote', () => {
  test.each<[string, string, string | null, string, Merge | null]>([
    ['nobody knows', '99999999999999', null, 'different', 'never-written'],
    ['the grappe', '99999999999999', '99999999999999', 'different', 'profile-changed'],
    [
      'the grappe, the page having put spaces',
      '999 999 999 99999',
      '99999999999999',
      'different',
      'profile-changed',
    ],
    ['the page', '99999999999999', OURS, 'different', 'page-changed'],
    ['both', '99999999999999', '88888888888888', 'different', 'both-changed'],
    ['the page, which was emptied', '', OURS, 'different', 'page-changed'],
    ['both, the page being emptied', '', '88888888888888', 'different', 'both-changed'],
    ['nobody: never written and empty', '', null, 'to-fill', null],
    ['nobody: what we wrote is there', OURS, OURS, 'same', null],
  ])('%s', (_name, held, base, state, merge) => {
    const field = siret(held);
    const [planned] = plan([field], new Map(base === null ? [] : [[keyOf(field), base]]));
    expect([planned?.state, planned?.merge]).toEqual([state, merge]);
    expect(planned?.instruction?.expected ?? held).toBe(held);
  });

  test('two fields that nothing tells apart have no base', () => {
    const twin = { ...siret('99999999999999'), ref: 'twin' };
    const [first] = plan([siret('99999999999999'), twin], new Map([[keyOf(twin), OURS]]));
    expect(first?.merge ?? 'never-written').toBe('never-written');
  });

  const four = (values: string[]) =>
    ['Raison sociale', 'N° SIREN', 'N° SIRET', 'Sigle'].map((label, at) =>
      underHeadings(fieldOf(label, { value: values[at] ?? '' }), 'Votre structure'),
    );
  const writtenIn = (fields: FieldSnapshot[]): Map<string, string> =>
    new Map(
      plan(fields, new Map()).flatMap(({ field, instruction }) =>
        instruction ? [[keyOf(field), instruction.text] as const] : [],
      ),
    );

  test('a page that lost everything was never saved: it is filled again', () => {
    const empty = four(['', '', '', '']);
    const base = writtenIn(empty);
    expect(base.size).toBeGreaterThanOrEqual(3);
    expect(plan(empty, base).some(({ state }) => state === 'to-fill')).toBe(true);
    expect(plan(empty, base).every(({ state }) => state !== 'different')).toBe(true);
  });

  test('one field emptied among others that hold is not filled again', () => {
    const empty = four(['', '', '', '']);
    const base = writtenIn(empty);
    const held = four(empty.map((field) => base.get(keyOf(field)) ?? ''));
    const one = held.map((field, at) => (at === 2 ? { ...field, value: '' } : field));
    const planned = plan(one, base).find(({ field }) => field.label === 'N° SIRET');
    expect([planned?.state, planned?.merge]).toEqual(['different', 'page-changed']);
  });
});

describe('in another load of the page', () => {
  const alone = siret('');
  const base = new Map([[keyOf(alone), OURS]]);
  const stateWith = (writtenHere: ReadonlySet<string>) =>
    review([{ frameId: 0, snapshot: frameOf([alone]) }], {
      profile: sampleGrappe(),
      campaign: null,
      written: base,
      writtenHere,
    }).fields[0]?.state;

  test('one empty field is another draft, unless it was written in this very load', () => {
    expect(stateWith(new Set())).toBe('to-fill');
    expect(stateWith(new Set(base.keys()))).toBe('different');
  });

  test('what is told before a fill holds for its length', () => {
    const { fields } = review([{ frameId: 0, snapshot: frameOf([alone]) }], {
      profile: sampleGrappe(),
      campaign: null,
    });
    expect(otherDraft(fields, base, new Set())).toBe('others');
    expect(otherDraft(fields, base, new Set(base.keys()))).toBeNull();
  });
});

describe('what was last written', () => {
  const entry = (signature: string, after: string, changes: Partial<JournalEntry> = {}): JournalEntry => ({
    frameId: 0,
    ref: 'f1',
    fingerprint: '',
    kind: 'text',
    label: '',
    format: 'text',
    guard: null,
    before: '',
    after,
    pass: 0,
    signature,
    rowId: '',
    fieldId: '',
    status: 'verified',
    at: '',
    sensitive: false,
    driver: false,
    ...changes,
  });

  test('the latest fill, and in it the last write', () => {
    const fills = [
      [entry('a', '2'), entry('a', '3', { pass: 1 })],
      [entry('a', '1'), entry('b', '9')],
    ];
    expect([...lastWritten(fills)]).toEqual([
      ['a ', '3'],
      ['b ', '9'],
    ]);
  });

  test('not what the portal refused, nor what was undone, nor what two fields share', () => {
    const fills = [
      [
        entry('a', '1', { status: 'refused' }),
        entry('b', '2', { status: 'undone' }),
        entry('c', '3'),
        entry('c', '4', { ref: 'f2' }),
        entry('', '5'),
      ],
    ];
    expect(lastWritten(fills).size).toBe(0);
  });

  test('each row its own', () => {
    const fills = [[entry('a', '1', { rowId: 'e1' }), entry('a', '2', { rowId: 'e2', ref: 'f2' })]];
    expect([...lastWritten(fills).values()]).toEqual(['1', '2']);
  });
});

test('in a step that changed, what is less than sure keeps its state and says why', () => {
  const fields = plan([siret('')], new Map(), true);
  for (const { state, confidence, evidence } of fields) {
    expect(state).toBe('to-fill');
    expect(evidence.some((said) => said.includes('cette étape a changé'))).toBe(confidence < SURE);
  }
});
