import type { Campaign, FlatRate } from '@/knowledge/campaigns/campaign';
import {
  type Dossier,
  dossier,
  type Essms,
  essms,
  type Profile,
  profile,
  SCHEMA_VERSION,
} from '@/knowledge/profile/schema';
import type { Gap, Parameter } from '@/knowledge/source';

/** A call for projects and a grappe made for the tests of the amounts: every figure here is invented. */

const source = { text: 'divergences', anchor: 'about' };

export const figure = <T>(value: T): Parameter<T> => ({
  value,
  source,
  verifiedOn: '2026-11-21',
  confidence: 'secondary',
});

export const gap: Gap = {
  value: null,
  source: { text: 'divergences', anchor: 'not-found-regional-rates' },
  verifiedOn: '2026-11-21',
  confidence: 'not-found',
  note: 'Le barème inventé n’a pas été trouvé.',
};

/** 1 000 € for each ESSMS of an acquisition or a mise en conformité, unless changed. */
export const rate = (changes: Partial<FlatRate> = {}): FlatRate => ({
  id: 'forfait',
  label: 'Forfait inventé',
  types: ['acquisition', 'conformite'],
  from: 1,
  to: null,
  amountCents: figure(100_000),
  ...changes,
});

/** A call with one rate, paid in two halves, home services counted by their hours. */
export const call = (changes: Partial<Campaign> = {}): Campaign => ({
  id: 'appel-invente',
  title: 'Appel inventé',
  year: 2024,
  issuer: 'Financeur inventé',
  region: null,
  instruction: gap,
  scopes: ['national'],
  windows: [],
  beneficiaries: gap,
  minEssms: gap,
  minEssmsIslands: null,
  maxEssms: null,
  fields: null,
  projectTypes: figure(['acquisition', 'conformite']),
  rates: [rate()],
  payments: figure([
    { share: 0.5, when: 'au départ' },
    { share: 0.5, when: 'à la fin' },
  ]),
  pieces: [],
  piecesList: gap,
  criteria: gap,
  usageTargets: gap,
  contact: gap,
  portal: gap,
  principles: { 'comfort-share': figure(true) },
  ...changes,
});

/** An open ESSMS of an eligible category, of the organisme « a ». Its FINESS is no real one. */
export const oneEssms = (rank: number, changes: Partial<Essms> = {}): Essms =>
  essms.parse({
    id: `e${rank}`,
    finess: `X${String(rank).padStart(8, '0')}`,
    name: `Établissement inventé ${rank}`,
    category: '500',
    organismeId: 'a',
    open: true,
    ...changes,
  });

/** A home service with these hours. */
export const homeService = (rank: number, eligible: number | null, total: number | null): Essms =>
  oneEssms(rank, { category: '460', hours: { eligible, total } });

export const manyEssms = (count: number, changes: Partial<Essms> = {}): Essms[] =>
  Array.from({ length: count }, (_, index) => oneEssms(index + 1, changes));

export const oneDossier = (id: string, essmsIds: string[], changes: Partial<Dossier> = {}): Dossier =>
  dossier.parse({ id, campaign: 'appel-invente', type: 'acquisition', essmsIds, number: id, ...changes });

interface Grappe {
  essms: Essms[];
  dossiers?: Dossier[];
  project?: Partial<Profile['project']>;
}

/** A grappe whose project is an acquisition of a référencé software, over 2024 and 2025. */
export const grappe = ({ essms: rows, dossiers = [], project = {} }: Grappe): Profile => {
  const bare = profile.parse({ schemaVersion: SCHEMA_VERSION, id: 'g', name: 'Grappe inventée' });
  return {
    ...bare,
    essms: rows,
    dossiers,
    project: {
      ...bare.project,
      type: 'acquisition',
      segurReferenced: true,
      startDate: '2024-01-01',
      endDate: '2025-12-31',
      ...project,
    },
  };
};
