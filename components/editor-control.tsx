import { useId } from 'preact/hooks';
import type { Field } from '@/knowledge/profile/fields';
import type { Profile } from '@/knowledge/profile/schema';

interface Props<Row> {
  field: Field<Row>;
  grappe: Profile;
  id: string;
  /** `data-path`: a jump finds the control by it. */
  path: string;
  text: string;
  describedBy: string;
  invalid: boolean;
  /** What is in the control is not what is stored. */
  dirty: boolean;
  onInput(text: string): void;
  /** A choice is made: nothing more is coming. */
  onPick(text: string): void;
  /** `half`: the box holds the beginning of a date, which reads as nothing. */
  onLeave(half: boolean): void;
  onEnter(): void;
}

const UNKNOWN = { value: '', label: 'Je ne sais pas' };
const ANSWERS = [{ value: 'oui', label: 'Oui' }, { value: 'non', label: 'Non' }, UNKNOWN];

/** Yes, no, or unknown: three radios, all three in sight. */
function Flag<Row>({ id, path, text, describedBy, onPick }: Props<Row>) {
  return (
    <div class="flag" data-path={path}>
      {ANSWERS.map(({ value, label }) => (
        <label key={value} class="flag-answer">
          <input
            type="radio"
            name={id}
            value={value}
            checked={text === value}
            aria-describedby={describedBy || undefined}
            onChange={() => onPick(value)}
          />
          {label}
        </label>
      ))}
    </div>
  );
}

const organismesOf = ({ organismes }: Profile) =>
  organismes.map(({ id, sigle, raisonSociale }) => ({
    value: id,
    label: raisonSociale || sigle || 'Organisme sans nom',
  }));

function Pick<Row>({ field, grappe, id, path, text, describedBy, onPick }: Props<Row>) {
  const choices = field.kind === 'organisme' ? organismesOf(grappe) : (field.choices ?? []);
  const lost = text !== '' && !choices.some(({ value }) => value === text);
  return (
    <select
      id={id}
      data-path={path}
      aria-describedby={describedBy || undefined}
      value={text}
      onChange={({ currentTarget }) => onPick(currentTarget.value)}
    >
      {!field.required && <option value="">À choisir</option>}
      {lost && <option value={text}>Valeur inconnue ({text})</option>}
      {choices.map(({ value, label }) => (
        <option key={value} value={value} selected={value === text}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** The attributes that every box to type in shares. */
const boxOf = <Row,>({ id, path, text, describedBy, invalid, dirty, ...on }: Props<Row>) => ({
  id,
  'data-path': path,
  'data-dirty': dirty ? 'true' : undefined,
  value: text,
  autocomplete: 'off',
  'aria-describedby': describedBy || undefined,
  'aria-invalid': invalid ? ('true' as const) : undefined,
  onBlur: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
    on.onLeave(currentTarget.validity.badInput),
});

function Box<Row>(props: Props<Row>) {
  const { field, onInput, onEnter } = props;
  const list = useId();
  const { choices } = field;
  return (
    <>
      <input
        {...boxOf(props)}
        type={field.kind === 'day' ? 'date' : 'text'}
        class={field.kind === 'cents' || field.kind === 'count' ? 'amount' : ''}
        inputMode={
          field.inputMode ??
          (field.kind === 'count' ? 'numeric' : field.kind === 'cents' ? 'decimal' : undefined)
        }
        spellcheck={field.kind === 'text'}
        list={choices ? list : undefined}
        onInput={({ currentTarget }) => {
          // Half a date reads as no date at all: what is stored stays until the date is whole.
          if (!currentTarget.validity.badInput) onInput(currentTarget.value);
        }}
        onKeyDown={({ key, isComposing }) => key === 'Enter' && !isComposing && onEnter()}
      />
      {choices && (
        <datalist id={list}>
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label === value ? '' : label}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}

function LongBox<Row>(props: Props<Row>) {
  return (
    <textarea
      {...boxOf(props)}
      rows={5}
      spellcheck
      onInput={({ currentTarget }) => props.onInput(currentTarget.value)}
    />
  );
}

/** The control of a field, by the kind of its value. */
export function EditorControl<Row>(props: Props<Row>) {
  const { kind } = props.field;
  if (kind === 'flag') return <Flag {...props} />;
  if (kind === 'choice' || kind === 'organisme') return <Pick {...props} />;
  return kind === 'long' ? <LongBox {...props} /> : <Box {...props} />;
}
