import { readWorkbook } from './read';
import { faultOf, type SheetAnswer } from './task';

/** Reads one file away from the page, which stays fluid; ended by `readSheetFile`. */
self.addEventListener('message', async ({ data }: MessageEvent<File>) => {
  self.postMessage(await answer(data));
});

async function answer(file: File): Promise<SheetAnswer> {
  try {
    return { workbook: await readWorkbook(new Uint8Array(await file.arrayBuffer()), file.name) };
  } catch (error) {
    return { fault: faultOf(error) };
  }
}
