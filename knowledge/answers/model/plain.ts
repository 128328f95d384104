import { searchable } from '../normalise';

/** What a model wrote, made a plain text: no markup, no address that its sources do not give. */
export interface Plain {
  text: string;
  /** Something was taken out that would have led somewhere. */
  removed: boolean;
}

/** Longest sentence shown, in characters. */
const LONGEST = 600;

const TAG = /<[a-z/!?|][^<>]*>?/giu;
const IMAGE = /!\[([^\]]*)\](?:\([^)]*\)?|\[[^\]]*\])?/gu;
const LINK = /\[([^\]]*)\](?:\([^)]*\)?|\[[^\]]*\]|:\s*\S+)/gu;
/** Control, invisible, private and unassigned characters: nothing a French sentence needs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu;
const BULLET = /^\s*(?:[-*•–—+]\s+|\d{1,2}[.)]\s+|#{1,6}\s+|>\s*)+/u;
const EMPHASIS = /\*{1,3}|_{2,3}|~~|`+/g;

const SCHEME =
  /\b(?:[a-z][a-z\d+.-]{1,20}:\/\/|(?:data|javascript|mailto|tel|blob|file|vbscript):|\/\/|www\.)\S*/giu;
const MAIL = /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;
const DOMAIN =
  /(?<![\p{L}\p{N}@.])(?:[\p{L}\p{N}-]+\.)+(?:fr|com|org|net|eu|io|info|gouv|co|app|dev|xyz|site|online|test|example|biz|ru|cn|be|ch|de|uk|re|gp|mq|yt|pf|nc)(?![\p{L}\p{N}])(?:[/?:#]\S*)?/giu;
const PHONE =
  /(?<![\p{L}\p{N}])(?:(?:\+|00)\d{1,3}[\s.-]*(?:\(0\))?[\s.-]*|0[\s.-]?)[1-9](?:[\s./-]{0,2}\d){8}(?![\p{L}\p{N}])/gu;
/** Full stops of other writings, which browsers take for one in an address. */
const DOTS = /[。．｡]/gu;

const squeezed = (text: string): string => text.replace(/\s+/g, '').toLowerCase();

/** Takes out the addresses, links and numbers to call that no source gives, and says whether there were any. */
function withoutStrangers(text: string, sources: string): Plain {
  const known = squeezed(sources);
  let removed = false;
  let result = text;
  for (const shape of [SCHEME, MAIL, DOMAIN, PHONE])
    result = result.replace(shape, (found) => {
      const bare = squeezed(found.replace(/[.,;:!?)»"'\]]+$/u, ''));
      if (bare !== '' && known.includes(bare)) return found;
      removed = true;
      return '';
    });
  return { text: result, removed };
}

/**
 * One sentence of a model as plain text: tags, images and links of any markup taken out, their label
 * kept, invisible characters dropped, 600 characters at most. An address, a mail or a phone stays only
 * when `sources`, the text of what the sentence cites, holds it; nothing is ever made a link.
 */
export function plainOf(written: string, sources: string): Plain {
  const seen = written.replace(UNSEEN, '').replace(DOTS, '.');
  const bare = seen.replace(TAG, '').replace(IMAGE, '').replace(LINK, '$1');
  const marked = bare !== seen;
  const { text, removed } = withoutStrangers(bare.replace(BULLET, '').replace(EMPHASIS, ''), sources);
  const tidy = text
    .replace(/\(\s*\)|\[\s*\]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return {
    text: tidy.length > LONGEST ? `${tidy.slice(0, LONGEST)}…` : tidy,
    removed: removed || marked,
  };
}

const MONTH = 'janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre';
const DATE = new RegExp(`\\b\\d{1,2} (?:${MONTH})\\b`, 'g');
const MONEY = /\b\d+(?:[.,]\d+)? (?:millions? )?(?:d )?(?:euros|pourcent)\b/g;
/** A month or a day of the week says when, even without a number. */
const WHEN = new RegExp(`\\b(?:${MONTH}|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\\b`, 'g');
/** With the letters that make one word with it: « MS1 » is not « MS2 », and « 1 » is neither. */
const DIGITS = /\p{L}*\d+(?:[.,_]\d+)*(?:(?!(?:er|e|eme)(?!\p{L}))\p{L}+)?/gu;
/** Numbers in letters, those that the reading of texts does not turn into figures included. */
const LETTERS =
  /\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|septante|octante|nonante|cents?|mille|millions?|milliards?|tiers|quarts?|moitie|demie?|double|triple|dizaines?|douzaines?|quinzaines?|vingtaines?|centaines?|milliers?|zero|seule?s?|[a-z]+iemes?)\b/g;

/** Comparable with other texts: « 15/09/2023 » and « 15 septembre 2023 » are one. */
const figurable = (text: string): string =>
  searchable(text)
    .replace(/(\d),(\d)/g, '$1.$2')
    .replace(/\bd (?=euros)/g, '');

/** The figures a sentence states: days, amounts, shares, numbers in digits or letters, articles. */
function figuresOf(sentence: string): string[] {
  const text = figurable(sentence);
  const found = [DATE, MONEY, WHEN, DIGITS, LETTERS].flatMap((shape) => text.match(shape) ?? []);
  return [...new Set(found)];
}

/** Whether a sentence states any figure. */
export const hasFigure = (sentence: string): boolean => figuresOf(sentence).length > 0;

/** The figures of a sentence that none of the sources holds, in the form they were compared in. */
export function strangeFigures(sentence: string, sources: string): string[] {
  const held = figurable(sources);
  return figuresOf(sentence).filter(
    (figure) =>
      !new RegExp(
        `(?<![\\p{L}\\d_]|\\d[.,])${figure.replaceAll('.', '\\.')}(?![\\p{L}\\d_]|[.,]\\d)`,
        'u',
      ).test(held),
  );
}

/** A number and what it counts. */
const MEASURE = /\b\d+(?:[.,]\d+)*(?= (?:d )?(\p{L}+))/gu;

/**
 * Whether what a sentence counts in one unit, or the days it names, come in the order of the source:
 * « 60 % puis 40 % » does not tell « 40 % puis 60 % ».
 */
export function keepsOrder(sentence: string, source: string): boolean {
  const held = figurable(source);
  const isDate = new RegExp(`^(?:${MONTH})$`);
  const measures = [...figurable(sentence).matchAll(MEASURE)].map(([figure, unit = '']) => ({
    kind: isDate.test(unit) ? 'date' : unit,
    place: held.search(new RegExp(`(?<![\\d.,])${figure.replaceAll('.', '\\.')} (?:d )?${unit}\\b`)),
  }));
  return [...Map.groupBy(measures, ({ kind }) => kind).values()].every((same) =>
    same.every(({ place }, at) => place === -1 || place >= (same[at - 1]?.place ?? -1)),
  );
}
