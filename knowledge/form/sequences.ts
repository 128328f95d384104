import type { Part } from './part';
import { remembered } from './recognise-memory';
import type { FieldSnapshot, FieldText } from './snapshot';
import { fold as folded, partsOf as splitParts, wordsOf } from './words';

/** Most labels remembered. */
const TEXTS = 3000;
const fold = remembered(TEXTS, folded);
const partsOf = remembered(TEXTS, splitParts);

/** What is asked once, by one field or by several that share one datum. */
export interface Asked {
  /** The field, or one that stands for them all: a label of the whole, the place of the first. */
  field: FieldSnapshot;
  members: { ref: string; part: Part | null }[];
  /** Stands beside a first name: « Nom » is a person's. */
  besideFirstName: boolean;
  /** The number or the type of the street has a control of its own: the street is not whole. */
  splitStreet: boolean;
}

/**
 * Reads the fields of a frame in order, and puts together those that share one datum: a date in
 * three lists, a number in blocks, SIREN then NIC, « Code postal et ville » before two boxes.
 */
export const askedOf = (fields: readonly FieldSnapshot[]): Asked[] => {
  const asked: Asked[] = [];
  for (let at = 0; at < fields.length; ) {
    const found = dateAt(fields, at) ?? blocksAt(fields, at) ?? sharedAt(fields, at) ?? rangeAt(fields, at);
    const taken = found ?? single(fields, at);
    asked.push(...taken.map((one) => ({ ...one, ...besides(fields, at) })));
    at += Math.max(
      1,
      taken.reduce((count, { members }) => count + members.length, 0),
    );
  }
  return asked;
};

type Found = Pick<Asked, 'field' | 'members'>;

const single = (fields: readonly FieldSnapshot[], at: number): Found[] => {
  const field = fields[at];
  if (!field) return [];
  return [
    nicAt(fields, at) ??
      detailAt(fields, at) ??
      exampleOf(field) ?? { field, members: [{ ref: field.ref, part: null }] },
  ];
};

/** The same field under another label. */
const relabelled = (field: FieldSnapshot, label: string, kind: FieldSnapshot['kind']): FieldSnapshot => {
  const own: FieldText = { source: 'label', text: label, distance: 0 };
  const around = field.texts.filter(
    ({ source, text }) => (source === 'section' || source === 'group') && fold(text) !== fold(label),
  );
  const placed = around.map((text): FieldText => ({ ...text, source: 'section' }));
  return { ...field, kind, label, texts: [own, ...placed], options: [], maxLength: null, value: '' };
};

type DatePart = 'day' | 'month' | 'year';

const DATE_PARTS: [DatePart, RegExp][] = [
  ['day', /(?:^|[\s(:,–-])(?:jour|jj|j|day|dd)\)?$/],
  ['month', /(?:^|[\s(:,–-])(?:mois|mm|month)\)?$/],
  ['year', /(?:^|[\s(:,–-])(?:annee|aaaa|an|year|yyyy)\)?$/],
];

const datePartIn = (label: string, placeholder: string): { part: DatePart; base: string } | null => {
  const named = fold(label);
  for (const [part, end] of DATE_PARTS) {
    if (end.test(named)) return { part, base: label.replace(/[\s(:,–-]*[\p{L}]+\)?$/u, '') };
    if (placeholder !== '' && placeholder.length <= 5 && end.test(fold(placeholder)))
      return { part, base: label };
  }
  return null;
};

const datePartOf = ({ label, format, texts }: FieldSnapshot): ReturnType<typeof datePartIn> =>
  datePartIn(label, format.placeholder) ?? datePartInTitle(label, texts);

/** The label is of the whole date, and a tooltip or a spoken name says which part this box is. */
const datePartInTitle = (label: string, texts: readonly FieldText[]): ReturnType<typeof datePartIn> => {
  const titles = texts.filter(({ source, text }) => source === 'title' && fold(text) !== fold(label));
  for (const { text } of titles) {
    const found = datePartIn(text, '');
    if (found?.base.trim() === '') return { part: found.part, base: label };
  }
  return null;
};

/** Text of the group a field is in, or of the heading right above. */
const around = ({ texts }: FieldSnapshot): string =>
  texts.find(({ source }) => source === 'group' || source === 'section')?.text ?? '';

const dateAt = (fields: readonly FieldSnapshot[], at: number): Found[] | null => {
  const head = fields[at];
  if (!head || !datePartOf(head)) return null;
  const three = fields.slice(at, at + 3);
  const parts = three.map(datePartOf);
  if (new Set(parts.map((one) => one?.part)).size < 3 || parts.includes(null)) return null;
  const [first] = three;
  if (!first) return null;
  const base = parts[0]?.base.trim() || around(first);
  const members = three.map(({ ref }, rank) => ({ ref, part: { date: parts[rank]?.part ?? 'day' } }));
  return [{ field: relabelled(first, base, 'date'), members }];
};

/** « IBAN, bloc 3 », « Téléphone (2) »: the name of the whole. */
const baseOf = (label: string): string =>
  label
    .replace(
      /[\s,:(–-]*(?:(?:bloc|partie|groupe|case|chiffres?)\s*)?(?:n\s?°\s*)?\d+\s*(?:(?:sur|\/)\s*\d+)?\)?\s*$/iu,
      '',
    )
    .trim();

/** Longest box that can be a piece of a number. */
const BOX = 5;

/** Digits or characters of the numbers that forms cut into boxes. */
const WHOLE = new Set([9, 10, 14, 27, 28]);

const blocksAt = (fields: readonly FieldSnapshot[], at: number): Found[] | null => {
  const first = fields[at];
  const base = first ? baseOf(first.label) || around(first) : '';
  if (!first || base === '' || !isBox(first)) return null;
  const boxes: FieldSnapshot[] = [];
  for (const field of fields.slice(at)) {
    const own = baseOf(field.label);
    if (!isBox(field) || (own !== '' && fold(own) !== fold(base))) break;
    boxes.push(field);
  }
  if (boxes.length < 2) return null;
  let from = 0;
  const members = boxes.map(({ ref, maxLength }) => {
    const part = { from, to: from + (maxLength ?? 0) };
    from = part.to;
    return { ref, part };
  });
  // Boxes of another sum are nothing we know: nothing is written in any of them.
  const label = WHOLE.has(from) ? base : '';
  return [{ field: relabelled(first, label, 'text'), members }];
};

const isBox = ({ kind, maxLength, label }: FieldSnapshot): boolean =>
  kind === 'text' && maxLength !== null && maxLength <= BOX && !/postal|\bcp\b|naf|ape\b/i.test(label);

/** « NIC » right after « SIREN »: the last five digits of the SIRET. */
const nicAt = (fields: readonly FieldSnapshot[], at: number): Found | null => {
  const [before, field] = [fields[at - 1], fields[at]];
  if (!before || !field) return null;
  const words = wordsOf(field.label).filter((word) => word !== 'numero' && word !== 'code');
  if (words.join() !== 'nic' || !wordsOf(before.label).includes('siren')) return null;
  return {
    field: relabelled(field, 'SIRET', 'text'),
    members: [{ ref: field.ref, part: { from: 9, to: 14 } }],
  };
};

/** « Si oui, lequel ? » */
const WHICH =
  /^(?:si (?:oui|c'est le cas)[\s,:]*)?(?:lequel|laquelle|lesquels|lesquelles|precis(?:ez|er|ions?)|(?:si oui[\s,:]*)(?:indiqu|nomm|citez)\w*|nom$|quel(?:le)?s? )|^si oui$/;

/** What the detail of a question is, by what the question speaks of. */
const DETAILS: [RegExp, string][] = [
  [
    /(?:choisi|retenu|selectionne|arrete).*(?:logiciel|solution|dui)|futur (?:logiciel|dui)|(?:logiciel|solution|dui).*(?:choisi|retenu|selectionne)/,
    'Logiciel retenu',
  ],
  [
    /(?:affili|rattach|adher|appart|membre).*(?:national|federation|union|tete de reseau)/,
    'Nom de l’entité nationale de rattachement',
  ],
  [
    /autres? (?:aide|financement|cofinancement|subvention|concours|soutien)s?\b(?!.*europe)/,
    'Autres aides publiques',
  ],
];

/** A detail right after the question it is of, when the question has one that we know. */
const detailAt = (fields: readonly FieldSnapshot[], at: number): Found | null => {
  const [question, field] = [fields[at - 1], fields[at]];
  if (!question || !field || (field.kind !== 'text' && field.kind !== 'textarea')) return null;
  if (question.kind === 'text' || question.kind === 'textarea' || !WHICH.test(fold(field.label))) return null;
  const details = DETAILS.filter(([words]) => words.test(fold(question.label)));
  const [detail] = details;
  if (!detail || details.length > 1) return null;
  return { field: relabelled(field, detail[1], field.kind), members: [{ ref: field.ref, part: null }] };
};

/** A placeholder that is the only text there is, and shows an example in place of a name. */
const EXAMPLES: [RegExp, string][] = [
  [/^\S+@\S+\.[a-z]{2,}$/i, 'Adresse électronique'],
  [/^(?:0|\+33\s?)\d(?:[ .]?\d\d){4}$/, 'Téléphone'],
];

const exampleOf = (field: FieldSnapshot): Found | null => {
  if (field.kind !== 'text' || field.label !== field.format.placeholder) return null;
  const asked = EXAMPLES.find(([example]) => example.test(field.label.trim()))?.[1];
  if (asked === undefined) return null;
  const { maxLength, value } = field;
  return {
    field: { ...relabelled(field, asked, 'text'), maxLength, value },
    members: [{ ref: field.ref, part: null }],
  };
};

/** « Code postal et ville » before as many boxes as it names: each has its own. */
const sharedAt = (fields: readonly FieldSnapshot[], at: number): Found[] | null => {
  const first = fields[at];
  if (first?.kind !== 'text') return null;
  const parts = partsOf(first.label);
  const boxes = fields.slice(at, at + parts.length);
  if (parts.length < 2 || parts.length > 3 || boxes.length < parts.length) return null;
  const next = fields[at + parts.length];
  const isSame = ({ label, kind }: FieldSnapshot) =>
    kind === 'text' && (label === '' || label === first.label);
  if (!boxes.every(isSame) || (next && next.label === first.label)) return null;
  return boxes.map((box, rank) => ({
    field: { ...relabelled(first, parts[rank] ?? '', 'text'), maxLength: box.maxLength, value: box.value },
    members: [{ ref: box.ref, part: null }],
  }));
};

const PERIOD = /\bperiode|\brealisation\b|\bcalendrier\b|\bdurees?\b|\bdates? (?:du projet|de l'action)/;

/** « Du » then « au », under a heading that speaks of when the project takes place. */
const rangeAt = (fields: readonly FieldSnapshot[], at: number): Found[] | null => {
  const [first, second] = fields.slice(at, at + 2);
  if (!first || !second || fold(first.label) !== 'du' || fold(second.label) !== 'au') return null;
  if (!PERIOD.test(fold(around(first)))) return null;
  const dated = (field: FieldSnapshot, label: string): Found => ({
    field: relabelled(field, label, field.kind),
    members: [{ ref: field.ref, part: null }],
  });
  return [dated(first, 'Date de début du projet'), dated(second, 'Date de fin du projet')];
};

/** How far the other half of a name or of a street is looked for. */
const NEAR = 2;

const besides = (
  fields: readonly FieldSnapshot[],
  at: number,
): Pick<Asked, 'besideFirstName' | 'splitStreet'> => {
  const near = fields
    .slice(Math.max(0, at - NEAR), at + NEAR + 1)
    .filter((_, rank) => rank !== Math.min(at, NEAR));
  const said = near.map(({ label }) => fold(label).replace(/\s*\*?$/, ''));
  return {
    besideFirstName: said.some((label) => /^prenom/.test(label)),
    splitStreet: said.some((label) =>
      /^(?:n ?°|no|num(?:ero)?)\.?(?: (?:de |dans )?(?:la )?(?:voie|rue))?$|^(?:type|nature) de (?:la )?voie$|^(?:bis|ter|indice)\b/.test(
        label,
      ),
    ),
  };
};
