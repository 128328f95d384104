import type { Message, ToolCall } from './prompt';
import type { ToolDefinition } from './tools';

/**
 * How a model stopped: by itself, at its limit of length, at a filter of the service, or because the
 * connection was lost.
 */
export type SpokenEnd = 'stop' | 'length' | 'filter' | 'cut';

/**
 * What a model says: pieces of text, then once how it ended, the tools it asks for and, when the service
 * tells it, how many tokens of what it was sent it read.
 */
export type Spoken = { text: string } | { end: SpokenEnd; calls: ToolCall[]; read?: number };

/** A model that can be talked to. Throws `SpeakerFailure` when it cannot. */
export interface Speaker {
  speak(
    messages: readonly Message[],
    tools: readonly ToolDefinition[],
    signal: AbortSignal,
  ): AsyncIterable<Spoken>;
}

/** Why a model did not answer; the message says in French what happened and what to do. */
export class SpeakerFailure extends Error {}
