import { browser } from 'wxt/browser';
import { z } from 'zod';
import { plainAddress } from '@/knowledge/texts/captured';
import { CaptureError, MAX_FILE_BYTES } from './errors';
import { type Given, readPdfTask, readTask } from './file';
import type { Captured } from './finish';
import { PDF_BYTES } from './pdf-bytes';
import type { CaptureOptions } from './task';

/**
 * The page of a tab, read when the user asks. A browser lets an extension read a page it was not
 * installed for when its button in the tool bar is pressed on it (`activeTab`), or when the user allows
 * the site: a press on a button of ours, in the panel, is neither.
 */

/** Bytes of a PDF taken at once: an answer of a page has a size limit. */
const PART = 3 * 1024 * 1024;

const answerSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('page'), url: z.string().max(20_000) }),
  z.object({ kind: z.literal('pdf'), url: z.string().max(20_000), size: z.number().int().min(0) }),
  z.object({ kind: z.literal('unreadable') }),
]);

/** Why a page let no script of ours in: what can be told from its address, when the browser gives it. */
async function refusalOf(tabId: number): Promise<CaptureError> {
  const { url } = await browser.tabs.get(tabId).catch(() => ({ url: '' }));
  if (url === undefined) return new CaptureError('no-access');
  if (!/^https?:/.test(url)) return new CaptureError(url === '' ? 'gone' : 'not-a-page');
  return new CaptureError(/\.pdf(?:$|[?#])/i.test(url) ? 'viewer' : 'not-a-page');
}

async function readIntoTab(tabId: number): Promise<unknown> {
  const [frame] = await browser.scripting
    .executeScript({ target: { tabId }, files: ['/capture.js'] })
    .catch(async () => {
      throw await refusalOf(tabId);
    });
  return frame?.result;
}

/** Bytes of the PDF that waits in the page, from one place to another, in base 64. */
async function partOf(tabId: number, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const [frame] = await browser.scripting.executeScript({
    target: { tabId },
    args: [PDF_BYTES, start, end],
    func: (name: string, from: number, to: number) => {
      const bytes: Uint8Array = Reflect.get(globalThis, name).subarray(from, to);
      let text = '';
      for (let at = 0; at < bytes.length; at += 0x8000)
        text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
      return btoa(text);
    },
  });
  const text = atob(z.string().parse(frame?.result));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

async function pdfOf(tabId: number, size: number, signal: AbortSignal): Promise<Blob> {
  if (size > MAX_FILE_BYTES) throw new CaptureError('too-big');
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let start = 0; start < size; start += PART) {
    signal.throwIfAborted();
    parts.push(await partOf(tabId, start, Math.min(size, start + PART)));
  }
  return new Blob(parts);
}

/**
 * Reads what a person sees of the page of a tab, or the PDF it shows.
 * @throws {CaptureError} with a French message: `no-access` when the browser keeps the page closed.
 */
export async function readTab(tabId: number, given: Given, options: CaptureOptions): Promise<Captured> {
  const read = answerSchema.safeParse(await readIntoTab(tabId));
  if (!read.success) throw new CaptureError('gone');
  const answer = read.data;
  if (answer.kind === 'unreadable') throw new CaptureError('not-a-page');
  const url = plainAddress(answer.url);
  if (answer.kind === 'pdf') {
    const file = await pdfOf(tabId, answer.size, options.signal).catch((error: unknown) => {
      throw error instanceof CaptureError || options.signal.aborted ? error : new CaptureError('gone');
    });
    return readPdfTask({ file, origin: { ...given, kind: 'pdf', url } }, options);
  }
  return readTask({ kind: 'page', page: answer, origin: { ...given, kind: 'page', url } }, options);
}

/** A site as a permission names it, null for what is not the address of a page. */
function siteOf(address: string): string | null {
  const url = plainAddress(address.trim());
  return url === '' ? null : `${new URL(url).protocol}//${new URL(url).hostname}/*`;
}

/**
 * Asks the user to let the extension read the site of an address, for one reading: must be called from a
 * press. Answers how to give the permission back, or null when she refused or the address is none.
 */
export function askForSite(address: string): Promise<(() => Promise<boolean>) | null> {
  const site = siteOf(address);
  if (site === null) return Promise.resolve(null);
  const permission = { origins: [site] };
  return browser.permissions
    .request(permission)
    .then((granted) => (granted ? () => browser.permissions.remove(permission) : null));
}
