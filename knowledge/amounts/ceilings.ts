import type { FlatRate } from '@/knowledge/campaigns/campaign';
import type { Facts } from '@/knowledge/rules/facts';
import type { MissingDatum, Situation } from '@/knowledge/rules/rule';
import { concernedBy } from './concern';
import { sumOf } from './line';
import { proratedCents } from './prorata';
import { type Ranked, rankEssms } from './ranks';
import { unknownOf } from './unknown';

/** The most the flat rates of a call may give some ESSMS, between two bounds, in cents. */
export interface Ceiling {
  /** ESSMS that count among them. */
  count: number;
  /** Given whatever ESSMS come first, and whatever is still unknown of them. */
  least: number;
  /** Never passed; null while the figure of a rate that may pay them was not found. */
  most: number | null;
  /** Rates that may pay them and whose figure was not found. */
  untold: FlatRate[];
  /** The first rate with a figure that may pay them. */
  told: FlatRate | null;
  /** What the profile does not say of them and the rates need. */
  missing(): MissingDatum[];
}

/** An ESSMS a rate may pay: what it would get, and whether every condition is known to hold. */
interface Candidate {
  cents: number;
  sure: boolean;
}

/** A rate and the ESSMS it may pay, by id. */
interface Pool {
  rate: FlatRate;
  candidates: ReadonlyMap<string, Candidate>;
  /** ESSMS of the grappe it pays at most: those of its tranche, under its largest number. */
  places: number;
  /** ESSMS of the grappe that may be left without a place. */
  without: number;
}

/**
 * Bounds the aid of any group of ESSMS, given by their ids. No text found says in which order they are
 * counted: no bound depends on it. Flat rates only; the real cost is the caller’s.
 */
export function ceilingsOf(situation: Situation, facts: Facts): (ids: Iterable<string>) => Ceiling {
  const ranked = rankEssms(situation, facts);
  const byId = new Map(ranked.map((one) => [one.essms.id, one]));
  const sizes = surelyOpen(facts);
  const pools = situation.campaign.rates.map((rate) => poolOf(rate, { situation, facts, ranked, sizes }));
  return (ids) => {
    const own = [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
    const missing = () => missingOf(own, situation, facts);
    const ceiling: Ceiling = { count: own.length, least: 0, most: 0, untold: [], told: null, missing };
    for (const pool of pools) add(pool, own, ceiling);
    return ceiling;
  };
}

/** ESSMS of each organisme that are eligible and known to be open: no datum taken out makes it smaller. */
function surelyOpen({ perimeter }: Facts): ReadonlyMap<string, number> {
  const open = perimeter.eligible.filter((one) => one.open === true);
  const groups = Map.groupBy(open, ({ organismeId }) => organismeId);
  return new Map([...groups].map(([id, rows]) => [id, rows.length]));
}

interface Grappe {
  situation: Situation;
  facts: Facts;
  ranked: readonly Ranked[];
  sizes: ReadonlyMap<string, number>;
}

function poolOf(rate: FlatRate, { situation, facts, ranked, sizes }: Grappe): Pool {
  const { maxEssms, ...anyNumber } = rate;
  const found = concernedBy({ ...anyNumber, from: 1, to: null }, ranked, situation.profile);
  const doubtful = new Set(facts.perimeter.doubtful);
  const limit = rate.onlyOrganismesBelow?.value ?? 0;
  const perhaps = found.large.filter(({ essms }) => (sizes.get(essms.organismeId) ?? 0) < limit);
  const candidates = new Map<string, Candidate>();
  const enter = (rows: readonly Ranked[], known: boolean): void => {
    for (const one of rows) {
      const cents = proratedCents(rate.amountCents.value ?? 0, one);
      candidates.set(one.essms.id, { cents, sure: known && !doubtful.has(one.essms) });
    }
  };
  enter([...found.full, ...found.prorated], true);
  enter([...found.open, ...perhaps], false);
  const tranche = Math.max(0, Math.min(ranked.length, rate.to ?? ranked.length) - rate.from + 1);
  const most = maxEssms?.value ?? ranked.length;
  const over = Math.max(0, Math.min(candidates.size, tranche) - most);
  return {
    rate,
    candidates,
    places: Math.min(tranche, most),
    without: ranked.length - tranche + over,
  };
}

/** Adds what a rate may give these ESSMS. */
function add({ rate, candidates, places, without }: Pool, own: readonly Ranked[], ceiling: Ceiling): void {
  const found = own.flatMap(({ essms }) => candidates.get(essms.id) ?? []);
  if (Math.min(found.length, places) === 0) return;
  if (rate.amountCents.value === null) {
    ceiling.untold.push(rate);
    ceiling.most = null;
    return;
  }
  ceiling.told ??= rate;
  const cents = found.map((one) => one.cents).toSorted((a, b) => b - a);
  const sure = found.flatMap((one) => (one.sure ? [one.cents] : [])).toSorted((a, b) => a - b);
  ceiling.least += sumOf(sure.slice(0, Math.max(0, sure.length - without)));
  if (ceiling.most !== null) ceiling.most += sumOf(cents.slice(0, places));
}

function missingOf(own: readonly Ranked[], situation: Situation, facts: Facts): MissingDatum[] {
  const ids = new Set(own.map(({ essms }) => essms.id));
  const { perimeter } = facts;
  const doubts = {
    ...perimeter,
    doubtful: perimeter.doubtful.filter(({ id }) => ids.has(id)),
    missing: perimeter.missing.filter(({ id }) => ids.has(id.split('.')[1] ?? '')),
  };
  return unknownOf(situation, { lines: [], ranked: own, facts: { ...facts, perimeter: doubts } }).flatMap(
    ({ missing }) => missing,
  );
}
