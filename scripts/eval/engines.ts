import MiniSearch from 'minisearch';
import { analyse } from '@/knowledge/answers/analyse';
import { candidates } from '@/knowledge/answers/candidates';
import type { Corpus, Entry } from '@/knowledge/answers/corpus';
import { WEIGHTS } from '@/knowledge/answers/postings';
import { campaignOf, readQuestion } from '@/knowledge/answers/question';
import { rank } from '@/knowledge/answers/rank';

/** A search under measure: the passages it finds for a question, best first, as `text#anchor`. */
export interface Engine {
  name: string;
  search(question: string, campaign: string | null): string[];
}

const keyOf = ({ passage }: Entry): string => `${passage.text}#${passage.anchor}`;

/** As the panel searches: sixty passages ranked, the best weighed again as answers. */
export function ours(corpus: Corpus): Engine {
  return {
    name: 'Assistant GALIS',
    search(question, campaign) {
      const read = readQuestion(question, corpus);
      const scope = campaignOf(read, corpus, campaign);
      const weighed = candidates(corpus, read, scope);
      const others = rank(corpus, read, scope);
      return [...new Set([...weighed, ...others].map(({ entry }) => keyOf(entry)))];
    },
  };
}

type Document = Record<'id' | 'heading' | 'variants' | 'title' | 'body', string>;

const documentOf = (entry: Entry): Document => ({
  id: keyOf(entry),
  heading: entry.passage.heading,
  variants: entry.passage.variants.join('\n'),
  title: entry.text.title,
  body: entry.passage.body,
});

const FIELDS = ['heading', 'variants', 'title', 'body'];

/** Whether the campaign chosen in the panel leaves a passage out; every engine is told so. */
function scoped({ entries }: Corpus) {
  const campaigns = new Map(entries.map((entry) => [keyOf(entry), entry.passage.campaigns]));
  return (id: string, campaign: string | null): boolean => {
    const own = campaigns.get(id) ?? [];
    return campaign === null || own.length === 0 || own.includes(campaign);
  };
}

/** MiniSearch with its own defaults. */
export function plainMiniSearch(corpus: Corpus): Engine {
  const search = new MiniSearch<Document>({ fields: FIELDS });
  search.addAll(corpus.entries.map(documentOf));
  const inScope = scoped(corpus);
  return {
    name: 'MiniSearch tel quel',
    search: (question, campaign) =>
      search.search(question, { filter: ({ id }) => inScope(id, campaign) }).map(({ id }) => id),
  };
}

/** MiniSearch with our French analysis and our weights. */
export function frenchMiniSearch(corpus: Corpus): Engine {
  const stems = (kind: 'passage' | 'question') => (text: string) =>
    analyse(text, kind).map(({ stem }) => stem);
  const search = new MiniSearch<Document>({
    fields: FIELDS,
    tokenize: stems('passage'),
    processTerm: (term) => term,
    searchOptions: { tokenize: stems('question'), processTerm: (term) => term, boost: WEIGHTS },
  });
  search.addAll(corpus.entries.map(documentOf));
  const inScope = scoped(corpus);
  return {
    name: 'MiniSearch, notre analyse',
    search: (question, campaign) =>
      search.search(question, { filter: ({ id }) => inScope(id, campaign) }).map(({ id }) => id),
  };
}

const rawWords = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** BM25 with its usual constants over the words as they are written, one field. */
export function rawBm25(corpus: Corpus): Engine {
  const documents = corpus.entries.map(documentOf).map(({ id, ...fields }) => {
    const words = rawWords(Object.values(fields).join('\n'));
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    return { id, counts, length: words.length };
  });
  const average = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  const holders = new Map<string, number>();
  for (const { counts } of documents)
    for (const word of counts.keys()) holders.set(word, (holders.get(word) ?? 0) + 1);
  const rarity = (word: string) => {
    const held = holders.get(word) ?? 0;
    return Math.log(1 + (documents.length - held + 0.5) / (held + 0.5));
  };
  const inScope = scoped(corpus);
  return {
    name: 'BM25 brut',
    search(question, campaign) {
      const asked = [...new Set(rawWords(question))];
      return documents
        .filter(({ id }) => inScope(id, campaign))
        .map(({ id, counts, length }) => {
          const norm = 1.2 * (0.25 + (0.75 * length) / average);
          const score = asked.reduce((sum, word) => {
            const count = counts.get(word) ?? 0;
            return sum + (rarity(word) * count * 2.2) / (count + norm);
          }, 0);
          return { id, score };
        })
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
        .map(({ id }) => id);
    },
  };
}
