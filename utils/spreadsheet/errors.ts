/** What can be wrong with a file given as a sheet. */
export type SheetFault =
  | 'empty'
  | 'broken'
  | 'password'
  | 'macro'
  | 'legacy-xls'
  | 'bomb'
  | 'too-big'
  | 'too-many-rows'
  | 'too-many-cells'
  | 'not-a-sheet'
  | 'timeout';

/** Bytes of a file above which it is not read; a sheet of 20 000 rows weighs 1 to 5 MB. */
export const MAX_FILE_BYTES = 30 * 1024 * 1024;
/** Rows with something in them, over all the sheets of a file. */
export const MAX_ROWS = 20_000;
/** Columns read; beyond, a cell is left out and said so. */
export const MAX_COLUMNS = 256;
/** Cells with something in them, merged ones counted as many times as they cover. */
export const MAX_CELLS = 1_000_000;

/** What it is and what to do; that nothing was changed is said once, in `SheetError`. */
const DEFAULT_TEXTS: Record<SheetFault, string> = {
  empty:
    'Ce fichier ne contient aucune donnée. Vérifiez que c’est le bon et que la feuille n’est pas masquée.',
  broken:
    'Ce fichier est abîmé ou incomplet (téléchargement ou copie interrompus ?). Ouvrez-le dans votre tableur, enregistrez-le à nouveau en .xlsx, puis réessayez.',
  password:
    'Ce classeur est protégé par un mot de passe. Ouvrez-le dans votre tableur, retirez le mot de passe (Fichier, Informations, Protéger), enregistrez-le en .xlsx, puis réessayez.',
  macro:
    'Ce classeur contient des macros, c’est-à-dire un programme : par prudence il n’est pas lu. Enregistrez-le en .xlsx (« Classeur Excel », sans macros), puis réessayez.',
  'legacy-xls':
    'Ce fichier est un ancien classeur .xls (Excel 97-2003), qui n’est pas lu. Ouvrez-le dans votre tableur, enregistrez-le en .xlsx, puis réessayez.',
  bomb: 'Le contenu de ce fichier est démesuré ou piégé : sa lecture a été arrêtée. S’il vient de quelqu’un de confiance, copiez son tableau dans un classeur neuf et enregistrez-le en .xlsx.',
  'too-big':
    'Ce fichier pèse plus de 30 Mo : ce n’est sans doute pas la liste attendue. Gardez les lignes de votre grappe dans un classeur à part, puis réessayez.',
  'too-many-rows':
    'Ce tableau compte plus de 20 000 lignes. Gardez celles de votre grappe dans un classeur à part, puis réessayez.',
  'too-many-cells':
    'Ce tableau compte plus d’un million de cellules remplies. Gardez les lignes et les colonnes utiles dans un classeur à part, puis réessayez.',
  'not-a-sheet':
    'Ce fichier n’est pas un tableau. Donnez un classeur .xlsx ou .ods, un fichier .csv, ou collez les lignes.',
  timeout:
    'La lecture de ce fichier a pris plus de 20 secondes et a été arrêtée. Gardez les lignes utiles dans un classeur plus petit, ou copiez-les et collez-les.',
};

/** Why a file cannot be read; `message` is French and complete: what, that nothing changed, what to do. */
export class SheetError extends Error {
  override name = 'SheetError';
  readonly code: SheetFault;

  constructor(code: SheetFault, text: string = DEFAULT_TEXTS[code]) {
    super(text.endsWith(UNCHANGED) ? text : `${text} ${UNCHANGED}`);
    this.code = code;
  }
}

const UNCHANGED = 'Rien n’a été modifié dans votre grappe.';
