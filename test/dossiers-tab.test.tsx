import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Deadline, DossiersTab } from '@/components/dossiers-tab';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import { sampleWith } from './profiles/build';

const DEADLINES: Deadline[] = [
  { label: 'Fenêtre 1', day: '2023-04-27', daysLeft: -13 },
  { label: 'Fenêtre 2', day: '2023-09-15', daysLeft: 128 },
  { label: 'Multirégional', day: '2023-06-15', daysLeft: 0 },
];

function show(profile: Profile | null, changes: Partial<Parameters<typeof DossiersTab>[0]> = {}) {
  const calls = {
    onChooseProfile: vi.fn(),
    onChooseCampaign: vi.fn(),
    onReferenceDate: vi.fn(),
    onOpenProfil: vi.fn(),
    onImport: vi.fn(),
    onExport: vi.fn(),
  };
  const { container } = render(
    <DossiersTab
      profile={profile}
      profiles={profile ? [{ id: profile.id, name: profile.name }] : []}
      campaigns={[
        { id: 'paca-2023', title: 'PACA 2023' },
        { id: 'national-2022', title: 'National 2022' },
      ]}
      campaignId="paca-2023"
      referenceDate=""
      today="2026-11-21"
      deadlines={DEADLINES}
      {...calls}
      {...changes}
    />,
  );
  return { container, ...calls };
}

afterEach(cleanup);

const textOf = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ');

describe('the tab of dossiers', () => {
  test('says which grappe is in use, and its dossiers of the campaign', () => {
    show(sampleGrappe());
    const grappe = screen.getByRole('region', { name: 'Grappe en cours' });
    expect(textOf(grappe)).toContain('Grappe des Tamaris (exemple fictif)18 ESSMS, 3 organismes');
    expect(textOf(screen.getByRole('region', { name: 'Dossiers de cette campagne' }))).toContain(
      '2 dossiers, montant total demandé : 153 000 €',
    );
    const [first] = screen.getAllByRole('heading', { level: 3 });
    expect(first?.textContent).toBe('Acquisition · Personnes âgées');
  });
  test('pieces are present, missing, or to check, in words', () => {
    show(sampleGrappe());
    const agreement = screen.getAllByText('Accord écrit de l’entité nationale')[0]?.closest('li');
    expect(agreement && textOf(agreement)).toContain('manquante');
    expect(screen.getAllByText(/présente$/).length).toBeGreaterThan(0);
    expect(screen.getAllByText(/à vérifier$/).length).toBeGreaterThan(0);
  });
  test('the nearest date comes first, a past one is closed and comes last', () => {
    show(sampleGrappe());
    const list = within(screen.getByRole('region', { name: 'Échéances' })).getAllByRole('listitem');
    expect(list.map(textOf)).toEqual([
      'Multirégional15 juin 2023Dernier jour',
      'Fenêtre 215 septembre 2023Dans 128 jours',
      'Fenêtre 127 avril 2023Close depuis 13 jours',
    ]);
  });
  test('a dossier of another campaign is set apart, its amount not in the total', () => {
    const grappe = sampleWith((draft) => {
      const [first] = draft.dossiers;
      if (first) first.campaign = 'national-2022';
    });
    show(grappe);
    const region = textOf(screen.getByRole('region', { name: 'Dossiers de cette campagne' }));
    expect(region).toContain('1 dossier, montant total demandé : 68 000 €');
    expect(region).toContain('1 dossier d’autres campagnes');
  });
  test('an unknown amount makes the total unknown, never smaller', () => {
    const grappe = sampleWith((draft) => {
      const [first] = draft.dossiers;
      if (first) first.requestedCents = null;
    });
    show(grappe);
    expect(textOf(screen.getByRole('region', { name: 'Dossiers de cette campagne' }))).toContain(
      'montant total demandé : inconnu',
    );
  });
  test('choices and buttons call back', () => {
    const grappe = sampleGrappe();
    const profiles = [
      { id: grappe.id, name: grappe.name },
      { id: 'autre', name: 'Autre (exemple fictif)' },
    ];
    const calls = show(grappe, { profiles });
    fireEvent.change(screen.getByLabelText(/Grappe affichée/), { target: { value: 'autre' } });
    fireEvent.change(screen.getByLabelText('Appel à projets'), { target: { value: 'national-2022' } });
    fireEvent.change(screen.getByLabelText('Simuler au'), { target: { value: '2023-03-01' } });
    fireEvent.click(screen.getByRole('button', { name: 'Ouvrir ma grappe' }));
    fireEvent.click(screen.getByRole('button', { name: 'Exporter une sauvegarde' }));
    expect(calls.onChooseProfile).toHaveBeenCalledWith('autre');
    expect(calls.onChooseCampaign).toHaveBeenCalledWith('national-2022');
    expect(calls.onReferenceDate).toHaveBeenCalledWith('2023-03-01');
    expect(calls.onOpenProfil).toHaveBeenCalledOnce();
    expect(calls.onExport).toHaveBeenCalledOnce();
  });
  test('the chosen file is handed over', () => {
    const { container, onImport } = show(sampleGrappe());
    const file = new File(['{}'], 'sauvegarde.json');
    const input = container.querySelector('input[type="file"]');
    if (!(input instanceof HTMLInputElement)) throw new Error('no file input');
    Object.defineProperty(input, 'files', { value: [file] });
    fireEvent.change(input);
    expect(onImport).toHaveBeenCalledWith(file);
    expect(screen.getByRole('button', { name: 'Importer une sauvegarde' })).toBeTruthy();
  });
  test('a simulation says so, and can be left', () => {
    const { onReferenceDate, container } = show(sampleGrappe(), { referenceDate: '2023-04-20' });
    expect(textOf(container)).toContain('Simulation au 20 avril 2023');
    fireEvent.click(screen.getByRole('button', { name: 'Revenir à aujourd’hui' }));
    expect(onReferenceDate).toHaveBeenCalledWith('');
  });
  test('without a grappe, it says what to do first, and there is nothing to export', () => {
    show(null);
    expect(screen.getByRole('heading', { name: 'Aucune grappe sur cet ordinateur' })).toBeTruthy();
    const button = screen.getByRole('button', { name: 'Exporter une sauvegarde' });
    expect(button.hasAttribute('disabled')).toBe(true);
  });
});

test.each([
  ['with a grappe', sampleGrappe()],
  ['empty', null],
])('no accessibility violation %s', async (_name, profile) => {
  const { container } = show(profile);
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
});
