import { z } from 'zod';
import { guarded } from '@/knowledge/sheets/guard';

/** What the file tells of one entry, whatever the version that wrote it. */
const line = z.object({
  label: z.string().catch(''),
  fieldId: z.string().catch(''),
  before: z.string().nullable().catch(null),
  after: z.string().nullable().catch(null),
  status: z.string().catch('written'),
  at: z.string().catch(''),
  sensitive: z.boolean().catch(false),
  format: z.string().catch(''),
});

/** A fill as the journal keeps it; `at` is an ISO instant, `held` says whether its values are still there. */
export interface JournalFill {
  at: string;
  step: string;
  url: string;
  profileId: string;
  dossierId: string;
  held: boolean;
  entries: readonly unknown[];
}

const RESULTS: Record<string, string> = {
  planned: 'interrompu : à vérifier',
  written: 'écrit, non relu',
  verified: 'rempli et vérifié',
  reformatted: 'rempli et vérifié, mis en forme par le portail',
  refused: 'refusé par le portail',
  'changed-by-page': 'changé par le portail après l’écriture',
  'by-hand': 'non écrit : à faire à la main',
  'by-page': 'changé par le portail à la suite d’un autre champ',
  undone: 'annulé : ancienne valeur remise',
};

/** Said in place of a value that was dropped with age. */
const DROPPED = '(valeur non conservée)';
const BANK = new Set(['iban', 'bic']);

interface JournalLine {
  date: string;
  etape: string;
  adresse: string;
  champ: string;
  avant: string;
  apres: string;
  resultat: string;
}

const masked = (value: string): string => {
  const plain = value.replace(/\s/g, '');
  return plain === '' ? '' : `••••${plain.length > 4 ? plain.slice(-4) : ''}`;
};

const linesOf = (fill: JournalFill): JournalLine[] =>
  fill.entries.map((entry) => {
    const { label, before, after, status, at, sensitive, format } = line.parse(Object(entry));
    const told = (value: string | null): string => {
      if (!fill.held || value === null) return DROPPED;
      return sensitive || BANK.has(format) ? masked(value) : value;
    };
    return {
      date: at || fill.at,
      etape: fill.step,
      adresse: fill.url,
      champ: label,
      avant: told(before),
      apres: told(after),
      resultat: RESULTS[status] ?? status,
    };
  });

/**
 * The journal as a JSON file, one item per fill and one line per field: instants in ISO, bank and other
 * sensitive values reduced to their last four characters, values older than a week said to be dropped.
 */
export const journalFile = (fills: readonly JournalFill[]): string => {
  const remplissages = fills.map((fill) => ({
    date: fill.at,
    grappe: fill.profileId,
    dossier: fill.dossierId,
    champs: linesOf(fill),
  }));
  return `${JSON.stringify({ format: 'assistant-galis-journal', version: 1, remplissages }, null, 2)}\n`;
};

const HEADINGS = ['Date', 'Étape', 'Adresse', 'Champ', 'Avant', 'Après', 'Résultat'];

/**
 * The same journal as a CSV that a French spreadsheet opens: semicolons, a byte order mark, one line
 * per field, the same masks, and no text a spreadsheet would run as a formula.
 */
export const journalCsv = (fills: readonly JournalFill[]): string => {
  const lines = fills.flatMap(linesOf);
  const rows = lines.map(({ date, etape, adresse, champ, avant, apres, resultat }) =>
    [date, etape, adresse, champ, avant, apres, resultat].map(cell).join(';'),
  );
  return `\uFEFF${[HEADINGS.join(';'), ...rows].join('\r\n')}\r\n`;
};

const cell = (text: string): string => `"${guarded(text).replaceAll('"', '""')}"`;
