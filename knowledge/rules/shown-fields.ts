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

/** A datum that the row holds under one key. */
const kept = <Row extends Record<Key, T | '' | null>, Key extends string, T>(
  field: FieldId,
  name: string,
  kind: Kind<T>,
  key: Key,
): Feed<Row> =>
  feed(
    field,
    name,
    kind,
    (row) => row[key],
    (row, value) => ({ ...row, [key]: value }),
  );

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
  kept('porteur.siret', 'SIRET du porteur', siretKind, 'siret'),
  kept('porteur.siren', 'SIREN du porteur', sirenKind, 'siren'),
  kept('porteur.finessJuridique', 'FINESS juridique du porteur', finessKind, 'finessJuridique'),
  kept('porteur.raisonSociale', 'Raison sociale du porteur', wordsKind, 'raisonSociale'),
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
  kept('project.startDate', 'Date de début', dayKind, 'startDate'),
  kept('project.endDate', 'Date de fin', dayKind, 'endDate'),
  kept('project.firstRequest', 'Première demande', firstRequestKind, 'firstRequest'),
  kept('project.software', 'Logiciel visé', softwareKind, 'software'),
  kept('project.segurReferenced', 'Référencement Ségur', yesNoKind, 'segurReferenced'),
  kept('project.nationalScope', 'Portée nationale', yesNoKind, 'nationalScope'),
  kept('project.groupingForm', 'Forme du regroupement', wordsKind, 'groupingForm'),
  kept('criteria.noEuropeanAid', 'Autre financement européen', yesNoKind, 'europeanAid'),
];

/** Of the project, when the whole grappe is asked for at once. */
export const wholeFeeds: Feed<Project>[] = [
  kept('project.type', 'Type de projet', typeKind, 'type'),
  kept('project.requested', 'Montant demandé', centsKind, 'requestedCents'),
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
  kept('project.requested', 'Montant demandé', centsKind, 'requestedCents'),
];

export const bankFeeds: Feed<Bank>[] = [
  kept('bank.holder', 'Titulaire du compte', wordsKind, 'holder'),
  kept('bank.iban', 'IBAN', ibanKind, 'iban'),
];

export const essmsFeeds: Feed<Essms>[] = [
  kept('essms.finess', 'FINESS géographique', finessKind, 'finess'),
  kept('essms.category', 'Catégorie FINESS', categoryKind, 'category'),
  kept('essms.field', 'Champ', fieldKind, 'field'),
  kept('essms.departement', 'Département', departementKind, 'departement'),
  kept('essms.siret', 'SIRET de l’ESSMS', siretKind, 'siret'),
  kept('essms.software', 'Logiciel actuel', softwareKind, 'currentSoftware'),
  kept('essms.requested', 'Montant demandé pour l’ESSMS', centsKind, 'requestedCents'),
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
