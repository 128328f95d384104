import {
  type Essms,
  type Organisme,
  type Profile,
  type Project,
  porteurOf,
} from '@/knowledge/profile/schema';
import { categoryOf, type FinessCategory } from '@/knowledge/reference/finess-categories';
import { demand, need } from './define';
import { type Facts, ofDossier, ofEssms, ofProject, type Perimeter } from './facts';
import { counted } from './french';
import type { MissingDatum } from './rule';

/** Data several rules ask for, each with the one way to name it. */

export const ESSMS_LIST: MissingDatum = { id: 'essms', label: 'liste des ESSMS de la grappe' };

/** The ESSMS of the grappe, at least one. */
export const needEssms = ({ essms }: Profile): Essms[] => need(essms.length > 0 ? essms : null, ESSMS_LIST);

export const needPorteur = (grappe: Profile): Organisme =>
  need(porteurOf(grappe), { id: 'porteurId', label: 'organisme porteur de la grappe' });

/** Software of DUI the project is about. */
export const needSoftware = (project: Project): string =>
  need(project.software, ofProject('software', 'logiciel de DUI visé par le projet'));

export const needFiness = (essms: Essms): string =>
  need(essms.finess, ofEssms(essms, 'finess', 'FINESS géographique'));

/** Code of the FINESS category. */
export const needCategory = (essms: Essms): string =>
  need(essms.category, ofEssms(essms, 'category', 'catégorie FINESS'));

/** The FINESS category, one the reference knows: another code is named and never guessed. */
export function needKnownCategory(essms: Essms): FinessCategory {
  const code = needCategory(essms);
  const words = `catégorie FINESS «\u00a0${code}\u00a0», non reconnue`;
  return need(categoryOf(code), ofEssms(essms, 'category', words));
}

/** A dossier without a call may be one of this call: until it says so, nothing is missing from the others. */
export const demandCalls = ({ withoutCall }: Facts): void =>
  demand(withoutCall.map((dossier) => ofDossier(dossier, 'campaign', 'appel à projets')));

/** Ends the check when the call has no dossier. */
export function demandDossiers({ dossiers }: Facts): void {
  if (dossiers.length === 0) demand([{ id: 'dossiers', label: 'dossiers de cet appel à projets' }]);
}

/** What a threshold is compared with, while some ESSMS may still be excluded, and the words for it. */
export const countOf = ({ eligible, doubtful }: Perimeter) => ({
  sure: eligible.length,
  most: eligible.length + doubtful.length,
  found: `${counted(eligible.length, 'ESSMS')} éligible${eligible.length > 1 ? 's' : ''}`,
});
