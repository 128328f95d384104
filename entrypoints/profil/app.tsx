import { useEffect, useMemo, useRef } from 'preact/hooks';
import { EditorConflicts } from '@/components/editor-conflicts';
import { EditorNav } from '@/components/editor-nav';
import { EditorFailure, EditorStatus } from '@/components/editor-status';
import { ProfileEmpty } from '@/components/profile-empty';
import { FileButton } from '@/components/profile-file-button';
import { hueOf } from '@/components/profile-mark';
import { ProfileNotices } from '@/components/profile-notices';
import { ProfileSwitcher } from '@/components/profile-switcher';
import { completenessOf, type Section } from '@/knowledge/profile/completeness';
import type { Profile } from '@/knowledge/profile/schema';
import { CallImport } from './call-import';
import { DataImport, DataReminder } from './data-section';
import { ImportSection } from './import-section';
import type { Page } from './page';
import { focusHeading, type Place, SECTIONS, type SectionId, titleOf } from './place';
import { RegisterSection } from './register-section';
import { SectionBody } from './sections';
import { CallsSection } from './sections/appels';
import { AssistantSection } from './sections/assistant';
import { TextsSection } from './sections/textes';
import { useUndoKeys } from './shortcuts';

/** Sections of the completeness, by section of the page. */
const COUNTED: Partial<Record<SectionId, Section['id']>> = {
  organismes: 'organismes',
  essms: 'essms',
  projet: 'project',
  budget: 'budget',
  banque: 'bank',
  dossiers: 'dossiers',
};

const itemsOf = (sections: readonly Section[]) =>
  SECTIONS.map(({ id, label }) => {
    const found = sections.find((section) => section.id === COUNTED[id]);
    const progress = found && { ...found, wrong: found.wrong.length };
    return { id, label, progress };
  });

interface Props {
  page: Page;
}

const Head = ({ page: { editing, place, calls } }: Props) => {
  const current = editing.grappe.value;
  const stored = editing.stored.value;
  return (
    <header class="page-head" style={current ? { '--hue': String(hueOf(current.id)) } : {}}>
      <h1 class={current ? 'visually-hidden' : ''}>Ma grappe</h1>
      {current && (
        <>
          <ProfileSwitcher
            profiles={(stored?.profiles ?? []).map((one) => (one.id === current.id ? current : one))}
            currentId={current.id}
            onChoose={(id) => void editing.choose(id)}
          />
          {place.section.value === 'appels' && calls.open.value ? (
            <p class="small muted">Appel non enregistré</p>
          ) : (
            <EditorStatus
              status={editing.status.value}
              asking={editing.conflicts.value.length > 0}
              undo={editing.undoLabel.value}
              redo={editing.redoLabel.value}
              onUndo={() => void editing.undo()}
              onRedo={() => void editing.redo()}
            />
          )}
        </>
      )}
    </header>
  );
};

/** What has to be read before anything else: failures, conflicts, results, an import that waits. */
const Messages = ({ page: { editing, backups, calls } }: Props) => (
  <div class="stack messages">
    <ProfileNotices
      notice={editing.notice.value}
      damaged={editing.stored.value?.damaged ?? []}
      onDismiss={editing.dismiss}
    >
      <EditorFailure status={editing.status.value} onRetry={editing.retry} onGiveUp={editing.giveUp} />
      <EditorConflicts
        conflicts={editing.conflicts.value}
        onSettle={(conflict, keepMine) => void editing.settle(conflict, keepMine)}
      />
    </ProfileNotices>
    <DataReminder backups={backups} />
    <DataImport backups={backups} />
    <CallImport calls={calls} />
  </div>
);

/** The files, at hand in every section; « Vos données » has its own. */
const Files = ({ page: { backups } }: Props) => (
  <aside class="row page-files" aria-label="Fichiers de sauvegarde">
    <FileButton label="Importer une sauvegarde" onFile={(file) => void backups.importFile(file)} />
    <button type="button" onClick={() => void backups.exportAll()}>
      Exporter une sauvegarde
    </button>
  </aside>
);

function Grappe({ page, grappe }: Props & { grappe: Profile }) {
  const section = page.place.section.value;
  const { porteurId, organismes, essms, project, bank, dossiers } = grappe;
  // Counted again when a datum changes, not when the same data come back from the disk.
  const sections = useMemo(
    () => completenessOf(grappe),
    [porteurId, organismes, essms, project, bank, dossiers],
  );
  return (
    <div class="page-body">
      <div class="page-side">
        <EditorNav items={itemsOf(sections)} current={section} />
        {section !== 'donnees' && <Files page={page} />}
      </div>
      <main key={grappe.id} class="page-main">
        <SectionBody
          page={page}
          grappe={grappe}
          sections={sections}
          gaps={sections.find(({ id }) => id === COUNTED[section])}
        />
      </main>
    </div>
  );
}

/** What can be opened before there is a grappe: the import makes it, when it is applied. */
const OPEN_BEFORE: readonly SectionId[] = ['importer', 'registre', 'appels', 'textes', 'assistant'];
const BEFORE = [
  { id: 'synthese', label: 'Commencer' },
  ...SECTIONS.filter(({ id }) => OPEN_BEFORE.includes(id)),
];

function Empty({ page: { editing, backups, place, calls } }: Props) {
  const start = async () => {
    if ((await editing.create('Ma grappe')) !== '') place.go('organismes');
  };
  const section = place.section.value;
  if (OPEN_BEFORE.includes(section))
    return (
      <div class="page-body">
        <div class="page-side">
          <EditorNav items={BEFORE} current={section} />
        </div>
        <main class="page-main">
          {section === 'importer' && <ImportSection editing={editing} />}
          {section === 'registre' && <RegisterSection editing={editing} />}
          {section === 'appels' && <CallsSection calls={calls} asked={place.call.value} />}
          {section === 'textes' && <TextsSection calls={calls} />}
          {section === 'assistant' && <AssistantSection />}
        </main>
      </div>
    );
  return (
    <main class="page-main">
      <ProfileEmpty
        unreadable={editing.stored.value?.damaged.length ?? 0}
        onExport={() => void backups.exportAll()}
        onPaste={() => place.go('importer')}
        onImport={(file) => void backups.importFile(file)}
        onCreate={() => void start()}
        onLoadSample={() => void backups.loadSample()}
      />
    </main>
  );
}

/** Says which section is on screen: its name in the title, the focus on its heading when it left with a link. */
function useArrival({ section, focus }: Place): void {
  const last = useRef(section.value);
  const now = section.value;
  useEffect(() => {
    document.title = titleOf(now);
    if (last.current === now) return;
    last.current = now;
    if (focus.value === null) focusHeading();
  }, [now, focus]);
}

/** The page « Ma grappe »: the editor, one section on screen at a time. */
export function App({ page }: Props) {
  const { editing } = page;
  useUndoKeys(editing);
  useArrival(page.place);
  const grappe = editing.grappe.value;
  const known = editing.stored.value !== null;
  return (
    <div class="profile-page">
      <Head page={page} />
      <Messages page={page} />
      {grappe && <Grappe page={page} grappe={grappe} />}
      {known && !grappe && <Empty page={page} />}
      {!known && <main>{editing.notice.value === null && <p role="status">Lecture de vos grappes…</p>}</main>}
    </div>
  );
}
