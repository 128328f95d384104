/**
 * Names of what a form can ask. The dictionary (`dictionary.ts`) gives each its French name, its
 * wordings and how the profile answers it; rules name the fields a verdict speaks of.
 */
const organismeFields = [
  'structureType',
  'siret',
  'siren',
  'raisonSociale',
  'sigle',
  'formeJuridique',
  'naf',
  'rna',
  'finessJuridique',
  'hasSiret',
  'inFrance',
  'anapMaturity',
  'siManagement',
  'protectionMeasures',
  'nationalAgreement',
] as const;
const addressFields = [
  'country',
  'complement',
  'street',
  'postcode',
  'commune',
  'phone',
  'mobile',
  'email',
  'website',
] as const;
const personFields = ['civilite', 'lastName', 'firstName', 'role', 'email', 'phone'] as const;
const projectFields = [
  'title',
  'objectives',
  'description',
  'type',
  'firstRequest',
  'period',
  'nature',
  'year',
  'startDate',
  'endDate',
  'requested',
  'software',
  'editor',
  'segurReferenced',
  'essmsCount',
  'fields',
  'governance',
  'deployment',
  'changePlan',
  'humanResources',
  'groupingForm',
  'otherAid',
  'nationalScope',
  'departements',
  'regions',
  'theme',
  'nationalEntity',
  'nationalEntityName',
  'grappeName',
  'organismeCount',
  'essmsPA',
  'essmsPH',
  'essmsDOM',
  'essmsPDE',
  'essmsPDS',
  'essmsAHI',
  'essmsPJM',
] as const;
const criteriaFields = ['minimumEssms', 'allL312', 'allFiness', 'noEuropeanAid', 'noDoubleFunding'] as const;
const bankFields = ['holder', 'iban', 'bic', 'bankName'] as const;
const essmsRowFields = [
  'finess',
  'name',
  'category',
  'field',
  'organisme',
  'siret',
  'commune',
  'postcode',
  'departement',
  'capacity',
  'software',
  'requested',
] as const;
const budgetRowFields = ['poste', 'label', 'amount'] as const;
const indicatorRowFields = ['label', 'target'] as const;

export type FieldId =
  | `porteur.${(typeof organismeFields)[number]}`
  | `address.${(typeof addressFields)[number]}`
  | `representative.${(typeof personFields)[number]}`
  | `contact.${(typeof personFields)[number]}`
  | `project.${(typeof projectFields)[number]}`
  | `criteria.${(typeof criteriaFields)[number]}`
  | `bank.${(typeof bankFields)[number]}`
  | `essms.${(typeof essmsRowFields)[number]}`
  | `expense.${(typeof budgetRowFields)[number]}`
  | `resource.${(typeof budgetRowFields)[number]}`
  | `indicator.${(typeof indicatorRowFields)[number]}`;
