import { ProfileBank } from '@/components/profile-bank';
import { ProfileBudget } from '@/components/profile-budget';
import { ProfileCompleteness } from '@/components/profile-completeness';
import { ProfileData } from '@/components/profile-data';
import { ProfileDossiers } from '@/components/profile-dossiers';
import { ProfileEmpty } from '@/components/profile-empty';
import { ProfileEssms } from '@/components/profile-essms';
import { FileButton } from '@/components/profile-file-button';
import { ProfileImportReview } from '@/components/profile-import-review';
import { ProfileNotices } from '@/components/profile-notices';
import { ProfileOrganismes } from '@/components/profile-organismes';
import { ProfileProject } from '@/components/profile-project';
import { ProfileSummary } from '@/components/profile-summary';
import { ProfileSwitcher } from '@/components/profile-switcher';
import { campaigns } from '@/knowledge/campaigns';
import { completenessOf } from '@/knowledge/profile/completeness';
import { type Profile, porteurOf } from '@/knowledge/profile/schema';
import { summarise } from '@/knowledge/profile/summary';
import type { Grappes } from './state';

const SECTIONS = [
  ['synthese', 'Synthèse'],
  ['completude', 'Ce qui manque'],
  ['organismes', 'Organismes'],
  ['essms', 'ESSMS'],
  ['projet', 'Projet'],
  ['budget', 'Budget'],
  ['banque', 'Banque'],
  ['dossiers', 'Dossiers'],
  ['donnees', 'Vos données'],
] as const;

const SectionNav = () => (
  <nav class="section-nav" aria-label="Sections de la grappe">
    <ul>
      {SECTIONS.map(([id, label]) => (
        <li key={id}>
          <a href={`#${id}`}>{label}</a>
        </li>
      ))}
    </ul>
  </nav>
);

function Grappe({ grappe }: { grappe: Profile }) {
  const { budget } = summarise(grappe);
  return (
    <>
      <ProfileOrganismes grappe={grappe} />
      <ProfileEssms grappe={grappe} />
      <ProfileProject project={grappe.project} />
      <ProfileBudget project={grappe.project} budget={budget} />
      <ProfileBank key={grappe.id} bank={grappe.bank} />
      <ProfileDossiers dossiers={grappe.dossiers} campaigns={campaigns} />
    </>
  );
}

const DAY = 86_400_000;

/** The last backup as a local day and an age, from the ISO instant the settings hold. */
function backupAge(instant: string, now: Date): { day: string; daysAgo: number } | null {
  const then = new Date(instant);
  if (Number.isNaN(then.getTime())) return null;
  const local = new Date(then.getTime() - then.getTimezoneOffset() * 60_000);
  return {
    day: local.toISOString().slice(0, 10),
    daysAgo: Math.max(0, Math.floor((now.getTime() - then.getTime()) / DAY)),
  };
}

type PageProps = { grappes: Grappes };

const Head = ({ grappes }: PageProps) => {
  const current = grappes.current.value;
  return (
    <header class="page-head">
      <div>
        <h1>Ma grappe</h1>
        <p class="muted">
          Cette page lit la grappe. Pour changer une donnée, modifiez pour l’instant le fichier de sauvegarde,
          puis importez-le.
        </p>
      </div>
      {current && (
        <>
          <ProfileSwitcher
            profiles={grappes.stored.value?.profiles ?? []}
            currentId={current.id}
            onChoose={grappes.choose}
          />
          <div class="row">
            <FileButton label="Importer une sauvegarde" onFile={grappes.importFile} />
            <button type="button" class="primary" onClick={grappes.exportAll}>
              Exporter une sauvegarde
            </button>
          </div>
          <SectionNav />
        </>
      )}
    </header>
  );
};

const Body = ({ grappes }: PageProps) => {
  const stored = grappes.stored.value;
  const current = grappes.current.value;
  if (stored === null)
    return <main>{grappes.notice.value === null && <p role="status">Lecture de vos grappes…</p>}</main>;
  if (current === null)
    return (
      <main>
        <ProfileEmpty
          unreadable={stored.damaged.length}
          onExport={grappes.exportAll}
          onImport={grappes.importFile}
          onLoadSample={grappes.loadSample}
        />
      </main>
    );
  return (
    <main class="profile-body">
      <ProfileSummary summary={summarise(current)} porteur={porteurOf(current)?.raisonSociale ?? ''} />
      <div class="profile-side">
        <ProfileCompleteness sections={completenessOf(current)} />
      </div>
      <div class="profile-main">
        <Grappe grappe={current} />
        <ProfileData
          name={current.name || 'Grappe sans nom'}
          storage={stored.storage}
          lastBackup={backupAge(stored.settings.lastBackupAt, new Date())}
          onProtect={grappes.protect}
          onLoadSample={grappes.loadSample}
          onDelete={() => grappes.remove(current)}
        />
      </div>
    </main>
  );
};

/** The page « Ma grappe »: reads the stored grappes, imports and exports them. */
export function App({ grappes }: PageProps) {
  const pending = grappes.pending.value;
  return (
    <div class="profile-page">
      <Head grappes={grappes} />
      <ProfileNotices
        notice={grappes.notice.value}
        damaged={grappes.stored.value?.damaged ?? []}
        undo={grappes.undoLabel.value}
        onUndo={grappes.undo}
        onDismiss={grappes.dismiss}
      />
      {pending && (
        <ProfileImportReview {...pending} onConfirm={grappes.confirmImport} onCancel={grappes.cancelImport} />
      )}
      <Body grappes={grappes} />
    </div>
  );
}
