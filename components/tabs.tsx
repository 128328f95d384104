import './tabs.css';
import type { ComponentChildren } from 'preact';

export interface Tab {
  id: string;
  label: string;
  /** Short count shown after the label, with its words for screen readers. */
  badge?: { text: string; words: string; tone: 'bad' | 'warn' | '' };
}

interface Props {
  tabs: Tab[];
  current: string;
  onSelect: (id: string) => void;
  children: ComponentChildren;
}

const tabId = (id: string): string => `onglet-${id.toLowerCase()}`;

/** Tabs as ARIA describes them: arrows, Home and End move, the chosen tab alone takes the focus. */
export const Tabs = ({ tabs, current, onSelect, children }: Props) => {
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ id }) => id === current);
    const last = tabs.length - 1;
    const targets: Record<string, number> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const next = tabs[targets[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    onSelect(next.id);
    document.getElementById(tabId(next.id))?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label="Parties de l’assistant">
        {tabs.map(({ id, label, badge }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={tabId(id)}
            aria-selected={id === current}
            aria-controls="panneau"
            tabIndex={id === current ? 0 : -1}
            onClick={() => onSelect(id)}
            onKeyDown={move}
            title={badge?.words}
          >
            {label}
            {badge && (
              <span class={`tab-badge ${badge.tone}`} aria-hidden="true">
                {badge.text}
              </span>
            )}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id="panneau" aria-labelledby={tabId(current)}>
        {children}
      </div>
    </>
  );
};
