import type { Scope, Window } from '@/knowledge/campaigns/campaign';
import { daysBetween } from '@/knowledge/campaigns/deadlines';
import { formatDay } from '@/knowledge/profile/format';
import type { Day } from '@/knowledge/source';
import { ESSMS_LIST } from './asks';
import { broken, demand, met, need, type Outcome, type Rule, type RuleContext, unknownFor } from './define';
import { missingRegions, ofDossier, ofProject, regionOfEssms } from './facts';
import { counted, listed } from './french';
import type { MissingDatum } from './rule';

/** Day that counts: the last transmission once every dossier of the call is transmitted. */
function filingDay({ facts, date }: RuleContext): Day {
  const days = facts.dossiers.map(({ transmittedOn }) => transmittedOn);
  return days.length > 0 && days.every((day) => day !== '') ? days.reduce((a, b) => (a > b ? a : b)) : date;
}

/** What may show, once the filing is closed, that it was done in time: the profile may not tell it yet. */
function possibleTransmissions({ facts }: RuleContext, closed: Day): MissingDatum[] {
  const words = `transmis à temps, le dépôt étant clos depuis le ${formatDay(closed)}`;
  if (facts.dossiers.length === 0) return [{ id: 'dossiers', label: `dossiers ${words}` }];
  return facts.dossiers
    .filter(({ status, transmittedOn }) => status !== 'brouillon' && transmittedOn === '')
    .map((dossier) => ofDossier(dossier, 'transmittedOn', 'date de transmission'));
}

/** The scopes the grappe may have: one, unless the place of some ESSMS is unknown. */
function possibleScopes({ profile, campaign }: RuleContext): Scope[] {
  if (campaign.region === null) return campaign.scopes;
  const outside = profile.essms.some((essms) => {
    const region = regionOfEssms(essms);
    return region !== null && region.code !== campaign.region;
  });
  if (outside) return ['multiregional'];
  return profile.essms.length > 0 && missingRegions(profile.essms).length === 0
    ? ['regional']
    : campaign.scopes;
}

const isOpen = ({ opens, closes }: Window, day: Day): boolean => opens.value <= day && day <= closes.value;

const until = ({ label, closes }: Window): string => `${label} jusqu’au ${formatDay(closes.value)} inclus`;

/** How long a window stays open and, when it has several, in which selection the dossier falls. */
function opened(window: Window, day: Day): string {
  const left = daysBetween(day, window.closes.value);
  const delay =
    left === 0 ? 'c’est le dernier jour, déposez sans attendre' : `il reste ${counted(left, 'jour')}`;
  const selection = window.selections?.find(({ opens, closes }) => opens.value <= day && day <= closes.value);
  const group = selection
    ? ` Un dossier reçu ce jour entre dans la ${selection.label}, qui va jusqu’au ${formatDay(selection.closes.value)}.`
    : '';
  return `${until(window)}\u202f: ${delay}.${group}`;
}

const notYet = (next: Window, day: Day): Outcome =>
  broken(
    `Le ${formatDay(day)}, le dépôt n’est pas ouvert\u202f: il ouvre le ${formatDay(next.opens.value)}.`,
    { basis: next.opens },
  );

function closed(last: Window, day: Day, context: RuleContext): Outcome {
  demand(possibleTransmissions(context, last.closes.value));
  const late = context.campaign.principles['late-is-inadmissible']
    ? 'Un dossier tardif n’est pas recevable\u202f; l’ARS peut encore échanger sur une demande déjà déposée.'
    : 'Adressez-vous au financeur avant tout dépôt.';
  return broken(
    `Le ${formatDay(day)}, le dépôt est clos depuis le ${formatDay(last.closes.value)}. ${late}`,
    { basis: last.closes },
  );
}

const byOpening = (a: Window, b: Window): number => a.opens.value.localeCompare(b.opens.value);
const byClosing = (a: Window, b: Window): number => a.closes.value.localeCompare(b.closes.value);

/** A label in the middle of a sentence. */
const inSentence = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** Each scope is open: the earliest closing is the safe one while the scope is not known. */
function openedTill(windows: Window[], day: Day, missing: MissingDatum[]): Outcome | null {
  const [earliest, ...others] = windows.toSorted(byClosing);
  if (!earliest) return null;
  const later = others.filter(({ closes }) => closes.value > earliest.closes.value).map(until);
  const which =
    later.length > 0
      ? ` Autre cas possible\u202f: ${listed(later.map(inSentence))}. Pour le savoir, renseignez\u202f: ${listed(missing.map(({ label }) => label))}.`
      : '';
  return met(`${opened(earliest, day)}${which}`, { basis: earliest.closes });
}

/** A dossier is received between the opening and the closing day of its own counter, both included. */
const filingWindow: Rule = {
  id: 'filing-window',
  title: 'Période de dépôt',
  about: 'grappe',
  severity: 'bloquant',
  fields: [],
  source: (campaign) => campaign.windows[0]?.closes,
  check({ essms }, context) {
    const day = filingDay(context);
    const windows = possibleScopes(context).map((one) =>
      context.campaign.windows.filter(({ scope, reservedTo }) => scope === one && reservedTo === undefined),
    );
    const missing = essms.length === 0 ? [ESSMS_LIST] : missingRegions(essms);
    const open = windows.flatMap((own) => own.find((window) => isOpen(window, day)) ?? []);
    if (open.length === windows.length) return openedTill(open, day, missing);
    // Where the place of an ESSMS is unknown, the answer stands as long as every scope agrees.
    if (open.length > 0) demand(missing);
    const all = windows.flat();
    const [next] = all.filter(({ opens }) => opens.value > day).toSorted(byOpening);
    if (next) return notYet(next, day);
    const last = all.toSorted(byClosing).at(-1);
    return last ? closed(last, day, context) : null;
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
  source: (campaign) => campaign.principles['not-retained-earlier'],
  check({ project }, context) {
    const reserved = context.campaign.windows.find((window) => window.reservedTo !== undefined);
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
