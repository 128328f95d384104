import type { Option } from './definition';

export const yesNo: Option[] = [
  { title: 'Oui', value: true },
  { title: 'Non', value: false },
];

export const civilites = ['Madame', 'Monsieur'];

export const structureTypes = [
  'Association',
  'Fondation',
  'Mutuelle',
  'Établissement public',
  'Collectivité territoriale',
  'Groupement de coopération',
  'Entreprise',
];

export const formesJuridiques = [
  'Association déclarée',
  'Association déclarée reconnue d’utilité publique',
  'Fondation',
  'Mutuelle',
  'Établissement public social ou médico-social communal',
  'Établissement public social ou médico-social départemental',
  'Établissement public de santé',
  'Centre communal d’action sociale',
  'Groupement de coopération sociale et médico-sociale',
  'Société par actions simplifiée',
  'Société à responsabilité limitée',
];

export const countries: Option[] = [
  { title: 'FRANCE', value: 'FRANCE' },
  { title: 'BELGIQUE', value: 'BELGIQUE' },
  { title: 'LUXEMBOURG', value: 'LUXEMBOURG' },
  { title: 'MONACO', value: 'MONACO' },
  { title: 'SUISSE', value: 'SUISSE' },
];

export const essmsFields: Option[] = [
  { title: 'Personnes âgées (PA)', value: 'PA' },
  { title: 'Personnes en situation de handicap (PH)', value: 'PH' },
  { title: 'Services à domicile (DOM)', value: 'DOM' },
  { title: 'Protection de l’enfance (PDE)', value: 'PDE' },
  { title: 'Personnes en difficultés spécifiques (PDS)', value: 'PDS' },
  { title: 'Accueil, hébergement, insertion (AHI)', value: 'AHI' },
  { title: 'Protection juridique des majeurs (PJM)', value: 'PJM' },
];

export const projectTypes: Option[] = [
  { title: 'Acquisition d’un DUI', value: 'acquisition' },
  { title: 'Mise en conformité d’un DUI existant', value: 'conformite' },
  { title: 'Projet mixte', value: 'mixte' },
];

export const themes = ['Dossier usager informatisé', 'Télésanté', 'Équipement et réseau', 'Autre thématique'];

export const groupings = [
  'Convention de groupement',
  'Convention de grappe',
  'GCSMS',
  'GCS',
  'GIP',
  'Organisme gestionnaire unique',
  'Autre',
];

export const expensePostes = [
  'Licences et abonnements',
  'Prestations de l’éditeur',
  'Reprise des données',
  'Formation',
  'Conduite du changement',
  'Conduite de projet',
  'Équipement',
  'Autres dépenses',
];

export const resourcePostes = [
  'Subvention demandée',
  'Autofinancement',
  'Département',
  'Région',
  'Autre financeur public',
  'Autre financeur privé',
];

export const regions = [
  'Auvergne-Rhône-Alpes',
  'Bourgogne-Franche-Comté',
  'Bretagne',
  'Centre-Val de Loire',
  'Corse',
  'Grand Est',
  'Guadeloupe',
  'Guyane',
  'Hauts-de-France',
  'Île-de-France',
  'La Réunion',
  'Martinique',
  'Mayotte',
  'Normandie',
  'Nouvelle-Aquitaine',
  'Occitanie',
  'Pays de la Loire',
  'Provence-Alpes-Côte d’Azur',
];
