import { campaigns } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Day } from '@/knowledge/source';
import { countOf, needEssms } from './asks';
import {
  type Basis,
  broken,
  demand,
  held,
  met,
  need,
  needTold,
  type Outcome,
  ofCampaign,
  otherwise,
  type Rule,
  type RuleContext,
  toldIn,
  unknownFor,
} from './define';
import { ofProject, regionOfEssms } from './facts';
import { counted, listed } from './french';
import { possibleScopes, scopeDoubts } from './scope';

/** First and last days of a call, as far as they were found. */
const span = ({ windows }: Campaign): [Day, Day] => [
  windows.map(({ opens }) => opens.value ?? '').toSorted()[0] ?? '',
  windows
    .map(({ closes }) => closes.value ?? '9999')
    .toSorted()
    .at(-1) ?? '9999',
];

const overlap = ([a, b]: [Day, Day], [c, d]: [Day, Day]): boolean => a <= d && c <= b;

/** The call of the same time that takes what is too large for an ARS; undefined when none is known. */
const nationalOf = (campaign: Campaign): Campaign | undefined =>
  campaign.personal
    ? undefined
    : [campaign, ...campaigns].find(
        (one) =>
          one.nationalFrom !== undefined && one.year === campaign.year && overlap(span(one), span(campaign)),
      );

/**
 * An ARS takes projects below 50 ESSMS. From there on, the national call takes those over enough
 * régions; when it does not, no text found decides and the alert does not block.
 */
const maximumEssms: Rule = {
  id: 'maximum-essms',
  title: 'Guichet\u202f: nombre maximum d’ESSMS pour une ARS',
  about: 'grappe',
  severity: 'bloquant',
  fields: ['project.essmsCount'],
  source: (campaign) => toldIn(campaign, campaign.maxEssms),
  check(grappe, context) {
    const { campaign, facts } = context;
    const { perimeter } = facts;
    if (!campaign.maxEssms) return null;
    const told = needTold(campaign.maxEssms, ofCampaign('maxEssms', 'nombre maximum d’ESSMS'));
    const { value: maximum } = told;
    needEssms(grappe);
    const { sure, most, found } = countOf(perimeter);
    if (most <= maximum)
      return met(`${found}\u202f; ${maximum} au plus.${otherwise(told, (other) => other < most)}`);
    const scopes = possibleScopes(context);
    const { maxEssmsFor: bound } = campaign;
    if (bound && !scopes.includes(bound)) return met(`${found}. ${campaign.maxEssms.note ?? ''}`.trim());
    if (sure <= maximum) demand(perimeter.missing);
    if (bound && scopes.length > 1) demand(scopeDoubts(context));
    return tooMany(`${found}\u202f: plus de ${maximum}`, campaign, facts.regionCodes.size);
  },
};

function tooMany(found: string, campaign: Campaign, regionCount: number): Outcome {
  const national = nationalOf(campaign);
  if (!national)
    return broken(
      [`${found}.`, campaign.maxEssms?.note, 'Demandez au financeur quel guichet reçoit le projet.']
        .filter(Boolean)
        .join(' '),
      { severity: 'a-verifier' },
    );
  return regionCount >= (national.nationalRegions?.value ?? 1)
    ? broken(`${found}, le projet relève de l’appel national de la CNSA. Déposez-le auprès d’elle.`)
    : broken(
        `${found} dans une seule région, et aucun texte trouvé ne règle ce cas. Demandez à l’ARS et à la CNSA.`,
        { severity: 'a-verifier' },
      );
}

/** A call with other counters asks nothing national of a project that one of them takes for certain. */
const mayGoNational = (context: RuleContext): boolean => possibleScopes(context).includes('national');

/** The national call takes projects of 50 ESSMS and more or, in 2022, « de portée nationale ». */
const nationalFrom: Rule = {
  id: 'national-from',
  title: 'Guichet\u202f: nombre d’ESSMS de l’appel national',
  about: 'grappe',
  severity: 'bloquant',
  fields: ['project.essmsCount', 'project.nationalScope'],
  source: (campaign) =>
    campaign.scopes.includes('national') ? toldIn(campaign, campaign.nationalFrom) : undefined,
  check(grappe, context) {
    const { campaign, facts } = context;
    if (!campaign.nationalFrom) return null;
    const from = needTold(campaign.nationalFrom, ofCampaign('nationalFrom', 'seuil de l’appel national'));
    needEssms(grappe);
    if (!mayGoNational(context)) return null;
    const { sure, most, found } = countOf(facts.perimeter);
    if (sure >= from.value) {
      const note = otherwise(from, (other) => sure < other);
      return met(`${found}\u202f; l’appel national les reçoit à partir de ${from.value}.${note}`);
    }
    if (most >= from.value) demand(facts.perimeter.missing);
    return belowNational(found, from.value, grappe.project.nationalScope, campaign);
  },
};

/** « Portée nationale » opens the call whatever the number, where no number of régions is asked for. */
function belowNational(
  found: string,
  from: number,
  scope: boolean | null,
  { nationalRegions }: Campaign,
): Outcome {
  if (scope === true)
    return nationalRegions
      ? broken(
          `${found}\u202f; l’appel national en demande ${from}, et aucun texte trouvé n’y admet un projet plus petit de portée nationale. Demandez à la CNSA.`,
          { severity: 'a-verifier' },
        )
      : met(`${found}, mais le projet est de portée nationale.`);
  const or = nationalRegions ? '' : ', ou un projet de portée nationale';
  need(scope, ofProject('nationalScope', 'portée nationale du projet'));
  return broken(
    `${found}\u202f; l’appel national en demande ${from}${or}. En dessous, déposez auprès de l’ARS.`,
    // Below the threshold the sources agree that the project is not national.
    { severity: 'bloquant' },
  );
}

/** From 2023 on, a national project stands in several régions; in one, no text found decides. */
const nationalRegions: Rule = {
  id: 'national-regions',
  title: 'Guichet\u202f: plusieurs régions pour l’appel national',
  about: 'grappe',
  severity: 'a-verifier',
  fields: ['project.regions', 'project.departements'],
  source: (campaign) =>
    campaign.scopes.includes('national') ? toldIn(campaign, campaign.nationalRegions) : undefined,
  check(grappe, context) {
    const { campaign, facts } = context;
    if (!campaign.nationalRegions) return null;
    const { value } = needTold(
      campaign.nationalRegions,
      ofCampaign('nationalRegions', 'nombre de régions d’un projet national'),
    );
    needEssms(grappe);
    if (!mayGoNational(context)) return null;
    const found = counted(facts.regionCodes.size, 'région');
    if (facts.regionCodes.size >= value) return met(`${found}\u202f; ${value} au minimum.`);
    demand(facts.missingRegions);
    return broken(
      `${found}\u202f; l’appel national en demande ${value}. Demandez à l’ARS et à la CNSA quel guichet reçoit le projet.`,
    );
  },
};

/** A dossier goes to the ARS of a région where the grappe has ESSMS; others make it multiregional. */
const territory: Rule = {
  id: 'territory',
  title: 'Région de l’appel à projets',
  about: 'grappe',
  severity: 'a-verifier',
  fields: ['project.regions', 'project.departements'],
  source: held('territory'),
  check(grappe, { campaign, facts }) {
    const essms = needEssms(grappe);
    const places = essms.map((one) => regionOfEssms(one)?.code ?? null);
    const inside = places.filter((code) => code === campaign.region).length;
    const outside = places.filter((code) => code !== null && code !== campaign.region).length;
    if (inside === 0) {
      demand(facts.missingRegions);
      return broken(
        `Aucun ESSMS dans la région de l’appel (${campaign.issuer})\u202f: voyez l’ARS de votre région.`,
      );
    }
    return met(
      outside === 0
        ? `${counted(inside, 'ESSMS')} dans la région de l’appel.`
        : `${counted(inside, 'ESSMS')} dans la région et ${outside} en dehors\u202f: le projet est multirégional.`,
    );
  },
};

const WHICH_ARS = ofCampaign('whichArs', 'ARS à choisir pour un projet sur plusieurs régions');

/**
 * Over several régions, the ARS of the one where most ESSMS stand (first call of 2021, told once). No
 * text found says which one afterwards: nothing is guessed, the ARS concerned can tell.
 */
const whichArs: Rule = {
  id: 'which-ars',
  title: 'ARS d’un projet sur plusieurs régions',
  about: 'grappe',
  severity: 'information',
  fields: ['project.regions', 'project.departements'],
  source: (campaign, date) => held('majority-ars')(campaign, date) ?? unsaid(campaign),
  check(grappe, context) {
    const essms = needEssms(grappe);
    const groups = Map.groupBy(essms, (one) => regionOfEssms(one)?.name ?? '');
    const missing = context.facts.missingRegions;
    groups.delete('');
    if (groups.size < 2) {
      if (groups.size === 0) demand(missing);
      return null;
    }
    const ranked = [...groups]
      .map(([name, own]) => ({ name, size: own.length }))
      .toSorted((a, b) => b.size - a.size);
    const found = listed(ranked.map(({ name, size }) => `${name}\u00a0${size}`));
    if (!held('majority-ars')(context.campaign, context.date))
      return unknownFor([WHICH_ARS], { say: `ESSMS par région\u202f: ${found}.` });
    const [first, second] = ranked;
    if (!first || !second) return null;
    if (first.size - second.size < missing.length) demand(missing);
    if (first.size === second.size)
      return unknownFor([WHICH_ARS], { say: `Autant d’ESSMS dans deux régions\u202f: ${found}.` });
    return met(`Déposez auprès de l’ARS ${first.name}, où sont la plupart des ESSMS\u202f: ${found}.`);
  },
};

/** After the first call of 2021, no text found says which ARS receives a project over several régions. */
const unsaid = ({ scopes, personal, minEssms }: Campaign): Basis | undefined =>
  scopes.includes('multiregional') && !personal
    ? {
        source: { text: 'divergences', anchor: 'not-found-which-ars' },
        verifiedOn: minEssms.verifiedOn,
        confidence: 'not-found',
      }
    : undefined;

export const counterRules: Rule[] = [maximumEssms, nationalFrom, nationalRegions, territory, whichArs];
