/** An address that a model can be asked at, or in French why it cannot. */
export type CheckedAddress =
  | { ok: true; address: string; origin: string; match: string }
  | { ok: false; reason: string };

const LOCAL = new Set(['localhost', '127.0.0.1']);

/** Addresses a model can be asked at, any encrypted one and this computer, as the content security policy writes them. */
export const MODEL_SOURCES = ['https:', 'http://localhost:*', 'http://127.0.0.1:*'];

const refuse = (reason: string): CheckedAddress => ({ ok: false, reason });

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/**
 * The base address of a service as the user types it: encrypted, or on this computer; without a name
 * or password in it. `match` is how a permission names its host, whatever the port.
 */
export function checkAddress(typed: string): CheckedAddress {
  const url = parse(typed.trim());
  if (!url) return refuse('Écrivez une adresse complète, qui commence par « https:// ».');
  const local = LOCAL.has(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))
    return refuse(
      'L’adresse doit commencer par « https:// » : sans chiffrement, seul cet ordinateur (localhost) est permis.',
    );
  if (url.username !== '' || url.password !== '')
    return refuse('L’adresse ne doit contenir ni identifiant ni mot de passe : la clé a son propre champ.');
  if (url.search !== '' || url.hash !== '') return refuse('L’adresse ne doit contenir ni « ? » ni « # ».');
  const path = url.pathname.replace(/\/(?:chat\/completions\/?)?$/, '').replace(/\/+$/, '');
  return {
    ok: true,
    address: `${url.origin}${path}`,
    origin: url.origin,
    match: `${url.protocol}//${url.hostname}/*`,
  };
}
