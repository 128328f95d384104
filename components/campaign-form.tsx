import { useEffect, useRef } from 'preact/hooks';
import { CALL_GROUPS } from '@/knowledge/campaigns/personal-fields';
import { describeCall } from '@/knowledge/campaigns/personal-words';
import { CallControl, type CallForm, pathKey } from './campaign-controls';
import { CallPrinciples } from './campaign-principles';
import { CallRowsEditor } from './campaign-rows';
import './campaign.css';

interface Props {
  form: CallForm;
  /** Title of the form: what is being done. */
  title: string;
  /** Times the person tried to save in vain: each time the list of faults comes forward. */
  refusals: number;
  onSave(): void;
  onGiveUp(): void;
}

/** The control of a datum, or of the nearest thing that holds it. */
function controlOf(root: ParentNode, at: readonly PropertyKey[]): HTMLElement | null {
  for (let length = at.length; length > 0; length--) {
    const exact = pathKey(at.slice(0, length));
    for (const path of [exact, `${exact}/value`]) {
      const found = root.querySelector(`[data-call="${CSS.escape(path)}"]`);
      const control = found?.matches('div') ? found.querySelector('input') : found;
      if (control instanceof HTMLElement) return control;
    }
  }
  return null;
}

function show(root: ParentNode, at: readonly PropertyKey[]): void {
  const control = controlOf(root, at);
  for (let fold = control?.closest('details'); fold; fold = fold.parentElement?.closest('details'))
    fold.open = true;
  control?.scrollIntoView({ block: 'center' });
  control?.focus({ preventScroll: true });
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function Faults({ issues, refusals }: { issues: CallForm['issues']; refusals: number }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusals > 0) box.current?.focus();
  }, [refusals]);
  if (issues.length === 0) return null;
  return (
    <div class="notice bad stack" role="alert" tabIndex={-1} ref={box}>
      <p>
        <strong>
          {issues.length === 1 ? 'Une donnée est à corriger' : `${issues.length} données sont à corriger`} :
          rien n’est encore enregistré.
        </strong>
      </p>
      <ul class="bullets">
        {issues.map(({ at, reason }) => (
          <li key={`${pathKey(at)} ${reason}`}>
            <button type="button" class="link" onClick={() => show(document, at)}>
              {capitalised(describeCall(at))}
            </button>
            {'\u00a0: '}
            {reason}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Describes a call for projects: saved whole, once everything is right. */
export function CampaignForm({ form, title, refusals, onSave, onGiveUp }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  // Ctrl+Z would otherwise go back in the history of the grappe, which is not on screen.
  const keepUndo = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) event.stopPropagation();
  };
  const submit = (event: Event) => {
    event.preventDefault();
    onSave();
  };
  return (
    <form
      class="card stack call-form"
      aria-labelledby="call-form-title"
      noValidate
      onSubmit={submit}
      onKeyDown={keepUndo}
    >
      <div class="section-head">
        <h2 id="call-form-title" tabIndex={-1} ref={heading}>
          {title}
        </h2>
        <span class="badge accent">campagne personnelle</span>
      </div>
      <p>
        Décrivez seulement ce que dit le texte de l’appel. Ce qui reste vide est montré comme « non
        renseigné », jamais supposé. Rien n’est enregistré avant « Enregistrer l’appel ».
      </p>
      <Faults issues={form.issues} refusals={refusals} />
      {CALL_GROUPS.map((group) => (
        <fieldset key={group.title} class="field-group stack">
          <legend>{group.title}</legend>
          {group.help && <p class="field-help">{group.help}</p>}
          {group.fields.length > 0 && (
            <div class="field-grid">
              {group.fields.map((field) => (
                <CallControl key={field.key} form={form} field={field} base={[]} />
              ))}
            </div>
          )}
          {(group.rows ?? []).map((rows) => (
            <CallRowsEditor key={rows.key} form={form} rows={rows} base={[]} />
          ))}
        </fieldset>
      ))}
      <CallPrinciples form={form} />
      <div class="row call-actions">
        <button type="submit" class="primary">
          Enregistrer l’appel
        </button>
        <button type="button" onClick={onGiveUp}>
          Abandonner
        </button>
      </div>
    </form>
  );
}
