/**
 * The numbers a grappe is made of: clean what was typed, check it, explain what is wrong. Each
 * check takes the text as typed and never throws; each formatter leaves an invalid text unchanged.
 */
export { checkBic, checkIban, compareBank, formatIban } from './identifiers/bank';
export type { IdentifierCheck } from './identifiers/check';
export { checkEmail, checkPhone, checkPostcode, formatPhone } from './identifiers/contact';
export { suggestFix } from './identifiers/kinds';
export {
  checkFiness,
  checkNaf,
  checkRna,
  checkSiren,
  checkSiret,
  formatFiness,
  formatSiren,
  formatSiret,
} from './identifiers/registers';
