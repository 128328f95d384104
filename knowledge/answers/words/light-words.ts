import { fold } from '../normalise';
import { stem } from '../stems';

/**
 * Everyday French words that tell no subject: most verbs of a conversation, adverbs, seasons, turns of
 * phrase. That no text holds one says nothing of what is asked; one that some text holds counts. Words of
 * the family of a neighbouring subject (assurer, compter, heure, place) are left out: they may be what is asked.
 */
export const LIGHT_WORDS = `
agir ajouter amener apparaître apporter arbitrer arranger arrêter arriver attendre avancer basculer bouger
cacher causer cesser chercher choisir commencer compliquer comprendre confirmer connaître considérer constater
continuer convenir correspondre couper courir craindre croire débarquer débrouiller décider déborder demeurer
dépanner dépendre descendre deviner disposer disparaître donner échapper éclairer embêter empêcher entendre
entrer envisager espérer essayer étudier éviter expliquer filer flotter garder glisser hésiter ignorer
imaginer inquiéter indiquer intéresser jeter jouxter lâcher laisser lancer loger louper marcher mêler mélanger
mener mentionner monter montrer négliger noter ôter oublier paraître parler partir parvenir passer penser
peser plaire pousser précéder préciser préférer prévenir prévoir prier procéder profiter promettre proposer
quitter raconter ralentir ramener rappeler rater regarder remarquer rendre rentrer renvoyer répéter reprendre
ressembler rester retenir retourner retrouver réussir revenir risquer sauter sembler séparer signifier songer
sortir souhaiter souvenir suffire supposer taper tarder tenter tirer tomber toucher tourner trancher troubler
valoir vérifier virer voir actuel actuellement ancien autrement bientôt bref carrément certain chacun chacune
cher clair complètement concrètement correct court couramment dernièrement désolé difficile directement drôle
dur éventuel éventuellement évident exact facile facilement final finalement fort franchement grosso hier
demain habituel immédiat impossible inverse inutile joli juste large léger lent lentement longtemps mal malgré
naturel net nombreux normal normalement nul parfois possible précis principal probable proche pur quasiment
rapide rapidement rare récent réel réellement seul sérieux simple simplement soudain souvent strict suffisant
sûr surtout tard théorie tôt total totalement tranquille utile vague vite volontiers affaire ailleurs bout
bonjour bonsoir cas chemin coin coup courage côté début doute effet embarras espoir exemple façon faute fond
gens genre gré hasard histoire idée impression info infos lendemain lot machin malheur manière merci milieu
moitié moment mot nouvelle oeil peine peur plaisir pouce pratique principe problème propos question raison
reste rond sein sort sorte souci suite sujet tas tête tournure truc vue printemps été automne hiver
prend prends prennent prendre pris prenait tient tiennent tenir vient viennent venir met mettent mettre
mis sait savent dit disent voient voit croit reçu rend rendent rendu
kesako ok oui non salut svp stp cordialement urgent`;

const light = new Set(LIGHT_WORDS.trim().split(/\s+/).map(fold).map(stem));

/** Whether a folded word is one of everyday talk, by its family. */
export const isLight = (exact: string): boolean => light.has(stem(exact));
