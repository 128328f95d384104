import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { formatCount } from '@/knowledge/profile/format';
import type { Passage, SourceText } from '@/knowledge/texts/text';
import { OriginBadge, TextFacts } from './texts-list';

interface Props {
  text: SourceText;
  onBack(): void;
  /** What can be done with it, under its title. */
  children?: ComponentChildren;
}

/** Passages drawn at once: a book has thousands. */
const STEP = 50;

const PassageView = ({ passage }: { passage: Passage }) => (
  <li class="text-passage" id={`passage-${passage.anchor}`}>
    <h4>{passage.heading}</h4>
    <div class="row">
      {passage.page !== undefined && <span class="small muted">page {formatCount(passage.page)}</span>}
      {passage.addressed && <span class="badge bad">s’adresse à un assistant</span>}
    </div>
    {passage.addressed && (
      <p class="small">
        Ce passage semble donner des ordres à un logiciel. L’assistant ne les suit pas. Le passage reste
        lisible, la recherche le trouve, et il n’est jamais envoyé à un modèle.
      </p>
    )}
    <p class="text-body">{passage.body}</p>
  </li>
);

/** A text, passage after passage. */
export const TextReader = ({ text, onBack, children }: Props) => {
  const [shown, setShown] = useState(STEP);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    setShown(STEP);
    scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
  }, [text.id]);
  return (
    <section class="stack" aria-labelledby="text-title">
      <div class="row">
        <button type="button" onClick={onBack}>
          Retour aux textes
        </button>
      </div>
      <div class="section-head">
        <h2 id="text-title" tabIndex={-1} ref={heading}>
          {text.title}
        </h2>
        <OriginBadge text={text} />
      </div>
      <TextFacts text={text} />
      {text.capture && (
        <p class="notice warn">
          Capture faite par vous : personne n’a vérifié ce texte. Rapprochez-le du texte d’origine avant de
          vous y fier.
        </p>
      )}
      {text.url !== '' && (
        <p>
          <a class="text-link" href={text.url} target="_blank" rel="noreferrer">
            Ouvrir la page d’origine (nouvel onglet)
          </a>
        </p>
      )}
      {children}
      <ol class="stack">
        {text.passages.slice(0, shown).map((passage) => (
          <PassageView key={passage.anchor} passage={passage} />
        ))}
      </ol>
      {text.passages.length > shown && (
        <button type="button" onClick={() => setShown(shown + STEP)}>
          Afficher la suite ({formatCount(text.passages.length - shown)} passages)
        </button>
      )}
    </section>
  );
};
