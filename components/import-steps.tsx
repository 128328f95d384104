import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** The four steps of an import, in order. */
export const STEPS = ['Donner', 'Comprendre', 'Vérifier', 'Terminé'] as const;

/** Where the user stands in the import: done steps are ticked, the current one is told. */
export function ImportSteps({ current }: { current: number }) {
  return (
    <ol class="import-steps" aria-label="Étapes de l’import">
      {STEPS.map((label, rank) => (
        <li
          key={label}
          class={rank < current ? 'past' : ''}
          {...(rank === current ? { 'aria-current': 'step' as const } : {})}
        >
          <span class="import-step-rank" aria-hidden="true">
            {rank < current ? '✓' : rank + 1}
          </span>
          {label}
          {rank < current && <span class="visually-hidden"> (fait)</span>}
        </li>
      ))}
    </ol>
  );
}

interface HeadingProps {
  id?: string;
  /** Takes the focus when it appears: the step changed under the user. */
  focus: boolean;
  children: ComponentChildren;
}

/** The heading of a step; the focus goes there, so that the keyboard and the voice follow. */
export function StepHeading({ id, focus, children }: HeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  return (
    <h3 {...(id ? { id } : {})} class="step-heading" ref={heading} tabIndex={-1}>
      {children}
    </h3>
  );
}
