import type { Scope, Window } from '@/knowledge/campaigns/campaign';
import { ESSMS_LIST } from './asks';
import type { RuleContext } from './define';
import { ofProject } from './facts';
import type { MissingDatum } from './rule';

/** Scopes a grappe may have, as far as the profile tells: the counter and its windows hang on it. */

/**
 * The scopes the grappe may have: one, unless the place of some ESSMS or their number is unknown. There
 * is always one: what is surely national may be so, and what leaves its région may leave it.
 */
export const possibleScopes = (context: RuleContext): Scope[] =>
  context.campaign.scopes.filter((scope) => isPossible(scope, context));

function isPossible(scope: Scope, context: RuleContext): boolean {
  const { scopes } = context.campaign;
  if (scope === 'national') return scopes.length === 1 || mayBeNational(context);
  if (isNational(context)) return false;
  if (scope === 'multiregional') return !scopes.includes('regional') || mayLeaveRegion(context);
  return !scopes.includes('multiregional') || !leavesRegion(context);
}

/** Several régions or, for the call of one région, an ESSMS outside of it. */
function leavesRegion({ facts: { regionCodes: codes }, campaign: { region } }: RuleContext): boolean {
  return region === null ? codes.size > 1 : [...codes].some((code) => code !== region);
}

const mayLeaveRegion = (context: RuleContext): boolean =>
  leavesRegion(context) || context.profile.essms.length === 0 || context.facts.missingRegions.length > 0;

/** Beside an ARS counter, the national one begins at its number of ESSMS, or with a national scope. */
function mayBeNational(context: RuleContext): boolean {
  const { campaign, profile, facts } = context;
  const { eligible, doubtful } = facts.perimeter;
  const most = profile.essms.length === 0 ? Infinity : eligible.length + doubtful.length;
  const counts = most >= (campaign.nationalFrom?.value ?? Infinity);
  return (counts || profile.project.nationalScope !== false) && (isWide(context) || mayLeaveRegion(context));
}

function isNational(context: RuleContext): boolean {
  const { campaign, facts } = context;
  const from = campaign.scopes.includes('national') ? campaign.nationalFrom?.value : null;
  return typeof from === 'number' && facts.perimeter.eligible.length >= from && isWide(context);
}

/** As many régions as the national counter asks for. */
const isWide = ({ campaign, facts }: RuleContext): boolean =>
  facts.regionCodes.size >= (campaign.nationalRegions?.value ?? 1);

/** What would settle the scope; empty when it is settled. */
export function scopeDoubts(context: RuleContext): MissingDatum[] {
  const { profile, campaign, facts } = context;
  if (profile.essms.length === 0) return [ESSMS_LIST];
  const places = facts.missingRegions;
  if (!campaign.scopes.includes('national')) return places;
  const scope = ofProject('nationalScope', 'portée nationale du projet');
  return [...places, ...facts.perimeter.missing, ...(profile.project.nationalScope === null ? [scope] : [])];
}

/** The windows of each scope the grappe may have, those reserved to some left aside. */
export const possibleWindows = (context: RuleContext): Window[][] =>
  possibleScopes(context)
    .map((scope) =>
      context.campaign.windows.filter((one) => one.scope === scope && one.reservedTo === undefined),
    )
    .filter((windows) => windows.length > 0);
