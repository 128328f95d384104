import type { Confidence, Reference } from '@/knowledge/source';
import type { Campaign, Principle } from './campaign';

/** What is known of each call and how far it can be trusted, theme by theme. */

export const THEMES = {
  windows: 'Fenêtres',
  thresholds: 'Seuils',
  counter: 'Guichet',
  perimeter: 'Périmètre',
  software: 'Logiciel',
  exclusion: 'Non-cumul',
  amounts: 'Montants',
  payments: 'Versements',
  pieces: 'Pièces',
  criteria: 'Critères',
  targets: 'Cibles d’usage',
  contact: 'Contact',
} as const;
export type Theme = keyof typeof THEMES;

/** Words for the reader, from the surest to the least sure. */
export const CONFIDENCES: Record<Confidence, string> = {
  official: 'officiel',
  secondary: 'secondaire',
  'single-mention': 'une mention',
  contradicted: 'contradictoire',
  'not-found': 'non trouvé',
};

/** Theme of each part of a campaign; null for what is no fact of a text, or is sorted one by one. */
const OF_PART: Record<keyof Campaign, Theme | null> = {
  id: null,
  title: null,
  year: null,
  issuer: null,
  personal: null,
  region: null,
  scopes: null,
  principles: null,
  windows: 'windows',
  changes: 'windows',
  minEssms: 'thresholds',
  minEssmsIslands: 'thresholds',
  maxEssms: 'thresholds',
  maxEssmsFor: null,
  nationalFrom: 'thresholds',
  nationalRegions: 'counter',
  minOrganismes: 'thresholds',
  minOrganismesIslands: 'thresholds',
  aloneFrom: 'thresholds',
  instruction: 'counter',
  portal: 'counter',
  beneficiaries: 'perimeter',
  fields: 'perimeter',
  projectTypes: 'software',
  rates: 'amounts',
  payments: 'payments',
  pieces: 'pieces',
  piecesList: 'pieces',
  criteria: 'criteria',
  usageTargets: 'targets',
  contact: 'contact',
};

const OF_PRINCIPLE: Record<Principle, Theme> = {
  'l312-1': 'perimeter',
  'own-finess': 'perimeter',
  'no-uslds': 'perimeter',
  'assurance-maladie': 'perimeter',
  'no-addictology-ase': 'perimeter',
  'no-european-structural-funds': 'exclusion',
  'no-european-money': 'exclusion',
  'same-software-once': 'exclusion',
  'one-dui-per-essms': 'exclusion',
  'segur-order-other-software': 'exclusion',
  'one-dui-per-project': 'software',
  'replacement-is-acquisition': 'software',
  'segur-conformity': 'software',
  'segur-not-for-ahi-pjm': 'software',
  'segur-ahi-registered': 'software',
  'segur-not-for-pjm': 'software',
  'ahi-targets-lifted': 'targets',
  'late-is-inadmissible': 'windows',
  'not-retained-earlier': 'windows',
  'comfort-share': 'amounts',
  'lower-real-cost': 'amounts',
  'funding-balance': 'amounts',
  grouping: 'counter',
  'manager-files': 'counter',
  territory: 'counter',
  'majority-ars': 'counter',
  'national-entity-agreement': 'pieces',
  'self-assessments': 'pieces',
};

/** A fact found in a campaign: `path` goes from the campaign down to it, `windows.0.closes`. */
export interface Fact {
  path: string;
  theme: Theme;
  confidence: Confidence;
  source: Reference;
  /** Absent on a piece, which has the day of its list. */
  verifiedOn?: string;
  value?: unknown;
  alternatives?: { value: unknown; source: Reference }[];
  note?: string;
  /** First and last day of a principle that a text changed on the way. */
  from?: string;
  until?: string;
}

const isFact = (value: object): value is Omit<Fact, 'path' | 'theme'> =>
  'confidence' in value && 'source' in value;

/** The theme of a path; an instalment plan inside a rate is about payments. */
function themeOf(path: string[]): Theme | null {
  const [part = '', inner = ''] = path;
  if (part === 'principles') return OF_PRINCIPLE[inner as Principle];
  if (part === 'rates' && path.at(-1) === 'payments') return 'payments';
  return OF_PART[part as keyof Campaign];
}

/** Every fact of a campaign, pieces included, in the order of the file. */
export function factsOf(campaign: Campaign): Fact[] {
  const walk = (value: unknown, path: string[]): Fact[] => {
    if (typeof value !== 'object' || value === null) return [];
    const theme = themeOf(path);
    if (isFact(value) && theme) return [{ ...value, path: path.join('.'), theme }];
    return Object.entries(value).flatMap(([key, inner]) => walk(inner, [...path, key]));
  };
  return walk(campaign, []);
}

/** How far a campaign is known on each theme: its confidences, surest first; none when no text speaks of it. */
export function confidencesOf(campaign: Campaign): Record<Theme, Confidence[]> {
  const facts = factsOf(campaign);
  const order = Object.keys(CONFIDENCES) as Confidence[];
  const known = (theme: Theme) =>
    order.filter((one) => facts.some((fact) => fact.theme === theme && fact.confidence === one));
  return Object.fromEntries(Object.keys(THEMES).map((theme) => [theme, known(theme as Theme)])) as Record<
    Theme,
    Confidence[]
  >;
}

/** The table campaign × theme, in Markdown. */
export function themesTable(campaigns: Campaign[]): string {
  const themes = Object.keys(THEMES) as Theme[];
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(['appel', ...themes.map((theme) => THEMES[theme])]),
    row(['---', ...themes.map(() => '---')]),
    ...campaigns.map((campaign) => {
      const known = confidencesOf(campaign);
      const words = (theme: Theme) => known[theme].map((one) => CONFIDENCES[one]).join(', ') || '—';
      return row([`\`${campaign.id}\``, ...themes.map(words)]);
    }),
  ].join('\n');
}
