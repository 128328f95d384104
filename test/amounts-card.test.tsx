import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { AmountsCard } from '@/components/amounts-card';
import type { PassageOf } from '@/components/eligibility-source';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Profile } from '@/knowledge/profile/schema';
import {
  call,
  figure,
  gap,
  grappe,
  homeService,
  manyEssms,
  oneDossier,
  oneEssms,
  rate,
} from './amounts-invented';

/** Every call and grappe here is invented. */

afterEach(cleanup);

const passageOf: PassageOf = ({ anchor }) =>
  anchor === 'perdu'
    ? null
    : {
        heading: `Passage ${anchor}`,
        body: 'Premier alinéa.\n\nSecond alinéa.',
        title: 'Texte inventé',
        issuer: 'Émetteur inventé',
        date: '2023-02-03',
        url: 'https://textes.example.org/',
      };

function show(profile: Profile, campaign: Campaign = call()) {
  const calls = { onOwnRate: vi.fn(), onCorrect: vi.fn() };
  const situation = { profile, campaign, date: '2024-03-01' };
  const view = render(<AmountsCard situation={situation} passageOf={passageOf} {...calls} />);
  return { ...view, ...calls };
}

const plain = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
const card = () => screen.getByRole('region', { name: 'Montants' });
const lines = () => [...card().querySelectorAll<HTMLElement>(':scope > .amounts-lines > li')];
/** Opens what is folded, as a click on its summary does. */
const unfold = (details: HTMLDetailsElement) =>
  act(() => {
    details.open = true;
    details.dispatchEvent(new Event('toggle'));
  });
const row = (text: string, size = 15): string[] =>
  Array.from({ length: size }, (_, index) => `${text}${index + 1}`);

const TRANCHES = [
  rate({ id: 'bas', label: 'Forfait du bas', to: 49 }),
  rate({ id: 'haut', label: 'Forfait du haut', from: 50, amountCents: figure(20_000), ceiling: true }),
];

describe('the tree', () => {
  test('gives on each line what, the formula, the result, the tranche and the text', () => {
    show(grappe({ essms: manyEssms(60) }), call({ rates: TRANCHES }));
    const [low, high] = lines();
    expect(plain(low)).toContain('Forfait du bas49 000 €');
    expect(plain(low)).toContain('49 ESSMS × 1 000 € = 49 000 €');
    expect(plain(low)).toContain('du 1er au 49e');
    expect(plain(high)).toContain('11 ESSMS × jusqu’à 200 € = 2 200 €');
    expect(plain(high)).toContain('à partir du 50e');
    expect(plain(high)).toContain('maximum');
    expect(plain(low?.querySelector('.verdict-source summary'))).toBe(
      'Émetteur inventé, 3 février 2023 — source secondaire',
    );
  });

  test('says the total of the texts, and how much of it is no ceiling', () => {
    show(grappe({ essms: manyEssms(60) }), call({ rates: TRANCHES }));
    expect(plain(card().querySelector('.amounts-total'))).toBe(
      'D’après les textes : 51 200 €, dont 49 000 € hors plafonds60 ESSMS comptés.',
    );
  });

  test('draws the tranches and says them in words', () => {
    show(grappe({ essms: manyEssms(60) }), call({ rates: TRANCHES }));
    const picture = card().querySelector('.amounts-tranches');
    expect([...(picture?.querySelectorAll('li') ?? [])].map(plain)).toEqual([
      'du 1er au 49e : 49 ESSMS',
      'à partir du 50e : 11 ESSMS',
    ]);
    const bar = [...(picture?.querySelectorAll<HTMLElement>('.amounts-bar > span') ?? [])];
    expect(bar.map(({ style }) => style.flexGrow)).toEqual(['49', '11']);
  });

  test('draws nothing when every ESSMS is paid alike', () => {
    show(grappe({ essms: manyEssms(60) }));
    expect(card().querySelector('.amounts-tranches')).toBeNull();
  });

  test('opens on the detail of a line, thirty at most', () => {
    const services = Array.from({ length: 40 }, (_, index) => homeService(index + 2, 1, 2));
    show(grappe({ essms: [oneEssms(1), ...services] }));
    const detail = lines()[0]?.querySelector('details');
    expect(plain(detail?.querySelector('summary'))).toBe('Détail du calcul (41 lignes)');
    expect(detail?.querySelectorAll('li')).toHaveLength(30);
    expect(plain(detail)).toContain('Et 11 autres lignes, comptées dans le total.');
  });

  test('says when a part of a line is unknown', () => {
    show(grappe({ essms: [oneEssms(1), homeService(2, null, null)] }));
    expect(plain(lines()[0])).toContain('en partie inconnu');
  });

  test('does without a passage that is no longer there', () => {
    const lost = { ...figure(100_000), source: { text: 'texte', anchor: 'perdu' } };
    show(grappe({ essms: manyEssms(1) }), call({ rates: [rate({ amountCents: lost })] }));
    expect(plain(lines()[0])).toContain('1 000 €');
  });
});

describe('a figure no text gives', () => {
  const silent = (changes: Partial<Campaign> = {}) =>
    call({ rates: [rate({ label: 'Barème perdu', amountCents: gap })], ...changes });
  const own = { id: 'x', campaign: 'appel-invente', rate: 'forfait', label: '', amountCents: 120_050 };
  const field = () => screen.getByLabelText<HTMLInputElement>(/Votre chiffre par ESSMS, en euros/);

  test('is never shown as zero, and says whom to ask', () => {
    show(grappe({ essms: manyEssms(2) }), silent());
    expect(plain(card())).toContain('Aucun montant ne peut être calculé pour l’instant (2 ESSMS comptés)');
    expect(plain(lines()[0])).toContain('inconnu');
    expect(plain(lines()[0])).not.toContain(' 0 €');
    expect(plain(card())).toContain('Ce que les textes dont je dispose ne disent pas');
    expect(plain(card())).toContain('la CNSA pour un projet national');
  });

  test.each([
    [{ contact: figure('aide@exemple.example.org') }, 'À qui demander : aide@exemple.example.org.'],
    [{ scopes: ['regional' as const] }, 'À qui demander : à l’ARS de votre région.'],
  ])('names the contact of the call', (changes, expected) => {
    show(grappe({ essms: manyEssms(2) }), silent(changes));
    expect(plain(card())).toContain(expected);
  });

  test('may be typed: Enter keeps it', () => {
    const { onOwnRate } = show(grappe({ essms: manyEssms(2) }), silent());
    fireEvent.input(field(), { target: { value: '1 200,50 €' } });
    fireEvent.submit(field().closest('form') as HTMLFormElement);
    expect(onOwnRate).toHaveBeenCalledWith('forfait', 120_050);
  });

  test('is refused in words, and nothing is kept', () => {
    const { onOwnRate } = show(grappe({ essms: manyEssms(2) }), silent());
    fireEvent.input(field(), { target: { value: 'beaucoup' } });
    fireEvent.submit(field().closest('form') as HTMLFormElement);
    expect(onOwnRate).not.toHaveBeenCalled();
    expect(field().getAttribute('aria-invalid')).toBe('true');
    const help = document.getElementById(field().getAttribute('aria-describedby') ?? '');
    expect(plain(help)).toContain('Écrivez un montant en euros');
  });

  test('is marked as the user’s everywhere, and may be forgotten', () => {
    const dossiers = [oneDossier('D1', ['e1']), oneDossier('D2', ['e2'])];
    const { onOwnRate } = show(
      grappe({ essms: manyEssms(2), dossiers, project: { ownRates: [own] } }),
      silent(),
    );
    expect(field().value.replace(/\s/g, ' ')).toBe('1 200,50');
    expect(plain(lines()[0])).toContain('Votre chiffre, aucun texte trouvé ne le donne.');
    expect(plain(card().querySelector('.amounts-total'))).toContain(
      'Avec vos chiffres, qu’aucun texte trouvé ne donne : 2 401 €',
    );
    expect(plain(card().querySelector('.amounts-dossier summary'))).toContain(
      'dont 1 200,50 € de votre chiffre',
    );
    fireEvent.click(screen.getByRole('button', { name: 'Oublier' }));
    expect(onOwnRate).toHaveBeenCalledWith('forfait', null);
  });

  test('erasing the figure forgets it', () => {
    const { onOwnRate } = show(grappe({ essms: manyEssms(2), project: { ownRates: [own] } }), silent());
    fireEvent.input(field(), { target: { value: '' } });
    fireEvent.submit(field().closest('form') as HTMLFormElement);
    expect(onOwnRate).toHaveBeenCalledWith('forfait', null);
  });

  test('is not asked where a text gives one', () => {
    show(grappe({ essms: manyEssms(2) }));
    expect(screen.queryByLabelText(/Votre chiffre/)).toBeNull();
  });
});

describe('instalments', () => {
  const schedule = () => [...card().querySelectorAll(':scope > .amounts-payments li')].map(plain);

  test('show their amount, and their date as a landmark of ours', () => {
    show(grappe({ essms: manyEssms(2) }));
    expect(schedule()).toEqual([
      'Payé au départ (repère : 1er janvier 2024, début du projet)1 000 €',
      'Payé à la fin (repère : 31 décembre 2025, fin du projet)1 000 €',
    ]);
    expect(plain(card())).toContain('le financeur paie à ses propres dates');
  });

  test('give no date the grappe does not hold', () => {
    show(grappe({ essms: manyEssms(2), project: { startDate: '', endDate: '' } }));
    expect(schedule()).toEqual(['Payé au départ1 000 €', 'Payé à la fin1 000 €']);
    expect(plain(card())).not.toContain('repère');
  });

  test('say that they were not found, and what was looked for', () => {
    show(grappe({ essms: manyEssms(2) }), call({ payments: gap }));
    expect(schedule()).toEqual(['Rythme de paiement non trouvé dans les textes2 000 €']);
    expect(plain(card().querySelector('.amounts-payments'))).toContain(gap.note);
  });
});

describe('dossiers', () => {
  test('are folded under the total they add up to', () => {
    const ids = row('e', 3);
    const dossiers = [oneDossier('D1', ids.slice(0, 2)), oneDossier('D2', [])];
    show(grappe({ essms: manyEssms(3), dossiers }));
    const parts = [...card().querySelectorAll<HTMLDetailsElement>('.amounts-dossier')];
    expect(parts.map((part) => [part.open, plain(part.querySelector('summary'))])).toEqual([
      [false, 'D1 (2 ESSMS)2 000 €'],
      [false, 'D2 (0 ESSMS)0 €'],
      [false, 'ESSMS dans aucun dossier de cet appel (1 ESSMS)1 000 €'],
    ]);
    expect(plain(parts[0])).toContain('2 ESSMS × 1 000 € = 2 000 €');
    expect(plain(parts[1])).toContain('Aucun ESSMS de ce dossier ne compte.');
  });

  test('say when they are unknown, in whole or in part', () => {
    const rows = [homeService(1, null, 3), oneEssms(2), homeService(3, null, 3), oneEssms(4)];
    const dossiers = [oneDossier('D1', ['e1']), oneDossier('D2', ['e2', 'e3']), oneDossier('D3', ['e4'])];
    show(grappe({ essms: rows, dossiers }));
    expect([...card().querySelectorAll('.amounts-dossier > summary')].map(plain)).toEqual([
      'D1 (1 ESSMS)inconnu',
      'D2 (2 ESSMS)1 000 €en partie inconnu',
      'D3 (1 ESSMS)1 000 €',
    ]);
  });
});

describe('what the grappe does not say', () => {
  test('is named, with the place to type it', () => {
    const { onCorrect } = show(grappe({ essms: [homeService(1, null, 10)] }));
    fireEvent.click(screen.getByRole('button', { name: /^Renseigner : heures éligibles/ }));
    expect(onCorrect).toHaveBeenCalledWith(expect.objectContaining({ id: 'essms.e1.hours.eligible' }));
  });

  test('is the list of ESSMS of an empty grappe', () => {
    const { onCorrect } = show(grappe({ essms: [] }));
    expect(plain(card())).toContain('Aucun ESSMS éligible');
    fireEvent.click(screen.getByRole('button', { name: /^Renseigner/ }));
    expect(onCorrect).toHaveBeenCalledWith(expect.objectContaining({ id: 'essms' }));
    expect(screen.queryByText(/Et si la grappe/)).toBeNull();
  });
});

test('a lower real cost is said with its rule', () => {
  const expenses = [{ id: 'd', poste: '', label: '', amountCents: 50_000 }];
  show(
    grappe({ essms: manyEssms(2), project: { expenses } }),
    call({ principles: { 'lower-real-cost': figure(true) } }),
  );
  expect(plain(lines()[0])).toContain('ramenés à 500 €');
  expect(plain(card().querySelector('.notice'))).toContain('l’aide est abaissée de 1 500 €');
});

describe('et si', () => {
  const open = () => {
    const details = card().querySelector<HTMLDetailsElement>('.amounts-what-if');
    if (!details) throw new Error('no « et si »');
    unfold(details);
    return details;
  };
  const cells = (details: HTMLElement) =>
    [...details.querySelectorAll('tbody')].map((body) => [...body.querySelectorAll('th, td')].map(plain));

  test('puts 49 and 50 side by side, line by line', () => {
    show(grappe({ essms: manyEssms(49) }), call({ rates: TRANCHES }));
    const details = open();
    expect([...details.querySelectorAll('thead th')].map(plain)).toEqual([
      '49 ESSMS, aujourd’hui',
      '50 ESSMS, ensuite',
      'Écart',
    ]);
    expect(cells(details)).toEqual([
      ['Forfait du bas — 49 → 49 ESSMS', '49 000 €', '49 000 €', '0 €'],
      ['Forfait du haut — 0 → 1 ESSMS', '0 €', '200 €', '+ 200 €'],
      ['Total connu — 49 → 50 ESSMS', '49 000 €', '49 200 €', '+ 200 €'],
    ]);
  });

  test('removes as well', () => {
    show(grappe({ essms: manyEssms(50) }), call({ rates: TRANCHES }));
    const details = open();
    fireEvent.change(within(details).getByLabelText('Changement'), { target: { value: 'remove' } });
    fireEvent.input(within(details).getByLabelText('Nombre d’ESSMS'), { target: { value: '2' } });
    expect(cells(details).at(-1)).toEqual([
      'Total connu — 50 → 48 ESSMS',
      '49 200 €',
      '48 000 €',
      '-1 200 €',
    ]);
  });

  test.each(['', '0', '-1', 'deux', '1,5', '501'])('« %s » is no number of ESSMS, and says so', (text) => {
    show(grappe({ essms: manyEssms(3) }));
    const details = open();
    fireEvent.input(within(details).getByLabelText('Nombre d’ESSMS'), { target: { value: text } });
    expect(details.querySelector('table')).toBeNull();
    expect(plain(details)).toContain('Écrivez un nombre entier, de 1 à 500.');
  });

  test('computes nothing while it is closed, and says what stays unknown', () => {
    show(grappe({ essms: manyEssms(3) }), call({ rates: [rate({ amountCents: gap })] }));
    expect(card().querySelector('.amounts-what-if table')).toBeNull();
    expect(plain(open())).toContain('Une partie reste inconnue des deux côtés');
  });
});

test('everything has a name, a role and an order a screen reader can follow', async () => {
  const dossiers = [oneDossier('D1', row('e'))];
  const rates = [...TRANCHES, rate({ id: 'perdu', label: 'Barème perdu', amountCents: gap })];
  const { container } = show(
    grappe({ essms: [...manyEssms(50), homeService(51, null, 3)], dossiers }),
    call({ rates }),
  );
  for (const details of container.querySelectorAll('details')) unfold(details);
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
}, 60_000);
