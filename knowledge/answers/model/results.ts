import type { Campaign } from '@/knowledge/campaigns/campaign';
import { deadlinesOf } from '@/knowledge/campaigns/deadlines';
import { formatDay } from '@/knowledge/profile/format';
import type { Situation } from '@/knowledge/rules/rule';
import type { Reference } from '@/knowledge/source';
import type { Citation, Computed } from '../answer';
import { citationFor } from '../citation';
import { distinct } from '../computed-call';
import { answerOfGrappe } from '../computed-grappe';
import { type Corpus, entryAt } from '../corpus';

/**
 * What our tools tell a model. Of a grappe, what the answers themselves tell; of a call, its pieces and
 * its calendar seen from now, which a call of the user's own has too.
 */

/** Lines shown of one result. */
const MOST_LINES = 12;

/** The passages behind some data, at the sentence that gives the value where one does. */
const citationsAt = (told: readonly { source: Reference; values?: string[] }[], corpus: Corpus): Citation[] =>
  distinct(
    told.flatMap(({ source, values = [] }) => {
      const entry = entryAt(corpus, source);
      return (entry && citationFor(entry, values)) ?? [];
    }),
  );

/** What the rules of a call say of a grappe. */
export const eligibility = (situation: Situation, corpus: Corpus): Computed => ({
  ...answerOfGrappe(corpus, 'eligibility', situation),
  title: `Éligibilité de la grappe\u00A0: ${situation.campaign.title}`,
});

/** What a call gives a grappe, with the formula. */
export const amount = (situation: Situation, corpus: Corpus): Computed => ({
  ...answerOfGrappe(corpus, 'amount', situation),
  title: `Montant pour la grappe\u00A0: ${situation.campaign.title}`,
});

const PIECE_STATUS = {
  required: 'demandée',
  template: 'modèle à remplir',
  invited: 'souhaitée',
  conditional: 'selon le cas',
};

/** The pieces a call asks for, and whether their list is whole. */
export function pieces({ title, pieces: expected, piecesList }: Campaign, corpus: Corpus): Computed {
  const gap = piecesList.value === null ? [`Liste complète\u00A0: non trouvée. ${piecesList.note}`] : [];
  return {
    title: `Pièces\u00A0: ${title}`,
    lines: [
      ...expected.map(({ label, status, condition }) => `${label} (${condition ?? PIECE_STATUS[status]})`),
      ...gap,
    ],
    tone: gap.length > 0 ? 'warn' : 'info',
    citations: citationsAt([...expected, piecesList], corpus),
  };
}

/** The dates of a call seen from an instant, in milliseconds of UTC. */
export function deadlines(campaign: Campaign, now: number, corpus: Corpus): Computed {
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
      dates.map(({ told: { source, value } }) => ({
        source,
        values: value === null ? [] : [formatDay(value)],
      })),
      corpus,
    ),
  };
}
