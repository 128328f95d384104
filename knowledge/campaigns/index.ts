import type { Day } from '@/knowledge/source';
import type { Campaign } from './campaign';
import { national2022 } from './national-2022';
import { paca2023 } from './paca-2023';

/** Every call for projects the assistant knows. Adding one: write its file, add it to this line. */
export const campaigns: Campaign[] = [national2022, paca2023];

/** The campaign of this id, or undefined. */
export const campaignById = (id: string): Campaign | undefined =>
  campaigns.find((campaign) => campaign.id === id);

/** Campaigns with at least one window open on this day, both ends included. */
export const campaignsOn = (day: Day): Campaign[] =>
  campaigns.filter(({ windows }) =>
    windows.some(({ opens, closes }) => opens.value <= day && day <= closes.value),
  );
