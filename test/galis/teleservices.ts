import { essmsFields } from './options';

export interface Teleservice {
  id: string;
  title: string;
  group: string;
  /** Only the requests of ESMS numérique have screens in this replica. */
  open: boolean;
}

const types = [
  { id: 'acquisition', title: 'Acquisition d’un DUI' },
  { id: 'conformite', title: 'Mise en conformité d’un DUI' },
];

const esmsNumerique = types.flatMap((type) =>
  essmsFields.map((field) => ({
    id: `${type.id}-${field.value}`,
    title: field.title,
    group: `ESMS numérique — dossier usager informatisé : ${type.title}`,
    open: true,
  })),
);

const others = ['Colloques', 'Actions innovantes hors colloques', 'Habitat inclusif'];

export const teleservices: Teleservice[] = [
  ...esmsNumerique,
  ...others.map((title) => ({ id: title, title, group: 'Autres téléservices', open: false })),
];
