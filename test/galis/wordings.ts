import type { FieldId } from '@/knowledge/form/field-id';
import type { Field, Option, Step } from './definition';
import { draw, random } from './random';

/**
 * Other wordings of the same questions, as forms of associations and of other customers of the
 * vendor put them. Written from such forms, with none of the assistant's words at hand.
 */
const others: Partial<Record<FieldId, readonly string[]>> = {
  'porteur.structureType': [
    'Nature de la structure',
    'Catégorie de demandeur',
    'Famille du tiers',
    'Type de tiers',
  ],
  'porteur.siret': ['Numéro SIRET', 'Numéro de SIRET du siège', 'Identifiant SIRET de la structure', 'SIRET'],
  'porteur.siren': ['Numéro SIREN', 'SIREN', 'Identifiant SIREN'],
  'porteur.raisonSociale': [
    'Nom – Dénomination',
    'Dénomination de la structure',
    'Nom de l’organisme',
    'Raison sociale ou dénomination',
  ],
  'porteur.sigle': ['Sigle de la structure', 'Acronyme', 'Sigle usuel'],
  'porteur.formeJuridique': ['Statut juridique', 'Forme juridique de la structure', 'Catégorie juridique'],
  'porteur.naf': ['Code NAF', 'Code APE / NAF', 'Activité principale (code NAF)', 'Code APE'],
  'porteur.rna': [
    'Numéro RNA',
    'Numéro RNA de l’association',
    'Numéro au répertoire national des associations (W suivi de 9 chiffres)',
  ],
  'porteur.finessJuridique': [
    'FINESS juridique',
    'Numéro FINESS de l’entité juridique',
    'N° FINESS EJ',
    'FINESS de l’organisme gestionnaire (entité juridique)',
  ],
  'porteur.hasSiret': ['La structure possède-t-elle un SIRET ?', 'Avez-vous un numéro SIRET ?'],
  'porteur.inFrance': ['La structure est-elle établie en France ?', 'Votre siège est-il situé en France ?'],
  'address.country': ['Pays de résidence', 'Pays du siège'],
  'address.complement': ['Complément d’adresse', 'Bâtiment, étage, point de remise', 'Complément'],
  'address.street': [
    'Adresse (numéro et voie)',
    'Numéro et nom de la rue',
    'Adresse du siège social',
    'Voie',
  ],
  'address.postcode': ['CP', 'Code postal du siège', 'Code postal (cedex compris)'],
  'address.commune': ['Ville', 'Localité', 'Commune du siège', 'Ville (ou commune)'],
  'address.phone': ['Téléphone fixe', 'N° de téléphone', 'Tél.', 'Numéro de téléphone de la structure'],
  'address.mobile': ['Téléphone portable', 'Mobile', 'N° de portable'],
  'address.email': ['Adresse électronique', 'E-mail', 'Adresse mail de la structure', 'Mél.'],
  'address.website': ['Site web', 'Adresse du site internet', 'Site Internet de la structure'],
  'representative.civilite': ['Titre', 'Civilité du représentant légal'],
  'representative.lastName': ['Nom de famille', 'Nom du représentant légal', 'Nom d’usage'],
  'representative.firstName': ['Prénom du représentant légal', 'Prénom usuel', 'Prénom(s)'],
  'representative.role': ['Qualité', 'Fonction dans la structure', 'En qualité de'],
  'representative.email': ['Adresse électronique', 'E-mail', 'Courriel du représentant légal'],
  'representative.phone': ['Téléphone', 'N° de téléphone', 'Tél.'],
  'contact.civilite': ['Titre', 'Civilité'],
  'contact.lastName': ['Nom de famille', 'Nom du contact', 'Nom d’usage'],
  'contact.firstName': ['Prénom du contact', 'Prénom usuel', 'Prénom(s)'],
  'contact.role': ['Qualité', 'Fonction dans la structure', 'Poste occupé'],
  'contact.email': ['Adresse électronique', 'E-mail', 'Courriel du contact'],
  'contact.phone': ['N° de téléphone', 'Tél.', 'Téléphone direct'],
  'project.title': ['Titre du projet', 'Intitulé', 'Nom du projet', 'Libellé du projet'],
  'project.objectives': ['Objectifs', 'Objectifs poursuivis', 'Quels sont les objectifs du projet ?'],
  'project.description': [
    'Description',
    'Présentation du projet',
    'Décrivez votre projet',
    'Descriptif détaillé',
  ],
  'project.theme': ['Thème', 'Thématique du projet', 'Domaine concerné'],
  'project.firstRequest': ['S’agit-il d’une première demande ?', 'Type de demande', 'Votre demande est-elle'],
  'project.period': [
    'Durée du financement',
    'Période concernée',
    'La demande est-elle ponctuelle ou pluriannuelle ?',
  ],
  'project.nature': ['Objet du financement', 'Nature de la demande', 'L’aide porte sur'],
  'project.year': ['Exercice budgétaire', 'Année de la demande', 'Au titre de l’année'],
  'project.startDate': [
    'Date de début du projet',
    'Date de démarrage',
    'Début prévisionnel',
    'Date de commencement',
  ],
  'project.endDate': [
    'Date de fin du projet',
    'Date d’achèvement',
    'Fin prévisionnelle',
    'Date de clôture du projet',
  ],
  'project.humanResources': [
    'Moyens humains mobilisés',
    'Équipe projet et temps consacré',
    'Ressources humaines affectées au projet',
  ],
  'project.requested': [
    'Montant de la subvention demandée',
    'Subvention sollicitée',
    'Montant sollicité (TTC)',
  ],
  'project.type': ['Nature du projet', 'Le projet porte sur', 'Type de projet DUI'],
  'project.software': ['Nom du logiciel', 'DUI retenu', 'Solution logicielle choisie', 'Logiciel retenu'],
  'project.editor': ['Nom de l’éditeur', 'Éditeur', 'Société éditrice du logiciel'],
  'project.segurReferenced': [
    'La solution est-elle référencée Ségur ?',
    'Solution référencée Ségur numérique',
    'Le DUI choisi est-il référencé Ségur ?',
  ],
  'project.essmsCount': [
    'Nombre de structures engagées',
    'Nombre total d’ESSMS',
    'Combien d’ESSMS participent au projet ?',
  ],
  'project.fields': ['Secteurs concernés', 'Champs d’intervention des structures', 'Champs du projet'],
  'project.groupingForm': ['Forme du groupement', 'Support juridique de la grappe', 'Mode de regroupement'],
  'project.nationalScope': ['S’agit-il d’un projet national ?', 'Projet de portée nationale'],
  'project.nationalEntity': [
    'Le porteur appartient-il à une entité nationale ?',
    'Êtes-vous rattaché à une tête de réseau nationale ?',
  ],
  'project.nationalEntityName': ['Nom de la tête de réseau', 'Entité nationale (nom)'],
  'project.governance': ['Gouvernance', 'Pilotage et instances', 'Organisation et gouvernance du projet'],
  'project.deployment': ['Modalités de déploiement', 'Déploiement', 'Planning et vagues de déploiement'],
  'project.changePlan': [
    'Conduite du changement',
    'Accompagnement au changement',
    'Accompagnement des équipes',
  ],
  'project.otherAid': ['Autres financements obtenus ou demandés', 'Autres subventions', 'Cofinancements'],
  'project.departements': ['Départements d’implantation', 'Liste des départements', 'N° des départements'],
  'project.regions': ['Régions', 'Région(s) d’implantation', 'Régions couvertes'],
  'criteria.minimumEssms': [
    'La grappe compte-t-elle au minimum 15 ESSMS (8 en Corse et dans les territoires ultramarins) ?',
    'Le nombre minimal d’ESSMS (15, ou 8 en Corse et outre-mer) est-il atteint ?',
  ],
  'criteria.allFiness': [
    'Toutes les structures ont-elles leur propre numéro FINESS géographique ?',
    'Un numéro FINESS géographique est-il attribué à chaque structure ?',
  ],
  'criteria.noEuropeanAid': [
    'Le projet est-il sans autre financement européen ?',
    'Confirmez-vous ne recevoir aucune autre aide européenne pour ce projet ?',
  ],
  'bank.holder': ['Nom du titulaire', 'Intitulé du compte', 'Titulaire', 'Compte ouvert au nom de'],
  'bank.iban': ['Code IBAN', 'N° IBAN', 'Numéro de compte (IBAN)'],
  'bank.bic': ['Code BIC', 'BIC / SWIFT', 'Code SWIFT (BIC)'],
  'bank.bankName': ['Banque', 'Domiciliation', 'Établissement bancaire'],
  'essms.finess': [
    'FINESS géographique',
    'N° FINESS ET',
    'Numéro FINESS de l’établissement',
    'FINESS (géographique)',
  ],
  'essms.name': [
    'Nom de l’établissement',
    'Raison sociale de l’ESSMS',
    'Établissement ou service',
    'Nom de la structure',
  ],
  'essms.category': ['Code catégorie', 'Catégorie d’établissement', 'Catégorie FINESS'],
  'essms.field': ['Secteur', 'Champ d’intervention', 'Public (champ)'],
  'essms.organisme': ['Gestionnaire', 'Entité gestionnaire', 'Organisme de rattachement'],
  'essms.postcode': ['CP', 'Code postal de l’établissement'],
  'essms.commune': ['Ville', 'Localité', 'Commune d’implantation'],
  'essms.capacity': ['Nombre de places', 'Capacité autorisée', 'Capacité (places)'],
  'essms.software': ['DUI actuel', 'Logiciel en place', 'Solution actuelle'],
  'essms.requested': ['Subvention demandée', 'Aide sollicitée (TTC)', 'Montant sollicité'],
  'expense.poste': ['Nature de la dépense', 'Type de dépense', 'Poste'],
  'expense.label': ['Description', 'Intitulé de la dépense', 'Objet'],
  'expense.amount': ['Montant', 'Coût TTC', 'Montant prévisionnel (€ TTC)'],
  'resource.poste': ['Origine du financement', 'Nature de la recette', 'Type de financeur'],
  'resource.label': ['Précisions', 'Intitulé de la recette', 'Commentaire'],
  'resource.amount': ['Montant', 'Montant attendu', 'Montant prévisionnel (€ TTC)'],
  'indicator.label': ['Intitulé de l’indicateur', 'Indicateur de résultat', 'Nom de l’indicateur'],
  'indicator.target': ['Cible', 'Objectif chiffré', 'Valeur attendue'],
};

const titles: Record<string, readonly string[]> = {
  'Votre structure': ['Identification de la structure', 'Le demandeur', 'Votre tiers'],
  Adresse: ['Adresse de la structure', 'Siège social'],
  Coordonnées: ['Moyens de contact', 'Vos coordonnées'],
  'Identité du représentant légal': ['Le représentant légal', 'Personne habilitée à engager la structure'],
  'Identité de la personne chargée du dossier': [
    'Personne à contacter',
    'Votre correspondant pour ce dossier',
  ],
  'Votre projet': ['Le projet', 'Présentation'],
  'Compte à créditer': ['Coordonnées bancaires', 'Références du compte'],
};

const optionTitles: Record<string, string> = { Madame: 'Mme', Monsieur: 'M.', Oui: 'OUI', Non: 'NON' };

/** Acronyms keep their capitals when a sentence takes the label in. */
const inSentence = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

interface Told {
  label: string;
  rank: number;
  part: number;
  required: boolean;
}

/** Typing habits met on forms; the first two leave the label as it is. */
const habits: readonly ((told: Told) => string)[] = [
  ({ label }) => label,
  ({ label }) => label,
  ({ label }) => label.replaceAll('’', "'"),
  ({ label }) => label.replaceAll(' ', '\u00a0'),
  ({ label }) => label.replaceAll(' ', '  '),
  ({ label }) => `${label}\u00a0:`,
  ({ label }) => `${label} *`,
  ({ label, required }) => `${label} (${required ? 'obligatoire' : 'facultatif'})`,
  ({ label }) => label.toUpperCase(),
  ({ label, part, rank }) => `${part}.${rank} – ${label}`,
  ({ label, rank }) => `${rank}) ${label}`,
  ({ label }) => (label.endsWith('?') ? label : `Veuillez saisir\u00a0: ${inSentence(label)}`),
  ({ label }) => (label.endsWith('?') ? label : `Merci d’indiquer\u00a0: ${inSentence(label)}`),
];

const retitled = (next: () => number, option: string | Option): string | Option => {
  const { title, value }: Option = typeof option === 'string' ? { title: option, value: option } : option;
  const other = optionTitles[title];
  return other && next() < 0.5 ? { title: other, value } : option;
};

/** What one label becomes: often another wording, then a habit of the person who typed the form. */
const relabelled = (
  next: () => number,
  field: Field,
  part: number,
  rank: number,
  inTable: boolean,
): Field => {
  const wordings = (field.asks && others[field.asks]) || [];
  const chance = next();
  const label = (chance < 0.75 && draw(next, wordings)) || field.label;
  const habit = draw(next, habits);
  const told = { label, part, rank, required: field.required ?? false };
  const { options } = field;
  // « boxes » keep their titles: they are what the draft holds.
  const other = options && !field.widget.endsWith('checkbox') && options.map((one) => retitled(next, one));
  const written = inTable && label.length > 30 ? label : (habit?.(told) ?? label);
  return { ...field, label: written, ...(other && { options: other }) };
};

/** The same steps in other words, drawn from a seed: keys, values of the options and meanings stay. */
export const reworded = (steps: Step[], seed: number): Step[] => {
  const next = random(seed * 101 + 7);
  return steps.map((step, at) => ({
    ...step,
    sections: step.sections.map((section) => ({
      ...section,
      title: (next() < 0.6 && draw(next, titles[section.title] ?? [])) || section.title,
      ...(section.fields && {
        fields: section.fields.map((field, rank) => relabelled(next, field, at + 1, rank + 1, false)),
      }),
      ...(section.table && {
        table: {
          ...section.table,
          columns: section.table.columns.map((column, rank) =>
            relabelled(next, column, at + 1, rank + 1, true),
          ),
        },
      }),
    })),
  }));
};
