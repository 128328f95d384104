import { attributes, scanXml } from '../spreadsheet/xml';

/** Styles of a document: which ones are headings, and of what level; which ones show nothing. */

/** What is said of how a text looks; what is not said is that of the style around it. */
export interface Look {
  vanish?: boolean;
  tiny?: boolean;
  white?: boolean;
  /** It stands on a ground that is not white. */
  shaded?: boolean;
}

/** What a style gives: its level of heading, 0 for none, and how its text looks. */
export interface TextStyle extends Look {
  level: number;
}

/** Half-points: letters smaller than three points are not there to be read. */
const SMALLEST_PRINT = 6;
/** Per cent of their width: letters narrower than that are not either. */
const NARROWEST_PRINT = 20;

/** Whether an element that is a switch is on: it is when it says nothing. */
export const isOn = (raw: string): boolean => !/^(?:0|false|off|none)$/.test(attributes(raw).val ?? '');

/** What one element of the properties of a text says of its look. */
export function lookOf(name: string, raw: string): Look {
  const { val = '', fill = 'auto' } = attributes(raw);
  if (name === 'vanish') return { vanish: isOn(raw) };
  if (name === 'sz') return { tiny: Number(val) < SMALLEST_PRINT };
  if (name === 'w' && Number(val) < NARROWEST_PRINT) return { tiny: true };
  if (name === 'color') return { white: /^f[c-f]f[c-f]f[c-f]$/i.test(val) };
  if (name === 'shd') return { shaded: !/^(?:auto|f[c-f]f[c-f]f[c-f])$/i.test(fill) };
  return name === 'highlight' ? { shaded: !/^(?:none|white)$/.test(val) } : {};
}

interface Style extends TextStyle {
  parent: string;
}

/** Word writes « heading 2 » in every language, LibreOffice and old files « Titre 2 »; « Title » is above. */
function levelOf(name: string): number {
  const rank = /^(?:heading|titre)\s*(\d)$/i.exec(name)?.[1];
  if (rank) return Number(rank);
  return /^(?:title|titre|titre principal)$/i.test(name) ? 1 : 0;
}

/** The styles of a `word/styles.xml`, by their ids, each with what it takes from the one it is made from. */
export function textStyles(xml: Uint8Array): Map<string, TextStyle> {
  const styles = new Map<string, Style>();
  let id = '';
  const change = (what: Partial<Style>) =>
    styles.set(id, { level: 0, parent: '', ...styles.get(id), ...what });
  scanXml(xml, {
    open(name, raw) {
      const { styleId, val = '' } = attributes(raw);
      if (name === 'style') id = styleId ?? '';
      else if (id === '') return;
      else if (name === 'name') change({ level: levelOf(val) });
      else if (name === 'basedOn') change({ parent: val });
      else if (name === 'outlineLvl' && Number(val) < 9) change({ level: Number(val) + 1 });
      else change(lookOf(name, raw));
    },
    close(name) {
      if (name === 'style') id = '';
    },
    text() {},
  });
  return new Map([...styles.keys()].map((key) => [key, inherited(styles, key)]));
}

/** A style with what those it is made from add; a style may be made from itself in a broken file. */
function inherited(styles: Map<string, Style>, id: string): TextStyle {
  const seen = new Set<string>();
  let found: TextStyle = { level: 0 };
  for (let at = id; at !== '' && !seen.has(at); at = styles.get(at)?.parent ?? '') {
    seen.add(at);
    const { parent: _, ...own } = styles.get(at) ?? { parent: '', level: 0 };
    found = { ...own, ...found, level: found.level || own.level };
  }
  return found;
}
