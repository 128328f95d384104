import { expect, test } from 'vitest';
import { candidates } from '@/knowledge/answers/candidates';
import { meritOf, SIGNALS } from '@/knowledge/answers/merit';
import { readQuestion } from '@/knowledge/answers/question';
import { reply } from '@/knowledge/answers/reply';
import { fitClasses, fitOrder } from '@/scripts/eval/descent';
import { inventedCorpus } from './questions/corpus';

test('the signal that tells what answers takes the weight, whichever place it has', () => {
  const lists = [
    { gold: [[0.2, 0.9]], others: [[0.9, 0.1], [0.5, 0.3]] },
    { gold: [[0.6, 0.8]], others: [[0.6, 0.2]] },
    { gold: [], others: [[1, 0]] },
  ]; // biome-ignore format: one list a line
  const [first = 0, second = 0] = fitOrder(2, lists);
  expect(second).toBeGreaterThan(1);
  expect(second).toBeGreaterThan(first);
  for (const { gold, others } of lists.slice(0, 2)) {
    const score = ([a = 0, b = 0]: number[]) => first * a + second * b;
    for (const one of gold) for (const other of others) expect(score(one)).toBeGreaterThan(score(other));
  }
});

test('two classes apart are told apart, however few there are of one', () => {
  const [base = 0, weight = 0] = fitClasses(1, [[0.9]], [[0.1], [0.2], [0.15], [0.1]]);
  expect(base + 0.9 * weight).toBeGreaterThan(0);
  expect(base + 0.2 * weight).toBeLessThan(0);
});

test('passages come by merit, and a signal raises or lowers it as its name says', () => {
  const question = readQuestion('Quel est le forfait par ESSMS ?', inventedCorpus);
  const found = candidates(inventedCorpus, question, null);
  const merits = found.map(({ signals }) => meritOf(signals));
  expect(merits).toEqual([...merits].sort((a, b) => b - a));
  const [best] = found;
  if (!best) throw new Error('nothing found');
  for (const name of SIGNALS) {
    const more = meritOf({ ...best.signals, [name]: best.signals[name] + 1 });
    const raises = ['score', 'logScore', 'passage', 'heading', 'sentence', 'aptness', 'sameKind', 'scoped'];
    expect(Math.sign(more - meritOf(best.signals)), name).toBe(raises.includes(name) ? 1 : -1);
  }
});

test('where the texts are silent, the nearest passages are named; never for another world', () => {
  const silent = reply('À quelle heure se ferme le dépôt du dossier ?', {
    corpus: inventedCorpus,
  });
  expect(silent.band).toBe('none');
  expect(silent.nearest?.length).toBeGreaterThanOrEqual(1);
  expect(silent.nearest?.length).toBeLessThanOrEqual(3);
  expect(reply('recette de la tarte tatin', { corpus: inventedCorpus }).nearest).toBeUndefined();
  expect(reply('Quel est le forfait par ESSMS ?', { corpus: inventedCorpus }).nearest).toBeUndefined();
});
