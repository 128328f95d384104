import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idFrom, pruned, textIn, typedIn, valueIn, withValue } from '@/knowledge/campaigns/personal-draft';
import { MalformedJson, readJson } from '@/knowledge/campaigns/personal-lines';

describe('what is typed in the form of a call', () => {
  test.each([
    ['count', ' 1 250 ', 1250],
    ['count', '-3', -3],
    ['count', '12,5', 12.5],
    ['count', 'douze', 'douze'],
    ['count', '  ', undefined],
    ['cents', '1 500,50 €', 150_050],
    ['cents', '0,29', 29],
    ['cents', '12,345', 1234.5],
    ['percent', '33,333333 %', 0.333333],
    ['percent', '50', 0.5],
    ['lines', 'Un\n\n Deux \n', ['Un', ' Deux ']],
    ['lines', '\n', undefined],
    ['text', ' Dépôt ', ' Dépôt '],
    ['day', '2028-02-30', '2028-02-30'],
  ] as const)('%s: « %s »', (kind, text, value) => {
    expect(typedIn(kind, text)).toEqual(value);
  });
  test('an amount and a share come back as they were', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1e12 }), fc.integer({ min: 1, max: 100 }), (cents, percent) => {
        expect(typedIn('cents', textIn('cents', cents))).toBe(cents);
        expect(typedIn('percent', textIn('percent', percent / 100))).toBe(percent / 100);
      }),
    );
  });
  test('a value is put where the path says, and the rest stays', () => {
    const draft = { windows: [{ label: 'Un' }, { label: 'Deux' }] };
    const next = withValue(draft, ['windows', 1, 'opens', 'value'], '2028-01-01');
    expect(next).toEqual({ windows: [{ label: 'Un' }, { label: 'Deux', opens: { value: '2028-01-01' } }] });
    expect(valueIn(next, ['windows', 1, 'opens', 'value'])).toBe('2028-01-01');
    expect(valueIn(next, ['windows', 7, 'opens'])).toBeUndefined();
    expect(draft.windows[1]).toEqual({ label: 'Deux' });
  });
  test('what was left empty is absent; a row left empty stays, to be told', () => {
    expect(
      pruned({
        contact: { value: undefined },
        fields: { value: [] },
        payments: { value: [{}] },
        region: null,
        pieces: [],
      }),
    ).toEqual({ payments: { value: [{}] }, region: null, pieces: [] });
  });
  test.each([
    ['Appel Été 2028 (ARS)', 'appel-ete-2028-ars'],
    ['!!!', 'appel'],
    ['Déjà là', 'deja-la-2'],
  ])('the id of « %s »', (title, id) => {
    expect(idFrom(title, new Set(['deja-la']))).toBe(id);
  });
});

describe('the reader of JSON', () => {
  test('reads what the browser reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.boolean(), (json, indented) => {
        fc.pre(!/"(?:__proto__|constructor|prototype)"/.test(json));
        const text = indented ? JSON.stringify(JSON.parse(json), null, 2) : json;
        expect(readJson(text).value).toEqual(JSON.parse(text));
      }),
    );
  });
  test('refuses what the browser refuses, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.constantFrom(',', '}', '"', '\\', ''),
        (json, at, sign) => {
          const place = at % json.length;
          const text = json.slice(0, place) + sign + json.slice(place + 1);
          let valid = true;
          try {
            JSON.parse(text);
          } catch {
            valid = false;
          }
          if (valid) return;
          expect(() => readJson(text)).toThrow(MalformedJson);
        },
      ),
    );
  });
  test('says the line of each part, or of the nearest thing that holds it', () => {
    const { lineOf } = readJson('{\n  "a": [\n    1,\n    {\n      "b": 2 }\n  ]\n}');
    expect([
      lineOf([]),
      lineOf(['a']),
      lineOf(['a', 0]),
      lineOf(['a', 1]),
      lineOf(['a', 1, 'b']),
      lineOf(['a', 1, 'c', 'd']),
    ]).toEqual([1, 2, 3, 4, 5, 4]);
  });
});
