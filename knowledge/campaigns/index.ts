import type { Day } from '@/knowledge/source';
import { amorcage2021First } from './amorcage-2021-1';
import { amorcage2021Second } from './amorcage-2021-2';
import type { Campaign } from './campaign';
import { generalisation2025 } from './generalisation-2025';
import { national2022 } from './national-2022';
import { national2023 } from './national-2023';
import { national2024 } from './national-2024';
import { paca2023 } from './paca-2023';
import { regional2022 } from './regional-2022';
import { regional2023 } from './regional-2023';
import { regional2024 } from './regional-2024';

/** Every call for projects the assistant knows, in the order of time. Adding one: its file, and this list. */
export const campaigns: Campaign[] = [
  amorcage2021First,
  amorcage2021Second,
  regional2022,
  national2022,
  paca2023,
  regional2023,
  national2023,
  regional2024,
  national2024,
  generalisation2025,
];

/** The campaign of this id, or undefined. */
export const campaignById = (id: string): Campaign | undefined =>
  campaigns.find((campaign) => campaign.id === id);

/**
 * Campaigns with at least one window open on this day, both ends included. A window whose opening or
 * closing was not found is never said to be open.
 */
export const campaignsOn = (day: Day): Campaign[] =>
  campaigns.filter(({ windows }) =>
    windows.some(
      ({ opens, closes }) =>
        opens.value !== null && closes.value !== null && opens.value <= day && day <= closes.value,
    ),
  );
