import { FIELD_NAMES, formatCents, formatCount, formatDay, TYPE_NAMES } from '@/knowledge/profile/format';
import type { Confidence, Reference } from '@/knowledge/source';
import type { Campaign, ExpectedPiece } from './campaign';
import { PRINCIPLES } from './personal-principles';
import { type Fact, factsOf, THEMES, type Theme } from './themes';

/** One fact of a call as a reader sees it. Words are in French. */
export interface SheetLine {
  path: string;
  label: string;
  /** « non trouvé » for a gap. */
  value: string;
  /** What is odd, what was looked for, what another source says. */
  notes: string[];
  confidence: Confidence;
  source: Reference;
  verifiedOn: string;
}

/** The facts of a call on one theme, in the order of its file. */
export interface SheetPart {
  theme: Theme;
  title: string;
  lines: SheetLine[];
}

/** The whole call for a reader: every fact it holds, theme by theme, with its source. */
export function sheetOf(campaign: Campaign): SheetPart[] {
  const byTheme = Map.groupBy(factsOf(campaign), ({ theme }) => theme);
  return Object.entries(THEMES).flatMap(([theme, title]) => {
    const facts = byTheme.get(theme as Theme) ?? [];
    return facts.length === 0
      ? []
      : [{ theme: theme as Theme, title, lines: facts.map((fact) => lineOf(fact, campaign)) }];
  });
}

const LABELS: Partial<Record<string, string>> = {
  instruction: 'Instruction',
  beneficiaries: 'Qui peut déposer',
  minEssms: 'Minimum d’ESSMS',
  minEssmsIslands: 'Minimum en Corse et outre-mer',
  maxEssms: 'Maximum d’ESSMS pour une ARS',
  nationalFrom: 'ESSMS de l’appel national, au moins',
  nationalRegions: 'Régions d’un projet national, au moins',
  minOrganismes: 'Organismes d’un projet, au moins',
  minOrganismesIslands: 'Organismes, en Corse et outre-mer',
  aloneFrom: 'Un organisme dépose seul à partir de',
  fields: 'Champs dont le formulaire est décrit',
  projectTypes: 'Types de projet',
  payments: 'Versements',
  piecesList: 'Liste des pièces',
  criteria: 'Critères de choix',
  usageTargets: 'Cibles d’usage',
  contact: 'Adresse',
  portal: 'Portail',
};

const ENDS: Partial<Record<string, string>> = {
  opens: 'ouverture',
  closes: 'clôture',
  closingHour: 'heure de clôture',
  amountCents: 'montant par ESSMS',
  onlyOrganismesBelow: 'seulement les organismes de moins de',
  maxEssms: 'ESSMS payés au plus',
  payments: 'versements',
};

/** What a fact is about, from its place in the campaign. */
function labelOf({ path }: Fact, campaign: Campaign): string {
  const [part = '', index = '', ...rest] = path.split('.');
  const end = ENDS[path.split('.').at(-1) ?? ''] ?? '';
  if (part === 'principles') return PRINCIPLES[index as keyof typeof PRINCIPLES].label;
  if (part === 'changes') return `Changement du ${formatDay(campaign.changes?.[Number(index)]?.on ?? '')}`;
  if (part === 'pieces') return campaign.pieces[Number(index)]?.label ?? '';
  if (part === 'rates') return `${campaign.rates[Number(index)]?.label ?? ''}, ${end}`;
  if (part !== 'windows') return LABELS[part] ?? part;
  const window = campaign.windows[Number(index)];
  const selection = rest[0] === 'selections' ? window?.selections?.[Number(rest[1])] : undefined;
  const reserved = window?.reservedTo ? ` (${window.reservedTo})` : '';
  return `${selection?.label ?? `${window?.label ?? ''}${reserved}`}, ${end}`;
}

const STATUSES: Record<ExpectedPiece['status'], string> = {
  required: 'demandée',
  template: 'document type fourni',
  invited: 'conseillée',
  conditional: 'demandée',
};

const pieceWords = ({ status, condition }: ExpectedPiece): string =>
  condition ? `${STATUSES[status]} ${condition}` : STATUSES[status];

interface Share {
  share: number;
  when: string;
}

const isShare = (value: unknown): value is Share =>
  typeof value === 'object' && value !== null && 'share' in value && 'when' in value;

const NAMES: Partial<Record<string, string>> = { ...FIELD_NAMES, ...TYPE_NAMES };

/** A value in words, by its kind and its place. */
function wordsOf(value: unknown, path: string): string {
  if (value === null || value === undefined) return 'non trouvé';
  if (value === true) return 'oui';
  if (typeof value === 'number')
    return path.endsWith('amountCents') ? formatCents(value) : formatCount(value);
  if (Array.isArray(value)) return value.map((one) => wordsOf(one, path)).join('\u202f; ');
  if (isShare(value)) return `${formatCount(Math.round(value.share * 100))}\u00a0% ${value.when}`;
  const text = String(value);
  return /^\d{4}-\d\d-\d\d$/.test(text) ? formatDay(text) : (NAMES[text] ?? text);
}

function lineOf(fact: Fact, campaign: Campaign): SheetLine {
  const { path, confidence, source, value } = fact;
  const piece = path.startsWith('pieces.') ? campaign.pieces[Number(path.split('.')[1])] : undefined;
  return {
    path,
    label: labelOf(fact, campaign),
    value: piece ? pieceWords(piece) : `${upTo(path, campaign)}${wordsOf(value, path)}`,
    notes: notesOf(fact),
    confidence,
    source,
    verifiedOn: fact.verifiedOn ?? campaign.piecesList.verifiedOn,
  };
}

/** « jusqu’à » before an amount that is a ceiling. */
const upTo = (path: string, { rates }: Campaign): string =>
  /^rates\.\d+\.amountCents$/.test(path) && rates[Number(path.split('.')[1])]?.ceiling ? 'jusqu’à ' : '';

const notesOf = ({ note, alternatives = [], value, from, until, path }: Fact): string[] => [
  ...(note ? [note] : []),
  ...(from ? [`À partir du ${formatDay(from)}.`] : []),
  ...(until ? [`Jusqu’au ${formatDay(until)}.`] : []),
  ...alternatives
    .filter((other) => JSON.stringify(other.value) !== JSON.stringify(value))
    .map((other) => `Une autre source donne\u202f: ${wordsOf(other.value, path)}.`),
];
