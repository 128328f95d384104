import type { Confidence, Day, Reference } from '@/knowledge/source';
import type { Capture } from '@/knowledge/texts/text';
import type { PassageView } from './eligibility-tab';

/** A passage as a citation shows it: how far it can be trusted, or how the user took it in. */
export interface CitedPassage extends PassageView {
  /** Of a text of the package, and the day somebody last compared it with its source. */
  confidence?: Confidence | undefined;
  verifiedOn?: Day | undefined;
  capture?: Capture | undefined;
  /** Page of the PDF, from 1. */
  page?: number | undefined;
  /** It speaks to an assistant. */
  addressed?: boolean | undefined;
}

export type CitedPassageOf = (reference: Reference) => CitedPassage | null;

/** « du 12/03/2025 » for an ISO instant, in the time zone of the reader. */
const shortDay = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short' });
const shortDayOf = (instant: string): string => {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? 'de date inconnue' : `du ${fullYear(date)}`;
};
const fullYear = (date: Date): string =>
  shortDay
    .formatToParts(date)
    .map(({ type, value }) => (type === 'year' ? String(date.getFullYear()) : value))
    .join('');

/** Host of an http address; empty for any other. */
export const hostOf = (url: string): string => {
  try {
    const { protocol, host } = new URL(url);
    return /^https?:$/.test(protocol) ? host : '';
  } catch {
    return '';
  }
};

/** « capture du 12/03/2025, www.exemple.fr », or the name of the file given. */
export const captureWords = ({ capturedAt, fileName }: Capture, url: string): string => {
  const from = hostOf(url) || fileName || 'texte collé';
  return `capture ${shortDayOf(capturedAt)}, ${from}`;
};

/** Where « ARS Provence-Alpes-Côte d’Azur » is too long for a chip. */
const ISSUERS: readonly (readonly [RegExp, string])[] = [
  [/^ARS Provence-Alpes/, 'ARS PACA'],
  [/^ARS Île-de-France/, 'ARS IDF'],
  [/^ARS Auvergne/, 'ARS ARA'],
  [/^ARS Bourgogne/, 'ARS BFC'],
  [/^Ministère/, 'Ministère'],
];

/** What kind of text a title names, the first that matches. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/foire aux questions|questions fréquentes/i, 'FAQ'],
  [/repères/i, 'repères'],
  [/divergen/i, 'divergences'],
  [/bilan/i, 'bilan'],
  [/avancement/i, 'avancement'],
  [/calendrier/i, 'calendrier'],
  [/contrôle/i, 'contrôles'],
  [/instruction/i, 'instruction'],
  [/cahier des charges/i, 'cahier des charges'],
  [/amorçage/i, 'amorçage'],
  [/appels? (?:à projets|de \d{4})|premier appel/i, 'appel'],
  [/aide à l’investissement/i, 'aide'],
  [/programme|généralisation/i, 'programme'],
  [/investissement/i, 'investissement'],
];

/** Longest name of a text in a chip, in characters. */
const LONGEST = 36;

const cut = (text: string): string => {
  if (text.length <= LONGEST) return text;
  const words = text.slice(0, LONGEST).replace(/\s+\S*$/, '');
  return `${words}…`;
};

const issuerName = (issuer: string): string => {
  const acronym = /\(([A-Z]{2,6})\)$/.exec(issuer)?.[1];
  return acronym ?? ISSUERS.find(([pattern]) => pattern.test(issuer))?.[1] ?? cut(issuer);
};

/** « appel 2023 »; a text that the user kept goes by its own title. */
const textName = ({ title, capture }: CitedPassage): string => {
  const kind = capture ? undefined : KINDS.find(([pattern]) => pattern.test(title))?.[1];
  if (kind === undefined) return cut(title);
  const year = /\b20\d\d\b/.exec(title)?.[0];
  return year === undefined ? kind : `${kind} ${year}`;
};

/** « ARS PACA, appel 2023, p. 4 »: short enough for a chip; the whole title stands with the passage. */
export const chipName = (passage: CitedPassage): string => {
  const { issuer, page } = passage;
  const parts = [issuerName(issuer), textName(passage), page === undefined ? '' : `p.\u00A0${page}`];
  return parts.filter(Boolean).join(', ');
};

/** Characters that separate the parts of a text fragment. */
const fragment = (text: string): string => encodeURIComponent(text).replace(/-/g, '%2D').replace(/'/g, '%27');

/** A long quotation is named by its first and last words: the page may break it in the middle. */
const ENDS = 5;

/** A date, else an amount: what our own words and the page have in common. */
const LANDMARK =
  /\b\d{1,2}(?:er)? (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre) 20\d\d\b|\b\d{1,3}(?:[\s\u202F\u00A0]\d{3})+(?=[\s\u202F\u00A0]€)/;

/**
 * The address of a text, opened where the quotation stands: the page of a PDF, the words themselves of a
 * captured page. The texts of the package are restated: only a date or an amount can be found again there.
 * Empty when the text has no address that a browser may open.
 */
export const liveAddress = ({ url, capture, page }: CitedPassage, quote: string): string => {
  if (hostOf(url) === '' || url.includes('#')) return hostOf(url) === '' ? '' : url;
  const isPdf = capture?.kind === 'pdf' || /\.pdf(?:$|\?)/i.test(url);
  if (isPdf) return page === undefined ? url : `${url}#page=${page}`;
  if (!capture) {
    const landmark = LANDMARK.exec(quote)?.[0];
    return landmark === undefined ? url : `${url}#:~:text=${fragment(landmark)}`;
  }
  const words = quote.split(/\s+/).filter(Boolean);
  const parts =
    words.length > 2 * ENDS ? [words.slice(0, ENDS).join(' '), words.slice(-ENDS).join(' ')] : [quote];
  return `${url}#:~:text=${parts.map(fragment).join(',')}`;
};
