import type { Field, Section, Step, Table, Widget } from './definition';
import { random, shuffled } from './random';
import { reworded } from './wordings';

/**
 * The switches of the replica: how the same questions are shown. Each works alone and with the
 * others; absent, the screens are the usual ones. None changes a key or what a field asks.
 */
export interface Variant {
  /** Generation of the inner layout of the components (`G1` when absent). */
  layout?: 'G1' | 'G2' | 'G3';
  /** Seed of other wordings and typing habits for every label, title and option. */
  labels?: number;
  /** The host of a component also carries its label as an attribute (a property alone when absent). */
  labelAs?: 'property' | 'attribute';
  /** Seed of another order of the fields in their section and of the columns in their table. */
  order?: number;
  /** Written before every identifier. */
  idPrefix?: string;
  /** Identifiers that say nothing of the question. */
  opaqueIds?: boolean;
  /** Language of the pages: an English browser gets English messages and numbers. */
  lang?: 'fr' | 'en';
  /** `false`: « Identification » stands in the page itself, not in a frame. */
  frames?: boolean;
  /** Every component gives way to a native control. */
  nativeOnly?: boolean;
  /** Comboboxes that search far away, as in the latest components. */
  recentWidgets?: boolean;
  /** ui-select, dates in three parts, communes listed by postcode. */
  legacyWidgets?: boolean;
  /** `dialog`: the representatives are rows added in a dialog. */
  representatives?: 'form' | 'dialog';
  /** What the portal already knows of the structures: their rows are there, not to be added. */
  prefilled?: { finess: string; denomination: string }[];
  /** Rows of the structures shown at a time. */
  pageSize?: number;
  /** `wide`: the SIRET look-up also overwrites and locks the legal form and the SIREN. */
  lookup?: 'usual' | 'wide';
  /**
   * When the elements of a screen give way to new ones: on each visit with other identifiers
   * (`return`), every 1.5 s while no control has the focus (`timer`), or when a look-up answers (`look-up`).
   */
  rebuild?: 'return' | 'timer' | 'look-up';
}

type Change = (field: Field, step: Step) => Field;

const RECENT: Record<string, Widget> = {
  'identification.formeJuridique': 'mg-combobox',
  'identification.naf': 'mg-combobox',
  'adresse.commune': 'mg-combobox',
  'complements.formeGroupement': 'mg-combobox',
};

const LEGACY: Record<string, Widget> = {
  'identification.typeStructure': 'ui-select',
  'adresse.commune': 'commune-list',
  'representant.civilite': 'ui-select',
  'projet.thematique': 'ui-select',
  'projet.dateDebut': 'date-parts',
  'projet.dateFin': 'date-parts',
  'financement.debutRealisation': 'date-parts',
  'financement.finRealisation': 'date-parts',
};

const NATIVE: Partial<Record<Widget, Widget>> = {
  'mg-text': 'text',
  'mg-textarea': 'textarea',
  'mg-integer': 'number',
  'mg-currency': 'number',
  'mg-select': 'select',
  'mg-date': 'date',
  'mg-radio': 'radio',
  'mg-checkbox': 'checkboxes',
  'mg-toggle': 'checkbox',
};

const replacedBy =
  (widgets: Record<string, Widget>): Change =>
  (field, step) => {
    const widget = widgets[`${step.id}.${field.key}`];
    return widget ? { ...field, widget } : field;
  };

const native: Change = (field) => {
  const listed = field.widget === 'mg-combobox' && (field.suggests ? 'typeahead' : 'select');
  return { ...field, widget: listed || (NATIVE[field.widget] ?? field.widget) };
};

const lockedWide: Change = (field) =>
  ['formeJuridique', 'siren'].includes(field.key) ? { ...field, lockedBySiret: true } : field;

const eachField = (steps: Step[], change: Change): Step[] =>
  steps.map((step) => ({
    ...step,
    sections: step.sections.map((section) => ({
      ...section,
      ...(section.fields && { fields: section.fields.map((field) => change(field, step)) }),
      ...(section.table && {
        table: { ...section.table, columns: section.table.columns.map((field) => change(field, step)) },
      }),
    })),
  }));

const eachTable = (steps: Step[], change: (table: Table) => Table): Step[] =>
  steps.map((step) => ({
    ...step,
    sections: step.sections.map((section) =>
      section.table ? { ...section, table: change(section.table) } : section,
    ),
  }));

/** The identity of the representative asked in a dialog, for as many as there are. */
const inDialog = (section: Section): Section => {
  if (section.title !== 'Identité du représentant légal') return section;
  const { fields = [], ...rest } = section;
  return {
    ...rest,
    title: 'Représentants légaux',
    table: {
      key: 'representants',
      caption: 'Représentants légaux de la structure',
      addLabel: 'Ajouter un représentant',
      addWith: 'mg-button',
      editor: 'modal',
      startsWith: 0,
      columns: fields.filter(({ asks }) => asks !== null),
    },
  };
};

const inAnotherOrder = (steps: Step[], seed: number): Step[] => {
  const next = random(seed);
  return steps.map((step) => ({
    ...step,
    sections: step.sections.map((section) => ({
      ...section,
      ...(section.fields && { fields: shuffled(next, section.fields) }),
      ...(section.table && {
        table: { ...section.table, columns: shuffled(next, section.table.columns) },
      }),
    })),
  }));
};

const paged = (table: Table, { pageSize, prefilled }: Variant): Table => {
  if (table.key !== 'structures') return table;
  const printed = (column: Field) =>
    prefilled && ['finess', 'denomination'].includes(column.key) ? { ...column, printed: true } : column;
  return {
    ...table,
    ...(pageSize && { pageSize }),
    ...(prefilled && { closed: true }),
    columns: table.columns.map(printed),
  };
};

const withCodes = (steps: Step[]): Step[] => {
  let rank = 0;
  return eachField(steps, (field) => {
    rank += 1;
    return { ...field, code: `c${(rank * 7919) % 9973}` };
  });
};

/** The steps as a variant of the portal shows them. */
export const stepsOf = (usual: Step[], variant: Variant): Step[] => {
  let steps = usual;
  if (variant.representatives === 'dialog')
    steps = steps.map((step) =>
      step.id === 'representant' ? { ...step, sections: step.sections.map(inDialog) } : step,
    );
  if (variant.lookup === 'wide') steps = eachField(steps, lockedWide);
  if (variant.recentWidgets) steps = eachField(steps, replacedBy(RECENT));
  if (variant.legacyWidgets) steps = eachField(steps, replacedBy(LEGACY));
  if (variant.nativeOnly)
    steps = eachTable(eachField(steps, native), (table) => ({ ...table, addWith: 'button' }));
  if (variant.prefilled || variant.pageSize) steps = eachTable(steps, (table) => paged(table, variant));
  if (variant.frames === false) steps = steps.map(({ framed: _, ...step }) => step);
  if (variant.opaqueIds) steps = withCodes(steps);
  if (variant.labels !== undefined) steps = reworded(steps, variant.labels);
  if (variant.order !== undefined) steps = inAnotherOrder(steps, variant.order);
  return steps;
};
