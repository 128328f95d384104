import { rowsIn } from '@/knowledge/campaigns/personal-draft';
import { PRINCIPLE_KEYS, PRINCIPLES } from '@/knowledge/campaigns/personal-principles';
import type { CallField } from '@/knowledge/campaigns/personal-rows';
import { CallControl, type CallForm, CallSource } from './campaign-controls';

const PATH = ['principles'];
const DAYS: readonly CallField[] = [
  { key: 'from', label: 'Seulement à partir du', kind: 'day' },
  { key: 'until', label: 'Seulement jusqu’au', kind: 'day' },
];

const ruleOf = (row: unknown): unknown =>
  typeof row === 'object' && row !== null ? Reflect.get(row, 'rule') : undefined;

/** The rules without a number that the call holds: each one ticked switches a check on. */
export function CallPrinciples({ form }: { form: CallForm }) {
  const held = rowsIn(form.draft, PATH);
  const rankOf = (rule: string): number => held.findIndex((row) => ruleOf(row) === rule);
  const toggle = (rule: string, rank: number) =>
    form.onSet(PATH, rank === -1 ? [...held, { rule }] : held.toSpliced(rank, 1));
  return (
    <fieldset class="field-group stack">
      <legend>Règles qui s’appliquent</legend>
      <p class="field-help">Cochez ce que dit le texte de l’appel : seules ces règles seront contrôlées.</p>
      <ul class="call-principles">
        {PRINCIPLE_KEYS.map((rule) => {
          const rank = rankOf(rule);
          const { label, effect } = PRINCIPLES[rule];
          return (
            <li key={rule} class="stack">
              <label class="call-principle">
                <input type="checkbox" checked={rank !== -1} onChange={() => toggle(rule, rank)} />
                <span>
                  {label}
                  <span class="small muted block">{effect}</span>
                </span>
              </label>
              {rank !== -1 && (
                <details class="call-source">
                  <summary>
                    Dates et source<span class="visually-hidden"> ({label})</span>
                  </summary>
                  <div class="field-grid">
                    {DAYS.map((field) => (
                      <CallControl
                        key={`${rank}-${field.key}`}
                        form={form}
                        field={field}
                        base={[...PATH, rank]}
                      />
                    ))}
                  </div>
                  <CallSource key={rank} form={form} base={[...PATH, rank]} of={label} />
                </details>
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
