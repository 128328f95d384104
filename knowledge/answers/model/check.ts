import { analyse } from '../analyse';
import type { Citation } from '../answer';
import { verify } from '../cite';
import { fold } from '../normalise';
import { quoted } from '../wording';
import type { WrittenSentence } from '../written';
import type { Claim, Mark } from './draft';
import type { Material, ShownPassage } from './material';
import { hasFigure, plainOf, strangeFigures } from './plain';

/**
 * What a model wrote, held against what it was shown. A sentence is verified when its quotations stand
 * word for word in their passages and nothing it says goes further: its figures, its negations, its
 * obligations stand in them. Everything else is said to be doubtful, or struck.
 */

/** What a citation turned out to be. */
type Evidence =
  | { kind: 'found'; citations: Citation[]; words: string; context: string }
  | { kind: 'invented' | 'bare' | 'unreadable' };

const NOT_FOUND = 'L’extrait cité n’existe dans aucun passage.';
const BARE = 'Cite un passage sans en recopier d’extrait vérifiable.';
const UNREADABLE = 'La citation est illisible.';
const UNCITED = 'Ne cite aucun passage.';
const UNCITED_RULE = 'Énonce une règle ou un chiffre sans citer de passage.';
const OTHER_WAY = 'L’extrait cité dit oui et la phrase dit non, ou l’inverse : relisez l’extrait.';
const STRONGER = 'Énonce une obligation que l’extrait cité ne dit pas.';
const WEAKER = 'Présente comme possible ce que l’extrait cité impose.';
const ELSEWHERE = 'L’extrait cité ne parle pas de la même chose.';
const CLEANED = 'Une adresse, un lien ou une mise en forme que les passages ne donnent pas a été retiré.';

/** Fewest characters of a quotation that says something; `verify` refuses shorter ones. */
const SHORTEST_QUOTE = 12;

function citationsIn(quote: string, { text, passage }: ShownPassage): Citation[] {
  const { id, title, date, url, dateNote, urlNote, capture } = text;
  const source = {
    text: id,
    anchor: passage.anchor,
    title,
    date,
    url,
    ...(dateNote && { dateNote }),
    ...(urlNote && { urlNote }),
    ...(capture && { capture: { ...capture, ...(passage.page && { page: passage.page }) } }),
  };
  const ranges = verify(quote, passage.body) ?? [];
  return ranges.map(({ start, end }) => ({ ...source, quote: passage.body.slice(start, end) }));
}

/** The passage named first, then the others: a model may mistake the number of a passage. */
function findQuote({ id, quote }: Mark, { passages }: Material): Evidence {
  const ordered = passages.toSorted((a, b) => Number(b.id === id) - Number(a.id === id));
  for (const shown of ordered) {
    const citations = citationsIn(quote, shown);
    if (citations.length === 0) continue;
    const words = citations.map((citation) => citation.quote).join(' … ');
    return { kind: 'found', citations, words, context: `${shown.passage.heading}\n${shown.text.title}` };
  }
  return { kind: quote.length < SHORTEST_QUOTE ? 'bare' : 'invented' };
}

function findResult(id: string, { results }: Material): Evidence {
  const result = results.find((one) => one.id === id);
  if (!result) return { kind: 'invented' };
  const { title, lines, formula = '', citations } = result.computed;
  const words = [...lines, formula, ...citations.map(({ quote }) => quote)].join('\n');
  return { kind: 'found', citations, words, context: title };
}

function weighMark(mark: Mark, material: Material): Evidence {
  if (mark.id === '') return { kind: 'unreadable' };
  if (mark.id.startsWith('R')) return findResult(mark.id, material);
  return mark.quote === '' ? { kind: 'bare' } : findQuote(mark, material);
}

const folded = (text: string): string => fold(text).replace(/[’ʼ`´]/gu, "'");

const NEGATION =
  /(?<![\p{L}])(?:ne|n'|pas|aucune?s?|jamais|sans|ni|interdit\w*|exclu\w*|impossibles?|irrecevables?|ineligibles?|non(?! lucrati)|sauf|refus\w*|hors)(?![\p{L}])|n'(?=\p{L})/gu;
const OBLIGATION =
  /(?<!\p{L})(?:doit|doivent|devez|devra\w*|devront|devrez|faut|faudra|oblig\w*|exig\w*|impos(?:e|ent|ee?s?)|imperati\w*|necessaire\w*|requis\w*|tenue?s? de|au moins|au plus|minimum|minimal\w*|maximum|maximal\w*|plafond\w*|interdit\w*|a (?:joindre|fournir|transmettre|deposer)|condition\w*)(?!\p{L})/u;
const DUTY =
  /(?<!\p{L})(?:doit|doivent|devez|devra\w*|devront|devrez|faut|faudra|oblig\w*|exig\w*|impos(?:e|ent)|imperati\w*)(?!\p{L})/u;
const OPTION =
  /(?<!\p{L})(?:peut|peuvent|pouvez|pourra\w*|pourront|possibles?|facultati\w*|autoris\w*|permis\w*|libre\w*|recommand\w*|invit\w*|optionnel\w*|eligibles?|admis\w*|droit)(?!\p{L})/u;

/** Whether a text says no to something: « ne… pas » and « interdit » alike. */
const denies = (text: string): boolean => (folded(text).match(NEGATION) ?? []).length > 0;

function stemsOf(text: string): Set<string> {
  return new Set(analyse(text, 'passage').map(({ stem }) => stem));
}

/** A quotation is about the sentence when they share two words that mean something, or all there are. */
function speaksOf(sentence: string, words: string): boolean {
  const [own, held] = [stemsOf(sentence), stemsOf(words)];
  const shared = [...own].filter((stem) => held.has(stem)).length;
  return shared >= Math.min(2, own.size);
}

/** Why a sentence says more than what it cites; empty when it does not. */
function excessOf(sentence: string, words: string, context: string): string {
  const strange = strangeFigures(sentence, `${words}\n${context}`);
  if (strange.length > 0)
    return `Ce qui est cité ne contient pas ${strange.slice(0, 3).map(quoted).join(', ')}.`;
  if (!speaksOf(sentence, `${words}\n${context}`)) return ELSEWHERE;
  if (denies(sentence) !== denies(words)) return OTHER_WAY;
  const [own, held] = [folded(sentence), folded(words)];
  if (DUTY.test(own) && !OBLIGATION.test(held)) return STRONGER;
  if (OPTION.test(own) && !DUTY.test(own) && DUTY.test(held) && !OPTION.test(held)) return WEAKER;
  return '';
}

const states = (sentence: string): boolean => {
  const text = folded(sentence);
  return hasFigure(sentence) || OBLIGATION.test(text) || OPTION.test(text);
};

/** One sentence of a model, checked. Its text is plain, its citations stand word for word in what was shown. */
export function checkClaim({ text: written, marks }: Claim, material: Material): WrittenSentence {
  const weighed = marks.map((mark) => weighMark(mark, material));
  const found = weighed.flatMap((one) => (one.kind === 'found' ? [one] : []));
  const words = found.map((one) => one.words).join('\n');
  const context = found.map((one) => one.context).join('\n');
  const { text, removed } = plainOf(written, sourcesOf(found, material));
  const citations = distinct(found.flatMap((one) => one.citations));
  const shown = text === '' ? citations.map(({ quote }) => quoted(quote)).join(' ') : text;
  const verdict = (state: WrittenSentence['state'], reason: string) => ({
    text: shown,
    citations,
    state,
    reason,
  });
  if (weighed.some(({ kind }) => kind === 'invented')) return verdict('struck', NOT_FOUND);
  if (found.length === 0) {
    if (weighed.length > 0)
      return verdict('doubtful', weighed.some(({ kind }) => kind === 'bare') ? BARE : UNREADABLE);
    return verdict('doubtful', states(text) ? UNCITED_RULE : UNCITED);
  }
  if (removed) return verdict('doubtful', CLEANED);
  const excess = text === '' ? '' : excessOf(text, words, context);
  if (excess !== '') return verdict('doubtful', excess);
  return citations.length === 0 ? verdict('doubtful', BARE) : verdict('verified', '');
}

/** The whole text of the passages that a sentence quotes: what an address must stand in to stay. */
function sourcesOf(found: { citations: Citation[] }[], { passages }: Material): string {
  const cited = found.flatMap(({ citations }) => citations);
  return passages
    .filter(({ text, passage }) =>
      cited.some((citation) => citation.text === text.id && citation.anchor === passage.anchor),
    )
    .map(({ passage }) => passage.body)
    .join('\n');
}

const distinct = (citations: Citation[]): Citation[] => [
  ...new Map(citations.map((one) => [`${one.text}#${one.anchor}#${one.quote}`, one])).values(),
];

/** Sentences checked, without those that came twice nor those nothing is left of. */
export function checkClaims(claims: readonly Claim[], material: Material): WrittenSentence[] {
  const checked = claims.map((claim) => checkClaim(claim, material)).filter(({ text }) => text !== '');
  return [...new Map(checked.map((one) => [`${one.text}|${one.state}`, one])).values()];
}
