import { csvShapeOf } from '@/knowledge/register/finess-csv';

/** The file a person drops: what it is by its first bytes, its identity, its bytes as a stream. */

/** What a dropped file holds, once decompressed. */
export type Format = 'json' | 'csv';

/** A file that cannot be read at all; the message is in French. */
export class UnusableFile extends Error {}

const HEAD = 64 * 1024;
/** Bytes once decompressed above which a file is refused: the real ones hold one or two billion. */
export const LARGEST_FILE = 8 * 1024 ** 3;

const EXPECTED =
  'Déposez l’extrait public de FINESS : finess-structures-….json.gz, ou etalab-cs1100502-stock-….csv.';

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** Name of the extract without its extensions, for instance « finess-structures-mensuel-202610 ». */
export const extractName = (fileName: string): string =>
  fileName.replace(/(?:\.(?:json|csv|txt|gz|gzip))+$/i, '').slice(0, 120);

/** Tells the file from another, or from another state of it: name, size, day and hash of its first bytes. */
export async function fingerprintOf(file: File): Promise<string> {
  const head = await headOf(file);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', head));
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [file.name, file.size, file.lastModified, hex].join('|');
}

async function headOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  } catch (error) {
    throw new UnusableFile(
      'Le navigateur n’a pas pu lire ce fichier : il a été déplacé, modifié ou verrouillé. Déposez-le à nouveau.',
      { cause: error },
    );
  }
}

/** The bytes of the file, decompressed when needed; `onBytes` gets those read of the file itself. */
export async function openFile(
  file: File,
  onBytes: (bytes: number) => void,
): Promise<ReadableStream<Uint8Array>> {
  const head = await headOf(file);
  if (head.length === 0) throw new UnusableFile(`Ce fichier est vide. ${EXPECTED}`);
  if (isZip(head))
    throw new UnusableFile(
      'Ce fichier est une archive ZIP : ouvrez-la et déposez le fichier .json, .json.gz ou .csv qu’elle contient.',
    );
  let read = 0;
  const counted = file.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        read += chunk.byteLength;
        onBytes(read);
        controller.enqueue(chunk);
      },
    }),
  );
  return isGzip(head) ? counted.pipeThrough(new DecompressionStream('gzip')) : counted;
}

/** What the first bytes, decompressed, announce. Throws an `UnusableFile` that says what the file is instead. */
export function formatOf(start: Uint8Array): Format {
  const text = new TextDecoder('windows-1252')
    .decode(start.subarray(0, 4096))
    .replace(/^(?:\u00EF\u00BB\u00BF|\s)+/, '');
  if (text.startsWith('{')) return 'json';
  if (csvShapeOf(text.split('\n')[0] ?? '')) return 'csv';
  if (/^<\?xml/i.test(text))
    throw new UnusableFile(
      `Ce fichier est l’ancien flux XML de FINESS, que l’assistant ne lit pas. ${EXPECTED}`,
    );
  if (text.startsWith('<'))
    throw new UnusableFile(
      `Ce fichier est une page Web, pas un extrait : le téléchargement a sans doute échoué. ${EXPECTED}`,
    );
  if (isZip(start) || isGzip(start))
    throw new UnusableFile(
      'Ce fichier est compressé deux fois : décompressez-le une fois, puis déposez-le à nouveau.',
    );
  throw new UnusableFile(`Ce fichier n’est pas un extrait de FINESS. ${EXPECTED}`);
}
