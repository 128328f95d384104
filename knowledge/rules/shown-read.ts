import { dayMeaning } from '@/knowledge/form/day-text';
import { FIELD_WORDINGS } from '@/knowledge/form/dictionary';
import { meaningOf } from '@/knowledge/form/format';
import { fold, polarityOf } from '@/knowledge/form/words';
import { checkFiness, checkIban, checkSiren, checkSiret } from '@/knowledge/identifiers';
import { formatCents, formatCount, formatDay, TYPE_NAMES } from '@/knowledge/profile/format';
import { type EssmsField, essmsField, type ProjectType } from '@/knowledge/profile/schema';
import { departements } from '@/knowledge/reference/territories';
import type { ShownFact } from './rule';

/** How a datum is read in a page, compared and said. `read` answers null when the text is not clear. */
export interface Kind<T> {
  read(fact: ShownFact): T | null;
  same(one: T, other: T): boolean;
  say(value: T): string;
}

const equal = <T>(one: T, other: T): boolean => one === other;

export const wordsKind: Kind<string> = {
  read: ({ value }) => value.replace(/\s+/g, ' ').trim() || null,
  same: (one, other) => fold(one) === fold(other),
  say: (value) => value,
};

const numberKind = (normalise: (text: string) => string): Kind<string> => ({
  read: ({ value }) => normalise(value) || null,
  same: (one, other) => normalise(one) === normalise(other),
  say: (value) => normalise(value),
});

export const finessKind = numberKind((text) => checkFiness(text).value);
export const sirenKind = numberKind((text) => checkSiren(text).value);
export const siretKind = numberKind((text) => checkSiret(text).value);

/** The number itself stays out of the messages: they may be shown, printed or sent to a colleague. */
export const ibanKind: Kind<string> = {
  ...numberKind((text) => checkIban(text).value),
  say: (value) => `un compte finissant par ${checkIban(value).value.slice(-4)}`,
};

/** « 500 - EHPAD » is the category 500. */
export const categoryKind: Kind<string> = {
  read: (fact) => /(?<!\d)\d{3}(?!\d)/.exec(fact.value)?.[0] ?? wordsKind.read(fact),
  same: (one, other) => one.trim() === other.trim(),
  say: (value) => `catégorie ${value}`,
};

export const fieldKind: Kind<EssmsField> = {
  read: ({ value }) =>
    essmsField.options.find((code) =>
      [code, ...(FIELD_WORDINGS[code] ?? [])].some((words) => fold(words) === fold(value)),
    ) ?? null,
  same: equal,
  say: (value) => value,
};

/** A code, a name, or both: « 13 », « Bouches-du-Rhône », « 13 - Bouches-du-Rhône ». */
export const departementKind: Kind<string> = {
  read: ({ value }) => {
    const [text, first] = [fold(value), fold(value).split(/[\s-]/)[0]];
    const of = (key: string | undefined) => departements.find(({ code }) => fold(code) === key);
    return (of(first) ?? departements.find(({ name }) => fold(name) === text))?.code ?? null;
  },
  same: equal,
  say: (value) => value,
};

export const dayKind: Kind<string> = {
  read: ({ value }) => {
    const day = dayMeaning(value.trim());
    return /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null;
  },
  same: equal,
  say: formatDay,
};

export const countKind: Kind<number> = {
  read: ({ value }) => {
    const text = meaningOf(value, 'count');
    return /^\d+$/.test(text) ? Number(text) : null;
  },
  same: equal,
  say: formatCount,
};

/** Thousands or millions of euros are not read: the person alone knows what was rounded. */
const OTHER_UNIT = /(?<![a-z])[km]\s?€|\bkilo-?euro|\bmillier|\bmillion/i;

export const centsKind: Kind<number> = {
  read: ({ value, label }) => {
    const text = meaningOf(value, 'amount');
    const euros = text === '' ? Number.NaN : Number(text);
    return OTHER_UNIT.test(`${label} ${value}`) || Number.isNaN(euros) ? null : Math.round(euros * 100);
  },
  same: equal,
  say: formatCents,
};

const YES = /^(?:oui|vrai|true)\b/;
const NO = /^(?:non|faux|false)\b/;

/** « Oui » to « le projet est-il exempt de… » says no; an unclear question says nothing. */
export const yesNoKind: Kind<boolean> = {
  read: ({ value, label }) => {
    const polarity = polarityOf(label);
    const text = fold(value);
    if (polarity === 'unclear' || YES.test(text) === NO.test(text)) return null;
    return YES.test(text) === (polarity === 'straight');
  },
  same: equal,
  say: (value) => (value ? 'oui' : 'non'),
};

/** Of a list (« Première demande », « Renouvellement ») or of a question. */
export const firstRequestKind: Kind<boolean> = {
  ...yesNoKind,
  read: (fact) => {
    const text = fold(fact.value);
    if (text.startsWith('premiere')) return true;
    return text.startsWith('renouvellement') ? false : yesNoKind.read(fact);
  },
  say: (value) => (value ? 'première demande' : 'renouvellement'),
};

const TYPES: [ProjectType, RegExp][] = [
  ['mixte', /\bmixte\b/],
  ['conformite', /\bconformite\b|\bmise aux normes\b|\bmontee de version\b/],
  ['acquisition', /\bacqui|\bachat\b/],
];

export const typeKind: Kind<ProjectType> = {
  read: ({ value }) => TYPES.find(([, words]) => words.test(fold(value)))?.[0] ?? null,
  same: equal,
  say: (value) => TYPE_NAMES[value].toLowerCase(),
};
