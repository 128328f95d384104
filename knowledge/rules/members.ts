import { checkEmail, checkPhone, checkSiren, checkSiret } from '@/knowledge/identifiers';
import type { Organisme } from '@/knowledge/profile/schema';
import type { Reference } from '@/knowledge/source';
import { needEssms, needPorteur } from './asks';
import { broken, demand, met, need, ours, type Rule } from './define';
import { ofEssms, ofOrganisme, organismeLabel } from './facts';
import { counted, listed } from './french';
import type { MissingDatum } from './rule';

/** A member attached to a national entity has its written agreement and files it. */
const nationalAgreement: Rule = {
  id: 'national-agreement',
  title: 'Accord écrit de l’entité nationale',
  about: 'organisme',
  severity: 'bloquant',
  fields: ['project.nationalEntity', 'project.nationalEntityName'],
  source: (campaign) => campaign.principles['national-entity-agreement'],
  check(organisme) {
    const { affiliated, name, writtenAgreement } = organisme.nationalEntity;
    if (!need(affiliated, ofOrganisme(organisme, 'nationalEntity.affiliated', 'rattachement national')))
      return met('Aucun rattachement à une entité nationale.');
    const entity = name || 'l’entité nationale';
    return need(
      writtenAgreement,
      ofOrganisme(organisme, 'nationalEntity.writtenAgreement', 'accord écrit de l’entité nationale'),
    )
      ? met(`Accord écrit obtenu (${entity})\u202f; joignez-le au dossier.`)
      : broken(`Accord écrit manquant (${entity}). Obtenez-le et joignez-le au dossier.`);
  },
};

const ASSESSMENTS: { key: keyof Organisme['selfAssessments']; label: string; source: Reference }[] = [
  {
    key: 'anapMaturity',
    label: 'autodiagnostic ANAP de maturité et de sécurité',
    source: { text: 'ars-paca-aap-2023', anchor: 'self-assessment-anap' },
  },
  {
    key: 'siManagement',
    label: 'autodiagnostic ANAP de gestion du SI',
    source: { text: 'ars-paca-aap-2023', anchor: 'self-assessment-si' },
  },
  {
    key: 'protectionMeasures',
    label: 'positionnement sur les 13 mesures de protection',
    source: { text: 'ars-paca-aap-2023', anchor: 'protection-measures' },
  },
];

/** Each organisme is invited, not obliged, to give two self-assessments and its place on 13 measures. */
const selfAssessments: Rule = {
  id: 'self-assessments',
  title: 'Autodiagnostics et 13 mesures (sur invitation)',
  about: 'organisme',
  severity: 'information',
  fields: [],
  source: (campaign) => campaign.principles['self-assessments'],
  check(organisme, { campaign }) {
    const lacking = ASSESSMENTS.filter(({ key }) => organisme.selfAssessments[key] === false);
    const [first] = lacking;
    if (first)
      return broken(
        `Non fourni\u202f: ${listed(lacking.map(({ label }) => label))}. Le texte y invite sans l’imposer.`,
        {
          basis: {
            source: first.source,
            confidence: campaign.principles['self-assessments']?.confidence ?? 'official',
          },
        },
      );
    demand(
      ASSESSMENTS.filter(({ key }) => organisme.selfAssessments[key] === null).map(({ key, label }) =>
        ofOrganisme(organisme, `selfAssessments.${key}`, label),
      ),
    );
    return met('Les deux autodiagnostics et les 13 mesures sont faits.');
  },
};

/** Members are bound to the porteur by a grouping of any form, a plain convention included. */
const grouping: Rule = {
  id: 'grouping',
  title: 'Lien avec le porteur',
  about: 'organisme',
  severity: 'a-verifier',
  fields: ['project.groupingForm'],
  source: (campaign) => campaign.principles.grouping,
  check(organisme, { profile }) {
    if (organisme.id === profile.porteurId) return null;
    return need(
      organisme.boundToPorteur,
      ofOrganisme(organisme, 'boundToPorteur', 'convention ou mandat avec le porteur'),
    )
      ? met('Convention ou mandat avec le porteur.')
      : broken(
          'Aucune convention ni mandat avec le porteur\u202f: le regroupement doit prendre une forme, libre.',
        );
  },
};

/** The legal person that files manages ESSMS of the project. */
const porteurManages: Rule = {
  id: 'porteur-manages',
  title: 'Porteur gestionnaire',
  about: 'grappe',
  severity: 'a-verifier',
  fields: ['porteur.raisonSociale'],
  source: (campaign) => campaign.principles['manager-files'],
  check(grappe) {
    const porteur = needPorteur(grappe);
    const essms = needEssms(grappe);
    const managed = essms.filter(({ organismeId }) => organismeId === porteur.id);
    if (managed.length > 0)
      return met(`${organismeLabel(porteur)} gère ${counted(managed.length, 'ESSMS')} du projet.`);
    const known = new Set(grappe.organismes.map(({ id }) => id));
    demand(
      essms
        .filter(({ organismeId }) => !known.has(organismeId))
        .map((one) => ofEssms(one, 'organismeId', 'organisme gestionnaire')),
    );
    return broken(
      `${organismeLabel(porteur)} ne gère aucun ESSMS du projet. La demande vient de la personne morale gestionnaire\u202f: vérifiez le porteur, ou interrogez le financeur s’il s’agit d’un groupement.`,
    );
  },
};

/** Ours: the portal asks who the legal representative of the porteur is, and how to reach them. */
const legalRepresentative: Rule = {
  id: 'legal-representative',
  title: 'Représentant légal du porteur',
  about: 'grappe',
  severity: 'a-verifier',
  fields: [
    'representative.lastName',
    'representative.firstName',
    'representative.role',
    'representative.email',
  ],
  source: ours('legal-representative'),
  check(grappe) {
    const porteur = needPorteur(grappe);
    const { lastName, firstName, role, email, phone } = porteur.representative;
    const parts: [string, string, string][] = [
      ['lastName', 'nom du représentant légal', lastName],
      ['firstName', 'prénom du représentant légal', firstName],
      ['role', 'fonction du représentant légal', role],
    ];
    demand(
      parts.flatMap(([key, words, value]): MissingDatum[] =>
        value === '' ? [ofOrganisme(porteur, `representative.${key}`, words)] : [],
      ),
    );
    const faults = [
      ...(email === '' ? [] : [checkEmail(email).reason]),
      ...(phone === '' ? [] : [checkPhone(phone).reason]),
    ].filter((reason) => reason !== null);
    return faults.length === 0
      ? met(`${firstName} ${lastName}, ${role}.`)
      : broken(`${firstName} ${lastName}\u202f: ${faults.join(' ')} Corrigez ses coordonnées.`);
  },
};

/** Ours: the SIREN and the SIRET of the seat are right and agree. */
const organismeNumbers: Rule = {
  id: 'organisme-numbers',
  title: 'SIREN et SIRET du siège',
  about: 'organisme',
  severity: 'a-verifier',
  fields: ['porteur.siren', 'porteur.siret'],
  source: ours('siret-siren'),
  check(organisme) {
    const siren = checkSiren(need(organisme.siren, ofOrganisme(organisme, 'siren', 'SIREN')));
    const siret = checkSiret(need(organisme.siret, ofOrganisme(organisme, 'siret', 'SIRET du siège')));
    if (!siren.ok || !siret.ok) return broken([siren.reason, siret.reason].filter(Boolean).join(' '));
    return siret.value.startsWith(siren.value)
      ? met(`SIREN ${siren.value} et SIRET ${siret.value} concordent.`)
      : broken(
          `Le SIRET ${siret.value} ne commence pas par le SIREN ${siren.value}. Corrigez l’un des deux.`,
        );
  },
};

/** Ours: each ESSMS belongs to an organisme of the grappe; one that left it is a hole, not a fault. */
const attachment: Rule = {
  id: 'attachment',
  title: 'Organisme gestionnaire de l’ESSMS',
  about: 'essms',
  severity: 'a-verifier',
  fields: ['essms.organisme'],
  source: ours('attachment'),
  check(essms, { profile }) {
    const datum = ofEssms(essms, 'organismeId', 'organisme gestionnaire');
    const id = need(essms.organismeId, datum);
    const organisme = need(
      profile.organismes.find((one) => one.id === id),
      { ...datum, label: `${datum.label}, celui indiqué n’étant plus dans la grappe` },
    );
    return met(`Géré par ${organismeLabel(organisme)}.`);
  },
};

export const memberRules: Rule[] = [
  nationalAgreement,
  selfAssessments,
  grouping,
  porteurManages,
  legalRepresentative,
  organismeNumbers,
  attachment,
];
