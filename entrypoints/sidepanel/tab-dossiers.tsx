import { BackupUnlock } from '@/components/backup-passphrase';
import { DossiersTab } from '@/components/dossiers-tab';
import type { PanelCalendar } from './calendar';
import { exportBackup, type PanelFiles } from './files';
import { PanelMessage } from './message';
import { choose, openProfil, type PanelProps } from './wiring';

export type FilesProps = PanelProps & { files: PanelFiles };

/** The tab « Dossiers »: the grappe, the call and its dates, the files. */
export const Dossiers = ({ panel, files, calendar }: FilesProps & { calendar: PanelCalendar }) => {
  const campaign = panel.choices.campaign.value;
  const locked = files.locked.value;
  return (
    <>
      {locked && (
        <BackupUnlock
          fileName={locked.fileName}
          error={locked.error}
          busy={locked.busy}
          onUnlock={(passphrase) => void panel.run(() => files.unlock(passphrase))}
          onCancel={files.cancel}
        />
      )}
      <DossiersTab
        profile={panel.choices.profile.value}
        profiles={panel.choices.profiles.value.map(({ id, name }) => ({ id, name }))}
        campaigns={calendar.campaigns.value}
        campaignId={campaign?.id ?? ''}
        referenceDate={panel.choices.settings.value.referenceDate}
        today={panel.choices.today.value}
        calendar={calendar.props((work) => panel.run(work))}
        onChooseProfile={(currentProfileId) => choose(panel, { currentProfileId })}
        onChooseCampaign={(campaignId) => choose(panel, { campaignId })}
        onReferenceDate={(referenceDate) => choose(panel, { referenceDate })}
        onOpenProfil={() => openProfil()}
        onImport={(file) => void panel.run(() => files.import(file))}
        onExport={() => void panel.run(exportBackup)}
      />
      <PanelMessage panel={panel} />
    </>
  );
};
