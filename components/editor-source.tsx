import { isRecord } from '@/knowledge/profile/parse';
import { type ValueSource, valueSource } from '@/knowledge/profile/schema';

const REGISTERS = { finess: 'FINESS', sirene: 'Sirene' } as const;

const dayOf = (iso: string): string => (iso === '' ? '' : ` le ${iso.split('-').toReversed().join('/')}`);

function originOf({ from, name, on }: ValueSource): string {
  if (from === 'typed') return '';
  if (from === 'sheet') return `lu dans ${name || 'un fichier'}${dayOf(on)}`;
  return `donné par ${REGISTERS[from]}${name === '' ? '' : ` (${name})`}${dayOf(on)}`;
}

/** « lu dans membres.xlsx le 12/11/2026, confirmé par FINESS le 20/11/2026 »; empty for what was typed. */
export function describeSource(source: ValueSource): string {
  const { verified } = source;
  const confirmed = verified ? `confirmé par ${REGISTERS[verified.by]}${dayOf(verified.on)}` : '';
  return [originOf(source), confirmed].filter((part) => part !== '').join(', ');
}

/** Where the value of a field comes from, when it was not typed here. */
export function SourceNote({ row, path }: { row: object; path: string }) {
  const sources = 'sources' in row && isRecord(row.sources) ? row.sources : {};
  const source = valueSource.safeParse(sources[path]).data;
  const text = source ? describeSource(source) : '';
  if (text === '') return null;
  return (
    <p class="field-source">
      {source?.verified && <span aria-hidden="true">✓ </span>}
      {text.charAt(0).toUpperCase() + text.slice(1)}
    </p>
  );
}
