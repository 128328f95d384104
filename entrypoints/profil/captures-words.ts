import { formatCount, formatPlural } from '@/knowledge/profile/format';
import type { Captured } from '@/utils/capture/finish';

/** « 2 textes étaient déjà là. », empty for none. */
export const said = (count: number, one: string, many: string): string =>
  count === 0 ? '' : `${formatPlural(count, 'texte')} ${count > 1 ? many : one}.`;

/** A page hides a few words for those who hear it: below this, there is nothing to say. */
const WORTH_SAYING = 200;

const addressedWords = (count: number): string =>
  count > 1
    ? `${formatCount(count)} passages semblent s’adresser à un assistant plutôt qu’à vous : ils sont signalés, et ne sont jamais envoyés à un modèle.`
    : 'Un passage semble s’adresser à un assistant plutôt qu’à vous : il est signalé, et n’est jamais envoyé à un modèle.';

/** What the person should know of a reading. */
export function remarksOn({ text, hidden, notes }: Captured): string[] {
  const addressed = text.passages.filter((passage) => passage.addressed).length;
  return [
    ...(hidden > WORTH_SAYING
      ? [
          `${formatPlural(hidden, 'caractère caché n’a pas été lu', 'caractères cachés n’ont pas été lus')} : si la page a des parties repliées, dépliez-les, puis ajoutez-la de nouveau.`,
        ]
      : []),
    ...notes,
    ...(addressed > 0 ? [addressedWords(addressed)] : []),
  ];
}
