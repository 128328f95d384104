import { searchable } from './normalise';

/**
 * Subjects next to the programme that a person of the field may ask about by habit: other funding,
 * rates, allowances, staff, authorisations, evaluations. A passage that does not name the one asked
 * about does not answer, however many words they share. A final `*` stands for any ending; plurals
 * are understood.
 */
const NEIGHBOURING_SUBJECTS = `
CPOM, contrat pluriannuel, EPRD, ERRD, PPI, plan pluriannuel, compte administratif, rapport budgétaire, budget primitif,
FIR, fonds d’intervention, plan d’aide à l’investissement, immobili*, travaux, construction, reconstru*, rénov*, bâtiment,
fonds vert, décret tertiaire, APL, ALS, AAH, AEEH, APA, PCH, ASI, RSA, aide sociale, allocation, GIR, GMP, PMP, pathos,
tarif hébergement, tarif dépendance, tarif socle, tarification, forfait soin, forfait dépendance, forfait autonomie,
prix de journée, dotation, SERAFIN*, nomenclature, CRT, ratio, encadrement, prime, CTI, Laforcade, point d’indice,
traitement indiciaire, salaire, salarié, logiciel de paie, fiche de paie, rémunération, revalorisation, convention collective, CCN, CCNT, syndica*,
congé, astreinte, recrut*, licenci*, rupture conventionnelle, embauche, contrat aidé, apprenti*, OPCO, CPF, AGEFIPH,
FIPHFP, service civique, formation professionnelle, RGPD, CNIL, DPO, AIPD, protection des données, données personnelles,
délai de conservation, durée de conservation, archiv*, marché public, MAPA, appel d’offres, UGAP, commande publique,
crédit d’impôt, impôt, fisca*, taxe, CITS, exonér*, mécénat, don, fondation de France, minibus, véhicule,
évaluation externe, HAS, référentiel, certification, annexe XXIV, habilitation, agrément, transform*, extension, places,
patient, carnet de santé, météo, quel temps fera, quel temps fait,
centre de ressources, habitat inclusif, vie partagée, résidence autonomie, résidence services, conférence des financeurs,
unité renforcée, autisme, UEMA, GEM, emploi accompagné, MDPH, CDAPH, ViaTrajectoire, liste d’attente, admission,
contrat de séjour, livret d’accueil, projet d’établissement, vie sociale, CVS, projet personnalisé, LHSS, CADA, HUDA, FSL,
ANAH, CARSAT, URSSAF, retraite, mutuelle, CAF, Ameli, carte vitale, France Travail, téléconsultation, télémédecine,
plan bleu, MaPrime*, canicule, vaccin*, COVID, médicament, maltraitance, bientraitance, signalement, événement indésirable,
inspection, curatelle, succession, obligation alimentaire, reste à charge, frais de siège, trésorerie, emprunt, prêt,
leasing, livret A, revenu, scolaire, Erasmus, DRAC, culture, sport, mobilité, transport, restauration, cuisine, énergie,
électricité, contrat local de santé, contrats locaux de santé, FEDER, FSE, LEADER, FDVA, DETR, DSIL, France 2030, HOP’EN, SUN-ES,
programme CaRE, Banque des territoires, BPI, garantie d’emprunt, logement social, bailleur, loyer, bail, assurance, TVA, legs, cagnotte,
financement participatif, subvention de fonctionnement, contrat de ville, politique de la ville, médiateur, réclamation, plainte,
visite de conformité, famille d’accueil, accueil familial, assistant* familia*, tutelle, mandataire, SMIC, temps partiel,
heures supplémentaires, télétravail, document unique, accident du travail, arrêt maladie, CSE, entretien professionnel, égalité professionnelle,
alternance, stagiaire, stage, bénévol*, VAE, diplôme, aide-soignant*, infirmi*, médecin coordonnateur, psychologue, RSE, bilan carbone,
déchet, Egalim, amiante, incendie, chauffage, isolation, photovolta*, panneaux solaires, climatisation, borne de recharge, domotique,
téléassistance, site internet, intelligence artificielle, facturation électronique, comptabilité, commissaire aux comptes, fusion, ordonnance,
prescription, pharmacie, PMSI, tableau de bord, enquête de satisfaction, droit à l’image, répit, aidant, transport scolaire, cantine`;

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
