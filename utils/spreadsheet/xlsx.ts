import type { Cell, Sheet } from '@/knowledge/import/table';
import { SheetError } from './errors';
import { type Budget, cellName, Grid } from './grid';
import { builtIn, type NumberShown, numberCell, shownAs } from './xlsx-numbers';
import { attributes, scanXml } from './xml';
import type { Archive } from './zip';

/** Reads the sheets of an XLSX: ECMA-376, parts 18.2 to 18.8; only what a table of values needs. */

interface SheetInfo {
  name: string;
  hidden: boolean;
  part: string;
}

interface Context {
  strings: string[];
  /** By rank of style: how a number is shown. */
  shown: NumberShown[];
  epoch1904: boolean;
}

const CONTROL = /_x([0-9A-Fa-f]{4})_/g;
const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(CONTROL, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

async function scanPart(
  archive: Archive,
  part: string,
  open: (name: string, at: Record<string, string>) => void,
) {
  const bytes = await archive.read(part);
  if (!bytes) return;
  scanXml(bytes, {
    open: (name, raw) => open(name, attributes(raw)),
    close: () => undefined,
    text: () => undefined,
  });
}

/** Path of a part, from the target a relation of a part of `folder` gives. */
function resolve(folder: string, target: string): string {
  const steps = target.startsWith('/') ? [] : folder.split('/');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.filter((step) => step !== '').join('/');
}

async function relations(
  archive: Archive,
  part: string,
): Promise<Map<string, { type: string; part: string }>> {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, Math.max(0, slash));
  const found = new Map<string, { type: string; part: string }>();
  await scanPart(archive, `${folder ? `${folder}/` : ''}_rels/${part.slice(slash + 1)}.rels`, (name, at) => {
    if (name === 'Relationship' && at.Id && at.Target && at.TargetMode !== 'External')
      found.set(at.Id, { type: at.Type?.split('/').at(-1) ?? '', part: resolve(folder, at.Target) });
  });
  return found;
}

async function readStyles(archive: Archive, part: string): Promise<NumberShown[]> {
  const formats = new Map<number, NumberShown>();
  const shown: NumberShown[] = [];
  let inCells = false;
  await scanPart(archive, part, (name, at) => {
    if (name === 'numFmt') formats.set(Number(at.numFmtId), shownAs(at.formatCode ?? ''));
    if (/^(cellXfs|cellStyleXfs|cellStyles|dxfs)$/.test(name)) inCells = name === 'cellXfs';
    if (name !== 'xf' || !inCells) return;
    const id = Number(at.numFmtId ?? 0);
    shown.push(formats.get(id) ?? builtIn(id));
  });
  return shown;
}

/** Shared strings, their runs joined; the phonetic guides (`rPh`) are not part of the text. */
async function readStrings(archive: Archive, part: string): Promise<string[]> {
  const bytes = await archive.read(part);
  const strings: string[] = [];
  if (!bytes) return strings;
  let text = '';
  let collecting = false;
  let phonetic = false;
  scanXml(bytes, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') collecting = !phonetic;
    },
    close(name) {
      if (name === 'si') strings.push(unescapeText(text));
      else if (name === 'rPh') phonetic = false;
      else if (name === 't') collecting = false;
    },
    text(part) {
      if (collecting) text += part;
    },
  });
  return strings;
}

/** « BC12 » as ranks from 0; -1 where it says nothing. */
function ranks(reference: string): { row: number; column: number } {
  const [, letters = '', digits = ''] = /^([A-Z]{0,3})(\d{0,7})$/i.exec(reference.replaceAll('$', '')) ?? [];
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits || 0) - 1, column: column - 1 };
}

/** The same for « BC12 » written as programs write it, without a pattern: there is one to a cell. */
function plainRanks(reference: string): { row: number; column: number } | null {
  let at = 0;
  let column = 0;
  let row = 0;
  for (; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  const letters = at;
  for (; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at);
    if (code < 48 || code > 57) return null;
    row = row * 10 + code - 48;
  }
  const isPlain = letters > 0 && letters <= 3 && at > letters && at - letters <= 7;
  return isPlain ? { row: row - 1, column: column - 1 } : null;
}

function readMerge(grid: Grid, reference: string): void {
  const [from = '', to = from] = reference.split(':');
  const start = ranks(from);
  const end = ranks(to);
  grid.merge(start.row, start.column, end.row - start.row + 1, end.column - start.column + 1);
}

/** State of the scan of one sheet. */
class SheetScan {
  private row = -1;
  private column = -1;
  private type = '';
  private style = 0;
  private value = '';
  private inside: 'v' | 't' | '' = '';
  private phonetic = false;
  private formula = false;
  private hiddenRow = false;
  private filled = false;

  constructor(
    private readonly grid: Grid,
    private readonly context: Context,
  ) {}

  open = (name: string, raw: string): void => {
    if (name === 'c') this.openCell(attributes(raw));
    else if (name === 'v') this.inside = 'v';
    else if (name === 't') this.inside = this.phonetic ? '' : 't';
    else if (name === 'f') this.formula = true;
    else if (name === 'row') this.openRow(attributes(raw));
    else if (name === 'rPh') this.phonetic = true;
    else if (name === 'mergeCell') readMerge(this.grid, attributes(raw).ref ?? '');
  };

  close = (name: string): void => {
    if (name === 'c') this.closeCell();
    else if (name === 'v' || name === 't') this.inside = '';
    else if (name === 'rPh') this.phonetic = false;
    else if (name === 'row' && this.hiddenRow && this.filled) this.grid.hiddenRow();
  };

  text = (text: string): void => {
    if (this.inside !== '') this.value += text;
  };

  private openRow(at: Record<string, string>): void {
    this.row = at.r ? Number(at.r) - 1 : this.row + 1;
    this.column = -1;
    this.hiddenRow = at.hidden === '1' || at.hidden === 'true';
    this.filled = false;
  }

  private openCell(at: Record<string, string>): void {
    const place = at.r ? (plainRanks(at.r) ?? ranks(at.r)) : { row: this.row, column: this.column + 1 };
    this.row = place.row === -1 ? this.row : place.row;
    this.column = place.column;
    this.type = at.t ?? 'n';
    this.style = Number(at.s ?? 0);
    this.value = '';
    this.formula = false;
  }

  private closeCell(): void {
    if (this.value === '') {
      if (this.formula && this.type !== 'str') this.grid.withoutResult();
      return;
    }
    this.filled = true;
    this.grid.put(this.row, this.column, this.cell());
  }

  private cell(): Cell {
    if (this.type === 's') return this.context.strings[Number(this.value)] ?? null;
    if (this.type === 'str' || this.type === 'inlineStr') return unescapeText(this.value);
    if (this.type === 'b') return this.value === '1' || this.value === 'true';
    if (this.type === 'd') return this.value.slice(0, 10);
    if (this.type !== 'e') {
      const shown = this.context.shown[this.style] ?? 'plain';
      return numberCell(this.value, shown, this.context.epoch1904);
    }
    this.grid.error(`${cellName(this.row, this.column)} (${this.value})`);
    return null;
  }
}

async function readIndex(archive: Archive): Promise<{ sheets: SheetInfo[]; context: Context }> {
  const roots = [...(await relations(archive, '')).values()];
  const workbook = roots.find((r) => r.type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  const related = await relations(archive, workbook);
  const partOf = (type: string): string => [...related.values()].find((r) => r.type === type)?.part ?? '';
  const sheets: SheetInfo[] = [];
  let epoch1904 = false;
  await scanPart(archive, workbook, (name, at) => {
    if (name === 'workbookPr') epoch1904 = at.date1904 === '1' || at.date1904 === 'true';
    const target = name === 'sheet' ? related.get(at.id ?? '') : undefined;
    if (target?.type === 'worksheet')
      sheets.push({ name: at.name ?? '', hidden: /hidden/i.test(at.state ?? ''), part: target.part });
  });
  const strings = await readStrings(archive, partOf('sharedStrings'));
  return { sheets, context: { strings, shown: await readStyles(archive, partOf('styles')), epoch1904 } };
}

/**
 * The visible sheets of an XLSX that hold something, and what was noticed.
 * @throws {SheetError} `broken` and the limits.
 */
export async function readXlsxSheets(
  archive: Archive,
  budget: Budget,
): Promise<{ sheets: Sheet[]; notes: string[] }> {
  const { sheets: infos, context } = await readIndex(archive);
  if (infos.length === 0) throw new SheetError('broken');
  const sheets: Sheet[] = [];
  const notes: string[] = [];
  for (const { name, hidden, part } of infos) {
    if (hidden) {
      notes.push(`Feuille masquée laissée de côté : « ${name} ».`);
      continue;
    }
    const bytes = await archive.read(part);
    if (!bytes) throw new SheetError('broken');
    const grid = new Grid(name, budget);
    scanXml(bytes, new SheetScan(grid, context));
    const read = grid.finish();
    if (read.sheet) sheets.push(read.sheet);
    notes.push(...read.notes);
  }
  return { sheets, notes };
}
