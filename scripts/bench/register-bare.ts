/** The floor: the same file, decompressed as a stream and parsed in one piece, in a worker too. */
self.onmessage = async ({ data }: MessageEvent<File>) => {
  const stream = data.stream().pipeThrough(new DecompressionStream('gzip'));
  const parsed: { pmej: unknown[] } = JSON.parse(await new Response(stream).text());
  self.postMessage(parsed.pmej.length);
};
