import { expect, it } from 'vitest';
import { analyse } from '@/knowledge/answers/analyse';
import { postedOf, prepareCorpus } from '@/knowledge/answers/corpus';
import { correct } from '@/knowledge/answers/correct';
import { subjectsIn } from '@/knowledge/answers/neighbours';
import { searchable } from '@/knowledge/answers/normalise';
import { LEXICON } from '@/knowledge/answers/words/lexicon';
import { NOUNS } from '@/knowledge/answers/words/lexicon-nouns';
import { campaigns } from '@/knowledge/campaigns';
import { texts } from '@/knowledge/texts';

const corpus = prepareCorpus(texts, campaigns);
const read = (text: string) => correct(analyse(text, 'question'), corpus);

it('every row leads to words that the texts use', () => {
  const lost = NOUNS.filter(({ forms: [first = ''] }) =>
    analyse(first, 'passage').some(({ stem }) => postedOf(corpus, 'stem', stem).holders === 0),
  );
  expect(lost.map(({ id }) => id)).toEqual([]);
});

it('no form names a neighbouring subject, nor stands in two rows that go both ways', () => {
  const forms = NOUNS.flatMap((row) => row.forms);
  expect(forms.filter((form) => subjectsIn(searchable(form)).length > 0)).toEqual([]);
  const bothWays = LEXICON.filter(({ kind }) => kind === 'synonym').flatMap((row) => row.forms);
  const own = NOUNS.filter(({ kind }) => kind === 'synonym').flatMap((row) => row.forms);
  expect(own.filter((form) => bothWays.indexOf(form) !== bothWays.lastIndexOf(form))).toEqual([]);
});

it('a word of the table is no slip for a word of the texts', () => {
  expect(read('virement').corrections).toEqual([]);
  expect(read('piratage').corrections).toEqual([]);
  expect(read('conventoin').corrections).toEqual([{ typed: 'conventoin', used: 'convention' }]);
});
