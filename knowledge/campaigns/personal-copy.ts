import type { Day, Parameter, Told } from '@/knowledge/source';
import type { Campaign, FlatRate, Selection, Window } from './campaign';
import { PRINCIPLE_KEYS } from './personal-principles';
import { PERSONAL_FORMAT, PERSONAL_VERSION, type PersonalCampaign, type Said } from './personal-schema';

/** A value without its source: it becomes the user's own. A gap becomes nothing. */
const own = <T>(told: Told<T> | null | undefined): Said<T> | undefined =>
  told && told.value !== null ? { value: told.value } : undefined;

const ownOf = <T>({ value }: Parameter<T>): Said<T> => ({ value });

/** Only what is there: a copy is read back from its file just as it is. */
const present = <T extends object>(row: T): T =>
  // What is taken away is undefined, which the type allows to be absent.
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as T;

const selectionCopy = ({ label, opens, closes }: Selection) => ({
  label,
  opens: ownOf(opens),
  closes: ownOf(closes),
});

const windowCopy = ({
  scope,
  label,
  opens,
  closes,
  closingHour,
  reservedTo,
  region,
  selections = [],
}: Window) =>
  present({
    scope,
    label,
    opens: own(opens),
    closes: own(closes),
    closingHour: own(closingHour),
    reservedTo,
    region,
    selections: selections.map(selectionCopy),
  });

const rateCopy = ({ id, label, types, from, to, ...rate }: FlatRate) =>
  present({
    id,
    label,
    types: [...types],
    from,
    to,
    amountCents: own(rate.amountCents),
    onlySegurReferenced: rate.onlySegurReferenced ?? false,
    onlyOrganismesBelow: own(rate.onlyOrganismesBelow),
    ceiling: rate.ceiling ?? false,
    maxEssms: own(rate.maxEssms),
    payments: own(rate.payments),
  });

const principlesCopy = ({ principles }: Campaign): PersonalCampaign['principles'] =>
  PRINCIPLE_KEYS.flatMap((rule) => {
    const held = principles[rule];
    return held ? [present({ rule, from: held.from, until: held.until })] : [];
  });

/** « Appel (copie) », within the length of a title. */
export const copyTitle = (title: string): string => `${title.slice(0, 190).trim()} (copie)`;

/**
 * A shipped call as the user's own: the same values, without the texts behind them, and the title of
 * the call they come from. `describedOn` is the day of the copy.
 */
export function copyOf(campaign: Campaign, newId: string, describedOn: Day): PersonalCampaign {
  const { title, issuer, year, region } = campaign;
  return present({
    format: PERSONAL_FORMAT,
    version: PERSONAL_VERSION,
    id: newId,
    title: copyTitle(title),
    issuer,
    year,
    describedOn,
    origin: title,
    region,
    instruction: own(campaign.instruction),
    beneficiaries: own(campaign.beneficiaries),
    windows: campaign.windows.map(windowCopy),
    minEssms: own(campaign.minEssms),
    minEssmsIslands: own(campaign.minEssmsIslands),
    maxEssms: own(campaign.maxEssms),
    maxEssmsFor: campaign.maxEssmsFor,
    nationalFrom: own(campaign.nationalFrom),
    nationalRegions: own(campaign.nationalRegions),
    minOrganismes: own(campaign.minOrganismes),
    minOrganismesIslands: own(campaign.minOrganismesIslands),
    aloneFrom: own(campaign.aloneFrom),
    fields: own(campaign.fields),
    projectTypes: own(campaign.projectTypes),
    rates: campaign.rates.map(rateCopy),
    payments: own(campaign.payments),
    pieces: campaign.pieces.map(({ id, label, status, condition }) =>
      present({ id, label, status, condition }),
    ),
    principles: principlesCopy(campaign),
    criteria: own(campaign.criteria),
    usageTargets: own(campaign.usageTargets),
    contact: own(campaign.contact),
    portal: own(campaign.portal),
    changes: (campaign.changes ?? []).map(({ on, what }) => ({ on, what: what.value })),
  });
}
