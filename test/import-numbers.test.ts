import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkFiness, suggestFix } from '@/knowledge/identifiers';
import { countsOf, numberList, numbersOfText, proposeNumbers } from '@/knowledge/import';
import type { Proposal } from '@/knowledge/import/proposal';
import type { RegisterAnswers } from '@/knowledge/register/record';
import { answersOf, emptyGrappe, entity, establishment, keyed, REGISTER, TODAY } from './sheets/invented';

/** An invented register of 260 establishments in Corsica, the Alpes-Maritimes and elsewhere. */
const STEMS = ['13', '2A', '2B', '06', '83'];
const all = Array.from({ length: 260 }, (_, i) =>
  keyed(`${STEMS[i % STEMS.length]}0${String(i + 1000).padStart(5, '0')}`),
);
const EJ = keyed('13098001');
const SIREN = keyed('78290001');
const CLOSED = all.slice(200, 220);
const USLD = all.slice(220, 240);
const GOOD = all.slice(0, 200);

const register: RegisterAnswers = answersOf(
  all.map((finess) =>
    establishment(finess, {
      finessJuridique: EJ,
      ...(CLOSED.includes(finess) ? { open: false, closedOn: '2021-06-30' } : {}),
      ...(USLD.includes(finess) ? { category: '362' } : {}),
    }),
  ),
  [entity(EJ, all, { siren: SIREN })],
);

const proposed = (text: string, answers: RegisterAnswers = register): Proposal =>
  proposeNumbers({
    text,
    name: 'bloc collé',
    profile: emptyGrappe(),
    answers,
    register: REGISTER,
    today: TODAY,
  });

/** Two neighbours swapped so that the key no longer holds; null when every swap keeps it. */
function transposed(finess: string): string | null {
  for (let at = finess.length - 2; at > 2; at -= 1) {
    const digits = [...finess];
    [digits[at], digits[at + 1]] = [digits[at + 1] ?? '', digits[at] ?? ''];
    const swapped = digits.join('');
    if (swapped !== finess && !checkFiness(swapped).ok) return swapped;
  }
  return null;
}

/** Ways a good number is written. */
const WRITINGS: ((finess: string) => string)[] = [
  (finess) => finess,
  (finess) => `${finess.slice(0, 2)} ${finess.slice(2, 5)} ${finess.slice(5, 8)} ${finess.slice(8)}`,
  (finess) => `${finess.slice(0, 2)}\u00A0${finess.slice(2, 5)}\u202F${finess.slice(5)}`,
  (finess) => `  ${finess.toLowerCase()}\t`,
  (finess) => `EHPAD Les Mimosas : ${finess}`,
  (finess) => `FINESS n° ${finess} (fictif)`,
];

type Fault = 'finess-juridique' | 'siren' | 'finess-key' | 'closed' | 'duplicate' | 'excluded-category';
const FAULTS: Fault[] = [
  'finess-juridique',
  'siren',
  'finess-key',
  'closed',
  'duplicate',
  'excluded-category',
];

interface Block {
  lines: string[];
  expected: Map<number, Fault>;
}

/** 200 lines, some of them faulty; a duplicate repeats an earlier good line. */
function blockOf(faults: ReadonlyMap<number, Fault>, writings: readonly number[]): Block {
  const expected = new Map<number, Fault>();
  const ranks = new Map([...faults.keys()].map((at, rank) => [at, rank]));
  const lines = GOOD.map((good, at) => {
    const fault = faults.get(at);
    // Each closed establishment and each USLD once: twice, it would rightly be a duplicate.
    const rank = ranks.get(at) ?? 0;
    const write = WRITINGS[(writings[at] ?? 0) % WRITINGS.length] ?? String;
    const earlier = GOOD.slice(0, at).findIndex((_, i) => !faults.has(i));
    const bad: Record<Fault, string | null> = {
      'finess-juridique': EJ,
      siren: SIREN,
      'finess-key': transposed(good),
      closed: CLOSED[rank] ?? null,
      duplicate: earlier < 0 ? null : (GOOD[earlier] ?? null),
      'excluded-category': USLD[rank] ?? null,
    };
    const number = fault === undefined ? null : bad[fault];
    if (fault !== undefined && number !== null) expected.set(at + 1, fault);
    return write(number ?? good);
  });
  return { lines, expected };
}

const codesByLine = ({ lines }: Proposal): Map<number, string[]> =>
  new Map(
    lines
      .filter(({ kind }) => kind === 'essms')
      .map(({ line, remarks }) => [line, remarks.map(({ code }) => code)]),
  );

test('200 pasted lines with a tenth of faults: each fault has its reason, no good line has any', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(199), { minLength: 20, maxLength: 20 }),
      fc.array(fc.nat(5), { minLength: 200, maxLength: 200 }),
      fc.nat(5),
      (positions, writings, shift) => {
        const faults = new Map(
          positions.map((at, i) => [at, FAULTS[(i + shift) % FAULTS.length] ?? 'siren']),
        );
        const { lines, expected } = blockOf(faults, writings);
        const codes = codesByLine(proposed(lines.join('\n')));
        expect(codes.size).toBe(200);
        for (const [line, found] of codes) {
          const fault = expected.get(line);
          if (fault === undefined) expect([line, found]).toEqual([line, []]);
          else expect([line, found]).toEqual([line, [fault]]);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('a lost zero is put back and only noted', () => {
  const finess = GOOD.find((one) => one.startsWith('06')) ?? '';
  const proposal = proposed(finess.slice(1));
  expect(codesByLine(proposal)).toEqual(new Map([[1, ['lost-zero']]]));
  expect(countsOf(proposal, undefined, 'essms')).toMatchObject({ accepted: 1, toConfirm: 0 });
});

test('every faulty line says what was read and what to do, and only good lines are ticked', () => {
  const text = [GOOD[0], EJ, SIREN, CLOSED[0], USLD[0], transposed(GOOD[1] ?? ''), GOOD[0]].join('\n');
  const { lines } = proposed(text);
  const essms = lines.filter(({ kind }) => kind === 'essms');
  expect(essms.map(({ accepted }) => accepted)).toEqual([true, false, false, false, false, false, false]);
  const said = essms.map(({ remarks }) => remarks[0]?.text ?? '');
  expect(said[1]).toContain('entité juridique');
  expect(said[2]).toContain('SIREN');
  expect(said[3]).toContain('30 juin 2021');
  expect(said[4]).toContain('USLD');
  expect(said[5]).toContain('en échangeant deux chiffres voisins');
  expect(said[6]).toContain('Déjà à la ligne 1');
});

test('a wrong number is asked with the numbers one slip away, so that the right one is offered', () => {
  const right = GOOD[0] ?? '';
  const wrong = transposed(right) ?? '';
  expect(numbersOfText(wrong)).toContain(right);
  const [line] = proposed(wrong).lines;
  expect(line?.remarks[0]?.choices?.map(({ finess }) => finess)).toContain(right);
});

test('an unknown number is not refused: the extract may be older than the establishment', () => {
  const answers = answersOf([], [], [GOOD[0] ?? '']);
  const [line] = proposed(GOOD[0] ?? '', answers).lines;
  expect(line?.remarks.map(({ code, level }) => [code, level])).toEqual([['unknown', 'confirm']]);
  expect(line?.remarks[0]?.text).toContain(REGISTER.name);
});

test('numbers are found several a line, in any writing, with words around', () => {
  const found = (text: string) => numberList(text).map(({ number, kind }) => [number, kind]);
  expect(found('13 099 001 3 13 099 002 1')).toEqual([
    ['130990013', 'finess'],
    ['130990021', 'finess'],
  ]);
  expect(found('130990013;130990021,2a 099 001 6')).toEqual([
    ['130990013', 'finess'],
    ['130990021', 'finess'],
    ['2A0990016', 'finess'],
  ]);
  expect(found('000 130 013 00022')).toEqual([['00013001300022', 'siret']]);
  expect(found('Résidence du 8 mai 1945, FINESS 130990013')).toEqual([['130990013', 'finess']]);
  expect(found('3 rue des Lilas')).toEqual([]);
  expect(found('1,30785E+08')).toEqual([['1,30785E+08', 'unknown']]);
});

test('a number with a letter for a digit, or two glued together, is told rather than passed over', () => {
  const [a = '', b = ''] = GOOD.filter((one) => one.startsWith('13'));
  const text = [a.replace('0', 'O'), `${a}${b}`].join('\n');
  const { lines, notes } = proposed(text);
  expect(lines.map(({ line, remarks: [first] }) => [line, first?.code])).toEqual([
    [1, 'finess-shape'],
    [2, 'finess-shape'],
  ]);
  expect(lines[0]?.remarks[0]?.choices?.map(({ finess }) => finess)).toEqual([a]);
  expect(numbersOfText(a.replace('0', 'O'))).toEqual([a]);
  expect(notes.join()).not.toContain('sans numéro');
});

test('a phone and a date beside a number are not numbers, and lines left aside are named', () => {
  const good = GOOD[0] ?? '';
  const dated = keyed('1209199'); // 1997: its digits are those of a FINESS without its zero.
  const day = `${dated.slice(0, 2)}.${dated.slice(2, 4)}.${dated.slice(4)}`;
  expect(checkFiness(day).ok).toBe(false);
  const { lines, notes } = proposed(`${good} tél. 04 65 71 00 12, ouvert le ${day}\nà revoir le ${day}`);
  expect(lines.filter(({ kind }) => kind === 'essms').map(({ accepted }) => accepted)).toEqual([true]);
  expect(notes).toContain('1 ligne sans numéro laissée de côté (ligne 2).');
});

test('a number the register could not be asked about is counted as not verified', () => {
  const answers = answersOf([establishment(GOOD[0] ?? '')], []);
  const { notes } = proposed(`${GOOD[0]}\n${GOOD[1]}`, answers);
  expect(notes).toContain('1 numéro n’a pas pu y être vérifié.');
});

test('a closing day to come does not close, and a closed legal person is said so', () => {
  const [a = '', b = ''] = GOOD;
  const open = establishment(a, { open: true, closedOn: '2030-12-31' });
  const past = entity(EJ, [a, b], { open: false, closedOn: '2020-01-01' });
  const { lines } = proposed(`${a}\n${EJ}`, answersOf([open], [past]));
  const [first, second] = lines.filter(({ kind }) => kind === 'essms');
  expect(first?.remarks).toEqual([]);
  expect(first?.cells.find(({ target }) => target === 'essms.open')?.after).toBe(true);
  expect(second?.remarks[0]?.text).toContain('fermée d’après le registre');
});

test('the code of a legal form is not a legal form', () => {
  const formOf = (legalStatus: string) =>
    proposed(
      GOOD[0] ?? '',
      answersOf([establishment(GOOD[0] ?? '', { finessJuridique: EJ })], [entity(EJ, [], { legalStatus })]),
    )
      .lines.flatMap(({ cells }) => cells)
      .find(({ target }) => target === 'organisme.formeJuridique')?.after;
  expect(formOf('Association loi 1901')).toBe('Association loi 1901');
  expect(formOf('9220')).toBeUndefined();
  expect(formOf('60')).toBeUndefined();
});

test('of the numbers a wrong one may be, the one named like the line comes first', () => {
  const wrong = '130990012';
  const near = suggestFix(wrong, 'finess');
  const [last = ''] = near.slice(-1);
  const answers = answersOf(
    near.map((finess) => establishment(finess, finess === last ? { name: 'EHPAD La Rade (fictif)' } : {})),
    [],
  );
  const firstOf = (text: string) => proposed(text, answers).lines[0]?.remarks[0]?.choices?.[0]?.finess;
  expect(near.length).toBeGreaterThan(2);
  expect(firstOf(wrong)).toBe(near[0]);
  expect(firstOf(`La Rade ${wrong}`)).toBe(last);
});

test('a number an online service does not know is not said to be missing from a file', () => {
  const [number = ''] = GOOD;
  const { lines } = proposeNumbers({
    text: number,
    name: 'bloc collé',
    profile: emptyGrappe(),
    answers: new Map([[number, { number, establishments: [], entities: [], source: REGISTER }]]),
    register: { by: 'sirene', name: 'API Recherche d’entreprises', on: TODAY },
    today: TODAY,
  });
  const [remark] = lines.flatMap(({ remarks }) => remarks);
  expect(remark?.text).toMatch(/mais le service «.API Recherche d’entreprises.», interrogé le/);
  expect(remark?.text).not.toMatch(/fichier|extrait/);
});
