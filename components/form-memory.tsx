import type { Correction } from '@/knowledge/form/correction';
import { askedName } from './form-correction';
import { FileButton } from './profile-file-button';

/** One fill of the journal, in words. */
export interface JournalLine {
  id: number;
  /** « 22 novembre 2026 à 14:03 ». */
  when: string;
  step: string;
  fields: number;
}

export interface MemoryProps {
  corrections: Correction[];
  fills: JournalLine[];
  /** The « boîte noire » keeps long texts as they are typed. */
  keepsTyped: boolean;
  /** Texts it holds now. */
  typed: number;
  onForgetCorrection: (signature: string) => void;
  onImportCorrections: (file: File) => void;
  onExportCorrections: () => void;
  onExportJournal: (form: 'csv' | 'json') => void;
  onKeepTyped: (keep: boolean) => void;
  onForgetTyped: () => void;
  onExportStructure: () => void;
}

/** What the assistant keeps of the portal's pages on this computer, and how to take it out or erase it. */
export const FormMemory = (props: MemoryProps) => (
  <details class="card memory">
    <summary class="memory-title">Ce que l’assistant retient de ces pages</summary>
    <div class="stack">
      <p class="small muted">Tout reste sur cet ordinateur.</p>
      <Corrections {...props} />
      <Journal {...props} />
      <BlackBox {...props} />
      <section class="stack tight" aria-label="Signaler une page mal lue">
        <h3>Une page mal lue ?</h3>
        <p class="small">
          Le fichier décrit les libellés et les sortes de champs de cette étape, sans aucune valeur : il sert
          à corriger l’assistant.
        </p>
        <button type="button" onClick={props.onExportStructure}>
          Exporter la structure de cette page
        </button>
      </section>
    </div>
  </details>
);

const Corrections = ({
  corrections,
  onForgetCorrection,
  onImportCorrections,
  onExportCorrections,
}: MemoryProps) => (
  <section class="stack tight" aria-label="Vos corrections" tabIndex={-1}>
    <h3>Vos corrections ({corrections.length})</h3>
    {corrections.length === 0 ? (
      <p class="small muted">Aucune. « Pourquoi ? Corriger », sous un champ, en ajoute une.</p>
    ) : (
      <ul class="stack tight">
        {corrections.map(({ signature, label, section, fieldId }) => (
          <li key={signature} class="row small correction-line">
            <span class="grow">
              « {label || 'Champ sans libellé'} »{section && ` (${section})`} → {askedName(fieldId)}
            </span>
            <button
              type="button"
              class="link"
              aria-label={`Retirer la correction de « ${label} »`}
              onClick={() => onForgetCorrection(signature)}
            >
              Retirer
            </button>
          </li>
        ))}
      </ul>
    )}
    <div class="row">
      <FileButton label="Importer" onFile={onImportCorrections} />
      <button type="button" disabled={corrections.length === 0} onClick={onExportCorrections}>
        Exporter
      </button>
    </div>
  </section>
);

/** Fills shown without asking; the file holds them all. */
const SHOWN = 5;

const Journal = ({ fills, onExportJournal }: MemoryProps) => (
  <section class="stack tight" aria-label="Journal des remplissages">
    <h3>Journal des remplissages ({fills.length})</h3>
    {fills.length === 0 ? (
      <p class="small muted">Rien n’a encore été rempli sur cet ordinateur.</p>
    ) : (
      <ul class="stack tight small">
        {fills.slice(0, SHOWN).map(({ id, when, step, fields }) => (
          <li key={id}>
            {when} : {step || 'étape sans titre'}, {fields} {fields > 1 ? 'champs' : 'champ'}
          </li>
        ))}
        {fills.length > SHOWN && <li class="muted">et {fills.length - SHOWN} plus anciens</li>}
      </ul>
    )}
    <div class="row">
      <button type="button" disabled={fills.length === 0} onClick={() => onExportJournal('csv')}>
        Exporter (tableur)
      </button>
      <button type="button" disabled={fills.length === 0} onClick={() => onExportJournal('json')}>
        Exporter (JSON)
      </button>
    </div>
  </section>
);

const BlackBox = ({ keepsTyped, typed, onKeepTyped, onForgetTyped }: MemoryProps) => (
  <section class="stack tight" aria-label="Boîte noire" tabIndex={-1}>
    <h3>Boîte noire</h3>
    <label class="row small">
      <input
        type="checkbox"
        checked={keepsTyped}
        onChange={(event) => onKeepTyped(event.currentTarget.checked)}
      />
      <span class="grow">
        Garder 30 jours les longs textes que vous tapez dans GALIS, pour les retrouver si la session expire
      </span>
    </label>
    <div class="row small">
      <span class="grow">
        {typed} {typed > 1 ? 'textes gardés' : 'texte gardé'}
      </span>
      <button type="button" disabled={typed === 0} onClick={onForgetTyped}>
        Effacer
      </button>
    </div>
  </section>
);
