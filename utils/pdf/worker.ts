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

/** Held for as long as this worker lives: a worker that nothing holds may be ended by the browser. */
const engine = new Worker(new URL('./engine.ts', import.meta.url), { type: 'module' });
const library = PDFWorker.create({ port: engine });
engine.addEventListener('error', () => self.postMessage({ fault: 'broken' }));

self.addEventListener('message', ({ data: { file, origin } }: MessageEvent<PdfTask>) =>
  answer(async () => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const tell = (done: number, total: number) => self.postMessage({ progress: { done, total } });
    return finish(await readPdf(bytes, tell, library), origin);
  }),
);
