import { assign } from '@/knowledge/form/assignment';
import { fold } from '@/knowledge/form/words';
import type { Evidence } from './evidence';
import { TELLING } from './evidence';
import { headerScore, type Subject } from './headers';
import type { Column, TargetId } from './proposal';
import { listOf, TARGETS, type Target, targetOf, type ValueKind } from './targets';

/** What columns were taken for, and how sure the whole is: greater is better. */
export interface Recognition {
  columns: Column[];
  total: number;
}

/** A column before it is understood. */
export interface RawColumn {
  index: number;
  header: string;
  evidence: Evidence;
}

/** Below, a column is left aside: a person picks. */
const FLOOR = 0.3;

/** From this likeness on, a header says something by itself. */
const SAYS = 0.5;

/** How much content alone is worth, by subject of the sheet and target. */
const BY_CONTENT: Record<Subject, Partial<Record<string, number>>> = {
  essms: {
    'essms.finess': 0.66,
    'essms.siret': 0.58,
    'essms.category': 0.55,
    'essms.field': 0.55,
    'essms.address.postcode': 0.52,
    'essms.address.place': 0.5,
    'organisme.siren': 0.52,
    'organisme.finessJuridique': 0.46,
    'organisme.siret': 0.4,
    'organisme.naf': 0.4,
    'organisme.rna': 0.4,
  },
  organisme: {
    'organisme.siren': 0.6,
    'organisme.finessJuridique': 0.55,
    'organisme.siret': 0.55,
    'organisme.naf': 0.45,
    'organisme.rna': 0.5,
    'organisme.address.postcode': 0.5,
    'organisme.address.place': 0.5,
  },
  bank: {},
  project: {},
};

/** Lists a sheet about one subject may hold columns of. */
const HELD: Record<Subject, readonly string[]> = {
  essms: ['essms', 'organisme', 'bank'],
  organisme: ['essms', 'organisme', 'bank'],
  bank: ['bank', 'organisme'],
  project: ['project'],
};

/** Kinds whose values cannot be mistaken: a column full of them is not a name nor an amount. */
const STRONG: readonly ValueKind[] = ['finess', 'siret', 'siren', 'email', 'phone', 'iban'];

const isTelling = (kind: ValueKind): boolean => TELLING.includes(kind);
const isText = (kind: ValueKind): boolean => kind === 'text' || kind === 'long-text' || kind === 'insee';

/** Kinds whose shape alone says nothing: any word may be a category. */
const WORDS: readonly ValueKind[] = ['category', 'field', 'departement'];

const share = ({ valid, shaped }: Evidence, kind: ValueKind): number =>
  Math.max(valid.get(kind) ?? 0, WORDS.includes(kind) ? 0 : 0.7 * (shaped.get(kind) ?? 0));

const holdsAnother = ({ valid }: Evidence, kind: ValueKind): boolean =>
  STRONG.some((other) => other !== kind && (valid.get(other) ?? 0) >= 0.8);

/** The establishment changes from line to line, its organisme is repeated. */
const repetition = (target: Target, { distinct }: Evidence): number =>
  listOf(target.id) === 'essms' ? 0.5 + 0.5 * distinct : 1 - 0.3 * distinct;

/** Headers of figures that pass for postcodes or codes: years, hours, amounts. */
const FIGURES =
  /[€%]|\b(?:nb|nombre|annee|date|heures?|montant|budget|cout|prix|total|capacite|effectif|etp|dossier|matricule|compte|interne|fax)/;

/** Less than half of valid numbers is what chance gives among figures of that length. */
const LEAST_VALID = 0.5;

/** « Poste » may hold postcodes; « Code analytique » says that its five digits are something else. */
const mayHold = (header: string, kind: ValueKind): boolean =>
  !FIGURES.test(fold(header)) && (kind !== 'postcode' || !/\S\s+\S/.test(header));

function byContent({ header, evidence }: RawColumn, target: Target, subject: Subject): number {
  const worth = mayHold(header, target.kind) ? (BY_CONTENT[subject][target.id] ?? 0) : 0;
  const held = STRONG.includes(target.kind)
    ? share(evidence, target.kind)
    : (evidence.valid.get(target.kind) ?? 0);
  if ((evidence.valid.get(target.kind) ?? 0) < LEAST_VALID) return 0;
  const unique = subject === 'essms' && STRONG.includes(target.kind) ? repetition(target, evidence) : 1;
  return worth === 0 || held < 0.6 ? 0 : worth * held * unique;
}

/** Figures, or yes and no: « DUI : oui » does not name a software. */
const isNoText = ({ figures, valid, letters, length }: Evidence): boolean =>
  figures >= 0.8 || ((valid.get('yes-no') ?? 0) >= 0.8 && letters > 0 && length <= 8);

function confirmed(like: number, target: Target, evidence: Evidence): number {
  const { kind } = target;
  if (evidence.sampled === 0) return 0.8 * like;
  if (isText(kind)) {
    if (holdsAnother(evidence, kind)) return 0.3 * like;
    if (kind === 'text' && isNoText(evidence)) return 0.25 * like;
    if (kind === 'insee' && evidence.length < 4) return 0;
    return evidence.letters < 0.2 && kind === 'text' ? 0.6 * like : 0.95 * like;
  }
  const held = isTelling(kind) ? share(evidence, kind) : (evidence.valid.get(kind) ?? 0);
  if (held >= 0.25) return 0.62 * like + 0.38 * held;
  if ((isTelling(kind) || kind === 'count') && holdsAnother(evidence, kind)) return 0.2 * like;
  if (kind === 'yes-no' && evidence.sampled >= 2 && held === 0) return 0.25 * like;
  // A header that says it plainly holds, whatever its cells are filled with.
  return (like >= 0.9 && STRONG.includes(kind) ? 0.6 : 0.45) * like;
}

function scoreOf(column: RawColumn, target: Target, subject: Subject): number {
  const { header, evidence } = column;
  const like = header === '' ? 0 : headerScore(header, target, subject);
  const content = byContent(column, target, subject);
  return like < SAYS ? content + 0.1 * like : Math.max(confirmed(like, target, evidence), content);
}

const NAMES: Partial<Record<ValueKind, string>> = {
  finess: 'des FINESS valides',
  siret: 'des SIRET valides',
  siren: 'des SIREN valides',
  postcode: 'des codes postaux',
  place: 'un code postal et une commune',
  phone: 'des téléphones',
  email: 'des adresses électroniques',
  iban: 'des IBAN valides',
  bic: 'des BIC',
  naf: 'des codes NAF',
  rna: 'des numéros RNA',
  'yes-no': 'des oui ou des non',
  count: 'des nombres',
  cents: 'des montants',
  year: 'des années',
  day: 'des dates',
  category: 'des catégories FINESS',
  field: 'des champs (PA, PH…)',
  departement: 'des départements',
};

/** « 58 valeurs sur 60 sont des FINESS valides. » */
function contentWhy({ sampled, valid }: Evidence, kind: ValueKind): string {
  const name = NAMES[kind];
  const held = Math.round((valid.get(kind) ?? 0) * sampled);
  if (sampled === 0) return 'La colonne est vide.';
  if (name === undefined || held === 0) return '';
  return `${held} valeur${held > 1 ? 's' : ''} sur ${sampled} ${held > 1 ? 'sont' : 'est'} ${name}.`;
}

function whyOf({ header, evidence }: RawColumn, target: Target | undefined, subject: Subject): string {
  if (!target) return 'Ni l’en-tête ni les valeurs ne disent ce que c’est : colonne laissée de côté.';
  const says = header !== '' && headerScore(header, target, subject) >= SAYS;
  const content = contentWhy(evidence, target.kind);
  if (says) return `L’en-tête le dit. ${content}`.trim();
  return content || 'Reconnu à la forme des valeurs et à la place de la colonne.';
}

/** Without a header, the longest texts are names, and the texts after a postcode its commune. */
function guessTexts(raw: RawColumn[], found: Map<number, TargetId>): Map<number, TargetId> {
  const used = new Set(found.values());
  const texts = raw.filter(
    ({ index, header, evidence }) => header === '' && !found.has(index) && evidence.letters > 0.8,
  );
  const after = texts.find(({ index }) => found.get(index - 1) === 'essms.address.postcode');
  if (after && !used.has('essms.address.commune')) found.set(after.index, 'essms.address.commune');
  const [longest] = texts
    .filter(({ index, evidence }) => !found.has(index) && evidence.length >= 6 && evidence.distinct > 0.7)
    .toSorted((a, b) => b.evidence.length - a.evidence.length);
  if (longest && !used.has('essms.name') && used.has('essms.finess')) found.set(longest.index, 'essms.name');
  return found;
}

/** Columns that tell the rows are establishments. */
const ESSMS_KEYS: readonly TargetId[] = [
  'essms.finess',
  'essms.category',
  'essms.capacity',
  'essms.field',
  'essms.currentSoftware',
];

/** Without any of them, no line says which establishment it speaks of. */
const NAMING: readonly TargetId[] = ['essms.finess', 'essms.siret', 'essms.name'];

/** The same for organismes. */
const PARTY: readonly TargetId[] = [
  'organisme.raisonSociale',
  'organisme.siren',
  'organisme.siret',
  'organisme.finessJuridique',
];

const holdsAny = (found: ReadonlyMap<number, TargetId>, keys: readonly TargetId[]): boolean =>
  [...found.values()].some((id) => keys.includes(id));

/** Several SIRET under one SIREN are the sites of one organisme. */
const areSites = (raw: readonly RawColumn[]): boolean =>
  raw.some(({ evidence: { valid, samples } }) => {
    if ((valid.get('siret') ?? 0) < 0.6) return false;
    const sirens = samples.map((text) => text.replace(/\D/g, '').slice(0, 9));
    return new Set(sirens).size < sirens.length;
  });

/** What the name of a sheet says of its rows. */
const SHEET_NAMES: [RegExp, Subject][] = [
  [/organisme|gestionnaire|\bog\b|membres/i, 'organisme'],
  [/essms|[ée]tablissement/i, 'essms'],
  [/projet/i, 'project'],
  [/\brib\b|banque|bancaire/i, 'bank'],
];

function subjectBonus(
  raw: readonly RawColumn[],
  targets: ReadonlySet<TargetId>,
  subject: Subject,
  sheetName: string,
): number {
  const named = SHEET_NAMES.find(([words]) => words.test(sheetName))?.[1];
  const bonus = named === subject ? 0.5 : 0;
  if (subject === 'organisme' && !PARTY.some((key) => targets.has(key))) return bonus - 5;
  if (subject !== 'essms') return bonus;
  if (!NAMING.some((key) => targets.has(key))) return bonus - 1;
  return bonus + (ESSMS_KEYS.some((key) => targets.has(key)) || areSites(raw) ? 0.2 : -1);
}

/** What the columns are when the rows are of one subject: one global assignment, no target twice. */
export function recogniseAs(raw: RawColumn[], subject: Subject, sheetName: string): Recognition {
  const scores = raw.map((column) =>
    TARGETS.map((target) => {
      if (!HELD[subject].includes(listOf(target.id))) return 0;
      const score = scoreOf(column, target, subject);
      return score < FLOOR ? 0 : score;
    }),
  );
  const found = new Map<number, TargetId>();
  const confidence = new Map<number, number>();
  assign(scores).forEach((at, row) => {
    const column = raw[row];
    const target = TARGETS[at];
    if (!column || !target) return;
    found.set(column.index, target.id);
    confidence.set(column.index, scores[row]?.[at] ?? 0);
  });
  guessTexts(raw, found);
  if (subject === 'organisme' && !holdsAny(found, NAMING))
    for (const [index, id] of found) if (listOf(id) === 'essms') found.delete(index);
  const targets = new Set(found.values());
  const counted = [...found].filter(([, id]) => subject !== 'organisme' || listOf(id) !== 'essms');
  const total = counted.reduce((sum, [index]) => sum + (confidence.get(index) ?? 0.4), 0);
  const columns = raw.map((column): Column => {
    const target = found.get(column.index) ?? '';
    return {
      index: column.index,
      header: column.header,
      samples: column.evidence.samples,
      target,
      confidence: target === '' ? 0 : Math.min(0.99, confidence.get(column.index) ?? 0.45),
      why: whyOf(column, targetOf(target), subject),
    };
  });
  return { columns, total: total + subjectBonus(raw, targets, subject, sheetName) };
}

/** What the columns are, whatever the rows are: the reading that explains most columns. */
export function recogniseColumns(
  raw: RawColumn[],
  sheetName: string,
  subjects: readonly Subject[] = ['essms', 'organisme'],
): Recognition {
  const readings = subjects.map((subject) => recogniseAs(raw, subject, sheetName));
  return readings.reduce((best, one) => (one.total > best.total ? one : best), {
    columns: [],
    total: Number.NEGATIVE_INFINITY,
  });
}
