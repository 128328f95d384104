import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { groupVerdicts } from '@/components/eligibility-groups';
import { EligibilityTab, type EligibilityTabProps } from '@/components/eligibility-tab';
import { campaignById } from '@/knowledge/campaigns';
import type { EditPath } from '@/knowledge/profile/edit';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { assess } from '@/knowledge/rules/assess';
import type { Verdict } from '@/knowledge/rules/rule';

afterEach(cleanup);

const verdict = (rule: string, changes: Partial<Verdict> = {}): Verdict => ({
  rule,
  title: `Règle ${rule}`,
  status: 'broken',
  severity: 'bloquant',
  subject: { kind: 'grappe', id: 'g', label: 'La grappe' },
  message: `Message ${rule}.`,
  missing: [],
  fields: [],
  source: { text: 'texte', anchor: rule },
  verifiedOn: '2026-11-21',
  confidence: 'official',
  contradictedBy: [],
  ...changes,
});

const passageOf: EligibilityTabProps['passageOf'] = ({ anchor }) =>
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

const MIXED = [
  verdict('info', { severity: 'information' }),
  verdict('grave'),
  verdict('doute', { severity: 'a-verifier', contradictedBy: [{ text: 'texte', anchor: 'autre' }] }),
  verdict('inconnue', { status: 'unknown', subject: { kind: 'essms', id: 'e1', label: 'EHPAD inventé' } }),
  verdict('tenue', { status: 'met' }),
];

function show(verdicts: Verdict[], changes: Partial<EligibilityTabProps> = {}) {
  const calls = {
    onReveal: vi.fn(),
    onCorrect: vi.fn<EligibilityTabProps['onCorrect']>(),
    onAnswer: vi.fn<EligibilityTabProps['onAnswer']>(),
    onOpenProfil: vi.fn(),
    onOpenDossiers: vi.fn(),
    onPrint: vi.fn(),
  };
  const view = render(
    <EligibilityTab
      hasProfile
      campaignTitle="Appel inventé"
      dateLabel="au 15 mars 2023"
      simulated={false}
      outOfDates=""
      verdicts={verdicts}
      passageOf={passageOf}
      dataOf={() => []}
      canReveal={() => false}
      {...calls}
      {...changes}
    />,
  );
  return { ...view, ...calls };
}

const textOf = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

const groups = () =>
  [...document.querySelectorAll<HTMLDetailsElement>('.verdict-group')].map((group) => ({
    title: textOf(group.querySelector('summary')),
    open: group.open,
    rules: [...group.querySelectorAll('h4')].map(textOf),
  }));

const cardOf = (title: string): HTMLElement => {
  const card = screen.getByRole('heading', { level: 4, name: title, hidden: true }).closest('li');
  if (!card) throw new Error(`no card for ${title}`);
  return card;
};

describe('the verdicts', () => {
  test('broken first, the gravest on top; then what is missing; then what is met', () => {
    show(MIXED);
    expect(groups()).toEqual([
      { title: 'Non respecté 3', open: true, rules: ['Règle grave', 'Règle doute', 'Règle info'] },
      { title: 'Il manque une information 1', open: false, rules: ['Règle inconnue'] },
      { title: 'Respecté 1', open: false, rules: ['Règle tenue'] },
    ]);
  });

  test('nothing broken is said in words, and what is missing opens', () => {
    show(MIXED.filter(({ status }) => status !== 'broken'));
    expect(screen.getByText('Aucune règle vérifiable n’est enfreinte.')).toBeTruthy();
    expect(groups()[0]).toMatchObject({ title: 'Il manque une information 1', open: true });
  });

  test('severity is a word; a rule that is met has none', () => {
    show(MIXED);
    const badge = (title: string) => textOf(cardOf(title).querySelector('.badge'));
    expect(['Règle grave', 'Règle doute', 'Règle info', 'Règle tenue'].map(badge)).toEqual([
      'bloquant',
      'à vérifier',
      'information',
      '',
    ]);
  });

  test('whom it is about is said, unless it is the whole grappe', () => {
    show(MIXED);
    expect(textOf(cardOf('Règle inconnue'))).toContain('EHPAD inventé');
    expect(textOf(cardOf('Règle grave'))).not.toContain('La grappe');
  });

  test('the passage can be read: who said it, when, how sure, word for word, with the address', () => {
    show(MIXED);
    const card = within(cardOf('Règle grave'));
    const source = card.getByText(/Émetteur inventé/).closest('details');
    expect(textOf(source?.querySelector('summary'))).toBe(
      'Émetteur inventé, 3 février 2023 — texte officiel',
    );
    expect([...(source?.querySelectorAll('p') ?? [])].map(textOf)).toEqual([
      'Premier alinéa.',
      'Second alinéa.',
      'Règle comparée à ce texte le 21 novembre 2026.',
    ]);
    expect(source?.querySelector('a')?.getAttribute('href')).toBe('https://textes.example.org/');
  });

  test('texts that disagree are shown both', () => {
    show(MIXED);
    const sources = [...cardOf('Règle doute').querySelectorAll('summary')].map(textOf);
    expect(sources).toHaveLength(2);
    expect(sources[1]).toContain('les textes divergent');
  });

  test('a passage that cannot be found hides nothing else', () => {
    show([verdict('orpheline', { source: { text: 'texte', anchor: 'perdu' } })]);
    expect(textOf(cardOf('Règle orpheline'))).toContain('Message orpheline.');
    expect(cardOf('Règle orpheline').querySelector('details')).toBeNull();
  });

  test('each group says whom its rules are about, the gravest first', () => {
    const about = (rule: string, kind: Verdict['subject']['kind'], severity: Verdict['severity']) =>
      verdict(rule, { severity, subject: { kind, id: kind, label: kind } });
    show([
      about('a', 'grappe', 'information'),
      about('b', 'dossier', 'a-verifier'),
      about('c', 'organisme', 'bloquant'),
      about('d', 'essms', 'bloquant'),
    ]);
    expect([...document.querySelectorAll('.verdict-kind')].map(textOf)).toEqual([
      'Les organismes (1)',
      'Les ESSMS (1)',
      'Les dossiers (1)',
      'La grappe (1)',
    ]);
  });

  test('see the field on screen, when there is one', () => {
    const view = show(MIXED, { canReveal: ({ rule }) => rule === 'grave' });
    fireEvent.click(screen.getByRole('button', { name: 'Voir dans la page' }));
    expect(view.onReveal.mock.calls[0]?.[0]).toMatchObject({ rule: 'grave' });
  });

  test('correct the grappe from a rule that is broken, change the call or the date, print', () => {
    const view = show(MIXED);
    const correct = within(cardOf('Règle grave')).getByRole('button', { name: 'Corriger dans la grappe' });
    fireEvent.click(correct);
    fireEvent.click(screen.getByRole('button', { name: 'Changer' }));
    fireEvent.click(screen.getByRole('button', { name: 'Imprimer le bilan' }));
    expect(view.onCorrect.mock.calls[0]?.[0]).toMatchObject({ rule: 'grave' });
    expect([view.onOpenDossiers.mock.calls.length, view.onPrint.mock.calls.length]).toEqual([1, 1]);
    expect(within(cardOf('Règle tenue')).queryByRole('button', { hidden: true })).toBeNull();
  });
});

describe('the data of a verdict', () => {
  const PATH: EditPath = ['project', 'europeanAid'];
  const dataOf: EligibilityTabProps['dataOf'] = ({ status }) =>
    status === 'unknown'
      ? [
          { path: PATH, label: 'autre aide européenne', value: '', asks: true },
          { path: ['project', 'software'], label: 'logiciel', value: '', asks: false },
          { path: null, label: 'barème régional', value: '', asks: false },
        ]
      : [{ path: PATH, label: 'Logiciel choisi', value: 'Inventé', asks: false }];

  test('what is known is shown, and what the page holds is said to be the page’s', () => {
    const shown = { field: 'project.software', value: 'Autre', recordId: null, label: 'Logiciel' } as const;
    show([verdict('a'), verdict('b', { shown })], { dataOf });
    expect(textOf(cardOf('Règle a').querySelector('p.muted'))).toBe('Logiciel choisi : Inventé');
    expect(textOf(cardOf('Règle b').querySelector('p.muted'))).toContain('Dans la page : Autre');
  });

  test('what is missing leads to its place, and is answered there by yes or no', () => {
    const view = show([verdict('a', { status: 'unknown' })], { dataOf });
    const card = within(cardOf('Règle a'));
    fireEvent.click(card.getByRole('button', { name: 'Saisir : logiciel' }));
    expect(view.onCorrect.mock.calls[0]?.[1]).toEqual(['project', 'software']);
    const question = card.getByRole('group', { name: 'autre aide européenne' });
    fireEvent.click(within(question).getByRole('button', { name: 'Non' }));
    expect(view.onAnswer).toHaveBeenCalledExactlyOnceWith(PATH, false);
    expect(card.getAllByRole('button', { name: 'Oui' })).toHaveLength(1);
    expect(card.getByText('barème régional').tagName).toBe('SPAN');
  });
});

describe('one rule about many ESSMS', () => {
  const about = (rank: number, changes: Partial<Verdict> = {}) =>
    verdict('places', {
      subject: { kind: 'essms', id: `e${rank}`, label: `Structure ${String(rank).padStart(3, '0')}` },
      ...changes,
    });
  const many = Array.from({ length: 500 }, (_, rank) => about(rank + 1));
  const open = () => {
    const fold = document.querySelector<HTMLElement>('.verdict-fold');
    if (!fold) throw new Error('no fold');
    fireEvent.click(within(fold).getByRole('button', { expanded: false }));
    return within(fold);
  };
  const names = () => [...document.querySelectorAll('.verdict-subjects strong')].map(textOf);

  test('is one card, whose list is drawn when it is opened, page by page', () => {
    show(many);
    expect(groups()).toEqual([{ title: 'Non respecté 1', open: true, rules: ['Règle places'] }]);
    expect(names()).toEqual([]);
    const fold = open();
    expect(names()).toHaveLength(20);
    expect(textOf(document.querySelector('.verdict-fold > button'))).toContain('500 ESSMS');
    fireEvent.click(fold.getByRole('button', { name: 'Suivants' }));
    expect(names()[0]).toBe('Structure 021');
    expect(fold.getByRole('button', { name: 'Précédents' }).hasAttribute('disabled')).toBe(false);
  });

  test('is searched, whatever the accents and the case', () => {
    const { rerender: _, ...view } = show([
      ...many,
      about(501, { subject: { kind: 'essms', id: 'x', label: 'Résidence Élan' } }),
    ]);
    const fold = open();
    fireEvent.input(fold.getByRole('searchbox'), { target: { value: 'residence elan' } });
    expect(names()).toEqual(['Résidence Élan']);
    fireEvent.click(fold.getByRole('button', { name: 'Corriger dans la grappe' }));
    expect(view.onCorrect.mock.calls[0]?.[0]).toMatchObject({ subject: { id: 'x' } });
    fireEvent.input(fold.getByRole('searchbox'), { target: { value: 'zzz' } });
    expect(fold.getByText('Rien ne correspond à cette recherche.')).toBeTruthy();
  });

  test('says the message once when all say the same, else one by one', () => {
    const { unmount } = show([about(1), about(2)]);
    expect(textOf(cardOf('Règle places'))).toContain('Message places.');
    open();
    expect(document.querySelector('.verdict-subjects')?.textContent).not.toContain('Message');
    unmount();
    show([about(1), about(2, { message: 'Autre message.' })]);
    open();
    expect([...document.querySelectorAll('.verdict-subjects > li > p:nth-child(2)')].map(textOf)).toEqual([
      'Message places.',
      'Autre message.',
    ]);
  });

  test('another outcome, another severity or another passage is another card', () => {
    show([
      about(1),
      about(2, { status: 'unknown' }),
      about(3, { severity: 'information' }),
      about(4, { source: { text: 'texte', anchor: 'autre' } }),
    ]);
    expect(document.querySelectorAll('.verdict')).toHaveLength(4);
  });
});

test('the call and the day are said, and a simulated day is said to be', () => {
  const { container, unmount } = show([]);
  expect(textOf(container)).toContain('Appel inventé, au 15 mars 2023. Changer');
  unmount();
  expect(textOf(show([], { simulated: true }).container)).toContain('au 15 mars 2023 (date simulée)');
});

test('without a grappe, it says what to do first', () => {
  const view = show(MIXED, { hasProfile: false });
  expect(document.querySelector('.verdict')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Ouvrir ma grappe' }));
  expect(view.onOpenProfil).toHaveBeenCalledOnce();
});

test('without a call, it says to choose one', () => {
  const view = show(MIXED, { campaignTitle: '' });
  expect(document.querySelector('.verdict')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Choisir un appel à projets' }));
  expect(view.onOpenDossiers).toHaveBeenCalledOnce();
});

test('a day outside every call is said with what to do', () => {
  show(MIXED, { outOfDates: 'Aucun appel ouvert.' });
  expect(textOf(document.querySelector('.notice.warn'))).toBe('Aucun appel ouvert.');
});

test.each<[string, Verdict[], Partial<EligibilityTabProps>]>([
  ['invented verdicts', MIXED, { canReveal: () => true }],
  ['nothing to say', [], {}],
  ['no grappe', [], { hasProfile: false }],
])('no accessibility violation: %s', async (_name, verdicts, changes) => {
  const { container } = show(verdicts, changes);
  for (const details of container.querySelectorAll('details')) details.open = true;
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
});

test('the verdicts of the sample grappe all find their place', () => {
  const campaign = campaignById('paca-2023');
  if (!campaign) throw new Error('no such campaign');
  const verdicts = assess({ profile: sampleGrappe(), campaign, date: '2023-03-15' });
  const placed = groupVerdicts(verdicts).flatMap(({ kinds }) => kinds.flatMap(({ cards }) => cards));
  expect(placed.flatMap((card) => card.verdicts).toSorted(byRule)).toEqual(verdicts.toSorted(byRule));
  show(verdicts);
  expect(groups().flatMap(({ rules }) => rules)).toHaveLength(placed.length);
});

const byRule = (a: Verdict, b: Verdict): number =>
  `${a.rule} ${a.subject.id}`.localeCompare(`${b.rule} ${b.subject.id}`);
