/**
 * The parts of a dossier that ask alike things: « Nom » means nothing without knowing whose. A
 * place is recognised by the words of the sections, groups and labels around a field.
 */
export type Place =
  | 'porteur'
  | 'address'
  | 'representative'
  | 'contact'
  | 'project'
  | 'criteria'
  | 'bank'
  | 'essms'
  | 'budget'
  | 'indicators'
  /** Somebody or something the profile does not hold: a delegate, an auditor, a second person. */
  | 'elsewhere';

/** Wordings of each place, most telling first. */
export const PLACES: Record<Place, string[]> = {
  porteur: [
    'identification',
    'votre tiers',
    'votre structure',
    'organisme porteur',
    'structure porteuse',
    'demandeur',
    'porteur du projet',
  ],
  address: ['adresse de correspondance', 'adresse', 'coordonnées', 'siège'],
  representative: ['représentant légal', 'représentant', 'signataire du dossier'],
  contact: [
    'personne chargée du dossier',
    'contact',
    'interlocuteur',
    'référent du projet',
    'chef de projet',
    'suivi du dossier',
  ],
  project: [
    'projet',
    'informations générales',
    'informations complémentaires',
    'votre demande',
    'calendrier',
    'logiciel',
    'grappe',
    'localisation',
    'territoires',
  ],
  criteria: ['critères d’éligibilité', 'éligibilité', 'critères'],
  bank: ['domiciliation bancaire', 'coordonnées bancaires', 'compte bancaire', 'rib', 'banque'],
  essms: ['structures engagées', 'établissements et services', 'liste des essms', 'essms de la grappe'],
  budget: ['plan de financement', 'budget', 'dépenses', 'recettes'],
  indicators: ['indicateurs'],
  elsewhere: [
    'délégataire',
    'délégation de signature',
    'représentant supplémentaire',
    'autre représentant',
    'second représentant',
    'commissaire aux comptes',
    'expert-comptable',
    'trésorier',
    'mandataire',
    'conjoint',
    'garant',
    'tuteur',
    'sous-traitant',
    'ancien',
    'précédent',
    'confirmation',
  ],
};
