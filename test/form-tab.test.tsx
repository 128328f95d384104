import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { FormTab, type FormTabProps } from '@/components/form-tab';
import { campaignById } from '@/knowledge/campaigns';
import type { Outcome, OutcomeKind } from '@/knowledge/form/outcome';
import { type Review, review } from '@/knowledge/form/plan';
import type { FrameSnapshot } from '@/knowledge/form/snapshot';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Verdict } from '@/knowledge/rules/rule';
import { choiceOf, fieldOf, frameOf, tableOf, underHeadings } from './pages/snapshots';

afterEach(cleanup);

const seen = (fields: FrameSnapshot['fields'], changes: Partial<FrameSnapshot> = {}): Review =>
  review(
    [
      {
        frameId: 0,
        snapshot: frameOf(fields, { step: 'Étape inventée', headings: ['Étape inventée'], ...changes }),
      },
    ],
    sampleGrappe(),
    campaignById('paca-2023') ?? null,
  );

const structure = (label: string, value = '', changes = {}) =>
  underHeadings(fieldOf(label, { value, ...changes }), 'Votre structure');

/** One field of each state. */
const everyState = () =>
  seen([
    structure('N° SIRET'),
    structure('Sigle', 'ALT'),
    structure('Raison sociale', 'Ancien nom (fictif)'),
    structure('N° RNA', '', { readOnly: true }),
    choiceOf('Forme juridique', ['Mutuelle', 'Fondation'], 'select'),
    structure('N° SIREN', '', { maxLength: 4 }),
    underHeadings(fieldOf('Portable'), 'Coordonnées'),
    fieldOf('J’atteste sur l’honneur', { kind: 'checkbox', value: 'false' }),
    fieldOf('Couleur préférée'),
  ]);

function show(shown: Review, changes: Partial<FormTabProps> = {}) {
  const actions = { onFillOne: vi.fn(), onReplace: vi.fn(), onReveal: vi.fn(), onCopy: vi.fn() };
  const calls = {
    onChooseDossier: vi.fn(),
    onFill: vi.fn(),
    onUndo: vi.fn(),
    onConfirm: vi.fn(),
    onAddRows: vi.fn(),
    onLoadSample: vi.fn(),
    onOpenProfil: vi.fn(),
  };
  const props: FormTabProps = {
    review: shown,
    dossiers: [],
    dossierId: '',
    hasProfile: true,
    outcomes: new Map(),
    replaced: new Set(),
    brokenBy: () => [],
    toConfirm: [],
    isConfirmed: false,
    ready: 1,
    progress: null,
    canUndo: false,
    message: null,
    actions,
    ...calls,
    ...changes,
  };
  const view = render(<FormTab {...props} />);
  return {
    ...view,
    ...actions,
    ...calls,
    again: (next: Partial<FormTabProps>) => view.rerender(<FormTab {...props} {...next} />),
  };
}

const textOf = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

const cardOf = (label: string): HTMLElement => {
  const card = screen.getByText(label, { selector: '[data-part="label"]' }).closest('li');
  if (!card) throw new Error(`no card for ${label}`);
  return card;
};

const statusOf = (label: string): string => textOf(cardOf(label).querySelector('[data-part="status"]'));

const outcome = (key: string, kind: OutcomeKind, message = 'Message inventé.'): [string, Outcome] => [
  key,
  { key, label: '', kind, message, value: 'valeur' },
];

describe('the states of the fields', () => {
  test('each is said with a sign and a word, the sign not read aloud', () => {
    show(everyState());
    const labels = [
      'N° SIRET',
      'Sigle',
      'Raison sociale',
      'N° RNA',
      'Forme juridique',
      'N° SIREN',
      'Portable',
      'J’atteste sur l’honneur',
      'Couleur préférée',
    ];
    expect(labels.map(statusOf)).toEqual([
      '→ à remplir',
      '✓ déjà rempli',
      '≠ différent',
      '■ verrouillé',
      '? à choisir',
      '↔ trop long',
      '○ inconnu du profil',
      '□ à faire par vous',
      '· non reconnu',
    ]);
    for (const sign of document.querySelectorAll('[data-part="status"] span'))
      expect(sign.getAttribute('aria-hidden')).toBe('true');
  });

  test('what would be written is shown; what the page holds too when it differs', () => {
    show(everyState());
    expect(textOf(cardOf('N° SIRET'))).toContain('00013001300014');
    expect(textOf(cardOf('Raison sociale'))).toContain('Portail : Ancien nom (fictif)');
    expect(textOf(cardOf('Raison sociale'))).toContain('Association Les Tamaris (exemple fictif)');
    expect(textOf(cardOf('Forme juridique'))).toContain('À chercher dans la liste : Association déclarée');
    expect(textOf(cardOf('N° SIREN'))).toContain('9 caractères pour 4 admis');
    expect(textOf(cardOf('Portable'))).toContain('« Portable du porteur » n’est pas dans votre grappe.');
    expect(textOf(cardOf('J’atteste sur l’honneur'))).toContain('L’assistant n’y touche jamais.');
  });

  test('why a field was recognised can be read', () => {
    show(everyState());
    expect(textOf(within(cardOf('N° SIRET')).getByText('Pourquoi ?').closest('details'))).toMatch(
      /Reconnu comme « SIRET du porteur » à \d+ % : libellé « N° SIRET », rubrique « identification »/,
    );
    expect(within(cardOf('Couleur préférée')).queryByText('Pourquoi ?')).toBeNull();
  });

  test('the counts sum the step up', () => {
    show(everyState());
    const counts = [...document.querySelectorAll('.counts li')].map(textOf);
    expect(counts).toEqual([
      '7 reconnus sur 9',
      '→ 1 à remplir',
      '✓ 1 déjà rempli',
      '≠ 1 différent',
      '? 2 à vérifier',
      '□ 3 pour vous',
    ]);
  });

  test.each<[OutcomeKind, string]>([
    ['verified', '✓ rempli et vérifié'],
    ['reformatted', '✓ rempli et vérifié'],
    ['refused', '✕ refusé par le portail'],
    ['changed-by-page', '≠ modifié par la page'],
    ['by-hand', '□ à faire à la main'],
    ['undone', '← annulé'],
  ])('an outcome « %s » takes the place of the state', (kind, words) => {
    const shown = everyState();
    show(shown, { outcomes: new Map([outcome(shown.fields[0]?.key ?? '', kind)]) });
    expect(statusOf('N° SIRET')).toBe(words);
    expect(textOf(cardOf('N° SIRET')).includes('Message inventé.')).toBe(kind !== 'verified');
  });

  test('a rule the field breaks is said beside it', () => {
    const verdict: Verdict = {
      rule: 'inventee',
      title: 'Règle inventée',
      status: 'broken',
      severity: 'bloquant',
      subject: { kind: 'grappe', id: 'g', label: 'Grappe' },
      message: 'Il en manque trois.',
      missing: [],
      fields: ['porteur.siret'],
      source: { text: 't', anchor: 'a' },
      confidence: 'official',
      contradictedBy: [],
    };
    show(everyState(), { brokenBy: ({ id }) => (id === 'porteur.siret' ? [verdict] : []) });
    expect(textOf(cardOf('N° SIRET'))).toContain('Règle inventée : Il en manque trois.');
    expect(textOf(cardOf('Sigle'))).not.toContain('Règle inventée');
  });
});

describe('what the person can do', () => {
  test('one button fills, another undoes; each says when it cannot', () => {
    const view = show(everyState(), { canUndo: true });
    fireEvent.click(screen.getByRole('button', { name: 'Remplir cette étape' }));
    fireEvent.click(screen.getByRole('button', { name: 'Annuler le remplissage' }));
    expect([view.onFill.mock.calls.length, view.onUndo.mock.calls.length]).toEqual([1, 1]);
    view.again({ ready: 0, canUndo: false });
    for (const name of ['Remplir cette étape', 'Annuler le remplissage'])
      expect(screen.getByRole('button', { name }).hasAttribute('disabled')).toBe(true);
  });

  test('one field at a time: filled, copied, shown in the page', () => {
    const shown = everyState();
    const view = show(shown);
    const card = within(cardOf('N° SIRET'));
    fireEvent.click(card.getByRole('button', { name: 'Remplir ce champ' }));
    fireEvent.click(card.getByRole('button', { name: 'Copier' }));
    fireEvent.click(card.getByRole('button', { name: 'Voir dans la page' }));
    expect(view.onFillOne).toHaveBeenCalledWith(shown.fields[0]?.key);
    expect(view.onCopy).toHaveBeenCalledWith('00013001300014');
    expect(view.onReveal).toHaveBeenCalledWith(shown.fields[0]?.key);
  });

  test('only what can be written offers to be', () => {
    show(everyState());
    const offered = screen
      .getAllByRole('button', { name: 'Remplir ce champ' })
      .map((button) => button.closest('li'));
    expect(offered).toEqual([cardOf('N° SIRET')]);
  });

  test('a different value is replaced only once its box is ticked', () => {
    const shown = everyState();
    const view = show(shown);
    const key = shown.fields[2]?.key ?? '';
    fireEvent.click(within(cardOf('Raison sociale')).getByLabelText('Remplacer la valeur du portail'));
    expect(view.onReplace).toHaveBeenCalledWith(key, true);
    view.again({ replaced: new Set([key]) });
    expect(within(cardOf('Raison sociale')).getByRole('button', { name: 'Remplir ce champ' })).toBeTruthy();
  });

  test('the dossier to fill for is chosen in a list, and nothing is guessed before', () => {
    const dossiers = [{ id: 'd1', label: 'Acquisition, PA, 10 ESSMS' }];
    const view = show(everyState(), { dossiers });
    expect(screen.getByText(/Choisissez le dossier de cette demande/)).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Remplir pour'), { target: { value: 'd1' } });
    expect(view.onChooseDossier).toHaveBeenCalledWith('d1');
    view.again({ dossiers, dossierId: 'd1' });
    expect(screen.queryByText(/Choisissez le dossier/)).toBeNull();
    expect(screen.queryByRole('option', { name: 'à choisir' })).toBeNull();
  });
});

describe('bank details', () => {
  const bank = () =>
    seen(['IBAN', 'BIC'].map((label) => underHeadings(fieldOf(label), 'Domiciliation bancaire')));

  test('are masked, offer neither a fill of their own nor a copy, and wait for a confirmation', () => {
    const shown = bank();
    const view = show(shown, { toConfirm: shown.fields });
    expect(document.body.textContent).not.toContain('FR7699999000010001234567809');
    expect(statusOf('IBAN')).toBe('? à confirmer');
    expect(textOf(cardOf('IBAN'))).toContain('•••• 7809');
    expect(screen.queryByRole('button', { name: 'Remplir ce champ' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Copier' })).toBeNull();
    fireEvent.click(
      screen.getByLabelText('Remplir aussi les coordonnées bancaires : IBAN •••• 7809, BIC •••• PXXX'),
    );
    expect(view.onConfirm).toHaveBeenCalledWith(true);
  });

  test('no confirmation is asked where no bank detail waits', () => {
    show(everyState());
    expect(screen.queryByLabelText(/coordonnées bancaires/)).toBeNull();
  });
});

describe('tables', () => {
  const columns = ['N° FINESS', 'Dénomination'];
  const rowHeads = () => [...document.querySelectorAll('.field-row > details > summary')].map(textOf);
  const tabled = (rows: string[][], addRef: string | null) => {
    const { table, fields } = tableOf('Structures engagées', columns, rows);
    return seen(fields, { tables: [{ ...table, addRef, addLabel: 'Ajouter une structure' }] });
  };

  test('rows are grouped, named by what they stand for, with their state', () => {
    show(
      tabled(
        [
          ['130990021', ''],
          ['', ''],
          ['990000018', 'Autre (fictive)'],
        ],
        null,
      ),
    );
    expect(rowHeads().map((head) => head.replace(/ [→✓?].*$/, ''))).toEqual([
      'Ligne 1 — EHPAD L’Étang Bleu (fictif)',
      'Ligne 2 — EHPAD Les Micocouliers (fictif)',
      'Ligne 3',
    ]);
    expect(rowHeads()[0]).toMatch(/→ 1 à remplir$/);
    expect(rowHeads()[1]).toMatch(/→ 2 à remplir$/);
  });

  test('a row the grappe does not know is not said to be right', () => {
    show(tabled([['990000018', 'Autre (fictive)']], null));
    expect(rowHeads()[0]).not.toContain('✓');
  });

  test('a row that is right says so with a word, not with a sign alone', () => {
    show(tabled([['130990021', 'EHPAD L’Étang Bleu (fictif)']], null));
    expect(rowHeads()[0]).toMatch(/✓ \p{L}+/u);
  });

  test('missing rows are added with one button, or said to be missing', () => {
    const view = show(tabled([['', '']], 'f9'));
    expect(screen.getByText(/1 ligne dans le portail, 18 dans votre grappe/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Ajouter 17 lignes vides' }));
    expect(view.onAddRows.mock.calls[0]?.[0]).toMatchObject({ addRef: 'f9', missing: 17 });
    view.again({ review: tabled([['', '']], null) });
    expect(screen.queryByRole('button', { name: /Ajouter/ })).toBeNull();
  });
});

describe('while and after', () => {
  test('what goes on and how it ended are announced politely', () => {
    const view = show(everyState(), { progress: { done: 3, total: 9 } });
    const live = screen.getByRole('status');
    expect(live.getAttribute('aria-live')).toBe('polite');
    expect(within(live).getByRole('progressbar', { name: 'Remplissage en cours' }).getAttribute('max')).toBe(
      '9',
    );
    for (const name of ['Remplir cette étape', 'Annuler le remplissage', 'Remplir ce champ'])
      expect(screen.getByRole('button', { name }).hasAttribute('disabled')).toBe(true);
    view.again({ progress: null, message: { tone: 'ok', text: '3 champs remplis et vérifiés.' } });
    expect(textOf(screen.getByRole('status'))).toBe('3 champs remplis et vérifiés.');
    expect(screen.getByRole('status')).toBe(live);
  });

  test('a page that loads, and one too large, say so', () => {
    show(seen([structure('N° SIRET')], { loading: true, truncated: true }));
    expect(screen.getByText(/La page se charge/)).toBeTruthy();
    expect(screen.getByText(/trop grande/)).toBeTruthy();
  });
});

describe('nothing to show', () => {
  test('without a grappe: where to begin, and nothing to fill with', () => {
    const view = show(everyState(), { hasProfile: false });
    fireEvent.click(screen.getByRole('button', { name: 'Ouvrir ma grappe' }));
    fireEvent.click(screen.getByRole('button', { name: 'Essayer avec la grappe d’exemple' }));
    expect([view.onOpenProfil.mock.calls.length, view.onLoadSample.mock.calls.length]).toEqual([1, 1]);
    expect(screen.queryByRole('button', { name: 'Remplir cette étape' })).toBeNull();
  });

  test('a page without a field says there is nothing to fill', () => {
    show(seen([], { step: '', headings: [] }), { ready: 0 });
    expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('Étape sans titre');
    expect(screen.getByText(/rien à remplir sur cette page/)).toBeTruthy();
  });

  test('a field without a label still has a name', () => {
    show(seen([fieldOf('', { ref: 'f1' })]));
    expect(screen.getByText('Champ sans libellé')).toBeTruthy();
  });
});

const iban = () => seen([underHeadings(fieldOf('IBAN'), 'RIB')]);

test.each<[string, () => Review, Partial<FormTabProps>]>([
  ['every state', everyState, { canUndo: true }],
  ['a fill that goes on', everyState, { progress: { done: 1, total: 2 } }],
  ['bank details', iban, { toConfirm: iban().fields }],
  ['a dossier to choose', everyState, { dossiers: [{ id: 'd1', label: 'Acquisition' }] }],
  ['no page', () => seen([]), {}],
  ['no grappe', everyState, { hasProfile: false }],
])('no accessibility violation: %s', async (_name, shown, changes) => {
  const { container } = show(shown(), changes);
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
});
