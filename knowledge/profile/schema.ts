import { z } from 'zod';

/**
 * What a grappe is: the one source of truth for the editor, the imports, the database, the backup
 * file and the rules. Unknown is written as the empty string for texts and `null` for everything
 * else, so that a profile with holes stays valid and a rule can say which datum is missing.
 */

/** Version of the schema below; a stored profile with a greater one comes from a newer extension. */
export const SCHEMA_VERSION = 2;

const text = (max = 300) => z.string().max(max).default('');
const longText = () => z.string().max(20_000).default('');
const flag = () => z.boolean().nullable().default(null);
const count = () => z.number().int().min(0).max(1_000_000).nullable().default(null);
/** Integer euro cents. */
const cents = () => z.number().int().min(-1e13).max(1e13).nullable().default(null);
/** ISO day `YYYY-MM-DD`, or empty when unknown. */
const day = () => z.union([z.literal(''), z.iso.date()]).default('');
const id = () => z.string().min(1).max(64);

/** The fields (champs) of the social and medico-social sector that the programme tells apart. */
export const essmsField = z.enum(['PA', 'PH', 'DOM', 'PDE', 'PDS', 'AHI', 'PJM']);
export type EssmsField = z.infer<typeof essmsField>;

/** What a dossier asks money for. `mixte` only exists for a project, never for a dossier. */
export const projectType = z.enum(['acquisition', 'conformite', 'mixte']);
export type ProjectType = z.infer<typeof projectType>;

export const address = z.object({
  complement: text(),
  street: text(),
  postcode: text(10),
  commune: text(120),
  /** INSEE (COG) code of the commune, when known. */
  inseeCode: text(5),
  country: z.string().max(60).default('FRANCE'),
});
export type Address = z.infer<typeof address>;

export const person = z.object({
  civilite: z.enum(['', 'Madame', 'Monsieur']).default(''),
  lastName: text(120),
  firstName: text(120),
  /** Fonction, for instance « Directrice générale ». */
  role: text(),
  email: text(200),
  phone: text(30),
});
export type Person = z.infer<typeof person>;

/** Where a value came from, and which register confirmed it when. `on` are ISO days. */
export const valueSource = z.object({
  /** Typed here, read in a file or a pasted block, the FINESS extract, or the Sirene API. */
  from: z.enum(['typed', 'sheet', 'finess', 'sirene']),
  /** File, sheet or extract it was read in, for instance « membres.xlsx, feuille ESSMS ». */
  name: text(200),
  on: day(),
  verified: z
    .object({ by: z.enum(['finess', 'sirene']), on: day() })
    .nullable()
    .default(null),
});
export type ValueSource = z.infer<typeof valueSource>;

/** Sources of the values of one row, by path in the row (« address.postcode »). None: typed, unchecked. */
const sources = () => z.record(z.string().max(80), valueSource).default({});

const unknownAddress = () => address.parse({});
const unknownPerson = () => person.parse({});

export const organisme = z.object({
  id: id(),
  raisonSociale: text(),
  sigle: text(60),
  formeJuridique: text(120),
  siren: text(9),
  /** SIRET of the seat. */
  siret: text(14),
  finessJuridique: text(9),
  /** « 87.10A » form. */
  naf: text(6),
  rna: text(10),
  address: address.default(unknownAddress),
  phone: text(30),
  email: text(200),
  website: text(300),
  representative: person.default(unknownPerson),
  contact: person.default(unknownPerson),
  /** Attachment to a national entity and its written agreement to the project. */
  nationalEntity: z
    .object({ affiliated: flag(), name: text(), writtenAgreement: flag() })
    .default({ affiliated: null, name: '', writtenAgreement: null }),
  /** Self-assessments done: ANAP maturity and security, SI management (RSI/DSI), the 13 measures. */
  selfAssessments: z
    .object({ anapMaturity: flag(), siManagement: flag(), protectionMeasures: flag() })
    .default({ anapMaturity: null, siManagement: null, protectionMeasures: null }),
  /** A convention or mandate binds this organisme to the porteur. */
  boundToPorteur: flag(),
  sources: sources(),
});
export type Organisme = z.infer<typeof organisme>;

export const essms = z.object({
  id: id(),
  /** FINESS géographique: 9 characters. */
  finess: text(9),
  name: text(),
  /** FINESS category code, for instance « 500 » (EHPAD). */
  category: text(4),
  field: essmsField.nullable().default(null),
  organismeId: text(64),
  siret: text(14),
  address: address.default(unknownAddress),
  /** Département code, for instance « 13 », « 2A », « 974 ». */
  departement: text(3),
  capacity: count(),
  currentSoftware: text(),
  /** An earlier ESMS numérique funding, and for which software. */
  earlierFunding: z
    .object({ received: flag(), year: count(), software: text() })
    .default({ received: null, year: null, software: '' }),
  /** A « Prestation Ségur » order (SONS), and for which software. */
  segurOrder: z.object({ ordered: flag(), software: text() }).default({ ordered: null, software: '' }),
  /** Yearly hours of home services: eligible part and total. */
  hours: z.object({ eligible: count(), total: count() }).default({ eligible: null, total: null }),
  open: flag(),
  /** Day the register says it closed. */
  closedOn: day(),
  /** Amount asked for this ESSMS, in cents. */
  requestedCents: cents(),
  sources: sources(),
});
export type Essms = z.infer<typeof essms>;

export const budgetLine = z.object({
  id: id(),
  /** Poste of the plan de financement, for instance « Prestations de l'éditeur ». */
  poste: text(),
  label: text(),
  amountCents: cents(),
});
export type BudgetLine = z.infer<typeof budgetLine>;

export const indicator = z.object({ id: id(), label: text(), target: text(60) });

/** A figure of the user's for a flat rate that no text found gives, in cents per ESSMS. */
export const ownRate = z.object({
  /** Made of the two ids below: one figure for each rate of a call. */
  id: z.string().min(1).max(200),
  campaign: text(64),
  rate: text(100),
  /** The rate, as it was called when the figure was typed. */
  label: text(),
  amountCents: z.number().int().min(0).max(1e9),
});
export type OwnRate = z.infer<typeof ownRate>;

export const project = z.object({
  title: text(),
  objectives: longText(),
  description: longText(),
  type: projectType.nullable().default(null),
  /** First request or renewal. */
  firstRequest: flag(),
  startDate: day(),
  endDate: day(),
  software: text(),
  editor: text(),
  /** The target software is référencé Ségur (vague 1 of the domain concerned). */
  segurReferenced: flag(),
  /** Any other European money on the same operation (FEDER, FSE…). */
  europeanAid: flag(),
  otherAid: text(1000),
  /** The project is « de portée nationale ». */
  nationalScope: flag(),
  /** Legal form of the grouping: convention, GCSMS… */
  groupingForm: text(120),
  governance: longText(),
  deployment: longText(),
  changePlan: longText(),
  humanResources: longText(),
  expenses: z.array(budgetLine).max(500).default([]),
  resources: z.array(budgetLine).max(500).default([]),
  indicators: z.array(indicator).max(100).default([]),
  ownRates: z.array(ownRate).max(500).default([]),
  requestedCents: cents(),
});
export type Project = z.infer<typeof project>;

export const bank = z.object({
  holder: text(),
  iban: text(34),
  bic: text(11),
  bankName: text(),
  sources: sources(),
});
export type Bank = z.infer<typeof bank>;

export const piece = z.object({ id: id(), label: text(), present: flag() });

export const dossier = z.object({
  id: id(),
  campaign: text(64),
  type: z.enum(['acquisition', 'conformite']).nullable().default(null),
  field: essmsField.nullable().default(null),
  essmsIds: z.array(id()).max(5000).default([]),
  requestedCents: cents(),
  pieces: z.array(piece).max(200).default([]),
  status: z.enum(['brouillon', 'transmis', 'recevable', 'irrecevable', 'retenu']).default('brouillon'),
  number: text(60),
  transmittedOn: day(),
});
export type Dossier = z.infer<typeof dossier>;

export const profile = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  id: id(),
  /** Name the user gives to the grappe. */
  name: text(),
  porteurId: text(64),
  organismes: z.array(organisme).max(1000).default([]),
  essms: z.array(essms).max(5000).default([]),
  project: project.default(() => project.parse({})),
  bank: bank.default(() => bank.parse({})),
  dossiers: z.array(dossier).max(200).default([]),
  /** ISO instants written by the edges (editor, import), never by knowledge. */
  createdAt: text(40),
  updatedAt: text(40),
});
export type Profile = z.infer<typeof profile>;

/** The organisme that files for the grappe, when the profile names one it holds. */
export const porteurOf = (grappe: Profile): Organisme | undefined =>
  grappe.organismes.find((o) => o.id === grappe.porteurId);
