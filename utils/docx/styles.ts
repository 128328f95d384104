import { attributes, scanXml } from '../spreadsheet/xml';

/** Styles of a document: which ones are headings, and of what level. */

interface Style {
  level: number;
  parent: string;
}

/** Word writes « heading 2 » in every language, LibreOffice and old files « Titre 2 »; « Title » is above. */
function levelOf(name: string): number {
  const rank = /^(?:heading|titre)\s*(\d)$/i.exec(name)?.[1];
  if (rank) return Number(rank);
  return /^(?:title|titre|titre principal)$/i.test(name) ? 1 : 0;
}

/** Level of each style, by its id; 0 for those of no heading. */
export function headingStyles(xml: Uint8Array): Map<string, number> {
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
    },
    close(name) {
      if (name === 'style') id = '';
    },
    text() {},
  });
  return new Map([...styles.keys()].map((key) => [key, inherited(styles, key)]));
}

/** The level of a style or of one it is made from; a style may be made from itself in a broken file. */
function inherited(styles: Map<string, Style>, id: string): number {
  const seen = new Set<string>();
  for (let at = id; at !== '' && !seen.has(at); at = styles.get(at)?.parent ?? '') {
    seen.add(at);
    const level = styles.get(at)?.level ?? 0;
    if (level > 0) return level;
  }
  return 0;
}
