/** What went wrong, or what just happened; `kept` says what was left as it was, and what to do. */
export interface ImportNotice {
  tone: 'ok' | 'warn' | 'bad';
  text: string;
  kept?: string;
}

/** Errors interrupt (alert), results wait for a pause (status). Both places are always there. */
export function NoticeLine({ notice }: { notice: ImportNotice | null }) {
  const text = notice && (
    <div class={`notice ${notice.tone}`}>
      <p>
        <strong>{notice.text}</strong>
      </p>
      {notice.kept && <p>{notice.kept}</p>}
    </div>
  );
  return (
    <div class="import-notices">
      <div role="alert">{notice?.tone === 'bad' && text}</div>
      <div role="status">{notice && notice.tone !== 'bad' && text}</div>
    </div>
  );
}
