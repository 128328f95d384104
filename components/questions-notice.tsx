/** What the last thing done came to, and the way to take it back. */
export interface QuestionNotice {
  tone: 'ok' | 'warn' | 'bad';
  text: string;
  action?: { label: string; run: () => void };
}

interface Props {
  notice: QuestionNotice;
  onClose: () => void;
}

/** Always in sight, wherever in a long answer or a long history the person was. */
export const QuestionsNotice = ({ notice, onClose }: Props) => (
  <div class={`notice row questions-notice ${notice.tone}`} role={notice.tone === 'bad' ? 'alert' : 'status'}>
    <span class="grow">{notice.text}</span>
    {notice.action && (
      <button type="button" onClick={notice.action.run}>
        {notice.action.label}
      </button>
    )}
    <button type="button" class="questions-close" aria-label="Fermer ce message" onClick={onClose}>
      <span aria-hidden="true">✕</span>
    </button>
  </div>
);
