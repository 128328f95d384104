import { LINE_FIELDS } from '@/knowledge/profile/fields';
import { formatCents } from '@/knowledge/profile/format';
import { budgetLine } from '@/knowledge/profile/schema';
import { budgetOf } from '@/knowledge/profile/summary';
import type { Editor } from './editor';
import { EditorRows } from './editor-rows';
import { budgetState } from './profile-summary';

const LISTS = [
  { key: 'expenses', title: 'Dépenses', noun: 'dépense', total: 'expensesCents' },
  { key: 'resources', title: 'Ressources', noun: 'ressource', total: 'resourcesCents' },
] as const;

/** The plan de financement: expenses, resources, totals and the gap, computed as one types. */
export function EditorBudget({ editor }: { editor: Editor }) {
  const { project } = editor.grappe;
  const budget = budgetOf(editor.grappe);
  const state = budgetState(budget);
  return (
    <section class="stack" id="budget" aria-labelledby="budget-title">
      <div class="section-head">
        <h2 id="budget-title">Budget</h2>
        <span class={`badge ${state.tone}`}>{state.text}</span>
      </div>
      <p class="muted">
        Le plan de financement : ce que le projet coûte, et qui le paie. Les deux totaux doivent être égaux.
      </p>
      {LISTS.map(({ key, title, noun, total }) => (
        <div key={key} class="card stack">
          <div class="section-head">
            <h3>{title}</h3>
            <strong class="number">{formatCents(budget[total])}</strong>
          </div>
          <EditorRows
            editor={editor}
            path={['project', key]}
            rows={project[key]}
            fields={LINE_FIELDS}
            noun={noun}
            addLabel={`Ajouter une ${noun}`}
            newRow={(id) => budgetLine.parse({ id })}
            titleOf={({ label, poste }) => label || poste}
          />
        </div>
      ))}
      <p>
        Écart (ressources moins dépenses) : <strong>{formatCents(budget.gapCents)}</strong>
      </p>
    </section>
  );
}
