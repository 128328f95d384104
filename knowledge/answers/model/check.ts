import { analyse } from '../analyse';
import type { Citation } from '../answer';
import { type Range, verify } from '../cite';
import { fold } from '../normalise';
import { sentences } from '../sentences';
import { quoted } from '../wording';
import type { WrittenSentence } from '../written';
import type { Claim, Mark } from './draft';
import type { Material, ShownPassage } from './material';
import { hasFigure, keepsOrder, plainOf, strangeFigures } from './plain';

/**
 * What a model wrote, held against what it was shown. A sentence is verified when its quotations stand
 * word for word in their passages and nothing it says goes further: its figures, its negations, its
 * obligations stand in them. Everything else is said to be doubtful, or struck.
 */

/** What a citation turned out to be. */
type Evidence = Support | { kind: 'invented' | 'bare' | 'glued' | 'unreadable' };

/** What stands in what was shown: the words cited, and those around them. */
interface Support {
  kind: 'found';
  citations: Citation[];
  words: string;
  context: string;
  /** The words are a quotation: the order of their figures tells something. */
  verbatim: boolean;
}

const NOT_FOUND = 'L’extrait cité n’existe dans aucun passage.';
const BARE = 'Cite un passage sans en recopier d’extrait vérifiable.';
const GLUED = 'L’extrait cité colle des morceaux de plusieurs phrases\u00A0: relisez le passage.';
const UNREADABLE = 'La citation est illisible.';
const UNCITED = 'Ne cite aucun passage.';
const UNCITED_RULE = 'Énonce une règle ou un chiffre sans citer de passage.';
const OTHER_WAY = 'L’extrait cité dit oui et la phrase dit non, ou l’inverse : relisez l’extrait.';
const STRONGER = 'Énonce une obligation que l’extrait cité ne dit pas.';
const WEAKER = 'Présente comme possible ce que l’extrait cité impose.';
const CONTRARY =
  'La phrase dit le contraire de l’extrait cité (minimum ou maximum, avant ou après, début ou fin)\u00A0: relisez-le.';
const OTHER_ORDER = 'L’extrait cité donne ces chiffres dans un autre ordre\u00A0: relisez-le.';
const ELSEWHERE = 'L’extrait cité ne parle pas de la même chose.';
const CLEANED = 'Une adresse, un lien ou une mise en forme que les passages ne donnent pas a été retiré.';

/** Fewest characters of a quotation that says something; `verify` refuses shorter ones. */
const SHORTEST_QUOTE = 12;

function citationsIn(ranges: readonly Range[], { text, passage }: ShownPassage): Citation[] {
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
  return ranges.map(({ start, end }) => ({ ...source, quote: passage.body.slice(start, end) }));
}

/** Parts of a quotation that stand in several sentences can be made to say what none of them says. */
function isGlued(ranges: readonly Range[], body: string): boolean {
  const all = sentences(body);
  return new Set(ranges.map(({ start }) => all.findIndex(({ end }) => start < end))).size > 1;
}

/** The passage named first, then the others: a model may mistake the number of a passage. */
function findQuote({ id, quote }: Mark, { passages }: Material): Evidence {
  const ordered = passages.toSorted((a, b) => Number(b.id === id) - Number(a.id === id));
  for (const shown of ordered) {
    const ranges = verify(quote, shown.passage.body);
    if (ranges === null) continue;
    if (isGlued(ranges, shown.passage.body)) return { kind: 'glued' };
    const citations = citationsIn(ranges, shown);
    const words = citations.map((citation) => citation.quote).join(' … ');
    const context = `${shown.passage.heading}\n${shown.text.title}`;
    return { kind: 'found', citations, words, context, verbatim: true };
  }
  return { kind: quote.length < SHORTEST_QUOTE ? 'bare' : 'invented' };
}

function findResult(id: string, { results }: Material): Evidence {
  const result = results.find((one) => one.id === id);
  if (!result) return { kind: 'invented' };
  const { title, lines, formula = '', citations } = result.computed;
  const words = [...lines, formula, ...citations.map(({ quote }) => quote)].join('\n');
  return { kind: 'found', citations, words, context: title, verbatim: false };
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

/** Words of which one says the opposite of the other. */
const OPPOSITES: readonly (readonly [RegExp, RegExp])[] = [
  [
    /au moins|minim(?:um|a)|plus de|superieur/,
    /au plus(?! t[oa])|maxim(?:um|a)|plafon|moins de|inferieur|ne depasse/,
  ],
  [/jusqu'|avant|au plus tard|date limite/, /apres|a partir|a compter|au plus tot/],
  [/(?<!\p{L})(?:ouvr|ouvert|debut|commenc)/u, /(?<!\p{L})(?:ferm|clos|clot|termin|fin(?!\p{L}))/u],
];

const opposes = (own: string, held: string): boolean =>
  OPPOSITES.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]).some(
    ([one, other]) => one.test(own) && !other.test(own) && other.test(held) && !one.test(held),
  );

/** Why a sentence says more than one of the things it cites; empty when it does not. */
function gapOf(sentence: string, { words, context, verbatim }: Support): string {
  if (!speaksOf(sentence, `${words}\n${context}`)) return ELSEWHERE;
  if (denies(sentence) !== denies(words)) return OTHER_WAY;
  const [own, held] = [folded(sentence), folded(words)];
  if (opposes(own, held)) return CONTRARY;
  if (DUTY.test(own) && !OBLIGATION.test(held)) return STRONGER;
  if (OPTION.test(own) && !DUTY.test(own) && DUTY.test(held) && !OPTION.test(held)) return WEAKER;
  return verbatim && !keepsOrder(sentence, words) ? OTHER_ORDER : '';
}

/**
 * Why a sentence says more than what it cites; empty when it does not. Its figures may come from all it
 * cites together, what it says of them must stand in one: halves of two rules make none.
 */
function excessOf(sentence: string, found: readonly Support[]): string {
  const held = found.map(({ words, context }) => `${words}\n${context}`).join('\n');
  const strange = strangeFigures(sentence, held);
  if (strange.length > 0)
    return `Ce qui est cité ne contient pas ${strange.slice(0, 3).map(quoted).join(', ')}.`;
  const gaps = found.map((one) => gapOf(sentence, one));
  return gaps.includes('') ? '' : (gaps[0] ?? '');
}

const states = (sentence: string): boolean => {
  const text = folded(sentence);
  return hasFigure(sentence) || OBLIGATION.test(text) || OPTION.test(text);
};

/** One sentence of a model, checked. Its text is plain, its citations stand word for word in what was shown. */
export function checkClaim({ text: written, marks }: Claim, material: Material): WrittenSentence {
  const weighed = marks.map((mark) => weighMark(mark, material));
  const found = weighed.flatMap((one) => (one.kind === 'found' ? [one] : []));
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
  if (weighed.some(({ kind }) => kind === 'glued')) return verdict('doubtful', GLUED);
  if (found.length === 0) {
    if (weighed.length > 0)
      return verdict('doubtful', weighed.some(({ kind }) => kind === 'bare') ? BARE : UNREADABLE);
    return verdict('doubtful', states(text) ? UNCITED_RULE : UNCITED);
  }
  if (removed) return verdict('doubtful', CLEANED);
  const excess = text === '' ? '' : excessOf(text, found);
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
