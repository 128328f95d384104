import { createHash } from 'node:crypto';

/** PDF files made by hand: what a word processor writes, and the tricks none of them does. */

/** A piece of text at a place of the page, in points from the bottom left. */
export interface PdfText {
  text: string;
  x: number;
  y: number;
  size?: number;
  bold?: boolean;
  /** 3 is invisible. */
  mode?: number;
  /** Red, green, blue, from 0 to 1. */
  colour?: [number, number, number];
}

export interface PdfPage {
  texts: PdfText[];
  /** Covers the page with a picture, as a scan does. */
  picture?: boolean;
  /** A dark rectangle under the texts: left, bottom, width, height. */
  ground?: [number, number, number, number];
  /** Operators written as they are, after the texts. */
  operators?: string;
  /** Entries of the page and of its resources, written as they are. */
  entries?: string;
  resources?: string;
}

const WIN: Record<string, number> = {
  '’': 0x92,
  '‘': 0x91,
  '“': 0x93,
  '”': 0x94,
  '•': 0x95,
  '–': 0x96,
  '—': 0x97,
  '…': 0x85,
  '€': 0x80,
  œ: 0x9c,
};

const bytesOf = (text: string): number[] =>
  [...text].map((one) => WIN[one] ?? ((one.codePointAt(0) ?? 63) < 256 ? (one.codePointAt(0) ?? 63) : 63));
const literal = (text: string): string =>
  `<${bytesOf(text)
    .map((one) => one.toString(16).padStart(2, '0'))
    .join('')}>`;

const drawn = ({ text, x, y, size = 11, bold = false, mode = 0, colour = [0, 0, 0] }: PdfText): string =>
  `BT ${colour.join(' ')} rg ${mode} Tr /F${bold ? 2 : 1} ${size} Tf 1 0 0 1 ${x} ${y} Tm ${literal(text)} Tj ET`;

const PICTURE =
  '<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 4 >>\nstream\n\x80\x40\x20\xff\nendstream';

const rc4 = (key: Uint8Array, data: Uint8Array): Uint8Array => {
  const s = Uint8Array.from({ length: 256 }, (_, i) => i);
  const at = (i: number): number => s[i] ?? 0;
  const swap = (i: number, j: number) => {
    const kept = at(i);
    s[i] = at(j);
    s[j] = kept;
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return data.map((byte) => {
    i = (i + 1) & 255;
    j = (j + at(i)) & 255;
    swap(i, j);
    return byte ^ at((at(i) + at(j)) & 255);
  });
};

const PAD = Uint8Array.from(
  Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex'),
);
const md5 = (...parts: Uint8Array[]): Uint8Array => {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
};
const padded = (password: string): Uint8Array =>
  Uint8Array.from([...Buffer.from(password, 'latin1'), ...PAD].slice(0, 32));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

interface Lock {
  /** What the file says of its password. */
  entries: string;
  /** A stream of that object, as it is written. */
  seal(content: string, object: number): string;
}

/** A file that asks for a password before it is read (40-bit RC4, as the PDF reference tells). */
function lockOf(password: string, id: Uint8Array): Lock {
  const owner = rc4(md5(padded('proprietaire')).slice(0, 5), padded(password));
  const permissions = new Uint8Array([0xfc, 0xff, 0xff, 0xff]);
  const key = md5(padded(password), owner, permissions, id).slice(0, 5);
  return {
    entries: `<< /Filter /Standard /V 1 /R 2 /O <${hex(owner)}> /U <${hex(rc4(key, PAD))}> /P -4 >>`,
    seal: (content, object) =>
      Buffer.from(
        rc4(
          md5(key, new Uint8Array([object, object >> 8, 0, 0, 0])).slice(0, 10),
          Buffer.from(content, 'latin1'),
        ),
      ).toString('latin1'),
  };
}

const FONT = (name: string) =>
  `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;

export interface PdfOptions {
  title?: string;
  password?: string;
  /** Entries of the catalogue, written as they are. */
  catalog?: string;
  /** Objects written as they are; the first is number 6. */
  objects?: readonly string[];
}

/** Bytes of a PDF of these pages. */
export function pdfOf(
  pages: readonly PdfPage[],
  { title, password, catalog = '', objects: given = [] }: PdfOptions = {},
): Uint8Array<ArrayBuffer> {
  const objects: string[] = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '',
    FONT('Helvetica'),
    FONT('Helvetica-Bold'),
    PICTURE,
    ...given,
  ];
  const kids: number[] = [];
  const id = md5(Buffer.from('assistant'));
  const lock = password === undefined ? null : lockOf(password, id);
  for (const { texts, picture, ground, operators, entries = '', resources = '' } of pages) {
    const content = [
      ...(picture ? ['q 595 0 0 842 0 0 cm /Im1 Do Q'] : []),
      ...(ground ? [`0.1 0.2 0.4 rg ${ground.join(' ')} re f`] : []),
      ...texts.map(drawn),
      ...(operators ? [operators] : []),
    ].join('\n');
    const stream = lock ? lock.seal(content, objects.length + 1) : content;
    objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${objects.length} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> ${resources || '/XObject << /Im1 5 0 R >>'} >> ${entries} >>`,
    );
    kids.push(objects.length);
  }
  objects[1] = `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`;
  const info = title === undefined ? '' : `/Info ${objects.push(`<< /Title ${literal(title)} >>`)} 0 R`;
  const encrypt = lock ? `/Encrypt ${objects.push(lock.entries)} 0 R` : '';
  let file = '%PDF-1.4\n';
  const offsets = objects.map((body, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((one) => `${String(one).padStart(10, '0')} 00000 n \n`).join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /ID [<${hex(id)}> <${hex(id)}>] ${info} ${encrypt} >>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, 'latin1'));
}
