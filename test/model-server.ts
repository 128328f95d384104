import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one request. */
export interface Script {
  /** HTTP status; 200 when absent. */
  status?: number;
  headers?: Record<string, string>;
  /** Sent as it is, instead of a stream. */
  body?: string;
  /** What the model says. */
  text?: string;
  /** Tools it asks for. */
  calls?: { name: string; arguments: string }[];
  /** `finish_reason`; « stop », or « tool_calls » with tools. Null for a stream that never says it. */
  finish?: string | null;
  /** Tokens of the request that it says it read. */
  read?: number;
  /** Sends the stream byte by byte, or cuts it in two after so many bytes. */
  cut?: 'bytes' | number;
  /** Keeps silent: from the start, or after the text. */
  hang?: 'before' | 'after';
  /** Closes the connection after so many bytes. */
  lose?: number;
}

export interface ModelRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  /** Parsed JSON; null when there is none. */
  body: unknown;
  text: string;
  /** The client gave the connection up before the answer was whole. */
  aborted: boolean;
}

/** A script, or how to make one from what is asked. */
export type Play = Script | ((request: ModelRequest) => Script);

/** A server that speaks as OpenAI does, and says what it is told to. */
export interface ModelServer {
  port: number;
  requests: ModelRequest[];
  /** What it does with the next requests, in order; then it answers 500. */
  play(...scripts: Play[]): void;
  close(): Promise<void>;
}

const chunk = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({
    id: 'essai',
    object: 'chat.completion.chunk',
    created: 0,
    model: 'essai',
    choices: [{ index: 0, delta, finish_reason: finish }],
  })}\n\n`;

/** The words of a text with what separates them, some cut in two. */
const wordsOf = (text: string): string[] => text.match(/[\s\S]{1,7}/gu) ?? [];

/** The stream of one answer, as the service sends it. */
export function streamOf({ text = '', calls = [], finish, read }: Script): string {
  const asked = calls.flatMap(({ name, arguments: given }, index) => [
    chunk({
      tool_calls: [{ index, id: `appel-${index}`, type: 'function', function: { name, arguments: '' } }],
    }),
    ...wordsOf(given).map((part) => chunk({ tool_calls: [{ index, function: { arguments: part } }] })),
  ]);
  const last = finish === undefined ? (calls.length > 0 ? 'tool_calls' : 'stop') : finish;
  const counted = { prompt_tokens: read, completion_tokens: 9, total_tokens: (read ?? 0) + 9 };
  const usage = read === undefined ? [] : [`data: ${JSON.stringify({ choices: [], usage: counted })}\n\n`];
  return [
    chunk({ role: 'assistant', content: '' }),
    ...wordsOf(text).map((content) => chunk({ content })),
    ...asked,
    ...(last === null ? [] : [chunk({}, last), ...usage, 'data: [DONE]\n\n']),
  ].join('');
}

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function stream(script: Script, response: ServerResponse): Promise<void> {
  const bytes = Buffer.from(streamOf(script));
  response.writeHead(200, { 'content-type': 'text/event-stream', ...script.headers });
  response.flushHeaders();
  if (script.lose !== undefined) {
    response.write(bytes.subarray(0, script.lose));
    await pause();
    response.destroy();
    return;
  }
  if (script.cut === 'bytes')
    for (const byte of bytes) {
      response.write(Buffer.of(byte));
      await pause();
    }
  else if (script.cut !== undefined) {
    response.write(bytes.subarray(0, script.cut));
    await pause();
    response.write(bytes.subarray(script.cut));
  } else response.write(bytes);
  if (script.hang !== 'after') response.end();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}

/** Starts the server on this computer. */
export const startModelServer = async (): Promise<ModelServer> => {
  const requests: ModelRequest[] = [];
  const scripts: Play[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (text) => {
      const { method = '', url = '', headers } = request;
      const seen = {
        method,
        path: url,
        headers,
        body: text === '' ? null : JSON.parse(text),
        text,
        aborted: false,
      };
      requests.push(seen);
      response.on('close', () => {
        seen.aborted = !response.writableFinished;
      });
      const next = scripts.shift() ?? { status: 500, body: 'no script' };
      const script = typeof next === 'function' ? next(seen) : next;
      if (script.hang === 'before') return;
      if (script.body === undefined) await stream(script, response);
      else response.writeHead(script.status ?? 200, script.headers).end(script.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo = Object(server.address());
  return {
    port: address.port,
    requests,
    play: (...next) => {
      scripts.splice(0, scripts.length, ...next);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
