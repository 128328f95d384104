import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import '@/components/import-page.css';
import { CaptureResult } from '@/components/capture-result';
import { FileButton } from '@/components/profile-file-button';
import { TextClassify } from '@/components/texts-classify';
import { TextsGive } from '@/components/texts-give';
import { BaseList, CapturedList } from '@/components/texts-list';
import { TextReader } from '@/components/texts-reader';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { formatCount } from '@/knowledge/profile/format';
import { regions } from '@/knowledge/reference/territories';
import { texts as base } from '@/knowledge/texts';
import { type CapturedText, classificationOf, MAX_PASSAGES } from '@/knowledge/texts/captured';
import { textIn, textsHash } from '../address';
import type { Calls } from '../calls';
import { StoredCaptures } from '../captures-stored';

/** One for the page: what is being read goes on in another section. */
const captures = new StoredCaptures();

const REGIONS = regions
  .map(({ code, name }) => ({ id: code, label: name }))
  .toSorted((a, b) => a.label.localeCompare(b.label, 'fr'));

/** The text the address leads to, empty for the list. */
function useOpened(): string {
  const [id, setId] = useState(textIn(location.hash) ?? '');
  useEffect(() => {
    const follow = () => setId(textIn(location.hash) ?? '');
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return id;
}

const go = (id: string): void => {
  location.hash = textsHash(id);
};

/** What was said of another text stays only as long as it can be undone. */
const open = (id: string): void => {
  if (!captures.done.value?.undo) captures.dismiss();
  go(id);
};

/** « Régional 2023, Normandie », empty when the text was not classified. */
function scopeOf(text: CapturedText, campaigns: readonly Campaign[]): string {
  const { campaigns: ids, region } = classificationOf(text);
  const titles = ids.map((id) => campaigns.find((one) => one.id === id)?.title ?? id);
  const name = REGIONS.find(({ id }) => id === region)?.label;
  return [...titles, ...(name ? [name] : [])].join(', ');
}

/** `shown`: the text on screen, which needs no button to be seen. */
const Result = ({ shown = '' }: { shown?: string }) => (
  <CaptureResult
    work={captures.task.work.value}
    notice={captures.task.notice.value}
    waiting={captures.waiting.value}
    done={captures.done.value}
    onCancel={captures.task.cancel}
    onSettle={(choice) => void captures.settle(choice)}
    onDismiss={captures.dismiss}
    {...(captures.done.value?.id === shown ? {} : { onOpen: go })}
  />
);

const Damaged = () => (
  <>
    {captures.damaged.value.map((one) => (
      <div key={one.id} class="notice bad stack">
        <p>
          <strong>Un texte enregistré est illisible ({one.id}).</strong> {one.reason}. Rien n’est effacé.
        </p>
        <div class="row">
          <button type="button" onClick={() => void captures.removeDamaged(one)}>
            Le mettre dans un fichier, et le retirer d’ici
          </button>
        </div>
      </div>
    ))}
  </>
);

function Captured({ campaigns }: { campaigns: readonly Campaign[] }) {
  const texts = captures.texts.value;
  if (!captures.known.value) return <p role="status">Lecture de vos textes…</p>;
  if (texts.length === 0)
    return (
      <p class="muted">
        Aucune capture. Sur la page d’une ARS, ouvrez le panneau de l’assistant, onglet Questions, puis
        « Ajouter cette page aux textes ». Pour un PDF ou un document, déposez-le ci-dessus.
      </p>
    );
  const count = texts.reduce((sum, { passages }) => sum + passages.length, 0);
  return (
    <>
      <p class="small muted">
        {formatCount(count)} passages sur {formatCount(MAX_PASSAGES)} au plus. Ils ne sont pas dans la
        sauvegarde de vos grappes : exportez-les à part.
      </p>
      <CapturedList
        texts={texts}
        scopeOf={(text) => scopeOf(text, campaigns)}
        onOpen={open}
        onExport={captures.export}
        onRemove={(id) => void captures.remove(id)}
      />
    </>
  );
}

function List({ calls, back }: { calls: Calls; back: boolean }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (back) title.current?.focus();
  }, [back]);
  const isEmpty = captures.texts.value.length === 0;
  return (
    <section class="stack" id="textes" aria-labelledby="texts-title">
      <h2 id="texts-title" tabIndex={-1} ref={title}>
        Textes
      </h2>
      <p>
        Les réponses citent deux sortes de textes : la base vérifiée, livrée avec l’assistant, et ceux que
        vous ajoutez ici. Ajoutez une page, un PDF, un document Word ou un passage collé. Une capture n’est
        jamais présentée comme un texte vérifié.
      </p>
      <TextsGive
        busy={captures.busy.value}
        onFile={(file) => void captures.addFile(file)}
        onPaste={(text, title) => void captures.addPaste(text, title)}
      />
      <Result />
      <Damaged />
      <h3>Vos captures</h3>
      <div class="row">
        <FileButton
          label="Importer des textes"
          inputLabel="Textes exportés"
          onFile={(file) => void captures.importFile(file)}
        />
        {!isEmpty && (
          <button type="button" onClick={() => captures.export(null)}>
            Exporter tous les textes
          </button>
        )}
      </div>
      <Captured campaigns={calls.all.value} />
      <h3>Base vérifiée</h3>
      <BaseList texts={base} onOpen={open} />
    </section>
  );
}

function Opened({ text, calls }: { text: CapturedText; calls: Calls }) {
  const said = useMemo(() => classificationOf(text), [text]);
  return (
    <TextReader text={text} onBack={() => go('')}>
      <Result shown={text.id} />
      <TextClassify
        said={said}
        campaigns={calls.all.value.map(({ id, title }) => ({ id, label: title }))}
        regions={REGIONS}
        onSave={(now) => void captures.classify(text.id, now)}
      />
    </TextReader>
  );
}

/** The section « Textes »: those of the base, and those the user takes in. */
export function TextsSection({ calls }: { calls: Calls }) {
  const id = useOpened();
  useEffect(() => captures.start(), []);
  const read = useRef(false);
  const captured = captures.texts.value.find((one) => one.id === id);
  const shipped = base.find((one) => one.id === id);
  if (captured || shipped) read.current = true;
  if (captured) return <Opened text={captured} calls={calls} />;
  if (shipped) return <TextReader text={shipped} onBack={() => go('')} />;
  return <List calls={calls} back={read.current} />;
}
