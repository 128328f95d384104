import type { Essms, Profile } from '@/knowledge/profile/schema';
import { gatherFacts } from '@/knowledge/rules/facts';
import type { Situation } from '@/knowledge/rules/rule';
import { type AmountLine, type Amounts, amounts } from '.';

/** ESSMS that would join or leave the grappe. */
export interface Change {
  /** ESSMS like those that count now, taken in their order, put after them. */
  add: number;
  /** The last ESSMS that count now go first. */
  remove: number;
}

/** A line before and after; a line that does not exist on one side counts 0 ESSMS and gives nothing. */
export interface Compared {
  id: string;
  label: string;
  own: boolean;
  countBefore: number;
  countAfter: number;
  /** False when a part of the ESSMS could not be computed on one side. */
  complete: boolean;
  /** Null when it cannot be computed. */
  beforeCents: number | null;
  afterCents: number | null;
  differenceCents: number | null;
}

export interface WhatIf {
  before: Amounts;
  after: Amounts;
  lines: Compared[];
}

/** Both results side by side, line by line. Nothing of the profile is changed. Never throws. */
export function whatIf(situation: Situation, change: Change): WhatIf {
  const before = amounts(situation);
  const after = amounts({ ...situation, profile: changed(situation, change) });
  const ids = new Set(situation.campaign.rates.map(({ id }) => id));
  return {
    before,
    after,
    lines: [...ids].flatMap((id) => {
      const [old, next] = [before, after].map(({ lines }) => lines.find((line) => line.id === id));
      return old || next ? [compared(old, next)] : [];
    }),
  };
}

function compared(before: AmountLine | undefined, after: AmountLine | undefined): Compared {
  const { id = '', label = '', own = false } = after ?? before ?? {};
  const beforeCents = before ? before.resultCents : 0;
  const afterCents = after ? after.resultCents : 0;
  return {
    id,
    label,
    own,
    countBefore: before?.count ?? 0,
    countAfter: after?.count ?? 0,
    complete: (before?.complete ?? true) && (after?.complete ?? true),
    beforeCents,
    afterCents,
    differenceCents: beforeCents === null || afterCents === null ? null : afterCents - beforeCents,
  };
}

/** The grappe without its last ESSMS that count, then with copies of those that stay. */
function changed(situation: Situation, { add, remove }: Change): Profile {
  const { profile } = situation;
  const excluded = new Set(gatherFacts(situation).perimeter.excluded);
  const counting = profile.essms.filter((essms) => !excluded.has(essms));
  const staying = counting.slice(0, Math.max(0, counting.length - remove));
  const copies = copiesOf(staying.length > 0 ? staying : counting, add);
  return {
    ...profile,
    // Without the excluded ones: the second line of a FINESS would count once the first has left.
    essms: [...staying, ...copies.map(({ copy }) => copy)],
    dossiers: profile.dossiers.map((dossier) => {
      const held = new Set(dossier.essmsIds);
      const joining = copies.filter(({ model }) => held.has(model.id)).map(({ copy }) => copy.id);
      return { ...dossier, essmsIds: [...dossier.essmsIds, ...joining] };
    }),
  };
}

/** ESSMS that exist nowhere, each in all like one of the models but its numbers: a FINESS counts once. */
function copiesOf(models: readonly Essms[], count: number): { model: Essms; copy: Essms }[] {
  return Array.from({ length: count }, (_, rank) => models[rank % models.length]).flatMap((model, rank) =>
    model
      ? [
          {
            model,
            copy: {
              ...model,
              id: `et-si-${rank + 1}`,
              name: `ESSMS ajouté ${rank + 1}`,
              finess: model.finess === '' ? '' : `ETSI${String(rank + 1).padStart(5, '0')}`,
            },
          },
        ]
      : [],
  );
}
