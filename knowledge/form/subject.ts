import { checkFiness, checkSiren, checkSiret } from '@/knowledge/identifiers';
import {
  type Dossier,
  type EssmsField,
  essmsField,
  type Organisme,
  type Profile,
  type ProjectType,
  projectType,
} from '@/knowledge/profile/schema';
import { remembered } from './recognise-memory';
import type { FieldSnapshot, FrameSnapshot } from './snapshot';
import { fold } from './words';

/** Whom and what a field speaks of, beyond the porteur and the dossier on screen. */
export interface Subject {
  /** Organisme of the profile that its section names; null: none named, it speaks of the porteur. */
  organismeId: string | null;
  /** Dossier of the profile that its section names; null: none named, the one on screen. */
  dossierId: string | null;
  /** The section speaks of an organisme or a dossier that the profile does not tell: propose nothing. */
  unknown: boolean;
}

/** Which organisme and which dossier a field speaks of, from the section it stands in. */
export const subjectOf = (field: FieldSnapshot, frame: FrameSnapshot, profile: Profile): Subject => {
  const places = [...placesOf(field), frame.step];
  const organisme = organismeOf(field, frame, places, profile);
  const dossier = dossierOf(places, profile.dossiers);
  return {
    organismeId: organisme === 'unknown' ? null : organisme,
    dossierId: dossier === 'unknown' ? null : dossier,
    unknown: organisme === 'unknown' || dossier === 'unknown',
  };
};

/** Texts that say where a field stands, nearest first; its label may name an organisme too. */
const placesOf = ({ texts }: FieldSnapshot): string[] =>
  texts
    .filter(({ source }) => source === 'label' || source === 'group' || source === 'section')
    .toSorted((a, b) => a.distance - b.distance)
    .map(({ text }) => text);

type Found = string | 'unknown' | null;

/** What only the project as a whole has, even right after the block of a partner. */
const OF_PROJECT =
  /^(?:gouvernance|(?:strategie|plan|calendrier) de deploiement|conduite du changement|nom de la grappe)\b/;

/** The nearest place that names an organisme, or says « another one », decides; else the numbers around. */
const organismeOf = (
  field: FieldSnapshot,
  frame: FrameSnapshot,
  places: string[],
  profile: Profile,
): Found => {
  if (OF_PROJECT.test(fold(field.label))) return null;
  const tell = tellerOf(profile);
  for (const place of places) {
    const told = tell(place);
    if (told === 'other') return byNumbers(field, frame, profile) ?? 'unknown';
    if (told === 'porteur') return null;
    if (told !== 'nothing') return told === 'unknown' ? told : told.slice(1);
  }
  return byNumbers(field, frame, profile);
};

/** Most texts remembered for one profile. */
const TEXTS = 2000;

/** Whom a text names: « =id » of an organisme, `porteur`, `other`, `unknown` for several, or `nothing`. */
type Teller = (place: string) => string;

const tellers = new WeakMap<Profile, Teller>();

/** Remembered as long as the profile is the same: a grappe may have hundreds of organismes. */
const tellerOf = (profile: Profile): Teller => {
  const known = tellers.get(profile);
  if (known) return known;
  const names = profile.organismes.map(namesOf);
  const tell = remembered(TEXTS, (place): string => {
    const folded = fold(place);
    const numbers = place.replace(/[\s\u00a0\u202f.]/g, '').match(/\d{9,14}/g) ?? [];
    const named = names.filter((one) => isNamed(one, place, folded, numbers));
    if (named.length > 0) return named.length === 1 ? `=${named[0]?.id}` : 'unknown';
    if (OTHER_ORGANISME.test(folded)) return 'other';
    return PORTEUR.test(folded) ? 'porteur' : 'nothing';
  });
  tellers.set(profile, tell);
  return tell;
};

const PORTEUR =
  /\bporte(?:ur|use)\b|\bdemandeu|\bchef de file\b|\bvotre (?:structure|organisme|association)\b/;

const BODY = '(?:organismes?|structures?|associations?|gestionnaires?|partenaires?|entites?|porteurs?)';

/** « Organisme bénéficiaire du versement » is the one that files. */
const OF_AID = " (?:du |de la |de l'|d'une? )(?:versement|paiement|virement|aide|subvention|financement)\\b";

/** Headings of a block that speaks of another organisme than the one that files. */
const OTHER_ORGANISME = new RegExp(
  [
    `\\b(?:autres?|second|deuxieme|2e|troisieme|3e) ${BODY}\\b`,
    `\\b${BODY} (?:gestionnaires? )?(?:membres?|adherente?s?|associee?s?|partenaires?|beneficiaires?(?!${OF_AID})|rattachee?s?|secondaires?)\\b`,
    `\\b${BODY} (?:n ?[°o] ?)?(?:[2-9]|\\d{2,})\\b`,
    '\\bmembres? (?:du|de la|de) (?:groupement|grappe|consortium|collectif)\\b',
    '\\b(?:membre|adherent|partenaire|co-?porteur)s? (?:n ?[°o] ?)?\\d',
    '\\bco-?port(?:eur|euse|age)',
  ].join('|'),
);

/** Names too short to be told from ordinary words are looked for as written, as whole words. */
const SHORT = 5;

interface Names {
  id: string;
  numbers: string[];
  names: { text: string; isShort: boolean }[];
}

const namesOf = ({ id, raisonSociale, sigle, siren, siret, finessJuridique }: Organisme): Names => ({
  id,
  numbers: [siren, siret, finessJuridique].filter((number) => number !== ''),
  names: [raisonSociale.replace(/\([^)]*\)/g, ' ').trim(), sigle]
    .filter((name) => name.length > 1)
    .map((name) => ({ text: name.length < SHORT ? name : fold(name), isShort: name.length < SHORT })),
});

const isNamed = (organisme: Names, place: string, folded: string, numbers: string[]): boolean =>
  numbers.some((number) => organisme.numbers.includes(number)) ||
  organisme.names.some(({ text, isShort }) => holdsWord(isShort ? place : folded, text));

const holdsWord = (text: string, wanted: string): boolean => {
  const at = text.indexOf(wanted);
  const isLetter = (letter: string | undefined) => letter !== undefined && /[\p{L}\d]/u.test(letter);
  return at >= 0 && !isLetter(text[at - 1]) && !isLetter(text[at + wanted.length]);
};

/** Nearest section of a field, by which fields of one block are told. */
const blockOf = ({ texts }: FieldSnapshot): string =>
  texts
    .filter(({ source }) => source === 'section')
    .map(({ text }) => text)
    .join(' › ');

interface Held {
  ref: string;
  number: string;
}

const heldBy = new WeakMap<FrameSnapshot, Map<string, Held[]>>();

/** Numbers of bodies held by the fields of a frame, by block: looked for once. */
const numbersOf = (frame: FrameSnapshot): Map<string, Held[]> => {
  const known = heldBy.get(frame);
  if (known) return known;
  const found = new Map<string, Held[]>();
  for (const field of frame.fields) {
    const number = field.value.replace(/[\s\u00a0\u202f]/g, '');
    if (field.row !== null || !/^\d{9}(?:\d{5})?$|^2[AB]\d{7}$/.test(number)) continue;
    if (!checkSiret(number).ok && !checkSiren(number).ok && !checkFiness(number).ok) continue;
    const block = blockOf(field);
    found.set(block, [...(found.get(block) ?? []), { ref: field.ref, number }]);
  }
  heldBy.set(frame, found);
  return found;
};

/** Organisme whose number another field of the same block holds; two of them are not told apart. */
const byNumbers = (field: FieldSnapshot, frame: FrameSnapshot, profile: Profile): Found => {
  const block = blockOf(field);
  const numbers = block === '' ? [] : (numbersOf(frame).get(block) ?? []);
  const owners = new Set(
    numbers
      .filter(({ ref }) => ref !== field.ref)
      .flatMap(({ number }) => profile.organismes.filter((one) => ownsNumber(one, number)))
      .map(({ id }) => id),
  );
  return owners.size > 1 ? 'unknown' : ([...owners][0] ?? null);
};

const ownsNumber = ({ siren, siret, finessJuridique }: Organisme, number: string): boolean =>
  number === siret || number === finessJuridique || (siren !== '' && number.slice(0, 9) === siren);

const TYPES: Record<ProjectType, RegExp> = {
  acquisition: /\bacquisition\b/,
  conformite: /\bconformite\b|\bmontee de version\b/,
  mixte: /\bmixte\b/,
};

const FIELDS: Record<EssmsField, RegExp> = {
  PA: /\bpersonnes agees\b|\bpa\b/,
  PH: /\b(?:personnes (?:en situation de )?handicap|handicapees)|\bhandicap\b|\bph\b/,
  DOM: /\bdomicile\b/,
  PDE: /\bprotection de l'enfance\b/,
  PDS: /\bdifficultes? specifiques?\b/,
  AHI: /\bhebergement,? (?:et )?insertion\b|\bahi\b/,
  PJM: /\bprotection juridique\b|\bpjm\b|\bmandataires? judiciaires?\b/,
};

const foldedPlace = remembered(TEXTS, fold);

/** « Dossier acquisition — personnes âgées »: the one dossier of that type and that field. */
const dossierOf = (places: string[], dossiers: Dossier[]): Found => {
  for (const place of places.map(foldedPlace)) {
    if (!/\b(?:dossier|demande|volet)\b/.test(place)) continue;
    const types = projectType.options.filter((type) => TYPES[type].test(place));
    const fields = essmsField.options.filter((one) => FIELDS[one].test(place));
    if (types.length > 1 || fields.length > 1 || types.length + fields.length === 0) continue;
    const [type] = types;
    const [champ] = fields;
    const fitting = dossiers.filter((one) => (!type || one.type === type) && (!champ || one.field === champ));
    if (fitting.length === 1) return fitting[0]?.id ?? null;
    return dossiers.length > 0 && fitting.length === 0 ? 'unknown' : null;
  }
  return null;
};
