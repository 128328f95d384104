import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CalendarProps } from '@/components/calendar-card';
import { DossiersTab } from '@/components/dossiers-tab';
import { passageOf } from '@/entrypoints/sidepanel/questions';
import { campaignById } from '@/knowledge/campaigns';
import { type Calendar, calendarOf } from '@/knowledge/campaigns/calendar';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { instantOf } from '@/knowledge/campaigns/instants';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import { sampleWith } from './profiles/build';

const paca = campaignById('paca-2023');
if (!paca) throw new Error('no campaign');

/** The calendar of the call of PACA, for a regional grappe, on the first minute of a day. */
const calendarOn = (day: string, changes: Partial<Campaign> = {}, regions: string[] = ['93']): Calendar =>
  calendarOf({
    campaign: { ...paca, ...changes },
    profile: null,
    whom: { scopes: ['regional'], regions, firstRequest: null },
    now: instantOf(day, '00:00'),
  });

const NOTICES = { on: false, planned: 0, next: null, onNotify: () => undefined };
const propsOf = (calendar: Calendar | null, changes: Partial<CalendarProps> = {}): CalendarProps => ({
  calendar,
  notices: NOTICES,
  passageOf,
  onAgenda: () => undefined,
  ...changes,
});

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
        { id: 'paca-2023', title: 'PACA 2023', standing: 'ouverte' },
        { id: 'national-2022', title: 'National 2022', standing: 'close depuis le 18 juillet 2022' },
      ]}
      campaignId="paca-2023"
      referenceDate=""
      today="2026-11-21"
      calendar={propsOf(calendarOn('2023-05-10'))}
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

const dates = () => within(screen.getByRole('region', { name: 'Échéances' }));
const open = (calendar: Calendar | null, changes: Partial<CalendarProps> = {}) =>
  show(sampleGrappe(), { calendar: propsOf(calendar, changes) });
/** The row of these words, in plain spaces. */
const rowOf = (words: string): string => {
  const row = dates().getByText(words).closest('li');
  return row ? textOf(row) : '';
};

describe('the calendar', () => {
  test('shows what comes next with its countdown and its hour, what is past or of others folded away', () => {
    open(calendarOn('2023-05-10'));
    const closing = rowOf('Clôture : dépôt régional');
    expect(closing).toContain('il reste 128 jours');
    expect(closing).toContain('15 septembre 2023, minuit (fin de la journée), heure de Paris');
    const folded = dates().getByText('Dates passées, et dates d’autres portées (2)').closest('details');
    expect(folded?.open).toBe(false);
    expect(folded && textOf(folded)).toContain('c’est clos depuis 13 jours');
    expect(folded && textOf(folded)).toContain('Pas celle de votre grappe.');
  });

  test('gives the passage behind a date, and how far it can be trusted', () => {
    open(calendarOn('2023-05-10'));
    const row = rowOf('Clôture : dépôt régional');
    expect(row).toContain('texte officiel');
    expect(row).toContain('jusqu’au 15 septembre 2023 à minuit');
  });

  test('writes the local hour overseas beside that of Paris', () => {
    open(calendarOn('2023-05-10', {}, ['04']));
    expect(rowOf('Clôture : dépôt régional')).toContain('2 h à La Réunion, le 16 septembre 2023');
  });

  test('a closed campaign is clearly so: nothing to put in an agenda, nothing to plan', () => {
    open(calendarOn('2026-11-22'));
    expect(dates().getByText('Campagne close depuis le 15 septembre 2023')).toBeTruthy();
    expect(dates().getAllByText(/^c’est clos depuis/).length).toBe(3);
    expect(
      dates()
        .getByRole('button', { name: /agenda/ })
        .hasAttribute('disabled'),
    ).toBe(true);
    expect(textOf(screen.getByRole('region', { name: 'Échéances' }))).toContain('La clôture est passée');
  });

  test('a date that was not found says so, and whom to ask', () => {
    const untold = paca.windows.map((window) => ({
      ...window,
      closes: { ...window.closes, value: null, confidence: 'not-found' as const, note: 'Jour non trouvé.' },
    }));
    open(calendarOn('2023-05-10', { windows: untold }));
    const row = rowOf('Clôture : dépôt régional');
    expect(row).toContain('non trouvée');
    expect(row).toContain(`À demander à ${paca.issuer} (${paca.contact.value})`);
    expect(textOf(screen.getByRole('region', { name: 'Échéances' }))).toContain(
      'Sans date de clôture, le rétro-planning ne peut pas être compté.',
    );
  });

  test('both versions of a date that the sources tell differently', () => {
    const disputed = paca.windows.map((window) => ({
      ...window,
      closes: {
        value: '2023-09-15',
        source: window.closes.source,
        verifiedOn: window.closes.verifiedOn,
        confidence: 'contradicted' as const,
        alternatives: [{ value: '2023-09-30', source: window.closes.source }],
      },
    }));
    open(calendarOn('2023-05-10', { windows: disputed }));
    expect(rowOf('Clôture : dépôt régional')).toContain('Autre version : 30 septembre 2023');
  });

  test('the picture says its periods in words and hides its drawing from screen readers', () => {
    open(calendarOn('2023-05-10'));
    const rows = within(dates().getByRole('list', { name: 'Périodes de dépôt' })).getAllByRole('listitem');
    expect(rows.map(textOf)).toEqual([
      'Dépôt régional : du 31 janvier 2023 au 15 septembre 2023',
      'Dépôt multirégional : du 31 janvier 2023 au 15 juin 2023',
    ]);
    expect(rows[0]?.querySelector('.timeline-track')?.getAttribute('aria-hidden')).toBe('true');
    expect(rows[0]?.querySelectorAll('.timeline-now')).toHaveLength(1);
  });

  test('the retro-planning ticks what is past, points at what comes next, and says it is an advice', () => {
    open(calendarOn('2023-08-20'));
    const card = dates().getByText('Rétro-planning conseillé').closest('details');
    expect(card && textOf(card)).toContain('C’est un conseil de l’assistant, pas une règle.');
    const steps = [...(card?.querySelectorAll('ol > li') ?? [])];
    expect(steps.map((step) => /(date passée|prochaine étape|à venir)/.exec(textOf(step))?.[1])).toEqual([
      ...Array(3).fill('date passée'),
      'prochaine étape',
      ...Array(3).fill('à venir'),
    ]);
    expect(steps[3]?.getAttribute('aria-current')).toBe('step');
  });

  test('the file for an agenda is asked for', () => {
    const onAgenda = vi.fn();
    open(calendarOn('2023-05-10'), { onAgenda });
    fireEvent.click(dates().getByRole('button', { name: 'Ajouter à mon agenda (.ics)' }));
    expect(onAgenda).toHaveBeenCalledOnce();
  });

  test('the reminders are off until they are switched on, and say what is planned', () => {
    const onNotify = vi.fn();
    open(calendarOn('2023-05-10'), { notices: { ...NOTICES, onNotify } });
    const off = dates().getByRole('switch', { name: 'Me prévenir des échéances' });
    expect(off.getAttribute('aria-checked')).toBe('false');
    fireEvent.click(off);
    expect(onNotify).toHaveBeenCalledWith(true);
    cleanup();
    open(calendarOn('2023-05-10'), { notices: { on: true, planned: 9, next: '2023-07-17', onNotify } });
    const on = dates().getByRole('switch');
    expect(on.getAttribute('aria-checked')).toBe('true');
    expect(textOf(screen.getByRole('region', { name: 'Échéances' }))).toContain(
      '9 rappels prévus, le premier le 17 juillet 2023',
    );
    fireEvent.click(on);
    expect(onNotify).toHaveBeenLastCalledWith(false);
  });

  test('without a call, it says what to do', () => {
    open(null);
    expect(dates().getByText(/Choisissez un appel à projets/)).toBeTruthy();
  });

  test('the list of calls says where each stands', () => {
    open(calendarOn('2023-05-10'));
    const options = within(screen.getByLabelText('Appel à projets')).getAllByRole('option');
    expect(options.map(textOf)).toEqual([
      'PACA 2023 — ouverte',
      'National 2022 — close depuis le 18 juillet 2022',
    ]);
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
