import {
  allHaveFiness,
  allUnderL312,
  doubleFunding,
  type FillContext,
  reachesMinimum,
} from '@/knowledge/form/context';
import type { FieldId } from '@/knowledge/form/field-id';
import { type Essms, essmsField } from '@/knowledge/profile/schema';
import type { ShownFact } from './rule';
import type { Difference } from './shown-fields';
import { countKind, type Kind, yesNoKind } from './shown-read';

/** A field of the page that the rows of the grappe answer together: it is compared, and changes nothing. */
export interface Sum {
  field: FieldId;
  name: string;
  differs(context: FillContext, fact: ShownFact): Difference | null;
}

const sum = <T>(
  field: FieldId,
  name: string,
  kind: Kind<T>,
  answer: (context: FillContext) => T | null,
): Sum => ({
  field,
  name,
  differs(context, fact) {
    const [onPage, inGrappe] = [kind.read(fact), answer(context)];
    if (onPage === null || inGrappe === null || kind.same(onPage, inGrappe)) return null;
    return { onPage: kind.say(onPage), inGrappe: kind.say(inGrappe) };
  },
});

const countOfField =
  (field: Essms['field']) =>
  ({ essms }: FillContext): number | null =>
    essms.length === 0 || essms.some((one) => one.field === null)
      ? null
      : essms.filter((one) => one.field === field).length;

export const sums: Sum[] = [
  sum('project.essmsCount', 'Nombre d’ESSMS', countKind, ({ essms }) => essms.length || null),
  ...essmsField.options.map((one) =>
    sum(`project.essms${one}`, `Nombre d’ESSMS du champ ${one}`, countKind, countOfField(one)),
  ),
  sum('criteria.minimumEssms', 'Nombre minimum d’ESSMS atteint', yesNoKind, reachesMinimum),
  sum('criteria.allL312', 'Toutes de l’article L.\u00a0312-1', yesNoKind, allUnderL312),
  sum('criteria.allFiness', 'Un FINESS géographique pour chacune', yesNoKind, allHaveFiness),
  sum('criteria.noDoubleFunding', 'Double financement du même logiciel', yesNoKind, doubleFunding),
];
