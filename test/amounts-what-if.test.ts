import { describe, expect, it } from 'vitest';
import { ownRateEdits, typedOwnRate } from '@/knowledge/amounts/own-rates';
import { type Change, whatIf } from '@/knowledge/amounts/what-if';
import { differencesBetween } from '@/knowledge/profile/differences';
import { applyEdits } from '@/knowledge/profile/edit';
import { parseProfile } from '@/knowledge/profile/parse';
import {
  call,
  figure,
  gap,
  grappe,
  homeService,
  manyEssms,
  oneDossier,
  oneEssms,
  rate,
} from './amounts-invented';

/** « Et si » and the user's own figures. Every call and grappe here is invented. */

/** Spaces of any kind read as one. */
const plain = (text: string): string => text.replace(/\s/g, ' ');

const rates = [rate({ id: 'bas', to: 49 }), rate({ id: 'haut', from: 50, amountCents: figure(20_000) })];
const imagine = (
  profile = grappe({ essms: manyEssms(49) }),
  change: Partial<Change> = {},
  campaign = call({ rates }),
) => whatIf({ profile, campaign, date: '2024-03-01' }, { add: 0, remove: 0, ...change });

describe('et si', () => {
  it('49 became 50: the new one is in the upper tranche', () => {
    const { before, after, lines } = imagine(undefined, { add: 1 });
    expect([before.knownCents, after.knownCents]).toEqual([4_900_000, 4_920_000]);
    expect(
      lines.map(({ id, countBefore, countAfter, differenceCents }) => [
        id,
        countBefore,
        countAfter,
        differenceCents,
      ]),
    ).toEqual([
      ['bas', 49, 49, 0],
      ['haut', 0, 1, 20_000],
    ]);
  });

  it('50 became 49: the last one goes', () => {
    const { after, lines } = imagine(grappe({ essms: manyEssms(50) }), { remove: 1 });
    expect(after.knownCents).toBe(4_900_000);
    expect(lines[1]).toMatchObject({ countBefore: 1, countAfter: 0, beforeCents: 20_000, afterCents: 0 });
    expect(lines[1]?.differenceCents).toBe(-20_000);
  });

  it('some left and others joined', () => {
    expect(imagine(undefined, { add: 3, remove: 2 }).after.count).toBe(50);
    expect(imagine(undefined, { remove: 60 }).after.count).toBe(0);
    expect(imagine(undefined, { add: 2, remove: 49 }).after.count).toBe(2);
  });

  it('nothing can join an empty grappe: there is nothing to be like', () => {
    expect(imagine(grappe({ essms: [] }), { add: 5 }).after.count).toBe(0);
  });

  it('those who join are like those who are there, in turn, in the same dossiers', () => {
    const rows = [oneEssms(1), homeService(2, 1, 2)];
    const dossiers = [oneDossier('d1', ['e1']), oneDossier('d2', ['e2'])];
    const { after } = imagine(grappe({ essms: rows, dossiers }), { add: 3 }, call());
    expect(after.count).toBe(5);
    expect(after.dossiers.map(({ count, knownCents }) => [count, knownCents])).toEqual([
      [3, 300_000],
      [2, 100_000],
    ]);
  });

  it('an ESSMS without a number stays one', () => {
    const { after } = imagine(grappe({ essms: [oneEssms(1, { finess: '' })] }), { add: 1 }, call());
    expect(after.count).toBe(2);
    expect(after.unknown.map(({ label }) => plain(label))).toEqual([
      '2 ESSMS comptés sans que l’éligibilité soit établie : FINESS géographique (Établissement inventé 1) ; FINESS géographique (ESSMS ajouté 1)',
    ]);
  });

  it('those who join have each a number of their own: none is counted twice, none is doubtful', () => {
    const { after } = imagine(grappe({ essms: manyEssms(2) }), { add: 12 }, call());
    expect([after.count, after.unknown]).toEqual([14, []]);
  });

  it('those who join are like those who stay, not like those who left', () => {
    const rows = [oneEssms(1), homeService(2, 1, 2)];
    const { after } = imagine(grappe({ essms: rows }), { add: 2, remove: 1 }, call());
    expect([after.count, after.knownCents]).toEqual([3, 300_000]);
  });

  it('excluded ESSMS neither leave nor come back', () => {
    const twice = [
      oneEssms(1),
      oneEssms(2),
      { ...oneEssms(3), finess: oneEssms(2).finess },
      oneEssms(4, { open: false }),
    ];
    const { before, after } = imagine(grappe({ essms: twice }), { remove: 1 }, call());
    expect([before.count, after.count]).toEqual([2, 1]);
  });

  it('an organisme that grows may lose what is for small ones', () => {
    const small = call({ rates: [rate({ onlyOrganismesBelow: figure(15) })] });
    const { lines } = imagine(grappe({ essms: manyEssms(14) }), { add: 1 }, small);
    expect(lines[0]).toMatchObject({ countBefore: 14, countAfter: 0, differenceCents: -1_400_000 });
  });

  it('what is unknown stays unknown, and has no difference', () => {
    const silent = call({ rates: [rate({ amountCents: gap })] });
    const { lines } = imagine(grappe({ essms: manyEssms(2) }), { add: 1 }, silent);
    expect(lines[0]).toMatchObject({
      complete: false,
      beforeCents: null,
      afterCents: null,
      differenceCents: null,
    });
  });

  it('what is known on one side only has no difference either', () => {
    const upper = call({ rates: [rate({ id: 'second', from: 2, amountCents: gap })] });
    const joined = imagine(grappe({ essms: manyEssms(1) }), { add: 1 }, upper).lines;
    const left = imagine(grappe({ essms: manyEssms(2) }), { remove: 1 }, upper).lines;
    const told = {
      id: 'second',
      label: 'Forfait inventé',
      own: false,
      complete: false,
      differenceCents: null,
    };
    expect(joined).toEqual([{ ...told, countBefore: 0, countAfter: 1, beforeCents: 0, afterCents: null }]);
    expect(left).toEqual([{ ...told, countBefore: 1, countAfter: 0, beforeCents: null, afterCents: 0 }]);
  });

  it('a line is complete when it is so on both sides, or does not exist on one', () => {
    const waiting = grappe({ essms: [oneEssms(1), homeService(2, null, null)] });
    const completeOf = (change: Partial<Change>, profile = waiting) =>
      imagine(profile, change, call()).lines.map(({ complete }) => complete);
    expect(completeOf({ remove: 1 })).toEqual([false]);
    expect(completeOf({ add: 2 }, grappe({ essms: manyEssms(1) }))).toEqual([true]);
    expect(completeOf({ remove: 1 }, grappe({ essms: manyEssms(1) }))).toEqual([true]);
    expect(imagine(grappe({ essms: manyEssms(49) }), { add: 1 }).lines.map((one) => one.complete)).toEqual([
      true,
      true,
    ]);
  });

  it('a rate that pays nobody, before or after, is no line', () => {
    const rates = [rate(), rate({ id: 'conformite', types: ['conformite'] })];
    const { lines } = imagine(grappe({ essms: manyEssms(1) }), { add: 1 }, call({ rates }));
    expect(lines.map(({ id }) => id)).toEqual(['forfait']);
  });

  it('leaves the profile as it was', () => {
    const profile = grappe({ essms: manyEssms(3), dossiers: [oneDossier('d1', ['e1'])] });
    const copy = structuredClone(profile);
    imagine(profile, { add: 2, remove: 1 });
    expect(profile).toEqual(copy);
  });
});

describe('the user’s own figure', () => {
  const campaign = call();
  const one = { id: 'forfait', label: 'Forfait inventé' };
  const edited = (profile = grappe({ essms: [] }), cents: number | null) => {
    const outcome = applyEdits(profile, ownRateEdits(profile, campaign, one, cents));
    if (!outcome.ok) throw new Error('conflict');
    return parseProfile(outcome.profile);
  };

  it('is added, changed, then forgotten', () => {
    const added = edited(undefined, 123_400);
    expect(added.project.ownRates).toEqual([
      {
        id: 'appel-invente/forfait',
        campaign: 'appel-invente',
        rate: 'forfait',
        label: 'Forfait inventé',
        amountCents: 123_400,
      },
    ]);
    const changed = edited(added, 200_000);
    expect(changed.project.ownRates.map(({ amountCents }) => amountCents)).toEqual([200_000]);
    expect(edited(changed, null).project.ownRates).toEqual([]);
  });

  it('changes nothing when it is the same, or when there is none to forget', () => {
    const profile = edited(undefined, 100);
    expect(ownRateEdits(profile, campaign, one, 100)).toEqual([]);
    expect(ownRateEdits(grappe({ essms: [] }), campaign, one, null)).toEqual([]);
  });

  it('leaves alone those of another call and of another rate', () => {
    const others = [
      { id: 'x', campaign: 'autre', rate: 'forfait', label: '', amountCents: 1 },
      { id: 'y', campaign: 'appel-invente', rate: 'autre', label: '', amountCents: 2 },
    ];
    const profile = grappe({ essms: [], project: { ownRates: others } });
    const added = edited(profile, 3);
    expect(added.project.ownRates.map(({ id, amountCents }) => [id, amountCents])).toEqual([
      ['x', 1],
      ['y', 2],
      ['appel-invente/forfait', 3],
    ]);
    expect(edited(added, null).project.ownRates).toEqual(others);
    expect(ownRateEdits(profile, campaign, one, null)).toEqual([]);
  });

  it('keeps as much of a long label as a profile holds', () => {
    const profile = grappe({ essms: [] });
    const outcome = applyEdits(
      profile,
      ownRateEdits(profile, campaign, { id: 'r', label: 'x'.repeat(301) }, 1),
    );
    expect(outcome.ok && outcome.profile.project.ownRates[0]?.label).toBe('x'.repeat(300));
  });

  it.each([
    ['2 000', { cents: 200_000 }],
    ['10 000 000', { cents: 1e9 }],
    ['12,50 €', { cents: 1250 }],
    ['0', { cents: 0 }],
    ['', { cents: null }],
    ['   ', { cents: null }],
  ])('typed as « %s »', (text, expected) => {
    expect(typedOwnRate(text)).toEqual(expected);
  });

  it.each([
    ['-5', 'Un forfait ne peut pas être négatif.'],
    ['beaucoup', 'Écrivez un montant en euros, comme 12 500 ou 12 500,50.'],
    ['12.500', 'Un montant a deux chiffres au plus après la virgule. Pour les milliers, mettez une espace.'],
    ['10000000,01', 'Un forfait par ESSMS ne dépasse pas 10 000 000 €.'],
  ])('« %s » is refused in words', (text, words) => {
    const read = typedOwnRate(text);
    expect('reason' in read && plain(read.reason)).toBe(words);
  });

  it('reads in French between two states of the grappe', () => {
    const [before, after] = [edited(undefined, 123_400), edited(edited(undefined, 123_400), 200_000)];
    expect(
      differencesBetween(before, after).map(({ what, before: old, after: next }) => [what, old, next]),
    ).toEqual(
      [['forfait saisi par vous « Forfait inventé », montant', '1 234 €', '2 000 €']].map((texts) =>
        texts.map((text) => expect.stringMatching(new RegExp(`^${text.replaceAll(' ', '\\s')}$`))),
      ),
    );
  });

  it('of two rows with one id are told apart', () => {
    const one = { id: 'x', campaign: 'a', rate: 'b', label: '', amountCents: 1 };
    const read = parseProfile(
      grappe({ essms: [], project: { ownRates: [one, { ...one, amountCents: 2 }] } }),
    );
    expect(new Set(read.project.ownRates.map(({ id }) => id)).size).toBe(2);
  });

  it('is empty in a profile of before', () => {
    const { ownRates: _none, ...before } = grappe({ essms: [] }).project;
    const read = parseProfile({ ...grappe({ essms: [] }), project: before });
    expect(read.project.ownRates).toEqual([]);
  });
});
