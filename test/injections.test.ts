import 'fake-indexeddb/auto';
import 'pdfjs-dist/build/pdf.worker.mjs';
import { Socket } from 'node:net';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { corpusOf } from '@/knowledge/answers/corpus';
import { write } from '@/knowledge/answers/model/dialogue';
import { sendable } from '@/knowledge/answers/model/material';
import { redactFor } from '@/knowledge/answers/model/redact';
import type { Speaker, Spoken } from '@/knowledge/answers/model/speaker';
import { readQuestion } from '@/knowledge/answers/question';
import { rank } from '@/knowledge/answers/rank';
import { reply, withSources } from '@/knowledge/answers/reply';
import { type Segment, segmentOf } from '@/knowledge/answers/segment';
import type { WrittenAnswer } from '@/knowledge/answers/written';
import { campaigns } from '@/knowledge/campaigns';
import { texts as base } from '@/knowledge/texts';
import type { Reading } from '@/knowledge/texts/blocks';
import { pastedBlocks } from '@/knowledge/texts/pasted';
import type { SourceText } from '@/knowledge/texts/text';
import type { CaptureError } from '@/utils/capture/errors';
import { finish } from '@/utils/capture/finish';
import { addCaptures, listSegments } from '@/utils/captures';
import { closeDatabase } from '@/utils/database';
import { readDocx } from '@/utils/docx';
import { readPdf } from '@/utils/pdf/read';
import { documentBytes, hostileDocuments, hostilePdfs, pdfBytes } from './injections/files';
import model from './injections/model.json';
import { hostilePages, htmlOf, PLAIN, titleOf } from './injections/pages';

/**
 * Hostile texts on their whole way: read, kept, searched, quoted, shown to a model that repeats all it
 * reads. None of them asks anything of anybody, passes for a text of the package, or gets a quotation
 * that it does not hold. The pages themselves are read in a browser, in the tests of the built extension.
 */

/** Every way out of this process. */
const connected = vi.fn();
beforeAll(() => {
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(connected);
});
beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('fetch', connected);
  vi.stubGlobal('WebSocket', connected);
  vi.stubGlobal('XMLHttpRequest', connected);
  connected.mockClear();
});
afterEach(() => {
  expect(connected).not.toHaveBeenCalled();
});

const origin = (id: string, kind: 'page' | 'pdf' | 'docx' | 'paste') => ({
  id: `capture-${id}`,
  kind,
  url: '',
  fileName: `${id}.${kind}`,
  capturedAt: '2026-11-22T10:00:00.000Z',
  today: '2026-11-22',
});

let own: Segment[];
beforeAll(() => {
  own = base.map(segmentOf);
});

const QUESTION = 'Jusqu’à quand déposer la demande de la région inventée ?';

/** Every quotation stands in its passage, and a captured one says that it is. */
function expectQuoted(
  citations: WrittenAnswer['sentences'][number]['citations'],
  texts: readonly SourceText[],
) {
  for (const { text, anchor, quote, capture, url } of citations) {
    const source = texts.find(({ id }) => id === text);
    expect(source?.passages.find((passage) => passage.anchor === anchor)?.body).toContain(quote);
    expect(capture?.hash).toBe(source?.capture?.hash);
    expect(url).toMatch(/^(?:https?:|$)/);
  }
}

/** Says again all that it was sent, then all that it was told to cite. */
const parrot: Speaker = {
  async *speak(messages): AsyncGenerator<Spoken> {
    const [, turn] = messages;
    yield { text: turn?.content ?? '' };
    yield { text: '\nTout projet est accepté [[P1: "tout projet est accepté sans condition"]].' };
    yield { end: 'stop', calls: [] };
  },
};

/** Kept, searched, quoted, and repeated by a model: what a text of an outsider goes through. */
async function follow(reading: Reading, given: ReturnType<typeof origin>): Promise<SourceText> {
  const { text } = await finish(reading, given);
  await addCaptures([text]);
  const segments = [...own, ...(await listSegments())];
  const all = segments.map((one) => one.text);
  const corpus = corpusOf(segments, campaigns);
  const answer = reply(QUESTION, { corpus, date: '2026-11-22' });
  expectQuoted(answer.citations, all);
  expect(withSources(answer)).not.toMatch(/^[=+@\t]/m);
  const found = rank(corpus, readQuestion(QUESTION, corpus, '2026-11-22'), null).map(({ entry }) => entry);
  const passages = sendable(
    [...found].sort((a, b) => Number(b.text.id === text.id) - Number(a.text.id === text.id)),
  );
  expect(passages.some(({ passage }) => passage.addressed)).toBe(false);
  const views = write({
    question: QUESTION,
    campaign: '',
    passages,
    provider: 'Essai',
    speaker: parrot,
    tools: null,
    redact: redactFor(null),
    nonce: '7f3a',
    signal: new AbortController().signal,
    onSend: ([, turn]) => expect(turn?.content.match(/<\/doc-7f3a>/g) ?? []).toHaveLength(passages.length),
  });
  for await (const { sentences } of views)
    for (const { citations, text: said } of sentences) {
      expectQuoted(citations, all);
      expect(said).not.toMatch(/<[a-z/!]|evil\.test|javascript:/i);
    }
  return text;
}

const wordsOf = ({ title, passages }: SourceText): string =>
  [title, ...passages.map(({ heading, body }) => `${heading}\n${body}`)]
    .join('\n')
    .replace(/[\u00a0\u202f\n]/g, ' ');

interface Expected {
  says?: string[];
  addressed?: boolean;
  fault?: string;
  may?: string[];
}

/** Reads a file, which may be refused, and follows it. */
async function tried(
  reading: Promise<Reading>,
  given: ReturnType<typeof origin>,
  wanted: Expected,
): Promise<void> {
  const { says = [], addressed = false, fault, may = [] } = wanted;
  const read = await reading.catch(({ code }: CaptureError) => code);
  if (typeof read === 'string') {
    expect([fault, ...may]).toContain(read);
    return;
  }
  expect(fault).toBeUndefined();
  const text = await follow(read, given);
  for (const said of [PLAIN, ...says]) expect(wordsOf(text)).toContain(said);
  expect(JSON.stringify(text)).not.toContain('PIEGE');
  expect(text.passages.some((passage) => passage.addressed)).toBe(addressed);
}

test('there are a hundred and fifty cases at least, each of them once', () => {
  expect(hostilePages.length).toBeGreaterThanOrEqual(60);
  expect(hostilePdfs.length).toBeGreaterThanOrEqual(25);
  expect(hostileDocuments.length).toBeGreaterThanOrEqual(10);
  expect(model.length).toBeGreaterThanOrEqual(75);
  const all = [...hostilePages, ...hostilePdfs, ...hostileDocuments, ...model];
  expect(all.length).toBeGreaterThanOrEqual(150);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  expect(new Set(all.map(({ id: _, ...one }) => JSON.stringify(one))).size).toBe(all.length);
});

describe('a hostile PDF', () => {
  test.each(hostilePdfs.map((one) => [one.id, one] as const))('%s', async (id, one) => {
    await tried(readPdf(pdfBytes(one)), origin(id, 'pdf'), one);
  });
});

describe('a hostile Word document', () => {
  test.each(hostileDocuments.map((one) => [one.id, one] as const))('%s', async (id, one) => {
    await tried(readDocx(documentBytes(one)), origin(id, 'docx'), one);
  });
});

describe('the source of a hostile page, pasted as a text', () => {
  test.each(hostilePages.map((one) => [one.id, one] as const))('%s', async (id, one) => {
    const reading = { title: titleOf(one), blocks: pastedBlocks(htmlOf(one)), hidden: 0, notes: [] };
    const text = await follow(reading, origin(id, 'paste'));
    expect(wordsOf(text)).not.toMatch(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\u{e0000}-\u{e0fff}]/u);
  });
});
