import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Notice } from '@/components/profile-notices';
import { formatPlural } from '@/knowledge/profile/format';
import { type ImportPlan, planImport } from '@/knowledge/profile/import-plan';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import { downloadBackup, readBackupFile } from '@/utils/backup';
import {
  type DamagedProfile,
  getSettings,
  listProfiles,
  onDatabaseChange,
  replaceProfiles,
  type Settings,
  saveSettings,
} from '@/utils/database';
import { protectStorage, type StorageState, storageState } from '@/utils/storage';

interface Stored {
  profiles: Profile[];
  damaged: DamagedProfile[];
  settings: Settings;
  storage: StorageState;
}

interface PendingImport {
  fileName: string;
  plan: ImportPlan;
  warnings: string[];
}

/** How to put things back as they were before the last import or deletion of this page. */
interface Undo {
  label: string;
  saved: Profile[];
  removedIds: string[];
  currentProfileId: string;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const namesOf = (profiles: Profile[]): string =>
  profiles.map(({ name, essms }) => `« ${name || 'Grappe sans nom'} » (${essms.length} ESSMS)`).join(', ');

function outcomeOf({ added, replaced, identical }: ImportPlan): string {
  const parts = [
    ...(added.length > 0 ? [`Ajouté : ${namesOf(added)}.`] : []),
    ...(replaced.length > 0 ? [`Remplacé : ${namesOf(replaced.map((r) => r.after))}.`] : []),
    ...(identical.length > 0 ? [`Déjà identique, inchangé : ${namesOf(identical)}.`] : []),
  ];
  return parts.join(' ');
}

/** The stored grappes and what can be done with them, for any page of the extension. */
export function useGrappes() {
  const [stored, setStored] = useState<Stored | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const [pending, setPending] = useState<PendingImport | null>(null);
  const [undo, setUndo] = useState<Undo | null>(null);

  /** Runs an action; what fails is said, with what was kept. */
  const attempt = useCallback(async (kept: string, action: () => Promise<void>) => {
    try {
      await action();
    } catch (error) {
      setNotice({ tone: 'bad', text: messageOf(error), kept });
    }
  }, []);

  const reload = useCallback(
    () =>
      attempt('Vos données n’ont pas été touchées.', async () => {
        const [list, settings, storage] = await Promise.all([listProfiles(), getSettings(), storageState()]);
        setStored({ ...list, settings, storage });
      }),
    [attempt],
  );

  useEffect(() => {
    void reload();
    return onDatabaseChange(({ store, here }) => {
      // Another page has the last word: going back over it would lose its work.
      if (store === 'profiles' && !here) setUndo(null);
      if (store !== 'fills') void reload();
    });
  }, [reload]);

  const profiles = stored?.profiles ?? [];
  const currentId = stored?.settings.currentProfileId ?? '';
  const current = profiles.find((p) => p.id === currentId) ?? profiles[0] ?? null;
  const UNCHANGED = 'Rien n’a été modifié : vos grappes sont telles qu’elles étaient.';

  const apply = async ({ plan, warnings }: PendingImport) => {
    const incoming = [...plan.added, ...plan.replaced.map((r) => r.after)];
    await replaceProfiles(incoming, []);
    // The grappe on screen stays when the file holds it; else the first new one comes forward.
    const shown = incoming.find((p) => p.id === current?.id) ?? incoming[0];
    if (shown) await saveSettings({ currentProfileId: shown.id });
    setPending(null);
    setUndo({
      label: 'Annuler l’import',
      saved: plan.replaced.map((r) => r.before),
      removedIds: plan.added.map((p) => p.id),
      currentProfileId: currentId,
    });
    setNotice({ tone: 'ok', text: outcomeOf(plan), details: warnings });
    await protectStorage();
    await reload();
  };

  /** Adds at once; a stored grappe is only replaced after the user agreed. */
  const propose = async (fileName: string, incoming: Profile[], warnings: string[]) => {
    setNotice(null);
    const plan = planImport((await listProfiles()).profiles, incoming);
    const found = { fileName, plan, warnings };
    if (plan.replaced.length > 0) setPending(found);
    else if (plan.added.length > 0) await apply(found);
    else {
      const [first] = plan.identical;
      if (first) await saveSettings({ currentProfileId: first.id });
      setNotice({ tone: 'ok', text: `Rien à importer. ${outcomeOf(plan)}`, details: warnings });
    }
  };

  return {
    loading: stored === null && notice === null,
    stored,
    current,
    notice,
    pending,
    undoLabel: pending ? '' : (undo?.label ?? ''),
    dismiss: () => setNotice(null),
    choose: (id: string) => attempt(UNCHANGED, () => saveSettings({ currentProfileId: id })),
    importFile: (file: File) =>
      attempt(`Le fichier « ${file.name} » n’a pas été importé. ${UNCHANGED}`, async () => {
        setPending(null);
        const { profiles: incoming, warnings } = await readBackupFile(file);
        await propose(file.name, incoming, warnings);
      }),
    loadSample: () => attempt(UNCHANGED, () => propose('grappe d’exemple', [sampleGrappe()], [])),
    confirmImport: () => attempt(UNCHANGED, async () => (pending ? apply(pending) : undefined)),
    cancelImport: () => {
      setPending(null);
      setNotice({ tone: 'ok', text: UNCHANGED });
    },
    exportAll: () =>
      attempt('Vos grappes sont toujours dans ce navigateur.', async () => {
        const { profiles: all, damaged } = await listProfiles();
        const name = downloadBackup(all, new Date());
        await saveSettings({ lastBackupAt: new Date().toISOString() });
        const left = damaged.map(({ reason }) => `Non sauvegardée, car illisible : ${reason}`);
        setNotice({
          tone: 'ok',
          text: `${formatPlural(all.length, 'grappe exportée', 'grappes exportées')} dans « ${name} ». Rangez ce fichier hors de cet ordinateur.`,
          details: left,
        });
      }),
    remove: (profile: Profile) =>
      attempt(UNCHANGED, async () => {
        await replaceProfiles([], [profile.id]);
        setUndo({
          label: 'Annuler la suppression',
          saved: [profile],
          removedIds: [],
          currentProfileId: profile.id,
        });
        setNotice({ tone: 'ok', text: `Supprimé : ${namesOf([profile])}.` });
        await reload();
      }),
    undoLast: () =>
      attempt(UNCHANGED, async () => {
        if (!undo) return;
        await replaceProfiles(undo.saved, undo.removedIds);
        await saveSettings({ currentProfileId: undo.currentProfileId });
        setUndo(null);
        setNotice({ tone: 'ok', text: 'C’est annulé : vos grappes sont telles qu’elles étaient.' });
        await reload();
      }),
    protect: () =>
      attempt(UNCHANGED, async () => {
        const storage = await protectStorage();
        setNotice(
          storage === 'protected'
            ? { tone: 'ok', text: 'Le navigateur protège maintenant ces données.' }
            : {
                tone: 'bad',
                text: 'Le navigateur a refusé de protéger ces données.',
                kept: 'Faites des sauvegardes régulières.',
              },
        );
        await reload();
      }),
  };
}
