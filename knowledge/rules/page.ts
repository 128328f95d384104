import { checkFiness } from '@/knowledge/identifiers';
import { broken, held, ours, type Rule } from './define';
import { organismeLabel } from './facts';
import { quoted } from './french';

/** Ours: what the page holds and what the grappe says are the same; the person settles it when they differ. */
const pageConflict: Rule = {
  id: 'page-conflict',
  title: 'La page et la grappe se contredisent',
  about: 'page',
  severity: 'a-verifier',
  fields: [],
  source: ours('page-conflict'),
  check: ({ name, onPage, inGrappe }) =>
    broken(
      `${name}\u202f: la page indique ${quoted(onPage)}, la grappe ${quoted(inGrappe)}. Corrigez celle des deux qui est fausse.`,
    ),
};

/** The number of an organisme, typed in a row of the page in place of the FINESS géographique of the site. */
const pageFiness: Rule = {
  id: 'page-finess',
  title: 'FINESS géographique propre, sur la page',
  about: 'page',
  severity: 'bloquant',
  fields: ['essms.finess', 'criteria.allFiness'],
  source: held('own-finess'),
  check({ fact }, { facts: { byFinessJuridique, bySiren } }) {
    // In a row of the grappe, the rule on the ESSMS says it.
    if (fact.field !== 'essms.finess' || fact.recordId !== null) return null;
    const { value } = checkFiness(fact.value);
    const juridique = byFinessJuridique.get(value);
    const organisme = juridique ?? bySiren.get(value);
    if (!organisme) return null;
    return broken(
      `La page indique ${value}, qui est le ${juridique ? 'FINESS juridique' : 'SIREN'} de ${organismeLabel(organisme)}. Indiquez le FINESS géographique du site.`,
    );
  },
};

export const pageRules: Rule[] = [pageConflict, pageFiness];
