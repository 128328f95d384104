/** A section of the page; `progress` is what it holds out of what a dossier usually asks. */
export interface NavItem {
  id: string;
  label: string;
  progress?: { filled: number; expected: number; wrong: number } | undefined;
}

const Progress = ({ filled, expected, wrong }: NonNullable<NavItem['progress']>) => (
  <span class="nav-progress">
    <span class="nav-bar" aria-hidden="true">
      <span class={filled === expected ? 'full' : ''} style={{ width: `${(100 * filled) / expected}%` }} />
    </span>
    <span class="nav-count">
      <span aria-hidden="true">
        {filled}/{expected}
      </span>
      <span class="visually-hidden">
        {filled} données sur {expected}
      </span>
    </span>
    {wrong > 0 && (
      <span class="badge bad">
        {wrong}
        <span class="visually-hidden"> à corriger</span>
        <span aria-hidden="true"> !</span>
      </span>
    )}
  </span>
);

/** The way from one section to another, each with what it lacks. */
export function EditorNav({ items, current }: { items: readonly NavItem[]; current: string }) {
  return (
    <nav class="section-nav" aria-label="Sections de la grappe">
      <ul>
        {items.map(({ id, label, progress }) => (
          <li key={id}>
            <a href={`#${id}`} aria-current={id === current ? 'page' : undefined}>
              <span>{label}</span>
              {progress && progress.expected > 0 && <Progress {...progress} />}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
