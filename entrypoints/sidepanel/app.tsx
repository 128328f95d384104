import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { AmountsCard } from '@/components/amounts-card';
import { BackupUnlock } from '@/components/backup-passphrase';
import { BackupReminder } from '@/components/backup-reminder';
import { DossiersTab } from '@/components/dossiers-tab';
import { EligibilityTab } from '@/components/eligibility-tab';
import { FormTab } from '@/components/form-tab';
import { PageNotice } from '@/components/page-notice';
import { GrappeMark } from '@/components/profile-mark';
import { QuestionsTab } from '@/components/questions-tab';
import { type Tab, Tabs } from '@/components/tabs';
import { campaigns } from '@/knowledge/campaigns';
import { deadlinesOf } from '@/knowledge/campaigns/deadlines';
import { LATER_WORDS } from '@/knowledge/profile/backup-reminder';
import { formatDay, TYPE_NAMES } from '@/knowledge/profile/format';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Dossier } from '@/knowledge/profile/schema';
import { amounts } from '@/knowledge/rules/amounts';
import type { Verdict } from '@/knowledge/rules/rule';
import { type Settings, saveProfiles } from '@/utils/database';
import { PORTAL_ORIGIN } from '@/utils/portal';
import { exportBackup, PanelFiles } from './files';
import { ask, passageOf, suggestionsFor } from './questions';
import { askForPortal } from './session';
import type { Panel } from './state';

const TABS = ['Formulaire', 'Éligibilité', 'Questions', 'Dossiers'] as const;
type TabName = (typeof TABS)[number];

interface Props {
  panel: Panel;
}

/** The panel: whose grappe, which page, and the four tabs. */
export const App = ({ panel }: Props) => {
  const current = useSignal<TabName>('Formulaire');
  const files = useMemo(() => new PanelFiles(), []);
  useEffect(() => void files.start(), [files]);
  const go = (tab: TabName) => {
    current.value = tab;
  };
  return (
    <>
      <Head panel={panel} />
      {panel.choices.trouble.value !== '' && (
        <p class="notice bad" role="alert">
          {panel.choices.trouble.value}
        </p>
      )}
      <Tabs
        tabs={tabsOf(panel.choices.verdicts.value)}
        current={current.value}
        onSelect={(id) => go(TABS.find((tab) => tab === id) ?? 'Formulaire')}
      >
        {current.value === 'Formulaire' && <Form panel={panel} />}
        {current.value === 'Éligibilité' && <Eligibility panel={panel} go={go} />}
        {current.value === 'Questions' && <Questions panel={panel} />}
        {current.value === 'Dossiers' && <Dossiers panel={panel} files={files} />}
      </Tabs>
      <Reminder panel={panel} files={files} onExport={() => go('Dossiers')} />
    </>
  );
};

const tabsOf = (verdicts: Verdict[]): Tab[] => {
  const isBlocking = ({ status, severity }: Verdict) => status === 'broken' && severity === 'bloquant';
  const broken = verdicts.filter(isBlocking).length;
  const words = `${broken} règle${broken > 1 ? 's' : ''} bloquante${broken > 1 ? 's' : ''}`;
  return TABS.map((label) => ({
    id: label,
    label,
    ...(label === 'Éligibilité' && broken > 0
      ? { badge: { text: String(broken), words, tone: 'bad' as const } }
      : {}),
  }));
};

const Head = ({ panel }: Props) => {
  const profile = panel.choices.profile.value;
  return (
    <header class="head">
      {profile && <GrappeMark id={profile.id} name={profile.name} />}
      <div>
        <p class="head-name">{profile?.name ?? 'Assistant GALIS'}</p>
        <p class="small">
          {profile
            ? `${profile.essms.length} ESSMS, ${profile.organismes.length} organismes`
            : 'Aucune grappe sur cet ordinateur'}
        </p>
      </div>
    </header>
  );
};

const openProfil = () => void browser.tabs.create({ url: browser.runtime.getURL('/profil.html') });

/** Saves a choice; what goes wrong is said in the panel. */
const choose = (panel: Panel, change: Partial<Settings>): void =>
  void panel.run(async () => {
    await panel.choices.choose(change);
    return '';
  });

const copy = (text: string) => void navigator.clipboard.writeText(text);

const Form = ({ panel }: Props) => {
  const { session } = panel;
  if (session.state.value !== 'ready')
    return (
      <PageNotice
        state={session.state.value}
        onAllow={() => void askForPortal()}
        onOpenPortal={() => void browser.tabs.create({ url: PORTAL_ORIGIN })}
        onOpenProfil={openProfil}
        hasProfile={panel.choices.profile.value !== null}
      />
    );
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
      brokenBy={(planned) => panel.brokenBy(planned)}
      toConfirm={panel.toConfirm.value}
      isConfirmed={panel.isConfirmed.value}
      ready={panel.ready.value}
      progress={panel.progress.value}
      canUndo={panel.canUndo.value}
      message={panel.message.value}
      actions={{
        onFillOne: (key) => void panel.fill(new Set([key])),
        onReplace: (key, replace) => panel.setReplaced(key, replace),
        onReveal: (key) => void panel.reveal(key),
        onCopy: copy,
      }}
      onFill={() => void panel.fill(null)}
      onUndo={() => void panel.undo()}
      onConfirm={(confirmed) => panel.setConfirmed(confirmed)}
      onAddRows={(table) => void panel.addRows(table)}
      onLoadSample={() => void loadSample(panel)}
      onOpenProfil={openProfil}
    />
  );
};

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

const Eligibility = ({ panel, go }: Props & { go: (tab: TabName) => void }) => {
  const [profile, campaign] = [panel.choices.profile.value, panel.choices.campaign.value];
  const date = panel.choices.date.value;
  return (
    <EligibilityTab
      hasProfile={profile !== null}
      campaignTitle={campaign?.title ?? ''}
      dateLabel={`au ${formatDay(date)}`}
      simulated={date !== panel.choices.today}
      verdicts={panel.choices.verdicts.value}
      passageOf={passageOf}
      canReveal={(verdict) => panel.fieldOf(verdict) !== null}
      onReveal={(verdict) => {
        const field = panel.fieldOf(verdict);
        if (field) void panel.reveal(field.key);
      }}
      onOpenProfil={openProfil}
      onOpenDossiers={() => go('Dossiers')}
    >
      {profile && campaign && (
        <AmountsCard amounts={amounts({ profile, campaign, date })} passageOf={passageOf} />
      )}
    </EligibilityTab>
  );
};

const Questions = ({ panel }: Props) => {
  const answers = panel.answers.value;
  const campaign = panel.choices.campaign.value;
  return (
    <QuestionsTab
      answer={answers[0] ?? null}
      history={answers.slice(1)}
      pending={false}
      suggestions={suggestionsFor(campaign, panel.choices.verdicts.value)}
      campaignTitle={campaign?.title ?? ''}
      passageOf={passageOf}
      onAsk={(question) => {
        panel.answers.value = [ask(question, campaign, panel.choices.date.value), ...answers].slice(0, 20);
      }}
      onCopy={copy}
    />
  );
};

type FilesProps = Props & { files: PanelFiles };

/** Under the tabs: a backup never comes before the page to fill. */
const Reminder = ({ panel, files, onExport }: FilesProps & { onExport: () => void }) => {
  const { profiles, settings } = panel.choices;
  return (
    <BackupReminder
      text={files.reminderOf(profiles.value, settings.value)}
      later={LATER_WORDS}
      onExport={() => {
        onExport(); // where the result is said
        void panel.run(exportBackup);
      }}
      onLater={() => void panel.run(() => files.later(settings.value))}
    />
  );
};

const Dossiers = ({ panel, files }: FilesProps) => {
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
        campaigns={campaigns.map(({ id, title }) => ({ id, title }))}
        campaignId={campaign?.id ?? ''}
        referenceDate={panel.choices.settings.value.referenceDate}
        today={panel.choices.today}
        deadlines={campaign ? deadlinesOf(campaign, panel.choices.date.value) : []}
        onChooseProfile={(currentProfileId) => choose(panel, { currentProfileId })}
        onChooseCampaign={(campaignId) => choose(panel, { campaignId })}
        onReferenceDate={(referenceDate) => choose(panel, { referenceDate })}
        onOpenProfil={openProfil}
        onImport={(file) => void panel.run(() => files.import(file))}
        onExport={() => void panel.run(exportBackup)}
      />
      {panel.message.value && (
        <p
          class={`notice ${panel.message.value.tone}`}
          role={panel.message.value.tone === 'bad' ? 'alert' : 'status'}
        >
          {panel.message.value.text}
        </p>
      )}
    </>
  );
};
