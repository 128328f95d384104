import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Reference } from '@/knowledge/source';
import type { Passage, SourceText } from '@/knowledge/texts/text';
import { stemOf } from './analyse';
import type { Kind } from './cues';
import { familyOf, headOf } from './families';
import { searchable } from './normalise';
import { type Postings, postingsOf } from './postings';
import { type IndexedPassage, type Line, type Segment, segmentOf } from './segment';

/** What retrieval needs to know of a campaign. */
export type CampaignScope = Pick<Campaign, 'id' | 'year' | 'region'>;

/** One passage of a corpus. */
export interface Entry {
  text: SourceText;
  passage: Passage;
  index: IndexedPassage;
  /** Those of its text. */
  postings: Postings;
  title: Line;
  /** Years of its campaigns. */
  campaignYears: number[];
  /** Region codes of its campaigns, or the one it is filed under; empty when it belongs to no region. */
  regions: string[];
}

/** Where the passages that hold a word, or a word of a family, are to be read. */
export interface Posted {
  /** Number of passages. */
  holders: number;
  places: { postings: Postings; base: number; words: number[] }[];
}

/** The texts made ready for questions; a text joins or leaves by its segment. */
export interface Corpus {
  segments: Segment[];
  entries: Entry[];
  /** Rank in `entries` of the first passage of each segment. */
  bases: number[];
  /** Year of each campaign. */
  years: Map<string, number>;
  /** What questions already looked up, by `exact word` or `stem word`. */
  posted: Map<string, Posted>;
}

/** The year a campaign id ends with: some passages name a campaign that has no file of its own. */
function yearOf(id: string, scopes: Map<string, CampaignScope>): number[] {
  const year = scopes.get(id)?.year ?? Number(/(20\d\d)$/.exec(id)?.[1]);
  return Number.isNaN(year) ? [] : [year];
}

const NONE: [] = [];

function regionsOf(campaigns: string[], scopes: Map<string, CampaignScope>): string[] {
  const regions = campaigns.map((id) => scopes.get(id)?.region ?? null);
  return regions.every((region) => region !== null) ? regions : NONE;
}

function entriesOf(segment: Segment, scopes: Map<string, CampaignScope>): Entry[] {
  const { text, index } = segment;
  const postings = postingsOf(segment);
  // A captured text may be filed under a region that it does not name.
  const filed = text.capture?.region === undefined ? undefined : [text.capture.region];
  return text.passages.flatMap((passage, rank) => {
    const indexed = index.passages[rank];
    if (!indexed) return [];
    const { campaigns } = passage;
    const campaignYears = campaigns.length === 0 ? NONE : campaigns.flatMap((id) => yearOf(id, scopes));
    const regions = filed ?? (campaigns.length === 0 ? NONE : regionsOf(campaigns, scopes));
    return [{ text, passage, index: indexed, postings, title: index.title, campaignYears, regions }];
  });
}

/** Puts segments together; `campaigns` give the year and region of their ids. Costs no analysis. */
export function corpusOf(segments: Segment[], campaigns: CampaignScope[]): Corpus {
  const scopes = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
  const entries: Entry[] = [];
  const bases = segments.map((segment) => {
    const base = entries.length;
    for (const entry of entriesOf(segment, scopes)) entries.push(entry);
    return base;
  });
  const years = new Map(campaigns.map(({ id, year }) => [id, year]));
  return { segments, entries, bases, years, posted: new Map() };
}

/** Analyses the texts and puts them together. */
export function prepareCorpus(texts: SourceText[], campaigns: CampaignScope[]): Corpus {
  return corpusOf(texts.map(segmentOf), campaigns);
}

function byStem({ segments, bases }: Corpus, stem: string): Posted {
  const found: Posted = { holders: 0, places: [] };
  for (const [rank, segment] of segments.entries()) {
    const postings = postingsOf(segment);
    const head = headOf(postings.families, stem);
    if (head === -1) continue;
    found.holders += postings.holders[head] ?? 0;
    found.places.push({ postings, base: bases[rank] ?? 0, words: familyOf(postings.families, head) });
  }
  return found;
}

/** Among the words of its stem, so that segments are gone through once. */
function byForm(corpus: Corpus, exact: string): Posted {
  const found: Posted = { holders: 0, places: [] };
  for (const { postings, base, words } of postedOf(corpus, 'stem', stemOf(exact)).places) {
    const word = words.find((one) => postings.isWord(one, exact));
    if (word === undefined) continue;
    found.holders += (postings.from[word + 1] ?? 0) - (postings.from[word] ?? 0);
    found.places.push({ postings, base, words: [word] });
  }
  return found;
}

/** The passages that hold a word, by its exact form or by its stem. */
export function postedOf(corpus: Corpus, kind: 'exact' | 'stem', key: string): Posted {
  const name = `${kind} ${key}`;
  const known = corpus.posted.get(name);
  if (known) return known;
  const posted = kind === 'stem' ? byStem(corpus, key) : byForm(corpus, key);
  corpus.posted.set(name, posted);
  return posted;
}

/** Rarity of a word held by so many passages: 0 for a word of all, greatest for a word of none. */
export function rarityOf(holders: number, passages: number): number {
  return Math.log(1 + (passages - holders + 0.5) / (holders + 0.5));
}

/** The passage a reference points at, or undefined when the corpus does not hold it. */
export function entryAt(corpus: Corpus, { text, anchor }: Reference): Entry | undefined {
  return corpus.entries.find(({ passage }) => passage.anchor === anchor && passage.text === text);
}

/** What is looked at closely in the few passages that may answer. */
export interface View {
  /** Stems of the heading and of each variant, one set each. */
  headings: Set<string>[];
  /** Stems of the title of its text, and of everything written about it. */
  title: Set<string>;
  stems: Set<string>;
  /** Everything written about it and its body alone, searchable. */
  folded: string;
  body: string;
}

const views = new WeakMap<Entry, View>();

/** The closer look at a passage: worked out at its first use. */
export function viewOf(entry: Entry): View {
  const known = views.get(entry);
  if (known) return known;
  const { text, passage, index, postings } = entry;
  const stemsOf = (line: Line) => new Set(Array.from(line, (word) => postings.stems[word] ?? ''));
  const headings = index.lines.map(stemsOf);
  const title = stemsOf(entry.title);
  const body = searchable(passage.body);
  const around = [passage.heading, ...passage.variants, text.title, text.issuer].map(searchable);
  const view = {
    headings,
    title,
    stems: new Set([...headings.flatMap((line) => [...line]), ...title, ...stemsOf(index.body)]),
    folded: [...around, body].join('\n'),
    body,
  };
  views.set(entry, view);
  return view;
}

/** Whether a passage is about a year: by its campaigns, its heading or a variant. */
export function isAboutYear({ campaignYears, index }: Entry, year: number): boolean {
  return campaignYears.includes(year) || index.asked.includes(year);
}

/** The same, or its body mentions it. */
export function mentionsYear(entry: Entry, year: number): boolean {
  return isAboutYear(entry, year) || entry.index.mentioned.includes(year);
}

/** Whether a passage holds what a kind of question asks for. */
export function holdsCue({ index }: Entry, kind: Kind): boolean {
  return kind === 'other' || index.cues.includes(kind);
}

/** Whether a passage only says that the texts are silent: its anchor begins with `not-found`. */
export function isGap(entry: Entry): boolean {
  return entry.passage.anchor.startsWith('not-found');
}

/** Whether what is asked, by its stems, is among the things a passage says were not found. */
export function isAbsent({ index: { absent } }: Entry, asked: ReadonlySet<string>): boolean {
  return absent.some((item) => item.every((key) => asked.has(key)));
}

/** Whether a passage tells what the sources disagree about. */
export function isDivergence(entry: Entry): boolean {
  return entry.text.id.startsWith('divergences') && !isGap(entry) && !entry.passage.agreed;
}
