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
    'votre organisme',
    'association',
    'organisme gestionnaire',
    'gestionnaire',
    'organisme demandeur',
    'organisme porteur',
    'structure porteuse',
    'demandeur',
    'porteur',
  ],
  address: [
    'adresse de correspondance',
    'adresse',
    'coordonnées',
    'coordonnées de la structure',
    'coordonnées du demandeur',
    'siège',
    'siège social',
  ],
  representative: ['représentant légal', 'représentant', 'signataire du dossier', 'signataire'],
  contact: [
    'personne chargée du dossier',
    'personne chargée de la demande',
    'responsable du projet',
    'personne à contacter',
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
  bank: [
    'domiciliation bancaire',
    'coordonnées bancaires',
    'compte bancaire',
    'rib',
    'banque',
    'relevé d’identité bancaire',
  ],
  essms: ['structures engagées', 'établissements et services', 'liste des essms', 'essms de la grappe'],
  budget: ['plan de financement', 'budget', 'dépenses', 'recettes'],
  indicators: ['indicateurs'],
  elsewhere: [
    'délégataire',
    'délégation de signature',
    'représentant supplémentaire',
    'autre représentant',
    'second représentant',
    'suppléant',
    'commissaire aux comptes',
    'expert-comptable',
    'trésorier',
    'mandataire',
    'conjoint',
    'garant',
    'tuteur',
    'sous-traitant',
    'prestataire',
    'fournisseur',
    'hébergeur',
    'partenaires',
    'agence',
    'ancien',
    'précédent',
    'confirmation',
    'confirmez',
    'lettre d’information',
    'abonnement',
    'connexion',
    'identifiant',
    'rechercher',
    'directeur',
    'directrice',
    'président',
    'présidente',
    'secrétaire',
    'gérant',
    'responsable',
    'administrateur',
    'salarié',
    'bénéficiaire',
  ],
};

/** Places that speak of the same organisation: its seat is asked for beside its name. */
export const KIN: Partial<Record<Place, Place[]>> = { porteur: ['address'], address: ['porteur'] };
