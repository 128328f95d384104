import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type EditPath, sameJson, setValue, valueAt } from '@/knowledge/profile/edit';
import type { Field } from '@/knowledge/profile/fields';
import { formatCount } from '@/knowledge/profile/format';
import { editText, typedValue } from '@/knowledge/profile/typed';
import { draftKey, type Editor, pathKey } from './editor';
import { EditorControl } from './editor-control';
import { SourceNote } from './editor-source';

/** Milliseconds without a key after which what is typed is saved. */
const IDLE = 900;

interface Props<Row> {
  editor: Editor;
  field: Field<Row>;
  row: Row;
  /** Path of the row. */
  base: EditPath;
  /** Whose datum it is, for the undo; empty when there is only one such row. */
  subject: string;
  /** Label and control only. */
  brief?: boolean;
}

/** What is typed in a control and not stored yet, and what is wrong with it. */
function useTyping<Row>({ editor, field, base, subject }: Props<Row>) {
  const path = [...base, ...field.path.split('.')];
  const stored = valueAt(editor.grappe, path);
  const key = draftKey(editor.grappe, path);
  const kept = editor.drafts.get(key) ?? null;
  const [typing, setTyping] = useState(kept);
  const [fault, setFault] = useState(() => (kept === null ? null : typedValue(field, kept).reason));
  /** The value the typing started from, or the one it last saved. */
  const own = useRef<unknown>(stored);
  const timer = useRef(0);
  const label = subject === '' ? field.label : `${field.label} de ${subject}`;

  const save = (text: string): boolean => {
    const { value, storable } = typedValue(field, text);
    if (!storable) return false;
    // What was there when the typing began: another window's value is asked about, never covered.
    const before = editor.drafts.has(key) ? own.current : stored;
    const edits = setValue(editor.grappe, path, value, undefined, before);
    editor.keepDraft(key, null);
    own.current = value;
    if (edits.length > 0) editor.edit(edits, label, { mergeKey: key });
    return true;
  };
  /** Saves what is being typed and not judged wrong yet: the box, or the page, is going away. */
  const flush = () => {
    clearTimeout(timer.current);
    const text = editor.drafts.get(key);
    if (text !== undefined) save(text);
  };
  // The timer and the end of the page come later: they find the box as it is then.
  const latest = useRef(flush);
  latest.current = flush;
  const commit = (text: string | null) => {
    clearTimeout(timer.current);
    if (text === null) return;
    setFault(typedValue(field, text).reason);
    if (save(text)) setTyping(null);
  };
  const input = (text: string) => {
    if (!editor.drafts.has(key)) own.current = stored;
    setTyping(text);
    editor.keepDraft(key, text);
    const { reason } = typedValue(field, text);
    if (reason === null) setFault(null);
    clearTimeout(timer.current);
    // A number half typed waits for the person to leave it; words and right values are saved at once.
    if (reason === null) timer.current = window.setTimeout(() => latest.current(), IDLE);
  };
  useEffect(() => {
    const leave = () => latest.current();
    addEventListener('beforeunload', leave);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('beforeunload', leave);
      removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
  // An undo, or another window, changed the value.
  useEffect(() => {
    if (editor.drafts.get(key) !== undefined || sameJson(stored, own.current)) return;
    own.current = stored;
    setFault(null);
    setTyping(null);
  }, [stored]);
  return { path, stored, typing, fault, input, commit, refuse: setFault };
}

const HALF_DATE = 'Cette date est incomplète : ce qui était enregistré est gardé. Finissez-la ou effacez-la.';

const MASK = '•••• •••• ••••';
/** Country and last three characters: enough to recognise an account, not to use it. */
const masked = (text: string): string =>
  text === '' ? '' : `${text.slice(0, 2)}•• ${MASK} ${text.slice(-3)}`;

/** What is wrong with a value that is stored and not being typed again. */
const storedFault = <Row,>(field: Field<Row>, stored: unknown): string | null =>
  typeof stored === 'string' && stored !== '' ? (field.check?.(stored).reason ?? null) : null;

const Hint = ({ id, help, example }: { id: string; help: string; example: string }) => (
  <p id={id} class="field-help">
    {help} {example !== '' && <span class="field-example">Ex. {example}</span>}
  </p>
);

const Reveal = ({ shown, onToggle }: { shown: boolean; onToggle(): void }) => (
  <button type="button" aria-pressed={shown} onClick={onToggle}>
    {shown ? 'Masquer' : 'Afficher'}
    <span class="visually-hidden"> l’IBAN</span>
  </button>
);

/** One datum: its label, what it is, its control, what is wrong with it, and where it comes from. */
export function EditorField<Row extends object>(props: Props<Row>) {
  const { editor, field, row, brief = false } = props;
  const { path, stored, typing, fault, input, commit, refuse } = useTyping(props);
  const [inside, setInside] = useState(false);
  const [revealed, setRevealed] = useState(false);
  const id = useId();
  const hasHelp = !brief && (field.help !== '' || field.example !== '');
  const reason = fault ?? (typing === null ? storedFault(field, stored) : null);
  const odd = typing === null && reason === null ? (field.warn?.(row, editor.grappe) ?? null) : null;
  const plain =
    typing ??
    (field.kind === 'choice' || field.kind === 'organisme' || field.kind === 'day'
      ? String(stored ?? '')
      : editText(field, stored));
  const hidden = field.secret === true && !inside && !revealed && typing === null;
  const described = [...(hasHelp ? [`${id}-aide`] : []), ...((reason ?? odd) ? [`${id}-avis`] : [])].join(
    ' ',
  );
  const meaning = typing === null && typeof stored === 'string' ? field.meaning?.(stored) : null;
  const control = (
    <EditorControl
      field={field}
      grappe={editor.grappe}
      id={id}
      path={pathKey(path)}
      text={hidden ? masked(plain) : plain}
      describedBy={described}
      invalid={reason !== null}
      dirty={typing !== null && !sameJson(typedValue(field, typing).value, stored)}
      onInput={input}
      onPick={commit}
      onEnter={() => commit(typing)}
      onLeave={(half) => {
        setInside(false);
        if (half) refuse(HALF_DATE);
        else commit(typing);
      }}
    />
  );
  const body = (
    <>
      {hasHelp && <Hint id={`${id}-aide`} help={field.help} example={field.example} />}
      {field.secret ? (
        <div class="field-secret" onFocusIn={({ target }) => setInside(target instanceof HTMLInputElement)}>
          {control}
          {plain !== '' && <Reveal shown={revealed} onToggle={() => setRevealed(!revealed)} />}
        </div>
      ) : (
        control
      )}
      {meaning && <p class="field-meaning">{meaning}</p>}
      {field.kind === 'long' && <p class="field-count">{formatCount(plain.length)} caractères</p>}
      <p id={`${id}-avis`} class={`field-note ${reason ? 'bad' : 'warn'}`} aria-live="polite">
        {reason ?? odd}
      </p>
      <SourceNote row={row} path={field.path} />
    </>
  );
  if (field.kind === 'flag')
    return (
      <fieldset class="field">
        <legend class="field-label">{field.label}</legend>
        {body}
      </fieldset>
    );
  return (
    <div class={`field kind-${field.kind}`}>
      <label class="field-label" for={id}>
        {field.label}
      </label>
      {body}
    </div>
  );
}
