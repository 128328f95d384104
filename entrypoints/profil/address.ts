import type { EditPath } from '@/knowledge/profile/edit';

const JUMP = '#aller/';

/** Address of the page « Ma grappe » where a datum is typed; of the page itself when `path` is null. */
export const addressOf = (path: EditPath | null): `/profil.html${string}` =>
  `/profil.html${path ? JUMP + path.map(encodeURIComponent).join('/') : ''}`;

/** The datum an address leads to, or null when it leads to a section. */
export const pathIn = (hash: string): EditPath | null =>
  hash.startsWith(JUMP) ? hash.slice(JUMP.length).split('/').map(decoded) : null;

/** An address may have been written by anybody. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

const TEXTS = 'textes';

/** Place in the page of the texts, at one of them when an id is given. */
export const textsHash = (id: string): string => (id === '' ? TEXTS : `${TEXTS}/${encodeURIComponent(id)}`);

/** The text an address leads to: empty for the list, null when it leads elsewhere. */
export function textIn(hash: string): string | null {
  if (hash === `#${TEXTS}`) return '';
  return hash.startsWith(`#${TEXTS}/`) ? decoded(hash.slice(TEXTS.length + 2)) : null;
}
