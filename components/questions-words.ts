import type { Answer, Band, Citation, Computed } from '@/knowledge/answers/answer';
import { withSources } from '@/knowledge/answers/reply';
import { missing } from '@/knowledge/answers/wording';
import { formatPlural } from '@/knowledge/profile/format';

/** How near the texts are, in words that never say that the answer is there. */
const BANDS: Record<Band, { word: string; tone: string }> = {
  found: { word: 'Les textes en parlent', tone: 'ok' },
  near: { word: 'Sans certitude', tone: 'warn' },
  none: { word: 'Absent des textes', tone: 'bad' },
};

/** Nothing but what was computed, and whether something lacked for it. */
const COMPUTED = { word: 'Réponse calculée', tone: 'ok' };
const PARTIAL = { word: 'Dit en partie', tone: 'warn' };
const INCOMPLETE = { word: 'Calcul incomplet', tone: 'warn' };

/** How sure an answer is, in the same words above it, in the history and for who does not see it. */
export const stateOf = ({ band, found, partial, computed = [], sections = [] }: Answer): typeof COMPUTED => {
  if (partial) return PARTIAL;
  if (computed.length === 0 || sections.length > 0 || !found) return BANDS[band];
  return computed.some(({ tone }) => tone !== 'warn') ? COMPUTED : INCOMPLETE;
};

/** Longest question repeated above its answer, in characters. */
const LONGEST = 300;

/** The question as it stands above its answer. */
export const shortened = (question: string): string => {
  const text = question.trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text || 'Question vide';
};

/** Every citation of an answer, those of what was computed included. */
export const allCitations = ({ computed = [], citations }: Answer): Citation[] => [
  ...computed.flatMap((one) => one.citations),
  ...citations,
];

/** Whether nothing but what the user captured stands behind an answer. */
export const isOnlyCaptured = (answer: Answer): boolean => {
  const citations = allCitations(answer);
  return citations.length > 0 && citations.every(({ capture }) => capture !== undefined);
};

/**
 * The words that the passages do not hold, when the answer does not name them itself; empty otherwise.
 * Where the texts are silent no passage is on screen: they are those of the nearest ones.
 */
export const unsaid = ({ band, missingWords, opening = [], closing = [] }: Answer): string => {
  if (missingWords.length === 0) return '';
  const words = missing(missingWords);
  if ([...opening, ...closing].includes(words)) return '';
  return band === 'none' ? words.replace('de ces passages', 'des passages les plus proches') : words;
};

/** « Un autre passage en parle », « 2 autres passages en parlent »: above passages that are folded. */
export const alsoWords = (citations: readonly Citation[]): string => {
  const passages = new Set(citations.map(({ text, anchor }) => `${text}#${anchor}`)).size;
  if (passages < 2) return 'Un autre passage en parle';
  return `${passages === 2 ? 'Deux' : passages} autres passages en parlent`;
};

/** An answer in a few sentences, for who does not see it arrive. */
export const spoken = (answer: Answer): string => {
  const { computed = [], sections = [], opening = [] } = answer;
  const results = computed.map(({ title, lines }) => `${title}\u00A0: ${lines[0] ?? ''}`);
  const leads = sections.map(
    ({ lead, citations }) => `${lead}\u00A0: ${formatPlural(citations.length, 'extrait')}.`,
  );
  const said = [`Réponse\u00A0: ${stateOf(answer).word}.`, ...results, ...opening, unsaid(answer), ...leads];
  return said.filter(Boolean).join(' ');
};

/** What was computed, as text; the formula and where its figures stand with it. */
const spelled = ({ title, lines, formula }: Computed): string =>
  [title, ...lines, ...(formula === undefined ? [] : [`Calcul\u00A0: ${formula}`])].join('\n');

/** The answer with its sources, to paste elsewhere; what was computed comes first, once. */
export const copied = (answer: Answer): string => {
  const missingFrom = (computed: Computed) => !answer.answer.includes(computed.lines[0] ?? '');
  const results = (answer.computed ?? []).filter(missingFrom).map(spelled);
  const citations = results.length === 0 ? answer.citations : allCitations(answer);
  return withSources({ ...answer, citations, answer: [...results, answer.answer].join('\n\n') });
};

/** The address to write to that a text of the package gives; a captured page could give anybody's. */
export const quotedAddress = ({ citations }: Answer): string =>
  citations
    .filter(({ capture }) => capture === undefined)
    .map(({ quote }) => /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(quote)?.[0])
    .find(Boolean) ?? '';
