import { expect, test } from 'vitest';
import { analyse } from '@/knowledge/answers/analyse';
import { correct, distance } from '@/knowledge/answers/correct';
import { expand } from '@/knowledge/answers/expansions';
import { normalise, searchable } from '@/knowledge/answers/normalise';
import { readQuestion } from '@/knowledge/answers/question';
import { regionsIn } from '@/knowledge/answers/regions';
import { sentences } from '@/knowledge/answers/sentences';
import { stem } from '@/knowledge/answers/stems';
import { LEXICON } from '@/knowledge/answers/words/lexicon';
import { inventedCorpus } from './questions/corpus';

const exacts = (text: string) => analyse(text, 'question').map((word) => word.exact);
const stems = (text: string) => analyse(text, 'question').map((word) => word.stem);

test.each([
  ['10 000 €', '10000 euros'],
  ['10\u202F000 €', '10000 euros'],
  ['25k€', '25000 euros'],
  ['7,2 M€', '7,2 millions euros'],
  ['le 15/09/2023', 'le 15 septembre 2023'],
  ['article L. 312-1', 'article 312_1'],
  ['l312-1', '312_1'],
  ['E.S.S.M.S. et A.R.S.', 'essms et ars'],
  ['salarié·e·s et candidat(e)s', 'salarie et candidat'],
  ['auto-diagnostic', 'autodiagnostic'],
  ['multi régional', 'multiregional'],
  ['le 50e ESSMS', 'le 50 essms'],
  ['le cinquantième ESSMS', 'le 50 essms'],
  ['50 %', '50 pourcent'],
  ['maîtrise d’œuvre', 'maitrise oeuvre'],
  ['men\u00ADsuel', 'mensuel'],
])('%s is read %s', (typed, read) => {
  expect(searchable(typed)).toBe(read);
});

test('a date that does not exist is left as typed', () => {
  expect(normalise('15/19/2023')).toBe('15/19/2023');
});

test('accents, apostrophes and capitals do not change the words', () => {
  const reference = stems('Quelle est l’échéance du dépôt ?');
  expect(reference).toEqual([stem('echeance'), stem('depot')]);
  expect(stems("quelle est l'echeance du depot")).toEqual(reference);
  expect(stems('QUELLE EST L’ÉCHÉANCE DU DÉPÔT ?')).toEqual(reference);
});

test('question words are dropped from questions and kept in passages', () => {
  expect(exacts('Combien doit-on être ?')).toEqual([]);
  expect(analyse('combien', 'passage')).toHaveLength(1);
});

test.each([
  [['éligible', 'éligibles', 'éligibilité']],
  [['candidater', 'candidature', 'candidats']],
  [['subvention', 'subventionner', 'subventions']],
  [['numérique', 'numérisation']],
  [['déposer', 'dépôt', 'déposé']],
  [['financer', 'financement', 'financée']],
  [['clôture', 'clos']],
  [['ESSMS', 'essms']],
  [['GALIS', 'galis']],
])('%j are one family', (family) => {
  expect(new Set(family.flatMap(stems)).size).toBe(1);
});

test.each([
  ['usager', 'usage'],
  ['numérique', 'numéro'],
  ['organisme', 'organes'],
  ['établissement', 'établir'],
  ['éligible', 'inéligible'],
])('%s and %s stay apart', (one, other) => {
  expect(stems(one)).not.toEqual(stems(other));
});

test('every form of the domain table has words, and no form is written twice in a row', () => {
  for (const row of LEXICON) {
    const read = row.forms.map((form) =>
      analyse(form, 'passage')
        .map((word) => word.stem)
        .join(' '),
    );
    expect(read, row.id).not.toContain('');
    expect(new Set(row.forms).size, row.id).toBe(row.forms.length);
  }
});

test('a synonym leads both ways, a narrower word only upwards', () => {
  const others = (text: string) =>
    expand(analyse(text, 'question')).map(({ stems: other }) => other.join(' '));
  expect(others('échéance')).toContain(`${stem('date')} ${stem('limite')}`);
  expect(others('date limite')).toContain(stem('echeance'));
  expect(others('IME')).toContain('essms');
  expect(others('ESSMS')).not.toContain('ime');
});

test.each([
  ['grappe', 'grape', 1],
  ['date', 'dtae', 1],
  ['maitrise', 'maitrize', 1],
  ['accord', 'record', 2],
])('%s and %s are %i edit(s) apart', (one, other, edits) => {
  expect(distance(one, other, 2)).toBe(edits);
});

test('an unknown word is corrected, a known one, an acronym and a figure are not', () => {
  const { words, corrections } = correct(
    analyse('forfiat dossier lessms USLF 2029 lappel', 'question'),
    inventedCorpus,
  );
  expect(corrections).toEqual([
    { typed: 'forfiat', used: 'forfait' },
    { typed: 'lessms', used: 'essms' },
    { typed: 'lappel', used: 'appel' },
  ]);
  expect(words.map((word) => word.exact)).toContain('uslf');
});

test('another form of a verb of the texts is read as it, without a word of correction', () => {
  const { words, corrections } = correct(analyse('déposons réponses déposaient', 'question'), inventedCorpus);
  expect(corrections).toEqual([]);
  expect(words.map(({ stem: family }) => family)).toEqual(['depos', 'repons', 'depos']);
  expect(correct(analyse('versons', 'question'), inventedCorpus)).toMatchObject({
    words: [{ exact: 'verse' }],
    corrections: [],
  });
});

test('everyday talk that no text holds is no unknown word, unless nothing else is said', () => {
  const unknown = (text: string) => readQuestion(text, inventedCorpus).unknown.map(({ exact }) => exact);
  expect(unknown('Malgré tout, quel forfait par ESSMS arriverait au printemps ?')).toEqual([]);
  expect(unknown('Quel forfait par ESSMS pour les tomates du printemps ?')).toEqual(['tomates']);
  expect(unknown('Malgré le printemps ?')).toEqual(['malgre', 'printemps']);
});

test.each([
  ['dossiers en ile de france', ['11']],
  ['provence-alpes-cote d’azur', ['93']],
  ['a la reunion', ['04']],
  ['une reunion de grappe', []],
  ['le paradoxe', []],
])('%s names %j', (text, codes) => {
  expect(regionsIn(searchable(text)).map(({ code }) => code)).toEqual(codes);
});

test('sentences are slices of the body; abbreviations and short verdicts do not cut', () => {
  const body = 'Non. L’article L. 312-1 le dit (cf. annexe). Deux cas : un, deux.\n\nFin de texte. « Oui. »';
  const cut = sentences(body);
  expect(cut.map(({ text }) => text)).toEqual([
    'Non. L’article L. 312-1 le dit (cf. annexe).',
    'Deux cas : un, deux.',
    'Fin de texte.',
    '« Oui. »',
  ]);
  for (const { start, end, text } of cut) expect(body.slice(start, end)).toBe(text);
});
