import { PDFWorker } from 'pdfjs-dist';
import type { Origin } from '@/knowledge/texts/taken';
import { finish } from '../capture/finish';
import { listen } from '../capture/task';
import { readPdf } from './read';

/** A PDF to read: its bytes. */
export interface PdfTask {
  file: Blob;
  origin: Origin;
}

/** Held for as long as this worker lives: a worker that nothing holds may be ended by the browser. */
const engine = new Worker(new URL('./engine.ts', import.meta.url), { type: 'module' });
/** The first word of the engine says that it listens. */
const listening = new Promise((resolve) => engine.addEventListener('message', resolve, { once: true }));
const library = PDFWorker.create({ port: engine });
engine.addEventListener('error', () => self.postMessage({ fault: 'broken' }));

listen(async ({ file, origin }: PdfTask) => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  await listening;
  const tell = (done: number, total: number) => self.postMessage({ progress: { done, total } });
  return finish(await readPdf(bytes, tell, library), origin);
});
