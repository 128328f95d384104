/** What is going on; `done` and `total` in the same unit, `total` 0 when it is not known. */
export interface Work {
  label: string;
  detail?: string;
  done?: number;
  total?: number;
  /** It must not be stopped half-way: no button. */
  steady?: boolean;
}

interface Props {
  work: Work;
  cancelLabel?: string;
  onCancel(): void;
}

/** A long piece of work: what, how far, and the way to stop it. */
export function ImportProgress({ work, cancelLabel = 'Annuler', onCancel }: Props) {
  const { label, detail, done = 0, total = 0, steady = false } = work;
  return (
    <div class="card stack import-progress">
      <p role="status">{label}</p>
      <progress aria-label={label} {...(total > 0 ? { value: done, max: total } : {})} />
      <div class="row">
        {detail && <span class="muted grow">{detail}</span>}
        {!steady && (
          <button type="button" onClick={onCancel}>
            {cancelLabel}
          </button>
        )}
      </div>
    </div>
  );
}
