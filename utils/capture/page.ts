import type { Block } from '@/knowledge/texts/blocks';
import { articleOf } from './article';
import { blocksIn } from './blocks';
import { copyPage } from './copy';
import { PDF_BYTES } from './pdf-bytes';

/** What the script that is put in the page answers: plain data, checked where it is received. */
export type PageAnswer =
  | { kind: 'page'; url: string; title: string; blocks: Block[]; hidden: number }
  /** A PDF that the browser shows: its bytes are asked for in parts. */
  | { kind: 'pdf'; url: string; size: number }
  | { kind: 'unreadable' };

/** Reads the page it runs in; asks the page's own server again for the PDF the browser shows, from its cache first. */
export async function readPage(): Promise<PageAnswer> {
  if (document.contentType === 'application/pdf') return readShownPdf();
  if (!/html|xml/.test(document.contentType)) return { kind: 'unreadable' };
  const { document: page, hidden } = copyPage();
  const { root, title } = articleOf(page);
  return { kind: 'page', url: location.href, title, blocks: blocksIn(root), hidden };
}

async function readShownPdf(): Promise<PageAnswer> {
  const response = await fetch(location.href, { cache: 'force-cache' });
  const bytes = new Uint8Array(await response.arrayBuffer());
  Reflect.set(globalThis, PDF_BYTES, bytes);
  return { kind: 'pdf', url: location.href, size: bytes.length };
}
