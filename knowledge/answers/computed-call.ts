import { campaignById, campaigns } from '@/knowledge/campaigns';
import type { Campaign, Scope } from '@/knowledge/campaigns/campaign';
import { type SheetLine, sheetOf } from '@/knowledge/campaigns/sheet';
import { type Fact, factsOf } from '@/knowledge/campaigns/themes';
import type { Reference } from '@/knowledge/source';
import type { Citation, Computed } from './answer';
import { citationFor } from './citation';
import { type Corpus, entryAt } from './corpus';
import type { CallFact } from './intents';
import { searchable } from './normalise';
import type { Question } from './question';
import * as wording from './wording';

/** Calls answered for at once, when the question names a year and not its call. */
const MOST_CALLS = 3;

const PATHS: Record<CallFact, RegExp> = {
  deadline: /^windows\.\d+\.(?:opens|closes|closingHour)$/,
  amount: /^rates\.\d+\.amountCents$/,
  threshold:
    /^(?:minEssms|minEssmsIslands|maxEssms|nationalFrom|minOrganismes|minOrganismesIslands|aloneFrom)$/,
  pieces: /^(?:pieces\.\d+|piecesList)$/,
};

const SCOPES: readonly (readonly [RegExp, Scope])[] = [
  [/\bmultiregiona/, 'multiregional'],
  [/\bnationa|\bcnsa\b/, 'national'],
  [/\bregiona|\bars\b/, 'regional'],
];

/** The scopes a folded question names; none is every one. */
const scopesIn = (folded: string): Scope[] =>
  SCOPES.flatMap(([pattern, scope]) => (pattern.test(folded) ? [scope] : []));

const isOf = ({ region, year }: Campaign, { regions, years }: Question): boolean =>
  (region === null || regions.length === 0 || regions.includes(region)) &&
  (years.length === 0 || years.includes(year));

/** The calls a question is about: the one chosen, or those of the one year, the région and the counter it names. */
export function callsOf(question: Question, folded: string, campaign: string | null): Campaign[] {
  if (campaign !== null) {
    const chosen = campaignById(campaign);
    return chosen && isOf(chosen, question) ? [chosen] : [];
  }
  if (question.years.length !== 1) return [];
  const scopes = scopesIn(folded);
  const named = campaigns.filter(
    (one) =>
      isOf(one, question) && (scopes.length === 0 || one.scopes.some((scope) => scopes.includes(scope))),
  );
  const local = named.filter(({ region }) => region !== null);
  // A call of one région is asked for by the name of that région.
  const wide = named.filter(({ region }) => region === null);
  return (question.regions.length > 0 && local.length > 0 ? local : wide).slice(0, MOST_CALLS);
}

const OPENING = '\\b(?:ouv\\p{L}+|commence\\p{L}*|debut\\p{L}*|demarr\\p{L}*|lancement|a partir)\\b';
/** « Jusqu’à quand » has lost its elision when it comes here. */
const CLOSING =
  '\\b(?:limites?|echeances?|cloture\\p{L}*|fin|dernier|jour|ferm\\p{L}+|a quand|avant|delais?|deadline)\\b';

/** What narrows a fact: the pattern is looked for in the question, and keeps the paths beside it. */
const NARROWINGS: Record<CallFact, readonly (readonly [RegExp, RegExp])[]> = {
  deadline: [
    [/\bheures?\b/, /closingHour$/],
    [new RegExp(`${OPENING}.*${CLOSING}|${CLOSING}.*${OPENING}`, 'u'), /(?:opens|closes)$/],
    [new RegExp(OPENING, 'u'), /opens$/],
    [new RegExp(CLOSING, 'u'), /closes$/],
    [/(?:)/, /(?:opens|closes)$/],
  ],
  threshold: [
    [/\b(?:maximum|maximal|maxi|plafond|au plus)\b/, /^maxEssms$/],
    [/(?:)/, /(?:)/],
  ],
  amount: [[/(?:)/, /(?:)/]],
  pieces: [[/(?:)/, /(?:)/]],
};

/** Which lines are asked for: those of the scope and of the part that the question says. */
function isAsked({ path }: SheetLine, fact: CallFact, folded: string, call: Campaign): boolean {
  if (!PATHS[fact].test(path)) return false;
  const narrowing = NARROWINGS[fact].find(([pattern]) => pattern.test(folded));
  if (!narrowing?.[1].test(path)) return false;
  if (fact !== 'deadline') return true;
  const window = call.windows[Number(path.split('.')[1])];
  const scopes = scopesIn(folded).filter((scope) => call.windows.some((one) => one.scope === scope));
  return scopes.length === 0 || (window !== undefined && scopes.includes(window.scope));
}

function lineWords({ label, value, notes }: SheetLine): string {
  return [`${label}\u00A0: ${value}${/[.!?]$/.test(value) ? '' : '.'}`, ...notes].join(' ');
}

/** A value as its passage may write it: an hour of midnight in words, an amount without « jusqu’à ». */
function writings({ value }: SheetLine): string[] {
  const bare = value.replace(/^jusqu’à /, '');
  const [day, month] = bare.split(' ');
  return [bare, ...(value === '24:00' ? ['minuit'] : []), ...(month ? [`${day} ${month}`] : [])];
}

function citationsOf(corpus: Corpus, line: SheetLine, fact: Fact | undefined): Citation[] {
  const sources: Reference[] = [line.source, ...(fact?.alternatives ?? []).map(({ source }) => source)];
  return sources.flatMap((source) => {
    const entry = entryAt(corpus, source);
    return (entry && citationFor(entry, writings(line))) ?? [];
  });
}

/** Quotations said twice are shown once. */
export function distinct(citations: Citation[]): Citation[] {
  const keyOf = ({ text, anchor, quote }: Citation) => `${text}#${anchor} ${quote}`;
  return [...new Map(citations.map((citation) => [keyOf(citation), citation])).values()];
}

/** One fact of one call, read in its file; null unless a passage of the corpus stands behind it. */
function computedOf(
  corpus: Corpus,
  call: Campaign,
  fact: CallFact,
  folded: string,
): (Computed & { known: boolean; silent: boolean }) | null {
  const facts = new Map(factsOf(call).map((one) => [one.path, one]));
  const lines = sheetOf(call)
    .flatMap((part) => part.lines)
    .filter((line) => isAsked(line, fact, folded, call))
    .map((line) => ({ line, citations: citationsOf(corpus, line, facts.get(line.path)) }))
    .filter(({ citations }) => citations.length > 0);
  if (lines.length === 0) return null;
  const doubtful = lines.some(({ line }) => ['contradicted', 'not-found'].includes(line.confidence));
  return {
    title: wording.readInCall(call.title),
    lines: lines.map(({ line }) => lineWords(line)),
    tone: doubtful ? 'warn' : 'info',
    citations: distinct(lines.flatMap(({ citations }) => citations)),
    silent: lines.every(({ line }) => line.confidence === 'not-found'),
    known: isKnown(
      fact,
      call,
      lines.map(({ line }) => line),
    ),
  };
}

/**
 * Whether the lines answer. A closing day answers a question about dates where one was asked for; some
 * pieces told apart from a list that nobody found do not.
 */
function isKnown(fact: CallFact, call: Campaign, lines: SheetLine[]): boolean {
  if (fact === 'pieces') return call.piecesList.value !== null;
  const closings = lines.filter(({ path }) => path.endsWith('closes'));
  return (closings.length > 0 ? closings : lines).some(({ confidence }) => confidence !== 'not-found');
}

/** What is read of a call, and whether any of it was found in the texts. */
export interface CallAnswer {
  computed: Computed[];
  known: boolean;
  /** The file of every call says that it was looked for and not found. */
  silent: boolean;
}

/** A fact of the calls a question is about, from their files, each line with its passage. */
export function answerOfCall(
  corpus: Corpus,
  fact: CallFact,
  { text, question, campaign }: { text: string; question: Question; campaign: string | null },
): CallAnswer {
  const folded = searchable(text);
  const all = callsOf(question, folded, campaign).flatMap(
    (call) => computedOf(corpus, call, fact, folded) ?? [],
  );
  return {
    computed: all.map(({ known: _, silent: __, ...computed }) => computed),
    known: all.some(({ known }) => known),
    silent: all.length > 0 && all.every(({ silent }) => silent),
  };
}
