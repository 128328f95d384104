import { formatCents } from '@/knowledge/profile/format';
import type { BudgetLine, Project } from '@/knowledge/profile/schema';
import type { Budget } from '@/knowledge/profile/summary';
import { Unknown } from './profile-facts';
import { budgetState } from './profile-summary';

interface Props {
  project: Project;
  budget: Budget;
}

function Lines({ caption, lines, total }: { caption: string; lines: BudgetLine[]; total: number | null }) {
  return (
    <table class="budget-table">
      <caption>{caption}</caption>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">
              {line.label || line.poste || <Unknown />}
              {line.label !== '' && line.poste !== '' && <span class="small muted block">{line.poste}</span>}
            </th>
            <td class="number">{line.amountCents === null ? <Unknown /> : formatCents(line.amountCents)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <td class="number">{formatCents(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** Expenses and resources side by side, their totals and the gap. */
export function ProfileBudget({ project, budget }: Props) {
  const state = budgetState(budget);
  return (
    <section class="card stack" id="budget" aria-labelledby="budget-title">
      <div class="section-head">
        <h2 id="budget-title">Budget</h2>
        <span class={`badge ${state.tone}`}>{state.text}</span>
      </div>
      <div class="columns">
        <Lines caption="Dépenses" lines={project.expenses} total={budget.expensesCents} />
        <Lines caption="Ressources" lines={project.resources} total={budget.resourcesCents} />
      </div>
      <p>
        Écart (ressources moins dépenses) : <strong>{formatCents(budget.gapCents)}</strong>
      </p>
    </section>
  );
}
