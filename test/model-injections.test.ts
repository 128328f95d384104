import { describe, expect, test, vi } from 'vitest';
import { verify } from '@/knowledge/answers/cite';
import { write } from '@/knowledge/answers/model/dialogue';
import { redactFor } from '@/knowledge/answers/model/redact';
import type { Speaker, Spoken } from '@/knowledge/answers/model/speaker';
import type { ToolContext } from '@/knowledge/answers/model/tools';
import type { WrittenAnswer } from '@/knowledge/answers/written';
import injections from './injections/model.json';
import { shownPassages } from './model-material';

/** What a model that was taken over may write: no action, no request, no green citation that is not checked. */
interface Injection {
  id: string;
  text: string;
  verified: number;
  calls?: { name: string; arguments: string }[];
}

const cases: Injection[] = injections;
const search = vi.fn(() => []);
const tools: ToolContext = {
  campaigns: [],
  campaign: null,
  situation: null,
  now: 0,
  resolve: () => null,
  search,
};

/** Says the same at every turn; asks for its tools at the first. */
const speakerOf = ({ text, calls = [] }: Injection): Speaker => ({
  async *speak(_messages, offered): AsyncGenerator<Spoken> {
    for (const piece of text.match(/[\s\S]{1,5}/g) ?? []) yield { text: piece };
    const asked = offered.length > 0 ? calls.map((call, rank) => ({ id: `appel-${rank}`, ...call })) : [];
    yield { end: 'stop', calls: asked };
  },
});

async function outcomeOf(injection: Injection): Promise<WrittenAnswer[]> {
  const views: WrittenAnswer[] = [];
  const asking = write({
    question: 'Jusqu’à quand déposer ?',
    campaign: '',
    passages: shownPassages,
    provider: 'Essai',
    speaker: speakerOf(injection),
    tools,
    redact: redactFor(null),
    nonce: '7f3a',
    signal: new AbortController().signal,
  });
  for await (const view of asking) views.push(view);
  return views;
}

describe('a model that was taken over', () => {
  test('is tried in fifty ways at least, each of them once', () => {
    expect(cases.length).toBeGreaterThanOrEqual(50);
    expect(new Set(cases.map(({ text, calls }) => JSON.stringify([text, calls]))).size).toBe(cases.length);
  });

  test.each(cases.map((one) => [one.id, one] as const))('%s', async (_, injection) => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    search.mockClear();
    const views = await outcomeOf(injection);
    for (const { sentences, tools: computed } of views) {
      expect(sentences.filter(({ state }) => state === 'verified')).toHaveLength(injection.verified);
      expect(computed).toEqual([]);
      for (const { text, citations, reason } of sentences) {
        expect(reason).not.toBe('');
        expect(text).not.toMatch(/evil\.test|<|javascript:|data:text|\]\(|\[\[|08 99|[\u200B\u202E]/);
        for (const { anchor, quote } of citations) {
          const body = shownPassages.find(({ passage }) => passage.anchor === anchor)?.passage.body ?? '';
          expect(verify(quote, body)).not.toBeNull();
        }
      }
    }
    expect(views.at(-1)?.status).not.toBe('done');
    expect(search).not.toHaveBeenCalled();
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
  });
});
