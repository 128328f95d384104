import { categoryOf } from '@/knowledge/reference/finess-categories';
import { departementOf, departementOfPostcode } from '@/knowledge/reference/territories';
import type { Entity, Establishment } from '@/knowledge/register/record';
import { maxLengthOf } from './limits';
import type { TargetId } from './proposal';
import { isOpen } from './registry';

/** What a register says of a row, by target; what it does not say is left out. */
export type Facts = ReadonlyMap<TargetId, unknown>;

const kept = (pairs: [TargetId, unknown][]): Facts =>
  new Map(
    pairs.filter(([id, value]) =>
      typeof value === 'string' ? value !== '' && value.length <= maxLengthOf(id) : value !== null,
    ),
  );

/** Départements INSEE writes with three characters. */
const departementOfInsee = (code: string): string =>
  departementOf(code.slice(0, code.startsWith('97') ? 3 : 2))?.code ?? '';

/** What the register says of an establishment. */
export const establishmentFacts = (one: Establishment): Facts =>
  kept([
    ['essms.finess', one.finess],
    ['essms.name', one.name],
    ['essms.category', one.category],
    ['essms.siret', one.siret],
    ['essms.address.street', one.address.street],
    ['essms.address.complement', one.address.complement],
    ['essms.address.postcode', one.address.postcode],
    ['essms.address.commune', one.address.commune],
    ['essms.address.inseeCode', one.address.inseeCode],
    ['essms.departement', departementOfInsee(one.address.inseeCode)],
    ['essms.open', one.open ?? (one.closedOn === '' ? null : false)],
    ['essms.closedOn', isOpen(one) ? '' : one.closedOn],
  ]);

/** Registers may only give the code of a legal form: « 9220 » means nothing in a dossier. */
const inWords = (status: string): string => (/\p{L}{3}/u.test(status) ? status : '');

/** What the register says of a legal person. */
export const entityFacts = (one: Entity): Facts =>
  kept([
    ['organisme.finessJuridique', one.finess],
    ['organisme.siren', one.siren],
    ['organisme.raisonSociale', one.name],
    ['organisme.sigle', one.sigle],
    ['organisme.formeJuridique', inWords(one.legalStatus)],
    ['organisme.naf', one.naf],
    ['organisme.rna', one.rna],
    ['organisme.address.street', one.address.street],
    ['organisme.address.complement', one.address.complement],
    ['organisme.address.postcode', one.address.postcode],
    ['organisme.address.commune', one.address.commune],
    ['organisme.address.inseeCode', one.address.inseeCode],
    ['organisme.phone', one.phone],
  ]);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Département of the mainland a FINESS number starts with: overseas, more digits would be needed. */
const departementOfFiness = (finess: string): string =>
  /^9[7-9]/.test(finess) ? '' : (departementOf(finess.slice(0, 2))?.code ?? '');

/** What follows from the values of a line: the département, and the field when the category has one. */
export function derivedFacts(known: (id: TargetId) => unknown): [TargetId, unknown][] {
  const departement =
    departementOfPostcode(text(known('essms.address.postcode'))) ??
    departementOfFiness(text(known('essms.finess')));
  const fields = categoryOf(text(known('essms.category')))?.fields ?? [];
  const found: [TargetId, unknown][] = departement === '' ? [] : [['essms.departement', departement]];
  if (fields.length === 1) found.push(['essms.field', fields[0]]);
  return found;
}

/** True when the number and the postcode are of two départements of the mainland. */
export function departementsDiffer(finess: string, postcode: string): boolean {
  const own = departementOfFiness(finess);
  const post = departementOfPostcode(postcode);
  return own !== '' && post !== null && post.length === 2 && own !== post;
}
