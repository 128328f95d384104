import { heldOn, type Principle } from '@/knowledge/campaigns/campaign';
import { TYPE_NAMES } from '@/knowledge/profile/format';
import type { Essms, EssmsField } from '@/knowledge/profile/schema';
import { needSoftware } from './asks';
import {
  broken,
  demand,
  held,
  met,
  need,
  needTold,
  ofCampaign,
  type Rule,
  toldIn,
  unknownFor,
} from './define';
import { ofEssms, ofProject, typeOf } from './facts';
import { listed, quoted, softwareKey } from './french';
import type { MissingDatum } from './rule';

/** What joins two names typed in one field; a bare « / » or « & » may belong to a name. */
const SEVERAL = /\s*[,;]\s*|\s+(?:et|ou|puis|\/|\+)\s+/i;

/** The exceptions to the Ségur reference, for a project of these fields only; the largest first. */
const EXEMPTIONS: { principle: Principle; fields: EssmsField[]; says: string }[] = [
  {
    principle: 'segur-not-for-ahi-pjm',
    fields: ['AHI', 'PJM'],
    says: 'Logiciel non référencé Ségur, non exigé d’un projet uniquement AHI ou PJM. Il doit permettre d’atteindre les cibles d’usage.',
  },
  {
    principle: 'segur-not-for-pjm',
    fields: ['PJM'],
    says: 'Logiciel non référencé Ségur, non exigé d’un projet uniquement PJM. Il doit permettre d’atteindre les cibles d’usage.',
  },
];

const isOnly = (essms: Essms[], fields: EssmsField[]): boolean =>
  essms.length > 0 && essms.every(({ field }) => field !== null && fields.includes(field));

/** What is missing to know whether a project is of these fields only; empty once one is of another. */
const unsureFields = (essms: Essms[], fields: EssmsField[]): MissingDatum[] =>
  essms.some(({ field }) => field !== null && !fields.includes(field))
    ? []
    : essms.filter(({ field }) => field === null).map((one) => ofEssms(one, 'field', 'champ (PA, PH…)'));

/**
 * The DUI meets the national requirements: the DSR Ségur on top of the technical framework. A project
 * of AHI or PJM only was exempt in 2023 and 2024; PJM still is in 2025, when AHI need an editor that is
 * registered for the référencement at the signature.
 */
const segurReferenced: Rule = {
  id: 'segur-referenced',
  title: 'DUI référencé Ségur',
  about: 'grappe',
  severity: 'bloquant',
  fields: ['project.segurReferenced', 'project.software', 'project.editor'],
  source: held('segur-conformity'),
  check({ project, essms }, { campaign, date }) {
    const datum = ofProject('segurReferenced', 'logiciel référencé Ségur');
    if (need(project.segurReferenced, datum))
      return met(
        'Le logiciel est indiqué référencé Ségur\u202f; il doit aussi suivre le cadre technique de référence.',
      );
    for (const { principle, fields, says } of EXEMPTIONS) {
      const basis = heldOn(campaign, principle, date);
      if (basis) demand(unsureFields(essms, fields));
      if (basis && isOnly(essms, fields)) return met(says, { basis });
    }
    const registered = heldOn(campaign, 'segur-ahi-registered', date);
    if (registered) demand(unsureFields(essms, ['AHI', 'PJM']));
    if (registered && isOnly(essms, ['AHI', 'PJM']))
      return unknownFor([{ ...datum, label: 'inscription de l’éditeur au guichet du référencement Ségur' }], {
        say: 'Logiciel non référencé\u202f: pour l’AHI, son éditeur doit être inscrit au référencement à la signature de la convention.',
        basis: registered,
      });
    return broken(
      'Logiciel non référencé Ségur\u202f: le projet ne répond pas aux exigences nationales. Choisissez un logiciel référencé.',
    );
  },
};

/** One DUI for the whole project. */
const oneDui: Rule = {
  id: 'one-dui',
  title: 'Un seul DUI pour la grappe',
  about: 'grappe',
  severity: 'a-verifier',
  fields: ['project.software'],
  source: held('one-dui-per-project'),
  check({ project }) {
    const named = needSoftware(project);
    const names = named.split(SEVERAL).filter((name) => softwareKey(name) !== '');
    return names.length <= 1
      ? met(`Un seul logiciel, ${quoted(named)}.`)
      : broken(
          `${names.length} logiciels sont nommés (${listed(names)})\u202f: un projet n’en a qu’un. Gardez un seul DUI.`,
        );
  },
};

/** To replace a software is an acquisition; to bring it up to standard keeps the same one. */
const projectType: Rule = {
  id: 'project-type',
  title: 'Acquisition ou mise en conformité',
  about: 'essms',
  severity: 'a-verifier',
  fields: ['project.type', 'project.software', 'essms.software'],
  source: held('replacement-is-acquisition'),
  check(essms, context) {
    const type = need(
      typeOf(essms, context),
      ofProject('type', 'type de projet (acquisition ou mise en conformité)'),
    );
    const current = need(
      essms.currentSoftware,
      ofEssms(essms, 'currentSoftware', 'logiciel actuel, ou «\u00a0aucun\u00a0»'),
    );
    const target = needSoftware(context.profile.project);
    const same = context.facts.sameSoftware(current, target);
    if (type === 'acquisition' && same)
      return broken(
        `Cet ESSMS a déjà ${quoted(target)}\u202f: sa demande est une mise en conformité, pas une acquisition.`,
      );
    if (type === 'conformite' && !same)
      return broken(
        `Passer de ${quoted(current)} à ${quoted(target)} est une acquisition, pas une mise en conformité.`,
      );
    return met(
      same
        ? `Mise en conformité du logiciel en place, ${quoted(target)}.`
        : `Acquisition de ${quoted(target)}, qui remplace ${quoted(current)}.`,
    );
  },
};

/** The types of project the call takes; for another one, no text found says how to file it. */
const callType: Rule = {
  id: 'call-type',
  title: 'Type de projet admis par l’appel',
  about: 'grappe',
  severity: 'a-verifier',
  fields: ['project.type'],
  source: (campaign) => toldIn(campaign, campaign.projectTypes),
  check({ project }, { campaign }) {
    const { value: types } = needTold(campaign.projectTypes, ofCampaign('projectTypes', 'types de projet'));
    const type = need(project.type, ofProject('type', 'type de projet'));
    const names = types.map((one) => TYPE_NAMES[one].toLowerCase());
    return types.includes(type)
      ? met(`${TYPE_NAMES[type]}\u202f: l’appel l’admet.`)
      : broken(
          `${TYPE_NAMES[type]}\u202f: les textes de l’appel ne parlent que de ces types\u202f: ${listed(names)}. Déposez un dossier par type, ou demandez au financeur.`,
        );
  },
};

/**
 * From September 2025 on, an AHI that is not eligible for the SONS has no MSSanté nor DMP usage target.
 * No text found says which AHI are eligible; one that ordered a Prestation Ségur goes through the SONS.
 */
const ahiTargets: Rule = {
  id: 'ahi-usage-targets',
  title: 'Cibles d’usage d’un AHI',
  about: 'essms',
  severity: 'information',
  fields: ['essms.field'],
  source: held('ahi-targets-lifted'),
  check({ field, segurOrder }) {
    if (field !== 'AHI') return null;
    return segurOrder.ordered
      ? met(
          'Prestation Ségur commandée\u202f: cet AHI passe par le SONS, la dispense des cibles de MSSanté et du DMP ne le vise pas.',
        )
      : unknownFor([ofCampaign('ahiSons', 'AHI éligibles au SONS')], {
          say: 'S’il n’est pas éligible au SONS, cet AHI n’a plus à atteindre les cibles d’usage de MSSanté ni du DMP.',
        });
  },
};

export const softwareRules: Rule[] = [segurReferenced, oneDui, callType, projectType, ahiTargets];
