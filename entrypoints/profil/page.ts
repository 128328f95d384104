import { Backups } from './backups';
import { Editing } from './editing';
import { Place } from './place';

/** Everything that lives as long as the page. */
export interface Page {
  editing: Editing;
  place: Place;
  backups: Backups;
}

/** The parts of the page, started; `stop` ends them. */
export function openPage(): { page: Page; stop: () => void } {
  const editing = new Editing();
  const page = { editing, place: new Place(), backups: new Backups({ editing }) };
  const stops = [editing.start(), page.place.start(), page.backups.start(), warnBeforeLeaving(editing)];
  return {
    page,
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/** The browser asks before it closes a page that holds something unsaved. */
function warnBeforeLeaving(editing: Editing): () => void {
  const warn = (event: BeforeUnloadEvent) => {
    if (editing.unsaved()) event.preventDefault();
  };
  addEventListener('beforeunload', warn);
  return () => removeEventListener('beforeunload', warn);
}
