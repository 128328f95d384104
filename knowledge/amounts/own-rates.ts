import type { Campaign, FlatRate } from '@/knowledge/campaigns/campaign';
import { type Edit, insertRows, removeRow, setValue } from '@/knowledge/profile/edit';
import type { Field } from '@/knowledge/profile/fields';
import { formatCents } from '@/knowledge/profile/format';
import { type OwnRate, ownRate, type Profile } from '@/knowledge/profile/schema';
import { typedValue } from '@/knowledge/profile/typed';

const MOST_CENTS = 1e9;

const AMOUNT: Field<OwnRate> = {
  path: 'amountCents',
  group: '',
  label: 'Votre chiffre par ESSMS',
  kind: 'cents',
  help: '',
  example: '2 000',
};

const idOf = (campaign: string, rate: string): string => `${campaign}/${rate}`;

/** The user's own figures for the rates of a call, in cents, by id of the rate. */
export const ownRatesOf = ({ project }: Profile, campaign: string): ReadonlyMap<string, number> =>
  new Map(
    project.ownRates
      .filter((one) => one.campaign === campaign)
      .map(({ rate, amountCents }) => [rate, amountCents]),
  );

/** The edits that keep a figure of the user's for a rate of a call, or forget it when null. */
export function ownRateEdits(
  profile: Profile,
  { id: campaign }: Pick<Campaign, 'id'>,
  rate: Pick<FlatRate, 'id' | 'label'>,
  amountCents: number | null,
): Edit[] {
  const path = ['project', 'ownRates'];
  const known = profile.project.ownRates.find((one) => one.campaign === campaign && one.rate === rate.id);
  if (amountCents === null) return known ? removeRow(profile, path, known.id) : [];
  if (known) return setValue(profile, [...path, known.id, 'amountCents'], amountCents);
  const id = idOf(campaign, rate.id);
  return insertRows(profile, path, [
    ownRate.parse({ id, campaign, rate: rate.id, label: rate.label.slice(0, 300), amountCents }),
  ]);
}

/** Reads a figure as typed: cents, null when nothing was typed, or why it is refused, in French. */
export function typedOwnRate(text: string): { cents: number | null } | { reason: string } {
  const { value, reason, storable } = typedValue(AMOUNT, text);
  if (!storable) return { reason: reason ?? 'Écrivez un montant en euros.' };
  if (typeof value !== 'number') return { cents: null };
  if (value < 0) return { reason: 'Un forfait ne peut pas être négatif.' };
  return value > MOST_CENTS
    ? { reason: `Un forfait par ESSMS ne dépasse pas ${formatCents(MOST_CENTS)}.` }
    : { cents: value };
}
