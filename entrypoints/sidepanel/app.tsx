import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { BackupReminder } from '@/components/backup-reminder';
import { blockingRules } from '@/components/eligibility-groups';
import { GrappeMark } from '@/components/profile-mark';
import { type Tab, Tabs } from '@/components/tabs';
import { LATER_WORDS } from '@/knowledge/profile/backup-reminder';
import type { Verdict } from '@/knowledge/rules/rule';
import { PanelCalendar } from './calendar';
import { exportBackup, PanelFiles } from './files';
import { Dossiers, type FilesProps } from './tab-dossiers';
import { Eligibility } from './tab-eligibility';
import { Form } from './tab-form';
import { Questions } from './tab-questions';
import type { PanelProps } from './wiring';

const TABS = ['Formulaire', 'Éligibilité', 'Questions', 'Dossiers'] as const;
type TabName = (typeof TABS)[number];

/** The panel: whose grappe, which page, and the four tabs. */
export const App = ({ panel }: PanelProps) => {
  const current = useSignal<TabName>('Formulaire');
  const files = useMemo(() => new PanelFiles(), []);
  useEffect(() => void files.start(), [files]);
  const calendar = useMemo(() => new PanelCalendar(panel.choices), [panel]);
  useEffect(() => calendar.start(), [calendar]);
  const go = (tab: TabName) => {
    current.value = tab;
  };
  return (
    <>
      <Head panel={panel} />
      <main>
        {panel.choices.trouble.value !== '' && (
          <p class="notice bad" role="alert">
            {panel.choices.trouble.value}
          </p>
        )}
        <Tabs
          tabs={tabsOf(panel.verdicts.value)}
          current={current.value}
          onSelect={(id) => go(TABS.find((tab) => tab === id) ?? 'Formulaire')}
        >
          {current.value === 'Formulaire' && <Form panel={panel} />}
          {current.value === 'Éligibilité' && (
            <Eligibility panel={panel} onOpenDossiers={() => go('Dossiers')} />
          )}
          {current.value === 'Questions' && <Questions panel={panel} />}
          {current.value === 'Dossiers' && <Dossiers panel={panel} files={files} calendar={calendar} />}
        </Tabs>
        <Reminder panel={panel} files={files} onExport={() => go('Dossiers')} />
      </main>
    </>
  );
};

const tabsOf = (verdicts: Verdict[]): Tab[] => {
  const broken = blockingRules(verdicts);
  const words = `${broken} règle${broken > 1 ? 's' : ''} bloquante${broken > 1 ? 's' : ''}`;
  return TABS.map((label) => ({
    id: label,
    label,
    ...(label === 'Éligibilité' && broken > 0
      ? { badge: { text: String(broken), words, tone: 'bad' as const } }
      : {}),
  }));
};

const Head = ({ panel }: PanelProps) => {
  const profile = panel.choices.profile.value;
  return (
    <header class="head">
      {profile && <GrappeMark id={profile.id} name={profile.name} />}
      <div>
        <h1 class="head-name">{profile?.name ?? 'Assistant GALIS'}</h1>
        <p class="small">
          {profile
            ? `${profile.essms.length} ESSMS, ${profile.organismes.length} organismes`
            : 'Aucune grappe sur cet ordinateur'}
        </p>
      </div>
    </header>
  );
};

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
