import { describe, expect, test } from 'vitest';
import type { FieldId } from '@/knowledge/form/field-id';
import { recogniseFields } from '@/knowledge/form/recognise';
import type { FieldSnapshot } from '@/knowledge/form/snapshot';
import { choiceOf, fieldOf, frameOf, underHeadings } from './pages/snapshots';

/**
 * Blocks of forms as public bodies write them, each field with what it asks; null: not for us.
 * Written from the forms themselves and from what their guides say, never from the dictionary.
 */
type Asked = [label: string, id: FieldId | null, changes?: Partial<FieldSnapshot> & { choices?: string[] }];

interface Block {
  step: string;
  headings: string[];
  asks: Asked[];
}

const YES_NO = { choices: ['Oui', 'Non'] };
const DAY = { kind: 'date' as const };
const LONG = { kind: 'textarea' as const };

const blocks: Record<string, Block> = {
  'state form for associations: identity': {
    step: 'Demande de subvention',
    headings: ['1. Identification de l’association'],
    asks: [
      ['1.1 Nom - Dénomination (tel que dans les statuts) :', 'porteur.raisonSociale'],
      ['Sigle de l’association', 'porteur.sigle'],
      ['Site web', 'address.website'],
      ['1.2 Numéro Siret', 'porteur.siret'],
      ['1.3 Numéro RNA ou à défaut celui du récépissé en préfecture', 'porteur.rna'],
      ['Numéro d’inscription au registre (article 55 du code civil local)', null],
      ['1.4 Adresse du siège social', 'address.street'],
      ['Code postal', 'address.postcode'],
      ['Commune', 'address.commune'],
      ['Date de publication de la création au Journal Officiel', null, DAY],
    ],
  },
  'state form for associations: mailing address': {
    step: 'Demande de subvention',
    headings: ['Adresse de gestion ou de correspondance (si différente)'],
    asks: [
      ['Code postal', null],
      ['Commune', null],
    ],
  },
  'state form for associations: people': {
    step: 'Demande de subvention',
    headings: ['1.5 Représentant·e légal·e (personne désignée par les statuts)'],
    asks: [
      ['Nom', 'representative.lastName'],
      ['Prénom', 'representative.firstName'],
      ['Fonction', 'representative.role'],
      ['Téléphone', 'representative.phone'],
      ['Courriel', 'representative.email'],
    ],
  },
  'state form for associations: person in charge': {
    step: 'Demande de subvention',
    headings: [
      '1.6 Identification de la personne chargée de la présente demande de subvention (si différente)',
    ],
    asks: [
      ['Nom', 'contact.lastName'],
      ['Prénom', 'contact.firstName'],
      ['Fonction', 'contact.role'],
      ['Téléphone', 'contact.phone'],
      ['Courriel', 'contact.email'],
    ],
  },
  'state form for associations: relations and means': {
    step: 'Demande de subvention',
    headings: ['4. Moyens humains au 31 décembre de l’année écoulée'],
    asks: [
      ['Nombre de bénévoles', null],
      ['Nombre total de salarié·e·s', null],
      ['dont nombre de salarié·e·s en équivalent temps plein travaillé (ETPT)', null],
      ['Nombre de personnels mis à disposition', null],
      ['Adhérents', null],
    ],
  },
  'state form for associations: the action': {
    step: 'Demande de subvention',
    headings: ['6. Objet de la demande'],
    asks: [
      ['Intitulé', 'project.title'],
      ['Objectifs', 'project.objectives', LONG],
      ['Description', 'project.description', LONG],
      ['Bénéficiaires', null, LONG],
      ['Territoire', null],
      ['Moyens matériels et humains', null, LONG],
      ['Évaluation : indicateurs proposés au regard des objectifs ci-dessus', null, LONG],
      ['Date ou période de réalisation : du', 'project.startDate', DAY],
    ],
  },
  'portal of the vendor: identification': {
    step: 'Votre tiers',
    headings: ['Identification'],
    asks: [
      [
        'Type de structure *',
        'porteur.structureType',
        { choices: ['Association', 'Entreprise', 'Établissement public'], kind: 'select' },
      ],
      ['Êtes-vous établi en France ?', 'porteur.inFrance', YES_NO],
      ['Disposez-vous d’un numéro SIRET ?', 'porteur.hasSiret', YES_NO],
      ['N° SIRET *', 'porteur.siret', { maxLength: 14 }],
      ['Raison sociale *', 'porteur.raisonSociale'],
      ['Sigle', 'porteur.sigle'],
      ['NAF', 'porteur.naf', { kind: 'combobox' }],
      ['N° FINESS (entité juridique)', 'porteur.finessJuridique', { maxLength: 9 }],
      [
        'Forme juridique',
        'porteur.formeJuridique',
        { kind: 'select', choices: ['Association déclarée', 'Fondation', 'Mutuelle', 'GCSMS'] },
      ],
      ['Effectif', null],
      ['Date d’immatriculation', null, DAY],
    ],
  },
  'portal of the vendor: correspondence': {
    step: 'Adresse de correspondance',
    headings: ['Adresse'],
    asks: [
      ['Pays', 'address.country', { kind: 'select', choices: ['FRANCE', 'BELGIQUE', 'SUISSE'] }],
      ['Complément d’adresse', 'address.complement'],
      ['Point de remise', null],
      ['N° et libellé de la voie', 'address.street'],
      ['Lieu-dit / service particulier de distribution', null],
      ['Code postal / Cedex', 'address.postcode'],
      ['Commune (bureau distributeur)', 'address.commune'],
      ['Téléphone', 'address.phone'],
      ['Portable', 'address.mobile'],
      ['Fax', null],
      ['Courriel', 'address.email'],
      ['Site Internet', 'address.website'],
    ],
  },
  'portal of the vendor: legal representative': {
    step: 'Représentant légal',
    headings: ['Vous devez renseigner les coordonnées du représentant légal'],
    asks: [
      ['Êtes-vous ce représentant ?', null, YES_NO],
      ['Civilité', 'representative.civilite', { kind: 'select', choices: ['Madame', 'Monsieur'] }],
      ['Nom', 'representative.lastName'],
      ['Prénom', 'representative.firstName'],
      ['Fonction exercée', 'representative.role'],
      ['Profession', null],
      ['Date de naissance', null, DAY],
      ['Adresse électronique', 'representative.email'],
      ['N° de téléphone', 'representative.phone'],
      ['Même adresse que la structure', null, { kind: 'switch', value: 'false' }],
      ['Autorise à recevoir des notifications', null, { kind: 'checkbox', value: 'false' }],
    ],
  },
  'portal of the vendor: the demande': {
    step: 'Informations générales',
    headings: ['Votre demande'],
    asks: [
      ['Intitulé du projet', 'project.title'],
      ['Objet de la demande', 'project.objectives', LONG],
      ['Description du projet', 'project.description', LONG],
      ['Fréquence', 'project.firstRequest', { choices: ['Première demande', 'Renouvellement'] }],
      ['Période', 'project.period', { choices: ['Annuelle ou ponctuelle', 'Pluriannuelle'] }],
      ['Nature', 'project.nature', { choices: ['Fonctionnement global', 'Projet, action'] }],
      ['Exercice budgétaire', 'project.year', { kind: 'select', choices: ['2022', '2023', '2024'] }],
      ['Date de début de réalisation', 'project.startDate', DAY],
      ['Date de fin de réalisation', 'project.endDate', DAY],
      ['Montant de l’aide demandée (€)', 'project.requested'],
      ['Moyens humains affectés', 'project.humanResources', LONG],
      ['Date de dépôt', null, DAY],
    ],
  },
  'programme: specific information': {
    step: 'Informations complémentaires',
    headings: ['Projet ESMS numérique'],
    asks: [
      ['Type de projet', 'project.type', { choices: ['Acquisition', 'Montée de version', 'Mixte'] }],
      ['Éditeur du DUI retenu', 'project.editor'],
      ['Nom de la solution DUI retenue', 'project.software'],
      ['La solution DUI est-elle référencée Ségur ?', 'project.segurReferenced', YES_NO],
      ['Version de la solution', null],
      ['Nombre d’ESSMS concernés par le projet', 'project.essmsCount'],
      ['Nombre d’organismes gestionnaires', 'project.organismeCount'],
      ['Nombre d’établissements PA', 'project.essmsPA'],
      ['Forme juridique de la grappe', 'project.groupingForm'],
      ['Le porteur est-il adhérent d’une tête de réseau nationale ?', 'project.nationalEntity', YES_NO],
      ['Si oui, laquelle ?', 'project.nationalEntityName'],
      ['Gouvernance du projet et instances de pilotage', 'project.governance', LONG],
      ['Stratégie de déploiement au sein des structures', 'project.deployment', LONG],
      ['Plan d’accompagnement au changement', 'project.changePlan', LONG],
      [
        'Régions concernées',
        'project.regions',
        { kind: 'checkbox', choices: ['Corse', 'Occitanie', 'Provence-Alpes-Côte d’Azur'] },
      ],
      ['Nombre d’utilisateurs', null],
    ],
  },
  'programme: questions of eligibility': {
    step: 'Critères d’éligibilité',
    headings: ['Votre projet est-il éligible ?'],
    asks: [
      [
        'Le projet regroupe-t-il au minimum 15 ESSMS (8 ESSMS en Corse et en outre-mer) ?',
        'criteria.minimumEssms',
        YES_NO,
      ],
      ['L’ensemble des ESSMS relève-t-il de l’article L312-1 du CASF ?', 'criteria.allL312', YES_NO],
      [
        'Les ESSMS sont-ils tous identifiés par un numéro FINESS géographique en propre ?',
        'criteria.allFiness',
        YES_NO,
      ],
      ['Le projet fait-il l’objet d’un autre financement européen ?', 'criteria.noEuropeanAid', YES_NO],
      [
        'Un des ESSMS a-t-il déjà bénéficié d’un financement pour le même logiciel ?',
        'criteria.noDoubleFunding',
        YES_NO,
      ],
      ['Sollicitez-vous un financement au titre de la politique de la ville ?', null, YES_NO],
      ['L’organisme est-il à jour de ses cotisations sociales ?', null, YES_NO],
      ['Le siège est-il situé en région Île-de-France ?', null, YES_NO],
    ],
  },
  'regional form: the body that files': {
    step: 'Dossier de candidature',
    headings: ['A. Présentation du porteur de projet'],
    asks: [
      ['A.1 Nom de la structure porteuse', 'porteur.raisonSociale'],
      ['A.2 Statut juridique', 'porteur.formeJuridique'],
      ['A.3 N° FINESS EJ', 'porteur.finessJuridique'],
      ['A.4 SIREN', 'porteur.siren'],
      ['A.5 Adresse postale', 'address.street'],
      ['A.6 CP', 'address.postcode'],
      ['A.7 Ville', 'address.commune'],
      ['A.8 Nombre de places autorisées', null],
      ['A.9 Président du conseil d’administration', null],
    ],
  },
  'regional form: who to call': {
    step: 'Dossier de candidature',
    headings: ['B. Référent projet'],
    asks: [
      ['Civilité', 'contact.civilite', { choices: ['Mme', 'M.'] }],
      ['NOM', 'contact.lastName'],
      ['Prénom', 'contact.firstName'],
      ['Qualité', 'contact.role'],
      ['Mail', 'contact.email'],
      ['Tél. (ligne directe)', 'contact.phone'],
    ],
  },
  'regional form: words in the labels': {
    step: 'Dossier de candidature',
    headings: [],
    asks: [
      ['Nom du représentant légal', 'representative.lastName'],
      ['Prénom du représentant légal', 'representative.firstName'],
      ['Qualité du représentant légal', 'representative.role'],
      ['Courriel du représentant légal', 'representative.email'],
      ['Téléphone du représentant légal', 'representative.phone'],
      ['Nom du chef de projet', 'contact.lastName'],
      ['Prénom du chef de projet', 'contact.firstName'],
      ['Mail du chef de projet', 'contact.email'],
      ['Téléphone du chef de projet', 'contact.phone'],
      ['Nom du directeur des systèmes d’information', null],
      ['Courriel du délégué à la protection des données (DPO)', null],
    ],
  },
  'questions as sentences': {
    step: 'Votre projet',
    headings: ['Parlez-nous de votre projet'],
    asks: [
      ['Comment s’appelle votre projet ?', 'project.title'],
      ['Quel montant demandez-vous ?', 'project.requested'],
      ['Combien d’établissements et services participent ?', 'project.essmsCount'],
      ['Quand commence le projet ?', 'project.startDate', DAY],
      ['Quand se termine le projet ?', 'project.endDate', DAY],
      ['Quel logiciel avez-vous choisi ?', 'project.software'],
      ['Qui en est l’éditeur ?', 'project.editor'],
      ['Quels sont vos objectifs ?', 'project.objectives', LONG],
      ['Comment le projet est-il piloté ?', 'project.governance', LONG],
      [
        'Dans quelles régions se déroule-t-il ?',
        'project.regions',
        { kind: 'checkbox', choices: ['Bretagne', 'Corse', 'Occitanie'] },
      ],
      ['Combien de professionnels seront formés ?', null],
      ['Quel logiciel utilisez-vous aujourd’hui ?', null],
    ],
  },
  'questions as sentences, about the body': {
    step: 'Qui êtes-vous ?',
    headings: ['Votre organisation'],
    asks: [
      ['Quel est le nom de votre organisme ?', 'porteur.raisonSociale'],
      ['Quel est votre numéro SIRET ?', 'porteur.siret'],
      ['Quelle est l’adresse de votre siège ?', 'address.street'],
      ['Dans quelle commune se trouve votre siège ?', 'address.commune'],
      ['Quelle est votre forme juridique ?', 'porteur.formeJuridique'],
      ['Quel est votre code APE ?', 'porteur.naf'],
      ['À quelle adresse e-mail peut-on vous joindre ?', 'address.email'],
      ['À quel numéro peut-on vous joindre ?', null],
    ],
  },
  'bank details': {
    step: 'Domiciliation bancaire',
    headings: ['Relevé d’identité bancaire'],
    asks: [
      ['Titulaire du compte', 'bank.holder'],
      ['Nom de la banque', 'bank.bankName'],
      ['IBAN (27 caractères)', 'bank.iban'],
      ['BIC (8 ou 11 caractères)', 'bank.bic'],
      ['Code banque', null],
      ['Code guichet', null],
      ['N° de compte', null],
      ['Clé RIB', null],
      ['Adresse de l’agence', null],
    ],
  },
  'bank details, said otherwise': {
    step: 'Pour finir',
    headings: ['Sur quel compte verser la subvention ?'],
    asks: [
      ['Nom et adresse du titulaire', null],
      ['Identifiant international de compte (IBAN)', 'bank.iban'],
      ['Code d’identification de la banque (BIC)', 'bank.bic'],
      ['IBAN de l’ancien compte', null],
      ['Domiciliation de la banque', 'bank.bankName'],
    ],
  },
  money: {
    step: 'Plan de financement',
    headings: ['Synthèse'],
    asks: [
      ['Coût total du projet TTC', null],
      ['Subvention sollicitée auprès de la CNSA', 'project.requested'],
      ['Total des ressources', null],
      ['Taux de subvention', null],
      ['Montant des fonds propres', null],
      ['Montant déjà obtenu', null],
      ['Montant demandé au Conseil départemental', null],
      ['Reste à financer', null],
      ['Dont investissement', null],
      ['Autres subventions sollicitées', 'project.otherAid', LONG],
    ],
  },
  'somebody else’s': {
    step: 'Dossier de candidature',
    headings: ['Éditeur du logiciel'],
    asks: [
      ['Raison sociale', null],
      ['SIRET', null],
      ['Adresse', null],
      ['Code postal', null],
      ['Commune', null],
      ['Nom du commercial', null],
      ['Téléphone', null],
    ],
  },
  'the accountant and the auditor': {
    step: 'Votre structure',
    headings: ['Commissaire aux comptes'],
    asks: [
      ['Nom', null],
      ['Prénom', null],
      ['Courriel', null],
      ['Date de nomination', null, DAY],
    ],
  },
  'the person with a delegation': {
    step: 'Représentant légal',
    headings: ['Personne bénéficiant d’une délégation de signature'],
    asks: [
      ['Nom', null],
      ['Prénom', null],
      ['Fonction', null],
      ['Courriel', null],
    ],
  },
  'the account of the site': {
    step: 'Créer un compte',
    headings: ['Vos identifiants'],
    asks: [
      ['Adresse électronique', null],
      ['Confirmer l’adresse électronique', null],
      ['Nom', null],
      ['Prénom', null],
      ['Question secrète', null],
    ],
  },
};

const fieldFrom = (
  [label, , { choices, ...changes } = {}]: Asked,
  headings: string[],
  at: number,
): FieldSnapshot => {
  const field = choices
    ? { ...choiceOf(label, choices, changes.kind ?? 'radio'), ...changes }
    : fieldOf(label, changes);
  return { ...underHeadings(field, ...headings), ref: `f${at}` };
};

const got = ({ step, headings, asks }: Block): (FieldId | null)[] => {
  const fields = asks.map((asked, at) => fieldFrom(asked, headings, at));
  const found = recogniseFields(frameOf(fields, { step, headings: [step, ...headings] }));
  return fields.map(({ ref }) => found.get(ref)?.entry.id ?? null);
};

describe('what each field of a block asks', () => {
  test.each(Object.keys(blocks))('%s', (name) => {
    const block = blocks[name];
    if (!block) throw new Error(name);
    const said = (ids: (FieldId | null)[]) => block.asks.map(([label], at) => `${label} → ${ids[at]}`);
    expect(said(got(block))).toEqual(said(block.asks.map(([, id]) => id)));
  });

  test('there are enough of them', () => {
    expect(Object.values(blocks).flatMap(({ asks }) => asks).length).toBeGreaterThanOrEqual(150);
  });
});
