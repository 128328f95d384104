/** French words that carry no subject, folded (no accent, lower case). */
const FUNCTION_WORDS = `
a afin ai aie ailleurs ainsi ait aller alors apres as assez au aucun aucune aujourd auquel aura aurait
auront aussi autre autres aux auxquels avaient avait avec avez avoir avons ayant bien bonjour c ca car ce
ceci cela celle celles celui cependant certain certains ces cet cette ceux chaque chez chose choses ci comme
d dans de deja dela depuis des desormais devons dire dit donc dont du elle elles en encore entre es est et
etaient etait etant ete etes etre eu eux faire fait faites font furent hui ici il ils j je jusqu jusque
l la laquelle le lequel les lesquels leur leurs lieu lors lorsque lui m ma mais me meme memes merci mes mien
moi moins mon n ne ni nos notre nous on ont or ou par parce parmi pas pendant peu plus plutot point pour
pourtant puis puisque qu que quelqu quelque quelques qui quoi s sa sans sauf se selon sera seraient serait
seront ses si sien soi soient soit sommes son sont sous suis sur svp t ta tandis te tel telle telles tels
tes toi ton tous tout toute toutes tres trop tu un une va vais vers via voici voila vont vos votre vous y`;

/** Words that shape a question without saying what it is about; dropped from questions only. */
const QUESTION_WORDS = `
aimerais arrive arriver cest combien comment concerne concernee concernees concernent concerner concernes
devaient devait devra devront dis dois doit doivent estce existe exister fallait faudra faudrait faut
finir finit jai lequel lesquelles met mettre obtenir obtient peut peuvent peux pourquoi pourra
pourrait pourrons pouvez pouvoir pouvons programme quand quel quelle quelles
quels quest regir regissent regit sais sait savoir souhaite souhaitons stp termine terminer trouve trouver veulent
veut veux voudrais voulons`;

const words = (list: string): string[] => list.trim().split(/\s+/);

const everywhere = new Set(words(FUNCTION_WORDS));
const inQuestions = new Set([...everywhere, ...words(QUESTION_WORDS)]);

/** The words to drop from a passage or from a question, folded. */
export function stopWords(kind: 'passage' | 'question'): ReadonlySet<string> {
  return kind === 'question' ? inQuestions : everywhere;
}
