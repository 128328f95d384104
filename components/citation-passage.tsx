import { useEffect, useId, useState } from 'preact/hooks';
import type { Citation } from '@/knowledge/answers/answer';
import { type Range, verify } from '@/knowledge/answers/cite';
import { dated } from '@/knowledge/answers/wording';
import type { Reference } from '@/knowledge/source';
import { type CitedPassage, type CitedPassageOf, captureWords, chipName, liveAddress } from './citation';
import { marked } from './citation-marks';
import { CitationPreview } from './citation-preview';
import { CONFIDENCE } from './eligibility-source';
import { useKeys } from './questions-arrows';

interface Props {
  /** Quotations of one passage. */
  citations: Citation[];
  passageOf: CitedPassageOf;
  /** Names the passage beside the chip: no quotation stands above it. */
  named?: boolean;
}

/**
 * The source of quotations as a chip: the quotation among its neighbours while it is pointed at or has
 * the focus, the whole passage in place once it is opened, with the quotations marked in it.
 */
export const CitationPassage = ({ citations, passageOf, named = false }: Props) => {
  const [first] = citations;
  const passage = first && passageOf({ text: first.text, anchor: first.anchor });
  if (!passage) return null;
  const ranges = citations.flatMap(({ quote }) => verify(quote, passage.body) ?? []);
  return <Chip passage={passage} ranges={ranges} quote={first.quote} named={named} />;
};

const Chip = ({ passage, ranges, quote, named }: PassageProps & { named: boolean }) => {
  const id = useId();
  // Escape closes the passage, else the words around the quotation, until the chip is reached again.
  const [dismissed, setDismissed] = useState(false);
  const chip = useKeys<HTMLDivElement>((event, element) => {
    if (event.key !== 'Escape') return;
    const details = element.querySelector('details');
    if (details?.open) {
      details.open = false;
      details.querySelector('summary')?.focus();
    }
    setDismissed(true);
  });
  useEffect(() => {
    const element = chip.current;
    const reached = () => setDismissed(false);
    for (const type of ['mouseleave', 'focusout']) element?.addEventListener(type, reached);
    return () => {
      for (const type of ['mouseleave', 'focusout']) element?.removeEventListener(type, reached);
    };
  }, [chip]);
  return (
    <div ref={chip} class="citation-chip" data-dismissed={dismissed}>
      <details class="citation-passage" onToggle={(event) => toMark(event.currentTarget)}>
        <summary aria-describedby={id}>
          <span class="badge accent">{chipName(passage)}</span>
          {(!named || passage.capture) && <TrustBadge passage={passage} />}
          {named && <span class="small">{passage.heading}</span>}
        </summary>
        <Passage passage={passage} ranges={ranges} quote={quote} />
      </details>
      <CitationPreview id={id} body={passage.body} ranges={ranges} />
    </div>
  );
};

interface FoldProps {
  /** What the passages have in common. */
  words: string;
  references: readonly Reference[];
  passageOf: CitedPassageOf;
}

/** Passages that answer nothing by themselves, folded: their headings, each opening its passage. */
export const PassageFold = ({ words, references, passageOf }: FoldProps) => {
  const known = references.flatMap((reference) => {
    const passage = passageOf(reference);
    return passage ? [{ key: `${reference.text}#${reference.anchor}`, passage }] : [];
  });
  if (known.length === 0) return null;
  return (
    <details class="answer-fold">
      <summary>{words}</summary>
      <ul class="stack">
        {known.map(({ key, passage }) => (
          <li key={key}>
            <Titled passage={passage} />
          </li>
        ))}
      </ul>
    </details>
  );
};

/** The heading of a passage; its words are drawn once they are asked for. */
const Titled = ({ passage }: { passage: CitedPassage }) => {
  const [open, setOpen] = useState(false);
  return (
    <details class="citation-passage" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>{passage.heading}</span>
        <span class="badge">{chipName(passage)}</span>
        {passage.capture && <TrustBadge passage={passage} />}
      </summary>
      {open && <Passage passage={passage} ranges={[]} quote="" />}
    </details>
  );
};

/** Opening a passage brings the quotation in sight, and leaves the focus where it is. */
const toMark = (details: HTMLDetailsElement): void => {
  if (details.open) details.querySelector('mark')?.scrollIntoView({ block: 'nearest' });
};

/** Texts of the package and what the user took in are told apart by their words, not by a colour. */
export const TrustBadge = ({ passage, whole = false }: { passage: CitedPassage; whole?: boolean }) => {
  const { capture, confidence, url, addressed } = passage;
  return (
    <>
      {capture && <span class="badge warn">{captureWords(capture, url)}</span>}
      {!capture && confidence !== undefined && (
        <span class="badge ok">base vérifiée{whole && `, ${CONFIDENCE[confidence]}`}</span>
      )}
      {addressed && <span class="badge bad">s’adresse à un assistant</span>}
    </>
  );
};

interface PassageProps {
  passage: CitedPassage;
  ranges: Range[];
  quote: string;
}

const Passage = ({ passage, ranges, quote }: PassageProps) => {
  const { heading, body, title, issuer, urlNote, addressed } = passage;
  const address = liveAddress(passage, quote);
  const exact = exactness(passage);
  return (
    <div class="stack small">
      <p>
        <strong>{heading}</strong>
      </p>
      {addressed && (
        <p class="notice warn">
          Ce passage contient une phrase qui s’adresse à un assistant{'\u00A0'}: lisez-le avec méfiance.
        </p>
      )}
      {paragraphs(body).map((paragraph) => (
        <p key={paragraph.start}>{marked(body, paragraph, ranges)}</p>
      ))}
      <p class="muted">
        {issuer}, {dated(passage)}
      </p>
      {address === '' ? (
        <p>{title}</p>
      ) : (
        <a href={address} target="_blank" rel="noreferrer">
          {title} (nouvel onglet)
        </a>
      )}
      {exact !== '' && <p class="muted">{exact}</p>}
      {urlNote && (
        <p class="muted">
          Adresse{'\u00A0'}: {urlNote}.
        </p>
      )}
    </div>
  );
};

/** Whether these are the words of the source: those of the package are restated. */
const exactness = ({ capture, confidence }: CitedPassage): string => {
  if (capture) return 'Texte tel que vous l’avez capturé.';
  return confidence === undefined ? '' : 'Redit avec nos mots\u00A0: le texte exact est dans la page.';
};

function paragraphs(body: string): Range[] {
  let start = 0;
  return body.split('\n\n').map((text) => {
    const range = { start, end: start + text.length };
    start = range.end + 2;
    return range;
  });
}
