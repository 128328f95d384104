import type { Dossier, Essms, Organisme, Profile } from '@/knowledge/profile/schema';
import { dossierLabel, essmsLabel, organismeLabel } from './facts';
import type { Subject } from './rule';

/** What a verdict speaks of, with the words that name it. */

export const grappeSubject = ({ id, name }: Profile): Subject => ({
  kind: 'grappe',
  id,
  label: name || 'La grappe',
});

export const organismeSubject = (one: Organisme): Subject => ({
  kind: 'organisme',
  id: one.id,
  label: organismeLabel(one),
});

export const essmsSubject = (one: Essms): Subject => ({ kind: 'essms', id: one.id, label: essmsLabel(one) });

export const dossierSubject = (one: Dossier): Subject => ({
  kind: 'dossier',
  id: one.id,
  label: dossierLabel(one),
});
