import type { Scope, Window } from '@/knowledge/campaigns/campaign';
import { daysBetween } from '@/knowledge/campaigns/deadlines';
import { formatDay } from '@/knowledge/profile/format';
import type { Day } from '@/knowledge/source';
import { broken, demand, met, need, type Outcome, type Rule, type RuleContext } from './define';
import { missingRegions, ofProject, regionOfEssms } from './facts';
import { counted } from './french';

/** Day that counts: the last transmission once every dossier of the call is transmitted. */
function filingDay({ facts, date }: RuleContext): Day {
  const days = facts.dossiers.map(({ transmittedOn }) => transmittedOn);
  return days.length > 0 && days.every((day) => day !== '') ? days.reduce((a, b) => (a > b ? a : b)) : date;
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

function inWindow(windows: Window[], day: Day, late: string): Outcome {
  const open = windows.find(({ opens, closes }) => opens.value <= day && day <= closes.value);
  if (open) {
    const left = daysBetween(day, open.closes.value);
    return met(
      `${open.label}, jusqu’au ${formatDay(open.closes.value)} inclus\u202f: ${left === 0 ? 'c’est le dernier jour, déposez sans attendre' : `il reste ${counted(left, 'jour')}`}.`,
      { basis: open.closes },
    );
  }
  const next = windows.find(({ opens }) => opens.value > day);
  if (next)
    return broken(
      `Le ${formatDay(day)}, le dépôt n’est pas ouvert\u202f: il ouvre le ${formatDay(next.opens.value)}.`,
      {
        basis: next.opens,
      },
    );
  const last = windows.findLast(() => true);
  return broken(
    `Le ${formatDay(day)}, le dépôt est clos depuis le ${formatDay(last?.closes.value ?? day)}. ${late}`,
    last ? { basis: last.closes } : {},
  );
}

/** A dossier is received between the opening and the closing day of its own counter, both included. */
const filingWindow: Rule = {
  id: 'filing-window',
  title: 'Période de dépôt',
  about: 'grappe',
  severity: 'bloquant',
  fields: [],
  source: (campaign) => campaign.windows[0]?.closes,
  check(grappe, context) {
    const { campaign } = context;
    const late = campaign.principles['late-is-inadmissible']
      ? 'Un dossier tardif n’est pas recevable\u202f; l’ARS peut encore échanger sur une demande déjà déposée.'
      : 'Adressez-vous au financeur avant tout dépôt.';
    const outcomes = possibleScopes(context).map((scope) =>
      inWindow(
        campaign.windows.filter((window) => window.scope === scope && window.reservedTo === undefined),
        filingDay(context),
        late,
      ),
    );
    // Where the place of an ESSMS is unknown, the answer stands as long as every scope agrees.
    if (new Set(outcomes.map(({ status }) => status)).size > 1)
      demand(
        grappe.essms.length === 0
          ? [{ id: 'essms', label: 'liste des ESSMS de la grappe' }]
          : missingRegions(grappe.essms),
      );
    return outcomes[0] ?? null;
  },
};

/** A project filed in 2021 and not retained had an earlier closing day. */
const notRetainedEarlier: Rule = {
  id: 'not-retained-earlier',
  title: 'Échéance des projets non retenus en 2021',
  about: 'grappe',
  severity: 'a-verifier',
  fields: ['project.firstRequest'],
  source: (campaign) => campaign.principles['not-retained-earlier'],
  check(grappe, context) {
    const reserved = context.campaign.windows.find((window) => window.reservedTo !== undefined);
    if (!reserved) return null;
    const closes = formatDay(reserved.closes.value);
    if (filingDay(context) <= reserved.closes.value)
      return met(`L’échéance avancée des ${reserved.reservedTo} (${closes}) n’est pas passée.`);
    const first = need(grappe.project.firstRequest, ofProject('firstRequest', 'première demande'));
    return first
      ? met('Première demande\u202f: l’échéance avancée ne concerne pas ce projet.')
      : broken(
          `Ce n’est pas une première demande\u202f: si le projet de 2021 n’a pas été retenu, il fallait le déposer au plus tard le ${closes}.`,
        );
  },
};

export const calendarRules: Rule[] = [filingWindow, notRetainedEarlier];
