import { browser } from 'wxt/browser';
import type { MemoryProps } from '@/components/form-memory';
import { FormTab } from '@/components/form-tab';
import { PageNotice } from '@/components/page-notice';
import { formatDay, TYPE_NAMES } from '@/knowledge/profile/format';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Dossier } from '@/knowledge/profile/schema';
import { saveProfiles } from '@/utils/database';
import { PORTAL_ORIGIN } from '@/utils/portal';
import { askForPortal } from './session';
import type { Panel } from './state';
import { choose, openProfil, type PanelProps } from './wiring';

/** The tab « Formulaire »: the step on screen, or how to get to one. */
export const Form = ({ panel }: PanelProps) => {
  const { session } = panel;
  if (session.state.value !== 'ready')
    return (
      <PageNotice
        state={session.state.value}
        onAllow={() => void askForPortal()}
        onOpenPortal={() => void browser.tabs.create({ url: PORTAL_ORIGIN })}
        onOpenProfil={() => openProfil()}
        hasProfile={panel.choices.profile.value !== null}
      />
    );
  const drift = panel.drift.value;
  return (
    <FormTab
      review={panel.review.value}
      dossiers={(panel.choices.profile.value?.dossiers ?? []).map((dossier) => ({
        id: dossier.id,
        label: dossierLabel(dossier),
      }))}
      dossierId={panel.choices.settings.value.dossierId}
      onChooseDossier={(dossierId) => choose(panel, { dossierId })}
      hasProfile={panel.choices.profile.value !== null}
      outcomes={panel.outcomes.value}
      replaced={panel.replaced.value}
      undoable={panel.undoableKeys.value}
      recovered={inWords(panel.recovered.value)}
      brokenBy={(planned) => panel.brokenBy(planned)}
      toConfirm={panel.toConfirm.value}
      isConfirmed={panel.isConfirmed.value}
      ready={panel.ready.value}
      progress={panel.progress.value}
      paused={panel.paused.value}
      canUndo={panel.canUndo.value}
      drift={drift && { ...drift, since: `le ${formatDay(drift.since.slice(0, 10))}` }}
      idle={session.idle.value}
      picking={panel.picking.value}
      picked={panel.picked.value}
      memory={memoryOf(panel)}
      message={panel.message.value}
      actions={{
        onFillOne: (key) => void panel.fill(new Set([key])),
        onReplace: (key, replace) => panel.setReplaced(key, replace),
        onReveal: (key) => void panel.reveal(key),
        onCopy: (text) =>
          void panel.run(async () => {
            await navigator.clipboard.writeText(text);
            return 'Copié dans le presse-papiers.';
          }),
        onUndoOne: (key) => void panel.undoOne(key),
        onCorrect: (key, fieldId) => void panel.correct(key, fieldId),
        onRestore: (key) => void panel.restore(key),
        onDismissRecovered: (key) => void panel.dismissRecovered(key),
      }}
      onFill={() => void panel.fill(null)}
      onPause={() => panel.pause()}
      onResume={() => panel.resume()}
      onCancel={() => panel.cancel()}
      onPick={() => void panel.pick()}
      onStopPicking={() => panel.stopPicking()}
      onUndo={() => void panel.undo()}
      onConfirm={(confirmed) => panel.setConfirmed(confirmed)}
      onAddRows={(table) => void panel.addRows(table)}
      onLoadSample={() => void loadSample(panel)}
      onOpenProfil={() => openProfil()}
    />
  );
};

/** « 22 novembre 2026 à 14:03 », as read on this computer. */
const formatInstant = (iso: string): string =>
  new Date(iso).toLocaleString('fr-FR', { dateStyle: 'long', timeStyle: 'short' });

const inWords = (recovered: ReadonlyMap<string, { text: string; at: string }>) =>
  new Map([...recovered].map(([key, { text, at }]) => [key, { text, when: `le ${formatInstant(at)}` }]));

const memoryOf = (panel: Panel): MemoryProps => ({
  corrections: panel.corrections.value,
  fills: panel.fills.value.map(({ at, ...fill }) => ({ ...fill, when: formatInstant(at) })),
  keepsTyped: panel.choices.settings.value.blackBox,
  typed: panel.typed.value,
  onForgetCorrection: (signature) => void panel.forgetCorrection(signature),
  onImportCorrections: (file) => void panel.importCorrections(file),
  onExportCorrections: () => void panel.exportCorrections(),
  onExportJournal: (form) => void panel.exportJournal(form),
  onKeepTyped: (blackBox) => choose(panel, { blackBox }),
  onForgetTyped: () => void panel.forgetTyped(),
  onExportStructure: () => void panel.exportStructure(),
});

const dossierLabel = ({ type, field, essmsIds }: Dossier): string =>
  [type ? TYPE_NAMES[type] : 'type inconnu', field ?? 'champ inconnu', `${essmsIds.length} ESSMS`].join(', ');

const loadSample = async (panel: Panel) => {
  const sample = sampleGrappe();
  await panel.run(async () => {
    await saveProfiles([sample]);
    return '';
  });
  choose(panel, { currentProfileId: sample.id });
};
