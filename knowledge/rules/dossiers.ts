import { formatDay } from '@/knowledge/profile/format';
import type { Dossier, Essms } from '@/knowledge/profile/schema';
import { demandCalls, demandDossiers, needEssms } from './asks';
import { standing, standingOfAll, unsure } from './calendar';
import {
  broken,
  demand,
  held,
  met,
  need,
  needTold,
  ofCampaign,
  ours,
  type Rule,
  type RuleContext,
  toldIn,
} from './define';
import { essmsLabel, essmsOf, type Facts, ofDossier, ofEssms } from './facts';
import { counted, listed } from './french';
import { possibleWindows } from './scope';

/** What tells an ESSMS from another: its FINESS, or its row while it has none. */
const keyOf = (one: Essms, { finessOf }: Facts): string => finessOf(one).value || one.id;

/** Dossiers of the call by FINESS: two rows of one FINESS are one ESSMS. */
function holdersByFiness(essms: Essms[], facts: Facts): Map<string, Set<Dossier>> {
  const holders = new Map<string, Set<Dossier>>();
  for (const one of essms) {
    const own = holders.get(keyOf(one, facts)) ?? new Set();
    for (const dossier of facts.dossiersOf(one.id)) own.add(dossier);
    holders.set(keyOf(one, facts), own);
  }
  return holders;
}

/** Ours: each ESSMS is in exactly one dossier of the call, acquisition or mise en conformité. */
const oneDossier: Rule = {
  id: 'one-dossier',
  title: 'Chaque ESSMS dans un seul dossier',
  about: 'grappe',
  severity: 'bloquant',
  fields: ['essms.finess'],
  source: ours('two-dossiers'),
  check(grappe, { facts }) {
    const essms = needEssms(grappe);
    demandDossiers(facts);
    const holders = holdersByFiness(essms, facts);
    const twice = essms.filter((one) => (holders.get(keyOf(one, facts))?.size ?? 0) > 1).map(essmsLabel);
    if (twice.length > 0)
      return broken(`Dans plusieurs dossiers\u202f: ${listed(twice)}. Gardez un seul dossier pour chacun.`);
    const nowhere = essms.filter(({ id }) => facts.dossiersOf(id).length === 0).map(essmsLabel);
    if (nowhere.length === 0) return met(`${counted(essms.length, 'ESSMS')}, chacun dans un seul dossier.`);
    demandCalls(facts);
    demand(
      facts.dossiers
        .filter(({ essmsIds }) => essmsIds.length === 0)
        .map((dossier) => ofDossier(dossier, 'essmsIds', 'ESSMS du dossier')),
    );
    return broken(
      `Dans aucun dossier de cet appel\u202f: ${listed(nowhere)}. Ajoutez-les à un dossier ou retirez-les.`,
      { severity: 'a-verifier' },
    );
  },
};

/** Ours: an ESSMS is asked for once in a dossier, by its row and by its FINESS. */
const dossierDuplicates: Rule = {
  id: 'dossier-duplicates',
  title: 'ESSMS en double dans le dossier',
  about: 'dossier',
  severity: 'bloquant',
  fields: ['essms.finess'],
  source: ours('duplicates'),
  check(dossier, { facts }) {
    const rows = essmsOf(dossier, facts);
    const groups = [...Map.groupBy(rows, (one) => keyOf(one, facts)).values()];
    const twice = groups.flatMap(([one, other]) => (one && other ? [essmsLabel(one)] : []));
    if (twice.length > 0)
      return broken(`Deux fois dans ce dossier\u202f: ${listed(twice)}. Gardez une seule ligne pour chacun.`);
    if (rows.length === 0) demand([ofDossier(dossier, 'essmsIds', 'ESSMS du dossier')]);
    demand(
      rows.filter(({ finess }) => finess === '').map((one) => ofEssms(one, 'finess', 'FINESS géographique')),
    );
    return met(`${counted(rows.length, 'ESSMS')}, chacun une fois.`);
  },
};

/** The forms are described for some fields only; for the others no text says which one to take. */
const dossierForm: Rule = {
  id: 'dossier-form',
  title: 'Formulaire du dossier',
  about: 'dossier',
  severity: 'a-verifier',
  fields: ['project.type', 'project.fields'],
  source: (campaign) => toldIn(campaign, campaign.fields),
  check(dossier, { campaign }) {
    if (campaign.fields === null) return null;
    const { value: described } = needTold(campaign.fields, ofCampaign('fields', 'formulaire à prendre'));
    need(dossier.type, ofDossier(dossier, 'type', 'type de projet'));
    const field = need(dossier.field, ofDossier(dossier, 'field', 'champ (PA, PH…)'));
    return described.includes(field)
      ? met(`Un formulaire existe pour le champ ${field}.`)
      : broken(
          `Les textes décrivent un formulaire pour ${described.join(' et ')}, pas pour ${field}. Demandez au financeur lequel prendre.`,
        );
  },
};

/** Ours: what is transmitted has a number and a date to keep; what is not is no use after the closing. */
const transmission: Rule = {
  id: 'transmission',
  title: 'Transmission du dossier',
  about: 'dossier',
  severity: 'a-verifier',
  fields: [],
  source: ours('transmission'),
  check(dossier, context) {
    const { status, number, transmittedOn } = dossier;
    if (status !== 'brouillon') {
      const on = need(transmittedOn, ofDossier(dossier, 'transmittedOn', 'date de transmission'));
      const name = need(number, ofDossier(dossier, 'number', 'numéro du dossier'));
      return met(`Transmis le ${formatDay(on)}, numéro ${name}. Gardez l’accusé de réception.`);
    }
    if (transmittedOn !== '')
      return broken(
        `Indiqué brouillon, avec une date de transmission (${formatDay(transmittedOn)}). Corrigez son état s’il est bien transmis.`,
      );
    return allClosed(context)
      ? broken(
          'Encore brouillon alors que le dépôt est clos\u202f: un brouillon n’est pas déposé. S’il est transmis, indiquez-le\u202f; sinon, voyez le financeur.',
        )
      : met('Brouillon\u202f: il ne sera déposé qu’une fois transmis.');
  },
};

/** Every window of every scope the grappe may have is closed on the day of the assessment. */
function allClosed(context: RuleContext): boolean {
  const windows = possibleWindows(context).flat();
  const moment = { day: context.date, time: context.time };
  return windows.length > 0 && windows.every((window) => standing(window, moment) === 'closed');
}

/** A dossier transmitted after the closing of its window is not receivable. */
const lateFiling: Rule = {
  id: 'late-filing',
  title: 'Dossier transmis dans les délais',
  about: 'dossier',
  severity: 'bloquant',
  fields: [],
  source: held('late-is-inadmissible'),
  check(dossier, context) {
    if (dossier.status === 'brouillon' && dossier.transmittedOn === '') return null;
    const day = need(dossier.transmittedOn, ofDossier(dossier, 'transmittedOn', 'date de transmission'));
    const moment = { day, time: undefined };
    const state = standingOfAll(context, moment);
    const windows = possibleWindows(context).flat();
    const doubtful = windows.find((window) => standing(window, moment) === 'unsure');
    if (state === 'unsure' && doubtful) return unsure(doubtful);
    return state === 'open'
      ? met(`Transmis le ${formatDay(day)}, pendant la période de dépôt.`)
      : broken(
          `Transmis le ${formatDay(day)}, hors de la période de dépôt\u202f: il n’est pas recevable. Vérifiez la date, ou voyez le financeur.`,
        );
  },
};

export const dossierRules: Rule[] = [oneDossier, dossierDuplicates, dossierForm, transmission, lateFiling];
