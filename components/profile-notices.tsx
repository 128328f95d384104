/** What just happened; `kept` says what was left as it was. */
export interface Notice {
  tone: 'ok' | 'bad';
  text: string;
  kept?: string;
  details?: string[];
}

interface Props {
  notice: Notice | null;
  damaged: { id: string; reason: string }[];
  /** Name of the action that can be undone, empty when there is none. */
  undo: string;
  onUndo(): void;
  onDismiss(): void;
}

/** Errors interrupt (alert), results wait for a pause (status); damaged grappes are always told. */
export function ProfileNotices({ notice, damaged, undo, onUndo, onDismiss }: Props) {
  return (
    <div class="stack notices">
      <div role="alert">
        {notice?.tone === 'bad' && (
          <div class="notice bad">
            <p>
              <strong>{notice.text}</strong>
            </p>
            {notice.kept && <p>{notice.kept}</p>}
          </div>
        )}
        {damaged.length > 0 && (
          <div class="notice bad">
            <p>
              <strong>
                {damaged.length === 1
                  ? 'Une grappe enregistrée est illisible.'
                  : `${damaged.length} grappes enregistrées sont illisibles.`}
              </strong>{' '}
              Rien n’est effacé, et les autres grappes sont intactes. Pour remplacer une grappe illisible,
              importez sa sauvegarde.
            </p>
            <ul class="bullets">
              {damaged.map(({ id, reason }) => (
                <li key={id}>{reason}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <div role="status">
        {notice?.tone === 'ok' && (
          <div class="notice ok">
            <p>{notice.text}</p>
            {notice.details && notice.details.length > 0 && (
              <ul class="bullets">
                {notice.details.map((detail) => (
                  <li key={detail}>{detail}</li>
                ))}
              </ul>
            )}
          </div>
        )}
      </div>
      {(notice !== null || undo !== '') && (
        <div class="row">
          {undo !== '' && (
            <button type="button" onClick={onUndo}>
              {undo}
            </button>
          )}
          {notice !== null && (
            <button type="button" class="link" onClick={onDismiss}>
              Fermer ce message
            </button>
          )}
        </div>
      )}
    </div>
  );
}
