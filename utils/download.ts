/**
 * Makes the browser save a file under this name, in its downloads. `type` is the MIME type; bytes
 * are written as they are, a string as UTF-8.
 */
export function downloadFile(bytes: Uint8Array | string, name: string, type: string): void {
  const content = typeof bytes === 'string' ? bytes : new Uint8Array(bytes);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  // The browser reads the content after the click; a minute is enough for the largest file.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
