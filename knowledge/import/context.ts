import type { Profile } from '@/knowledge/profile/schema';
import type { RegisterAnswers, RegisterSource } from '@/knowledge/register/record';
import type { Day } from '@/knowledge/source';
import { type Origins, originsOf } from './cells';
import type { Bench } from './judge';
import { indexOf } from './profile-index';
import { registryOf } from './registry';

/** What an import is compared with: the profile it changes, and what a register answered. */
export interface Against {
  /** Name of the file or of the block, shown as the source of its values. */
  name: string;
  profile: Profile;
  answers: RegisterAnswers;
  /** Register that answered, null when none was asked. */
  register: RegisterSource | null;
  today: Day;
}

/** The same, prepared once for all the lines. */
export interface Context extends Bench {
  name: string;
  origins: Origins;
}

/** Prepares the profile and the answers to be looked up line after line. */
export const contextOf = ({ name, profile, answers, register, today }: Against): Context => ({
  name,
  origins: originsOf(name, register, today),
  index: indexOf(profile),
  registry: registryOf(answers, register),
  answers,
});
