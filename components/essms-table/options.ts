import { FIELD_NAMES } from '@/knowledge/profile/format';
import { essmsField, type Organisme } from '@/knowledge/profile/schema';
import { type FinessCategory, finessCategories } from '@/knowledge/reference/finess-categories';
import { departements } from '@/knowledge/reference/territories';
import type { OptionList } from './columns';

/** One value a choice accepts. */
export interface Option {
  value: string | boolean;
  /** What a cell shows. */
  short: string;
  /** What the list to choose from shows. */
  label: string;
  /** What a copy to a spreadsheet holds; it reads back as the same value. */
  copy: string;
  /** Texts that name it, plain (see `plainText`); the first one belongs to it alone. */
  words: string[];
}

/** Lower case, accents and typographic marks removed: what two writings of a name share. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{Mn}\p{Cf}]/gu, '')
    .replace(/[’']/g, '’')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

const option = (
  value: string | boolean,
  short: string,
  label: string,
  copy: string,
  words: string[],
): Option => ({
  value,
  short,
  label,
  copy,
  words: words.filter((word) => word !== '').map(plainText),
});

const FIELDS = essmsField.options.map((code) =>
  option(code, code, `${code} — ${FIELD_NAMES[code]}`, code, [code, FIELD_NAMES[code]]),
);

const ANSWERS = [
  option(true, 'oui', 'Oui', 'oui', ['oui', 'o', 'vrai', 'true', '1', 'x']),
  option(false, 'non', 'Non', 'non', ['non', 'n', 'faux', 'false', '0']),
];

const categoryOption = ({ code, label, shortLabel, aliases }: FinessCategory): Option =>
  option(code, `${code} ${shortLabel ?? label}`, `${code} — ${label}`, code, [
    code,
    label,
    shortLabel ?? '',
    ...aliases,
  ]);
const CATEGORIES = finessCategories.map(categoryOption);

const DEPARTEMENTS = departements
  .map(({ code, name }) => option(code, code, `${code} — ${name}`, code, [code, name]))
  .toSorted((a, b) => a.copy.localeCompare(b.copy));

const organismeOption = (o: Organisme): Option => {
  const name = o.raisonSociale || o.sigle || 'organisme sans nom';
  return option(o.id, o.sigle || name, o.sigle ? `${o.sigle} — ${name}` : name, o.sigle || name, [
    name,
    o.sigle,
    o.siren,
    o.finessJuridique,
  ]);
};

/** The options of every list, for the organismes of a grappe. */
export type Options = Record<OptionList, readonly Option[]>;

/** Builds the options; those of the organismes follow the grappe. */
export const optionsFor = (organismes: readonly Organisme[]): Options => ({
  field: FIELDS,
  answer: ANSWERS,
  category: CATEGORIES,
  departement: DEPARTEMENTS,
  organisme: organismes.map(organismeOption),
});

/** The options a typed text may mean: every one of its words is in a name of the option. */
export function searchOptions(options: readonly Option[], typed: string): readonly Option[] {
  const wanted = plainText(typed).split(' ');
  return options.filter(({ words }) => {
    const text = words.join(' ');
    return wanted.every((word) => text.includes(word));
  });
}
