import { fold } from '@/knowledge/form/words';
import type { Essms, Organisme, Profile } from '@/knowledge/profile/schema';

/** The rows of a profile, found by what names them. A key that several rows share finds none. */
export interface ProfileIndex {
  profile: Profile;
  byFiness: ReadonlyMap<string, Essms>;
  bySiret: ReadonlyMap<string, Essms>;
  byName: ReadonlyMap<string, Essms>;
  organismeById: ReadonlyMap<string, Organisme>;
  organismeByFiness: ReadonlyMap<string, Organisme>;
  organismeBySiren: ReadonlyMap<string, Organisme>;
  organismeByName: ReadonlyMap<string, Organisme>;
}

const plains = new Map<string, string>();

/** A text reduced to what tells it from another: case, accents, spaces and punctuation apart. */
export function plain(text: string): string {
  const known = plains.get(text);
  if (known !== undefined) return known;
  const reduced = fold(text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  // Names of organismes and communes repeat down a sheet; the rest must not pile up.
  if (plains.size > 5000) plains.clear();
  plains.set(text, reduced);
  return reduced;
}

/** Name and commune as one key, empty without a name. */
export const nameKey = (name: string, commune: string): string =>
  name === '' ? '' : `${plain(name)} | ${plain(commune)}`;

function unique<Row>(rows: readonly Row[], keysOf: (row: Row) => string[]): Map<string, Row> {
  const found = new Map<string, Row>();
  const shared = new Set<string>();
  for (const row of rows)
    for (const key of new Set(keysOf(row))) {
      if (key === '') continue;
      if (found.has(key)) shared.add(key);
      found.set(key, row);
    }
  for (const key of shared) found.delete(key);
  return found;
}

/** SIREN of an organisme, told or read in the SIRET of its seat. */
export const sirenOf = ({ siren, siret }: Pick<Organisme, 'siren' | 'siret'>): string =>
  siren || (siret.length === 14 ? siret.slice(0, 9) : '');

/** Prepares a profile to be compared with many lines. */
export const indexOf = (profile: Profile): ProfileIndex => ({
  profile,
  byFiness: unique(profile.essms, ({ finess }) => [finess]),
  bySiret: unique(profile.essms, ({ siret }) => [siret]),
  byName: unique(profile.essms, ({ name, address }) => [nameKey(name, address.commune)]),
  organismeById: new Map(profile.organismes.map((one) => [one.id, one])),
  organismeByFiness: unique(profile.organismes, ({ finessJuridique }) => [finessJuridique]),
  organismeBySiren: unique(profile.organismes, (one) => [sirenOf(one)]),
  organismeByName: unique(profile.organismes, ({ raisonSociale, sigle }) => [
    plain(raisonSociale),
    plain(sigle),
  ]),
});
