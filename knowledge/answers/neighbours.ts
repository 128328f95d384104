import { searchable } from './normalise';

/**
 * Subjects next to the programme that a person of the field may ask about by habit: other funding,
 * rates, allowances, staff, authorisations, evaluations. A passage that does not name the one asked
 * about does not answer, however many words they share. An entry names a subject, never what an asker
 * tells of their situation: « création de places », not « places ». A final `*` stands for any ending;
 * plurals are understood.
 */
const NEIGHBOURING_SUBJECTS = `
CPOM, contrat pluriannuel, EPRD, ERRD, PPI, plan pluriannuel, compte administratif, rapport budgétaire, budget primitif, FIR,
fonds d’intervention, plan d’aide à l’investissement, immobili*, travaux, construction, reconstru*, rénov*, bâtiment, fonds vert,
décret tertiaire, APL, ALS, AAH, AEEH, APA, PCH, ASI, RSA, aide sociale à l’hébergement, aide sociale départementale,
aide sociale légale, dossier d’aide sociale, demande d’aide sociale, bénéficiaire de l’aide sociale,
récupération de l’aide sociale, allocation, GIR, GMP, PMP, pathos, tarif hébergement, tarif dépendance, tarif socle, tarification,
forfait soin, forfait dépendance, forfait autonomie, prix de journée, dotation, SERAFIN*, nomenclature, CRT, ratio, encadrement,
prime, CTI, Laforcade, point d’indice, traitement indiciaire, salaire, salarié, logiciel de paie, fiche de paie, rémunération,
revalorisation, convention collective, CCN, CCNT, syndica*, congés payés, congé sans solde, congé parental, congé trimestriel,
congé d’ancienneté, congé de proche, jours de congé, droit à congé, pose des congés, astreinte, recrut*, licenci*,
rupture conventionnelle, embauche, contrat aidé, apprenti*, OPCO, CPF, AGEFIPH, FIPHFP, service civique,
formation professionnelle, RGPD, CNIL, DPO, AIPD, protection des données, données personnelles, délai de conservation,
durée de conservation, archiv*, marché public, MAPA, appel d’offres, UGAP, commande publique, impôt, fisca*, taxe, CITS, exonér*,
mécénat, dons, un don, don manuel, don en nature, fondation de France, minibus, véhicule, évaluation externe, HAS, référentiel,
certification, annexe XXIV, habilitation, agrément, transformation de l’offre, transformation de l’établissement,
transformation des ESAT, transformation de places, transformer des places, transformer un, transformer une, transformer notre,
extension de capacité, extension non importante, extension des locaux, extension de l’établissement, extension de l’autorisation,
demande d’extension, agrandissement, création de places, extension de places, nouvelles places, places supplémentaires,
places disponibles, places vacantes, ouvrir des places, créer des places, financement de places, place en EHPAD, place en IME,
place en MAS, trouver une place, patient, carnet de santé, météo, quel temps fera, quel temps fait, centre de ressources,
habitat inclusif, vie partagée, résidence autonomie, résidence services, conférence des financeurs, unité renforcée, autisme,
UEMA, GEM, emploi accompagné, MDPH, CDAPH, ViaTrajectoire, liste d’attente, admission, contrat de séjour, livret d’accueil,
projet d’établissement, conseil de la vie sociale, conseil à la vie sociale, CVS, projet personnalisé, LHSS, CADA, HUDA, FSL,
ANAH, CARSAT, URSSAF, caisse de retraite, départ à la retraite, départ en retraite, pension de retraite, retraite progressive,
retraite anticipée, retraite complémentaire, âge de la retraite, mise à la retraite, réforme des retraites, indemnité de départ,
mutuelle, CAF, Ameli, carte vitale, France Travail, téléconsultation, télémédecine, plan bleu, MaPrime*, canicule, vaccin*, COVID,
médicament, maltraitance, bientraitance, signalement, événement indésirable, inspection, curatelle, succession,
obligation alimentaire, reste à charge, frais de siège, ligne de trésorerie, crédit de trésorerie, plan de trésorerie,
excédent de trésorerie, réserve de trésorerie, emprunt, prêt bancaire, prêt PLS, prêt à taux, prêt social, prêt relais,
prêt d’honneur, prêt participatif, contracter un prêt, leasing, livret A, revenus, revenu de solidarité, scolari*,
inclusion scolaire, soutien scolaire, décrochage scolaire, accompagnement scolaire, Erasmus, DRAC, culture, sport, mobilité,
transport, restauration collective, restauration des résidents, marché de restauration, prestataire de restauration, cuisine,
énergie, électricité, contrat local de santé, contrats locaux de santé, FEDER, FSE, LEADER, FDVA, DETR, DSIL, France 2030, HOP’EN,
SUN-ES, programme CaRE, Banque des territoires, BPI, logement social, bailleur, loyer, bail, assureur, contrat d’assurance,
assurance dommage, assurance responsabilité, assurance multirisque, assurance-vie, assurances, TVA, legs, cagnotte,
financement participatif, subvention de fonctionnement, contrat de ville, politique de la ville, médiateur, réclamation, plainte,
visite de conformité, famille d’accueil, accueil familial, assistant familia*, assistante familia*, sous tutelle,
demande de tutelle, juge des tutelles, mesure de tutelle, jugement de tutelle, mandataire social, mandataire familial,
mode mandataire, SMIC, temps partiel, heures supplémentaires, télétravail, document unique, accident du travail, arrêts maladie,
arrêt de travail, CSE, entretien professionnel, égalité professionnelle, alternance, stagiaire, stage, bénévol*, VAE, diplôme,
aide-soignant*, infirmière, infirmier libéral, infirmiers libéraux, infirmier de nuit, infirmier coordinateur, IDEC,
médecin coordonnateur, psychologue, RSE, bilan carbone, déchet, Egalim, amiante, incendie, chauffage, isolation, photovolta*,
panneaux solaires, climatisation, borne de recharge, domotique, téléassistance, site internet, intelligence artificielle,
facturation électronique, comptabilité, commissaire aux comptes, fusion absorption, fusion entre, fusion d’associations,
fusion de deux associations, traité de fusion, projet de fusion, fusionner, ordonnance, prescription, pharmacie, PMSI,
tableau de bord, enquête de satisfaction, droit à l’image, répit, aidant, cantine, CNR, fonds d’appui, réhabilit*, mobilier,
lit médicalisé, lève-personne, groupe électrogène, appel malade, aide technique, permis de construire, foncier, achat de terrain,
réserve de compensation, amortissement, crédits pérennes, crédits non reconductibles, tiers-lieu*, Action Logement,
section dépendance, fusion des sections, forfait global de soins, forfait hospitalier, forfait inclusion, tarif journalier,
tarif horaire, tarif global, tarif plancher, tarif différencié, décision tarifaire, bouclier tarifaire, taux d’occupation,
taux d’activité, taux directeur, taux d’évolution, taux d’intérêt, reprise de déficit, reprise du déficit, budget déficitaire,
déficit budgétaire, excédentaire, excédent budgétaire, excédent d’exploitation, affectation du résultat, affecter le résultat,
report à nouveau, provision, rejet de dépense, cadre normalisé, compte de résultat, prix d’hébergement, frais d’hébergement,
fonds de roulement, haut de bilan, fonds d’urgence, Ségur pour tous, complément de traitement, contrôle de gestion,
étude nationale de coûts, groupe fonctionnel, crédits de remplacement, service public départemental de l’autonomie,
loi de finances, loi grand âge, loi bien vieillir, PASA, UVPHA, PCPE, EMAS, fonctionnement en DITEP, dispositif intégré,
communauté 360, équipe mobile, hors les murs, relayage, télésurveillance, Alzheimer, fondation d’entreprise, AGIRC*, CNAV, MSA,
cité éducative, titre associatif, France Active, DLA, dispositif local d’accompagnement, ESUS, article 51, isolement social,
lutte contre l’isolement, chute, projet régional de santé, plateforme de coordination, MAIA, CPTS, maison de santé, emploi franc,
logement d’abord, tiers digne de confiance, habitat partagé, pacte des solidarités, e-parcours, télésanté, robot*,
vidéosurveillance, réseaux sociaux, inclusion numérique, médiation numérique, conseiller numérique, coffre-fort numérique,
lecompteasso, DSN, SIRH, logiciel RH, logiciel comptable, logiciel de planning, communication alternative, télévision,
fracture numérique, majoration pour la vie autonome, complément de ressources, RQTH, minimum vieillesse, plan de compensation,
projet de vie, particulier employeur, personne de confiance, argent de poche, réversion, invalidité, surendettement,
aide juridictionnelle, titre de séjour, personne qualifiée, directives anticipées, règlement de fonctionnement, charte des droits,
droit de visite, document individuel, aller et venir, contention, secret professionnel, fin de vie, soins palliatifs,
décès d’un résident, laïcité, défenseur des droits, droit de vote, dépôt de garantie, état des lieux, objets de valeur,
horaires de visite, visite des familles, organisme évaluateur, évaluation interne, évaluation de la qualité, démarche qualité,
label qualité, recommandation de bonnes pratiques, gestion des risques, dérive sectaire, projet de service, projet associatif,
critère impératif, questionnaire de satisfaction, casier judiciaire, intérimaire, vacataire, période d’essai, grève,
abandon de poste, fiche de poste, horaires de travail, travail le dimanche, journée de solidarité, repos compensateur,
repos hebdomadaire, forfait jours, organisation du temps de travail, reprise d’ancienneté, reclassement professionnel,
grille indiciaire, valeur du point, avenant 43, accord d’entreprise, accord de branche, négociation annuelle,
partage de la valeur, intéressement, œuvres sociales, délégué du personnel, représentant du personnel, mise à pied, faute grave,
médecine du travail, santé au travail, visite médicale, maladie professionnelle, prévoyance, usure professionnelle,
développement des compétences, bilan de compétences, transition professionnelle, contrat de professionnalisation, adulte-relais,
groupement d’employeurs, mise à disposition de personnel, fonctionnaire, titularis*, solde de tout compte, avantage en nature,
contrat de travail, plan social, activité partielle, chômage, treizième mois, attractivité, pool de remplacement,
médecin traitant, formation continue, lucrativité, plan comptable, fonds dédié, fonds associatif, bilan comptable,
exercice comptable, clôture des comptes, comptes combinés, donation, compte d’emploi, contrat d’engagement républicain,
modification des statuts, modifier les statuts, modifier nos statuts, assemblée générale, élection, cotisation, intérêt général,
gouvernance associative, apport partiel, dévolution, découvert bancaire, placement financier, convention réglementée,
conflit d’intérêts, lanceur d’alerte, subvention municipale, éducation populaire, renouvellement d’autorisation,
renouvellement de l’autorisation, autorisation de fonctionnement, autorisation de création, caducité, transfert d’autorisation,
création d’un établissement, création d’un EHPAD, créer un EHPAD, créer un IME, créer un SESSAD, créer une MAS, virage inclusif,
plateforme de services, fermeture administrative, ERP, registre de sécurité, légionel*, OPERAT, ACTEE, espaces verts,
chambre double, inondation, développement durable, circuit court, alimentation durable, qualité de l’air, sinistre, voiture, taxi,
ambulance, permis de conduire, carte grise, allergie, linge, entretien des locaux, hygiène, grippe, pandémi*, port du masque,
équipement de protection, préparation des doses, pansement, plaie, dentaire, dentiste, premiers secours, passage aux urgences,
hospitalisation, dépistage, prothèse, cancer, registre des traitements, droit à l’effacement, droit à l’oubli,
droit de rectification, enquête ES, SAE, recensement, Cour des comptes, gendarmerie, logement adapté, logement inclusif,
demande de logement, expulsion, locataire, redevance des résidents, milieu ordinaire, aide au poste, chantier d’insertion,
Éducation nationale, école, périscolaire, étudiant, vacances adaptées, vacances des résidents, départ en vacances, séjour adapté,
séjour de vacances, colonie, musique, festival, coopération décentralisée, FAMI, Horizon Europe, langue des signes,
quartier prioritaire, schéma régional, schéma départemental, mineur non accompagné, ferme pédagogique,
aménagement du temps de travail, chaudière, travail les jours fériés, jours fériés travaillés, reconnaissance d’utilité publique,
obligation d’emploi, OETH, emploi des travailleurs handicapés, transformation d’un`;

/** Apostrophes, hyphens and the like read as spaces. */
const spaced = (folded: string): string => folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

// Between spaces, the ends of a word need no classes of letters: with those, the browser takes a fifth of
// a second to make the whole expression ready.

const subjects = NEIGHBOURING_SUBJECTS.split(',').map((written) => {
  const subject = spaced(searchable(written));
  const plural = subject.replaceAll(' ', 's? ');
  const ending = written.trim().endsWith('*') ? '[^ ]*' : '[sx]?';
  return { subject, pattern: new RegExp(` ${plural}${ending} `) };
});

const anySubject = new RegExp(subjects.map(({ pattern }) => pattern.source).join('|'));

/** The neighbouring subjects that a folded text names. */
export function subjectsIn(folded: string): string[] {
  const text = ` ${spaced(folded)} `;
  if (!anySubject.test(text)) return [];
  return subjects.filter(({ pattern }) => pattern.test(text)).map(({ subject }) => subject);
}
