/** Fewest characters of a passphrase that protects a backup; longer is what makes it strong. */
export const MIN_PASSPHRASE = 12;
const GOOD_PASSPHRASE = 20;

/** What a passphrase is worth, in words; `ok` when it is long enough to be used. */
export interface PassphraseAdvice {
  ok: boolean;
  tone: 'bad' | 'warn' | 'ok';
  text: string;
}

/** One writing for what looks the same: a keyboard composes « é » otherwise than another. */
export const normalisePassphrase = (passphrase: string): string => passphrase.normalize('NFKC');

const LONGER = 'Quatre ou cinq mots sans rapport entre eux se retiennent bien.';

/** Says what the length of a passphrase is worth: the only strength that can be judged honestly. */
export function passphraseAdvice(passphrase: string): PassphraseAdvice {
  const characters = [...normalisePassphrase(passphrase)];
  const length = characters.length;
  if (length < MIN_PASSPHRASE)
    return {
      ok: false,
      tone: 'bad',
      text: `Trop courte : ${length} caractère${length > 1 ? 's' : ''}, il en faut au moins ${MIN_PASSPHRASE}. ${LONGER}`,
    };
  if (new Set(characters).size < 6)
    return {
      ok: false,
      tone: 'bad',
      text: `Trop facile à deviner : elle répète les mêmes caractères. ${LONGER}`,
    };
  if (length < GOOD_PASSPHRASE)
    return {
      ok: true,
      tone: 'warn',
      text: `Acceptable : ${length} caractères. À partir de ${GOOD_PASSPHRASE}, elle résiste bien mieux. ${LONGER}`,
    };
  return { ok: true, tone: 'ok', text: `Longue, ${length} caractères : c’est ce qui la rend solide.` };
}
