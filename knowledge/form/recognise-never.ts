import { remembered } from './recognise-memory';
import type { FieldSnapshot, TextSource } from './snapshot';

const CONSENT =
  /attest|certifi|sur l'honneur|j'accept|consen|j'ai lu|pris connaissance|autoris(?!é)|m'engag|nous engageons|sousign|soussign|(?:je|nous) (?:d[ée]clar|confirm|reconnai)|conditions g[ée]n|politique de confid|lettre d'info|newsletter/i;

/** Under such a heading every field is part of what a person declares and signs. */
const DECLARATION = /attest|sur l'honneur|\bsignature\b(?! des? (?:la )?convention)|soussign/i;

/** Most texts remembered: each stands around many fields. */
const TEXTS = 4000;

const plain = (text: string): string => text.replace(/[’‘]/g, "'");
const isConsent = remembered(TEXTS, (text) => CONSENT.test(plain(text)));
const isDeclaration = remembered(TEXTS, (text) => DECLARATION.test(plain(text)));

const NEAR = new Set<TextSource>(['label', 'group', 'section', 'help']);

/** Fields the assistant never touches: files, passwords, consents and declarations. */
export const isNever = (field: FieldSnapshot): boolean => {
  if (field.kind === 'file' || field.kind === 'password') return true;
  const texts = field.texts.filter(({ source }) => NEAR.has(source));
  if (texts.some(({ source, text }) => source === 'section' && isDeclaration(text))) return true;
  const box = field.kind === 'checkbox' || field.kind === 'switch' || field.kind === 'radio';
  return box && [...texts, ...field.options].some(({ text }) => isConsent(text));
};
