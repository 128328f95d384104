import { useState } from 'preact/hooks';
import type { Gap, Section } from '@/knowledge/profile/completeness';
import type { EditPath } from '@/knowledge/profile/edit';
import { formatPlural } from '@/knowledge/profile/format';

interface Props {
  section: Section;
  /** Shown unfolded at first. */
  open?: boolean;
  onJump(at: EditPath): void;
}

/** Up to so many gaps in all, the list is short enough to be read at once. */
const SHORT = 12;
/** Rows named before the others are only counted. */
const NAMED = 6;

/** The same datum missing from many rows is one line, with a jump to each. */
function Line({ label, gaps, onJump }: { label: string; gaps: Gap[]; onJump: Props['onJump'] }) {
  const [all, setAll] = useState(false);
  const [first] = gaps;
  if (!first) return null;
  const shown = all ? gaps : gaps.slice(0, NAMED);
  const more = gaps.length - shown.length;
  if (gaps.length === 1 && first.subject === '')
    return (
      <li>
        <button type="button" class="link" onClick={() => onJump(first.at)}>
          {label}
        </button>
      </li>
    );
  return (
    <li>
      <span class="gap-label">
        {label}
        {gaps.length > 1 && ` (${gaps.length} fois)`} :
      </span>{' '}
      {shown.map((gap, i) => (
        <span key={gap.at.join('/')}>
          {i > 0 && ', '}
          <button type="button" class="link" onClick={() => onJump(gap.at)}>
            {gap.subject}
            <span class="visually-hidden">, {label}</span>
          </button>
        </span>
      ))}
      {more > 0 && (
        <>
          {' '}
          <button type="button" class="link" onClick={() => setAll(true)}>
            et {formatPlural(more, 'autre')}
          </button>
        </>
      )}
    </li>
  );
}

function Wrong({ wrong, onJump }: { wrong: Section['wrong']; onJump: Props['onJump'] }) {
  return (
    <>
      {wrong.map((gap) => (
        <li key={gap.at.join('/')}>
          <button type="button" class="link" onClick={() => onJump(gap.at)}>
            {gap.label}
            {gap.subject !== '' && ` de ${gap.subject}`}
          </button>{' '}
          : {gap.reason}
        </li>
      ))}
    </>
  );
}

/** What one section lacks, and the numbers in it that cannot be right; each leads to its field. */
export function EditorGaps({ section, open = false, onJump }: Props) {
  const { missing, wrong } = section;
  if (missing.length + wrong.length === 0) return null;
  const words = [
    ...(wrong.length > 0 ? [formatPlural(wrong.length, 'numéro à corriger', 'numéros à corriger')] : []),
    ...(missing.length > 0 ? [formatPlural(missing.length, 'donnée manque', 'données manquent')] : []),
  ].join(', ');
  return (
    <details class="gaps-fold" open={open}>
      <summary>
        <span class={`badge ${wrong.length > 0 ? 'bad' : 'warn'}`}>Ce qui manque ici</span> {words}
      </summary>
      <ul class="gaps">
        <Wrong wrong={wrong} onJump={onJump} />
        {[...Map.groupBy(missing, ({ label }) => label)].map(([label, gaps]) => (
          <Line key={label} label={label} gaps={gaps} onJump={onJump} />
        ))}
      </ul>
    </details>
  );
}

/** What the whole grappe lacks for a dossier, section by section; missing is never shown as a fault. */
export function EditorOverview({
  sections,
  onJump,
}: {
  sections: readonly Section[];
  onJump: Props['onJump'];
}) {
  const lacking = sections.filter(({ missing, wrong }) => missing.length + wrong.length > 0);
  const total = lacking.reduce((n, { missing }) => n + missing.length, 0);
  return (
    <section class="card stack" id="completude" aria-labelledby="completude-title">
      <h2 id="completude-title">Ce qui manque</h2>
      {lacking.length === 0 ? (
        <p>Tout ce qu’un dossier demande d’habitude est là.</p>
      ) : (
        <p class="muted">
          {formatPlural(total, 'donnée manquante', 'données manquantes')}. Ouvrez une ligne : chaque mot mène
          au champ.
        </p>
      )}
      <ul class="stack">
        {lacking.map((section) => (
          <li key={section.id}>
            <h3>{section.label}</h3>
            <EditorGaps section={section} open={total <= SHORT} onJump={onJump} />
          </li>
        ))}
      </ul>
    </section>
  );
}
