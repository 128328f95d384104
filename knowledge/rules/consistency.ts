import { checkIban } from '@/knowledge/identifiers';
import { formatCents, formatDay } from '@/knowledge/profile/format';
import type { BudgetLine } from '@/knowledge/profile/schema';
import { demandCalls, demandDossiers, needEssms } from './asks';
import { broken, demand, met, need, ours, type Rule } from './define';
import { essmsLabel, mayDoComfort, missingHours, ofDossier, ofProject } from './facts';
import { counted, listed } from './french';

function totalOf(lines: BudgetLine[], key: 'expenses' | 'resources', words: string): number {
  if (lines.length === 0) demand([ofProject(key, words)]);
  return lines.reduce(
    (sum, { id, label, poste, amountCents }) =>
      sum +
      need(
        amountCents,
        ofProject(`${key}.${id}`, `montant de «\u00a0${label || poste || 'ligne sans nom'}\u00a0»`),
      ),
    0,
  );
}

/** Ours: a plan of financing shows as many resources as expenses, to the cent. */
const balancedBudget: Rule = {
  id: 'balanced-budget',
  title: 'Dépenses égales aux ressources',
  about: 'grappe',
  severity: 'a-verifier',
  fields: ['expense.amount', 'resource.amount'],
  source: (campaign) => campaign.principles['funding-balance'],
  check({ project }) {
    const spent = totalOf(project.expenses, 'expenses', 'dépenses du plan de financement');
    const received = totalOf(project.resources, 'resources', 'ressources du plan de financement');
    const found = `Dépenses ${formatCents(spent)}, ressources ${formatCents(received)}`;
    return spent === received
      ? met(`${found}.`)
      : broken(
          `${found}\u202f: écart de ${formatCents(Math.abs(spent - received))}. Complétez ou corrigez une ligne.`,
        );
  },
};

/** Ours: the IBAN has a right key and is French. */
const iban: Rule = {
  id: 'iban',
  title: 'IBAN du porteur',
  about: 'grappe',
  severity: 'a-verifier',
  fields: ['bank.iban'],
  source: ours('iban'),
  check({ bank }) {
    const { ok, value, reason } = checkIban(need(bank.iban, { id: 'bank.iban', label: 'IBAN du porteur' }));
    if (!ok) return broken(`${reason} Recopiez l’IBAN du RIB.`);
    // The number itself stays out of the message: it may be shown, printed or sent to a colleague.
    return value.startsWith('FR')
      ? met('IBAN français, clé juste.')
      : broken(
          `IBAN étranger (${value.slice(0, 2)})\u202f: donnez un compte français ou voyez avec le financeur.`,
        );
  },
};

/** Ours: the project ends after it starts. */
const projectDates: Rule = {
  id: 'project-dates',
  title: 'Dates du projet',
  about: 'grappe',
  severity: 'a-verifier',
  fields: ['project.startDate', 'project.endDate'],
  source: ours('project-dates'),
  check({ project }) {
    const start = need(project.startDate, ofProject('startDate', 'date de début du projet'));
    const end = need(project.endDate, ofProject('endDate', 'date de fin du projet'));
    return start < end
      ? met(`Du ${formatDay(start)} au ${formatDay(end)}.`)
      : broken(
          `La fin (${formatDay(end)}) ne suit pas le début (${formatDay(start)}). Corrigez l’une des deux.`,
        );
  },
};

/** Ours: the amounts asked in the dossiers add up to the amount of the project. */
const requestedTotal: Rule = {
  id: 'requested-total',
  title: 'Total des montants demandés',
  about: 'grappe',
  severity: 'a-verifier',
  fields: ['project.requested'],
  source: ours('requested-amounts'),
  check({ project }, { facts }) {
    const asked = need(project.requestedCents, ofProject('requestedCents', 'montant demandé pour le projet'));
    demandDossiers(facts);
    demandCalls(facts);
    const sum = facts.dossiers.reduce(
      (total, dossier) =>
        total + need(dossier.requestedCents, ofDossier(dossier, 'requestedCents', 'montant demandé')),
      0,
    );
    const found = `Projet ${formatCents(asked)}, dossiers ${formatCents(sum)}`;
    return asked === sum
      ? met(`${found}.`)
      : broken(
          `${found}\u202f: écart de ${formatCents(Math.abs(asked - sum))}. Corrigez le total ou un dossier.`,
        );
  },
};

/** Ours: each ESSMS is in exactly one dossier of the call. */
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
    const twice = essms.filter(({ id }) => facts.dossiersOf(id).length > 1).map(essmsLabel);
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

/** The forms are described for some fields only; for the others no text says which one to take. */
const dossierForm: Rule = {
  id: 'dossier-form',
  title: 'Formulaire du dossier',
  about: 'dossier',
  severity: 'a-verifier',
  fields: ['project.type', 'project.fields'],
  source: (campaign) => campaign.fields ?? undefined,
  check(dossier, { campaign }) {
    need(dossier.type, ofDossier(dossier, 'type', 'type de projet'));
    const field = need(dossier.field, ofDossier(dossier, 'field', 'champ (PA, PH…)'));
    const described = campaign.fields?.value ?? [];
    return described.includes(field)
      ? met(`Un formulaire existe pour le champ ${field}.`)
      : broken(
          `Les textes décrivent un formulaire pour ${described.join(' et ')}, pas pour ${field}. Demandez au financeur lequel prendre.`,
        );
  },
};

/** The pieces the call demands or gives a template for are in the dossier. */
const pieces: Rule = {
  id: 'pieces',
  title: 'Pièces du dossier',
  about: 'dossier',
  severity: 'a-verifier',
  fields: [],
  source: (campaign) => {
    const [first] = campaign.pieces.filter(({ status }) => status !== 'invited' && status !== 'conditional');
    return first && { source: first.source, confidence: 'official' };
  },
  check(dossier, { campaign }) {
    const expected = campaign.pieces.filter(({ status }) => status === 'required' || status === 'template');
    const presence = expected.map(({ id, label }) => ({
      label,
      present: dossier.pieces.find((piece) => piece.id === id)?.present ?? null,
    }));
    const absent = presence.filter(({ present }) => present === false).map(({ label }) => label);
    if (absent.length > 0) return broken(`Manque\u202f: ${listed(absent, 6)}. Préparez et joignez.`);
    demand(
      presence
        .filter(({ present }) => present === null)
        .map(({ label }) => ofDossier(dossier, 'pieces', label)),
    );
    return met(
      `Prêt\u202f: ${listed(
        expected.map(({ label }) => label),
        6,
      )}.`,
    );
  },
};

/** For each home service, a document gives the share of essential aid and of comfort. */
const comfortPiece: Rule = {
  id: 'comfort-piece',
  title: 'Répartition de la part de confort',
  about: 'dossier',
  severity: 'bloquant',
  fields: [],
  source: (campaign) => {
    const piece = campaign.pieces.find(({ id }) => id === 'comfort-share');
    return piece && { source: piece.source, confidence: 'official' };
  },
  check(dossier, { profile }) {
    const concerned = profile.essms.filter(
      (essms) => dossier.essmsIds.includes(essms.id) && mayDoComfort(essms),
    );
    if (concerned.length === 0) return null;
    const piece = dossier.pieces.find(({ id }) => id === 'comfort-share');
    const names = (some: typeof concerned) => listed(some.map(essmsLabel));
    if (need(piece?.present, ofDossier(dossier, 'pieces', 'répartition aide essentielle et confort')))
      return met(`Répartition prête (${names(concerned)}).`);
    const known = concerned.filter(({ hours }) => hours.eligible !== null && hours.total !== null);
    if (known.length === 0) demand(concerned.flatMap(missingHours));
    return broken(`Répartition à joindre pour chaque service à domicile mixte\u202f: ${names(known)}.`);
  },
};

export const consistencyRules: Rule[] = [
  balancedBudget,
  iban,
  projectDates,
  requestedTotal,
  oneDossier,
  dossierForm,
  pieces,
  comfortPiece,
];
