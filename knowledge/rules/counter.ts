import { countOf, needEssms } from './asks';
import { broken, demand, met, need, type Outcome, type Rule } from './define';
import { missingRegions, ofProject, regionOfEssms } from './facts';
import { counted } from './french';

/**
 * An ARS takes projects below 50 ESSMS. From 50 on, the national call takes those over several
 * régions; for a single région no text found decides, so the alert does not block.
 */
const maximumEssms: Rule = {
  id: 'maximum-essms',
  title: 'Guichet\u202f: moins de 50 ESSMS pour une ARS',
  about: 'grappe',
  severity: 'bloquant',
  fields: ['project.essmsCount'],
  source: (campaign) => campaign.maxEssms ?? undefined,
  check(grappe, context) {
    const maximum = need(context.campaign.maxEssms, { id: 'campaign.maxEssms', label: 'maximum de l’appel' });
    const essms = needEssms(grappe);
    const { sure, most, found } = countOf(context.facts.perimeter);
    if (most <= maximum.value)
      return met(`${found}\u202f; l’ARS reçoit les projets jusqu’à ${maximum.value}.`);
    if (sure <= maximum.value) demand(context.facts.perimeter.missing);
    const regions = new Set(essms.flatMap((essms) => regionOfEssms(essms)?.code ?? []));
    return regions.size > 1
      ? broken(
          `${found}\u202f: au-delà de ${maximum.value}, le projet relève de l’appel national de la CNSA.`,
        )
      : broken(
          `${found} dans une seule région\u202f: l’ARS s’arrête à ${maximum.value} et aucun texte trouvé ne règle ce cas. Demandez à l’ARS et à la CNSA.`,
          { severity: 'a-verifier' },
        );
  },
};

/** The national call takes projects of 50 ESSMS and more, or « de portée nationale ». */
const nationalFrom: Rule = {
  id: 'national-from',
  title: 'Guichet\u202f: 50 ESSMS ou portée nationale pour la CNSA',
  about: 'grappe',
  severity: 'bloquant',
  fields: ['project.essmsCount', 'project.nationalScope'],
  source: (campaign) => campaign.nationalFrom,
  check(grappe, context) {
    const from = need(context.campaign.nationalFrom, {
      id: 'campaign.nationalFrom',
      label: 'seuil national',
    });
    needEssms(grappe);
    const { sure, most, found } = countOf(context.facts.perimeter);
    if (sure >= from.value) return atLeast(found, sure, from.value);
    if (grappe.project.nationalScope === true)
      return met(`${found}, mais le projet est de portée nationale.`);
    if (most >= from.value) demand(context.facts.perimeter.missing);
    need(grappe.project.nationalScope, ofProject('nationalScope', 'portée nationale du projet'));
    return broken(
      `${found}\u202f; l’appel national en demande ${from.value}, ou un projet de portée nationale. En dessous, déposez auprès de l’ARS.`,
      // Below the threshold both sources agree that the project is not national.
      { severity: 'bloquant' },
    );
  },
};

const atLeast = (found: string, count: number, from: number): Outcome =>
  count === from
    ? met(
        `${found}\u202f: juste le seuil. La CNSA écrit «\u00a050 ou plus\u00a0», une source de presse «\u00a0plus de 50\u00a0».`,
      )
    : met(`${found}\u202f; l’appel national les reçoit à partir de ${from}.`);

/** A dossier goes to the ARS of a région where the grappe has ESSMS; others make it multiregional. */
const territory: Rule = {
  id: 'territory',
  title: 'Région de l’appel à projets',
  about: 'grappe',
  severity: 'a-verifier',
  fields: ['project.regions', 'project.departements'],
  source: (campaign) => campaign.principles.territory,
  check(grappe, { campaign }) {
    const essms = needEssms(grappe);
    const inside = essms.filter((one) => regionOfEssms(one)?.code === campaign.region).length;
    if (inside === 0) demand(missingRegions(essms));
    const outside = essms.filter((one) => {
      const region = regionOfEssms(one);
      return region !== null && region.code !== campaign.region;
    }).length;
    if (inside === 0)
      return broken(
        `Aucun ESSMS dans la région de l’appel (${campaign.issuer})\u202f: voyez l’ARS de votre région.`,
      );
    return met(
      outside === 0
        ? `${counted(inside, 'ESSMS')} dans la région de l’appel.`
        : `${counted(inside, 'ESSMS')} dans la région et ${outside} en dehors\u202f: le projet est multirégional.`,
    );
  },
};

export const counterRules: Rule[] = [maximumEssms, nationalFrom, territory];
