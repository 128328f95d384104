import { amounts } from '@/knowledge/amounts';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { deadlinesOf } from '@/knowledge/campaigns/deadlines';
import { formatCents, formatDay, formatPlural } from '@/knowledge/profile/format';
import { assess } from '@/knowledge/rules/assess';
import type { Situation, Verdict } from '@/knowledge/rules/rule';
import type { Reference } from '@/knowledge/source';
import type { Citation, Computed } from '../answer';
import { sentences } from '../sentences';
import type { Found } from './material';

/** The passage a reference points at. */
export type Resolve = (reference: Reference) => Found | null;

/** Lines shown of one result. */
const MOST_LINES = 12;

function citationsAt(references: readonly Reference[], resolve: Resolve): Citation[] {
  const found = references.flatMap((reference) => resolve(reference) ?? []);
  const all = found.map(({ text, passage }) => {
    const { id, title, date, url, dateNote, urlNote } = text;
    const notes = { ...(dateNote && { dateNote }), ...(urlNote && { urlNote }) };
    const quote = sentences(passage.body)[0]?.text ?? passage.body;
    return { text: id, anchor: passage.anchor, title, date, url, ...notes, quote };
  });
  return [...new Map(all.map((one) => [`${one.text}#${one.anchor}`, one])).values()];
}

const lineOf = ({ title, message, subject }: Verdict): string =>
  `${title} (${subject.kind === 'grappe' ? 'la grappe' : subject.label})\u00A0: ${message}`;

/** What the rules of a call say of a grappe: what is broken, then what is missing. */
export function eligibility(situation: Situation, resolve: Resolve): Computed {
  const verdicts = assess(situation);
  const broken = verdicts.filter(({ status }) => status === 'broken');
  const unknown = verdicts.filter(({ status }) => status === 'unknown');
  const blocking = broken.some(({ severity }) => severity === 'bloquant');
  const told = [...broken, ...unknown].slice(0, MOST_LINES);
  const rest = broken.length + unknown.length - told.length;
  return {
    title: `Éligibilité de la grappe\u00A0: ${situation.campaign.title}`,
    lines: [
      `${formatPlural(broken.length, 'constat de règle non respectée', 'constats de règle non respectée')}, ${unknown.length} à compléter.`,
      ...told.map(lineOf),
      ...(rest > 0 ? [`Et ${formatPlural(rest, 'autre')}, dans l’onglet Éligibilité.`] : []),
    ],
    tone: blocking ? 'bad' : broken.length + unknown.length > 0 ? 'warn' : 'ok',
    citations: citationsAt(
      told.map(({ source }) => source),
      resolve,
    ),
  };
}

/** What a call gives a grappe, with the formula. */
export function amount(situation: Situation, resolve: Resolve): Computed {
  const { lines, knownCents, unknown, count } = amounts(situation);
  const known = lines.some(({ resultCents }) => resultCents !== null);
  return {
    title: `Montant pour la grappe\u00A0: ${situation.campaign.title}`,
    lines: [
      `${formatPlural(count, 'ESSMS compté', 'ESSMS comptés')}. Total connu\u00A0: ${formatCents(known ? knownCents : null)}.`,
      ...unknown.slice(0, MOST_LINES).map(({ label }) => `Inconnu\u00A0: ${label}`),
    ],
    formula: lines
      .filter(({ resultCents }) => resultCents !== null)
      .map(({ formula }) => formula)
      .join('\n'),
    tone: unknown.length > 0 ? 'warn' : 'info',
    citations: citationsAt(
      [...lines, ...unknown].map(({ source }) => source),
      resolve,
    ),
  };
}

const PIECE_STATUS = {
  required: 'demandée',
  template: 'modèle à remplir',
  invited: 'souhaitée',
  conditional: 'selon le cas',
};

/** The pieces a call asks for, and whether their list is whole. */
export function pieces({ title, pieces: expected, piecesList }: Campaign, resolve: Resolve): Computed {
  const gap = piecesList.value === null ? [`Liste complète\u00A0: non trouvée. ${piecesList.note}`] : [];
  return {
    title: `Pièces\u00A0: ${title}`,
    lines: [
      ...expected.map(({ label, status, condition }) => `${label} (${condition ?? PIECE_STATUS[status]})`),
      ...gap,
    ],
    tone: gap.length > 0 ? 'warn' : 'info',
    citations: citationsAt([...expected.map(({ source }) => source), piecesList.source], resolve),
  };
}

/** The dates of a call seen from an instant, in milliseconds of UTC. */
export function deadlines(campaign: Campaign, now: number, resolve: Resolve): Computed {
  const whom = { scopes: campaign.scopes, regions: [], firstRequest: null };
  const dates = deadlinesOf(campaign, { whom, now }).slice(0, MOST_LINES);
  return {
    title: `Échéances\u00A0: ${campaign.title}`,
    lines: dates.map(({ label, told, hour, words }) => {
      if (told.value === null) return `${label} — date non trouvée`;
      return [label, [formatDay(told.value), hour ?? '', words].filter(Boolean).join(', ')].join(' — ');
    }),
    tone: dates.some(({ state }) => state === 'unknown') ? 'warn' : 'info',
    citations: citationsAt(
      dates.map(({ told }) => told.source),
      resolve,
    ),
  };
}
