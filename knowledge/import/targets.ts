import { PROJECT_FIELDS } from '@/knowledge/profile/fields';
import type { TargetId } from './proposal';

/** How a cell is read, checked and compared. */
export type ValueKind =
  | 'finess'
  | 'siret'
  | 'siren'
  | 'naf'
  | 'rna'
  | 'postcode'
  | 'insee'
  /** « 13400 Aubagne »: a postcode and a commune in one cell. */
  | 'place'
  | 'phone'
  | 'email'
  | 'iban'
  | 'bic'
  | 'text'
  | 'long-text'
  | 'yes-no'
  | 'count'
  | 'cents'
  | 'year'
  | 'day'
  | 'category'
  | 'field'
  | 'departement'
  | 'civilite'
  | 'project-type';

/** One thing a column can hold. Adding a column that sheets use is adding a wording here. */
export interface Target {
  id: Exclude<TargetId, ''>;
  /** In French, for the list a person picks from. */
  label: string;
  group: string;
  kind: ValueKind;
  /** Headers that say it, as sheets write them. */
  headers: string[];
  /** Headers that say it only when the rows of the sheet are of its list: « Adresse », « SIRET ». */
  generic?: string[];
  /** Identity or bank details: never written over, nor filled in an existing row, without a person. */
  sensitive?: true;
}

const ESSMS = 'Établissement ou service';
const FUNDING = 'Financements et commandes';
const ORGANISME = 'Organisme gestionnaire';
const FOLLOW_UP = 'Organisme : rattachement et autodiagnostics';
const BANK = 'Coordonnées bancaires';
const PROJECT = 'Projet';

const address = (list: 'essms' | 'organisme', group: string, of: string, owners: string[]): Target[] => {
  const own = (words: string[]) => words.flatMap((word) => owners.map((owner) => `${word} ${owner}`));
  const parts: [string, string, ValueKind, string[]][] = [
    [
      'street',
      'voie',
      'text',
      ['Adresse', 'Voie', 'Rue', 'N° et nom de la voie', 'Adresse postale', 'Adresse 1'],
    ],
    [
      'complement',
      'complément d’adresse',
      'text',
      ['Complément d’adresse', 'Complément', 'Bâtiment', 'Adresse 2', 'compldistrib'],
    ],
    ['postcode', 'code postal', 'postcode', ['Code postal', 'CP', 'codepostal', 'Cod. post.']],
    ['commune', 'commune', 'text', ['Commune', 'Ville', 'Localité', 'Nom de la commune']],
    ['inseeCode', 'code INSEE de la commune', 'insee', ['Code INSEE', 'Code commune', 'COG', 'INSEE']],
    [
      'place',
      'code postal et commune',
      'place',
      [
        'Code postal et ville',
        'CP Ville',
        'CP et commune',
        'CP commune',
        'ligneacheminement',
        'Ligne d’acheminement',
      ],
    ],
  ];
  return parts.map(([key, name, kind, words]) => ({
    id: `${list}.address.${key}`,
    label: `${name} ${of}`,
    group,
    kind,
    headers: own(words),
    generic: words,
  }));
};

const person = (key: 'representative' | 'contact', of: string, owners: string[]): Target[] => {
  const isRepresentative = key === 'representative';
  const parts: [string, string, ValueKind, string[]][] = [
    ['civilite', 'civilité', 'civilite', ['Civilité']],
    ['lastName', 'nom', 'text', ['Nom', 'Nom de famille']],
    ['firstName', 'prénom', 'text', ['Prénom']],
    ['role', 'fonction', 'text', ['Fonction', 'Qualité']],
    ['email', 'adresse électronique', 'email', ['E-mail', 'Adresse électronique']],
    ['phone', 'téléphone', 'phone', ['Téléphone', 'Tél.', 'Portable']],
  ];
  return parts.map(([part, name, kind, words]) => ({
    id: `organisme.${key}.${part}`,
    label: `${name} ${of}`,
    group: of.includes('contact') ? 'Organisme : contact' : 'Organisme : représentant légal',
    kind,
    headers: words.flatMap((word) => owners.map((owner) => `${word} ${owner}`)),
    // Beside establishments, it is the one of each of them.
    ...(isRepresentative
      ? { generic: words.map((word) => `${word} du directeur`), sensitive: true as const }
      : {}),
  }));
};

const yesNo = (id: Target['id'], label: string, group: string, headers: string[]): Target => ({
  id,
  label,
  group,
  kind: 'yes-no',
  headers,
});

const essmsTargets: Target[] = [
  {
    id: 'essms.finess',
    label: 'FINESS géographique',
    group: ESSMS,
    kind: 'finess',
    headers: [
      'N° FINESS ET',
      'FINESS géographique',
      'FINESS établissement',
      'FINESS géo',
      'FINESS entité géographique',
      'FINESS de l’ESSMS',
      'FINESS du site',
      'FINESS service',
      'nofinesset',
      'numFinessEge',
    ],
    generic: ['FINESS', 'N° FINESS'],
  },
  {
    id: 'essms.name',
    label: 'nom de l’établissement',
    group: ESSMS,
    kind: 'text',
    headers: [
      'Nom de l’établissement',
      'Établissement',
      'Établissement ou service',
      'Nom de l’ESSMS',
      'ESSMS',
      'Nom de la structure',
      'Structure',
      'Dénomination de l’établissement',
      'Raison sociale de l’établissement',
      'Libellé établissement',
      'Nom ESMS',
      'Site',
      'Nom du site',
      'nomEgeLong',
    ],
    generic: [
      'Nom',
      'Nom usuel',
      'Dénomination',
      'Libellé',
      'Libellé court',
      'Libellé long',
      'Intitulé',
      'Raison sociale',
      'rs',
      'rs ET',
      'rslongue',
    ],
  },
  {
    id: 'essms.category',
    label: 'catégorie FINESS',
    group: ESSMS,
    kind: 'category',
    headers: [
      'Catégorie',
      'Catégorie FINESS',
      'Code catégorie',
      'Catégorie d’établissement',
      'Type d’établissement',
      'Type de structure',
      'Type ESMS',
      'categetab',
      'Type',
    ],
  },
  {
    id: 'essms.field',
    label: 'champ (PA, PH, DOM…)',
    group: ESSMS,
    kind: 'field',
    headers: [
      'Champ',
      'Secteur',
      'Champ / secteur',
      'PA/PH',
      'Public',
      'Champ d’activité',
      'Population',
      'Public accueilli',
    ],
  },
  {
    id: 'essms.siret',
    label: 'SIRET de l’établissement',
    group: ESSMS,
    kind: 'siret',
    headers: [
      'SIRET de l’établissement',
      'SIRET ESSMS',
      'SIRET du site',
      'SIRET établissement',
      'SIRET structure',
    ],
    generic: ['SIRET', 'N° SIRET', 'Numéro SIRET'],
  },
  ...address('essms', ESSMS, 'de l’établissement', ['de l’établissement', 'de l’ESSMS', 'du site']),
  {
    id: 'essms.departement',
    label: 'département',
    group: ESSMS,
    kind: 'departement',
    headers: ['Département', 'Dpt', 'Dept', 'Dép.', 'Code département', 'N° département'],
  },
  {
    id: 'essms.capacity',
    label: 'capacité (places)',
    group: ESSMS,
    kind: 'count',
    headers: [
      'Capacité',
      'Capacité / places',
      'Places',
      'Nombre de places',
      'Capacité autorisée',
      'Capacité installée',
      'Capacité totale',
      'Total places',
      'Places installées',
      'Places autorisées',
      'Capa.',
      'Capa. autorisée',
      'Nb lits',
      'Lits et places',
    ],
    generic: ['File active'],
  },
  {
    id: 'essms.currentSoftware',
    label: 'logiciel actuel',
    group: ESSMS,
    kind: 'text',
    headers: [
      'Logiciel actuel',
      'Logiciel DUI actuel',
      'DUI',
      'DUI actuel',
      'Logiciel',
      'Solution actuelle',
      'Logiciel métier',
      'Nom du logiciel',
      'DUI en place',
    ],
  },
  yesNo('essms.open', 'établissement ouvert', ESSMS, [
    'Ouvert',
    'Établissement ouvert',
    'En activité',
    'État',
    'Statut',
  ]),
  {
    id: 'essms.closedOn',
    label: 'date de fermeture',
    group: ESSMS,
    kind: 'day',
    headers: ['Fermé le', 'Date de fermeture'],
  },
  yesNo('essms.earlierFunding.received', 'déjà financé ESMS numérique', FUNDING, [
    'Financé ESMS numérique',
    'Déjà financé',
    'Financement ESMS numérique',
    'Financement antérieur',
    'A déjà bénéficié du programme ESMS numérique',
    'Financement ESMS numérique antérieur',
  ]),
  {
    id: 'essms.earlierFunding.year',
    label: 'année du financement antérieur',
    group: FUNDING,
    kind: 'year',
    headers: [
      'Année',
      'Si oui, année',
      'Année du financement',
      'Année financement antérieur',
      'Année de financement ESMS numérique',
      'Année du financement antérieur',
    ],
  },
  {
    id: 'essms.earlierFunding.software',
    label: 'logiciel du financement antérieur',
    group: FUNDING,
    kind: 'text',
    headers: [
      'Logiciel financé',
      'Logiciel du financement antérieur',
      'DUI financé',
      'Logiciel financé ESMS numérique',
    ],
  },
  yesNo('essms.segurOrder.ordered', 'commande « Prestation Ségur »', FUNDING, [
    'Prestation Ségur',
    'Commande Ségur',
    'Commande Prestation Ségur',
    'SONS',
    'Commande SONS',
    'Prestation Ségur commandée',
  ]),
  {
    id: 'essms.segurOrder.software',
    label: 'logiciel de la commande Ségur',
    group: FUNDING,
    kind: 'text',
    headers: [
      'Logiciel Ségur',
      'Logiciel de la Prestation Ségur',
      'Logiciel commande Ségur',
      'Logiciel SONS',
      'Logiciel de la commande Ségur',
    ],
  },
  {
    id: 'essms.hours.eligible',
    label: 'heures éligibles (domicile)',
    group: FUNDING,
    kind: 'count',
    headers: [
      'Heures éligibles',
      'Nombre d’heures éligibles',
      'Heures APA PCH',
      'Heures éligibles par an',
      'Heures d’aide à domicile éligibles',
    ],
  },
  {
    id: 'essms.hours.total',
    label: 'heures totales (domicile)',
    group: FUNDING,
    kind: 'count',
    headers: [
      'Heures totales',
      'Heures',
      'Nombre d’heures',
      'Total heures',
      'Heures réalisées',
      'Heures d’aide à domicile',
      'Total des heures',
    ],
  },
  {
    id: 'essms.requestedCents',
    label: 'montant demandé (€)',
    group: FUNDING,
    kind: 'cents',
    headers: [
      'Montant',
      'Montant demandé',
      'Subvention demandée',
      'Montant demandé pour l’établissement',
      'Aide demandée',
      'Montant sollicité',
      'Montant (€)',
    ],
  },
];

const OWNERS = ['de l’organisme', 'de l’organisme gestionnaire', 'OG', 'du gestionnaire', 'du siège'];

const organismeTargets: Target[] = [
  {
    id: 'organisme.raisonSociale',
    label: 'raison sociale de l’organisme',
    group: ORGANISME,
    kind: 'text',
    sensitive: true,
    headers: [
      'Organisme gestionnaire',
      'Organisme',
      'OG',
      'Gestionnaire',
      'Nom de l’organisme gestionnaire',
      'Nom OG',
      'Raison sociale OG',
      'Raison sociale de l’organisme',
      'Raison sociale de l’organisme gestionnaire',
      'Association',
      'Association gestionnaire',
      'Entité juridique',
      'Nom entité juridique',
      'Raison sociale EJ',
      'RS EJ',
      'Personne morale',
    ],
    generic: ['Raison sociale', 'Nom', 'Dénomination', 'Structure'],
  },
  {
    id: 'organisme.sigle',
    label: 'sigle de l’organisme',
    group: ORGANISME,
    kind: 'text',
    headers: ['Sigle', 'Sigle de l’organisme', 'Sigle OG'],
  },
  {
    id: 'organisme.formeJuridique',
    label: 'forme juridique',
    group: ORGANISME,
    kind: 'text',
    headers: [
      'Forme juridique',
      'Statut juridique',
      'Forme juridique de l’organisme',
      'Statut juridique de l’OG',
    ],
  },
  {
    id: 'organisme.siren',
    label: 'SIREN de l’organisme',
    group: ORGANISME,
    kind: 'siren',
    sensitive: true,
    headers: [
      'SIREN',
      'N° SIREN',
      'SIREN OG',
      'SIREN de l’organisme',
      'SIREN organisme gestionnaire',
      'SIREN du gestionnaire',
    ],
  },
  {
    id: 'organisme.siret',
    label: 'SIRET du siège',
    group: ORGANISME,
    kind: 'siret',
    sensitive: true,
    headers: [
      'SIRET du siège',
      'SIRET OG',
      'SIRET de l’organisme',
      'SIRET organisme gestionnaire',
      'SIRET du gestionnaire',
      'SIRET du siège de l’organisme',
      'SIRET entité juridique',
    ],
    generic: ['SIRET', 'N° SIRET'],
  },
  {
    id: 'organisme.finessJuridique',
    label: 'FINESS juridique',
    group: ORGANISME,
    kind: 'finess',
    sensitive: true,
    headers: [
      'FINESS juridique',
      'N° FINESS EJ',
      'FINESS EJ',
      'FINESS entité juridique',
      'FINESS de l’organisme gestionnaire',
      'FINESS OG',
      'FINESS gestionnaire',
      'FINESS juridique de l’organisme',
      'nofinessej',
      'numFinessPm',
    ],
    generic: ['FINESS', 'N° FINESS'],
  },
  {
    id: 'organisme.naf',
    label: 'code NAF',
    group: ORGANISME,
    kind: 'naf',
    headers: ['NAF', 'Code NAF', 'APE', 'Code APE', 'Code NAF / APE', 'Code NAF de l’organisme'],
  },
  {
    id: 'organisme.rna',
    label: 'numéro RNA',
    group: ORGANISME,
    kind: 'rna',
    sensitive: true,
    headers: ['RNA', 'N° RNA', 'Numéro RNA', 'RNA de l’organisme'],
  },
  ...address('organisme', ORGANISME, 'de l’organisme', OWNERS),
  {
    id: 'organisme.phone',
    label: 'téléphone de l’organisme',
    group: ORGANISME,
    kind: 'phone',
    headers: [
      'Téléphone de l’organisme',
      'Téléphone OG',
      'Téléphone du siège',
      'Téléphone de l’organisme gestionnaire',
    ],
    generic: ['Téléphone', 'Tél.', 'Standard'],
  },
  {
    id: 'organisme.email',
    label: 'adresse électronique de l’organisme',
    group: ORGANISME,
    kind: 'email',
    headers: [
      'E-mail de l’organisme',
      'Courriel de l’organisme',
      'E-mail OG',
      'E-mail du siège',
      'Adresse électronique de l’organisme',
      'Courriel de l’organisme gestionnaire',
    ],
    generic: ['E-mail', 'Courriel', 'Adresse électronique', 'Mail'],
  },
  {
    id: 'organisme.website',
    label: 'site internet',
    group: ORGANISME,
    kind: 'text',
    headers: ['Site internet', 'Site web', 'Site internet de l’organisme'],
  },
  ...person('representative', 'du représentant légal', [
    'du représentant légal',
    'du représentant',
    'représentant légal',
    'du président',
    'du signataire',
  ]),
  ...person('contact', 'du contact', [
    'du contact',
    'du référent',
    'contact',
    'référent',
    'de la personne à contacter',
  ]),
  yesNo('organisme.nationalEntity.affiliated', 'rattaché à une entité nationale', FOLLOW_UP, [
    'Rattachement national',
    'Rattaché à une entité nationale',
    'Rattachement à une entité nationale',
    'Affiliation nationale',
  ]),
  {
    id: 'organisme.nationalEntity.name',
    label: 'entité nationale',
    group: FOLLOW_UP,
    kind: 'text',
    headers: [
      'Entité nationale',
      'Nom de l’entité nationale',
      'Fédération',
      'Nom de l’entité nationale de rattachement',
    ],
  },
  yesNo('organisme.nationalEntity.writtenAgreement', 'accord écrit de l’entité nationale', FOLLOW_UP, [
    'Accord écrit de l’entité nationale',
    'Accord de l’entité nationale',
    'Accord écrit',
  ]),
  yesNo(
    'organisme.selfAssessments.anapMaturity',
    'autodiagnostic ANAP de maturité et de sécurité',
    FOLLOW_UP,
    [
      'Autodiagnostic ANAP de maturité',
      'Autodiagnostic ANAP',
      'Maturité ANAP',
      'Autodiagnostic maturité et sécurité',
      'Autodiagnostic ANAP de maturité et de sécurité',
    ],
  ),
  yesNo('organisme.selfAssessments.siManagement', 'autodiagnostic ANAP de gestion du SI', FOLLOW_UP, [
    'Autodiagnostic gestion du SI',
    'Gestion du SI',
    'Autodiagnostic ANAP de gestion du SI',
    'Autodiagnostic RSI DSI',
  ]),
  yesNo('organisme.selfAssessments.protectionMeasures', 'positionnement sur les 13 mesures', FOLLOW_UP, [
    '13 mesures',
    '13 mesures de protection',
    'Positionnement sur les 13 mesures de protection',
    'Mesures de cybersécurité',
  ]),
  yesNo('organisme.boundToPorteur', 'convention ou mandat avec le porteur', FOLLOW_UP, [
    'Convention avec le porteur',
    'Mandat',
    'Convention ou mandat avec le porteur',
    'Convention signée',
  ]),
];

const bankTargets: Target[] = (
  [
    ['holder', 'titulaire du compte', 'text', ['Titulaire du compte', 'Titulaire', 'Bénéficiaire']],
    ['iban', 'IBAN', 'iban', ['IBAN', 'N° IBAN', 'Compte bancaire', 'RIB']],
    ['bic', 'BIC', 'bic', ['BIC', 'Code BIC', 'SWIFT', 'BIC SWIFT']],
    ['bankName', 'nom de la banque', 'text', ['Nom de la banque', 'Banque', 'Domiciliation']],
  ] as const
).map(([key, label, kind, headers]) => ({
  id: `bank.${key}`,
  label,
  group: BANK,
  kind,
  headers: [...headers],
  sensitive: true,
}));

const projectTargets: Target[] = (
  [
    ['title', 'intitulé du projet', 'text', ['Intitulé du projet', 'Titre du projet', 'Nom du projet']],
    ['objectives', 'objectifs du projet', 'long-text', ['Objectifs', 'Objectifs du projet']],
    ['description', 'description du projet', 'long-text', ['Description du projet', 'Description']],
    ['type', 'type de projet', 'project-type', ['Type de projet']],
    [
      'firstRequest',
      'première demande',
      'yes-no',
      ['Première demande', 'Première demande ou renouvellement'],
    ],
    ['startDate', 'date de début', 'day', ['Date de début', 'Date de début du projet', 'Début du projet']],
    ['endDate', 'date de fin', 'day', ['Date de fin', 'Date de fin du projet', 'Fin du projet']],
    [
      'software',
      'logiciel visé',
      'text',
      ['Logiciel visé', 'Logiciel cible', 'DUI cible', 'Logiciel du projet'],
    ],
    ['editor', 'éditeur', 'text', ['Éditeur', 'Éditeur du logiciel']],
    [
      'segurReferenced',
      'logiciel référencé Ségur',
      'yes-no',
      ['Référencé Ségur', 'Logiciel référencé Ségur', 'Référencement Ségur'],
    ],
    ['europeanAid', 'autre aide européenne', 'yes-no', ['Autre aide européenne', 'Aide européenne']],
    ['otherAid', 'autres aides', 'text', ['Autres aides', 'Autres aides publiques']],
    ['nationalScope', 'portée nationale', 'yes-no', ['Portée nationale', 'Projet de portée nationale']],
    ['groupingForm', 'forme du groupement', 'text', ['Forme du groupement', 'Forme juridique du groupement']],
    ['governance', 'gouvernance', 'long-text', ['Gouvernance', 'Gouvernance du projet']],
    ['deployment', 'stratégie de déploiement', 'long-text', ['Stratégie de déploiement', 'Déploiement']],
    [
      'changePlan',
      'conduite du changement',
      'long-text',
      ['Conduite du changement', 'Plan de conduite du changement'],
    ],
    ['humanResources', 'moyens humains', 'long-text', ['Moyens humains', 'Ressources humaines']],
    [
      'requestedCents',
      'montant demandé pour le projet (€)',
      'cents',
      ['Montant demandé pour le projet', 'Montant total demandé'],
    ],
  ] as const
).map(([key, label, kind, headers]) => ({
  id: `project.${key}`,
  label,
  group: PROJECT,
  kind,
  headers: [...headers],
  generic: PROJECT_FIELDS.filter(({ path }) => path === key).map(({ label: asked }) => asked),
}));

/** Everything a column can be taken for, in the order a person reads the list. */
export const TARGETS: readonly Target[] = [
  ...essmsTargets,
  ...organismeTargets,
  ...bankTargets,
  ...projectTargets,
];

const byId = new Map<string, Target>(TARGETS.map((target) => [target.id, target]));

/** The target of this id, or undefined when it is unknown or empty. */
export const targetOf = (id: string): Target | undefined => byId.get(id);

interface Parts {
  list: string;
  keys: readonly string[];
  path: string;
}

/** Ids are few and asked for at every cell. */
const parts = new Map<string, Parts>();

function partsOf(id: string): Parts {
  const known = parts.get(id);
  if (known !== undefined) return known;
  const [list = '', ...keys] = id.split('.');
  const found = { list, keys, path: keys.join('.') };
  parts.set(id, found);
  return found;
}

/** The list of a profile a target belongs to: « essms », « organisme », « bank » or « project ». */
export const listOf = (id: string): string => partsOf(id).list;

/** The path of a target in its row: `['address', 'postcode']` for « essms.address.postcode ». */
export const keysOf = (id: string): readonly string[] => partsOf(id).keys;

/** The same path as one text, the key of its source: « address.postcode ». */
export const pathOf = (id: string): string => partsOf(id).path;
