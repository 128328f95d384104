/** What the last thing done came to, and the way to take it back. */
export interface QuestionNotice {
  tone: 'ok' | 'warn' | 'bad';
  text: string;
  action?: { label: string; run: () => void };
}

export const QuestionsNotice = ({ notice }: { notice: QuestionNotice }) => (
  <div class={`notice row ${notice.tone}`} role={notice.tone === 'bad' ? 'alert' : 'status'}>
    <span class="grow">{notice.text}</span>
    {notice.action && (
      <button type="button" onClick={notice.action.run}>
        {notice.action.label}
      </button>
    )}
  </div>
);
