import { type Ceiling, ceilingsOf } from '@/knowledge/amounts/ceilings';
import { costOf } from '@/knowledge/amounts/real-cost';
import { type Campaign, heldOn } from '@/knowledge/campaigns/campaign';
import { formatCents } from '@/knowledge/profile/format';
import type { Dossier, Essms } from '@/knowledge/profile/schema';
import {
  type Basis,
  broken,
  demand,
  met,
  need,
  type Outcome,
  ofCampaign,
  otherwise,
  type Rule,
  type RuleContext,
  type RuleOn,
  unknownFor,
} from './define';
import { type Facts, ofDossier, ofProject } from './facts';
import { counted } from './french';
import type { MissingDatum } from './rule';

/** The amounts asked for, against the flat rates whose figure a text gives: nothing is said elsewhere. */

const toldRate = ({ rates }: Campaign): Basis | undefined =>
  rates.find(({ amountCents }) => amountCents.value !== null)?.amountCents;

/** Worked out once for each assessment: its facts are made anew every time. */
const known = new WeakMap<Facts, ReturnType<typeof ceilingsOf>>();

function ceilingIn(context: RuleContext, ids: Iterable<string>): Ceiling {
  const ceilings = known.get(context.facts) ?? ceilingsOf(context, context.facts);
  known.set(context.facts, ceilings);
  return ceilings(ids);
}

const OVER = 'Ramenez la demande à ce montant, ou vérifiez les ESSMS et leur type.';

/** Compares what is asked with the flat rates and, where the call says so, with the cost of the project. */
function compare(asked: number, ceiling: Ceiling, context: RuleContext): Outcome {
  const { campaign, date, profile } = context;
  const { least, most } = ceiling;
  const basis = ceiling.told?.amountCents;
  if (ceiling.count === 0 && asked > 0)
    return broken(
      `Demandé ${formatCents(asked)} alors qu’aucun des ESSMS concernés n’ouvre droit à un forfait. Retirez la demande, ou vérifiez leur éligibilité.`,
    );
  const rates = `Demandé ${formatCents(asked)}, ${ratesWords(ceiling)}`;
  if (most !== null && asked > most)
    return broken(
      `${rates}\u202f: la demande les dépasse de ${formatCents(asked - most)}. ${OVER}${higher(ceiling)}`,
      basis && { basis },
    );
  const realCost = heldOn(campaign, 'lower-real-cost', date);
  const cost = realCost ? costOf(profile.project) : null;
  if (realCost && cost !== null && asked > cost)
    return broken(
      `Demandé ${formatCents(asked)}, le projet coûte ${formatCents(cost)}\u202f: le forfait est abaissé au coût réel. Ramenez la demande à ce montant, ou complétez les dépenses.`,
      { basis: realCost },
    );
  if (asked > least) return unknownFor(doubtsOf(ceiling), { say: `${rates}.`, ...gapOf(ceiling) });
  if (realCost && cost === null)
    return unknownFor([ofProject('expenses', 'dépenses du plan de financement')], { say: `${rates}.` });
  const spent = cost === null ? '' : `\u202f; le projet coûte ${formatCents(cost)}`;
  return met(`${rates}${spent}.`, basis && { basis });
}

/** « forfaits 375 000 € pour 15 ESSMS », or what is known of them. */
function ratesWords({ count, least, most }: Ceiling): string {
  const whom = `pour ${counted(count, 'ESSMS')}`;
  if (most === least) return `forfaits ${formatCents(most)} ${whom}`;
  const upTo = most === null ? 'un montant que les textes ne donnent pas' : formatCents(most);
  return `forfaits de ${formatCents(least)} à ${upTo} ${whom}`;
}

/** What keeps the flat rates from being known: a datum, a figure no text gives, or the order of the ESSMS. */
function doubtsOf({ untold, missing }: Ceiling): MissingDatum[] {
  const doubts = [
    ...missing(),
    ...untold.map(({ id, label }) => ofCampaign(`rates.${id}`, `montant du forfait «\u00a0${label}\u00a0»`)),
  ];
  return doubts.length > 0
    ? doubts
    : [ofCampaign('rates', 'ordre dans lequel les ESSMS sont comptés quand tous ne sont pas aidés de même')];
}

/** Another source gives a higher rate. */
function higher({ told }: Ceiling): string {
  if (!told || told.amountCents.confidence === 'not-found') return '';
  const { value } = told.amountCents;
  return otherwise(told.amountCents, (other) => other > value);
}

const gapOf = ({ untold: [gap] }: Ceiling): { basis?: Basis } => (gap ? { basis: gap.amountCents } : {});

/** A dossier asks for no more than its ESSMS × the flat rates, prorated for home services. */
const requestedDossier: RuleOn<'dossier', Dossier> = {
  id: 'requested-dossier',
  title: 'Montant demandé et forfaits, par dossier',
  about: 'dossier',
  severity: 'a-verifier',
  fields: ['project.requested'],
  source: toldRate,
  check(dossier, context) {
    const asked = need(dossier.requestedCents, ofDossier(dossier, 'requestedCents', 'montant demandé'));
    need(dossier.type, ofDossier(dossier, 'type', 'type de projet'));
    if (dossier.essmsIds.length === 0) demand([ofDossier(dossier, 'essmsIds', 'ESSMS du dossier')]);
    return compare(asked, ceilingIn(context, dossier.essmsIds), context);
  },
};

/** The same for one ESSMS, when an amount is asked for it: nothing obliges to split the request. */
const requestedEssms: RuleOn<'essms', Essms> = {
  id: 'requested-essms',
  title: 'Montant demandé et forfaits, par ESSMS',
  about: 'essms',
  severity: 'a-verifier',
  fields: ['essms.requested'],
  source: toldRate,
  check(essms, context) {
    if (essms.requestedCents === null) return null;
    for (const dossier of context.facts.dossiersOf(essms.id))
      need(dossier.type, ofDossier(dossier, 'type', 'type de projet'));
    return compare(essms.requestedCents, ceilingIn(context, [essms.id]), context);
  },
};

export const requestedRules: Rule[] = [requestedDossier, requestedEssms];
