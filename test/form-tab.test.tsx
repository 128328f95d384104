import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { MemoryProps } from '@/components/form-memory';
import { FormTab, type FormTabProps } from '@/components/form-tab';
import { campaignById } from '@/knowledge/campaigns';
import type { Outcome, OutcomeKind } from '@/knowledge/form/outcome';
import { type Merge, type Review, review } from '@/knowledge/form/plan';
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
    { profile: sampleGrappe(), campaign: campaignById('paca-2023') ?? null },
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
    underHeadings(choiceOf('Forme juridique', ['Mutuelle', 'Fondation'], 'select'), 'Votre structure'),
    underHeadings(fieldOf('N° et libellé de la voie', { maxLength: 4 }), 'Adresse de correspondance'),
    underHeadings(fieldOf('Portable'), 'Coordonnées de la structure'),
    fieldOf('J’atteste sur l’honneur', { kind: 'checkbox', value: 'false' }),
    fieldOf('Couleur préférée'),
  ]);

function show(shown: Review, changes: Partial<FormTabProps> = {}) {
  const actions = {
    onFillOne: vi.fn(),
    onUndoOne: vi.fn(),
    onReplace: vi.fn(),
    onReveal: vi.fn(),
    onCopy: vi.fn(),
    onCorrect: vi.fn(),
    onRestore: vi.fn(),
    onDismissRecovered: vi.fn(),
  };
  const calls = {
    onChooseDossier: vi.fn(),
    onFill: vi.fn(),
    onPause: vi.fn(),
    onResume: vi.fn(),
    onCancel: vi.fn(),
    onUndo: vi.fn(),
    onConfirm: vi.fn(),
    onAddRows: vi.fn(),
    onPick: vi.fn(),
    onStopPicking: vi.fn(),
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
    undoable: new Set(),
    recovered: new Map(),
    brokenBy: () => [],
    toConfirm: [],
    isConfirmed: false,
    ready: 1,
    progress: null,
    paused: false,
    canUndo: false,
    drift: null,
    idle: null,
    picking: false,
    picked: '',
    memory: noMemory(),
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

const noMemory = (changes: Partial<MemoryProps> = {}): MemoryProps => ({
  corrections: [],
  fills: [],
  keepsTyped: true,
  typed: 0,
  onForgetCorrection: vi.fn(),
  onImportCorrections: vi.fn(),
  onExportCorrections: vi.fn(),
  onExportJournal: vi.fn(),
  onKeepTyped: vi.fn(),
  onForgetTyped: vi.fn(),
  onExportStructure: vi.fn(),
  ...changes,
});

const textOf = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

const cardOf = (label: string): HTMLElement => {
  const card = screen.getByText(label, { selector: '[data-part="label"]' }).closest('li');
  if (!card) throw new Error(`no card for ${label}`);
  return card;
};

/** Unfolds « Pourquoi ? Corriger »: its content is only drawn then. */
const unfold = async (label: string): Promise<HTMLElement> => {
  const summary = cardOf(label).querySelector('summary');
  if (summary) fireEvent.click(summary);
  await waitFor(() => expect(summary?.nextElementSibling).toBeTruthy());
  return cardOf(label);
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
      'N° et libellé de la voie',
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
    expect(textOf(cardOf('N° et libellé de la voie'))).toMatch(/\d+ caractères pour 4 admis/);
    expect(textOf(cardOf('Portable'))).toContain('« Portable du porteur » n’est pas dans votre grappe.');
    expect(textOf(cardOf('J’atteste sur l’honneur'))).toContain('L’assistant n’y touche jamais.');
  });

  test('why a field was recognised can be read', async () => {
    show(everyState());
    expect(
      textOf(
        within(await unfold('N° SIRET'))
          .getByText('Pourquoi ? Corriger')
          .closest('details'),
      ),
    ).toMatch(
      /Reconnu comme « SIRET du porteur » à \d+ % : libellé « N° SIRET », rubrique « identification »/,
    );
    expect(within(cardOf('Couleur préférée')).queryByText('Pourquoi ? Corriger')).toBeNull();
  });

  test('the counts sum the step up', () => {
    show(everyState());
    const counts = [...document.querySelectorAll('.counts li')].map(textOf);
    expect(counts).toEqual([
      '→ 1 à remplir',
      '✓ 1 déjà rempli',
      '≠ 1 différent',
      '? 2 à choisir',
      '■ 1 verrouillé',
      '□ 1 pour vous seul',
      '○ 1 absent de la grappe',
      '· 1 non reconnu',
    ]);
    expect(screen.getByText('7 reconnus sur 9')).toBeTruthy();
  });

  test('a count shows its fields alone, and all of them again', () => {
    show(everyState());
    const labels = () => [...document.querySelectorAll('[data-part="label"]')].map(textOf);
    const all = labels();
    fireEvent.click(screen.getByRole('button', { name: /1 différent/ }));
    expect(labels()).toEqual(['Raison sociale']);
    expect(screen.getByRole('button', { name: /1 différent/ }).getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(screen.getByRole('button', { name: 'Tout afficher' }));
    expect(labels()).toEqual(all);
  });

  test('a bank detail is counted apart', () => {
    show(seen([underHeadings(fieldOf('IBAN'), 'Domiciliation bancaire')]));
    expect([...document.querySelectorAll('.counts li')].map(textOf)).toEqual(['? 1 sensible']);
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
      verifiedOn: '2026-11-21',
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
    const view = show(everyState(), { progress: { done: 3, total: 9, what: 'fill' } });
    const live = screen.getByRole('status');
    expect(live.getAttribute('aria-live')).toBe('polite');
    // The words once; the figures change too often to be read aloud.
    expect(textOf(live)).toBe('Remplissage en cours…');
    expect(screen.getByRole('progressbar', { name: 'Remplissage en cours' }).getAttribute('max')).toBe('9');
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

describe('a fill can be held', () => {
  const running = { progress: { done: 60, total: 500, row: { at: 5, of: 42 }, what: 'fill' as const } };

  test('paused, resumed and stopped, with the row it is at', () => {
    const view = show(everyState(), running);
    expect(screen.getByText(/Ligne 5 sur 42/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Mettre en pause' }));
    fireEvent.click(screen.getByRole('button', { name: 'Arrêter là' }));
    view.again({ ...running, paused: true });
    expect(screen.getByText(/En pause/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Reprendre' }));
    const calls = [view.onPause, view.onCancel, view.onResume].map((call) => call.mock.calls.length);
    expect(calls).toEqual([1, 1, 1]);
  });

  test('an undo goes to its end', () => {
    show(everyState(), { progress: { done: 1, total: 2, what: 'undo' } });
    expect(screen.getByText('Annulation en cours…')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Mettre en pause' })).toBeNull();
  });
});

describe('who changed what', () => {
  test.each<[Merge, RegExp | null]>([
    ['profile-changed', /Votre grappe a changé/],
    ['page-changed', /Modifié dans le portail/],
    ['both-changed', /tous deux changé/],
    ['never-written', null],
  ])('%s', (merge, words) => {
    const shown = everyState();
    show({ ...shown, fields: shown.fields.map((field) => ({ ...field, merge })) });
    const card = textOf(cardOf('Raison sociale'));
    expect(card).toContain('Portail : Ancien nom (fictif)');
    expect(card).toContain('Grappe : ');
    if (words) expect(card).toMatch(words);
    else expect(card).not.toMatch(/depuis le dernier remplissage/);
  });
});

describe('corrections', () => {
  test('the person says what a field asks, or that it is nothing of ours', async () => {
    const shown = everyState();
    const view = show(shown);
    const card = within(await unfold('Couleur préférée'));
    const key = shown.fields[8]?.key;
    const send = () => fireEvent.submit(card.getByLabelText('Ce champ demande').closest('form') as Element);
    fireEvent.change(card.getByLabelText('Ce champ demande'), { target: { value: 'porteur.sigle' } });
    send();
    fireEvent.change(card.getByLabelText('Ce champ demande'), { target: { value: '(laisser)' } });
    send();
    expect(view.onCorrect.mock.calls).toEqual([
      [key, 'porteur.sigle'],
      [key, null],
    ]);
  });

  test('a field that is for the person alone cannot be given to the assistant', () => {
    show(everyState());
    expect(cardOf('J’atteste sur l’honneur').querySelector('details')).toBeNull();
  });

  test('the field pointed at opens its correction', () => {
    const shown = everyState();
    show(shown, { picked: shown.fields[8]?.key ?? '' });
    expect(cardOf('Couleur préférée').querySelector('details')?.open).toBe(true);
    expect(cardOf('Couleur préférée').classList.contains('picked')).toBe(true);
  });

  test('pointing starts and stops from a button', () => {
    const view = show(everyState());
    fireEvent.click(screen.getByRole('button', { name: 'Montrer un champ dans la page' }));
    view.again({ picking: true });
    fireEvent.click(screen.getByRole('button', { name: 'Renoncer' }));
    expect([view.onPick.mock.calls.length, view.onStopPicking.mock.calls.length]).toEqual([1, 1]);
  });
});

const remembered = () =>
  noMemory({
    corrections: [
      {
        signature: 's1',
        likeness: 'l1',
        fieldId: 'porteur.sigle',
        label: 'Nom d’usage',
        section: 'Structure',
        at: '2026-11-22T10:00:00.000Z',
      },
    ],
    fills: [{ id: 1, when: '22 novembre 2026 à 11:00', step: 'Identification', fields: 12 }],
    typed: 2,
  });

describe('what is remembered', () => {
  test('corrections and the journal are listed and can be taken out', () => {
    const memory = remembered();
    show(everyState(), { memory });
    expect(screen.getByText(/« Nom d’usage » \(Structure\) → Organisme : Sigle/)).toBeTruthy();
    expect(screen.getByText(/22 novembre 2026 à 11:00 : Identification, 12 champs/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /^Retirer la correction de «\sNom d’usage\s»$/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Exporter (tableur)' }));
    fireEvent.click(screen.getByRole('button', { name: 'Exporter la structure de cette page' }));
    expect(memory.onForgetCorrection).toHaveBeenCalledWith('s1');
    expect(memory.onExportJournal).toHaveBeenCalledWith('csv');
    expect(memory.onExportStructure).toHaveBeenCalled();
  });

  test('the texts typed are counted, kept or not, and erased', () => {
    const memory = remembered();
    show(everyState(), { memory });
    fireEvent.click(screen.getByLabelText(/Garder 30 jours/));
    fireEvent.click(screen.getByRole('button', { name: 'Effacer' }));
    expect(memory.onKeepTyped).toHaveBeenCalledWith(false);
    expect(memory.onForgetTyped).toHaveBeenCalled();
  });

  test('nothing remembered says so, and offers no empty file', () => {
    show(everyState());
    expect(screen.getByText(/Rien n’a encore été rempli/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Exporter (JSON)' }).hasAttribute('disabled')).toBe(true);
  });

  test('a text typed and lost is offered, put back or forgotten', () => {
    const shown = everyState();
    const key = shown.fields[8]?.key ?? '';
    const view = show(shown, { recovered: new Map([[key, { text: 'Texte perdu', when: 'hier à 14:03' }]]) });
    const card = within(cardOf('Couleur préférée'));
    expect(textOf(cardOf('Couleur préférée'))).toContain('Texte perdu');
    fireEvent.click(card.getByRole('button', { name: 'Le remettre dans le portail' }));
    fireEvent.click(card.getByRole('button', { name: 'L’oublier' }));
    expect(view.onRestore).toHaveBeenCalledWith(key);
    expect(view.onDismissRecovered).toHaveBeenCalledWith(key);
  });
});

describe('the portal around the step', () => {
  test.each([
    [null, null],
    [60_000, /encore environ 29 min/],
    [22 * 60_000, /encore environ 8 min/],
    [29.5 * 60_000, /moins d’une minute. Cliquez sur « Enregistrer »/],
    [31 * 60_000, /a sans doute expiré/],
  ])('after %s ms without an exchange', (idle, words) => {
    show(everyState(), { idle });
    const said = textOf(document.querySelector('.form-tab'));
    if (words) expect(said).toMatch(words);
    else expect(said).not.toMatch(/Session GALIS/);
  });

  test('a step that changed names what is new and what is gone', () => {
    show(everyState(), { drift: { added: ['Code SIAE'], removed: ['Télécopie'], since: 'le 3 juin 2026' } });
    const notice = textOf(screen.getByText('Cette étape a changé').closest('div'));
    expect(notice).toContain('depuis le 3 juin 2026');
    expect(notice).toContain('Nouveau : « Code SIAE »');
    expect(notice).toContain('Disparu : « Télécopie »');
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
  ['a fill that goes on', everyState, { progress: { done: 1, total: 2, what: 'fill' } }],
  ['a fill in pause', everyState, { progress: { done: 1, total: 2, what: 'fill' }, paused: true }],
  ['a step that changed', everyState, { drift: { added: ['Sigle'], removed: [], since: 'le 3 juin' } }],
  ['what is remembered', everyState, { memory: remembered() }],
  ['a session about to end', everyState, { idle: 28 * 60_000 }],
  ['bank details', iban, { toConfirm: iban().fields }],
  ['a dossier to choose', everyState, { dossiers: [{ id: 'd1', label: 'Acquisition' }] }],
  ['no page', () => seen([]), {}],
  ['no grappe', everyState, { hasProfile: false }],
])('no accessibility violation: %s', async (_name, shown, changes) => {
  const { container } = show(shown(), changes);
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
});
