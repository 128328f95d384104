import { dated } from '@/knowledge/answers/wording';
import { isPersonal } from '@/knowledge/campaigns/personal-campaign';
import { formatDay } from '@/knowledge/profile/format';
import type { Verdict } from '@/knowledge/rules/rule';
import type { Confidence, Day, Reference } from '@/knowledge/source';

/** A passage as the views show it. */
export interface PassageView {
  heading: string;
  body: string;
  title: string;
  issuer: string;
  date: string;
  /** What the date is, when it is not the day of publication. */
  dateNote?: string | undefined;
  /** Empty when the call was described by the user, who gave none. */
  url: string;
  /** What the address leads to, when it is not the page that was read. */
  urlNote?: string | undefined;
}

export type PassageOf = (reference: Reference) => PassageView | null;

/** How far a source can be trusted, in words. */
export const CONFIDENCE: Record<Confidence, string> = {
  official: 'texte officiel',
  secondary: 'source secondaire',
  'single-mention': 'une seule mention trouvée',
  contradicted: 'les textes divergent',
  'not-found': 'non trouvé dans les textes',
};

/** The same for what stands behind a reference: what the user described was found by nobody else. */
export function confidenceWords(confidence: Confidence, reference: Reference): string {
  if (!isPersonal(reference)) return CONFIDENCE[confidence];
  return confidence === 'not-found' ? 'non renseigné par vous' : 'saisi par vous';
}

interface SourceProps {
  reference: Reference;
  /** « texte officiel », « autre version »… */
  words: string;
  /** Day the rule was last compared with the text; absent for another version. */
  verifiedOn?: Day;
  passageOf: PassageOf;
}

export const Source = ({ reference, words, verifiedOn, passageOf }: SourceProps) => {
  const passage = passageOf(reference);
  if (!passage) return null;
  return (
    <details class="small verdict-source">
      <summary>
        {passage.issuer}, {dated(passage)} — {words}
      </summary>
      <blockquote class="stack">
        <strong>{passage.heading}</strong>
        {passage.body.split('\n\n').map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {passage.url === '' ? (
          <p>{passage.title}</p>
        ) : (
          <a href={passage.url} target="_blank" rel="noreferrer">
            {passage.title} (nouvel onglet)
          </a>
        )}
        {passage.urlNote && <p class="muted">Adresse : {passage.urlNote}.</p>}
        {verifiedOn && !isPersonal(reference) && (
          <p class="muted">Règle comparée à ce texte le {formatDay(verifiedOn)}.</p>
        )}
      </blockquote>
    </details>
  );
};

interface Props {
  verdict: Verdict;
  passageOf: PassageOf;
}

/** The text behind a verdict, opened in place; the other versions too when the texts disagree. */
export const VerdictSources = ({ verdict, passageOf }: Props) => {
  const { source, confidence, verifiedOn, contradictedBy } = verdict;
  return (
    <>
      <Source
        reference={source}
        words={confidenceWords(confidence, source)}
        verifiedOn={verifiedOn}
        passageOf={passageOf}
      />
      {contradictedBy.map((reference) => (
        <Source
          key={`${reference.text}#${reference.anchor}`}
          reference={reference}
          words="autre version, les textes divergent"
          passageOf={passageOf}
        />
      ))}
    </>
  );
};
