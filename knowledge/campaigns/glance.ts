import { formatCount, formatDay, formatPlural } from '@/knowledge/profile/format';
import type { Day } from '@/knowledge/source';
import type { Campaign, Window } from './campaign';
import { type CampaignState, campaignState } from './deadlines';
import { instantOf } from './instants';

/** What a call holds, in a few lines, seen from a day. */
export interface Glance {
  state: CampaignState['state'];
  /** In French, for instance « Clos ». */
  stateWords: string;
  facts: { label: string; value: string }[];
  /** In French, what was not found. */
  gaps: string[];
}

const STATES = { open: 'Ouvert', upcoming: 'À venir', closed: 'Clos', unknown: 'Dates non trouvées' };

function windowWords({ opens, closes, closingHour, reservedTo }: Window): string {
  if (opens.value === null && closes.value === null) return 'dates non trouvées';
  const from = opens.value === null ? 'ouverture non trouvée,' : `du ${formatDay(opens.value)}`;
  const hour = closingHour?.value ? `, ${closingHour.value}` : '';
  const to = closes.value === null ? ', clôture non trouvée' : ` au ${formatDay(closes.value)}${hour}`;
  return `${from}${to}${reservedTo === undefined ? '' : ` (${reservedTo})`}`;
}

const number = (value: number | null): string => (value === null ? 'non trouvé' : formatCount(value));

function sizeWords({ minEssms, minEssmsIslands, maxEssms, nationalFrom }: Campaign): string {
  return [
    `minimum ${number(minEssms.value)}`,
    ...(minEssmsIslands ? [`${number(minEssmsIslands.value)} en Corse et outre-mer`] : []),
    ...(maxEssms ? [`maximum ${number(maxEssms.value)}`] : []),
    ...(nationalFrom ? [`national à partir de ${number(nationalFrom.value)}`] : []),
  ].join(', ');
}

function ratesWords({ rates }: Campaign): string {
  const unknown = rates.filter(({ amountCents }) => amountCents.value === null).length;
  if (rates.length === 0) return 'aucun forfait décrit';
  const missing = unknown > 0 ? `, dont ${unknown} sans montant trouvé` : '';
  return `${formatPlural(rates.length, 'forfait')}${missing}`;
}

/** The notes of what was not found, wherever it stands in a call. */
function gapsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('confidence' in value && value.confidence === 'not-found' && 'note' in value)
    return [String(value.note)];
  return Object.values(value).flatMap(gapsIn);
}

/** What a call holds at a glance. */
export function glanceOf(campaign: Campaign, today: Day): Glance {
  const { state } = campaignState(campaign, instantOf(today, '00:00'));
  return {
    state,
    stateWords: STATES[state],
    facts: [
      { label: 'Financeur', value: `${campaign.issuer}, ${campaign.year}` },
      ...campaign.windows.map((window) => ({ label: window.label, value: windowWords(window) })),
      { label: 'ESSMS', value: sizeWords(campaign) },
      { label: 'Montants', value: ratesWords(campaign) },
      { label: 'Pièces', value: formatPlural(campaign.pieces.length, 'pièce') },
      { label: 'Règles', value: formatPlural(Object.keys(campaign.principles).length, 'règle') },
    ],
    gaps: [...new Set(gapsIn(campaign))],
  };
}
