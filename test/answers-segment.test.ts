import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { INDEX_FORM, segmentOf } from '@/knowledge/answers/segment';
import { stem } from '@/knowledge/answers/stems';
import { stopWords } from '@/knowledge/answers/stop-words';
import { inventedTexts } from './questions/corpus';

/** Words whose stem or spelling has a rule of its own. */
const WORDS =
  'éligible éligibilité numérique numéro usager usage candidat candidature subvention organisme établissement référencé référencement cœur e-santé salarié·e·s E.S.S.M.S. D.312-203 10 000';

test('indexes kept on disk are made again when the analysis changes: raise INDEX_FORM with the print', () => {
  const indexes = inventedTexts.map((text) => segmentOf({ ...text, title: WORDS }).index);
  const made = [indexes, WORDS.split(' ').map(stem), [...stopWords('passage'), ...stopWords('question')]];
  const print = createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 12);
  expect({ form: INDEX_FORM, print }).toEqual({ form: 1, print: 'bdf52878db2b' });
});
