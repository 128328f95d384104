import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Passage, SourceText } from '@/knowledge/texts/text';
import { analyse, type Word } from './analyse';
import { kindOf } from './cues';
import { searchable } from './normalise';

/** What retrieval needs to know of a campaign. */
export type CampaignScope = Pick<Campaign, 'id' | 'year' | 'region'>;

/** Weights of the parts of a passage: how people ask counts more than how the text puts it. */
const WEIGHTS = { heading: 2, variants: 3, title: 0.5, body: 1 } as const;
type Field = keyof typeof WEIGHTS;
const FIELDS: Field[] = ['heading', 'variants', 'title', 'body'];

/** Strength of length normalisation, the usual value. */
const B = 0.75;

/** Weighted frequencies of the words of a passage, by exact form and by stem. */
export interface Frequencies {
  exact: Map<string, number>;
  stem: Map<string, number>;
}

export interface Entry {
  text: SourceText;
  passage: Passage;
  frequencies: Frequencies;
  /** Stems of the heading and of each variant, one set each. */
  headings: Set<string>[];
  /** Stems of the title of its text. */
  title: Set<string>;
  /** Stems of heading, variants, title and body. */
  stems: Set<string>;
  /** Everything written about it, searchable: where a named constraint is looked for. */
  folded: string;
  /** The body alone, searchable. */
  body: string;
  /** Years of its campaigns. */
  campaignYears: Set<number>;
  /** Those and the years its heading or variants name: what it is about. */
  years: Set<number>;
  /** Those and the years its body mentions. */
  mentionedYears: Set<number>;
  /** Region codes of its campaigns; empty when it belongs to no region. */
  regions: Set<string>;
  /** Stems of each thing the passage says was not found. */
  absent: string[][];
  /** Whether its heading or a variant asks who. */
  asksWho: boolean;
}

/** The texts made ready for questions: built once, used for every question. */
export interface Corpus {
  entries: Entry[];
  /** Number of passages holding a word, by exact form and by stem. */
  holders: Frequencies;
}

type Fields = Record<Field, Word[]>;

function fieldsOf(text: SourceText, passage: Passage): Fields {
  return {
    heading: analyse(passage.heading, 'passage'),
    variants: passage.variants.flatMap((variant) => analyse(variant, 'question')),
    title: analyse(text.title, 'passage'),
    body: analyse(passage.body, 'passage'),
  };
}

function averageLengths(all: Fields[]): Record<Field, number> {
  const mean = (field: Field) =>
    Math.max(1, all.reduce((sum, fields) => sum + fields[field].length, 0) / Math.max(1, all.length));
  return { heading: mean('heading'), variants: mean('variants'), title: mean('title'), body: mean('body') };
}

function add(counts: Map<string, number>, key: string, amount: number): void {
  counts.set(key, (counts.get(key) ?? 0) + amount);
}

function frequenciesOf(fields: Fields, average: Record<Field, number>): Frequencies {
  const frequencies: Frequencies = { exact: new Map(), stem: new Map() };
  for (const field of FIELDS) {
    const share = WEIGHTS[field] / (1 - B + (B * fields[field].length) / average[field]);
    for (const word of fields[field]) {
      add(frequencies.exact, word.exact, share);
      add(frequencies.stem, word.stem, share);
    }
  }
  return frequencies;
}

/** The year a campaign id ends with: some passages name a campaign that has no file of its own. */
function yearOf(id: string, scopes: Map<string, CampaignScope>): number[] {
  const year = scopes.get(id)?.year ?? Number(/(20\d\d)$/.exec(id)?.[1]);
  return Number.isNaN(year) ? [] : [year];
}

function yearsNamed(text: string): number[] {
  return [...text.matchAll(/(?<!\d)20[12]\d(?!\d)/g)].map(([year]) => Number(year));
}

function entryOf(
  text: SourceText,
  passage: Passage,
  fields: Fields,
  average: Record<Field, number>,
  scopes: Map<string, CampaignScope>,
): Entry {
  const asked = [passage.heading, ...passage.variants].join('\n');
  const campaignYears = passage.campaigns.flatMap((id) => yearOf(id, scopes));
  const years = [...campaignYears, ...yearsNamed(asked)];
  const regions = passage.campaigns.map((id) => scopes.get(id)?.region ?? null);
  return {
    text,
    passage,
    frequencies: frequenciesOf(fields, average),
    headings: [passage.heading, ...passage.variants].map(
      (line) => new Set(analyse(line, 'question').map((word) => word.stem)),
    ),
    title: new Set(fields.title.map((word) => word.stem)),
    stems: new Set(FIELDS.flatMap((field) => fields[field].map((word) => word.stem))),
    folded: searchable([asked, passage.body, text.title, text.issuer].join('\n')),
    body: searchable(passage.body),
    campaignYears: new Set(campaignYears),
    years: new Set(years),
    mentionedYears: new Set([...years, ...yearsNamed(passage.body)]),
    regions: new Set(regions.every((region) => region !== null) ? regions : []),
    absent: (passage.absent ?? []).map((item) => analyse(item, 'passage').map((word) => word.stem)),
    asksWho: asked.split('\n').some((line) => kindOf(searchable(line)) === 'who'),
  };
}

function holdersOf(entries: Entry[]): Frequencies {
  const holders: Frequencies = { exact: new Map(), stem: new Map() };
  for (const { frequencies } of entries) {
    for (const key of frequencies.exact.keys()) add(holders.exact, key, 1);
    for (const key of frequencies.stem.keys()) add(holders.stem, key, 1);
  }
  return holders;
}

/** Analyses the texts once for all questions; `campaigns` give the year and region of their ids. */
export function prepareCorpus(texts: SourceText[], campaigns: CampaignScope[]): Corpus {
  const scopes = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const pairs = texts.flatMap((text) => text.passages.map((passage) => ({ text, passage })));
  const fields = pairs.map(({ text, passage }) => fieldsOf(text, passage));
  const average = averageLengths(fields);
  const entries = pairs.flatMap(({ text, passage }, rank) => {
    const own = fields[rank];
    return own ? [entryOf(text, passage, own, average, scopes)] : [];
  });
  return { entries, holders: holdersOf(entries) };
}

/** Rarity of a word: 0 for a word of every passage, greatest for a word of none. */
export function rarity(corpus: Corpus, kind: keyof Frequencies, key: string): number {
  const holders = corpus.holders[kind].get(key) ?? 0;
  return Math.log(1 + (corpus.entries.length - holders + 0.5) / (holders + 0.5));
}

/** Whether a passage only says that the texts are silent: its anchor begins with `not-found`. */
export function isGap(entry: Entry): boolean {
  return entry.passage.anchor.startsWith('not-found');
}

/** Whether what is asked, by its stems, is among the things a passage says were not found. */
export function isAbsent({ absent }: Entry, asked: ReadonlySet<string>): boolean {
  return absent.some((item) => item.every((key) => asked.has(key)));
}

/** Whether a passage tells what the sources disagree about. */
export function isDivergence(entry: Entry): boolean {
  return entry.text.id.startsWith('divergences') && !isGap(entry) && !entry.passage.agreed;
}
