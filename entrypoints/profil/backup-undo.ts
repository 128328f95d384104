import { sameJson } from '@/knowledge/profile/edit';
import type { Profile } from '@/knowledge/profile/schema';
import {
  type DamagedProfile,
  listProfiles,
  replaceProfiles,
  type Settings,
  saveSettings,
} from '@/utils/database';
import type { Editing } from './editing';

/** Said after a failure, or when the user gives something up. */
export const UNCHANGED = 'Rien n’a été modifié : vos grappes sont telles qu’elles étaient.';

export const namesOf = (profiles: Profile[]): string =>
  profiles.map(({ name, essms }) => `« ${name || 'Grappe sans nom'} » (${essms.length} ESSMS)`).join(', ');

/** How to put things back as they were before an import or a return to an earlier version. */
export interface Undo {
  /** What was written: it must still be there, or something else would be lost. */
  written: Profile[];
  saved: Profile[];
  /** Grappes that could not be read, to put back as they were. */
  unread: DamagedProfile[];
  removedIds: string[];
  settings: Partial<Settings>;
  /** Takes back what came with the grappes. */
  also?: () => Promise<void>;
}

/** Says what was done, and offers to take it back. */
export function tellDone(
  editing: Editing,
  text: string,
  label: string,
  undo: Undo,
  details: string[] = [],
): void {
  const run = () => void editing.attempt(UNCHANGED, () => takeBack(editing, undo));
  editing.notice.value = { tone: 'ok', text, details, action: { label, run } };
}

async function takeBack(editing: Editing, undo: Undo): Promise<void> {
  const { written, saved, removedIds, unread, settings } = undo;
  const { profiles } = await listProfiles();
  const now = new Map(profiles.map((one) => [one.id, one]));
  if (!written.every((one) => sameJson(now.get(one.id), one)))
    throw new Error(
      'Une de ces grappes a été modifiée depuis : annuler effacerait ces changements. L’état d’avant est dans « Versions antérieures ».',
    );
  await replaceProfiles(saved, removedIds, { unread, expected: written });
  await saveSettings(settings);
  await undo.also?.();
  editing.notice.value = {
    tone: 'ok',
    text: 'C’est annulé : vos grappes sont telles qu’elles étaient.',
  };
}
