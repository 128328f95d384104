import { expect, test } from 'vitest';
import type { Answer } from '@/knowledge/answers/answer';
import { prepareCorpus } from '@/knowledge/answers/corpus';
import { grappeFactOf } from '@/knowledge/answers/intents';
import { readQuestion } from '@/knowledge/answers/question';
import { reply } from '@/knowledge/answers/reply';
import { campaignById, campaigns } from '@/knowledge/campaigns/index';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Situation } from '@/knowledge/rules/rule';
import { resolve, texts } from '@/knowledge/texts/index';
import mine from './questions/mine.json';

const corpus = prepareCorpus(texts, campaigns);

function situation(id: string): Situation {
  const campaign = campaignById(id);
  if (!campaign) throw new Error(`no campaign ${id}`);
  return { profile: sampleGrappe(), campaign, date: '2023-03-01' };
}

const ask = (question: string, campaign: string | null = null) => reply(question, { corpus, campaign });
const ofGrappe = (question: string, campaign = 'paca-2023') =>
  reply(question, { corpus, campaign, situation: situation(campaign) });
const linesOf = ({ computed = [] }: Answer) => computed.flatMap(({ lines }) => lines);

const QUESTIONS = [
  ['Quelle est la date limite de dépôt ?', 'paca-2023'],
  ['Quel est le montant du forfait par ESSMS ?', 'national-2022'],
  ['Quel est le nombre minimum d’ESSMS ?', 'amorcage-2021-1'],
  ['Quelles pièces faut-il joindre ?', 'national-2022'],
] as const;

test.each(QUESTIONS)('« %s » is read in the file of %s, each line with its passage', (question, campaign) => {
  const answer = ask(question, campaign);
  expect(answer).toMatchObject({ found: true, band: 'found' });
  expect(answer.computed).toHaveLength(1);
  for (const { citations, lines, title } of answer.computed ?? []) {
    expect(citations.length).toBeGreaterThan(0);
    expect(title).toContain('D’après le fichier de l’appel');
    for (const line of lines) expect(answer.answer).toContain(line);
    for (const citation of citations) expect(resolve(citation)?.passage.body).toContain(citation.quote);
  }
});

test('the figure stands in the sentence quoted for it', () => {
  const answer = ask('Quelle est la date limite de dépôt ?', 'paca-2023');
  expect(linesOf(answer)).toContain('Dépôt régional, clôture\u00A0: 15 septembre 2023.');
  expect(answer.citations[0]?.quote).toContain('15 septembre 2023');
});

test('a year and a région name the call when none is chosen', () => {
  const paca = ask('Quelle est la date limite de dépôt en PACA en 2023 ?');
  expect(paca.computed?.map(({ title }) => title).join()).toContain('Provence-Alpes-Côte d’Azur');
  const both = ask('Combien d’établissements par projet en 2021 ?');
  expect(both.found).toBe(true);
  expect(both.computed).toHaveLength(2);
  expect(linesOf(both)).toContain('Minimum d’ESSMS\u00A0: 15.');
});

test('opening, closing and hour are not mixed up', () => {
  const until = ask('Jusqu’à quand peut-on déposer un projet régional ?', 'paca-2023');
  expect(linesOf(until)).toEqual(['Dépôt régional, clôture\u00A0: 15 septembre 2023.']);
  const lines = (question: string) => linesOf(ask(question, 'paca-2023')).join('\n');
  expect(lines('Quand ouvre le dépôt ?')).not.toContain('clôture');
  expect(lines('Quelle est la date de clôture ?')).not.toContain('ouverture');
  expect(lines('À quelle heure ferme le dépôt ?')).toContain('heure de clôture');
  expect(lines('Quelle est la date limite du dépôt multirégional ?')).toContain('15 juin 2023');
  expect(lines('Quelle est la date limite du dépôt multirégional ?')).not.toContain('15 septembre');
});

test('what was not found is said, and answers nothing', () => {
  const answer = ask('Quelle est la date limite de dépôt en 2025 ?');
  expect(answer).toMatchObject({ found: false, band: 'none' });
  expect(answer.answer).toMatch(/^Les textes dont je dispose ne le disent pas\./);
  expect(linesOf(answer).join()).toContain('non trouvé');
  expect(answer.computed?.[0]?.tone).toBe('warn');
});

test('a contradiction is told with both passages', () => {
  const answer = ask('Quel est le nombre minimum d’ESSMS ?', 'paca-2023');
  expect(linesOf(answer).join()).toContain('la presse un nombre idéal');
  const from = answer.computed?.flatMap(({ citations }) => citations.map(({ text }) => text));
  expect(from).toEqual(expect.arrayContaining(['cnsa-aide-2022', 'cadredesante-instruction-2022']));
});

test.each([
  'Quelle est la date limite de dépôt FEDER en 2023 ?',
  'Quel montant pour la prime Ségur en 2022 ?',
  'Quelles pièces joindre au dossier CPOM en 2022 ?',
])('« %s » is about something else: nothing is computed', (question) => {
  expect(ask(question).computed).toBeUndefined();
});

test.each(mine)('$question → $wants', ({ question, wants }) => {
  expect(grappeFactOf(question, readQuestion(question, corpus))).toBe(wants);
});

test.each([
  ['Sommes-nous assez nombreux ?', /18\sESSMS éligibles sur 18/, 'ok'],
  ['Combien toucherons-nous ?', /montant non trouvé/, 'warn'],
  ['Quelle date pour nous ?', /15 septembre 2023, il reste 198/, 'info'],
  ['Que nous manque-t-il comme documents ?', /Accord écrit/, 'bad'],
  ['Sommes-nous éligibles ?', /bloquants/, 'bad'],
  ['Notre grappe relève de quel guichet ?', /18\sESSMS dans la région/, 'ok'],
] as const)('« %s » is computed for the grappe', (question, words, tone) => {
  const answer = ofGrappe(question);
  expect(answer.found).toBe(true);
  expect(linesOf(answer).join('\n')).toMatch(words);
  expect(answer.computed?.[0]).toMatchObject({ title: 'Calculé pour votre grappe', tone });
  expect(answer.computed?.[0]?.citations.length).toBeGreaterThan(0);
  for (const citation of answer.citations) expect(resolve(citation)?.passage.body).toContain(citation.quote);
});

test('the formula adds up to the amount', () => {
  const { computed } = ofGrappe('Combien toucherons-nous ?', 'amorcage-2021-1');
  const [first] = computed ?? [];
  expect(first?.formula).toMatch(/ = [\d\u202F\u00A0 ]+€$/);
  const total = first?.formula?.split(' = ').at(-1) ?? '';
  expect(first?.lines[0]).toContain(total);
});

test('with no grappe, the question says it needs one and the texts are told', () => {
  const chosen = ask('Quelle date pour nous ?', 'paca-2023');
  expect(chosen.computed?.[0]?.lines[0]).toContain('demande une grappe');
  expect(linesOf(chosen).join()).toContain('15 septembre 2023');
  const nothing = ask('Sommes-nous assez nombreux ?');
  expect(nothing.computed?.[0]?.lines[0]).toContain('une grappe et un appel à projets');
  expect(nothing.computed?.[0]?.citations).toEqual([]);
});
