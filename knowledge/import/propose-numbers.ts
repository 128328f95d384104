import { formatCount } from '@/knowledge/profile/format';
import { type Against, type Context, contextOf } from './context';
import type { Entry } from './entries';
import { judgeFiness, judgeSiret, type Verdict } from './judge';
import { type ListedNumber, numberList } from './number-list';
import type { Proposal } from './proposal';
import { assemble, type Judged } from './propose';
import { isSiren, lostZero, unknownNumber } from './remarks';
import { numbersIn } from './to-check';

const refusal = (remark: Verdict['remarks'][number]): Verdict => ({
  finess: '',
  establishment: null,
  remarks: [remark],
  lostZero: false,
});

/** A number that can only be a SIREN, which no register was able to name. */
function judgeSiren(number: string, context: Context): Verdict {
  const verdict = judgeFiness(number, context, true);
  if (verdict.finess === '') return verdict;
  const { source } = context.registry;
  return refusal(
    source && context.registry.wasAsked(number)
      ? { ...unknownNumber(number, source, null), level: 'refused' }
      : isSiren(number, '', []),
  );
}

function judge({ kind, number, text, words, remark }: ListedNumber, context: Context): Verdict {
  if (kind === 'siret') return judgeSiret(number, context, true);
  if (kind === 'siren') return judgeSiren(number, context);
  if (kind === 'finess') return judgeFiness(number, context, true, words);
  const verdict = judgeFiness(text, context, true, words);
  return remark && verdict.remarks.length === 0 ? refusal(remark) : verdict;
}

const hasLostZero = ({ kind, number, text }: ListedNumber): boolean =>
  (kind === 'finess' || kind === 'siret') &&
  text.replace(/\D/g, '').length === number.replace(/\D/g, '').length - 1 &&
  !/[ab]/i.test(text);

function judged(listed: ListedNumber, rank: number, context: Context): Judged {
  const verdict = judge(listed, context);
  const entry: Entry = {
    id: `n${rank + 1}`,
    line: listed.line,
    raw: [listed.words, listed.text].filter((part) => part !== '').join(' : '),
    values: new Map(),
    blocked: new Map(),
    remarks: hasLostZero(listed)
      ? [lostZero([listed.kind === 'siret' ? 'SIRET' : 'FINESS géographique'])]
      : [],
    finessText: listed.text,
    zeros: [],
  };
  if (listed.words !== '' && listed.words.length <= 300 && !verdict.establishment)
    entry.values.set('essms.name', listed.words);
  return { entry, verdict };
}

/** The SIRET and the FINESS of one establishment side by side on a line are one line. */
function withoutEchoes(lines: Judged[], listed: readonly ListedNumber[]): Judged[] {
  const seen = new Map<string, ListedNumber['kind']>();
  return lines.filter(({ entry, verdict }, i) => {
    const kind = listed[i]?.kind ?? 'unknown';
    const key = `${entry.line} ${verdict.finess}`;
    if (verdict.finess !== '' && seen.has(key) && seen.get(key) !== kind) return false;
    seen.set(key, kind);
    return true;
  });
}

/** Numbers of a pasted text worth asking a register. */
export const numbersOfText = (text: string): string[] =>
  numbersIn(
    numberList(text).map(({ number, kind, text: written }) => (kind === 'unknown' ? written : number)),
  );

/** « 2 lignes sans numéro laissées de côté (lignes 3, 8). » */
function muteNote(lines: readonly number[]): string[] {
  if (lines.length === 0) return [];
  const s = lines.length > 1 ? 's' : '';
  const which = `ligne${s} ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? '…' : ''}`;
  return [`${formatCount(lines.length)} ligne${s} sans numéro laissée${s} de côté (${which}).`];
}

/** What adding the establishments of a bare list of numbers would do. */
export function proposeNumbers({ text, ...against }: Against & { text: string }): Proposal {
  const context = contextOf(against);
  const listed = numberList(text);
  const lines = withoutEchoes(
    listed.map((one, rank) => judged(one, rank, context)),
    listed,
  );
  const numbered = new Set(listed.map(({ line }) => line));
  const mute = text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap((line, i) => (line.trim() !== '' && !numbered.has(i + 1) ? [i + 1] : []));
  return assemble(lines, context, muteNote(mute));
}
