import { useState } from 'preact/hooks';
import {
  type Draft,
  type DraftPath,
  pruned,
  textIn,
  typedIn,
  valueIn,
} from '@/knowledge/campaigns/personal-draft';
import type { CallIssue } from '@/knowledge/campaigns/personal-faults';
import type { CallField } from '@/knowledge/campaigns/personal-rows';

/** What every control of the form shares. */
export interface CallForm {
  draft: Draft;
  /** What is wrong, once the person tried to save. */
  issues: readonly CallIssue[];
  onSet(path: DraftPath, value: unknown): void;
}

interface Props {
  form: CallForm;
  field: CallField;
  /** Path of what holds the datum. */
  base: DraftPath;
}

/** `data-call` and id of the control of a datum: an error leads to it. */
export const pathKey = (path: readonly PropertyKey[]): string => path.map(String).join('/');
const idOf = (path: DraftPath): string => `call-${path.join('-')}`;

const startsWith = (at: readonly PropertyKey[], path: DraftPath): boolean =>
  path.every((key, rank) => at[rank] === key);
const OWN_SOURCE = new Set<PropertyKey>(['quote', 'url']);

/** Why a datum is wrong; what is wrong with its source is said beside the source. */
const faultOf = ({ issues }: CallForm, path: DraftPath): string => {
  const found = issues.find(
    ({ at }) => startsWith(at, path) && !(at.length > path.length && OWN_SOURCE.has(at[path.length] ?? '')),
  );
  return found?.reason ?? '';
};

/** Why a list is wrong as a whole. */
export const listFault = ({ issues }: CallForm, path: DraftPath): string =>
  issues.find(({ at }) => pathKey(at) === pathKey(path))?.reason ?? '';

/** A fault under its control. */
export const Fault = ({ id, reason }: { id: string; reason: string }) => (
  <p id={id} class="field-note bad">
    {reason && reason.charAt(0).toUpperCase() + reason.slice(1)}
  </p>
);

/** The keyboard that a telephone shows for a number. */
const MODES: Partial<Record<CallField['kind'], 'numeric' | 'decimal'>> = {
  count: 'numeric',
  cents: 'decimal',
  percent: 'decimal',
};

interface BoxProps {
  id: string;
  path: DraftPath;
  field: CallField;
  value: unknown;
  describedBy: string;
  invalid: boolean;
  onValue(value: unknown): void;
}

/** A box to type in: what is typed stays as it is, the draft holds what it means. */
function Box({ id, path, field, value, describedBy, invalid, onValue }: BoxProps) {
  const [text, setText] = useState(() => textIn(field.kind, value));
  const shared = {
    id,
    'data-call': pathKey(path),
    value: text,
    autocomplete: 'off',
    'aria-describedby': describedBy || undefined,
    'aria-invalid': invalid ? ('true' as const) : undefined,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) => {
      setText(currentTarget.value);
      onValue(typedIn(field.kind, currentTarget.value));
    },
  };
  if (field.kind === 'long' || field.kind === 'lines') return <textarea {...shared} rows={3} />;
  const box = { ...shared, class: field.kind in MODES ? 'amount' : '', inputMode: MODES[field.kind] };
  return field.kind === 'day' ? <input {...box} type="date" /> : <input {...box} type="text" />;
}

function Choice({ id, path, field, value, describedBy, invalid, onValue }: BoxProps) {
  return (
    <select
      id={id}
      data-call={pathKey(path)}
      value={textIn('choice', value)}
      aria-describedby={describedBy || undefined}
      aria-invalid={invalid ? 'true' : undefined}
      onChange={({ currentTarget }) => onValue(currentTarget.value || undefined)}
    >
      {!field.required && <option value="">Aucune</option>}
      {(field.choices ?? []).map((choice) => (
        <option key={choice.value} value={choice.value} selected={choice.value === value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

function Many({ path, field, value, describedBy, onValue }: BoxProps) {
  const held = Array.isArray(value) ? value : [];
  const toggle = (one: string) =>
    onValue(
      (field.choices ?? []).map((choice) => choice.value).filter((v) => held.includes(v) !== (v === one)),
    );
  return (
    <div class="flag" data-call={pathKey(path)}>
      {(field.choices ?? []).map((choice) => (
        <label key={choice.value} class="flag-answer">
          <input
            type="checkbox"
            checked={held.includes(choice.value)}
            aria-describedby={describedBy || undefined}
            onChange={() => toggle(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </div>
  );
}

const QUOTE: CallField = {
  key: 'quote',
  label: 'Phrase du texte',
  kind: 'long',
  help: 'Recopiez la phrase qui le dit\u202f: elle sera montrée avec chaque verdict.',
};
const ADDRESS: CallField = {
  key: 'url',
  label: 'Adresse',
  kind: 'text',
  help: 'Elle commence par https://.',
};

/** Where a value comes from: the person's own words, or the sentence and the address she gives. */
export function CallSource({ form, base, of }: { form: CallForm; base: DraftPath; of: string }) {
  const given = valueIn(form.draft, [...base, 'quote']) ?? valueIn(form.draft, [...base, 'url']);
  const isEmpty = pruned(valueIn(form.draft, base)) === undefined;
  const words = given === undefined ? 'saisi par vous' : 'texte cité';
  const wrong = faultOf(form, [...base, 'quote']) || faultOf(form, [...base, 'url']);
  return (
    <details class="call-source" open={wrong ? true : undefined}>
      <summary>
        {isEmpty ? 'Source' : `Source\u00a0: ${words}`}
        <span class="visually-hidden"> ({of})</span>
      </summary>
      <div class="stack">
        <CallControl form={form} field={QUOTE} base={base} />
        <CallControl form={form} field={ADDRESS} base={base} />
      </div>
    </details>
  );
}

/** One datum of a call: its label, what it is, its control, what is wrong, and where it comes from. */
export function CallControl({ form, field, base }: Props) {
  const holder = [...base, field.key];
  const path = field.said ? [...holder, 'value'] : holder;
  const id = idOf(path);
  const reason = faultOf(form, holder);
  const value = valueIn(form.draft, path);
  const describedBy = [field.help ? `${id}-aide` : '', reason ? `${id}-avis` : ''].filter(Boolean).join(' ');
  const box = {
    id,
    path,
    field,
    value,
    describedBy,
    invalid: reason !== '',
    onValue: (v: unknown) => form.onSet(path, v),
  };
  const source = field.said && <CallSource form={form} base={holder} of={field.label} />;
  const note = (
    <>
      <Fault id={`${id}-avis`} reason={reason} />
      {source}
    </>
  );
  const help = field.help && (
    <p id={`${id}-aide`} class="field-help">
      {field.help}
    </p>
  );
  if (field.kind === 'flag')
    return (
      <div class="field">
        <label class="flag-answer">
          <input
            id={id}
            type="checkbox"
            data-call={pathKey(path)}
            checked={value === true}
            onChange={({ currentTarget }) => form.onSet(path, currentTarget.checked)}
          />
          {field.label}
        </label>
        {note}
      </div>
    );
  if (field.kind === 'many')
    return (
      <fieldset class="field">
        <legend class="field-label">{field.label}</legend>
        {help}
        <Many {...box} />
        {note}
      </fieldset>
    );
  return (
    <div class={`field kind-${field.kind === 'lines' ? 'long' : field.kind}`}>
      <label class="field-label" for={id}>
        {field.label}
        {field.required && <span class="muted"> (à remplir)</span>}
      </label>
      {help}
      {field.kind === 'choice' ? <Choice {...box} /> : <Box {...box} />}
      {note}
    </div>
  );
}
