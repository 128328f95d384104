import type { Origin } from '@/knowledge/texts/taken';
import { finish } from '../capture/finish';
import { answer } from '../capture/task';
import { readPdf } from './read';

/** A PDF to read: its bytes. */
export interface PdfTask {
  file: Blob;
  origin: Origin;
}

self.addEventListener('message', ({ data: { file, origin } }: MessageEvent<PdfTask>) =>
  answer(async () => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return finish(
      await readPdf(bytes, (done, total) => self.postMessage({ progress: { done, total } })),
      origin,
    );
  }),
);
