import { useState } from 'preact/hooks';
import { formatDay, formatPlural } from '@/knowledge/profile/format';
import type { CapturedText } from '@/knowledge/texts/captured';
import type { Capture, SourceText } from '@/knowledge/texts/text';
import { CONFIDENCE } from './eligibility-source';
import './capture.css';

const KINDS: Record<Capture['kind'], string> = {
  page: 'page web',
  pdf: 'PDF',
  docx: 'document Word',
  paste: 'texte collé',
};

/** Tells a text taken in by the user from one of the package, in words and not by colour alone. */
export const OriginBadge = ({ text }: { text: SourceText }) =>
  text.capture ? (
    <span class="badge warn">capture du {formatDay(text.capture.capturedAt.slice(0, 10))}</span>
  ) : (
    <span class="badge ok">base vérifiée</span>
  );

/** Where a text comes from and what it holds, in one line. */
export const TextFacts = ({ text }: { text: SourceText }) => {
  const addressed = text.passages.filter((passage) => passage.addressed).length;
  return (
    <p class="small muted">
      {text.capture && `${KINDS[text.capture.kind]}, `}
      {text.issuer}, {formatDay(text.date)}
      {text.dateNote && ` (${text.dateNote})`}, {formatPlural(text.passages.length, 'passage')}
      {!text.capture && `, ${CONFIDENCE[text.confidence]}`}
      {addressed > 0 &&
        `, dont ${addressed} qui ${addressed > 1 ? 'semblent' : 'semble'} s’adresser à un assistant`}
    </p>
  );
};

interface CapturedProps {
  texts: readonly CapturedText[];
  /** What the text was classified under, in words; empty when it was not. */
  scopeOf(text: CapturedText): string;
  onOpen(id: string): void;
  onExport(id: string): void;
  onRemove(id: string): void;
}

/** A button of a card: its name tells which text it is about. */
const Act = ({ verb, title, onClick }: { verb: string; title: string; onClick(): void }) => (
  <button type="button" onClick={onClick}>
    {verb}
    <span class="visually-hidden"> {title}</span>
  </button>
);

/** Texts drawn at once: a watch on every agency makes hundreds. */
const STEP = 100;

/** The texts taken in by the user: opened, written in a file, removed. */
export const CapturedList = ({ texts, ...on }: CapturedProps) => {
  const [shown, setShown] = useState(STEP);
  const left = texts.length - shown;
  return (
    <>
      <Cards texts={texts.slice(0, shown)} {...on} />
      {left > 0 && (
        <button type="button" onClick={() => setShown(shown + STEP)}>
          Afficher la suite ({formatPlural(left, 'texte')})
        </button>
      )}
    </>
  );
};

const Cards = ({ texts, scopeOf, onOpen, onExport, onRemove }: CapturedProps) => (
  <ul class="stack">
    {texts.map((text) => (
      <li key={text.id} class="card stack text-card">
        <div class="section-head">
          <h4>{text.title}</h4>
          <OriginBadge text={text} />
        </div>
        <TextFacts text={text} />
        {scopeOf(text) !== '' && <p class="small">{scopeOf(text)}</p>}
        <div class="row">
          <Act verb="Lire et classer" title={text.title} onClick={() => onOpen(text.id)} />
          <Act verb="Exporter" title={text.title} onClick={() => onExport(text.id)} />
          <Act verb="Supprimer" title={text.title} onClick={() => onRemove(text.id)} />
        </div>
      </li>
    ))}
  </ul>
);

/** The texts shipped with the assistant: read only. */
export const BaseList = ({ texts, onOpen }: { texts: readonly SourceText[]; onOpen(id: string): void }) => (
  <details class="card text-base">
    <summary>{formatPlural(texts.length, 'texte')} de la base vérifiée, livrés avec l’assistant</summary>
    <ul class="stack">
      {texts.map((text) => (
        <li key={text.id} class="text-passage text-card">
          <div class="section-head">
            <h4>{text.title}</h4>
            <OriginBadge text={text} />
          </div>
          <TextFacts text={text} />
          <div class="row">
            <Act verb="Lire" title={text.title} onClick={() => onOpen(text.id)} />
          </div>
        </li>
      ))}
    </ul>
  </details>
);
