/** What can be wrong with a page or a file given as a text. */
export type CaptureFault =
  | 'empty'
  | 'broken'
  | 'password'
  | 'scanned'
  | 'too-big'
  | 'too-many-pages'
  | 'too-long'
  | 'bomb'
  | 'old-word'
  | 'not-a-text'
  | 'timeout'
  | 'no-access'
  | 'not-a-page'
  | 'viewer'
  | 'gone';

/** Bytes of a file above which it is not read. */
export const MAX_FILE_BYTES = 60 * 1024 * 1024;
/** Pages of a PDF above which it is not read. */
export const MAX_PAGES = 1500;
/** Characters of a pasted text above which it is not read: about 1,000 pages. */
export const MAX_CHARACTERS = 3_000_000;

/** What it is and what to do. */
const TEXTS: Record<CaptureFault, string> = {
  empty:
    'Il n’y a pas de texte à lire ici, ou trop peu. Vérifiez que la page est bien affichée, dépliez ses parties repliées, puis recommencez.',
  broken:
    'Ce fichier est abîmé ou incomplet (téléchargement interrompu\u202f?). Téléchargez-le de nouveau, ou copiez son texte et collez-le.',
  password:
    'Ce PDF est protégé par un mot de passe, que l’assistant ne demande pas. Ouvrez-le avec son mot de passe, copiez le texte utile et collez-le ici, ou demandez une version sans mot de passe.',
  scanned:
    'Ce PDF est fait d’images (un document numérisé)\u00a0: il ne contient pas de texte que l’on voie, et l’assistant ne devine pas des mots dans une image. Demandez la version d’origine, ou copiez ce que vous lisez et collez-le.',
  'too-big':
    'Ce fichier pèse plus de 60 Mo. Gardez les pages utiles dans un fichier à part, ou collez leur texte.',
  'too-many-pages': `Ce PDF compte plus de ${MAX_PAGES} pages. Gardez celles qui parlent de votre appel dans un fichier à part.`,
  'too-long':
    'Ce texte est trop long pour être gardé d’un bloc. Gardez les parties utiles, puis recommencez.',
  bomb: 'Le contenu de ce fichier est démesuré ou piégé\u00a0: sa lecture a été arrêtée. Collez plutôt le texte utile.',
  'old-word':
    'Ce fichier est un ancien document .doc, ou un document protégé, qui n’est pas lu. Ouvrez-le, enregistrez-le en .docx ou en PDF sans mot de passe, puis recommencez.',
  'not-a-text':
    'Ce fichier n’est ni un PDF, ni un document .docx, ni du texte. Enregistrez-le dans l’un de ces formats, ou copiez son texte et collez-le.',
  timeout: 'La lecture s’est bloquée et a été arrêtée. Collez plutôt le texte utile.',
  'no-access':
    'Le navigateur garde cette page fermée à l’assistant tant que vous ne lui donnez pas votre accord pour elle.',
  'not-a-page':
    'Le navigateur ne laisse aucune extension lire cette page (réglages, boutique, nouvel onglet). Ouvrez la page du texte, ou collez son contenu dans «\u00a0Textes\u00a0».',
  viewer:
    'Ce PDF est affiché par le navigateur, qui ne le laisse pas lire ici. Enregistrez-le sur cet ordinateur, puis donnez le fichier.',
  gone: 'La page a changé pendant la lecture. Attendez qu’elle soit affichée, puis recommencez.',
};

const UNCHANGED = 'Vos textes n’ont pas changé.';

/** Why a text was not taken in; `message` is French and complete: what, what to do, that nothing changed. */
export class CaptureError extends Error {
  override name = 'CaptureError';
  readonly code: CaptureFault;

  constructor(code: CaptureFault) {
    super(`${TEXTS[code]} ${UNCHANGED}`);
    this.code = code;
  }
}
