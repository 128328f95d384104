import type { Citation, Computed } from './answer';

/** One sentence written by a model, once checked. */
export interface WrittenSentence {
  text: string;
  /** Quotations found word for word in their passages. */
  citations: Citation[];
  /**
   * `verified`: everything it states stands in what it cites. `doubtful`: it states a figure or an
   * obligation that nothing shown holds. `struck`: it quotes what no passage says.
   */
  state: 'verified' | 'doubtful' | 'struck';
  /** In French, why it is not verified; empty otherwise. */
  reason: string;
}

/** An answer written by a model over the same passages, as far as it has come. */
export interface WrittenAnswer {
  /** Whom it was asked, « Mistral (mistral-small) » for instance. */
  provider: string;
  /** `silent`: the model says that the passages do not answer. `unverified`: nothing it cites was found. */
  status: 'streaming' | 'done' | 'stopped' | 'failed' | 'silent' | 'unverified';
  sentences: WrittenSentence[];
  /** What the tools of ours computed for it, each with its own source. */
  tools: Computed[];
  /** In French, what went wrong and what to do; empty otherwise. */
  problem: string;
  /** In French, why less was read than what was sent; absent when nothing says so. */
  warning?: string;
}
