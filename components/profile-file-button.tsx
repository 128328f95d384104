import { useRef } from 'preact/hooks';

interface Props {
  label: string;
  class?: string;
  disabled?: boolean;
  /** Name of the hidden file control. */
  inputLabel?: string;
  onFile(file: File): void;
}

/** A button that opens the browser's file picker for a JSON file and gives the chosen one back. */
export function FileButton({
  label,
  class: className,
  disabled,
  inputLabel = 'Fichier de sauvegarde',
  onFile,
}: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class={className ?? ''}
        disabled={disabled ?? false}
        onClick={() => input.current?.click()}
      >
        {label}
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={inputLabel}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) onFile(file);
          currentTarget.value = ''; // the same file may be chosen again
        }}
      />
    </>
  );
}
