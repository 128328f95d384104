import { readFileSync } from 'node:fs';
import { type PersonalCampaign, parsePersonalCampaign } from '@/knowledge/campaigns/personal';

/** A call made up for the tests, as a person writes it in a file. */
export const CALL_FILE = readFileSync(`${import.meta.dirname}/appel-invente-2028.json`, 'utf8');

/** The same, read, with some values changed. */
export function callOf(changes: Partial<PersonalCampaign> = {}): PersonalCampaign {
  const read = parsePersonalCampaign(CALL_FILE);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return { ...read.campaign, ...changes };
}
