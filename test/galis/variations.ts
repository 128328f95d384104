import type { Field, Step } from './definition';

/** Other wordings a customer of the vendor could have chosen for the same question. */
const synonyms: Record<string, string> = {
  'N°\u00a0SIRET': 'Numéro de SIRET',
  'N°\u00a0SIREN': 'Numéro de SIREN',
  'N°\u00a0FINESS juridique': 'Numéro FINESS de l’entité juridique',
  'N°\u00a0FINESS géographique': 'FINESS géographique',
  NAF: 'Code NAF (APE)',
  'N°\u00a0et libellé de la voie': 'Adresse (n° et voie)',
  Courriel: 'Adresse électronique',
  Téléphone: 'N°\u00a0de téléphone',
  Commune: 'Ville',
  'Intitulé du projet': 'Titre du projet',
  'Date de début': 'Date de début du projet',
  'Date de fin': 'Date de fin du projet',
  'Montant de l’aide demandée': 'Montant de la subvention demandée',
  'Éditeur du logiciel': 'Nom de l’éditeur',
  'Titulaire du compte': 'Nom du titulaire',
};

/** Typing habits met on forms: capitals, colons, written stars, doubled spaces. */
const habits: ((label: string) => string)[] = [
  (label) => label.replaceAll('’', "'").toUpperCase(),
  (label) => `${label} :`,
  (label) => `${label} *`,
  (label) => label.replaceAll(' ', '  '),
];

const turn = <T>(list: T[]): T[] => [...list.slice(1), ...list.slice(0, 1)];

const reworded = (field: Field, rank: number): Field => {
  const habit = habits[rank % habits.length];
  const label = synonyms[field.label] ?? field.label;
  return { ...field, label: habit ? habit(label) : label };
};

/** The same steps with other labels, in another order: keys, options and meanings do not change. */
export const vary = (steps: Step[]): Step[] =>
  steps.map((step) => ({
    ...step,
    sections: step.sections.map((section) => ({
      ...section,
      ...(section.fields && { fields: turn(section.fields.map(reworded)) }),
      ...(section.table && {
        table: { ...section.table, columns: turn(section.table.columns.map(reworded)) },
      }),
    })),
  }));
