import { PDFWorker } from 'pdfjs-dist';
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
    const tell = (done: number, total: number) => self.postMessage({ progress: { done, total } });
    const engine = new Worker(new URL('./engine.ts', import.meta.url), { type: 'module' });
    return finish(await readPdf(bytes, tell, PDFWorker.create({ port: engine })), origin);
  }),
);
