import { useState } from 'preact/hooks';
import { TEXT_FILES } from './capture-bar';
import { DropZone } from './import-drop';
import './capture.css';

interface Props {
  busy: boolean;
  onFile(file: File): void;
  /** `title` may be empty. */
  onPaste(text: string, title: string): void;
}

/** A box for a text copied from anywhere. */
const PasteBox = ({ busy, onPaste }: Omit<Props, 'onFile'>) => {
  const [text, setText] = useState('');
  const [title, setTitle] = useState('');
  const [refused, setRefused] = useState(false);
  const isEmpty = text.trim() === '';
  return (
    <form
      class="card stack"
      aria-label="Coller un texte"
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(isEmpty);
        if (busy || isEmpty) return;
        onPaste(text, title);
        setText('');
        setTitle('');
      }}
    >
      <label for="text-paste">Ou collez un texte</label>
      <textarea
        id="text-paste"
        rows={6}
        value={text}
        aria-invalid={refused && isEmpty}
        aria-describedby="text-paste-refused"
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <p id="text-paste-refused" role="alert" class={refused && isEmpty ? 'notice bad' : ''}>
        {refused && isEmpty && 'Collez d’abord un texte.'}
      </p>
      <label for="text-paste-title">Titre (facultatif)</label>
      <input
        id="text-paste-title"
        maxLength={300}
        value={title}
        onInput={({ currentTarget }) => setTitle(currentTarget.value)}
      />
      <div class="row">
        {/* Never disabled: the focus would be lost once the text is taken. */}
        <button type="submit" aria-disabled={busy || isEmpty}>
          Ajouter ce texte
        </button>
      </div>
    </form>
  );
};

/** The two ways to give a text here; a page is added from the panel, beside it. */
export const TextsGive = ({ busy, onFile, onPaste }: Props) => (
  <>
    <DropZone
      title="Déposez ici un PDF ou un document Word"
      button="Choisir un fichier"
      accept={TEXT_FILES}
      inputLabel="Texte à ajouter"
      disabled={busy}
      onFile={onFile}
    >
      <p class="muted">.pdf, .docx ou .txt. Il est lu sur cet ordinateur et n’en sort pas.</p>
    </DropZone>
    <PasteBox busy={busy} onPaste={onPaste} />
  </>
);
