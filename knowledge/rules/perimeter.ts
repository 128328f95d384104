import { checkFiness, checkSiren } from '@/knowledge/identifiers';
import { categoryOf } from '@/knowledge/reference/finess-categories';
import { needCategory, needFiness } from './asks';
import { broken, demand, met, need, ours, type Rule, unknownFor } from './define';
import { essmsLabel, isHomeService, missingHours, ofEssms, organismeLabel } from './facts';
import { frenchNumber } from './french';

const USLD = '362';

/** Each structure has a FINESS géographique of its own; that of its organisme is not one. */
const ownFiness: Rule = {
  id: 'own-finess',
  title: 'FINESS géographique propre',
  about: 'essms',
  severity: 'bloquant',
  fields: ['essms.finess', 'criteria.allFiness'],
  source: (campaign) => campaign.principles['own-finess'],
  check(essms, { profile }) {
    const datum = ofEssms(essms, 'finess', 'FINESS géographique');
    const { ok, value } = checkFiness(need(essms.finess, datum));
    if (!ok) demand([{ ...datum, label: `${datum.label}, sans faute de frappe` }]);
    const juridique = profile.organismes.find((one) => checkFiness(one.finessJuridique).value === value);
    if (juridique)
      return broken(
        `Le ${value} est le FINESS juridique de ${organismeLabel(juridique)}. Indiquez le FINESS géographique du site.`,
      );
    const siren = profile.organismes.find((one) => checkSiren(one.siren).value === value);
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
  check(essms) {
    const { ok, value, reason } = checkFiness(needFiness(essms));
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
  source: (campaign) => campaign.principles['l312-1'],
  check(essms) {
    const code = needCategory(essms);
    const category = need(
      categoryOf(code),
      ofEssms(essms, 'category', `catégorie FINESS «\u00a0${code}\u00a0», non reconnue`),
    );
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
  source: (campaign) => campaign.principles['no-uslds'],
  check(essms) {
    const code = needCategory(essms).trim();
    return code === USLD
      ? broken(
          'Une USLD (catégorie 362) relève du sanitaire, même adossée à un EHPAD\u202f: elle n’est pas éligible. Retirez-la de la grappe.',
        )
      : met(`La catégorie ${code} n’est pas une USLD.`);
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
    const { value } = checkFiness(needFiness(essms));
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
  source: (campaign) => campaign.principles['comfort-share'],
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
  open,
  duplicateFiness,
  comfortShare,
];
