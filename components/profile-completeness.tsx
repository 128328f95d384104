import type { Gap, Section } from '@/knowledge/profile/completeness';
import { formatPlural } from '@/knowledge/profile/format';

/** Subjects named before the others are only counted. */
const NAMED = 6;

const percent = ({ filled, expected }: Section): number => Math.floor((100 * filled) / expected);

function Subjects({ gaps }: { gaps: Gap[] }) {
  const names = gaps.map((gap) => gap.subject).filter((name) => name !== '');
  if (names.length === 0) return null;
  const more = names.length - NAMED;
  return (
    <span class="muted">
      {' '}
      — {names.slice(0, NAMED).join(', ')}
      {more > 0 && ` et ${formatPlural(more, 'autre')}`}
    </span>
  );
}

/** The same datum missing from many rows is one line. */
function Missing({ missing }: { missing: Gap[] }) {
  return (
    <ul class="gaps">
      {[...Map.groupBy(missing, (gap) => gap.label)].map(([label, gaps]) => (
        <li key={label}>
          {label}
          {gaps.length > 1 && ` (${gaps.length} fois)`}
          <Subjects gaps={gaps} />
        </li>
      ))}
    </ul>
  );
}

function SectionRow({ section }: { section: Section }) {
  const { missing, wrong, label, filled, expected } = section;
  const badge = missing.length === 0 ? 'complet' : formatPlural(missing.length, 'manque');
  const head = (
    <>
      <span class="gap-label">{label}</span>
      <progress
        value={filled}
        max={expected}
        aria-label={`${label} : ${percent(section)} % des données attendues`}
      />
      {wrong.length > 0 && <span class="badge bad">{formatPlural(wrong.length, 'erreur')}</span>}
      <span class={`badge ${missing.length === 0 ? 'ok' : 'warn'}`}>{badge}</span>
    </>
  );
  if (missing.length + wrong.length === 0)
    return (
      <li>
        <div class="gap-row">{head}</div>
      </li>
    );
  return (
    <li>
      <details>
        <summary class="gap-row">{head}</summary>
        {wrong.length > 0 && (
          <ul class="gaps">
            {wrong.map((gap) => (
              <li key={gap.subject + gap.path}>
                <strong>{gap.label}</strong>
                {gap.subject !== '' && ` (${gap.subject})`} : {gap.reason}
              </li>
            ))}
          </ul>
        )}
        {missing.length > 0 && <Missing missing={missing} />}
      </details>
    </li>
  );
}

/** What the grappe lacks for a dossier, section by section; missing is never shown as a fault. */
export function ProfileCompleteness({ sections }: { sections: Section[] }) {
  const lacking = sections.reduce((n, s) => n + s.missing.length, 0);
  const wrong = sections.reduce((n, s) => n + s.wrong.length, 0);
  const found = [
    ...(lacking > 0 ? [formatPlural(lacking, 'donnée manquante', 'données manquantes')] : []),
    ...(wrong > 0 ? [formatPlural(wrong, 'numéro à corriger', 'numéros à corriger')] : []),
  ];
  return (
    <section class="card stack" id="completude" aria-labelledby="completude-title">
      <h2 id="completude-title">Ce qui manque</h2>
      <p class="muted">
        {found.length === 0
          ? 'Tout ce qu’un dossier demande d’habitude est là.'
          : `${found.join(', ')}. Ouvrez une ligne pour les voir.`}
      </p>
      <ul class="stack completeness">
        {sections.map((section) => (
          <SectionRow key={section.id} section={section} />
        ))}
      </ul>
    </section>
  );
}
