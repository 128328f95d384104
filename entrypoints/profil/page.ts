import { effect, untracked } from '@preact/signals';
import { Assessment } from '../sidepanel/assessment';
import { followBadge } from '../sidepanel/badge';
import { Choices } from '../sidepanel/choices';
import { Backups } from './backups';
import { Calls } from './calls';
import { Editing } from './editing';
import { Place } from './place';

/** Everything that lives as long as the page. */
export interface Page {
  editing: Editing;
  place: Place;
  backups: Backups;
  calls: Calls;
}

/** The parts of the page, started; `stop` ends them. */
export function openPage(): { page: Page; stop: () => void } {
  const editing = new Editing();
  const calls = new Calls(editing);
  const page = { editing, place: new Place(), calls, backups: new Backups({ editing, calls }) };
  const stops = [
    editing.start(),
    page.place.start(),
    page.backups.start(),
    calls.start(),
    warnBeforeLeaving(page),
    arriveOnce(page),
    ...keepBadge(),
  ];
  return {
    page,
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/** Reading the grappes again can wait: it is only for the toolbar button. */
const BADGE_PAUSE = 1500;

/** The toolbar button follows what is typed here, even when no panel is open. */
function keepBadge(): (() => void)[] {
  const choices = new Choices();
  const { situation, verdicts } = new Assessment(choices);
  return [choices.start(BADGE_PAUSE), followBadge({ ...choices, situation, verdicts })];
}

/** The datum that the address leads to is shown once the grappe is read. */
const arriveOnce = ({ editing, place }: Page): (() => void) =>
  effect(() => {
    if (place.wanted.value && editing.grappe.value) untracked(() => place.arrive());
  });

/** The browser asks before it closes a page that holds something unsaved. */
function warnBeforeLeaving({ editing, calls }: Page): () => void {
  const warn = (event: BeforeUnloadEvent) => {
    if (editing.unsaved() || calls.unsaved()) event.preventDefault();
  };
  addEventListener('beforeunload', warn);
  return () => removeEventListener('beforeunload', warn);
}
