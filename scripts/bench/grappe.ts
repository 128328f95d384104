import { campaigns } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { luhnKey } from '@/knowledge/identifiers/check';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { essms, type Profile } from '@/knowledge/profile/schema';

/** The large invented grappe of the benches, and the call it is judged by. */

const CAMPAIGN = 'paca-2023';
export const DAY = '2023-03-01';

export const campaign = (): Campaign => {
  const found = campaigns.find(({ id }) => id === CAMPAIGN);
  if (!found) throw new Error(`no campaign ${CAMPAIGN}`);
  return found;
};

const READ = {
  from: 'sheet',
  name: 'membres.xlsx, feuille ESSMS',
  on: '2023-02-01',
  verified: null,
} as const;
const CHECKED = { ...READ, verified: { by: 'finess', on: '2023-02-02' } } as const;

/** Where the values of a row come from, as an import leaves it: nobody types 500 ESSMS by hand. */
const SOURCES = {
  finess: CHECKED,
  name: CHECKED,
  category: CHECKED,
  'address.street': CHECKED,
  'address.postcode': CHECKED,
  'address.commune': CHECKED,
  departement: READ,
  field: READ,
  organismeId: READ,
  capacity: READ,
  currentSoftware: READ,
};

/** The sample grappe with `size` imported ESSMS, each with a FINESS of its own. */
export function grappe(size: number): Profile {
  const sample = sampleGrappe();
  const models = sample.essms;
  const rows = Array.from({ length: size }, (_, rank) => {
    const body = `13${String(rank).padStart(6, '0')}`;
    return essms.parse({
      ...models[rank % models.length],
      id: `b${rank}`,
      finess: body + luhnKey(`${body}0`),
      name: `Établissement fictif n° ${rank}`,
      sources: SOURCES,
    });
  });
  const ids = rows.map(({ id }) => id);
  const half = Math.ceil(size / 2);
  return {
    ...sample,
    essms: rows,
    dossiers: sample.dossiers.slice(0, 2).map((dossier, index) => ({
      ...dossier,
      campaign: CAMPAIGN,
      essmsIds: index === 0 ? ids.slice(0, half) : ids.slice(half),
    })),
  };
}
