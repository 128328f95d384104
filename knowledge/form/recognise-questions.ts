import type { FieldId } from './field-id';
import { remembered } from './recognise-memory';
import { fold } from './words';

/** What a yes/no question must speak of to ask a datum, each in its own words, and what makes it another. */
interface Question {
  id: FieldId;
  all: RegExp[];
  none?: RegExp;
  /** « Tous » and « l’un d’eux » ask it from two sides: see `sideOf`. */
  ofEach?: true;
}

const ESSMS = /essms|esms|etablissements?\b|services?\b|structures?\b|participants?\b|membres?\b/;
const TODAY =
  /actuel|existant|en place|precedent|ancien|en service|sortant|utilis|aujourd|remplac|commercial(?!ise)/;
const NATIONAL = /national|tetes? de reseaux?|federation|\bunions?\b/;
const TIED =
  /rattach|affili|adher|appart|membre|depend|reli[ée]|federation de|tete de reseau de|fait(?:-il|-elle)? partie/;

/** A SIRET asked of each structure, or of somebody else, is another question. */
const OF_OTHERS =
  /chaque|chacun|tou(?:s|te)|participants?|membres?|partenaires?|editeur|fournisseur|prestataire|secondaire/;

const QUESTIONS: Question[] = [
  {
    id: 'criteria.minimumEssms',
    all: [ESSMS, /\b(?:15|quinze)\b|nombre minim|minim\w+ (?:d'|de )?(?:essms|esms|structures)|taille minim/],
    none: /\b(?!15\b|8\b)\d+\b|equip|informatis|places?\b|lits?\b|salari|corse seul|par organisme/,
  },
  {
    id: 'criteria.allL312',
    all: [/312\W{0,3}1\b/],
    none: /313|depuis|avant le/,
    ofEach: true,
  },
  {
    id: 'criteria.allFiness',
    all: [/finess/, ESSMS],
    none: /juridique|\bej\b|entite|siren|siret|gestionnaire|porteur|mise a jour|exact|a jour/,
    ofEach: true,
  },
  {
    id: 'criteria.noEuropeanAid',
    all: [
      /europe|\bfeder\b|\bfse\b|\bfeader\b/,
      /financ|aide|fonds|subvention|credit|soutien|concours|feder|fse/,
    ],
    none: /anterieur|par le passe|logo|publicite|reglement|droit europeen|projet precedent|deja beneficie|dernier|marche|norme/,
  },
  {
    id: 'criteria.noDoubleFunding',
    all: [
      /double financement|deja.*(?:financ|aide|subvention)|(?:financ|aide|subvention).*deja/,
      /meme|double/,
    ],
  },
  {
    id: 'porteur.inFrance',
    all: [/\bfrance\b|\bfrancais\b|territoire national/, /etabli|siege|implant|domicili|situe|install|base/],
    none: /\bet\b.*(?:etranger|europe)|resident|nationalite|fiscal|editeur|heberg|donnees|serveur|membre|partenaire|filiale|etabli par|ile[- ]de[- ]france|region|hauts[- ]de[- ]france/,
  },
  {
    id: 'porteur.hasSiret',
    all: [/\bsiret\b/, /dispos|posse|avez|detien|immatricul|attribu|muni|dote|existe/],
    none: OF_OTHERS,
  },
  {
    id: 'project.nationalScope',
    all: [/\bnational\w*/, /portee|envergure|ampleur|dimension|echelle|projet (?:\S+ ){0,2}nationa/],
    none: /international|tete de reseau|entite|federation|strategie|programme|feuille de route|plan national|organisme (?:\S+ ){0,3}nationa/,
  },
  {
    id: 'project.segurReferenced',
    all: [/segur/, /referenc|labellis|conform|agree|liste/],
    none: new RegExp(`${TODAY.source}|vague 2|couloir|candidat|en cours de referenc|sera-t-|prime|grand age`),
  },
  {
    id: 'project.firstRequest',
    all: [/premiere (?:demande|fois|sollicit|candidature)|renouvel|nouvelle demande|reconduction/],
    none: /contrat|autorisation|agrement|bail|marche|convention|logiciel|materiel|mandat|equipement|parc/,
  },
  {
    id: 'project.nationalEntity',
    all: [NATIONAL, TIED],
    none: /accord|international|essms|projet|programme/,
  },
  {
    id: 'porteur.nationalAgreement',
    all: [NATIONAL, /accord|autoris|valid/],
    none: /accord[- ]cadre|accord collectif|branche|convention collective/,
  },
  { id: 'porteur.anapMaturity', all: [/\banap\b/, /maturite|autodiagnostic|auto-?evaluation/] },
  {
    id: 'porteur.protectionMeasures',
    all: [/\b(?:13|treize)\b/, /mesures?/, /protection|securite|cyber/],
  },
];

const EXISTS =
  /\b(?:l'une?|une?|au moins une?|certaine?s|quelques(?:-une?s)?|plusieurs|une partie) (?:des? |d'entre |de )?(?:ces |vos |nos |les |ces )?(?:essms|esms|etablissement|structure|service|participant|membre|eux|elles)|existe|y a-t-il|\bcertaine?s\b|\bl'un\b|\bl'une\b|^des\b/;
const LACKS = /depourv|exempt|\bsans\b|absence|\bne\b.*\b(?:pas|aucun)|\bn'.*\b(?:pas|aucun)|prive/;

/**
 * « Tous en ont-ils un ? » and « l’un d’eux en est-il dépourvu ? » are two sides of one question;
 * « l’un d’eux en a-t-il un ? » and « tous en sont-ils dépourvus ? » are other questions.
 */
const isOneSide = (text: string): boolean => EXISTS.test(text) === LACKS.test(text);

/** Data a yes/no question asks by what it speaks of, whatever its turn; most have none. */
export const askedByQuestion = remembered(2000, (question): readonly FieldId[] => {
  const text = fold(question).replace(/\bsans reserve\b/g, '');
  return QUESTIONS.filter(
    ({ all, none, ofEach }) =>
      all.every((one) => one.test(text)) && !none?.test(text) && (!ofEach || isOneSide(text)),
  ).map(({ id }) => id);
});

/** « L’un d’eux a-t-il un FINESS ? » is asked of each, but from no side that the profile answers. */
export const asksOtherSide = (question: string, id: FieldId): boolean => {
  const one = QUESTIONS.find((known) => known.id === id);
  return one?.ofEach === true && !isOneSide(fold(question));
};
