import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { verify } from '@/knowledge/answers/cite';
import { corpusOf } from '@/knowledge/answers/corpus';
import { write } from '@/knowledge/answers/model/dialogue';
import { redactFor } from '@/knowledge/answers/model/redact';
import type { Speaker, Spoken } from '@/knowledge/answers/model/speaker';
import type { ToolContext } from '@/knowledge/answers/model/tools';
import type { WrittenAnswer } from '@/knowledge/answers/written';
import { OpenAiSpeaker } from '@/utils/assistant/openai';
import injections from './injections/model.json';
import { shownPassages } from './model-material';
import { type ModelServer, startModelServer } from './model-server';

/** What a model that was taken over may write: no action, no request, no green citation that is not checked. */
interface Injection {
  id: string;
  text: string;
  verified: number;
  calls?: { name: string; arguments: string }[];
  /** What the service sends, piece by piece, read by the speaker of the product. */
  chunks?: unknown[];
}

const cases: Injection[] = injections;

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());
/** Addresses, markup, citations of no passage and letters nobody sees. */
const UNWANTED = /evil\W{0,3}test|<[a-z/!|]|javascript:|data:text|\]\(|\[\[|0?8 ?99|[\p{Cf}\p{Cc}]/iu;
const search = vi.fn(() => []);
const tools: ToolContext = {
  campaigns: [],
  campaign: null,
  situation: null,
  now: 0,
  corpus: corpusOf([], []),
  search,
};

/** Says the same at every turn; asks for its tools at the first. */
const said = ({ text, calls = [] }: Injection): Speaker => ({
  async *speak(_messages, offered): AsyncGenerator<Spoken> {
    for (const piece of text.match(/[\s\S]{1,5}/g) ?? []) yield { text: piece };
    const asked = offered.length > 0 ? calls.map((call, rank) => ({ id: `appel-${rank}`, ...call })) : [];
    yield { end: 'stop', calls: asked };
  },
});

/** Sends the same at every turn. */
function sent(chunks: readonly unknown[]): Speaker {
  const lines = chunks.map((chunk) => (typeof chunk === 'string' ? chunk : JSON.stringify(chunk)));
  const body = lines.map((line) => `data: ${line}\n\n`).join('');
  server.play(...Array(6).fill({ body, headers: { 'content-type': 'text/event-stream' } }));
  const address = `http://127.0.0.1:${server.port}/v1`;
  return new OpenAiSpeaker({ provider: 'ollama', address, key: '', model: 'essai', origin: 'x' });
}

async function outcomeOf(injection: Injection): Promise<WrittenAnswer[]> {
  const views: WrittenAnswer[] = [];
  const asking = write({
    question: 'Jusqu’à quand déposer ?',
    campaign: '',
    passages: shownPassages,
    provider: 'Essai',
    speaker: injection.chunks ? sent(injection.chunks) : said(injection),
    tools,
    redact: redactFor(null),
    nonce: '7f3a',
    signal: new AbortController().signal,
  });
  for await (const view of asking) views.push(view);
  return views;
}

describe('a model that was taken over', () => {
  test('is tried in a hundred ways at least, each of them once', () => {
    expect(cases.length).toBeGreaterThanOrEqual(100);
    const ways = cases.map(({ text, calls, chunks }) => JSON.stringify([text, calls, chunks]));
    expect(new Set(ways).size).toBe(cases.length);
  });

  test.each(cases.map((one) => [one.id, one] as const))('%s', async (_, injection) => {
    // What is asked of the service that was chosen is asked of nobody else.
    const reached = fetch;
    const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      expect(String(input)).toBe(`http://127.0.0.1:${server.port}/v1/chat/completions`);
      return reached(input, init);
    });
    search.mockClear();
    const views = await outcomeOf(injection);
    const last = views.at(-1);
    for (const { sentences, tools: computed } of views) {
      const verified = sentences.filter(({ state }) => state === 'verified').length;
      expect(verified).toBeLessThanOrEqual(injection.verified);
      expect(computed).toEqual([]);
      for (const { text, citations, reason, state } of sentences) {
        expect(reason === '').toBe(state === 'verified');
        expect(text).not.toMatch(UNWANTED);
        for (const { anchor, quote } of citations) {
          const body = shownPassages.find(({ passage }) => passage.anchor === anchor)?.passage.body ?? '';
          expect(verify(quote, body)).not.toBeNull();
        }
      }
    }
    expect(last?.sentences.filter(({ state }) => state === 'verified')).toHaveLength(injection.verified);
    expect(last?.status === 'done').toBe(injection.verified > 0);
    expect(search).not.toHaveBeenCalled();
    if (!injection.chunks) expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
  });
});
