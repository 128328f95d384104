import type { Window } from '@/knowledge/campaigns/campaign';
import { daysBetween } from '@/knowledge/campaigns/instants';
import { formatDay } from '@/knowledge/profile/format';
import type { Day, Parameter } from '@/knowledge/source';
import {
  broken,
  demand,
  held,
  met,
  need,
  type Outcome,
  ofCampaign,
  otherwise,
  type Rule,
  type RuleContext,
  toldIn,
  unknownFor,
} from './define';
import { ofDossier, ofProject } from './facts';
import { counted, listed } from './french';
import type { MissingDatum } from './rule';
import { possibleWindows, scopeDoubts } from './scope';

/** Day that counts: the last transmission once every dossier of the call is transmitted. A draft is not. */
function filingDay({ facts, date }: RuleContext): Day {
  const days = facts.dossiers.map(({ status, transmittedOn }) =>
    status === 'brouillon' ? '' : transmittedOn,
  );
  const all = days.length > 0 && days.every((day) => day !== '' && day <= date);
  return all ? days.reduce((a, b) => (a > b ? a : b)) : date;
}

/** What may show, once the filing is closed, that it was done in time: the profile may not tell it yet. */
function possibleTransmissions({ facts }: RuleContext, closed: Day): MissingDatum[] {
  const words = `transmis à temps, le dépôt étant clos depuis le ${formatDay(closed)}`;
  if (facts.dossiers.length === 0) return [{ id: 'dossiers', label: `dossiers ${words}` }];
  return facts.dossiers
    .filter(({ status, transmittedOn }) => status !== 'brouillon' && transmittedOn === '')
    .map((dossier) => ofDossier(dossier, 'transmittedOn', 'date de transmission'));
}

/** A window seen from a day; `unsure` when the date that would tell was not found. */
type Standing = 'open' | 'not-yet' | 'closed' | 'unsure';

/** An hour of the day of the assessment, and of no other. */
export interface Moment {
  day: Day;
  time: string | undefined;
}

export function standing({ opens, closes, closingHour }: Window, { day, time }: Moment): Standing {
  if (opens.value !== null && day < opens.value) return 'not-yet';
  if (closes.value !== null && day > closes.value) return 'closed';
  const tooLate = time !== undefined && closingHour.value !== null && time > closingHour.value;
  if (day === closes.value && tooLate) return 'closed';
  return opens.value === null || closes.value === null ? 'unsure' : 'open';
}

/** A scope is open when one of its windows is, and shut when all are. */
const ORDER: Standing[] = ['open', 'unsure', 'not-yet', 'closed'];

/** Where the scopes the grappe may have stand; ends as `unknown` when they differ. Null without a window. */
export function standingOfAll(context: RuleContext, moment: Moment): Standing | null {
  const states = possibleWindows(context).map((own) =>
    ORDER.find((state) => own.some((window) => standing(window, moment) === state)),
  );
  if (new Set(states).size > 1) demand(scopeDoubts(context));
  return states[0] ?? null;
}

/** The hour only counts for today, not for the day of a past transmission. */
const momentOf = (context: RuleContext): Moment => {
  const day = filingDay(context);
  return { day, time: day === context.date ? context.time : undefined };
};

/** A window whose closing day is known. */
type Dated = Window & { closes: Parameter<Day> };
const isDated = (window: Window): window is Dated => window.closes.confidence !== 'not-found';

const until = ({ label, closes }: Dated): string => `${label} jusqu’au ${formatDay(closes.value)} inclus`;

/** « 24:00 » is the end of the day; without an hour, the day before is the safe one. */
const hourOf = ({ closingHour }: Window): string =>
  closingHour.value === null
    ? 'l’heure de clôture n’a pas été trouvée'
    : `avant ${closingHour.value === '24:00' ? 'minuit' : closingHour.value} (heure de Paris)`;

/** How long a window stays open and, when it has several, in which selection the dossier falls. */
function opened(window: Dated, day: Day): string {
  const left = daysBetween(day, window.closes.value);
  const delay =
    left === 0
      ? `c’est le dernier jour, déposez sans attendre, ${hourOf(window)}`
      : `il reste ${counted(left, 'jour')}`;
  const selection = window.selections?.find(({ opens, closes }) => opens.value <= day && day <= closes.value);
  const group = selection
    ? ` Un dossier reçu ce jour entre dans la ${selection.label}, qui va jusqu’au ${formatDay(selection.closes.value)}.`
    : '';
  return `${until(window)}\u202f: ${delay}.${group}${otherwise(window.closes, (other) => other < day)}`;
}

const byDay = (a: Day | null, b: Day | null): number => (a ?? '').localeCompare(b ?? '');

/** A label in the middle of a sentence. */
const inSentence = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** Each scope is open: the earliest closing is the safe one while the scope is not known. */
function openedTill(windows: Dated[], day: Day, missing: MissingDatum[]): Outcome | null {
  const [earliest, ...others] = windows.toSorted((a, b) => byDay(a.closes.value, b.closes.value));
  if (!earliest) return null;
  const later = others.filter(({ closes }) => closes.value > earliest.closes.value).map(until);
  const which =
    later.length > 0
      ? ` Autre cas possible\u202f: ${listed(later.map(inSentence))}. Pour le savoir, renseignez\u202f: ${listed(missing.map(({ label }) => label))}.`
      : '';
  // On the last day, the hour is what matters.
  const { closes, closingHour } = earliest;
  const basis = day === closes.value && closingHour.value !== null ? closingHour : closes;
  return met(`${opened(earliest, day)}${which}`, { basis });
}

/** The date that would tell was not found: what is known of the window is said all the same. */
export function unsure({ label, opens, closes }: Window): never {
  const from = opens.value === null ? '' : ` depuis le ${formatDay(opens.value)}`;
  const say =
    closes.value === null
      ? `${label}, ouvert${from}.`
      : `${label}\u202f: clôture le ${formatDay(closes.value)} inclus.`;
  const gap = closes.value === null ? closes : opens;
  const datum =
    closes.value === null
      ? ofCampaign('windows.closes', `date de clôture (${inSentence(label)})`)
      : ofCampaign('windows.opens', `date d’ouverture (${inSentence(label)})`);
  return unknownFor([datum], { say, basis: gap });
}

function notYet({ opens }: Window, day: Day): Outcome {
  return broken(
    `Le ${formatDay(day)}, le dépôt n’est pas ouvert\u202f: il ouvre le ${formatDay(opens.value ?? '')}.`,
    { basis: opens },
  );
}

function closed({ closes, closingHour }: Dated, { day, time }: Moment, context: RuleContext): Outcome {
  demand(possibleTransmissions(context, closes.value), { basis: closes });
  const late = held('late-is-inadmissible')(context.campaign, context.date)
    ? 'Un dossier tardif n’est pas recevable\u202f; le financeur peut encore échanger sur une demande déjà déposée.'
    : 'Adressez-vous au financeur avant tout dépôt.';
  const since = day === closes.value ? `aujourd’hui à ${closingHour.value}` : `le ${formatDay(closes.value)}`;
  const at = day === closes.value ? ` à ${time}` : '';
  const words = `Le ${formatDay(day)}${at}, le dépôt est clos depuis ${since}. ${late}`;
  const note = otherwise(closes, (other) => other >= day);
  // Past the day every source gives, they agree: it is closed.
  return broken(`${words}${note}`, { basis: closes, severity: note === '' ? 'bloquant' : undefined });
}

/** Every window of every scope is shut: not open yet, or closed for good. */
function shut(windows: Window[], moment: Moment, context: RuleContext): Outcome | null {
  const [next] = windows
    .filter((window) => standing(window, moment) === 'not-yet')
    .toSorted((a, b) => byDay(a.opens.value, b.opens.value));
  if (next) return notYet(next, moment.day);
  const last = windows
    .filter(isDated)
    .toSorted((a, b) => byDay(a.closes.value, b.closes.value))
    .at(-1);
  return last ? closed(last, moment, context) : null;
}

/** A dossier is received between the opening and the closing day of its own counter, both included. */
const filingWindow: Rule = {
  id: 'filing-window',
  title: 'Période de dépôt',
  about: 'grappe',
  severity: 'bloquant',
  fields: ['project.period', 'project.year', 'project.startDate'],
  source: (campaign) =>
    toldIn(campaign, campaign.windows[0]?.closes) ?? toldIn(campaign, campaign.windows[0]?.opens),
  check(_, context) {
    const moment = momentOf(context);
    const windows = possibleWindows(context);
    const state = standingOfAll(context, moment);
    const of = windows.flatMap((own) => own.find((one) => standing(one, moment) === state) ?? []);
    if (state === 'open') return openedTill(of.filter(isDated), moment.day, scopeDoubts(context));
    if (state === 'unsure' && of[0]) return unsure(of[0]);
    return shut(windows.flat(), moment, context);
  },
};

/**
 * A project filed in 2021 and not retained had an earlier closing day. The profile tells a first
 * request from another and not what became of the other: past that day, nothing is ever broken.
 */
const notRetainedEarlier: Rule = {
  id: 'not-retained-earlier',
  title: 'Échéance des projets non retenus en 2021',
  about: 'grappe',
  severity: 'information',
  fields: ['project.firstRequest'],
  source: held('not-retained-earlier'),
  check({ project }, context) {
    const own = context.campaign.windows.filter((window) => window.reservedTo !== undefined);
    const reserved = own.find(isDated);
    if (!reserved) return null;
    const closes = formatDay(reserved.closes.value);
    if (filingDay(context) <= reserved.closes.value)
      return met(`L’échéance avancée des ${reserved.reservedTo} (${closes}) n’est pas passée.`);
    const datum = ofProject('firstRequest', 'première demande');
    if (need(project.firstRequest, datum))
      return met('Première demande\u202f: l’échéance avancée ne concerne pas ce projet.');
    return unknownFor([
      {
        ...datum,
        label: `sort d’un éventuel projet de 2021 (non retenu, il était à déposer au plus tard le ${closes})`,
      },
    ]);
  },
};

export const calendarRules: Rule[] = [filingWindow, notRetainedEarlier];
