import type { Address, EssmsField, Person } from '@/knowledge/profile/schema';
import {
  allHaveFiness,
  allUnderL312,
  departementsOf,
  doubleFunding,
  type FillContext,
  reachesMinimum,
  regionsOf,
} from './context';
import { wordings } from './dictionary-wordings';
import type { FieldId } from './field-id';
import type { Place } from './places';

/** How a value is written and compared. Amounts are integer cents, days are ISO. */
export type Format =
  | 'text'
  | 'siret'
  | 'siren'
  | 'finess'
  | 'naf'
  | 'rna'
  | 'postcode'
  | 'phone'
  | 'email'
  | 'url'
  | 'iban'
  | 'bic'
  | 'amount'
  | 'count'
  | 'day'
  | 'year'
  /** One of several wordings, best first: an option is chosen only when one clearly matches. */
  | 'choice'
  /** Several options at once. */
  | 'choices'
  | 'yes-no';

/** What the profile answers: null when it does not know. */
export type Answer = string | number | boolean | string[] | null;

/** One thing a form can ask. Adding a field is adding one of these. */
export interface Entry {
  id: FieldId;
  /** French name, shown as the origin of the value. */
  name: string;
  place: Place;
  /** Wordings met or likely, as a form writes them. */
  labels: string[];
  format: Format;
  answer: (context: FillContext) => Answer;
  /**
   * « Nom » alone means nothing: the sections around must speak of its place (`always`), must not
   * speak of another (`when-told`), or must not be somebody else's (`not-theirs`, « SIRET »).
   */
  needsPlace?: 'always' | 'when-told' | 'not-theirs';
  /** Other fields appear, fill or lock once this one is written: it goes first. */
  driver?: true;
  /** Only written after the person confirms it, last characters shown. */
  sensitive?: true;
}

const given = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

const wording = (known: Record<string, string[]>, text: string): string[] | null =>
  text === '' ? null : [text, ...(known[text] ?? [])];

const STRUCTURE_TYPES: [RegExp, string[]][] = [
  [/associat/i, ['Association', 'Association loi 1901']],
  [/fondation/i, ['Fondation']],
  [/mutue/i, ['Mutuelle']],
  [/groupement|gcsms/i, ['Groupement de coopération', 'Groupement', 'GCSMS']],
  [/public|communal|hospital/i, ['Établissement public', 'Organisme public']],
  [/soci[ée]t[ée]|sas|sarl/i, ['Entreprise', 'Société']],
];

const structureType = ({ porteur }: FillContext): string[] | null =>
  STRUCTURE_TYPES.find(([form]) => form.test(porteur.formeJuridique))?.[1] ?? null;

export const FIELD_WORDINGS: Record<string, string[]> = {
  PA: ['Personnes âgées', 'Personnes âgées (PA)', 'PA - Personnes âgées'],
  PH: [
    'Personnes handicapées',
    'Personnes en situation de handicap',
    'Personnes en situation de handicap (PH)',
    'Handicap',
  ],
  DOM: ['Domicile', 'Services à domicile (DOM)', 'Aide et soins à domicile'],
  PDE: ['Protection de l’enfance', 'Protection de l’enfance (PDE)'],
  PDS: [
    'Personnes en difficultés spécifiques',
    'Personnes en difficultés spécifiques (PDS)',
    'Difficultés spécifiques',
  ],
  AHI: ['Accueil, hébergement, insertion', 'Accueil, hébergement, insertion (AHI)'],
  PJM: ['Protection juridique des majeurs', 'Protection juridique des majeurs (PJM)'],
};

const PROJECT_TYPES: Record<string, string[]> = {
  acquisition: [
    'Acquisition',
    'Acquisition d’un DUI',
    'Acquisition d’un logiciel',
    'Achat d’un nouveau DUI',
    'Achat',
  ],
  conformite: [
    'Mise en conformité',
    'Mise en conformité d’un DUI existant',
    'Montée de version',
    'Mise aux normes du DUI existant',
  ],
  mixte: ['Mixte', 'Projet mixte'],
};

const addressEntries = (of: (context: FillContext) => Address): Entry[] => [
  {
    id: 'address.country',
    name: 'Pays',
    place: 'address',
    needsPlace: 'when-told',
    labels: ['Pays'],
    format: 'choice',
    answer: (c) => wording({}, of(c).country),
  },
  {
    id: 'address.complement',
    name: 'Complément d’adresse',
    place: 'address',
    needsPlace: 'when-told',
    labels: [
      'Complément d’adresse',
      'Complément(s), point de remise',
      'Bâtiment, étage, résidence',
      'Complément',
    ],
    format: 'text',
    answer: (c) => given(of(c).complement),
  },
  {
    id: 'address.street',
    name: 'Voie',
    place: 'address',
    needsPlace: 'when-told',
    labels: [
      'N° et libellé de la voie',
      'Voie',
      'Rue',
      'Adresse',
      'N° et nom de rue',
      'Nom de la voie',
      'Adresse postale',
      'Adresse du siège social',
    ],
    format: 'text',
    answer: (c) => given(of(c).street),
  },
  {
    id: 'address.postcode',
    name: 'Code postal',
    place: 'address',
    needsPlace: 'when-told',
    labels: ['Code postal'],
    format: 'postcode',
    driver: true,
    answer: (c) => given(of(c).postcode),
  },
  {
    id: 'address.commune',
    name: 'Commune',
    place: 'address',
    needsPlace: 'when-told',
    labels: ['Commune', 'Ville', 'Localité'],
    format: 'choice',
    answer: (c) => wording({}, of(c).commune),
  },
];

const PORTABLE = [
  'Portable',
  'Téléphone portable',
  'N° de portable',
  'Portable professionnel',
  'Numéro de mobile',
];

/** The profile keeps one number per person: it answers « portable » only when it is one. */
const mobileOf = (phone: string): string | null =>
  /^(?:0|\+33|0033)[67]/.test(phone.replace(/[\s.\-()]/g, '')) ? phone : null;

const person = (
  place: 'representative' | 'contact',
  whose: string,
  of: (context: FillContext) => Person,
): Entry[] => {
  const entry = (
    key: keyof Person,
    name: string,
    labels: string[],
    format: Format,
    answer: Entry['answer'],
  ): Entry => ({
    id: `${place}.${key}`,
    name: `${name} ${whose}`,
    place,
    labels,
    format,
    answer,
    needsPlace: 'always',
  });
  return [
    entry('civilite', 'Civilité', ['Civilité', 'Titre de civilité', 'Genre'], 'choice', (c) =>
      wording({ Madame: ['Mme', 'Mme.'], Monsieur: ['M.', 'M', 'Mr'] }, of(c).civilite),
    ),
    entry('lastName', 'Nom', ['Nom', 'Nom de famille', 'Nom d’usage'], 'text', (c) => given(of(c).lastName)),
    entry('firstName', 'Prénom', ['Prénom', 'Prénom(s)'], 'text', (c) => given(of(c).firstName)),
    entry('role', 'Fonction', ['Fonction', 'Qualité', 'Poste occupé', 'En qualité de'], 'text', (c) =>
      given(of(c).role),
    ),
    entry('email', 'Courriel', ['Courriel', 'Adresse électronique', 'E-mail', 'Adresse mail'], 'email', (c) =>
      given(of(c).email),
    ),
    entry('phone', 'Téléphone', ['Téléphone', 'N° de téléphone', 'Téléphone direct'], 'phone', (c) =>
      given(of(c).phone),
    ),
    // The same number under another name: in its own column, so that « Téléphone » has it when both are asked.
    entry('phone', 'Téléphone', [...PORTABLE], 'phone', (c) => mobileOf(of(c).phone)),
  ];
};

const porteurEntries: Entry[] = [
  {
    id: 'porteur.structureType',
    name: 'Type de structure',
    place: 'porteur',
    needsPlace: 'not-theirs',
    labels: ['Type de structure', 'Type d’organisme', 'Famille de tiers', 'Type de tiers'],
    format: 'choice',
    driver: true,
    answer: structureType,
  },
  {
    id: 'porteur.inFrance',
    name: 'Établi en France',
    place: 'porteur',
    needsPlace: 'not-theirs',
    labels: ['Êtes-vous établi en France ?', 'Votre structure est-elle établie en France ?'],
    format: 'yes-no',
    driver: true,
    answer: ({ porteur }) =>
      porteur.address.country === '' ? null : /^france$/i.test(porteur.address.country),
  },
  {
    id: 'porteur.hasSiret',
    name: 'Dispose d’un SIRET',
    place: 'porteur',
    needsPlace: 'not-theirs',
    labels: [
      'Disposez-vous d’un numéro SIRET ?',
      'Avez-vous un SIRET ?',
      'La structure dispose-t-elle d’un SIRET ?',
    ],
    format: 'yes-no',
    driver: true,
    answer: ({ porteur }) => (porteur.siret === '' ? null : true),
  },
  {
    id: 'porteur.siret',
    name: 'SIRET du porteur',
    place: 'porteur',
    needsPlace: 'not-theirs',
    labels: ['N° SIRET', 'SIRET', 'Numéro SIRET de l’établissement', 'SIRET du siège'],
    format: 'siret',
    driver: true,
    answer: ({ porteur }) => given(porteur.siret),
  },
  {
    id: 'porteur.siren',
    name: 'SIREN du porteur',
    place: 'porteur',
    needsPlace: 'not-theirs',
    labels: ['N° SIREN', 'SIREN'],
    format: 'siren',
    answer: ({ porteur }) => given(porteur.siren),
  },
  {
    id: 'porteur.raisonSociale',
    name: 'Raison sociale',
    place: 'porteur',
    needsPlace: 'not-theirs',
    labels: [
      'Raison sociale',
      'Dénomination',
      'Nom - Dénomination',
      'Nom de l’organisme',
      'Nom de la structure',
      'Dénomination sociale',
      'Nom de l’association',
      'Organisme gestionnaire',
    ],
    format: 'text',
    answer: ({ porteur }) => given(porteur.raisonSociale),
  },
  {
    id: 'porteur.sigle',
    name: 'Sigle',
    place: 'porteur',
    needsPlace: 'when-told',
    labels: ['Sigle', 'Acronyme', 'Nom abrégé'],
    format: 'text',
    answer: ({ porteur }) => given(porteur.sigle),
  },
  {
    id: 'porteur.formeJuridique',
    name: 'Forme juridique',
    place: 'porteur',
    needsPlace: 'not-theirs',
    labels: ['Forme juridique', 'Statut juridique', 'Catégorie juridique', 'Nature juridique'],
    format: 'choice',
    answer: ({ porteur }) => wording({}, porteur.formeJuridique),
  },
  {
    id: 'porteur.naf',
    name: 'Code NAF',
    place: 'porteur',
    needsPlace: 'not-theirs',
    labels: ['NAF', 'Code NAF', 'Code APE', 'NAF / APE', 'Activité principale'],
    format: 'naf',
    answer: ({ porteur }) => given(porteur.naf),
  },
  {
    id: 'porteur.rna',
    name: 'Numéro RNA',
    place: 'porteur',
    needsPlace: 'not-theirs',
    labels: [
      'N° RNA',
      'RNA',
      'Numéro d’inscription au répertoire national des associations',
      'Numéro WALDEC',
    ],
    format: 'rna',
    answer: ({ porteur }) => given(porteur.rna),
  },
  {
    id: 'porteur.finessJuridique',
    name: 'FINESS juridique',
    place: 'porteur',
    needsPlace: 'not-theirs',
    labels: ['N° FINESS juridique', 'FINESS EJ', 'FINESS entité juridique'],
    format: 'finess',
    answer: ({ porteur }) => given(porteur.finessJuridique),
  },
  {
    // « Nom » beside « Sigle » is the organisme's; beside « Prénom » it is a person's (`sequences.ts`).
    id: 'porteur.raisonSociale',
    name: 'Raison sociale',
    place: 'porteur',
    needsPlace: 'always',
    labels: ['Nom'],
    format: 'text',
    answer: ({ porteur }) => given(porteur.raisonSociale),
  },
  {
    id: 'porteur.formeJuridique',
    name: 'Forme juridique',
    place: 'porteur',
    needsPlace: 'always',
    labels: ['Statut'],
    format: 'choice',
    answer: ({ porteur }) => wording({}, porteur.formeJuridique),
  },
  {
    id: 'porteur.anapMaturity',
    name: 'Autodiagnostic de maturité',
    place: 'porteur',
    needsPlace: 'not-theirs',
    labels: ['Autodiagnostic de maturité ANAP'],
    format: 'yes-no',
    answer: ({ porteur }) => porteur.selfAssessments.anapMaturity,
  },
  {
    id: 'porteur.siManagement',
    name: 'Autodiagnostic de la gestion du SI',
    place: 'porteur',
    needsPlace: 'not-theirs',
    labels: ['Autodiagnostic de la gestion du système d’information'],
    format: 'yes-no',
    answer: ({ porteur }) => porteur.selfAssessments.siManagement,
  },
  {
    id: 'porteur.protectionMeasures',
    name: 'Autodiagnostic des 13 mesures',
    place: 'porteur',
    needsPlace: 'not-theirs',
    labels: ['Autodiagnostic des 13 mesures de protection'],
    format: 'yes-no',
    answer: ({ porteur }) => porteur.selfAssessments.protectionMeasures,
  },
  {
    id: 'porteur.nationalAgreement',
    name: 'Accord écrit de l’entité nationale',
    place: 'porteur',
    needsPlace: 'not-theirs',
    labels: ['Accord écrit de l’entité nationale'],
    format: 'yes-no',
    answer: ({ porteur }) => porteur.nationalEntity.writtenAgreement,
  },
  {
    id: 'address.phone',
    name: 'Téléphone du porteur',
    place: 'address',
    needsPlace: 'when-told',
    labels: ['Téléphone', 'Téléphone fixe', 'N° de téléphone', 'Standard'],
    format: 'phone',
    answer: ({ porteur }) => given(porteur.phone),
  },
  {
    // The profile holds no mobile number of the porteur: named, so that no other number is put there.
    id: 'address.mobile',
    name: 'Portable du porteur',
    place: 'address',
    needsPlace: 'when-told',
    labels: ['Portable', 'Téléphone portable', 'N° de portable'],
    format: 'phone',
    answer: () => null,
  },
  {
    id: 'address.email',
    name: 'Courriel du porteur',
    place: 'address',
    needsPlace: 'when-told',
    labels: ['Courriel', 'Adresse électronique', 'E-mail', 'Courriel de la structure'],
    format: 'email',
    answer: ({ porteur }) => given(porteur.email),
  },
  {
    id: 'address.website',
    name: 'Site internet',
    place: 'address',
    needsPlace: 'when-told',
    labels: ['Site internet', 'Site web', 'Adresse du site'],
    format: 'url',
    answer: ({ porteur }) => given(porteur.website),
  },
];

const projectEntries: Entry[] = [
  {
    id: 'project.title',
    name: 'Intitulé du projet',
    place: 'project',
    labels: ['Intitulé du projet', 'Titre du projet', 'Nom du projet', 'Intitulé'],
    format: 'text',
    answer: ({ profile }) => given(profile.project.title),
  },
  {
    id: 'project.objectives',
    name: 'Objectifs',
    place: 'project',
    labels: ['Objectifs du projet', 'Objectifs', 'Objet', 'Objet de la demande'],
    format: 'text',
    answer: ({ profile }) => given(profile.project.objectives),
  },
  {
    id: 'project.description',
    name: 'Description',
    place: 'project',
    labels: ['Description du projet', 'Description', 'Présentation du projet', 'Résumé du projet'],
    format: 'text',
    answer: ({ profile }) => given(profile.project.description),
  },
  {
    id: 'project.theme',
    name: 'Thématique',
    place: 'project',
    labels: ['Thématique', 'Thème'],
    format: 'choice',
    answer: () => ['Dossier usager informatisé', 'Dossier de l’usager informatisé', 'DUI', 'ESMS numérique'],
  },
  {
    id: 'project.firstRequest',
    name: 'Première demande',
    place: 'project',
    labels: ['Fréquence', 'Première demande ou renouvellement'],
    format: 'choice',
    answer: ({ profile }) =>
      profile.project.firstRequest === null
        ? null
        : profile.project.firstRequest
          ? ['Première demande']
          : ['Renouvellement'],
  },
  {
    id: 'project.firstRequest',
    name: 'Première demande',
    place: 'project',
    labels: ['S’agit-il d’une première demande ?', 'Est-ce votre première demande ?'],
    format: 'yes-no',
    answer: ({ profile }) => profile.project.firstRequest,
  },
  {
    id: 'project.period',
    name: 'Période',
    place: 'project',
    labels: ['Période', 'Périodicité'],
    format: 'choice',
    answer: (c) => period(c),
  },
  {
    id: 'project.nature',
    name: 'Nature de l’aide',
    place: 'project',
    labels: ['Nature de l’aide', 'Nature de la demande', 'Nature'],
    format: 'choice',
    answer: () => ['Projet, action', 'Projet', 'Action'],
  },
  {
    id: 'project.year',
    name: 'Exercice',
    place: 'project',
    labels: ['Exercice', 'Exercice budgétaire', 'Année'],
    format: 'year',
    answer: ({ profile }) => given(profile.project.startDate.slice(0, 4)),
  },
  {
    id: 'project.startDate',
    name: 'Date de début',
    place: 'project',
    labels: ['Date de début', 'Début du projet', 'Début de la réalisation', 'Date de démarrage'],
    format: 'day',
    answer: ({ profile }) => given(profile.project.startDate),
  },
  {
    id: 'project.endDate',
    name: 'Date de fin',
    place: 'project',
    labels: ['Date de fin', 'Fin du projet', 'Fin de la réalisation', 'Date d’achèvement'],
    format: 'day',
    answer: ({ profile }) => given(profile.project.endDate),
  },
  {
    id: 'project.requested',
    name: 'Montant demandé',
    place: 'project',
    labels: ['Montant de l’aide demandée', 'Montant demandé', 'Aide sollicitée'],
    format: 'amount',
    answer: ({ dossier, decided, profile }) =>
      dossier ? dossier.requestedCents : decided ? profile.project.requestedCents : null,
  },
  {
    id: 'project.type',
    name: 'Type de projet',
    place: 'project',
    labels: ['Type de projet', 'Nature du projet', 'Acquisition ou mise en conformité'],
    format: 'choice',
    driver: true,
    answer: ({ dossier, decided, profile }) =>
      wording(PROJECT_TYPES, dossier?.type ?? (decided ? profile.project.type : null) ?? ''),
  },
  {
    id: 'project.software',
    name: 'Logiciel cible',
    place: 'project',
    labels: [
      'Logiciel cible (DUI)',
      'Logiciel retenu',
      'Nom du logiciel',
      'Solution choisie',
      'Logiciel',
      'Nom du DUI',
    ],
    format: 'text',
    answer: ({ profile }) => given(profile.project.software),
  },
  {
    id: 'project.editor',
    name: 'Éditeur',
    place: 'project',
    labels: ['Éditeur du logiciel', 'Éditeur', 'Éditeur du DUI', 'Nom de l’éditeur'],
    format: 'text',
    answer: ({ profile }) => given(profile.project.editor),
  },
  {
    id: 'project.segurReferenced',
    name: 'Référencé Ségur',
    place: 'project',
    labels: [
      'Le logiciel est-il référencé Ségur ?',
      'Logiciel référencé Ségur',
      'Solution référencée Ségur',
      'Référencement Ségur',
    ],
    format: 'yes-no',
    answer: ({ profile }) => profile.project.segurReferenced,
  },
  {
    id: 'project.essmsCount',
    name: 'Nombre d’ESSMS',
    place: 'project',
    labels: [
      'Nombre d’ESSMS engagés',
      'Nombre d’ESSMS',
      'Nombre de structures',
      'Nombre d’établissements et services',
    ],
    format: 'count',
    answer: ({ essms }) => (essms.length === 0 ? null : essms.length),
  },
  {
    id: 'project.fields',
    name: 'Champs',
    place: 'project',
    labels: ['Champs concernés', 'Secteurs concernés', 'Champ du dossier', 'Publics'],
    format: 'choices',
    answer: ({ essms }) => fieldsOf(essms.map((one) => one.field)),
  },
  {
    id: 'project.groupingForm',
    name: 'Forme du groupement',
    place: 'project',
    labels: ['Forme juridique du groupement', 'Forme du groupement', 'Nature du regroupement'],
    format: 'choice',
    answer: ({ profile }) => wording({}, profile.project.groupingForm),
  },
  {
    id: 'project.nationalScope',
    name: 'Portée nationale',
    place: 'project',
    labels: ['Le projet est-il de portée nationale ?', 'Projet de portée nationale'],
    format: 'yes-no',
    answer: ({ profile }) => profile.project.nationalScope,
  },
  {
    id: 'project.nationalEntity',
    name: 'Rattachement national du porteur',
    place: 'project',
    labels: [
      'La structure porteuse est-elle rattachée à une entité nationale ?',
      'Rattachement à une entité nationale',
      'Êtes-vous affilié à une tête de réseau nationale ?',
    ],
    format: 'yes-no',
    driver: true,
    answer: ({ porteur }) => porteur.nationalEntity.affiliated,
  },
  {
    id: 'project.nationalEntityName',
    name: 'Entité nationale',
    place: 'project',
    labels: ['Nom de l’entité nationale de rattachement', 'Nom de l’entité nationale', 'Tête de réseau'],
    format: 'text',
    answer: ({ porteur }) => given(porteur.nationalEntity.name),
  },
  {
    id: 'project.governance',
    name: 'Gouvernance',
    place: 'project',
    labels: ['Gouvernance du projet', 'Gouvernance', 'Pilotage et gouvernance'],
    format: 'text',
    answer: ({ profile }) => given(profile.project.governance),
  },
  {
    id: 'project.deployment',
    name: 'Déploiement',
    place: 'project',
    labels: ['Stratégie de déploiement', 'Déploiement', 'Modalités de déploiement'],
    format: 'text',
    answer: ({ profile }) => given(profile.project.deployment),
  },
  {
    id: 'project.changePlan',
    name: 'Conduite du changement',
    place: 'project',
    labels: ['Plan de conduite du changement', 'Conduite du changement', 'Accompagnement au changement'],
    format: 'text',
    answer: ({ profile }) => given(profile.project.changePlan),
  },
  {
    id: 'project.humanResources',
    name: 'Moyens humains',
    place: 'project',
    labels: ['Moyens humains', 'Ressources humaines', 'Équipe projet'],
    format: 'text',
    answer: ({ profile }) => given(profile.project.humanResources),
  },
  {
    id: 'project.otherAid',
    name: 'Autres aides',
    place: 'project',
    labels: ['Autres aides obtenues ou sollicitées', 'Autres financements', 'Autres aides publiques'],
    format: 'text',
    answer: ({ profile }) => given(profile.project.otherAid),
  },
  {
    id: 'project.regions',
    name: 'Régions',
    place: 'project',
    labels: ['Régions concernées', 'Région', 'Régions du projet'],
    format: 'choices',
    answer: (c) => nonEmpty(regionsOf(c)),
  },
  {
    id: 'project.departements',
    name: 'Départements',
    place: 'project',
    labels: ['Départements concernés', 'Départements du projet', 'Départements'],
    format: 'text',
    answer: (c) => given(departementsOf(c).join(', ')),
  },
];

const countEntry = (field: EssmsField, labels: string[]): Entry => ({
  id: `project.essms${field}`,
  name: `Nombre d’ESSMS du champ ${field}`,
  place: 'project',
  needsPlace: 'not-theirs',
  labels,
  format: 'count',
  answer: ({ essms }) =>
    essms.length === 0 || essms.some((one) => one.field === null)
      ? null
      : essms.filter((one) => one.field === field).length,
});

/** Figures counted over the rows of the profile. */
const sumEntries: Entry[] = [
  {
    id: 'project.grappeName',
    name: 'Nom de la grappe',
    place: 'project',
    labels: ['Nom de la grappe'],
    format: 'text',
    answer: ({ profile }) => given(profile.name),
  },
  {
    id: 'project.organismeCount',
    name: 'Nombre d’organismes',
    place: 'project',
    labels: ['Nombre d’organismes gestionnaires'],
    format: 'count',
    answer: ({ essms }) =>
      essms.length === 0 || essms.some(({ organismeId }) => organismeId === '')
        ? null
        : new Set(essms.map(({ organismeId }) => organismeId)).size,
  },
  countEntry('PA', [
    'Nombre d’ESSMS PA',
    'Nombre de structures PA',
    'Nombre d’établissements pour personnes âgées',
  ]),
  countEntry('PH', [
    'Nombre d’ESSMS PH',
    'Nombre d’établissements pour personnes handicapées',
    'Nombre d’ESSMS du champ handicap',
  ]),
  countEntry('DOM', ['Nombre de services à domicile', 'Nombre d’ESSMS domicile']),
  countEntry('PDE', ['Nombre d’ESSMS PDE', 'Nombre d’ESSMS protection de l’enfance']),
  countEntry('PDS', ['Nombre d’ESSMS PDS', 'Nombre d’ESSMS personnes en difficultés spécifiques']),
  countEntry('AHI', ['Nombre d’ESSMS AHI', 'Nombre d’ESSMS accueil, hébergement, insertion']),
  countEntry('PJM', ['Nombre d’ESSMS PJM', 'Nombre de services protection juridique des majeurs']),
];

const criteriaEntries: Entry[] = [
  {
    id: 'criteria.minimumEssms',
    name: 'Nombre minimal d’ESSMS atteint',
    place: 'criteria',
    labels: [
      'Le projet réunit-il au moins 15 ESSMS (8 en Corse et outre-mer) ?',
      'Votre grappe compte-t-elle au moins 15 ESSMS ?',
      'Au moins 15 structures',
      'Nombre minimal d’ESSMS',
    ],
    format: 'yes-no',
    answer: reachesMinimum,
  },
  {
    id: 'criteria.allL312',
    name: 'Toutes relèvent de l’article L. 312-1',
    place: 'criteria',
    labels: [
      'Toutes les structures sont-elles régies par l’article L. 312-1 du code de l’action sociale et des familles ?',
      'Structures relevant de l’article L. 312-1 du CASF',
    ],
    format: 'yes-no',
    answer: allUnderL312,
  },
  {
    id: 'criteria.allFiness',
    name: 'Chacune a son FINESS géographique',
    place: 'criteria',
    labels: [
      'Chaque ESSMS dispose-t-il d’un numéro FINESS géographique en propre ?',
      'Numéro FINESS géographique pour chaque structure',
    ],
    format: 'yes-no',
    answer: allHaveFiness,
  },
  {
    id: 'criteria.noEuropeanAid',
    name: 'Autre financement européen',
    place: 'criteria',
    labels: [
      'Le projet bénéficie-t-il d’un autre financement européen (FEDER, FSE) ?',
      'Autres aides européennes',
      'Fonds européens',
      'Financement européen',
    ],
    format: 'yes-no',
    answer: ({ profile }) => profile.project.europeanAid,
  },
  {
    id: 'criteria.noDoubleFunding',
    name: 'Double financement',
    place: 'criteria',
    labels: [
      'Double financement pour le même logiciel',
      'Un ESSMS a-t-il déjà été financé pour ce logiciel ?',
      'Double financement',
    ],
    format: 'yes-no',
    answer: doubleFunding,
  },
];

/** The profile holds the account of the porteur: of no other organisme. */
const bankOf = ({ profile, porteur }: FillContext, key: 'holder' | 'iban' | 'bic' | 'bankName') =>
  porteur.id === profile.porteurId || profile.porteurId === '' ? given(profile.bank[key]) : null;

const bankEntries: Entry[] = [
  {
    id: 'bank.holder',
    name: 'Titulaire du compte',
    place: 'bank',
    labels: ['Titulaire du compte', 'Titulaire', 'Intitulé du compte'],
    format: 'text',
    answer: (c) => bankOf(c, 'holder'),
  },
  {
    id: 'bank.iban',
    name: 'IBAN',
    place: 'bank',
    labels: ['IBAN', 'Numéro IBAN', 'N° de compte IBAN'],
    format: 'iban',
    sensitive: true,
    answer: (c) => bankOf(c, 'iban'),
  },
  {
    id: 'bank.bic',
    name: 'BIC',
    place: 'bank',
    labels: ['BIC', 'Code BIC', 'BIC / SWIFT'],
    format: 'bic',
    sensitive: true,
    answer: (c) => bankOf(c, 'bic'),
  },
  {
    id: 'bank.bankName',
    name: 'Banque',
    place: 'bank',
    labels: [
      'Banque',
      'Nom de la banque',
      'Établissement bancaire',
      'Nom de l’établissement bancaire',
      'Domiciliation',
    ],
    format: 'text',
    answer: (c) => bankOf(c, 'bankName'),
  },
];

const entries: Entry[] = [
  ...porteurEntries,
  ...addressEntries(({ porteur }) => porteur.address),
  ...person('representative', 'du représentant légal', ({ porteur }) => porteur.representative),
  ...person('contact', 'de la personne chargée du dossier', ({ porteur }) => porteur.contact),
  ...projectEntries,
  ...sumEntries,
  ...criteriaEntries,
  ...bankEntries,
];

/** The fields that stand alone in a form; those of repeated rows are in `rows.ts`. */
export const dictionary: readonly Entry[] = entries.map((entry, at) => {
  const isFirst =
    entries.findIndex(({ id }) => id === entry.id) === at || entry.id === 'project.firstRequest';
  return isFirst ? { ...entry, labels: [...entry.labels, ...(wordings[entry.id] ?? [])] } : entry;
});

/** A project that starts and ends in the same year is « ponctuelle ». */
const period = ({ profile: { project } }: FillContext): string[] | null => {
  if (project.startDate === '' || project.endDate === '') return null;
  const years = Number(project.endDate.slice(0, 4)) - Number(project.startDate.slice(0, 4));
  return years > 0 ? ['Pluriannuelle'] : ['Annuelle ou ponctuelle', 'Ponctuelle', 'Annuelle'];
};

const nonEmpty = (list: string[]): string[] | null => (list.length === 0 ? null : list);

const fieldsOf = (fields: (string | null)[]): string[] | null =>
  nonEmpty([...new Set(fields)].filter((field): field is string => field !== null).toSorted());
