import { useState } from 'preact/hooks';
import { DropZone } from './import-drop';
import { StepHeading } from './import-steps';

interface Props {
  focus: boolean;
  busy: boolean;
  /** What was pasted before, kept when the user comes back. */
  pasted: string;
  /** In French, what the numbers are checked with. */
  checkedWith: string;
  /** True when nothing but the keys of the numbers can be checked. */
  blind: boolean;
  onRegister(): void;
  onFile(file: File): void;
  onPaste(text: string): void;
}

const ACCEPT = '.xlsx,.xlsm,.ods,.csv,.tsv,.txt,text/csv,text/plain';

/** A box for a block of cells or numbers: a paste is read at once, typing waits for the button. */
function PasteBox({ busy, pasted, onPaste }: Pick<Props, 'busy' | 'pasted' | 'onPaste'>) {
  const [text, setText] = useState(pasted);
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onPaste(text);
      }}
    >
      <label for="import-paste">ou collez ici un bloc de votre tableau, ou une liste de numéros</label>
      <textarea
        id="import-paste"
        rows={5}
        spellcheck={false}
        class="mono"
        value={text}
        aria-describedby="import-paste-help"
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onPaste={(event) => {
          const block = event.clipboardData?.getData('text/plain') ?? '';
          if (busy || text !== '' || block.trim() === '') return;
          event.preventDefault();
          setText(block);
          onPaste(block);
        }}
      />
      <p id="import-paste-help" class="muted small">
        Numéros FINESS (9 caractères) ou SIRET (14 chiffres) de vos établissements, SIREN (9 chiffres) de
        leurs organismes : un par ligne ou séparés comme vous voulez. Vous pouvez aussi coller n’importe où
        sur cette page, avec Ctrl + V.
      </p>
      <div class="row">
        <button type="submit" disabled={busy || text.trim() === ''}>
          Lire ce bloc
        </button>
        {text !== '' && (
          <button type="button" class="link" onClick={() => setText('')}>
            Effacer
          </button>
        )}
      </div>
    </form>
  );
}

/** First step: a file, a pasted block, or a list of numbers. */
export function ImportGive({ focus, checkedWith, blind, onRegister, onFile, ...paste }: Props) {
  return (
    <div class="stack">
      <StepHeading focus={focus}>Donnez votre tableau, comme il est</StepHeading>
      <DropZone
        title="Déposez ici le tableau de vos ESSMS"
        button="Choisir un fichier"
        accept={ACCEPT}
        inputLabel="Tableau à importer"
        disabled={paste.busy}
        onFile={onFile}
        onText={paste.onPaste}
      >
        <p class="muted">
          Excel (.xlsx), LibreOffice (.ods), CSV ou texte. L’ordre et le nom des colonnes n’ont pas
          d’importance : vous verrez ce qui a été compris avant que quoi que ce soit soit écrit.
        </p>
      </DropZone>
      <PasteBox {...paste} />
      <p class={blind ? 'notice warn' : 'muted small'}>
        {checkedWith}{' '}
        {blind && (
          <button type="button" class="link" onClick={onRegister}>
            Ajouter le répertoire
          </button>
        )}
      </p>
    </div>
  );
}
