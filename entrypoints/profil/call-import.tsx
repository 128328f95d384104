import { CallConflict } from '@/components/campaign-import';
import type { Calls } from './calls';

/** The choice that a call of a file waits for, whichever section is on screen. */
export function CallImport({ calls }: { calls: Calls }) {
  const [first] = calls.conflicts.value;
  if (!first) return null;
  return (
    <CallConflict
      fileName={first.fileName}
      title={first.incoming.title}
      here={first.before.title}
      onReplace={() => void calls.settle('replace')}
      onKeepBoth={() => void calls.settle('both')}
      onSkip={() => void calls.settle('skip')}
    />
  );
}
