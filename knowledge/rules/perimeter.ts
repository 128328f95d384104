import type { EssmsField } from '@/knowledge/profile/schema';
import { needCategory, needFiness, needKnownCategory } from './asks';
import { broken, demand, held, met, need, ours, type Rule, unknownFor } from './define';
import {
  essmsLabel,
  isAddictologyOrAse,
  isHomeService,
  missingHours,
  ofEssms,
  organismeLabel,
} from './facts';
import { frenchNumber } from './french';

const USLD = '362';

/** Each structure has a FINESS géographique of its own; that of its organisme is not one. */
const ownFiness: Rule = {
  id: 'own-finess',
  title: 'FINESS géographique propre',
  about: 'essms',
  severity: 'bloquant',
  fields: ['essms.finess', 'criteria.allFiness'],
  source: held('own-finess'),
  check(essms, { facts: { finessOf, byFinessJuridique, bySiren } }) {
    const datum = ofEssms(essms, 'finess', 'FINESS géographique');
    need(essms.finess, datum);
    const { ok, value } = finessOf(essms);
    if (!ok) demand([{ ...datum, label: `${datum.label}, sans faute de frappe` }]);
    const juridique = byFinessJuridique.get(value);
    if (juridique)
      return broken(
        `Le ${value} est le FINESS juridique de ${organismeLabel(juridique)}. Indiquez le FINESS géographique du site.`,
      );
    const siren = bySiren.get(value);
    return siren
      ? broken(
          `Le ${value} est le SIREN de ${organismeLabel(siren)}. Indiquez le FINESS géographique du site.`,
        )
      : met(`FINESS géographique ${value}.`);
  },
};

/** Ours: the last character of a FINESS is a key of the others. */
const finessKey: Rule = {
  id: 'finess-key',
  title: 'Clé du FINESS',
  about: 'essms',
  severity: 'a-verifier',
  fields: ['essms.finess'],
  source: ours('finess-key'),
  check(essms, { facts }) {
    needFiness(essms);
    const { ok, value, reason } = facts.finessOf(essms);
    return ok
      ? met(`La clé du ${value} est juste.`)
      : broken(`${value}\u202f: ${reason} Corrigez-le d’après le répertoire FINESS.`);
  },
};

/** Only the ESSMS of article L. 312-1 of the CASF are eligible, whoever funds them. */
const underL312: Rule = {
  id: 'l312-1',
  title: 'Article L.\u00a0312-1 du CASF',
  about: 'essms',
  severity: 'bloquant',
  fields: ['essms.category', 'criteria.allL312'],
  source: held('l312-1'),
  check(essms) {
    const category = needKnownCategory(essms);
    const { code } = category;
    const name = `${category.shortLabel ?? category.label} (catégorie ${code})`;
    if (category.eligibility === 'ask')
      demand([
        ofEssms(
          essms,
          'category',
          `autorisation, la catégorie ${code} ne suffisant pas à dire si l’article L.\u00a0312-1 s’applique`,
        ),
      ]);
    if (category.eligibility === 'no')
      return broken(
        `${name}\u202f: hors de l’article L.\u00a0312-1. Retirez cette structure du périmètre financé.`,
      );
    return met(
      `${name}\u202f: ${category.l312} du I de l’article L.\u00a0312-1, sous réserve de son autorisation.`,
    );
  },
};

/** Long-stay care units depend on health care, even when attached to an EHPAD. */
const noUsld: Rule = {
  id: 'usld',
  title: 'USLD exclues',
  about: 'essms',
  severity: 'bloquant',
  fields: ['essms.category'],
  source: held('no-uslds'),
  check(essms) {
    const code = needCategory(essms).trim();
    return code === USLD
      ? broken(
          'Une USLD (catégorie 362) relève du sanitaire, même adossée à un EHPAD\u202f: elle n’est pas éligible. Retirez-la de la grappe.',
        )
      : met(`La catégorie ${code} n’est pas une USLD.`);
  },
};

/** « EHPA percevant… », « ne percevant pas… »: the two categories whose very name tells who pays. */
const PAID_BY_ASSURANCE_MALADIE: Record<string, boolean> = { '501': true, '502': false };

/** The fields of the first call of 2021, and that of the services that go to these persons. */
const FIRST_FIELDS: EssmsField[] = ['PA', 'PH', 'DOM'];

/**
 * First call of 2021: structures for old and disabled persons, at least partly paid by the assurance
 * maladie. One source says « only », others admit a minority of other structures: an alert.
 */
const assuranceMaladie: Rule = {
  id: 'assurance-maladie',
  title: 'Financement par l’assurance maladie',
  about: 'essms',
  severity: 'bloquant',
  fields: ['essms.category', 'essms.field'],
  source: held('assurance-maladie'),
  check(essms) {
    const category = needKnownCategory(essms);
    const fields = essms.field === null ? category.fields : [essms.field];
    const name = `${category.shortLabel ?? category.label} (catégorie ${category.code})`;
    const ask = 'Retirez-le, ou demandez à l’ARS si elle admet une minorité d’autres structures.';
    if (!fields.some((field) => FIRST_FIELDS.includes(field)))
      return broken(`${name}\u202f: ni personnes âgées ni personnes handicapées. ${ask}`);
    const words = 'financement au moins en partie par l’assurance maladie';
    return need(PAID_BY_ASSURANCE_MALADIE[category.code], ofEssms(essms, 'category', words))
      ? met(`${name}\u202f: sa catégorie dit qu’il reçoit des crédits d’assurance maladie.`)
      : broken(`${name}\u202f: sa catégorie dit qu’il n’en reçoit pas. ${ask}`);
  },
};

/** First call of 2021: addictologie and child welfare were out of the perimeter. */
const noAddictologyNorAse: Rule = {
  id: 'addictology-ase',
  title: 'Addictologie et aide sociale à l’enfance hors champ',
  about: 'essms',
  severity: 'bloquant',
  fields: ['essms.category', 'essms.field'],
  source: held('no-addictology-ase'),
  check(essms) {
    const datum =
      essms.field === null
        ? ofEssms(essms, 'field', 'champ (PA, PH…)')
        : ofEssms(essms, 'category', 'catégorie FINESS');
    return need(isAddictologyOrAse(essms), datum)
      ? broken('L’addictologie et l’aide sociale à l’enfance sont hors de cet appel. Retirez cet ESSMS.')
      : met('Ni addictologie, ni aide sociale à l’enfance.');
  },
};

/** Ours: a closed establishment cannot use a DUI. */
const open: Rule = {
  id: 'open',
  title: 'Établissement ouvert',
  about: 'essms',
  severity: 'a-verifier',
  fields: ['essms.name'],
  source: ours('closed'),
  check: (essms) =>
    need(essms.open, ofEssms(essms, 'open', 'établissement ouvert'))
      ? met('Établissement indiqué ouvert.')
      : broken(
          `${essmsLabel(essms)} est indiqué fermé. Vérifiez au répertoire FINESS et retirez-le s’il l’est bien.`,
        ),
};

/** Ours: the same FINESS on two lines makes the count and the amounts wrong. */
const duplicateFiness: Rule = {
  id: 'duplicate-finess',
  title: 'FINESS en double',
  about: 'essms',
  severity: 'bloquant',
  fields: ['essms.finess'],
  source: ours('duplicates'),
  check(essms, { facts }) {
    needFiness(essms);
    const { value } = facts.finessOf(essms);
    const others = (facts.byFiness.get(value) ?? []).filter((one) => one.id !== essms.id);
    return others.length === 0
      ? met(`Le ${value} n’est que sur une ligne.`)
      : broken(
          `Le ${value} est aussi celui de ${others.map(essmsLabel).join(', ')}. Gardez une seule ligne ou corrigez le numéro.`,
        );
  },
};

/** A home service gets aid in proportion of its eligible hours; comfort hours are not financed. */
const comfortShare: Rule = {
  id: 'comfort-share',
  title: 'Part de confort des services à domicile',
  about: 'essms',
  severity: 'a-verifier',
  fields: ['essms.category', 'essms.requested'],
  source: held('comfort-share'),
  check(essms) {
    if (!isHomeService(essms)) return null;
    const { eligible, total } = essms.hours;
    if (eligible === null || total === null) return unknownFor(missingHours(essms));
    const hours = `${frenchNumber(eligible)} heures éligibles sur ${frenchNumber(total)}`;
    if (eligible > total)
      return broken(`${hours}\u202f: la part ne peut dépasser le tout. Corrigez les heures.`);
    if (eligible === 0)
      return broken(`${hours}\u202f: aucune activité financée. Corrigez ou retirez ce service.`);
    if (eligible === total) return met(`${hours}\u202f: pas de part de confort.`);
    return met(
      `${hours}, soit ${frenchNumber((100 * eligible) / total)}\u00a0% de l’aide. Joignez la répartition.`,
    );
  },
};

export const perimeterRules: Rule[] = [
  ownFiness,
  finessKey,
  underL312,
  noUsld,
  assuranceMaladie,
  noAddictologyNorAse,
  open,
  duplicateFiness,
  comfortShare,
];
