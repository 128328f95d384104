import { formatCount, formatPlural } from '@/knowledge/profile/format';
import type { Captured } from '@/utils/capture/finish';

/** « 2 textes étaient déjà là. », empty for none. */
export const said = (count: number, one: string, many: string): string =>
  count === 0 ? '' : `${formatPlural(count, 'texte')} ${count > 1 ? many : one}.`;

/** A page hides a few words for those who hear it: below this, there is nothing to say. */
const WORTH_SAYING = { page: 120, file: 10 };

/** What is said of the characters that nobody sees. */
function hiddenWords({ text, hidden }: Captured): string[] {
  const isPage = text.capture.kind === 'page';
  if (hidden <= (isPage ? WORTH_SAYING.page : WORTH_SAYING.file)) return [];
  const words = formatPlural(hidden, 'caractère caché n’a pas été lu', 'caractères cachés n’ont pas été lus');
  return isPage
    ? [`${words} : si la page a des parties repliées, dépliez-les, puis ajoutez-la de nouveau.`]
    : [`${words} : ils sont invisibles, minuscules ou de la couleur du fond.`];
}

const addressedWords = (count: number): string =>
  count > 1
    ? `${formatCount(count)} passages semblent s’adresser à un assistant plutôt qu’à vous : ils sont signalés, et ne sont jamais envoyés à un modèle.`
    : 'Un passage semble s’adresser à un assistant plutôt qu’à vous : il est signalé, et n’est jamais envoyé à un modèle.';

/** What the person should know of a reading. */
export function remarksOn(captured: Captured): string[] {
  const addressed = captured.text.passages.filter((passage) => passage.addressed).length;
  return [...hiddenWords(captured), ...captured.notes, ...(addressed > 0 ? [addressedWords(addressed)] : [])];
}
