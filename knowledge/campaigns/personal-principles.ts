import type { Principle } from './campaign';

/** A rule of principle as a person chooses it: what the text says, and what the assistant then checks. */
export interface PrincipleWords {
  label: string;
  effect: string;
}

/** Every rule of principle that a call described by the user may hold. */
export const PRINCIPLES: Record<Principle, PrincipleWords> = {
  'l312-1': {
    label: 'Seuls les établissements et services de l’article L.\u00a0312-1 du CASF sont éligibles',
    effect: 'Contrôle la catégorie FINESS de chaque ESSMS.',
  },
  'own-finess': {
    label: 'Chaque ESSMS a son propre FINESS géographique',
    effect: 'Contrôle le numéro de chaque ESSMS, et refuse un FINESS juridique à sa place.',
  },
  'no-uslds': {
    label: 'Les USLD ne sont pas éligibles',
    effect: 'Signale les unités de soins de longue durée.',
  },
  'assurance-maladie': {
    label: 'Chaque ESSMS est financé au moins en partie par l’assurance maladie',
    effect: 'Contrôle le financement d’après la catégorie FINESS.',
  },
  'no-addictology-ase': {
    label: 'L’addictologie et l’aide sociale à l’enfance sont hors périmètre',
    effect: 'Signale les catégories de ces deux domaines.',
  },
  'no-european-structural-funds': {
    label: 'Pas d’aide des fonds structurels européens (FEDER, FSE)',
    effect: 'Contrôle les autres aides du projet.',
  },
  'no-european-money': {
    label: 'Pas d’argent européen, d’aucune sorte',
    effect: 'Contrôle les autres aides du projet.',
  },
  'same-software-once': {
    label: 'Le même logiciel n’est pas financé deux fois pour un ESSMS',
    effect: 'Compare le logiciel du projet aux financements antérieurs.',
  },
  'one-dui-per-essms': {
    label: 'Un ESSMS n’est pas financé pour deux dossiers usagers informatisés',
    effect: 'Compare le logiciel du projet aux financements antérieurs.',
  },
  'one-dui-per-project': {
    label: 'Un seul dossier usager informatisé par projet',
    effect: 'Contrôle que le projet désigne un seul logiciel.',
  },
  'replacement-is-acquisition': {
    label: 'Remplacer un logiciel par un autre est une acquisition',
    effect: 'Compare le type de projet aux logiciels actuels.',
  },
  'segur-order-other-software': {
    label: 'Pas d’aide si une «\u00a0Prestation Ségur\u00a0» a été commandée pour un autre logiciel',
    effect: 'Contrôle les commandes de Prestation Ségur de chaque ESSMS.',
  },
  'national-entity-agreement': {
    label: 'L’accord écrit de l’entité nationale est demandé',
    effect: 'Contrôle l’accord de chaque organisme rattaché à une entité nationale.',
  },
  'segur-conformity': {
    label: 'Le logiciel est référencé Ségur',
    effect: 'Contrôle le référencement du logiciel visé.',
  },
  'segur-not-for-ahi-pjm': {
    label: 'Le référencement Ségur n’est pas demandé aux projets AHI ou PJM seuls',
    effect: 'Lève le contrôle du référencement pour ces projets.',
  },
  'segur-ahi-registered': {
    label: 'AHI\u202f: l’éditeur doit seulement être inscrit au référencement Ségur',
    effect: 'Assouplit le contrôle du référencement pour ces projets.',
  },
  'segur-not-for-pjm': {
    label: 'Le référencement Ségur n’est pas demandé aux projets PJM',
    effect: 'Lève le contrôle du référencement pour ces projets.',
  },
  'ahi-targets-lifted': {
    label: 'AHI hors du SONS\u202f: les cibles d’usage de MSSanté et du DMP sont levées',
    effect: 'Rappelle la dispense pour chaque ESSMS du champ AHI.',
  },
  'late-is-inadmissible': {
    label: 'Un dossier déposé après la clôture est irrecevable',
    effect: 'Rend bloquant le dépassement de la clôture.',
  },
  'comfort-share': {
    label: 'Services à domicile\u202f: les services de confort ne sont pas aidés',
    effect: 'Réduit l’aide au prorata des heures éligibles, et demande la pièce.',
  },
  'lower-real-cost': {
    label: 'Un coût réel plus bas réduit le forfait',
    effect: 'Compare le budget aux forfaits.',
  },
  grouping: {
    label: 'Les membres sont liés par une convention ou un groupement',
    effect: 'Contrôle la forme du groupement et la convention de chaque organisme.',
  },
  'manager-files': {
    label: 'Le dossier est déposé par un organisme gestionnaire d’ESSMS',
    effect: 'Contrôle que le porteur gère des ESSMS de la grappe.',
  },
  'self-assessments': {
    label: 'Les autodiagnostics de chaque organisme sont attendus',
    effect: 'Contrôle ceux que vous avez notés.',
  },
  'funding-balance': {
    label: 'Le plan de financement est équilibré',
    effect: 'Compare les dépenses et les ressources du budget.',
  },
  'not-retained-earlier': {
    label: 'Les projets non retenus auparavant ont une échéance avancée',
    effect: 'Contrôle la période réservée, si vous en décrivez une.',
  },
  territory: {
    label: 'Les ESSMS sont dans la région de l’appel',
    effect: 'Compare la région de l’appel à celle de chaque ESSMS.',
  },
  'majority-ars': {
    label: 'Plusieurs régions\u202f: le dossier va à l’ARS où se trouvent le plus d’ESSMS',
    effect: 'Compte les ESSMS de chaque région.',
  },
};

const isPrinciple = (key: string): key is Principle => key in PRINCIPLES;

/** Every key of `PRINCIPLES`, in its order. */
export const PRINCIPLE_KEYS: readonly Principle[] = Object.keys(PRINCIPLES).filter(isPrinciple);
