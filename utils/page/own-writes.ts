/**
 * Text inserted through the browser's editing commands raises the same trusted events as the hand of
 * the person; those commands are synchronous, so a mark set around them tells ours from hers.
 */
let depth = 0;

/** Plays an editing command of ours: the events it raises meanwhile are ours. */
export const asOurs = <T>(act: () => T): T => {
  depth++;
  try {
    return act();
  } finally {
    depth--;
  }
};

/** Whether what happens now is our own writing. */
export const isOurs = (): boolean => depth > 0;
