import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import { EligibilityReport } from '@/components/eligibility-report';
import { reportOf } from '@/entrypoints/bilan/report';
import { passageOf } from '@/entrypoints/sidepanel/questions';
import { campaignById } from '@/knowledge/campaigns';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import { assess } from '@/knowledge/rules/assess';

afterEach(cleanup);

const DATE = '2023-03-15';

const viewOf = (profile: Profile, today = '2026-11-22') => {
  const campaign = campaignById('paca-2023');
  if (!campaign) throw new Error('no such campaign');
  const situation = { profile, campaign, date: DATE };
  return reportOf(situation, { verdicts: assess(situation), today, passageOf });
};

const show = (profile: Profile, today?: string) => {
  const onPrint = vi.fn();
  const view = viewOf(profile, today);
  return { ...render(<EligibilityReport {...view} onPrint={onPrint} />), view, onPrint };
};

const textOf = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

const section = (title: RegExp): HTMLElement => {
  const found = screen.getByRole('heading', { level: 2, name: title }).closest('section');
  if (!found) throw new Error(`no section ${title}`);
  return found;
};

test('says whose, by which call, on which day, and that the day is simulated', () => {
  const { container } = show(sampleGrappe());
  expect(textOf(container)).toContain('Grappe des Tamaris (exemple fictif)');
  expect(textOf(container)).toContain('18 ESSMS, 3 organismes');
  expect(textOf(container)).toContain('au 15 mars 2023 (date simulée)');
  cleanup();
  expect(textOf(show(sampleGrappe(), DATE).container)).not.toContain('date simulée');
});

test('each broken rule with its severity in words, its text and its date', () => {
  const { view } = show(sampleGrappe());
  expect(view.broken.length).toBeGreaterThan(0);
  const broken = section(/^Non respecté/);
  expect(within(broken).getAllByRole('listitem')).toHaveLength(view.broken.length);
  const order = view.broken.find(({ title }) => title.includes('Prestation Ségur'));
  expect(order).toMatchObject({ severity: 'bloquant', subjects: 'EHPAD Le Ventoux (fictif)' });
  expect(order?.source).toMatch(/^ARS Provence-Alpes-Côte d’Azur, 31 janvier 2023, texte officiel$/);
  expect(textOf(broken)).toContain('[bloquant]');
});

test('many subjects are five names and a count', () => {
  const grappe = sampleGrappe();
  for (const essms of grappe.essms) Object.assign(essms, { category: '362' });
  const usld = viewOf(grappe).broken.find(({ title }) => title.startsWith('USLD'));
  expect(usld?.subjects.split('\u202f; ')).toHaveLength(5);
  expect(usld?.subjects).toMatch(/ et 13 autres$/);
});

test('no bank detail is ever printed', () => {
  const wrong = sampleGrappe();
  wrong.bank.iban = 'FR7699999000010001234567800';
  for (const grappe of [sampleGrappe(), wrong]) {
    const { container, unmount } = show(grappe);
    const printed = textOf(container).replace(/\s/g, '');
    expect(printed).not.toContain(grappe.bank.iban.slice(4, 20));
    expect(printed).not.toContain(grappe.bank.bic);
    unmount();
  }
});

test('a piece is ticked once every dossier of the call has it', () => {
  const grappe = sampleGrappe();
  const label = 'Autodiagnostic ANAP de maturité et de sécurité du SI, par organisme';
  const pieceOf = () => viewOf(grappe).pieces.find((piece) => piece.label === label);
  expect(pieceOf()).toMatchObject({ ready: true, count: '' });
  for (const piece of grappe.dossiers[0]?.pieces ?? []) piece.present = false;
  expect(pieceOf()).toMatchObject({ ready: false, count: '1 sur 2' });
});

test('what the texts do not give is said to be unknown, never zero', () => {
  const { view } = show(sampleGrappe());
  expect(view.money.total).toBe('');
  expect(textOf(section(/^Montants/))).toContain('Aucun montant ne peut être calculé');
  expect(textOf(section(/^Montants/))).not.toMatch(/\b0\s*€/);
});

test('there is a place to sign, a button to print, and no accessibility violation', async () => {
  const { container, onPrint } = show(sampleGrappe());
  expect(textOf(container)).toContain('Signature');
  fireEvent.click(screen.getByRole('button', { name: 'Imprimer' }));
  expect(onPrint).toHaveBeenCalledOnce();
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
});
