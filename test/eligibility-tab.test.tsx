import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { EligibilityTab, type EligibilityTabProps } from '@/components/eligibility-tab';
import { campaignById } from '@/knowledge/campaigns';
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
  const calls = { onReveal: vi.fn(), onOpenProfil: vi.fn(), onOpenDossiers: vi.fn() };
  const view = render(
    <EligibilityTab
      hasProfile
      campaignTitle="Appel inventé"
      dateLabel="au 15 mars 2023"
      simulated={false}
      verdicts={verdicts}
      passageOf={passageOf}
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
    rules: [...group.querySelectorAll('h3')].map(textOf),
  }));

const cardOf = (title: string): HTMLElement => {
  const card = screen.getByRole('heading', { level: 3, name: title, hidden: true }).closest('li');
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

  test('one rule about many ESSMS is one card each', () => {
    const about = (id: string) =>
      verdict('places', { subject: { kind: 'essms', id, label: `Structure ${id}` } });
    show([about('e1'), about('e2'), about('e3')]);
    expect(groups()[0]?.rules).toHaveLength(3);
  });
});

describe('what the person can do', () => {
  test('see the field on screen, when there is one', () => {
    const view = show(MIXED, { canReveal: ({ rule }) => rule === 'grave' });
    fireEvent.click(screen.getByRole('button', { name: 'Voir dans la page' }));
    expect(view.onReveal.mock.calls[0]?.[0]).toMatchObject({ rule: 'grave' });
  });

  test('open the grappe from a rule that is not met, change the call or the date', () => {
    const view = show(MIXED);
    fireEvent.click(within(cardOf('Règle grave')).getByRole('button', { name: 'Ouvrir dans ma grappe' }));
    fireEvent.click(screen.getByRole('button', { name: 'Changer' }));
    expect([view.onOpenProfil.mock.calls.length, view.onOpenDossiers.mock.calls.length]).toEqual([1, 1]);
    expect(within(cardOf('Règle tenue')).queryByRole('button', { hidden: true })).toBeNull();
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
  show(verdicts);
  expect(groups().flatMap(({ rules }) => rules)).toHaveLength(verdicts.length);
});
