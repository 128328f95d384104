import type { LexiconRow } from './lexicon';

/** What askers call the things and people of the field. A row a line: id, weight, forms. */
const SAME = `
template 0.5 modèle, trame, gabarit, canevas, fichier type, maquette
extra-money 0.5 complément, rallonge, supplément, bonus, majoration
share 0.5 pourcentage, taux, proportion, fraction
leftover 0.5 reliquat, excédent, trop-plein, argent non dépensé
receipt 0.6 accusé de réception, récépissé, preuve de dépôt
window 0.4 fenêtre, créneau, session, période de dépôt
pooling 0.5 mutualisation, mise en commun
draft 0.5 brouillon, ébauche, version provisoire
calendar 0.5 calendrier, planning, agenda, rétroplanning, chronogramme`;

/** The first form is the word of the texts, and the others lead to it. */
const WIDER = `
money 0.5 argent, fric, thune, pognon, oseille
advance 0.6 acompte, arrhes, préfinancement
transfer 0.6 versement, virement, décaissement, mandatement
quote 0.6 devis, chiffrage, proforma, proposition commerciale
bill 0.6 facture, note de frais, dépense acquittée
flat-rate 0.5 forfait, package, montant fixe
spread 0.5 répartition, dispatch, clé de partage, distribution
abatement 0.5 réduction, rabot, décote, minoration, abattement
claw-back 0.4 remboursement, sanction, pénalité, amende
forecast 0.6 plan de financement, budget prévisionnel, business plan
licence 0.5 licence, abonnement, redevance, souscription
saas 0.6 SaaS, cloud
computers 0.6 ordinateurs, ordi, ordis, laptop, poste informatique
tablets 0.6 tablettes, iPad, smartphone
hardware 0.5 matériel, hardware, imprimante, scanner
programs 0.6 logiciel, appli, progiciel
vendor 0.5 éditeur, vendeur, boîte informatique, développeur
record 0.6 dossier usager informatisé, dossier de soins, dossier électronique
rollout 0.5 déploiement, mise en service, configuration, implémentation
attack 0.5 cybersécurité, piratage, cyberattaque, virus, rançongiciel, hameçonnage
mailbox 0.5 messagerie, boîte sécurisée, mail sécurisé
technician 0.5 informaticien, geek, technicien informatique
mishap 0.5 erreur, bug, bogue, plantage, anomalie
username 0.6 identifiant, login, pseudo, nom d’utilisateur
password 0.7 mot de passe, mdp, password, code secret
online-service 0.5 téléservice, télédéclaration, démarche en ligne
questions 0.6 foire aux questions, FAQ, questions fréquentes
paperwork 0.6 pièces, paperasse, doc, PJ, bordereau
certificate 0.4 attestation, certificat, déclaration sur l’honneur
evidence 0.5 preuves, capture d’écran, screenshot
commitment 0.5 lettre d’engagement, lettre d’intention, engagement écrit
minutes 0.5 délibération, procès-verbal, vote du conseil d’administration
pact 0.5 convention, protocole, entente, charte
rider 0.6 avenant, addendum, rectificatif
rules 0.4 texte, réglementation, législation, loi
company-number 0.5 SIRET, Kbis, numéro INSEE
site-number 0.6 FINESS, numéro d’établissement, code établissement
bank-details 0.6 RIB, coordonnées bancaires, compte bancaire, BIC
head 0.5 représentant légal, patron, dirigeant, PDG, directeur général
company-seal 0.5 signature, tampon, cachet, paraphe
approval 0.5 accord, aval, consentement, approbation
parent-body 0.5 entité nationale, maison mère, confédération, réseau national
legal-body 0.4 organisme gestionnaire, fondation, CCAS
lead 0.5 porteur, meneur, coordinateur, structure pilote
members 0.5 membre, adhérent, coéquipier
cluster 0.5 grappe, cluster, collectif, alliance, coalition
phone 0.4 contact, téléphone, coordonnées, hotline, numéro vert
adviser 0.5 AMOA, bureau d’études, conseil extérieur
staff 0.4 professionnels, soignants, éducateurs, travailleurs sociaux
users 0.4 personnes accompagnées, pensionnaire, personne accueillie
scoring 0.5 grille, scoring, notation, coefficient
steering 0.6 gouvernance, copil, comité de pilotage, cotech
winners 0.6 lauréats, gagnants, vainqueurs, palmarès
waiver 0.5 dérogation, passe-droit, tolérance, exemption
inspection 0.5 contrôle, audit, gendarme, contrôleur
self-check 0.5 autodiagnostic, test de maturité, quiz
report 0.5 bilan, reporting, compte rendu
targets 0.6 cibles, KPI, objectifs chiffrés, valeur à atteindre
last-day 0.6 date limite, date butoir, butoir, ultime, fin des candidatures
kick-off 0.5 ouverture, coup d’envoi, top départ, kick-off
season 0.4 campagne, édition, cuvée, millésime
floor 0.5 seuil, palier, jauge, limite basse
cap 0.6 plafond, limite haute, plafonnement
scale 0.5 taille, dimension, envergure, grandeur
lone 0.5 isolée, mono-établissement, indépendant
nearby 0.5 proximité, voisinage, kilomètres, bassin de vie, limitrophe
many-regions 0.6 multirégional, transrégional, suprarégional
far-islands 0.6 outre-mer, insulaire, Caraïbes
brussels 0.6 européen, Bruxelles, UE, commission européenne
county 0.6 département, conseil général, dépt
agency 0.5 ARS, agence de santé, délégation territoriale
branch 0.4 établissement, antenne, implantation, succursale
bulk-buying 0.6 centrale d’achat, groupement d’achat, UniHA
approved-list 0.5 référencé, label, estampillé, agréé
disability 0.5 handicap, IME, ITEP, ESAT, FAM, EAM, SESSAD, SAVS, SAMSAH, CAMSP, CMPP, IEM
more-kinds 0.3 ESSMS, MARPA, IEM, CAARUD, MNA, foyer-logement, pension de famille
elderly 0.5 personnes âgées, EHPAD, seniors, grand âge, MARPA, foyer-logement
childhood 0.5 enfance, MECS, mineurs, jeunes confiés, MNA, PJJ, jeunes majeurs
addiction 0.5 addictologie, CSAPA, CAARUD, drogue, toxicomanie, alcoologie, addiction
exclusion 0.5 AHI, CHRS, sans-abri, SDF, hébergement d’urgence, pension de famille, précarité
at-home 0.5 domicile, auxiliaire de vie, aides ménagères, soins à domicile
adults-protected 0.5 protection des majeurs, UDAF, tuteurs, majeurs protégés
hospital 0.5 sanitaire, clinique, hôpital, centre hospitalier, GHT, psychiatrie`;

function rowsOf(kind: LexiconRow['kind'], list: string): LexiconRow[] {
  return list
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', weight, ...forms] = line.split(' ');
      return { id, kind, weight: Number(weight), forms: forms.join(' ').split(', ') };
    });
}

export const NOUNS: readonly LexiconRow[] = [...rowsOf('synonym', SAME), ...rowsOf('narrower', WIDER)];
