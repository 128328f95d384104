import type { PanelProps } from './wiring';

/** What the last thing done came to. */
export const PanelMessage = ({ panel }: PanelProps) => {
  const message = panel.message.value;
  return (
    message && (
      <p class={`notice ${message.tone}`} role={message.tone === 'bad' ? 'alert' : 'status'}>
        {message.text}
      </p>
    )
  );
};
