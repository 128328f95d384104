import { isVerified, type Outcome } from '@/knowledge/form/outcome';
import type { PlannedField } from '@/knowledge/form/plan';
import { TO_CONFIRM } from './field-state';

/** Ways a field can stand, as counted above the list. */
export type Standing =
  | 'to-fill'
  | 'filled'
  | 'same'
  | 'different'
  | 'to-choose'
  | 'sensitive'
  | 'locked'
  | 'yours'
  | 'no-value'
  | 'unrecognised';

const LABELS: Record<Standing, { icon: string; one: string; many: string; tone: string }> = {
  'to-fill': { icon: '→', one: 'à remplir', many: 'à remplir', tone: 'accent' },
  filled: { icon: '✓', one: 'rempli et vérifié', many: 'remplis et vérifiés', tone: 'ok' },
  same: { icon: '✓', one: 'déjà rempli', many: 'déjà remplis', tone: 'ok' },
  different: { icon: '≠', one: 'différent', many: 'différents', tone: 'warn' },
  'to-choose': { icon: '?', one: 'à choisir', many: 'à choisir', tone: 'warn' },
  sensitive: { icon: TO_CONFIRM.icon, one: 'sensible', many: 'sensibles', tone: 'warn' },
  locked: { icon: '■', one: 'verrouillé', many: 'verrouillés', tone: '' },
  yours: { icon: '□', one: 'pour vous seul', many: 'pour vous seul', tone: '' },
  'no-value': { icon: '○', one: 'absent de la grappe', many: 'absents de la grappe', tone: '' },
  unrecognised: { icon: '·', one: 'non reconnu', many: 'non reconnus', tone: '' },
};

/** Where a field stands, its last outcome included. */
export const standingOf = ({ state, sensitive }: PlannedField, outcome: Outcome | undefined): Standing => {
  if (outcome && isVerified(outcome)) return 'filled';
  if (state === 'too-long') return 'to-choose';
  return state === 'to-fill' && sensitive ? 'sensitive' : state;
};

interface Props {
  fields: PlannedField[];
  outcomes: ReadonlyMap<string, Outcome>;
  /** Only these are listed; null for all. */
  chosen: Standing | null;
  onChoose: (standing: Standing | null) => void;
}

/** How many fields stand where; a count is also the way to see only those. */
export const Counts = ({ fields, outcomes, chosen, onChoose }: Props) => {
  const standings = Map.groupBy(fields, (field) => standingOf(field, outcomes.get(field.key)));
  const known = fields.filter(({ id }) => id !== null).length;
  return (
    <div class="stack tight">
      <p class="small muted">
        {known} {known > 1 ? 'reconnus' : 'reconnu'} sur {fields.length}
      </p>
      <ul class="row counts" aria-label="N’afficher que…">
        {Object.entries(LABELS).map(([name, { icon, one, many, tone }]) => {
          const standing = name as Standing;
          const count = standings.get(standing)?.length ?? 0;
          if (count === 0) return null;
          const pressed = chosen === standing;
          return (
            <li key={name}>
              <button
                type="button"
                class={`badge ${tone}`}
                aria-pressed={pressed}
                onClick={() => onChoose(pressed ? null : standing)}
              >
                <span aria-hidden="true">{icon}</span> {count} {count > 1 ? many : one}
              </button>
            </li>
          );
        })}
        {chosen && (
          <li>
            <button type="button" class="link small" onClick={() => onChoose(null)}>
              Tout afficher
            </button>
          </li>
        )}
      </ul>
    </div>
  );
};
