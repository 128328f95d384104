import type { Essms, Profile } from '@/knowledge/profile/schema';
import { needSoftware } from './asks';
import { broken, held, met, need, type Rule, type RuleOn } from './define';
import { ofEssms, ofProject } from './facts';
import { quoted } from './french';

type EssmsRule = RuleOn<'essms', Essms>;

/** Three rules compare the software of the project with one an ESSMS was already funded for. */
const overSoftware: Pick<EssmsRule, 'about' | 'severity' | 'fields'> = {
  about: 'essms',
  severity: 'bloquant',
  fields: ['project.software', 'essms.software', 'criteria.noDoubleFunding'],
};

/** Software of the earlier ESMS numérique funding; null when none was received. */
function fundedSoftware(essms: Essms): string | null {
  const received = need(
    essms.earlierFunding.received,
    ofEssms(essms, 'earlierFunding.received', 'financement ESMS numérique antérieur'),
  );
  if (!received) return null;
  return need(
    essms.earlierFunding.software,
    ofEssms(essms, 'earlierFunding.software', 'logiciel du financement ESMS numérique antérieur'),
  );
}

/** An ESSMS is funded once to install a software or to change its version. */
const fundedOnce: EssmsRule = {
  id: 'same-software',
  title: 'Pas deux financements du même logiciel',
  ...overSoftware,
  source: held('same-software-once'),
  check(essms, { profile, facts }) {
    const funded = fundedSoftware(essms);
    if (funded === null) return met('Aucun financement ESMS numérique antérieur.');
    return facts.sameSoftware(funded, needSoftware(profile.project))
      ? broken(
          `${quoted(funded)} a déjà été financé pour cet ESSMS par ESMS numérique. Retirez-le de la demande ou interrogez l’ARS.`,
        )
      : met(`Le financement antérieur portait sur un autre logiciel, ${quoted(funded)}.`);
  },
};

/** An ESSMS is not funded for two different DUI. */
const otherDui: EssmsRule = {
  id: 'other-dui',
  title: 'Pas de financement pour deux DUI',
  ...overSoftware,
  source: held('one-dui-per-essms'),
  check(essms, { profile, facts }) {
    const funded = fundedSoftware(essms);
    if (funded === null) return met('Aucun financement ESMS numérique antérieur.');
    const target = needSoftware(profile.project);
    return facts.sameSoftware(funded, target)
      ? met(`Le financement antérieur portait sur le même logiciel, ${quoted(funded)}.`)
      : broken(
          `Cet ESSMS a été financé pour ${quoted(funded)}\u202f: il ne peut l’être pour ${quoted(target)}. Retirez-le ou interrogez l’ARS.`,
        );
  },
};

/** An ESSMS that ordered the « Prestation Ségur » from an editor is not funded to acquire another software. */
const segurOrder: EssmsRule = {
  id: 'segur-order',
  title: 'Commande de «\u00a0Prestation Ségur\u00a0»',
  ...overSoftware,
  source: held('segur-order-other-software'),
  check(essms, { profile, facts }) {
    const ordered = need(
      essms.segurOrder.ordered,
      ofEssms(essms, 'segurOrder.ordered', 'commande de Prestation Ségur'),
    );
    if (!ordered) return met('Aucune commande de Prestation Ségur.');
    const software = need(
      essms.segurOrder.software,
      ofEssms(essms, 'segurOrder.software', 'logiciel de la Prestation Ségur'),
    );
    const target = needSoftware(profile.project);
    return facts.sameSoftware(software, target)
      ? met(`La Prestation Ségur commandée porte sur le même logiciel, ${quoted(software)}.`)
      : broken(
          `Prestation Ségur commandée pour ${quoted(software)}\u202f: pas d’aide pour acquérir ${quoted(target)}. Retirez cet ESSMS ou gardez le même logiciel.`,
        );
  },
};

type GrappeRule = RuleOn<'grappe', Profile>;

const EUROPEAN: Pick<GrappeRule, 'about' | 'severity' | 'fields'> = {
  about: 'grappe',
  severity: 'bloquant',
  fields: ['project.otherAid', 'criteria.noEuropeanAid'],
};

const needEuropeanAid = ({ project }: Profile): boolean =>
  need(project.europeanAid, ofProject('europeanAid', 'autre aide européenne sur l’opération'));

/** The operation gets no other money of the European structural and investment funds. */
const europeanAid: GrappeRule = {
  id: 'european-aid',
  title: 'Pas d’autre aide européenne (FEDER, FSE)',
  ...EUROPEAN,
  // The wider rule says it too, once it holds.
  source: (campaign, date) =>
    held('no-european-money')(campaign, date)
      ? undefined
      : held('no-european-structural-funds')(campaign, date),
  check: (grappe) =>
    needEuropeanAid(grappe)
      ? broken(
          'L’opération reçoit une autre aide européenne\u202f: une aide du FEDER, du FSE ou d’un fonds du même ensemble exclut ESMS numérique. Renoncez à l’une des deux.',
        )
      : met('Aucune autre aide européenne sur l’opération.'),
};

/** From 2025 on, any other European money on the operation is excluded, whatever the fund. */
const europeanMoney: GrappeRule = {
  id: 'european-money',
  title: 'Aucun autre financement européen',
  ...EUROPEAN,
  source: held('no-european-money'),
  check: (grappe) =>
    needEuropeanAid(grappe)
      ? broken(
          'L’opération reçoit un autre financement européen\u202f: quel qu’il soit, il exclut ESMS numérique. Renoncez à l’un des deux.',
        )
      : met('Aucun autre financement européen sur l’opération.'),
};

export const fundingRules: Rule[] = [fundedOnce, otherDui, segurOrder, europeanAid, europeanMoney];
