import type { Day } from '@/knowledge/source';
import type { Dossier, EssmsField } from './schema';

/** Names of the fields (champs) of the sector, as the programme writes them. */
export const FIELD_NAMES: Record<EssmsField, string> = {
  PA: 'Personnes âgées',
  PH: 'Personnes handicapées',
  DOM: 'Domicile',
  PDE: 'Protection de l’enfance',
  PDS: 'Personnes en difficultés spécifiques',
  AHI: 'Accueil, hébergement, insertion',
  PJM: 'Protection juridique des majeurs',
};

/** Names of what a dossier or a project asks money for. */
export const TYPE_NAMES: Record<'acquisition' | 'conformite' | 'mixte', string> = {
  acquisition: 'Acquisition',
  conformite: 'Mise en conformité',
  mixte: 'Mixte',
};

/** Names of the states of a dossier. */
export const STATUS_NAMES: Record<Dossier['status'], string> = {
  brouillon: 'Brouillon, non transmis',
  transmis: 'Transmis',
  recevable: 'Recevable',
  irrecevable: 'Non recevable',
  retenu: 'Retenu',
};

const whole = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 });
const euros = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });
const roundEuros = new Intl.NumberFormat('fr-FR', {
  style: 'currency',
  currency: 'EUR',
  maximumFractionDigits: 0,
});
const days = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' });

/** « 12 345 » for a whole number. */
export const formatCount = (n: number): string => whole.format(n);

/** « 153 000 € », with its cents only when there are some; « inconnu » when null. */
export const formatCents = (cents: number | null): string =>
  cents === null ? 'inconnu' : (cents % 100 === 0 ? roundEuros : euros).format(cents / 100);

/** « 6 novembre 2023 », « 1er mars 2022 » for an ISO day; the text itself when it is none. */
export const formatDay = (day: Day): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(day)
    ? days.format(new Date(`${day}T00:00:00Z`)).replace(/^1(?=\s)/, '1er')
    : day;

/** « 1 dossier », « 3 dossiers »: a count and its noun, with an optional plural. */
export const formatPlural = (n: number, noun: string, plural = `${noun}s`): string =>
  `${formatCount(n)} ${n > 1 ? plural : noun}`;
