import type { Entry } from './dictionary';
import type { FieldId } from './field-id';
import type { FieldSnapshot } from './snapshot';
import { wordsOf } from './words';

/** Words that make of a count, an amount or a software another one than the project's. */
const OTHER_AMOUNT =
  /k\s?€|keur|millier|million|m€|%|pour cent|\bpar\b|\b20\d\d\b|obtenu|accord[ée]|vers[ée]|ant[ée]rieur/i;
const OTHER_COUNT =
  /[ée]quip[ée]|d[ée]ploy|\bnon\b|\ben corse\b|outre-mer|\bdont\b|\bpar\b(?! le projet)|hors|restant|d[ée]j[àa]|%|\bp[ah]\b|ehpad|handicap|[âa]g[ée]e|domicile|enfance|salari|g[ée]r[ée]s/i;
const OTHER_SOFTWARE =
  /en place|remplac|actuel|existant|pr[ée]c[ée]dent|ancien|en service|sortant|utilis|aujourd|commercial(?!isé)/i;
const OTHER_DATE =
  /mise en (?:service|production)|signature|convention|d[ée]p[ôo]t|\bbail\b|travaux|essai|formation|livraison|paiement|exercice|agr[ée]ment|contrat|cr[ée]ation|r[ée]union|assembl[ée]e|mandat|d[ée]ploiement|inscription|[ée]v[ée]nement|manifestation|naissance|validit[ée]/i;
const OTHER_YEAR = /\bclos|pr[ée]c[ée]dent|dernier|ant[ée]rieur|\bn\s?-\s?1\b/i;

/** « N° de la voie » and « Adresse complète » are not the street; « FINESS géographique » is no juridique. */
const OTHER_STREET =
  /^(?:n\s?[°º]|num[ée]ro)\s*(?:de |dans )?(?:la )?(?:voie|rue)\s*$|compl[èe]te\b|\btype de (?:la )?voie|mail|[ée]lectronique|internet|\bweb\b|\bbp\b|lieu-dit/i;
const OTHER_FINESS = /g[ée]ogra|\bet\b|\bsite\b/i;

const OTHER_HOLDER = /chaque|chacun|\btou(?:s|tes)\b|membres?|partenaires?|[ée]diteur|prestataire/i;

/** « Organisme bénéficiaire du versement » asks who is paid; « Organisme titulaire du compte », in whose name. */
const OTHER_NAME =
  /^(?:nom de )?(?:l['’]|la )?(?:organisme|structure|association|entit[ée]|[ée]tablissement)\b(?!.*(?:titulaire|compte))/i;

/** « Objet social » is the body’s, « Objet du message » is a letter’s. */
const OTHER_OBJECT = /\bsocial|statut|message|courrier|r[ée]union|rendez-vous|mail/i;
const OTHER_BANK = /\bcode\b|guichet|adresse|num[ée]ro|n\s?[°º]|agence|\brue\b|voie|\bville\b|pays/i;

const OTHER_THING: Partial<Record<FieldId, RegExp>> = {
  'project.requested': OTHER_AMOUNT,
  'project.essmsCount': OTHER_COUNT,
  'project.software': OTHER_SOFTWARE,
  'project.editor': OTHER_SOFTWARE,
  'project.segurReferenced': OTHER_SOFTWARE,
  'project.year': OTHER_YEAR,
  'project.startDate': OTHER_DATE,
  'project.endDate': OTHER_DATE,
  'address.street': OTHER_STREET,
  'porteur.finessJuridique': OTHER_FINESS,
  'project.objectives': OTHER_OBJECT,
  'bank.bankName': OTHER_BANK,
  'bank.holder': OTHER_NAME,
  'porteur.hasSiret': OTHER_HOLDER,
};

/** Words without which a count is not of the ESSMS. */
const COUNTED = new Set(wordsOf('essms structure établissement service'));

/** A label that starts so wants a figure or a day, never a text. */
const FIGURE = /^(?:montant|nombre|nb|nbre|taux|date|pourcentage|co[ûu]t|total|dur[ée]e|combien)\b/i;

/** What its neighbours say a field is not. */
interface Beside {
  field: FieldSnapshot;
  besideFirstName: boolean;
  splitStreet: boolean;
}

/** « Montant demandé (en k€) » or « Nombre d’ESSMS en Corse » are not what the profile holds. */
export const asksAnother = (
  { field, besideFirstName, splitStreet }: Beside,
  { id, format }: Pick<Entry, 'id' | 'format'>,
): boolean => {
  const { label } = field;
  if (OTHER_THING[id]?.test(label) || (format === 'text' && FIGURE.test(label))) return true;
  if (id === 'porteur.raisonSociale') return besideFirstName && wordsOf(label).join() === 'nom';
  if (id === 'address.street') return splitStreet;
  return id === 'project.essmsCount' && !wordsOf(label).some((word) => COUNTED.has(word));
};
