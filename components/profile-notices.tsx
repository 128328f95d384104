import type { ComponentChildren } from 'preact';

/** What just happened; `kept` says what was left as it was. */
export interface Notice {
  tone: 'ok' | 'bad';
  text: string;
  kept?: string;
  details?: string[];
  /** A way back, or on, offered beside the message. */
  action?: { label: string; run(): void };
}

interface Props {
  notice: Notice | null;
  damaged: { id: string; reason: string }[];
  onDismiss(): void;
  /** What else must interrupt: there is one alert in the page. */
  children?: ComponentChildren;
}

/** Errors interrupt (alert), results wait for a pause (status); damaged grappes are always told. */
export function ProfileNotices({ notice, damaged, onDismiss, children }: Props) {
  return (
    <div class="stack notices">
      <div role="alert">
        {children}
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
      {notice !== null && (
        <div class="row">
          {notice.action && (
            <button type="button" onClick={notice.action.run}>
              {notice.action.label}
            </button>
          )}
          <button type="button" class="link" onClick={onDismiss}>
            Fermer ce message
          </button>
        </div>
      )}
    </div>
  );
}
