import { deflateRawSync } from 'node:zlib';
import { crc32 } from '@/utils/spreadsheet/zip';

/** ZIP archives made by hand, for the faults no program writes. */

export interface Part {
  name: string;
  content: string | Uint8Array;
  /** What the archive claims the content weighs; the truth when absent. */
  claimed?: number;
  stored?: boolean;
  crc?: number;
}

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

function header(part: Part, packed: Uint8Array, central: boolean, offset: number): Uint8Array {
  const content = bytesOf(part.content);
  const name = new TextEncoder().encode(part.name);
  const out = new Uint8Array((central ? 46 : 30) + name.length);
  const view = new DataView(out.buffer);
  const at = central ? 2 : 0;
  view.setUint32(0, central ? 0x02014b50 : 0x04034b50, true);
  view.setUint16(4 + at, 20, true);
  view.setUint16(8 + at, part.stored ? 0 : 8, true);
  view.setUint32(14 + at, part.crc ?? crc32(content), true);
  view.setUint32(18 + at, packed.length, true);
  view.setUint32(22 + at, part.claimed ?? content.length, true);
  view.setUint16(26 + at, name.length, true);
  if (central) view.setUint32(42, offset, true);
  out.set(name, central ? 46 : 30);
  return out;
}

const join = (chunks: Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const out = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
};

/** Bytes of an archive of these parts, in order. */
export function zipOf(parts: Part[]): Uint8Array<ArrayBuffer> {
  const local: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const part of parts) {
    const packed = part.stored
      ? bytesOf(part.content)
      : new Uint8Array(deflateRawSync(bytesOf(part.content)));
    const head = header(part, packed, false, 0);
    central.push(header(part, packed, true, offset));
    local.push(head, packed);
    offset += head.length + packed.length;
  }
  const directory = join(central);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, parts.length, true);
  end.setUint16(10, parts.length, true);
  end.setUint32(12, directory.length, true);
  end.setUint32(16, offset, true);
  return join([...local, directory, new Uint8Array(end.buffer)]);
}

/** Parts of an XLSX of one sheet, from the XML inside `<worksheet>`. */
export const xlsxParts = (sheet: string, more: Part[] = []): Part[] => [
  {
    name: '_rels/.rels',
    content:
      '<Relationships><Relationship Id="rId1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  },
  {
    name: 'xl/workbook.xml',
    content:
      '<workbook><workbookPr/><sheets><sheet name="Feuille &amp; 1" sheetId="1" r:id="rId1"/></sheets></workbook>',
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    content:
      '<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/styles" Target="styles.xml"/></Relationships>',
  },
  { name: 'xl/worksheets/sheet1.xml', content: `<?xml version="1.0"?><worksheet>${sheet}</worksheet>` },
  ...more,
];

/** Parts of an ODS, from the XML inside `<office:spreadsheet>`. */
export const odsParts = (tables: string, styles = '', more: Part[] = []): Part[] => [
  { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
  {
    name: 'content.xml',
    content: `<?xml version="1.0"?><office:document-content><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
  },
  ...more,
];
