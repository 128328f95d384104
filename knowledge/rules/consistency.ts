import { checkIban } from '@/knowledge/identifiers';
import { formatCents, formatDay } from '@/knowledge/profile/format';
import type { BudgetLine } from '@/knowledge/profile/schema';
import { demandCalls, demandDossiers, needPorteur } from './asks';
import { broken, demand, held, met, need, ours, type Rule, unknownFor } from './define';
import { ofDossier, ofOrganisme, ofProject } from './facts';
import { quoted, sameName } from './french';

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
  source: held('funding-balance'),
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

/** Ours: the amount asked is no more than what the project costs; a flat rate is cut to a lower cost. */
const requestedPlan: Rule = {
  id: 'requested-plan',
  title: 'Montant demandé et coût du projet',
  about: 'grappe',
  severity: 'a-verifier',
  fields: ['project.requested', 'expense.amount'],
  source: (campaign, date) => held('lower-real-cost')(campaign, date) ?? ours('requested-plan')(),
  check({ project }) {
    const asked = need(project.requestedCents, ofProject('requestedCents', 'montant demandé pour le projet'));
    const cost = totalOf(project.expenses, 'expenses', 'dépenses du plan de financement');
    const found = `Demandé ${formatCents(asked)}, dépenses ${formatCents(cost)}`;
    return asked <= cost
      ? met(`${found}.`)
      : broken(
          `${found}\u202f: l’aide dépasse le coût de ${formatCents(asked - cost)}. Réduisez la demande ou complétez les dépenses.`,
        );
  },
};

/** Ours: the account that receives the aid bears the name of the porteur. */
const bankHolder: Rule = {
  id: 'bank-holder',
  title: 'Titulaire du compte',
  about: 'grappe',
  severity: 'a-verifier',
  fields: ['bank.holder', 'porteur.raisonSociale'],
  source: ours('bank-holder'),
  check(grappe) {
    const holder = need(grappe.bank.holder, { id: 'bank.holder', label: 'titulaire du compte' });
    const porteur = needPorteur(grappe);
    const name = need(porteur.raisonSociale, ofOrganisme(porteur, 'raisonSociale', 'raison sociale'));
    if (sameName(holder, name)) return met(`Compte au nom de ${quoted(holder)}.`);
    const found = `Le compte est au nom de ${quoted(holder)}, le porteur est ${quoted(name)}`;
    const sigle =
      porteur.sigle ||
      unknownFor([ofOrganisme(porteur, 'sigle', 'sigle, s’il est le nom du compte')], { say: `${found}.` });
    return sameName(holder, sigle)
      ? met(`Compte au sigle du porteur, ${quoted(holder)}.`)
      : broken(`${found}. Vérifiez le RIB, ou expliquez l’écart au financeur.`);
  },
};

export const consistencyRules: Rule[] = [
  balancedBudget,
  requestedPlan,
  requestedTotal,
  projectDates,
  iban,
  bankHolder,
];
