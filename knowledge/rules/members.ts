import { checkEmail, checkPhone, checkSiren, checkSiret } from '@/knowledge/identifiers';
import type { Organisme } from '@/knowledge/profile/schema';
import { needEssms, needPorteur } from './asks';
import { broken, demand, held, met, need, ours, pieceBasis, type Rule } from './define';
import { ofEssms, ofOrganisme, ofProject, organismeLabel } from './facts';
import { counted, listed } from './french';
import type { MissingDatum } from './rule';

/** A member attached to a national entity has its written agreement and files it. */
const nationalAgreement: Rule = {
  id: 'national-agreement',
  title: 'Accord écrit de l’entité nationale',
  about: 'organisme',
  severity: 'bloquant',
  fields: ['project.nationalEntity', 'project.nationalEntityName'],
  source: held('national-entity-agreement'),
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

const ASSESSMENTS: { key: keyof Organisme['selfAssessments']; piece: string; label: string }[] = [
  {
    key: 'anapMaturity',
    piece: 'anap-maturity',
    label: 'autodiagnostic ANAP de maturité et de sécurité',
  },
  { key: 'siManagement', piece: 'anap-si-management', label: 'autodiagnostic ANAP de gestion du SI' },
  {
    key: 'protectionMeasures',
    piece: 'protection-measures',
    label: 'positionnement sur les 13 mesures de protection',
  },
];

/** Each organisme is invited, not obliged, to give two self-assessments and its place on 13 measures. */
const selfAssessments: Rule = {
  id: 'self-assessments',
  title: 'Autodiagnostics et 13 mesures (sur invitation)',
  about: 'organisme',
  severity: 'information',
  fields: ['porteur.anapMaturity', 'porteur.siManagement', 'porteur.protectionMeasures'],
  source: held('self-assessments'),
  check(organisme, { campaign }) {
    const { selfAssessments: done } = organisme;
    const lacking = ASSESSMENTS.filter(({ key }) => done[key] === false);
    const piece = campaign.pieces.find(({ id }) => id === lacking[0]?.piece);
    if (lacking.length > 0)
      return broken(
        `Non fourni\u202f: ${listed(lacking.map(({ label }) => label))}. Le texte y invite sans l’imposer.`,
        piece && { basis: pieceBasis(campaign, piece) },
      );
    demand(
      ASSESSMENTS.filter(({ key }) => done[key] === null).map(({ key, label }) =>
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
  source: held('grouping'),
  check(organisme, { profile }) {
    if (organisme.id === profile.porteurId) return null;
    const datum = ofOrganisme(organisme, 'boundToPorteur', 'convention ou mandat avec le porteur');
    if (need(organisme.boundToPorteur, datum)) return met('Convention ou mandat avec le porteur.');
    // Without a porteur, this organisme may be the one.
    needPorteur(profile);
    return broken(
      'Aucune convention ni mandat avec le porteur\u202f: le regroupement doit prendre une forme, libre.',
    );
  },
};

/** The grouping takes any legal form, from a convention to a GCSMS: it only has to be said. */
const groupingForm: Rule = {
  id: 'grouping-form',
  title: 'Forme du regroupement',
  about: 'grappe',
  severity: 'information',
  fields: ['project.groupingForm'],
  source: held('grouping'),
  check({ organismes, project }) {
    if (organismes.length < 2) return null;
    const form = need(
      project.groupingForm,
      ofProject('groupingForm', 'forme du regroupement (convention, GCSMS…)'),
    );
    return met(`Forme indiquée\u202f: ${form}. Le texte la laisse libre.`);
  },
};

/** The legal person that files manages ESSMS of the project. */
const porteurManages: Rule = {
  id: 'porteur-manages',
  title: 'Porteur gestionnaire',
  about: 'grappe',
  severity: 'a-verifier',
  fields: ['porteur.raisonSociale'],
  source: held('manager-files'),
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

/** Ours: the first nine digits of the SIRET of an ESSMS are the SIREN of the organisme it is said to be of. */
const sameEntity: Rule = {
  id: 'same-entity',
  title: 'ESSMS et organisme\u202f: même personne morale',
  about: 'essms',
  severity: 'a-verifier',
  fields: ['essms.siret', 'essms.organisme'],
  source: ours('same-entity'),
  check(essms, { facts }) {
    const organisme = facts.organismeById.get(essms.organismeId);
    if (essms.siret === '' || !organisme) return null;
    const siret = checkSiret(essms.siret);
    const siren = checkSiren(need(organisme.siren, ofOrganisme(organisme, 'siren', 'SIREN')));
    if (!siret.ok) return broken(`${siret.reason} Corrigez le SIRET de l’ESSMS.`);
    return siret.value.startsWith(siren.value)
      ? met(`SIRET de ${organismeLabel(organisme)}.`)
      : broken(
          `Le SIRET ${siret.value} n’est pas de ${organismeLabel(organisme)} (SIREN ${siren.value}). Corrigez l’un des deux, ou expliquez-le dans le dossier.`,
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
  check(essms, { facts }) {
    const datum = ofEssms(essms, 'organismeId', 'organisme gestionnaire');
    const organisme = need(facts.organismeById.get(need(essms.organismeId, datum)), {
      ...datum,
      label: `${datum.label}, celui indiqué n’étant plus dans la grappe`,
    });
    return met(`Géré par ${organismeLabel(organisme)}.`);
  },
};

export const memberRules: Rule[] = [
  nationalAgreement,
  selfAssessments,
  grouping,
  groupingForm,
  porteurManages,
  legalRepresentative,
  organismeNumbers,
  sameEntity,
  attachment,
];
