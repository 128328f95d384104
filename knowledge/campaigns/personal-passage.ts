import { formatCents, formatDay } from '@/knowledge/profile/format';
import type { Day, Reference } from '@/knowledge/source';
import { markedTitle, personalText } from './personal-campaign';
import { PRINCIPLES } from './personal-principles';
import type { PersonalCampaign } from './personal-schema';
import { describeCall } from './personal-words';

/** What stands behind a value of the user's own call, as the views show a passage. */
export interface PersonalPassage {
  heading: string;
  body: string;
  title: string;
  issuer: string;
  date: Day;
  dateNote: string;
  /** Empty when the user gave none. */
  url: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const reach = (inside: unknown, key: string): unknown =>
  typeof inside === 'object' && inside !== null && Object.hasOwn(inside, key)
    ? Reflect.get(inside, key)
    : undefined;

const percent = (share: unknown): string =>
  `${Math.round(Number(share) * 1000) / 10}\u00a0%`.replace('.', ',');

const isPrinciple = (rule: unknown): rule is keyof typeof PRINCIPLES =>
  typeof rule === 'string' && Object.hasOwn(PRINCIPLES, rule);

/** A value in words; `key` is the last of its path. */
function inWords(key: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => inWords('', one)).join('\u202f; ');
  if (typeof value === 'number') return key === 'amountCents' ? formatCents(value) : String(value);
  if (typeof value === 'string') return formatDay(value);
  if (!isRecord(value)) return '';
  if (isPrinciple(value.rule)) return PRINCIPLES[value.rule].label;
  if ('share' in value) return `${percent(value.share)} ${String(value.when)}`;
  return inWords('', value.value ?? value.what ?? value.label);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * The words of the user behind a verdict or an amount: what was typed, the sentence and the address
 * that were given as its source. Null when the reference points at another text.
 */
export function personalPassage(personal: PersonalCampaign, reference: Reference): PersonalPassage | null {
  if (reference.text !== personalText(personal.id)) return null;
  const path = reference.anchor.split('.');
  const found = path.reduce<unknown>(reach, personal);
  const key = path.at(-1) ?? '';
  const nothing = found === undefined || (Array.isArray(found) && found.length === 0);
  const words = inWords(key, isRecord(found) && 'value' in found ? found.value : found);
  const quote = textOf(reach(found, 'quote'));
  const described = describeCall(path.map((part) => (/^\d+$/.test(part) ? Number(part) : part)));
  return {
    heading: described.charAt(0).toUpperCase() + described.slice(1),
    body: [
      nothing ? 'Non renseigné dans votre campagne personnelle.' : `Saisi par vous\u202f: ${words}`,
      ...(quote ? [`Votre source\u202f: «\u00a0${quote}\u00a0»`] : []),
      ...(personal.origin
        ? [
            `Campagne copiée de «\u00a0${personal.origin}\u00a0»\u202f: vérifiez chaque valeur dans le texte de votre appel.`,
          ]
        : []),
    ].join('\n\n'),
    title: markedTitle(personal),
    issuer: 'Campagne personnelle',
    date: personal.describedOn,
    dateNote: 'jour de votre saisie',
    url: textOf(reach(found, 'url')) || (personal.url ?? ''),
  };
}
