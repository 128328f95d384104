import type { LexiconRow } from './lexicon';

/**
 * Verbs, and the nouns and adjectives of actions, as people say them: one row a line. `<` sets the
 * word of the texts before those that only lead to it; without it, any form leads to any other.
 */
const ROWS = `
accept 0.5: accord < approuver, approbation, aval, entériner
add 0.5: ajouter < adjoindre, incorporer, inclure, embarquer
addition 0.5: cumuler < empiler, panacher, coupler, jumeler, mixer
advance-payment 0.4: acompte < avancer l’argent, avancer les fonds, avancer les frais, préfinancer
anticipate 0.5: anticipées < anticiper
apply 0.5: candidater < concourir, tenter le coup, prendre part, soumissionner
assign 0.4: subvention < octroyer, allouer, décerner
audit 0.5: contrôle < auditer, éplucher, surveiller, passer au crible
award 0.5: lauréat < vainqueur, heureux élus
buy 0.5: achat < se procurer, dégoter, s’offrir
calculation 0.5: calculer < simuler, estimer, chiffrer
change 0.4: changement < chambouler, bouleverser, nouveauté
choose 0.5: choisir < opter, jeter son dévolu
compliant 0.4: conforme < réglo, dans les clous
compulsory 0.5: obligatoire < contraint, forcé, incontournable, impératif, nécessaire, sine qua non
computerise 0.5: informatiser < digitaliser, digital, zéro papier
contact-someone 0.5: contact < téléphoner, coup de fil, interpeller
contract 0.5: convention < contractualiser, conventionnement
contribute 0.4: fonds propres < de sa poche
coordinate 0.6: porteur < chapeauter, meneur, tenir la barre
count 0.4: compter < dénombrer, comptabiliser, recenser
cut 0.5: réduit < diminuer, raboter, rogner, amputer, minorer, écrêter
decide 0.5: décide < statuer, se prononcer, dernier mot
decode 0.4: définition < décrypter, décoder, jargon
deploy 0.5: déploiement < implémenter, mise en route, mise en service, mise en production
describe 0.4: décrire < expliciter, argumenter, motiver
disqualified 0.5: inéligible < disqualifié, hors jeu, hors course, hors champ
download 0.6: télécharger < downloader, rapatrier
enlarge 0.4: rallonge < majorer, gonfler, rehausser, doper, bonifier
examine 0.4: instruire < étudier, analyser les dossiers, décortiquer, dépouiller
exempt 0.6: dispense < exempter, exemption
expire 0.5: date limite < expirer, dernier délai, dernier carat
file-away 0.6: déposer < expédier, télétransmettre, téléverser, uploader, acheminer, rendre le dossier, rendre la copie
fill 0.6: remplir < remplissage, préremplir
finish 0.5: compléter < finaliser, peaufiner, boucler le dossier
forbid 0.6: interdit < prohibé, proscrire, proscrit, illégal, défendu, bannir
forget 0.5: oublié < omettre, omis, omission, zapper
fund 0.4: financement < sponsoriser, prise en charge, défrayer
get-in 0.6: rejoindre < se greffer, se raccrocher, s’agréger, prendre le train en marche, intégrer la grappe, entrer dans la grappe, se joindre à la grappe
get-out 0.6: retrait < se désister, se rétracter, annuler, claquer la porte, faux bond, jeter l’éponge, sortir de la grappe
given-back 0.6: remboursement < récupérer l’argent, reprendre l’argent, rétrocéder, rendre la subvention
group-up 0.5: groupement < se rassembler, alliance, coalition, faire bloc, se coaliser
inform 0.4: notification < avertir, tenir au courant
interconnect 0.5: relier < interfacer, interconnecter, interconnexion, synchroniser, brancher
keep-draft 0.5: brouillon < sauvegarder
late-filing 0.5: retard < louper, rater la date, rater l’échéance, à la bourre, dépasser la date
launch 0.5: démarrage < enclencher, initier, inaugurer, coup d’envoi, top départ, kick-off
leave-member 0.5: retirer < éjecter, évincer, radier, ôter
located 0.5: situé < localiser, localisation
mistake 0.5: erreur < se tromper, gaffe, bourde, boulette, coquille, se gourer
optional 0.6: facultatif < optionnel, en option
outfit 0.5: équiper < munir, outiller
outsource 0.4: prestataire < externaliser
overtake 0.5: dépasser < outrepasser, exploser, crever
pay-out 0.6: versement < virement, virer l’argent, virer les fonds, déblocage, décaisser, mandatement
pass-mark 0.5: seuil < franchir la barre, passer la barre, sous la barre
postpone 0.4: date limite < proroger, prolonger, repousser, reporter, décaler
prefer 0.5: priorité < privilégier, avantager, passer devant
prepare 0.5: préparer < ficeler, concocter, monter le dossier, constituer le dossier
proof 0.5: preuve, justifier, attester, démontrer, étayer
publish 0.5: publié, paru, parution, paraître, dévoiler
receive 0.5: recevoir < décrocher, percevoir, encaisser, empocher
rectify 0.5: corriger < rectifier, amender, remanier, réviser
redeal 0.6: redistribuer < réaffecter, réattribuer, réinjecter
renewal 0.5: reconduites < reconduire, reconduction, rebelote, nouvelle édition
repeat 0.5: redemander < retenter, repostuler, recandidater, seconde chance, deuxième chance
report-back 0.4: bilan < rendre compte, reporting, débriefer
respect 0.4: respecter < se plier, enfreindre, transgresser
scale-up 0.5: généralisation < massifier, passage à l’échelle, élargir
scope-of 0.4: relève < ressort, incomber
seal 0.5: signer < parapher, contresigner, apposer, ratifier
select 0.4: sélection < écrémer, filtrer, jury
share-out 0.4: partage < dispatcher, diviser, saucissonner
sign-in 0.5: se connecter < s’authentifier, authentification, se loguer, se logger
solo 0.5: seul < solo, en solitaire, individuellement, cavalier seul
spend 0.5: dépenses < cramer, flamber
split-up 0.6: scindons < scinder, couper en deux
stamped 0.5: référencé < logiciel agréé, éditeur agréé, estampillé
stop 0.3: fin < stopper, suspendre, suspension, geler
straddle 0.5: à cheval < chevaucher, empiéter, enjamber
subscription 0.4: saas < abonnement, souscrire, souscription
support 0.5: accompagnement < épauler, coacher, coaching, coup de main, tenir la main, prêter main-forte
swap 0.6: remplacer < migrer, migration, substituer, troquer, switcher, bazarder, larguer, quitter notre logiciel, abandonner notre logiciel
training 0.4: formation < se perfectionner, montée en compétences
trial 0.5: amorçage < expérimenter, phase pilote, phase test, tester
turn-down 0.6: refusé < retoquer, débouter, blackbouler, éliminé, éconduire, échouer, échec
usage 0.5: utilisation < prise en main, prendre en main, s’approprier, exploiter, manipuler
verdict 0.5: résultats < verdict, couperet
verify 0.5: vérification < checker, passer en revue
waive 0.4: dérogation < assouplir, souplesse, passe-droit, marge de manœuvre, négocier
`;

/** « add 0.5: wide < narrow, narrow ». */
function rowOf(line: string): LexiconRow {
  const [head = '', list = ''] = line.split(': ');
  const [id = '', weight] = head.split(' ');
  const kind = list.includes(' < ') ? 'narrower' : 'synonym';
  return { id, kind, weight: Number(weight), forms: list.split(/ < |, /) };
}

export const VERBS: readonly LexiconRow[] = ROWS.trim().split('\n').map(rowOf);
