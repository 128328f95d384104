import OpenAI, { APIConnectionError, APIError } from 'openai';
import type {
  ChatCompletionChunk,
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { Message, ToolCall } from '@/knowledge/answers/model/prompt';
import { type Speaker, SpeakerFailure, type Spoken, type SpokenEnd } from '@/knowledge/answers/model/speaker';
import type { ToolDefinition } from '@/knowledge/answers/model/tools';
import { failureOf, hangFailure, strangeFailure } from './failures';
import type { ProviderId } from './providers';

/** Where the model is, and how long it may keep silent. */
export interface Endpoint {
  provider: ProviderId;
  address: string;
  key: string;
  model: string;
  /** Origin of the extension, for what a local Ollama must be told. */
  origin: string;
  /** Milliseconds: until the first word (a local model has to be loaded), then between two. */
  patience?: { first: number; next: number };
}

const PATIENCE = { first: 90_000, next: 30_000 };
/** Little chance: the same question gets the same answer, as near as the service allows. */
const TEMPERATURE = 0.1;
/** Longest arguments of a tool kept, in characters. */
const LONGEST_ARGUMENTS = 4000;
/** Most tools asked at once that are read. */
const MOST_CALLS = 16;

/**
 * Only what the service needs leaves: no cookie, no address of the page, none of the headers by which
 * the library tells the computer it runs on. An answer that leads elsewhere is refused, key and all.
 */
const plainFetch: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  for (const name of [...headers.keys()])
    if (/^x-stainless|^user-agent$|^openai-/i.test(name)) headers.delete(name);
  if (headers.get('authorization') === `Bearer ${NO_KEY}`) headers.delete('authorization');
  return fetch(input, {
    ...init,
    headers,
    redirect: 'error',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  });
};

/** The library wants a key; a local service has none. */
const NO_KEY = 'sans-cle';

const clientOf = ({ address, key }: Endpoint): OpenAI =>
  new OpenAI({
    baseURL: address,
    apiKey: key === '' ? NO_KEY : key,
    organization: null,
    project: null,
    maxRetries: 0, // the person decides
    logLevel: 'off',
    dangerouslyAllowBrowser: true, // it is her own key, in her own browser
    fetch: plainFetch,
  });

function messageOf(message: Message): ChatCompletionMessageParam {
  if (message.role === 'tool')
    return { role: 'tool', tool_call_id: message.callId, content: message.content };
  if (message.role === 'assistant' && message.calls)
    return {
      role: 'assistant',
      content: message.content,
      tool_calls: message.calls.map(({ id, name, arguments: given }) => ({
        id,
        type: 'function',
        function: { name, arguments: given },
      })),
    };
  return { role: message.role, content: message.content };
}

type Params = ChatCompletionCreateParamsStreaming;

/** Only what every service understands; Ollama, which cuts what is too long, is asked how much it read. */
const paramsOf = (
  { model, provider }: Endpoint,
  messages: readonly Message[],
  tools: readonly ToolDefinition[],
): Params => ({
  model,
  messages: messages.map(messageOf),
  stream: true,
  temperature: TEMPERATURE,
  ...(provider === 'ollama' && { stream_options: { include_usage: true } }),
  ...(tools.length > 0 && {
    tools: tools.map((tool) => ({ type: 'function', function: { ...tool } })),
  }),
});

/** The request without what this model refuses, when it says so; null when it says something else. */
function softened(params: Params, error: unknown): Params | null {
  if (!(error instanceof APIError) || error.status !== 400) return null;
  if (params.tools && /tool|function/i.test(error.message)) {
    const { tools: _, ...rest } = params;
    return rest;
  }
  if (params.temperature !== undefined && /temperature/i.test(error.message)) {
    const { temperature: _, ...rest } = params;
    return rest;
  }
  return null;
}

const ENDS: Record<string, SpokenEnd> = {
  stop: 'stop',
  tool_calls: 'stop',
  function_call: 'stop',
  length: 'length',
  content_filter: 'filter',
};

/** Puts the pieces of the tools asked for together; a service may cut their arguments anywhere. */
function addCalls(calls: Map<number, ToolCall>, chunk: ChatCompletionChunk): void {
  for (const { index = 0, id, function: asked } of chunk.choices?.[0]?.delta?.tool_calls ?? []) {
    const call = calls.get(index) ?? { id: '', name: '', arguments: '' };
    if (calls.size >= MOST_CALLS && !calls.has(index)) continue;
    call.id ||= id ?? `appel-${index}`;
    call.name = (call.name || (asked?.name ?? '')).slice(0, 64);
    call.arguments = (call.arguments + (asked?.arguments ?? '')).slice(0, LONGEST_ARGUMENTS);
    calls.set(index, call);
  }
}

/** How many tokens of the request a service says it read; none when it says nothing that counts. */
function tokensRead({ usage }: ChatCompletionChunk): number | undefined {
  const told: unknown = usage?.prompt_tokens;
  return typeof told === 'number' && told > 0 ? told : undefined;
}

/** Stops a request that keeps silent. */
class Watch {
  readonly #controller = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly signal = this.#controller.signal;

  wait(milliseconds: number): void {
    clearTimeout(this.#timer);
    const failure = hangFailure(Math.round(milliseconds / 1000));
    this.#timer = setTimeout(() => this.#controller.abort(failure), milliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** A model behind an interface like OpenAI's. */
export class OpenAiSpeaker implements Speaker {
  readonly #endpoint: Endpoint;
  readonly #client: OpenAI;

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
    this.#client = clientOf(endpoint);
  }

  async *speak(
    messages: readonly Message[],
    tools: readonly ToolDefinition[],
    signal: AbortSignal,
  ): AsyncGenerator<Spoken> {
    const watch = new Watch();
    const { patience = PATIENCE } = this.#endpoint;
    watch.wait(patience.first);
    const stop = AbortSignal.any([signal, watch.signal]);
    try {
      const stream = await this.#open(paramsOf(this.#endpoint, messages, tools), stop);
      yield* this.#read(stream, stop, () => watch.wait(patience.next));
    } catch (error) {
      signal.throwIfAborted();
      watch.signal.throwIfAborted(); // in French
      throw this.#explain(error);
    } finally {
      watch.stop();
    }
  }

  /** Once more without what the model does not know, at most twice. */
  async #open(params: Params, signal: AbortSignal) {
    let asked = params;
    for (;;) {
      try {
        return await this.#client.chat.completions.create(asked, { signal });
      } catch (error) {
        const next = softened(asked, error);
        if (!next) throw error;
        asked = next;
      }
    }
  }

  async *#read(
    stream: AsyncIterable<ChatCompletionChunk>,
    signal: AbortSignal,
    alive: () => void,
  ): AsyncGenerator<Spoken> {
    const calls = new Map<number, ToolCall>();
    let end: SpokenEnd = 'cut';
    let pieces = 0;
    let read: number | undefined;
    try {
      for await (const chunk of stream) {
        alive();
        pieces += 1;
        addCalls(calls, chunk);
        read = tokensRead(chunk) ?? read;
        const [choice] = chunk.choices ?? [];
        const text = choice?.delta?.content;
        if (typeof text === 'string' && text !== '') yield { text };
        if (choice?.finish_reason) end = ENDS[choice.finish_reason] ?? 'stop';
      }
    } catch (error) {
      // What was said before the connection was lost is still worth reading.
      if (pieces === 0) throw error;
    }
    signal.throwIfAborted(); // the library ends a stopped stream as if it were whole
    if (pieces === 0) throw strangeFailure();
    yield { end, calls: end === 'cut' ? [] : [...calls.values()], ...(read !== undefined && { read }) };
  }

  #explain(error: unknown): unknown {
    const { provider, origin } = this.#endpoint;
    const place = { origin, now: Date.now() };
    if (error instanceof SpeakerFailure) return error;
    if (error instanceof APIConnectionError || error instanceof TypeError)
      return failureOf({ status: null, retryAfter: null }, provider, place);
    if (error instanceof APIError)
      return failureOf(
        { status: error.status ?? null, retryAfter: error.headers?.get?.('retry-after') ?? null },
        provider,
        place,
      );
    return error instanceof SyntaxError ? strangeFailure() : error;
  }
}
