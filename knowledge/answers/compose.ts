import type { Band } from './answer';
import { bandOf, isOffTopic, isSilent, silence } from './band';
import { type Candidate, isAsGood, isClose, isRival, LIKELY } from './candidates';
import { type Corpus, type Entry, isDivergence } from './corpus';
import { searchable } from './normalise';
import type { Question } from './question';
import { sentences } from './sentences';
import * as wording from './wording';

/** A passage and the parts of its body to quote. */
export interface Shown {
  entry: Entry;
  quotes: string[];
}

/** An answer before it is put into words. */
export interface Draft {
  band: Band;
  sections: { lead: string; shown: Shown[] }[];
  /** Fixed sentences before and after the quotations. */
  opening: string[];
  closing: string[];
  /** Passages to look at where the texts are silent, best first. */
  nearest: Entry[];
}

/** Passages quoted at most, the contact apart. */
const MOST_PASSAGES = 3;

/** Strength under which a passage is not shown, even folded. */
const LEAST_SAID = 0.1;

/** Score, over that of the best passage, from which what was looked for in vain is told beside it. */
const LEAST_SHARE_OF_GAP = 0.65;

/** What stands around the candidates. */
interface Around {
  /** Campaign searched, and the one chosen in the panel. */
  scope: string | null;
  campaign: string | null;
  /** Passages that speak of it out of scope. */
  others: Entry[];
}

/** Decides what to show for a question from its best passages, best first. */
export function compose(
  corpus: Corpus,
  question: Question,
  found: Candidate[],
  { scope, campaign, others }: Around,
): Draft {
  const gap = silence(question, found);
  const speaking = found.filter((each) => !isSilent(each));
  const [best] = speaking;
  const band = best ? bandOf(question, best) : 'none';
  if (!best || gap || band === 'none') {
    const offTopic = isOffTopic(question, found[0]) && others.length === 0;
    if (offTopic) return aboutSomethingElse();
    return {
      ...silent(corpus, gap, campaign, besides(question, speaking, gap)),
      nearest: nearestOf(speaking),
    };
  }
  const missing = missingOf(question, best);
  return {
    band,
    sections: [...sectionsOf(question, speaking, best, band, scope), ...lackingOf(found, best)],
    opening: missing.length > 0 ? [wording.missing(missing)] : [],
    closing: [],
    nearest: [],
  };
}

/** Words no text knows and things named that the passage does not speak of, as typed. */
export function missingOf(question: Question, best: Candidate | undefined): string[] {
  const unmet = (best?.unmet ?? question.constraints).map(({ shown }) => shown);
  return [...new Set([...question.unknown.map(({ surface }) => surface), ...unmet])];
}

/** The outcome of a question that the texts are not about. */
function aboutSomethingElse(): Draft {
  return { band: 'none', sections: [], opening: [wording.SILENT], closing: [wording.ABOUT], nearest: [] };
}

/** The outcome of a question that the texts leave without an answer: what was looked for, and whom to ask. */
export function silent(
  corpus: Corpus,
  gap: Candidate | undefined,
  campaign: string | null,
  near: Candidate[] = [],
): Draft {
  const sections: Draft['sections'] = [];
  if (gap) sections.push({ lead: wording.NOT_FOUND, shown: [whole(gap.entry)] });
  sections.push({ lead: wording.NEAR, shown: near.map(excerpt) });
  const contact = contactOf(corpus, campaign);
  if (contact) sections.push({ lead: wording.CONTACT, shown: [contact] });
  return {
    band: 'none',
    sections,
    opening: [wording.SILENT],
    closing: contact ? [] : [wording.WHOM_TO_ASK],
    nearest: [],
  };
}

/** Passages named, at most, where the texts are silent. */
const MOST_NEAREST = 3;

const nearestOf = (speaking: Candidate[]): Entry[] =>
  speaking
    .filter(speaks)
    .slice(0, MOST_NEAREST)
    .map(({ entry }) => entry);

/** What was looked for in vain on the very subject, when a passage that speaks of it leads all the same. */
function lackingOf(found: Candidate[], best: Candidate): Draft['sections'] {
  const gap = found
    .slice(0, MOST_PASSAGES)
    .find(
      (each) =>
        isSilent(each) && each.likelihood >= LIKELY.near && each.score >= LEAST_SHARE_OF_GAP * best.score,
    );
  return gap ? [{ lead: wording.NOT_FOUND, shown: [whole(gap.entry)] }] : [];
}

/** The two passages that speak of what the texts are said to be silent on, nearly as much as the one that says so. */
function besides(question: Question, speaking: Candidate[], gap: Candidate | undefined): Candidate[] {
  if (!gap) return [];
  return speaking
    .filter(
      (each) =>
        each.score >= 0.75 * gap.score &&
        each.extract.cue &&
        each.unmet.length === 0 &&
        bandOf(question, each) !== 'none',
    )
    .slice(0, MOST_PASSAGES - 1);
}

/** Every paragraph of a passage, for those that weigh one source against another. */
function whole(entry: Entry): Shown {
  return { entry, quotes: entry.passage.body.split('\n\n') };
}

function excerpt(candidate: Candidate): Shown {
  if (isDivergence(candidate.entry)) return whole(candidate.entry);
  return { entry: candidate.entry, quotes: candidate.extract.slices.map(({ text }) => text) };
}

/** The address to write to for the campaign chosen, from the passage that gives the nearest one. */
function contactOf(corpus: Corpus, campaign: string | null): Shown | undefined {
  if (campaign === null) return undefined;
  const [nearest] = corpus.entries
    .filter(
      (entry) => entry.passage.anchor.startsWith('contact') && entry.passage.campaigns.includes(campaign),
    )
    .sort((a, b) => a.passage.campaigns.length - b.passage.campaigns.length);
  const address = sentences(nearest?.passage.body ?? '').find(({ text }) => text.includes('@'));
  return nearest && address ? { entry: nearest, quotes: [address.text] } : undefined;
}

function sectionsOf(
  question: Question,
  found: Candidate[],
  best: Candidate,
  band: Band,
  campaign: string | null,
): Draft['sections'] {
  const nearest = band === 'near' ? wording.NEAR : wording.NEAREST;
  const apart = onePerText(found.filter((each) => isApart(each, best) && isRival(question, each, best)));
  if (apart.length > 0 && campaign === null && question.years.length === 0) {
    const lead = band === 'near' ? wording.NEAR : wording.DEPENDS;
    return [{ lead, shown: [best, ...apart.slice(0, MOST_PASSAGES - 1)].map(excerpt) }];
  }
  const lead = isDivergence(best.entry) ? wording.DIVERGE : nearest;
  const next = found.filter(
    (each) => each !== best && speaks(each) && (!isApart(each, best) || isOfYear(question, each)),
  );
  const [close = [], beyond = []] = [true, false].map((is) =>
    next.filter((each) => isClose(each, best) === is),
  );
  const others = [...close, ...beyond].slice(0, MOST_PASSAGES - 1);
  const against = others.filter((each) => disagree(question, each, best));
  const along = others.filter((each) => !against.includes(each));
  const together = lead === wording.DIVERGE ? [best, ...against] : [best];
  return [
    { lead, shown: together.map(excerpt) },
    { lead: wording.DIVERGE, shown: lead === wording.DIVERGE ? [] : against.map(excerpt) },
    { lead: wording.ALSO, shown: along.map(excerpt) },
  ];
}

/** The same list with the first passage of each text alone. */
function onePerText(list: Candidate[]): Candidate[] {
  return list.filter((each, rank) =>
    list.slice(0, rank).every(({ entry }) => entry.text !== each.entry.text),
  );
}

/** Whether a passage is of a year that the question names: two calls of that year may both be meant. */
const isOfYear = ({ years }: Question, { entry }: Candidate): boolean =>
  years.some((year) => entry.campaignYears.includes(year));

/** Whether a passage says enough of the question to be worth a look after the best one. */
function speaks({ strength }: Candidate): boolean {
  return strength >= LEAST_SAID;
}

/** Whether two passages belong to different calls, so that each may be right for its own. */
function isApart(a: Candidate, b: Candidate): boolean {
  const [first, second] = [a.entry.passage.campaigns, b.entry.passage.campaigns];
  return first.length > 0 && second.length > 0 && !first.some((id) => second.includes(id));
}

/** Whether a passage tells of a divergence, or gives figures of the kind asked and none in common. */
function disagree(question: Question, a: Candidate, b: Candidate): boolean {
  if (isDivergence(a.entry)) return true;
  if (a.entry.text === b.entry.text || !isAsGood(a, b)) return false;
  if (question.kind === 'other' || question.kind === 'who' || !a.extract.cue || !b.extract.cue) return false;
  const figures = ({ extract }: Candidate) =>
    extract.slices.flatMap(({ text }) => searchable(text).match(/\d+(?:[.,_]\d+)?/g) ?? []);
  const known = new Set(figures(b));
  return figures(a).every((figure) => !known.has(figure));
}
