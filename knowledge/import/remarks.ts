import { formatFiness, formatSiren, formatSiret } from '@/knowledge/identifiers';
import { formatCount, formatDay } from '@/knowledge/profile/format';
import { categoryOf, type FinessCategory } from '@/knowledge/reference/finess-categories';
import type { Establishment, RegisterSource } from '@/knowledge/register/record';
import type { Remark, TargetId } from './proposal';

/** Every remark an import can make: its code, its level, and words that explain themselves. */

const FINESS: TargetId = 'essms.finess';

type Choice = NonNullable<Remark['choices']>[number];

/** An establishment as a choice to pick from. */
export const choiceOf = ({ finess, name, category, categoryLabel, address }: Establishment): Choice => ({
  finess,
  name,
  category: categoryOf(category)?.shortLabel ?? categoryOf(category)?.label ?? (categoryLabel || category),
  commune: address.commune,
});

/** « l’extrait FINESS « … » du 1er octobre 2026 », « le service « … », interrogé le 1er octobre 2026 ». */
const named = ({ by, name, on }: RegisterSource): string =>
  by === 'finess'
    ? `l’extrait FINESS « ${name} » du ${formatDay(on)}`
    : `le service « ${name} », interrogé le ${formatDay(on)},`;

/** Why a right number may be missing from a register. */
const MISSING: Record<RegisterSource['by'], string> = {
  finess: 'numéro faux, ou établissement plus récent que cet extrait',
  sirene: 'numéro faux, ou établissement que ce service ne recense pas (encore)',
};

const about = ({ name, address }: Pick<Establishment, 'name' | 'address'>): string =>
  [name, address.commune].filter((part) => part !== '').join(', ');

const pick = (choices: Choice[]): string =>
  choices.length === 0
    ? 'Indiquez le FINESS géographique de l’établissement.'
    : choices.length === 1
      ? 'Un seul établissement ouvert lui correspond : choisissez-le.'
      : `Choisissez parmi ses ${choices.length} établissements ouverts.`;

/** The number is the one of a legal person. */
export const isJuridique = (number: string, name: string, choices: Choice[]): Remark => ({
  code: 'finess-juridique',
  level: 'refused',
  target: FINESS,
  text: `${formatFiness(number)} est le FINESS de l’entité juridique ${name || '(nom inconnu)'}, pas celui d’un établissement. ${pick(choices)}`,
  ...(choices.length > 0 ? { choices } : {}),
});

/** The number is a SIREN. */
export const isSiren = (number: string, name: string, choices: Choice[]): Remark => ({
  code: 'siren',
  level: 'refused',
  target: FINESS,
  text: `${formatSiren(number)} est un SIREN${name ? `, celui de ${name}` : ''} : un FINESS géographique est attendu. ${pick(choices)}`,
  ...(choices.length > 0 ? { choices } : {}),
});

/** The number is a SIRET; `found` is the only establishment the register has under it, if so. */
export const isSiret = (
  number: string,
  found: Establishment | null,
  choices: Choice[],
  expected: boolean,
): Remark => {
  const start = `${formatSiret(number)} est un SIRET`;
  if (found !== null)
    return {
      code: 'siret',
      level: expected ? 'note' : 'confirm',
      target: FINESS,
      text: `${start} : d’après le registre, c’est celui de ${about(found)}, FINESS ${formatFiness(found.finess)}.`,
    };
  return {
    code: 'siret',
    level: 'refused',
    target: FINESS,
    text: `${start} : un FINESS géographique est attendu. ${choices.length > 1 ? 'Plusieurs établissements ont ce SIRET : choisissez.' : pick(choices)}`,
    ...(choices.length > 0 ? { choices } : {}),
  };
};

/** What a wrong number becomes once a letter is a digit, two neighbours are swapped, or one digit changed. */
export interface Repair {
  finess: string;
  how: 'letter' | 'swap' | 'digit';
  name: string;
  choice: Choice | null;
}

const HOW: Record<Repair['how'], string> = {
  letter: 'en lisant un chiffre à la place d’une lettre',
  swap: 'en échangeant deux chiffres voisins',
  digit: 'en changeant un chiffre',
};

const repaired = ({ finess, how, name }: Repair): string =>
  `${HOW[how]} on obtient ${formatFiness(finess)}, qui existe${name ? ` (${name})` : ''}`;

/** The key of the number does not hold. */
export const wrongKey = (reason: string, repairs: Repair[]): Remark => {
  const choices = repairs.flatMap(({ choice }) => choice ?? []);
  const guesses = repairs.slice(0, 3).map(repaired).join(' ; ');
  return {
    code: 'finess-key',
    level: 'refused',
    target: FINESS,
    text: guesses === '' ? reason : `${reason} Peut-être : ${guesses}.`,
    ...(choices.length > 0 ? { choices } : {}),
  };
};

/** The text is no FINESS at all; `read` is the only valid one it seems to hold, or empty. */
export const wrongShape = (text: string, reason: string, read = '', choices: Choice[] = []): Remark => {
  const guess = read === '' ? '' : ` On y lit sans doute ${formatFiness(read)} : écrivez le numéro seul.`;
  return {
    code: 'finess-shape',
    level: 'refused',
    target: FINESS,
    text: `« ${text.slice(0, 40)} » n’est pas un FINESS. ${reason}${guess}`,
    ...(choices.length > 0 ? { choices } : {}),
  };
};

/** The spreadsheet rounded the number. */
export const rounded = (reason: string): Remark => ({
  code: 'rounded',
  level: 'refused',
  target: FINESS,
  text: reason,
});

/** The line has no FINESS and nothing else finds it. */
export const noFiness = (): Remark => ({
  code: 'finess-missing',
  level: 'confirm',
  target: FINESS,
  text: 'Aucun FINESS géographique sur cette ligne : c’est lui qui identifie l’établissement. À ajouter seulement si vous le compléterez ensuite.',
});

/** Nothing names the establishment. */
export const noKey = (): Remark => ({
  code: 'no-key',
  level: 'refused',
  text: 'Ni numéro ni nom sur cette ligne : on ne sait pas de quel établissement elle parle.',
});

/** The register was asked and knows nothing of the number. */
export const unknownNumber = (number: string, source: RegisterSource, swapped: Repair | null): Remark => ({
  code: 'unknown',
  level: 'confirm',
  target: FINESS,
  text: `${formatFiness(number)} a une clé juste, mais ${named(source)} ne le connaît pas : ${MISSING[source.by]}.${swapped ? ` Peut-être : ${repaired(swapped)}.` : ''}`,
  ...(swapped?.choice ? { choices: [swapped.choice] } : {}),
});

/** The register says the establishment closed. */
export const closed = ({ closedOn }: Establishment, source: RegisterSource | null): Remark => ({
  code: 'closed',
  level: 'confirm',
  target: 'essms.open',
  text: `Établissement fermé${closedOn ? ` depuis le ${formatDay(closedOn)}` : ''}${source ? ` d’après ${named(source).replace(/,$/, '')}` : ''}.`,
});

/** What the category says of eligibility, when it is not a plain yes. */
export function categoryRemark(code: string, label: string): Remark | null {
  const target: TargetId = 'essms.category';
  const category = categoryOf(code);
  if (category === null)
    return {
      code: 'category-unknown',
      level: 'confirm',
      target,
      text: `La catégorie ${code}${label ? ` (${label})` : ''} n’est pas parmi celles que je connais du secteur : vérifiez que c’est bien un ESSMS.`,
    };
  if (category.eligibility === 'no')
    return {
      code: 'excluded-category',
      level: 'confirm',
      target,
      text: `La catégorie ${code} (${nameOf(category)}) n’est pas celle d’un ESSMS du programme. ${category.note ?? ''}`.trim(),
    };
  if (category.eligibility === 'ask')
    return {
      code: 'ask',
      level: 'note',
      target,
      text: `La catégorie ${code} (${nameOf(category)}) ne suffit pas à dire si l’établissement est éligible : l’autorisation fait foi. ${category.note ?? ''}`.trim(),
    };
  return null;
}

const nameOf = ({ shortLabel, label }: FinessCategory): string => shortLabel ?? label;

/** The sheet and the register do not give the same category. */
export const categoryMismatch = (sheet: string, register: string): Remark => ({
  code: 'category-mismatch',
  level: 'note',
  target: 'essms.category',
  text: `La feuille dit catégorie ${sheet}, le registre ${register} (${categoryOf(register)?.shortLabel ?? categoryOf(register)?.label ?? 'hors de ma liste'}).`,
});

/** The number was already on another line. */
export const duplicate = (line: number, differing: string[]): Remark => ({
  code: 'duplicate',
  level: 'refused',
  text:
    differing.length === 0
      ? `Déjà à la ligne ${line} : cette ligne n’ajoute rien.`
      : `Déjà à la ligne ${line}, avec d’autres valeurs (${differing.join(', ')}) : corrigez l’une des deux.`,
});

const listed = (lines: readonly number[]): string =>
  lines.length === 1
    ? `La ligne ${lines[0]} parle`
    : `Les lignes ${lines.slice(0, -1).join(', ')} et ${lines.at(-1)} parlent`;

/** Later lines repeat this one with other values; `isNamed` when they give it other names. */
export const contradicted = (lines: number[], differing: string[], isNamed: boolean): Remark => ({
  code: 'duplicate',
  level: 'confirm',
  text: `${listed(lines)} du même établissement et ${lines.length === 1 ? 'dit' : 'disent'} autre chose : ${differing.join(', ')}. ${isNamed ? 'Un numéro sous plusieurs noms est souvent celui de l’entité juridique (EJ). ' : ''}À vous de choisir.`,
});

/** A zero removed by the spreadsheet was put back. */
export const lostZero = (labels: string[]): Remark => ({
  code: 'lost-zero',
  level: 'note',
  text: `Zéro de tête remis, que le tableur avait retiré : ${labels.join(', ')}.`,
});

const capital = (label: string): string => `${label.charAt(0).toUpperCase()}${label.slice(1)}`;

/** A value that could not be read: the line is kept without it. */
export const badValue = (code: string, target: TargetId, label: string, reason: string): Remark => ({
  code,
  level: 'note',
  target,
  text: `${capital(label)} : valeur laissée de côté. ${reason}`,
});

/** The value is longer than what a profile holds. */
export const tooLong = (target: TargetId, label: string, length: number, max: number): Remark => ({
  code: 'too-long',
  level: 'note',
  target,
  text: `${capital(label)} : ${length} caractères, ${max} au plus. Rien n’est coupé : raccourcissez ce texte dans la feuille.`,
});

/** Only the name and the commune tell the row of the profile. */
export const matchedByName = (name: string): Remark => ({
  code: 'matched-by-name',
  level: 'confirm',
  text: `Rapproché de « ${name} » par le nom et la commune seulement : est-ce bien lui ?`,
});

/** The register gives another SIRET. */
export const siretMismatch = (sheet: string, register: string): Remark => ({
  code: 'siret-mismatch',
  level: sheet.slice(0, 9) === register.slice(0, 9) ? 'note' : 'confirm',
  target: 'essms.siret',
  text: `La feuille donne le SIRET ${formatSiret(sheet)}, le registre ${formatSiret(register)}${sheet.slice(0, 9) === register.slice(0, 9) ? ' (même SIREN)' : ' : ce n’est pas le même organisme'}.`,
});

/** The register says the establishment is run by another legal person. */
export const organismeMismatch = (declared: string, registered: string): Remark => ({
  code: 'organisme-mismatch',
  level: 'confirm',
  target: 'organisme.finessJuridique',
  text: `D’après le registre, cet établissement est géré par ${registered}, et non par ${declared}.`,
});

/** The SIREN and the FINESS juridique of a line are those of two organismes. */
export const clash = (siren: string, finess: string, name: string): Remark => ({
  code: 'organisme-mismatch',
  level: 'confirm',
  target: 'organisme.finessJuridique',
  text: `Le FINESS juridique ${formatFiness(finess)}${name ? ` (${name})` : ''} n’est pas celui du SIREN ${formatSiren(siren)} : il est laissé de côté. L’un des deux est faux.`,
});

/** The name of the organisme fits several. */
export const ambiguousOrganisme = (name: string): Remark => ({
  code: 'organisme-ambiguous',
  level: 'note',
  target: 'organisme.raisonSociale',
  text: `Plusieurs organismes s’appellent « ${name} » : indiquez le SIREN ou le FINESS juridique pour rattacher l’établissement.`,
});

/** The FINESS juridique column holds the number of an establishment. */
export const geographique = (number: string, name: string): Remark => ({
  code: 'finess-geographique',
  level: 'note',
  target: 'organisme.finessJuridique',
  text: `FINESS juridique laissé de côté : ${formatFiness(number)} est celui d’un établissement${name ? ` (${name})` : ''}.`,
});

/** The number and the postcode are of two départements: it happens to sites that moved. */
export const departementMismatch = (finess: string, postcode: string, lostZero: boolean): Remark => ({
  code: 'departement-mismatch',
  // A zero put back before a number of another département: the number was rather cut short.
  level: lostZero ? 'confirm' : 'note',
  target: 'essms.address.postcode',
  text: `Le FINESS commence par ${finess.slice(0, 2)} et le code postal est ${postcode} : possible pour un site déplacé, sinon l’un des deux est faux.`,
});

/** The profile is full. */
export const tooMany = (most: number, what: string): Remark => ({
  code: 'too-many',
  level: 'refused',
  text: `Une grappe tient au plus ${formatCount(most)} ${what} : cette ligne est au-delà.`,
});

/** The organisme is not told the same way on every line. */
export const organismeConflict = (labels: string[], identity: boolean): Remark => ({
  code: 'organisme-conflict',
  level: identity ? 'confirm' : 'note',
  text: `Les lignes ne disent pas toutes la même chose de cet organisme (${labels.join(', ')}) : ces valeurs ne sont pas cochées.`,
});
