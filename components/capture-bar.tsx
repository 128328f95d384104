import { useRef, useState } from 'preact/hooks';
import './capture.css';

interface AccessProps {
  onAllow(address: string): void;
}

/** How to open to the assistant a page that the browser keeps closed. */
export const CaptureAccess = ({ onAllow }: AccessProps) => {
  const [address, setAddress] = useState('');
  return (
    <form
      class="card stack"
      aria-label="Ouvrir cette page à l’assistant"
      onSubmit={(event) => {
        event.preventDefault();
        onAllow(address);
      }}
    >
      <p>
        <strong>Le plus simple :</strong> affichez la page, puis cliquez sur l’icône de l’assistant dans la
        barre du navigateur. Si le panneau se ferme, cliquez encore. C’est votre accord pour cette page, et
        elle seule. Puis recommencez.
      </p>
      <p>
        Ou collez l’adresse de la page : le navigateur vous demandera d’autoriser son site. L’autorisation est
        rendue dès que la page est lue.
      </p>
      <label for="capture-address">Adresse de la page</label>
      <input
        id="capture-address"
        type="url"
        value={address}
        placeholder="https://…"
        autocomplete="off"
        onInput={({ currentTarget }) => setAddress(currentTarget.value)}
      />
      <div class="row">
        <button type="submit" disabled={address.trim() === ''}>
          Autoriser ce site et lire la page
        </button>
      </div>
    </form>
  );
};

/** What to do, for somebody who was led here by an answer that the texts do not hold. */
export const CaptureHint = ({ shown }: { shown: boolean }) => (
  <div role="status">
    {shown && (
      <p class="notice small">
        Affichez la page officielle dans l’onglet d’à côté. Puis pressez « Ajouter cette page aux textes », et
        reposez votre question.
      </p>
    )}
  </div>
);

interface Props {
  busy: boolean;
  onPage(): void;
  onFile(file: File): void;
  onTexts(): void;
}

/** Kinds of files that are read, as an `accept` attribute. */
export const TEXT_FILES =
  '.pdf,.docx,.txt,.md,application/pdf,application/vnd.openxmlformats-officedocument.wordprocessingml.document,text/plain';

/** The buttons that take a text in: the page on screen, or a file. */
export const CaptureButtons = ({ busy, onPage, onFile, onTexts }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <div class="row">
        {/* Never disabled: the focus would be lost each time. */}
        <button type="button" aria-disabled={busy} onClick={() => busy || onPage()}>
          Ajouter cette page aux textes
        </button>
        <button type="button" aria-disabled={busy} onClick={() => busy || input.current?.click()}>
          Ajouter un fichier
        </button>
        <button type="button" class="link" onClick={onTexts}>
          Vos textes
        </button>
        <input
          ref={input}
          type="file"
          accept={TEXT_FILES}
          hidden
          aria-label="Fichier à ajouter aux textes"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file) onFile(file);
            currentTarget.value = ''; // the same file may be chosen again
          }}
        />
      </div>
      <p class="small muted">
        Page, PDF ou document Word : seul le texte que vous voyez est lu. Il reste sur cet ordinateur, comme
        « capture », jamais comme texte vérifié.
      </p>
    </>
  );
};
