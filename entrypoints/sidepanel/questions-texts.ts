import { signal } from '@preact/signals';
import type { CitedPassage, CitedPassageOf } from '@/components/citation';
import { allCitations } from '@/components/questions-words';
import type { Answer } from '@/knowledge/answers/answer';
import { verify } from '@/knowledge/answers/cite';
import { type CampaignScope, type Corpus, corpusOf } from '@/knowledge/answers/corpus';
import { indexing, type Segment } from '@/knowledge/answers/segment';
import type { Reference } from '@/knowledge/source';
import { texts as shipped } from '@/knowledge/texts';
import type { SourceText } from '@/knowledge/texts/text';
import { inSlices } from '@/utils/slices';
import { passageOf, viewOf } from './questions';

/** Time the panel takes to paint what it shows before the texts are prepared, in milliseconds. */
const PAINT_MS = 32;

const shippedIds = new Set(shipped.map(({ id }) => id));

/** What says where it was taken from, and bears no name of the package: nothing else is shown as a capture. */
const isCaptured = ({ text: { id, capture } }: Segment): boolean =>
  capture !== undefined && !shippedIds.has(id);

/** The texts of the package, analysed one passage at each step. */
function* analysing(): Generator<void, Segment[]> {
  const segments: Segment[] = [];
  for (const text of shipped) segments.push({ text, index: yield* indexing(text) });
  return segments;
}

/** Leaves what reading and joining the texts took to the tools of the browser, and to the bench. */
const told = (start: number): void => void performance.measure('texts', { start });

interface TextsOptions {
  /** Texts that the user captured, ready to be searched. */
  captured: () => Promise<Segment[]>;
  /** The calls, for their year and region. */
  campaigns: () => CampaignScope[];
}

/** The texts questions are answered from: those of the package and those the user captured. */
export class Texts {
  /** Made ready for questions; null before the first time. */
  readonly corpus = signal<Corpus | null>(null);
  readonly captured = signal<SourceText[]>([]);
  readonly preparing = signal(false);
  /** Why the captured texts are not searched, in French; empty when they are. */
  readonly trouble = signal('');
  readonly #options: TextsOptions;
  #shipped: Promise<Segment[]> | undefined;
  #ready: Promise<Corpus> | undefined;
  #changed = false;

  constructor(options: TextsOptions) {
    this.#options = options;
  }

  /** The texts ready for questions, prepared at the first call and after each change. */
  ready = (): Promise<Corpus> => {
    if (this.#ready && !this.#changed) return this.#ready;
    this.#changed = false;
    // One after the other: the last to end must be the last that was asked.
    this.#ready = this.#ready ? this.#ready.then(() => this.#prepare()) : this.#prepare();
    return this.#ready;
  };

  /** Some texts came, changed or left: they are taken again when they are next needed. */
  forget = (): void => {
    this.#changed = true;
  };

  /** How many texts and passages are searched. */
  extent(): { texts: number; captured: number; passages: number } {
    const captured = this.captured.value;
    const passages = [...shipped, ...captured].reduce((sum, text) => sum + text.passages.length, 0);
    return { texts: shipped.length + captured.length, captured: captured.length, passages };
  }

  passageOf = (reference: Reference): CitedPassage | null => {
    const text = this.captured.value.find(({ id }) => id === reference.text);
    const passage = text?.passages.find(({ anchor }) => anchor === reference.anchor);
    return text && passage ? viewOf({ text, passage }) : passageOf(reference);
  };

  async #prepare(): Promise<Corpus> {
    this.preparing.value = true;
    const reading = performance.now();
    const captured = await this.#captures();
    told(reading);
    await new Promise((resolve) => setTimeout(resolve, PAINT_MS)); // what is on screen comes first
    this.#shipped ??= inSlices(analysing());
    const segments = [...(await this.#shipped), ...captured];
    const joining = performance.now();
    const corpus = corpusOf(segments, this.#options.campaigns());
    told(joining);
    this.captured.value = captured.map(({ text }) => text);
    this.corpus.value = corpus;
    this.preparing.value = false;
    return corpus;
  }

  /** Captures that cannot be read leave the texts of the package, and say so. */
  async #captures(): Promise<Segment[]> {
    try {
      const captured = await this.#options.captured();
      this.trouble.value = '';
      return captured.filter(isCaptured);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.trouble.value = `Vos captures n’ont pas pu être lues, seuls les textes de la base sont cherchés. ${reason}`;
      return [];
    }
  }
}

/** Whether every quotation of an answer still stands in its passage, word for word. */
export const holds = (answer: Answer, passage: CitedPassageOf): boolean =>
  allCitations(answer).every((citation) => {
    const found = passage(citation);
    return found !== null && verify(citation.quote, found.body) !== null;
  });
