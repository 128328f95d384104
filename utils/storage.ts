import { browser } from 'wxt/browser';

/** How safe the data of the extension are from the browser's own cleaning. */
export type StorageState = 'protected' | 'unprotected' | 'unknown';

/** Chrome and Edge never evict the data of an extension that declares `unlimitedStorage`. */
function isExempt(): boolean {
  try {
    const { permissions = [] } = browser.runtime.getManifest();
    return import.meta.env.BROWSER !== 'firefox' && permissions.includes('unlimitedStorage');
  } catch {
    return false;
  }
}

async function stateFrom(ask: () => Promise<boolean>): Promise<StorageState> {
  if (isExempt()) return 'protected';
  try {
    return (await ask()) ? 'protected' : 'unprotected';
  } catch {
    return 'unknown';
  }
}

/** Whether the browser promised not to evict the data; « unknown » where it does not say. */
export const storageState = (): Promise<StorageState> => stateFrom(() => navigator.storage.persisted());

/** Asks the browser never to evict the data, and returns what it answered. */
export const protectStorage = (): Promise<StorageState> => stateFrom(() => navigator.storage.persist());

/** Room taken and room left, in bytes. */
export interface StorageRoom {
  used: number;
  free: number;
}

/** Room the browser says the extension takes and may still take; null when it does not say. */
export async function storageRoom(): Promise<StorageRoom | null> {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    if (usage === undefined || quota === undefined) return null;
    return { used: usage, free: Math.max(0, quota - usage) };
  } catch {
    return null;
  }
}
