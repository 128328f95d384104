import {
  checkBic,
  checkEmail,
  checkFiness,
  checkIban,
  checkNaf,
  checkPhone,
  checkPostcode,
  checkRna,
  checkSiren,
  checkSiret,
  formatFiness,
  formatIban,
  formatPhone,
  formatSiren,
  formatSiret,
  type IdentifierCheck,
} from '@/knowledge/identifiers';
import { categoryOf, finessCategories } from '@/knowledge/reference/finess-categories';
import { departementOf, departementOfPostcode, departements } from '@/knowledge/reference/territories';
import { FIELD_NAMES, STATUS_NAMES, TYPE_NAMES } from './format';
import type { Bank, BudgetLine, Dossier, Essms, Organisme, Profile, Project } from './schema';

/**
 * What a person is asked, field by field: the words, the help, an example, how it is typed, checked
 * and shown. The editor, the table and the sheets read it from here.
 */

/** A value to pick: as stored, and as read. */
export interface Choice {
  value: string;
  label: string;
}

/**
 * How a value is typed. `text` and `long`: free words; `number`: an identifier kept as text;
 * `count`, `cents` (shown in euros) and `day`; `choice`; `flag`: yes, no, unknown; `organisme`: one
 * of the grappe, by id.
 */
export type FieldKind =
  | 'text'
  | 'long'
  | 'number'
  | 'count'
  | 'cents'
  | 'day'
  | 'choice'
  | 'flag'
  | 'organisme';

/** One datum of a row. */
export interface Field<Row> {
  /** Path in the row, for instance « address.postcode ». */
  path: string;
  /** In French, with a capital, no full stop. */
  label: string;
  kind: FieldKind;
  /** What it is, where to find it, in plain words. Empty when the label says it all. */
  help: string;
  /** An invented value as a person types it; empty when there is nothing to show. */
  example: string;
  /** Title of the group it is shown in. */
  group: string;
  /** Most characters the profile keeps. */
  maxLength?: number;
  check?: (text: string) => IdentifierCheck;
  /** The stored text as a person reads it. */
  format?: (value: string) => string;
  /** For `choice`, the only values; for `text`, suggestions. */
  choices?: readonly Choice[];
  /** What a stored value stands for (« 500 » → « EHPAD »), or null. */
  meaning?: (value: string) => string | null;
  inputMode?: 'numeric' | 'email' | 'tel' | 'decimal';
  /** Never unknown: one of the choices is always chosen. */
  required?: true;
  /** Hidden until it is asked for. */
  secret?: true;
  /** False where the question does not arise for this row. */
  when?: (row: Row, grappe: Profile) => boolean;
  /** In French, what looks odd beside the other data; never blocks. */
  warn?: (row: Row, grappe: Profile) => string | null;
}

type Rest<Row> = Partial<Omit<Field<Row>, 'path' | 'label' | 'kind' | 'group'>>;

const field = <Row>(
  group: string,
  path: string,
  label: string,
  kind: FieldKind,
  rest: Rest<Row> = {},
): Field<Row> => ({ group, path, label, kind, help: '', example: '', ...rest });

const choicesOf = (names: Record<string, string>): Choice[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** The fields (champs), with their code. */
export const FIELD_CHOICES: readonly Choice[] = Object.entries(FIELD_NAMES).map(([value, label]) => ({
  value,
  label: `${value} — ${label}`,
}));

const FORMES = [
  'Association loi 1901',
  'Fondation',
  'Mutuelle',
  'Groupement de coopération sociale ou médico-sociale (GCSMS)',
  'Établissement public communal ou intercommunal',
  'Établissement public départemental',
  'Établissement public de santé',
  'Centre communal d’action sociale (CCAS)',
  'Société par actions simplifiée',
  'Société à responsabilité limitée',
].map((label) => ({ value: label, label }));

const PHONE = {
  kind: 'number' as const,
  rest: {
    check: checkPhone,
    format: formatPhone,
    example: '04 65 71 00 12',
    maxLength: 30,
    inputMode: 'tel' as const,
  },
};
const EMAIL = {
  check: checkEmail,
  example: 'contact@exemple.fr',
  maxLength: 200,
  inputMode: 'email' as const,
};

const address = <Row extends { address: { postcode: string } }>(group: string): Field<Row>[] => [
  field(group, 'address.street', 'Voie', 'text', {
    help: 'Numéro et nom de la rue.',
    example: '12 rue des Tamaris',
    maxLength: 300,
  }),
  field(group, 'address.complement', 'Complément d’adresse', 'text', {
    help: 'Bâtiment, boîte postale… Laissez vide s’il n’y en a pas.',
    example: 'Bâtiment B',
    maxLength: 300,
  }),
  field(group, 'address.postcode', 'Code postal', 'number', {
    help: 'Cinq chiffres. Un code CEDEX se tape comme un autre.',
    example: '13 200',
    check: checkPostcode,
    maxLength: 10,
    inputMode: 'numeric',
  }),
  field(group, 'address.commune', 'Commune', 'text', { example: 'Arles', maxLength: 120 }),
];

const person = <Row>(group: string, base: string, who: string): Field<Row>[] => [
  field(group, `${base}.civilite`, `Civilité ${who}`, 'choice', {
    choices: [
      { value: 'Madame', label: 'Madame' },
      { value: 'Monsieur', label: 'Monsieur' },
    ],
  }),
  field(group, `${base}.lastName`, `Nom ${who}`, 'text', { maxLength: 120 }),
  field(group, `${base}.firstName`, `Prénom ${who}`, 'text', { maxLength: 120 }),
  field(group, `${base}.role`, `Fonction ${who}`, 'text', {
    example: 'Directrice générale',
    maxLength: 300,
  }),
  field(group, `${base}.email`, `Courriel ${who}`, 'number', EMAIL),
  field(group, `${base}.phone`, `Téléphone ${who}`, PHONE.kind, PHONE.rest),
];

/** « Ce SIRET ne commence pas par le SIREN » for an organisme whose two numbers disagree. */
const sirenDisagrees = ({ siren, siret }: Organisme): string | null =>
  siren.length === 9 && siret.length === 14 && !siret.startsWith(siren)
    ? 'Les neuf premiers chiffres du SIRET sont d’habitude le SIREN : ici ils diffèrent. L’un des deux est peut-être celui d’une autre structure.'
    : null;

const nameOfOrganisme = ({ sigle, raisonSociale }: Organisme): string =>
  sigle || raisonSociale || 'un organisme sans nom';

/** Data of an organisme, in the order of the form. */
export const ORGANISME_FIELDS: readonly Field<Organisme>[] = [
  field('Identité', 'raisonSociale', 'Raison sociale', 'text', {
    help: 'Le nom officiel, comme sur l’avis de situation ou les statuts.',
    example: 'Association Les Tamaris',
    maxLength: 300,
  }),
  field('Identité', 'sigle', 'Sigle', 'text', {
    help: 'Le nom court, s’il y en a un.',
    example: 'ALT',
    maxLength: 60,
  }),
  field('Identité', 'formeJuridique', 'Forme juridique', 'text', {
    help: 'Association, fondation, établissement public…',
    example: 'Association loi 1901',
    choices: FORMES,
    maxLength: 120,
  }),
  field('Numéros', 'siren', 'SIREN', 'number', {
    help: 'Le numéro de l’organisme : 9 chiffres, les mêmes pour tous ses établissements.',
    example: '123 456 782',
    check: checkSiren,
    format: formatSiren,
    maxLength: 9,
    inputMode: 'numeric',
    warn: ({ siren, id }, { organismes }) => {
      const twin = siren === '' ? undefined : organismes.find((o) => o.id !== id && o.siren === siren);
      return twin ? `${nameOfOrganisme(twin)} porte déjà ce SIREN.` : null;
    },
  }),
  field('Numéros', 'siret', 'SIRET du siège', 'number', {
    help: 'Le SIREN suivi de 5 chiffres qui désignent le siège : 14 chiffres en tout.',
    example: '123 456 782 00010',
    check: checkSiret,
    format: formatSiret,
    maxLength: 14,
    inputMode: 'numeric',
    warn: sirenDisagrees,
  }),
  field('Numéros', 'finessJuridique', 'FINESS juridique', 'number', {
    help: 'Le numéro de l’organisme gestionnaire dans FINESS : 9 caractères. Celui d’un établissement est un autre numéro.',
    example: '13 099 001 3',
    check: checkFiness,
    format: formatFiness,
    maxLength: 9,
    warn: ({ finessJuridique, siren }, { essms }) => {
      if (finessJuridique === '') return null;
      if (finessJuridique === siren)
        return 'C’est le même numéro que le SIREN : l’un des deux n’est pas à sa place.';
      const used = essms.find((e) => e.finess === finessJuridique);
      return used
        ? `Ce numéro est déjà le FINESS géographique de ${used.name || 'un ESSMS'} : le FINESS juridique est un autre numéro.`
        : null;
    },
  }),
  field('Numéros', 'naf', 'Code NAF (APE)', 'number', {
    help: 'L’activité principale, sur l’avis de situation de l’Insee : 4 chiffres et une lettre.',
    example: '87.10A',
    check: checkNaf,
    maxLength: 6,
  }),
  field('Numéros', 'rna', 'Numéro RNA', 'number', {
    help: 'Pour une association : W suivi de 9 chiffres, sur le récépissé de la préfecture.',
    example: 'W131234567',
    check: checkRna,
    maxLength: 10,
    when: ({ rna, formeJuridique }) =>
      rna !== '' || formeJuridique === '' || /association/i.test(formeJuridique),
  }),
  ...address<Organisme>('Adresse et contact de l’organisme'),
  field('Adresse et contact de l’organisme', 'phone', 'Téléphone', PHONE.kind, PHONE.rest),
  field('Adresse et contact de l’organisme', 'email', 'Courriel', 'number', EMAIL),
  field('Adresse et contact de l’organisme', 'website', 'Site internet', 'text', {
    example: 'www.exemple.fr',
    maxLength: 300,
  }),
  ...person<Organisme>('Représentant légal', 'representative', 'du représentant légal'),
  ...person<Organisme>('Personne à contacter', 'contact', 'de la personne à contacter'),
  field(
    'Rattachement et engagements',
    'nationalEntity.affiliated',
    'Rattaché à une entité nationale',
    'flag',
    {
      help: 'L’organisme dépend d’une association, d’une fondation ou d’un groupe national.',
    },
  ),
  field('Rattachement et engagements', 'nationalEntity.name', 'Nom de l’entité nationale', 'text', {
    maxLength: 300,
    when: (o) => o.nationalEntity.affiliated === true,
  }),
  field(
    'Rattachement et engagements',
    'nationalEntity.writtenAgreement',
    'Accord écrit de l’entité nationale',
    'flag',
    {
      help: 'L’entité nationale a écrit qu’elle est d’accord avec ce projet.',
      when: (o) => o.nationalEntity.affiliated === true,
    },
  ),
  field('Rattachement et engagements', 'boundToPorteur', 'Convention ou mandat avec le porteur', 'flag', {
    help: 'Un document signé lie cet organisme au porteur pour ce projet.',
    when: (o, grappe) => o.id !== grappe.porteurId,
  }),
  field(
    'Autodiagnostics',
    'selfAssessments.anapMaturity',
    'Maturité et sécurité (outil ANAP) : fait',
    'flag',
  ),
  field(
    'Autodiagnostics',
    'selfAssessments.siManagement',
    'Gestion du système d’information (outil ANAP) : fait',
    'flag',
  ),
  field(
    'Autodiagnostics',
    'selfAssessments.protectionMeasures',
    'Positionnement sur les 13 mesures de protection : fait',
    'flag',
  ),
];

const categoryMeaning = (code: string): string | null => {
  if (code === '') return null;
  const category = categoryOf(code);
  return category ? (category.shortLabel ?? category.label) : 'catégorie non reconnue';
};

/** What is odd about the FINESS of an ESSMS beside the other numbers of the grappe. */
function oddFiness({ id, finess }: Essms, { essms, organismes }: Profile): string | null {
  if (finess === '') return null;
  const owner = organismes.find((o) => o.finessJuridique === finess);
  if (owner)
    return `C’est le FINESS juridique de ${nameOfOrganisme(owner)} : il désigne l’organisme, pas l’établissement.`;
  const siren = organismes.find((o) => o.siren === finess);
  if (siren) return `C’est le SIREN de ${nameOfOrganisme(siren)}, pas un FINESS.`;
  const twin = essms.find((e) => e.id !== id && e.finess === finess);
  return twin ? `${twin.name || 'Un autre ESSMS'} porte déjà ce FINESS.` : null;
}

function oddSiret({ siret, organismeId }: Essms, { organismes }: Profile): string | null {
  const owner = organismes.find((o) => o.id === organismeId);
  return owner && owner.siren.length === 9 && siret.length === 14 && !siret.startsWith(owner.siren)
    ? `Ce SIRET ne commence pas par le SIREN de ${nameOfOrganisme(owner)} : vérifiez qu’il est bien de cet organisme.`
    : null;
}

const checkDepartement = (text: string): IdentifierCheck => {
  const value = text
    .trim()
    .toUpperCase()
    .replace(/^(\d)$/, '0$1');
  const known = departementOf(value) !== null;
  return {
    ok: known,
    value,
    reason: known ? null : 'Ce département n’existe pas : écrivez son numéro, comme 13, 2A ou 974.',
    looksLike: null,
  };
};

const checkCategory = (text: string): IdentifierCheck => {
  // The list proposes « 500 — EHPAD »: the code is what counts.
  const value = /^\s*(\d{3})\b/.exec(text)?.[1] ?? text.trim();
  const ok = /^\d{3}$/.test(value);
  return {
    ok,
    value,
    reason: ok ? null : 'Un code de catégorie FINESS compte 3 chiffres, comme 500 pour un EHPAD.',
    looksLike: null,
  };
};

/** A year nobody was funded in, or an amount nobody asks for: typed by mistake, most often. */
const oddYear = (year: number | null): string | null =>
  year !== null && (year < 2000 || year > 2100)
    ? 'Vérifiez cette année : elle s’écrit en quatre chiffres.'
    : null;
const negative = (cents: number | null): string | null =>
  cents !== null && cents < 0 ? 'Ce montant est négatif : vérifiez le signe.' : null;

/** Data of an ESSMS, in the order of the form. */
export const ESSMS_FIELDS: readonly Field<Essms>[] = [
  field('Identité', 'finess', 'FINESS géographique', 'number', {
    help: '9 caractères. Il désigne l’établissement ou le service, pas l’association.',
    example: '13 099 001 3',
    check: checkFiness,
    format: formatFiness,
    maxLength: 9,
    warn: oddFiness,
  }),
  field('Identité', 'name', 'Nom', 'text', { example: 'EHPAD La Rade', maxLength: 300 }),
  field('Identité', 'category', 'Catégorie FINESS', 'number', {
    help: 'Le code à 3 chiffres du type d’établissement.',
    example: '500',
    check: checkCategory,
    choices: finessCategories.map(({ code, label, shortLabel }) => ({
      value: code,
      label: `${code} — ${shortLabel ?? label}`,
    })),
    meaning: categoryMeaning,
    maxLength: 4,
    inputMode: 'numeric',
  }),
  field('Identité', 'field', 'Champ', 'choice', {
    help: 'Le secteur de l’établissement, tel que le programme les distingue.',
    choices: FIELD_CHOICES,
    warn: ({ field: chosen, category }) => {
      const fields = categoryOf(category)?.fields ?? [];
      return chosen !== null && fields.length > 0 && !fields.includes(chosen)
        ? `Un établissement de catégorie ${category} relève d’habitude du champ ${fields.join(' ou ')}.`
        : null;
    },
  }),
  field('Identité', 'organismeId', 'Organisme gestionnaire', 'organisme', {
    help: 'L’organisme de la grappe qui gère cet établissement.',
  }),
  field('Identité', 'siret', 'SIRET', 'number', {
    help: '14 chiffres : le SIREN de l’organisme, puis 5 chiffres propres à l’établissement.',
    example: '123 456 782 00010',
    check: checkSiret,
    format: formatSiret,
    maxLength: 14,
    inputMode: 'numeric',
    warn: oddSiret,
  }),
  ...address<Essms>('Adresse'),
  field('Adresse', 'departement', 'Département', 'number', {
    help: 'Son numéro.',
    example: '13',
    check: checkDepartement,
    choices: departements.map(({ code, name }) => ({ value: code, label: `${code} — ${name}` })),
    meaning: (code) => departementOf(code)?.name ?? null,
    maxLength: 3,
    warn: ({ departement, address: { postcode } }) => {
      const expected = departementOfPostcode(postcode);
      return expected !== null && departement !== '' && expected !== departement
        ? `Le code postal ${postcode} est d’habitude dans le département ${expected}.`
        : null;
    },
  }),
  field('Activité', 'capacity', 'Capacité', 'count', {
    help: 'Nombre de places autorisées.',
    example: '84',
  }),
  field('Activité', 'open', 'En activité', 'flag', {
    help: 'L’établissement accueille ou accompagne aujourd’hui.',
    warn: ({ open, closedOn }) => (open === true && closedOn !== '' ? 'FINESS le dit fermé.' : null),
  }),
  field('Activité', 'closedOn', 'Fermé le', 'day', { when: ({ open }) => open === false }),
  field('Activité', 'hours.eligible', 'Heures éligibles par an', 'count', {
    help: 'Heures d’aide et d’accompagnement, hors prestations de confort.',
    example: '12 000',
    when: ({ field: chosen }) => chosen === 'DOM',
    warn: ({ hours: { eligible, total } }) =>
      eligible !== null && total !== null && eligible > total
        ? 'Il y a plus d’heures éligibles que d’heures en tout.'
        : null,
  }),
  field('Activité', 'hours.total', 'Heures en tout par an', 'count', {
    example: '15 000',
    when: ({ field: chosen }) => chosen === 'DOM',
  }),
  field('Logiciel et aides', 'currentSoftware', 'Logiciel actuel', 'text', {
    help: 'Le logiciel qui tient aujourd’hui le dossier de l’usager. « Aucun » s’il n’y en a pas.',
    example: 'Aucun',
    maxLength: 300,
  }),
  field('Logiciel et aides', 'earlierFunding.received', 'Déjà financé par ESMS numérique', 'flag'),
  field('Logiciel et aides', 'earlierFunding.year', 'Année de ce financement', 'count', {
    example: '2022',
    warn: ({ earlierFunding }) => oddYear(earlierFunding.year),
    when: (e) => e.earlierFunding.received === true,
  }),
  field('Logiciel et aides', 'earlierFunding.software', 'Logiciel financé', 'text', {
    maxLength: 300,
    when: (e) => e.earlierFunding.received === true,
  }),
  field('Logiciel et aides', 'segurOrder.ordered', 'Prestation Ségur commandée', 'flag', {
    help: 'Un éditeur a fait la montée de version payée par l’État (dispositif SONS).',
  }),
  field('Logiciel et aides', 'segurOrder.software', 'Logiciel de la prestation Ségur', 'text', {
    maxLength: 300,
    when: (e) => e.segurOrder.ordered === true,
  }),
  field('Logiciel et aides', 'requestedCents', 'Montant demandé', 'cents', {
    help: 'Part de la subvention demandée pour cet ESSMS, en euros.',
    example: '8 500',
    warn: ({ requestedCents }) => negative(requestedCents),
  }),
];

/** Data of the project, in the order of the form. */
export const PROJECT_FIELDS: readonly Field<Project>[] = [
  field('Le projet', 'title', 'Intitulé', 'text', {
    example: 'Un dossier usager commun à nos 18 établissements',
    maxLength: 300,
  }),
  field('Le projet', 'type', 'Type de projet', 'choice', {
    help: 'Acquisition : premier logiciel, ou changement de logiciel. Mise en conformité : nouvelle version du logiciel actuel.',
    choices: choicesOf(TYPE_NAMES),
  }),
  field('Le projet', 'firstRequest', 'Première demande', 'flag', {
    help: '« Non » pour un renouvellement.',
  }),
  field('Le projet', 'startDate', 'Début', 'day'),
  field('Le projet', 'endDate', 'Fin', 'day', {
    warn: ({ startDate, endDate }) =>
      startDate !== '' && endDate !== '' && endDate < startDate ? 'La fin est avant le début.' : null,
  }),
  field('Le projet', 'nationalScope', 'De portée nationale', 'flag'),
  field('Le projet', 'groupingForm', 'Forme du groupement', 'text', {
    help: 'Ce qui lie les organismes : convention, GCSMS…',
    example: 'Convention de groupement',
    maxLength: 120,
  }),
  field('Le logiciel', 'software', 'Logiciel choisi', 'text', { maxLength: 300 }),
  field('Le logiciel', 'editor', 'Éditeur du logiciel', 'text', { maxLength: 300 }),
  field('Le logiciel', 'segurReferenced', 'Logiciel référencé Ségur', 'flag', {
    help: 'L’éditeur figure dans la liste des solutions référencées pour votre secteur.',
  }),
  field('L’argent', 'requestedCents', 'Montant demandé pour tout le projet', 'cents', {
    help: 'En euros.',
    example: '153 000',
    warn: ({ requestedCents }) => negative(requestedCents),
  }),
  field('L’argent', 'europeanAid', 'Autre aide européenne sur le même projet', 'flag', {
    help: 'FEDER, FSE…',
  }),
  field('L’argent', 'otherAid', 'Autres aides', 'text', {
    help: 'Qui les donne et combien. « Aucune » s’il n’y en a pas.',
    maxLength: 1000,
  }),
  field('Les textes', 'objectives', 'Objectifs', 'long', {
    help: 'Ce que le projet doit changer, pour les personnes et pour les équipes.',
    maxLength: 20_000,
  }),
  field('Les textes', 'description', 'Description', 'long', {
    help: 'Ce qui sera fait, par qui, en combien d’étapes.',
    maxLength: 20_000,
  }),
  field('Les textes', 'governance', 'Gouvernance', 'long', {
    help: 'Qui décide, qui suit, avec quelles réunions.',
    maxLength: 20_000,
  }),
  field('Les textes', 'deployment', 'Stratégie de déploiement', 'long', {
    help: 'Dans quel ordre les établissements seront équipés, et quand.',
    maxLength: 20_000,
  }),
  field('Les textes', 'changePlan', 'Conduite du changement', 'long', {
    help: 'Formation, communication, référents.',
    maxLength: 20_000,
  }),
  field('Les textes', 'humanResources', 'Moyens humains', 'long', {
    help: 'Qui travaille au projet, et combien de temps.',
    maxLength: 20_000,
  }),
];

/** Bank details of the porteur. */
export const BANK_FIELDS: readonly Field<Bank>[] = [
  field('Compte', 'holder', 'Titulaire du compte', 'text', {
    help: 'Le nom écrit sur le relevé d’identité bancaire. C’est d’habitude celui du porteur.',
    example: 'Association Les Tamaris',
    maxLength: 300,
  }),
  field('Compte', 'iban', 'IBAN', 'number', {
    help: '27 caractères pour un compte français. Il reste masqué à l’écran.',
    example: 'FR76 9999 9000 0100 0123 4567 809',
    check: checkIban,
    format: formatIban,
    maxLength: 34,
    secret: true,
  }),
  field('Compte', 'bic', 'BIC', 'number', {
    help: '8 ou 11 caractères, à côté de l’IBAN sur le relevé.',
    example: 'EXEMFRPP',
    check: checkBic,
    maxLength: 11,
  }),
  field('Compte', 'bankName', 'Nom de la banque', 'text', { maxLength: 300 }),
];

/** Data of a line of the plan de financement. */
export const LINE_FIELDS: readonly Field<BudgetLine>[] = [
  field('Ligne', 'poste', 'Poste', 'text', { example: 'Prestations de l’éditeur', maxLength: 300 }),
  field('Ligne', 'label', 'Libellé', 'text', { example: 'Paramétrage et reprise', maxLength: 300 }),
  field('Ligne', 'amountCents', 'Montant en euros', 'cents', {
    example: '12 500',
    warn: ({ amountCents }) => negative(amountCents),
  }),
];

/** Data of an indicator of the project. */
export const INDICATOR_FIELDS: readonly Field<Project['indicators'][number]>[] = [
  field('Indicateur', 'label', 'Indicateur', 'text', {
    example: 'Part des usagers dont le dossier est informatisé',
    maxLength: 300,
  }),
  field('Indicateur', 'target', 'Cible', 'text', { example: '90 %', maxLength: 60 }),
];

const sent = ({ status }: Dossier): boolean => status !== 'brouillon';

/** Data of a dossier, its campaign, ESSMS and pieces apart. */
export const DOSSIER_FIELDS: readonly Field<Dossier>[] = [
  field('Dossier', 'type', 'Type', 'choice', {
    help: 'Un dossier porte sur un seul type. Un projet mixte fait deux dossiers.',
    choices: choicesOf({ acquisition: TYPE_NAMES.acquisition, conformite: TYPE_NAMES.conformite }),
  }),
  field('Dossier', 'field', 'Champ', 'choice', {
    help: 'Un dossier porte sur un seul champ.',
    choices: FIELD_CHOICES,
  }),
  field('Dossier', 'requestedCents', 'Montant demandé', 'cents', {
    help: 'En euros.',
    example: '85 000',
    warn: ({ requestedCents }) => negative(requestedCents),
  }),
  field('Dossier', 'status', 'État', 'choice', { choices: choicesOf(STATUS_NAMES), required: true }),
  field('Dossier', 'number', 'Numéro donné par le portail', 'text', { maxLength: 60, when: sent }),
  field('Dossier', 'transmittedOn', 'Transmis le', 'day', { when: sent }),
];
