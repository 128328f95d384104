/** How safe the data of the extension are from the browser's own cleaning. */
export type StorageState = 'protected' | 'unprotected' | 'unknown';

/** Whether the browser promised not to evict the data; « unknown » where it does not say. */
export async function storageState(): Promise<StorageState> {
  try {
    return (await navigator.storage.persisted()) ? 'protected' : 'unprotected';
  } catch {
    return 'unknown';
  }
}

/** Asks the browser never to evict the data, and returns what it answered. */
export async function protectStorage(): Promise<StorageState> {
  try {
    return (await navigator.storage.persist()) ? 'protected' : 'unprotected';
  } catch {
    return 'unknown';
  }
}
