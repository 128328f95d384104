import type { FieldId } from './field-id';
import type { FieldSnapshot } from './snapshot';
import { fold } from './words';

/** What the answers of a list look like, for the data whose answers form a closed family. */
const ANSWERS: Partial<Record<FieldId, RegExp>> = {
  'representative.civilite': /^(?:madame|monsieur|mademoiselle|mme|mlle|mr?)\b/,
  'contact.civilite': /^(?:madame|monsieur|mademoiselle|mme|mlle|mr?)\b/,
  'porteur.structureType':
    /associat|fondation|mutuel|entreprise|societe|public|collectivit|groupement|particulier|gcsms|etablissement|organisme|prive/,
  'porteur.formeJuridique':
    /associat|fondation|mutuel|societe|\b(?:etablissement|organisme|personne|droit) public|groupement|gcsms|\bgip\b|\bgie\b|\bsas\b|\bsarl\b|\bsa\b|cooperati|ccas|cias|congregation|collectivit/,
  'project.type':
    /acquisition|acquerir|\bachat\b|conformite|mise aux normes|mise a niveau|montee de version|\bmixte\b/,
  'project.firstRequest': /premiere|renouvellement|reconduction|nouvelle/,
  'project.period': /annuel|ponctuel/,
  'project.nature': /fonctionnement|projet|action|investissement/,
  'project.year': /^(?:annee |exercice )?20\d\d\b/,
  'project.fields':
    /agee|handicap|domicile|enfance|insertion|difficult|majeurs|^(?:pa|ph|dom|pde|pds|ahi|pjm)\b/,
  'project.regions':
    /alpes|bourgogne|bretagne|centre|corse|grand est|guadeloupe|guyane|hauts-de-france|ile-de-france|reunion|martinique|mayotte|normandie|aquitaine|occitanie|loire|provence/,
  'address.country': /france|belgique|suisse|espagne|italie|allemagne|luxembourg/,
};

/** Answers so particular that they tell the question, whatever its words. */
const TELLING = new Set<FieldId>([
  'representative.civilite',
  'contact.civilite',
  'project.type',
  'project.firstRequest',
  'project.period',
]);

/** Share of the answers that must be of the family for them to tell the question. */
const MOST = 0.6;

const EMPTY = /^(?:$|-|–|—|…|\.|choisi|selection|veuillez|aucun|non renseign|autre|je ne sais)/;

export type OptionsSay = 'nothing' | 'other' | 'fits' | 'telling';

/** What the answers of a list say of it being that datum; `other`: they are of another question. */
export const optionsSay = ({ kind, options }: FieldSnapshot, id: FieldId): OptionsSay => {
  const family = ANSWERS[id];
  if (!family || kind === 'combobox') return 'nothing';
  const real = options.map(({ text }) => fold(text)).filter((text) => !EMPTY.test(text));
  if (real.length < 2) return 'nothing';
  const share = real.filter((text) => family.test(text)).length / real.length;
  if (share === 0) return 'other';
  if (share < MOST) return 'nothing';
  return TELLING.has(id) ? 'telling' : 'fits';
};
