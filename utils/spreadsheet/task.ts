import type { Workbook } from '@/knowledge/import/table';
import { SheetError, type SheetFault } from './errors';

/** What the worker answers: errors do not cross with their class, so they go as data. */
export type SheetAnswer =
  | { workbook: Workbook; fault?: undefined }
  | { workbook?: undefined; fault: { code: SheetFault; message: string } };

/** An error as data; one of ours keeps its words, anything else is a file we could not make out. */
export function faultOf(error: unknown): { code: SheetFault; message: string } {
  const { code, message } = error instanceof SheetError ? error : new SheetError('broken');
  return { code, message };
}
