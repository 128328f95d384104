import {
  checkBic,
  checkEmail,
  checkFiness,
  checkIban,
  checkNaf,
  checkPhone,
  checkPostcode,
  checkRna,
  checkSiren,
  checkSiret,
  type IdentifierCheck,
} from '@/knowledge/identifiers';
import type { EditPath } from './edit';
import { valueAt } from './edit';
import { describePath } from './labels';
import type { Bank, BudgetLine, Dossier, Essms, Organisme, Profile, Project } from './schema';

/** A datum that is missing, or present and wrong; `subject` names the row it belongs to. */
export interface Gap {
  /** Path in the row, for instance « address.postcode ». */
  path: string;
  /** In French, for instance « adresse, code postal ». */
  label: string;
  /** For instance « EHPAD La Rade »; empty when the section has one row only. */
  subject: string;
  /** Where it is in the profile, as an edit says it: the editor jumps there. */
  at: EditPath;
}

/** What a section of the profile holds out of what a dossier usually asks. */
export interface Section {
  id: 'organismes' | 'essms' | 'project' | 'budget' | 'bank' | 'dossiers';
  label: string;
  filled: number;
  expected: number;
  missing: Gap[];
  /** Present, but the number cannot be right; `reason` says why, in French. */
  wrong: (Gap & { reason: string })[];
}

/** A datum a dossier usually asks for: where it is, when it applies, how it is checked. */
interface Expected<Row> {
  path: string;
  when?: (row: Row, grappe: Profile) => boolean;
  check?: (text: string) => IdentifierCheck;
}

const plain = <Row>(...paths: string[]): Expected<Row>[] => paths.map((path) => ({ path }));

const ORGANISME: Expected<Organisme>[] = [
  ...plain<Organisme>('raisonSociale', 'formeJuridique'),
  { path: 'siren', check: checkSiren },
  { path: 'siret', check: checkSiret },
  { path: 'finessJuridique', check: checkFiness },
  { path: 'naf', check: checkNaf },
  { path: 'rna', check: checkRna, when: (o) => o.rna !== '' || /association/i.test(o.formeJuridique) },
  { path: 'address.street' },
  { path: 'address.postcode', check: checkPostcode },
  { path: 'address.commune' },
  { path: 'phone', check: checkPhone },
  { path: 'email', check: checkEmail },
  ...plain<Organisme>('representative.lastName', 'representative.firstName', 'representative.role'),
  { path: 'representative.email', check: checkEmail },
  { path: 'representative.phone', check: checkPhone },
  ...plain<Organisme>('contact.lastName', 'contact.firstName', 'contact.role'),
  { path: 'contact.email', check: checkEmail },
  { path: 'contact.phone', check: checkPhone },
  { path: 'nationalEntity.affiliated' },
  { path: 'nationalEntity.name', when: (o) => o.nationalEntity.affiliated === true },
  { path: 'nationalEntity.writtenAgreement', when: (o) => o.nationalEntity.affiliated === true },
  ...plain<Organisme>(
    'selfAssessments.anapMaturity',
    'selfAssessments.siManagement',
    'selfAssessments.protectionMeasures',
  ),
  { path: 'boundToPorteur', when: (o, grappe) => o.id !== grappe.porteurId },
];

const ESSMS: Expected<Essms>[] = [
  { path: 'finess', check: checkFiness },
  ...plain<Essms>('name', 'category', 'field', 'organismeId'),
  { path: 'siret', check: checkSiret },
  { path: 'address.street' },
  { path: 'address.postcode', check: checkPostcode },
  ...plain<Essms>('address.commune', 'departement', 'capacity', 'currentSoftware'),
  { path: 'earlierFunding.received' },
  { path: 'earlierFunding.software', when: (e) => e.earlierFunding.received === true },
  { path: 'segurOrder.ordered' },
  { path: 'segurOrder.software', when: (e) => e.segurOrder.ordered === true },
  { path: 'hours.eligible', when: (e) => e.field === 'DOM' },
  { path: 'hours.total', when: (e) => e.field === 'DOM' },
  ...plain<Essms>('open', 'requestedCents'),
];

const PROJECT: Expected<Project>[] = plain<Project>(
  'title',
  'objectives',
  'description',
  'type',
  'firstRequest',
  'startDate',
  'endDate',
  'software',
  'editor',
  'segurReferenced',
  'europeanAid',
  'nationalScope',
  'groupingForm',
  'governance',
  'deployment',
  'changePlan',
  'humanResources',
  'requestedCents',
  'indicators',
);

const BANK: Expected<Bank>[] = [
  { path: 'holder' },
  { path: 'iban', check: checkIban },
  { path: 'bic', check: checkBic },
  { path: 'bankName' },
];

const LINE: Expected<BudgetLine>[] = plain<BudgetLine>('poste', 'label', 'amountCents');
const DOSSIER: Expected<Dossier>[] = [
  ...plain<Dossier>('campaign', 'type', 'field', 'essmsIds', 'requestedCents', 'pieces'),
  { path: 'number', when: (d) => d.status !== 'brouillon' },
  { path: 'transmittedOn', when: (d) => d.status !== 'brouillon' },
];

/** Unknown is the empty string, null, or an empty list. */
const isUnknown = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

type Findings = Pick<Section, 'filled' | 'expected' | 'missing' | 'wrong'>;

function inspect<Row>(
  row: Row,
  subject: string,
  expected: Expected<Row>[],
  grappe: Profile,
  base: EditPath,
): Findings {
  const asked = expected.filter(({ when }) => when?.(row, grappe) ?? true);
  const gaps = asked.map(({ path, check }) => {
    const keys = path.split('.');
    const value = valueAt(row, keys);
    const gap: Gap = { path, label: describePath(keys), subject, at: [...base, ...keys] };
    if (isUnknown(value)) return { gap, reason: null };
    const reason = typeof value === 'string' && check ? check(value).reason : null;
    return reason === null ? null : { gap, reason };
  });
  const missing = gaps.flatMap((g) => (g !== null && g.reason === null ? [g.gap] : []));
  return {
    expected: asked.length,
    filled: asked.length - missing.length,
    missing,
    wrong: gaps.flatMap((g) => (g !== null && g.reason !== null ? [{ ...g.gap, reason: g.reason }] : [])),
  };
}

const gather = (all: Findings[]): Findings => ({
  filled: all.reduce((n, f) => n + f.filled, 0),
  expected: all.reduce((n, f) => n + f.expected, 0),
  missing: all.flatMap((f) => f.missing),
  wrong: all.flatMap((f) => f.wrong),
});

/** A list without any row lacks one datum: the list itself. */
const rows = (found: Findings[], at: EditPath, label: string): Findings =>
  found.length > 0
    ? gather(found)
    : { filled: 0, expected: 1, missing: [{ path: at.at(-1) ?? '', label, subject: '', at }], wrong: [] };

const titleOf = (name: string, noun: string, rank: number): string => name || `${noun} n° ${rank + 1}`;

const inspectLines = (list: 'expenses' | 'resources', noun: string, grappe: Profile): Findings[] =>
  grappe.project[list].map((line, i) =>
    inspect(line, titleOf(line.label, noun, i), LINE, grappe, ['project', list, line.id]),
  );

/** What each section of a grappe holds, what it lacks, and the numbers that cannot be right. */
export function completenessOf(grappe: Profile): Section[] {
  const { organismes, essms, project, dossiers } = grappe;
  const porteur = inspect(grappe, '', plain('porteurId'), grappe, []);
  const organismeRows = organismes.map((o, i) =>
    inspect(o, titleOf(o.raisonSociale, 'organisme', i), ORGANISME, grappe, ['organismes', o.id]),
  );
  const essmsRows = essms.map((e, i) =>
    inspect(e, titleOf(e.name, 'ESSMS', i), ESSMS, grappe, ['essms', e.id]),
  );
  const dossierRows = dossiers.map((d, i) =>
    inspect(d, titleOf('', 'dossier', i), DOSSIER, grappe, ['dossiers', d.id]),
  );
  const budget = [
    rows(inspectLines('expenses', 'dépense', grappe), ['project', 'expenses'], 'dépenses'),
    rows(inspectLines('resources', 'ressource', grappe), ['project', 'resources'], 'ressources'),
  ];
  return [
    {
      id: 'organismes',
      label: 'Organismes',
      ...gather([porteur, rows(organismeRows, ['organismes'], 'organismes')]),
    },
    { id: 'essms', label: 'ESSMS', ...rows(essmsRows, ['essms'], 'liste des ESSMS') },
    { id: 'project', label: 'Projet', ...inspect(project, '', PROJECT, grappe, ['project']) },
    { id: 'budget', label: 'Budget', ...gather(budget) },
    { id: 'bank', label: 'Coordonnées bancaires', ...inspect(grappe.bank, '', BANK, grappe, ['bank']) },
    { id: 'dossiers', label: 'Dossiers', ...rows(dossierRows, ['dossiers'], 'dossiers') },
  ];
}
