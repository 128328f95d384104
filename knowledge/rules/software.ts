import { needSoftware } from './asks';
import { broken, met, need, type Rule } from './define';
import { ofEssms, ofProject, typeOf } from './facts';
import { listed, quoted, sameSoftware, softwareKey } from './french';

/** Fields whose projects need no référencé Ségur software in 2023, provided nothing else is in them. */
const EXEMPT = ['AHI', 'PJM'];

/** What joins two names typed in one field; a bare « / » or « & » may belong to a name. */
const SEVERAL = /\s*[,;]\s*|\s+(?:et|ou|puis|\/|\+)\s+/i;

/** The DUI meets the national requirements: the DSR Ségur on top of the technical framework. */
const segurReferenced: Rule = {
  id: 'segur-referenced',
  title: 'DUI référencé Ségur',
  about: 'grappe',
  severity: 'bloquant',
  fields: ['project.segurReferenced', 'project.software', 'project.editor'],
  source: (campaign) => campaign.principles['segur-conformity'],
  check({ project, essms }) {
    if (need(project.segurReferenced, ofProject('segurReferenced', 'logiciel référencé Ségur')))
      return met(
        'Le logiciel est indiqué référencé Ségur\u202f; il doit aussi suivre le cadre technique de référence.',
      );
    const exempt = essms.length > 0 && essms.every(({ field }) => field !== null && EXEMPT.includes(field));
    return broken(
      exempt
        ? 'Logiciel non référencé Ségur. Une ARS l’a admis pour les projets uniquement AHI ou PJM\u202f: demandez à la vôtre.'
        : 'Logiciel non référencé Ségur\u202f: le projet ne répond pas aux exigences nationales. Choisissez un logiciel référencé.',
      exempt
        ? {
            severity: 'a-verifier',
            basis: {
              source: { text: 'reperes-generalisation', anchor: 'ahi-pjm' },
              confidence: 'secondary',
            },
          }
        : {},
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
  source: (campaign) => campaign.principles['one-dui-per-project'],
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
  source: (campaign) => campaign.principles['replacement-is-acquisition'],
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
    const same = sameSoftware(current, target);
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

export const softwareRules: Rule[] = [segurReferenced, oneDui, projectType];
