import type { Entity, Establishment } from './record';

/** What one element of an extract holds: a legal person, some establishments, or both. */
export interface ExtractRecord {
  entity: Entity | null;
  establishments: Establishment[];
  /** Establishments of this element that could not be read. */
  unreadable: number;
}

/** What was met while reading an extract, to judge at the end whether it was understood. */
export interface ExtractTally {
  entities: number;
  establishments: number;
  /** Elements, lines or establishments that could not be read. */
  unreadable: number;
  named: number;
  categorised: number;
  withSiret: number;
  located: number;
  /** Establishments said open or closed. */
  dated: number;
}

/** The count before anything is read. */
export const emptyTally = (): ExtractTally => ({
  entities: 0,
  establishments: 0,
  unreadable: 0,
  named: 0,
  categorised: 0,
  withSiret: 0,
  located: 0,
  dated: 0,
});

/** Adds a record to the count, in place: there are hundreds of thousands of them. */
export function count(tally: ExtractTally, record: ExtractRecord): void {
  if (record.entity) tally.entities += 1;
  tally.unreadable += record.unreadable;
  for (const { name, category, siret, address, open } of record.establishments) {
    tally.establishments += 1;
    if (name !== '') tally.named += 1;
    if (category !== '') tally.categorised += 1;
    if (siret !== '') tally.withSiret += 1;
    if (address.commune !== '') tally.located += 1;
    if (open !== null) tally.dated += 1;
  }
}

/** Share of unreadable elements above which an extract is refused: its shape has changed. */
export const MOST_UNREADABLE = 0.05;

const percent = (share: number): string => `${(share * 100).toFixed(1).replace('.', ',')} %`;

/** True when too little of what was read is understood for the rest to be worth reading. */
export const isHopeless = ({ entities, establishments, unreadable }: ExtractTally): boolean =>
  unreadable > 500 && unreadable > entities + establishments;

const CHANGED =
  'Le format du fichier a sans doute changé : mettez l’assistant à jour, ou déposez un extrait plus ancien.';

/** Why an extract read to its end is refused, in French; null when it can be used. */
export function refusalOf(tally: ExtractTally): string | null {
  const { entities, establishments, unreadable } = tally;
  const read = entities + establishments;
  if (read === 0 && unreadable === 0) return 'Le fichier ne contient aucun établissement.';
  const share = unreadable / (read + unreadable);
  if (share > MOST_UNREADABLE)
    return `${percent(share)} du fichier n’a pas pu être lu (${unreadable} éléments sur ${read + unreadable}). ${CHANGED}`;
  if (establishments === 0) return null;
  if (tally.named === 0) return `Aucun établissement du fichier ne porte de nom. ${CHANGED}`;
  if (tally.categorised === 0) return `Aucun établissement du fichier ne porte de catégorie. ${CHANGED}`;
  return null;
}

/** What the reader of the index must know of what the extract lacks, one sentence each, in French. */
export function notesOf(tally: ExtractTally): string[] {
  const { entities, establishments, unreadable } = tally;
  if (establishments === 0)
    return [
      'Ce fichier ne liste que les entités juridiques : déposez aussi celui des établissements pour vérifier leurs numéros.',
    ];
  const lacks: [number, string][] = [
    [
      entities,
      'Ce fichier ne liste que les établissements : le nom et le SIREN des entités juridiques manquent.',
    ],
    [tally.withSiret, 'Ce fichier ne donne aucun SIRET.'],
    [tally.located, 'Ce fichier ne donne aucune adresse.'],
    [
      tally.dated,
      'Ce fichier ne dit pas quels établissements sont fermés : un établissement fermé n’y est pas signalé.',
    ],
  ];
  return [
    ...lacks.flatMap(([found, note]) => (found === 0 ? [note] : [])),
    ...(unreadable > 0
      ? [`${unreadable} élément(s) du fichier n’ont pas pu être lus et sont absents de l’index.`]
      : []),
  ];
}
