import type { FieldId } from '@/knowledge/form/field-id';
import type { Bank, BudgetLine, Dossier, Essms, Organisme, Project } from '@/knowledge/profile/schema';
import { sameSoftware } from './french';
import type { ShownFact } from './rule';
import {
  categoryKind,
  centsKind,
  dayKind,
  departementKind,
  fieldKind,
  finessKind,
  firstRequestKind,
  ibanKind,
  type Kind,
  sirenKind,
  siretKind,
  typeKind,
  wordsKind,
  yesNoKind,
} from './shown-read';

/** Fields of the page that tell a datum the rules read: adding one is adding a line. */

/** What the page and the grappe say of one datum, when they differ, in the words of a reader. */
export interface Difference {
  onPage: string;
  inGrappe: string;
}

/** One field of the page that tells a datum of a row of the profile. */
export interface Feed<Row> {
  field: FieldId;
  /** French name of the datum. */
  name: string;
  /** The row as the page shows it, and how it differed; null when the page is not clear. */
  apply(row: Row, fact: ShownFact): { row: Row; difference: Difference | null } | null;
}

const feed = <Row, T>(
  field: FieldId,
  name: string,
  kind: Kind<T>,
  get: (row: Row) => T | '' | null,
  set: (row: Row, value: T) => Row,
): Feed<Row> => ({
  field,
  name,
  apply(row, fact) {
    const value = kind.read(fact);
    if (value === null) return null;
    const own = get(row);
    if (own === null || own === '') return { row: set(row, value), difference: null };
    if (kind.same(value, own)) return { row, difference: null };
    return { row: set(row, value), difference: { onPage: kind.say(value), inGrappe: kind.say(own) } };
  },
});

const softwareKind: Kind<string> = { ...wordsKind, same: sameSoftware };

const person = (key: 'lastName' | 'firstName' | 'role' | 'email' | 'phone', name: string): Feed<Organisme> =>
  feed(
    `representative.${key}`,
    `${name} du représentant légal`,
    wordsKind,
    (row) => row.representative[key],
    (row, value) => ({ ...row, representative: { ...row.representative, [key]: value } }),
  );

const assessment = (
  field: 'porteur.anapMaturity' | 'porteur.siManagement' | 'porteur.protectionMeasures',
  key: keyof Organisme['selfAssessments'],
  name: string,
): Feed<Organisme> =>
  feed(
    field,
    name,
    yesNoKind,
    (row) => row.selfAssessments[key],
    (row, value) => ({ ...row, selfAssessments: { ...row.selfAssessments, [key]: value } }),
  );

export const porteurFeeds: Feed<Organisme>[] = [
  feed(
    'porteur.siret',
    'SIRET du porteur',
    siretKind,
    (row) => row.siret,
    (row, siret) => ({ ...row, siret }),
  ),
  feed(
    'porteur.siren',
    'SIREN du porteur',
    sirenKind,
    (row) => row.siren,
    (row, siren) => ({ ...row, siren }),
  ),
  feed(
    'porteur.finessJuridique',
    'FINESS juridique du porteur',
    finessKind,
    (row) => row.finessJuridique,
    (row, finessJuridique) => ({ ...row, finessJuridique }),
  ),
  feed(
    'porteur.raisonSociale',
    'Raison sociale du porteur',
    wordsKind,
    (row) => row.raisonSociale,
    (row, raisonSociale) => ({ ...row, raisonSociale }),
  ),
  feed(
    'project.nationalEntity',
    'Rattachement national du porteur',
    yesNoKind,
    (row) => row.nationalEntity.affiliated,
    (row, affiliated) => ({ ...row, nationalEntity: { ...row.nationalEntity, affiliated } }),
  ),
  feed(
    'porteur.nationalAgreement',
    'Accord de l’entité nationale',
    yesNoKind,
    (row) => row.nationalEntity.writtenAgreement,
    (row, writtenAgreement) => ({ ...row, nationalEntity: { ...row.nationalEntity, writtenAgreement } }),
  ),
  person('lastName', 'Nom'),
  person('firstName', 'Prénom'),
  person('role', 'Fonction'),
  person('email', 'Courriel'),
  person('phone', 'Téléphone'),
  assessment('porteur.anapMaturity', 'anapMaturity', 'Autodiagnostic ANAP de maturité'),
  assessment('porteur.siManagement', 'siManagement', 'Autodiagnostic ANAP de gestion du SI'),
  assessment('porteur.protectionMeasures', 'protectionMeasures', '13 mesures de protection'),
];

export const projectFeeds: Feed<Project>[] = [
  feed(
    'project.startDate',
    'Date de début',
    dayKind,
    (row) => row.startDate,
    (row, startDate) => ({ ...row, startDate }),
  ),
  feed(
    'project.endDate',
    'Date de fin',
    dayKind,
    (row) => row.endDate,
    (row, endDate) => ({ ...row, endDate }),
  ),
  feed(
    'project.firstRequest',
    'Première demande',
    firstRequestKind,
    (row) => row.firstRequest,
    (row, firstRequest) => ({ ...row, firstRequest }),
  ),
  feed(
    'project.software',
    'Logiciel visé',
    softwareKind,
    (row) => row.software,
    (row, software) => ({ ...row, software }),
  ),
  feed(
    'project.segurReferenced',
    'Référencement Ségur',
    yesNoKind,
    (row) => row.segurReferenced,
    (row, segurReferenced) => ({ ...row, segurReferenced }),
  ),
  feed(
    'project.nationalScope',
    'Portée nationale',
    yesNoKind,
    (row) => row.nationalScope,
    (row, nationalScope) => ({ ...row, nationalScope }),
  ),
  feed(
    'project.groupingForm',
    'Forme du regroupement',
    wordsKind,
    (row) => row.groupingForm,
    (row, groupingForm) => ({ ...row, groupingForm }),
  ),
  feed(
    'criteria.noEuropeanAid',
    'Autre financement européen',
    yesNoKind,
    (row) => row.europeanAid,
    (row, europeanAid) => ({ ...row, europeanAid }),
  ),
];

/** Of the project, when the whole grappe is asked for at once. */
export const wholeFeeds: Feed<Project>[] = [
  feed(
    'project.type',
    'Type de projet',
    typeKind,
    (row) => row.type,
    (row, type) => ({ ...row, type }),
  ),
  feed(
    'project.requested',
    'Montant demandé',
    centsKind,
    (row) => row.requestedCents,
    (row, requestedCents) => ({ ...row, requestedCents }),
  ),
];

/** Of the dossier on screen. */
export const dossierFeeds: Feed<Dossier>[] = [
  feed(
    'project.type',
    'Type du dossier',
    typeKind,
    (row) => row.type,
    (row, type) => (type === 'mixte' ? row : { ...row, type }),
  ),
  feed(
    'project.requested',
    'Montant demandé',
    centsKind,
    (row) => row.requestedCents,
    (row, requestedCents) => ({ ...row, requestedCents }),
  ),
];

export const bankFeeds: Feed<Bank>[] = [
  feed(
    'bank.holder',
    'Titulaire du compte',
    wordsKind,
    (row) => row.holder,
    (row, holder) => ({ ...row, holder }),
  ),
  feed(
    'bank.iban',
    'IBAN',
    ibanKind,
    (row) => row.iban,
    (row, iban) => ({ ...row, iban }),
  ),
];

export const essmsFeeds: Feed<Essms>[] = [
  feed(
    'essms.finess',
    'FINESS géographique',
    finessKind,
    (row) => row.finess,
    (row, finess) => ({ ...row, finess }),
  ),
  feed(
    'essms.category',
    'Catégorie FINESS',
    categoryKind,
    (row) => row.category,
    (row, category) => ({ ...row, category }),
  ),
  feed(
    'essms.field',
    'Champ',
    fieldKind,
    (row) => row.field,
    (row, field) => ({ ...row, field }),
  ),
  feed(
    'essms.departement',
    'Département',
    departementKind,
    (row) => row.departement,
    (row, departement) => ({ ...row, departement }),
  ),
  feed(
    'essms.siret',
    'SIRET de l’ESSMS',
    siretKind,
    (row) => row.siret,
    (row, siret) => ({ ...row, siret }),
  ),
  feed(
    'essms.software',
    'Logiciel actuel',
    softwareKind,
    (row) => row.currentSoftware,
    (row, currentSoftware) => ({ ...row, currentSoftware }),
  ),
  feed(
    'essms.requested',
    'Montant demandé pour l’ESSMS',
    centsKind,
    (row) => row.requestedCents,
    (row, requestedCents) => ({ ...row, requestedCents }),
  ),
];

const lineFeed = (field: 'expense.amount' | 'resource.amount', name: string): Feed<BudgetLine> =>
  feed(
    field,
    name,
    centsKind,
    (row) => row.amountCents,
    (row, amountCents) => ({ ...row, amountCents }),
  );

export const expenseFeeds = [lineFeed('expense.amount', 'Montant de la dépense')];
export const resourceFeeds = [lineFeed('resource.amount', 'Montant de la ressource')];
