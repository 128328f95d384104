// The library's own worker, started by ours: importing it is what makes it answer.
import 'pdfjs-dist/build/pdf.worker.mjs';
