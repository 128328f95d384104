import { type PersonalCampaign, readPersonalCampaign } from '@/knowledge/campaigns/personal';
import { describeCall } from '@/knowledge/campaigns/personal-words';
import { sameJson } from '@/knowledge/profile/edit';
import { run, write } from './connection';
import { countChanges, onDatabaseChange } from './database';

/** The calls for projects that the user described. Every failure is an `Error` in French. */

/** Most calls kept. */
const MAX_CAMPAIGNS = 200;

/** A stored call that cannot be read: kept as it is. `reason` is in French. */
export interface DamagedCampaign {
  id: string;
  reason: string;
  /** What is stored, untouched. */
  row: { id: string };
}

/** A call to write; `before` is the one it takes the place of, null when it must be new. */
export interface CampaignWrite {
  campaign: PersonalCampaign;
  before: PersonalCampaign | null;
}

const readingOf = (row: { id: string }): { campaign: PersonalCampaign } | { damaged: DamagedCampaign } => {
  const read = readPersonalCampaign(row);
  if ('campaign' in read) return read;
  const [first] = read.issues;
  const reason = first ? `${describeCall(first.at)}\u202f: ${first.reason}` : 'appel illisible';
  return { damaged: { id: row.id, reason, row } };
};

/** Every call the user described, by title; those that cannot be read are told apart. */
export async function listCampaigns(): Promise<{
  campaigns: PersonalCampaign[];
  damaged: DamagedCampaign[];
}> {
  const read = (await run((db) => db.getAll('campaigns'))).map(readingOf);
  return {
    campaigns: read
      .flatMap((one) => ('campaign' in one ? [one.campaign] : []))
      .toSorted((a, b) => a.title.localeCompare(b.title, 'fr')),
    damaged: read.flatMap((one) => ('damaged' in one ? [one.damaged] : [])),
  };
}

/** Is what is stored what the user saw? `stored` is undefined when there is nothing. */
const isAsSeen = (stored: { id: string } | undefined, before: PersonalCampaign | null): boolean => {
  if (stored === undefined || before === null) return stored === undefined && before === null;
  const read = readPersonalCampaign(stored);
  return 'campaign' in read && sameJson(read.campaign, before);
};

/** Writes calls in one transaction, all or none. Throws in French. */
export async function saveCampaigns(writes: readonly CampaignWrite[]): Promise<void> {
  if (writes.length === 0) return;
  const refusal = await write(['campaigns', 'settings'], async (tx) => {
    const store = tx.objectStore('campaigns');
    for (const { campaign, before } of writes)
      if (!isAsSeen(await store.get(campaign.id), before))
        return `«\u00a0${campaign.title}\u00a0» vient de changer dans une autre fenêtre\u202f: rien n’a été écrit. Relisez, puis recommencez pour mettre votre version à la place.`;
    const added = writes.filter(({ before }) => before === null).length;
    if ((await store.count()) + added > MAX_CAMPAIGNS)
      return `L’assistant garde ${MAX_CAMPAIGNS} appels décrits par vous au plus\u202f: supprimez-en avant d’en ajouter.`;
    for (const { campaign } of writes) await store.put(campaign);
    await countChanges(tx, 1);
    return null;
  });
  if (refusal !== null) throw new Error(refusal);
}

/** A call to add that has the id of a stored one, and differs. */
export interface CampaignConflict {
  incoming: PersonalCampaign;
  before: PersonalCampaign;
}

/** Adds the calls that are new, in one transaction; answers those that differ from a stored one. */
export async function addCampaigns(
  incoming: readonly PersonalCampaign[],
): Promise<{ added: PersonalCampaign[]; conflicts: CampaignConflict[] }> {
  const here = new Map((await listCampaigns()).campaigns.map((one) => [one.id, one]));
  const added = incoming.filter(({ id }) => !here.has(id));
  await saveCampaigns(added.map((campaign) => ({ campaign, before: null })));
  const conflicts = incoming.flatMap((one) => {
    const before = here.get(one.id);
    return before && !sameJson(before, one) ? [{ incoming: one, before }] : [];
  });
  return { added, conflicts };
}

/** Writes one call; `before` is the one it takes the place of, null when it must be new. */
export const saveCampaign = (campaign: PersonalCampaign, before: PersonalCampaign | null): Promise<void> =>
  saveCampaigns([{ campaign, before }]);

/** Removes some calls, even unreadable, in one transaction. */
export const removeCampaigns = (ids: readonly string[]): Promise<void> =>
  write(['campaigns', 'settings'], async (tx) => {
    const store = tx.objectStore('campaigns');
    for (const id of ids) await store.delete(id);
    await countChanges(tx, 1);
  });

/** Calls back after each write of a call, from any page. Returns the way to stop. */
export const onCampaignsChange = (callback: () => void): (() => void) =>
  onDatabaseChange(({ store }) => {
    if (store === 'campaigns') callback();
  });
