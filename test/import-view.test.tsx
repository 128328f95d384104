import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import axe from 'axe-core';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ImportColumns } from '@/components/import-columns';
import { ImportGive } from '@/components/import-give';
import { applyLabel, tallyOf } from '@/components/import-groups';
import { ImportResult } from '@/components/import-result';
import { ImportReview, type ReviewView } from '@/components/import-review';
import { isBareList } from '@/entrypoints/profil/import-list';
import { refusalCsv, refusalRows } from '@/entrypoints/profil/import-refusals';
import { Review } from '@/entrypoints/profil/import-review-state';
import { NO_CHOICE } from '@/knowledge/import';
import type { Column, ProposedCell, ProposedLine, Table } from '@/knowledge/import/proposal';

/** Every establishment here is invented. */

afterEach(cleanup);
const plain = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
const nothing = () => {};
const seen = async (container: Element) =>
  (await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } }))
    .violations;

const cell = (target: ProposedCell['target'], over: Partial<ProposedCell> = {}): ProposedCell => ({
  target,
  path: ['essms', 'e1', target],
  label: target,
  before: '',
  after: 'nouveau',
  beforeText: '',
  afterText: 'nouveau',
  source: { from: 'sheet', name: 'membres.xlsx', on: '2026-11-21', verified: null },
  accepted: true,
  sensitive: false,
  why: '',
  ...over,
});

const line = (n: number, over: Partial<ProposedLine> = {}): ProposedLine => ({
  id: `l${n}`,
  line: n + 1,
  title: `EHPAD n° ${n} (fictif)`,
  kind: 'essms',
  action: 'add',
  accepted: true,
  remarks: [],
  cells: [cell('essms.name')],
  raw: `brut ${n}`,
  ...over,
});

const refused = line(2, {
  action: 'refused',
  accepted: false,
  cells: [],
  remarks: [
    {
      code: 'finess-juridique',
      level: 'refused',
      text: 'C’est le FINESS de l’entité juridique.',
      choices: [
        { finess: '130990012', name: 'EHPAD Un (fictif)', category: 'EHPAD', commune: 'Aubagne' },
        { finess: '130990020', name: 'EHPAD Deux (fictif)', category: 'EHPAD', commune: 'Cassis' },
      ],
    },
  ],
});
const closed = (n: number) =>
  line(n, { accepted: false, remarks: [{ code: 'closed', level: 'confirm', text: 'Établissement fermé.' }] });
const change = line(5, {
  action: 'change',
  cells: [
    cell('essms.capacity', {
      label: 'capacité',
      beforeText: '60',
      afterText: '64',
      accepted: false,
      why: 'Remplace 60.',
    }),
    cell('bank.iban', {
      label: 'IBAN',
      sensitive: true,
      accepted: false,
      why: 'Coordonnées bancaires : à vérifier.',
    }),
  ],
});
const LINES = [line(1), refused, closed(3), closed(4), change, line(6, { action: 'same', cells: [] })];

function Reviewed({
  lines = LINES,
  review: given,
  ...over
}: {
  lines?: ProposedLine[];
  review?: Review;
  onPick?: (line: ProposedLine, finess: string[]) => void;
  onApply?: () => void;
}) {
  const [, draw] = useState(0);
  const [review] = useState(() => given ?? new Review());
  const then =
    <A extends unknown[]>(act: (...args: A) => void) =>
    (...args: A) => {
      act(...args);
      draw((n) => n + 1);
    };
  const view: ReviewView = review.view.value;
  return (
    <ImportReview
      focus
      title="Relisez"
      busy={false}
      proposal={{ name: 'membres.xlsx', lines, register: null, notes: [] }}
      choices={review.choices.value}
      view={view}
      checkedWith="Vérifié."
      blind={false}
      noteChecks={false}
      newName={null}
      registerName={({ id }) => (id === 'l1' ? 'LES PINS, Aubagne' : '')}
      onNewName={nothing}
      onView={then(review.onView)}
      onLine={then(review.onLine)}
      onCell={then(review.onCell)}
      onBulk={then(review.onBulk)}
      onPick={over.onPick ?? nothing}
      onBack={nothing}
      onApply={over.onApply ?? nothing}
    />
  );
}

const applyButton = () => screen.getByRole('button', { name: /^Ajouter|^Modifier|^Rien à faire/ });

describe('the review', () => {
  test('the counts filter the lines, those that ask something come first', async () => {
    const { container } = render(<Reviewed />);
    expect(document.activeElement?.textContent).toBe('Relisez');
    const chips = within(screen.getByRole('group', { name: 'Lignes à montrer' })).getAllByRole('button');
    expect(chips.map((chip) => plain(chip.textContent))).toEqual([
      'Toutes (6)',
      '? 2 à confirmer',
      '✕ 1 refusée',
      '✎ 1 à modifier',
      '✓ 1 à ajouter',
      '= 1 déjà là',
    ]);
    const ids = () =>
      [...container.querySelectorAll('[data-line]')].map((item) => item.getAttribute('data-line'));
    expect(ids()).toEqual(['l3', 'l4', 'l2', 'l5', 'l1', 'l6']);
    fireEvent.click(screen.getByRole('button', { name: /refusée/ }));
    expect(ids()).toEqual(['l2']);
    const [only] = container.querySelectorAll('[data-line]');
    expect(plain(only?.textContent)).toContain('ligne 3');
    expect(plain(only?.textContent)).toContain('Dans le tableau : brut 2');
    expect(await seen(container)).toEqual([]);
  });

  test('a box ticked or not is what the button announces and does', () => {
    const onApply = vi.fn();
    render(<Reviewed onApply={onApply} />);
    expect(plain(applyButton().textContent)).toBe('Ajouter 1 ESSMS');
    const row = screen.getByText('EHPAD n° 3 (fictif)').closest('li');
    if (!row) throw new Error('no line');
    fireEvent.click(within(row).getByRole('checkbox', { name: /EHPAD n° 3/ }));
    expect(plain(applyButton().textContent)).toBe('Ajouter 2 ESSMS');
    fireEvent.click(screen.getByRole('checkbox', { name: /capacité/ }));
    expect(plain(applyButton().textContent)).toBe('Ajouter 2 ESSMS et modifier 1 ligne');
    fireEvent.click(applyButton());
    expect(onApply).toHaveBeenCalledOnce();
  });

  test('bank details are never ticked with the rest', () => {
    const review = new Review();
    render(<Reviewed review={review} />);
    const row = screen.getByText('EHPAD n° 5 (fictif)').closest('li');
    if (!row) throw new Error('no line');
    fireEvent.click(within(row).getByRole('checkbox', { name: /EHPAD n° 5/ }));
    fireEvent.click(within(row).getByRole('checkbox', { name: /EHPAD n° 5/ }));
    const boxes = within(row).getAllByRole('checkbox');
    expect(boxes.map((box) => box instanceof HTMLInputElement && box.checked)).toEqual([true, true, false]);
    expect(plain(row.textContent)).toContain('Coordonnées bancaires');
  });

  test('a kind of remark is ticked in one go', () => {
    render(<Reviewed />);
    fireEvent.click(screen.getByRole('button', { name: /Tout cocher\s: Établissements fermés/ }));
    expect(plain(applyButton().textContent)).toBe('Ajouter 3 ESSMS');
    fireEvent.click(screen.getByRole('button', { name: /Tout décocher\s: Établissements fermés/ }));
    expect(plain(applyButton().textContent)).toBe('Ajouter 1 ESSMS');
  });

  test('the establishments of a legal person are offered in its place', () => {
    const onPick = vi.fn();
    render(<Reviewed onPick={onPick} />);
    fireEvent.click(screen.getByRole('checkbox', { name: /EHPAD Deux/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Prendre cet établissement' }));
    expect(onPick).toHaveBeenCalledWith(refused, ['130990020']);
  });

  test('5,000 lines are shown by pages, and counted whole', () => {
    const lines = Array.from({ length: 5000 }, (_, n) => line(n));
    const { container } = render(<Reviewed lines={lines} />);
    expect(container.querySelectorAll('[data-line]')).toHaveLength(50);
    expect(plain(applyButton().textContent)).toBe('Ajouter 5 000 ESSMS');
    fireEvent.click(screen.getByRole('button', { name: 'Page suivante' }));
    expect(container.querySelector('[data-line]')?.getAttribute('data-line')).toBe('l50');
  });

  test('a table all there says there is nothing to change', () => {
    render(<Reviewed lines={[line(1, { action: 'same', cells: [] })]} />);
    expect(screen.getByText(/Rien à changer/)).toBeTruthy();
    expect(applyButton().hasAttribute('disabled')).toBe(true);
  });
});

test('the tally counts what would be written, not what is only ticked', () => {
  const organisme = line(9, { kind: 'organisme' });
  const tally = tallyOf([...LINES, organisme], NO_CHOICE);
  expect(tally).toEqual({ addedEssms: 1, addedOrganismes: 1, changed: 0, confirmed: 0, left: 3 });
  expect(plain(applyLabel(tally))).toBe('Ajouter 1 ESSMS et 1 organisme');
});

test('the list of refusals says where, what and why, and runs no formula', () => {
  const lines = [refused, closed(3), line(7), line(8, { action: 'refused', raw: '=HYPERLINK("x")' })];
  const rows = refusalRows({ name: 'x', lines, register: null, notes: [] }, NO_CHOICE);
  expect(rows.map(([number, , decision]) => [number, decision])).toEqual([
    ['3', 'Refusée'],
    ['4', 'Laissée de côté'],
    ['9', 'Refusée'],
  ]);
  expect(refusalCsv(rows)).toContain(`"'=HYPERLINK(""x"")"`);
});

const column = (index: number, over: Partial<Column>): Column => ({
  index,
  header: `Titre ${index}`,
  samples: ['un', 'deux'],
  target: '',
  confidence: 0,
  why: 'parce que',
  ...over,
});
const TABLE: Table = {
  sheet: 'ESSMS',
  headerRow: 2,
  rows: [3, 4],
  columns: [
    column(0, { target: 'essms.finess', confidence: 1 }),
    column(1, { target: 'essms.name', confidence: 0.5 }),
    column(2, {}),
  ],
  signature: 's',
};
const TARGETS = [
  { id: 'essms.finess' as const, label: 'FINESS géographique', group: 'ESSMS' },
  { id: 'essms.name' as const, label: 'nom', group: 'ESSMS' },
];

describe('the columns', () => {
  const show = (over: Partial<Parameters<typeof ImportColumns>[0]> = {}) =>
    render(
      <ImportColumns
        focus
        busy={false}
        name="membres.xlsx"
        notes={['Une feuille masquée laissée de côté.']}
        sheets={[
          { name: 'ESSMS', rows: 2, taken: true },
          { name: 'Autre', rows: 9, taken: false },
        ]}
        chosen={0}
        table={TABLE}
        preview={[
          ['130990012', 'A', null],
          ['130990020', 'B', 4],
        ]}
        targets={TARGETS}
        remembered
        problem={null}
        onSheet={nothing}
        onTake={nothing}
        onTarget={nothing}
        onBack={nothing}
        onNext={nothing}
        {...over}
      />,
    );

  test('each says what it was taken for, and why; doubtful ones stand out', async () => {
    const { container } = show();
    expect(plain(container.textContent)).toContain('1 colonne reconnue, 1 à vérifier, 1 non importée');
    expect(plain(container.textContent)).toContain('Titres trouvés à la ligne 3');
    expect(plain(container.textContent)).toContain('repris de votre dernier import');
    const badges = [...container.querySelectorAll('.import-columns .badge')].map((badge) =>
      plain(badge.textContent),
    );
    expect(badges).toEqual(['✓ reconnue', '? à vérifier', '– non importée']);
    expect(await seen(container)).toEqual([]);
  });

  test('a correction is told with its column', () => {
    const onTarget = vi.fn();
    show({ onTarget });
    const select = screen.getByRole('combobox', { name: /Titre 2/ });
    fireEvent.change(select, { target: { value: 'essms.name' } });
    expect(onTarget).toHaveBeenCalledWith(TABLE.columns[2], 'essms.name');
  });

  test('what cannot be imported says so, and stops there', () => {
    show({ problem: 'Il manque une colonne.', sheets: [{ name: 'ESSMS', rows: 2, taken: false }] });
    expect(screen.getByText('Il manque une colonne.')).toBeTruthy();
    expect(screen.getByRole('button', { name: /Vérifier/ }).hasAttribute('disabled')).toBe(true);
  });
});

describe('the first step', () => {
  const show = (over: Partial<Parameters<typeof ImportGive>[0]> = {}) =>
    render(
      <ImportGive
        focus={false}
        busy={false}
        pasted=""
        checkedWith="Sans répertoire."
        blind
        onRegister={nothing}
        onFile={nothing}
        onPaste={nothing}
        {...over}
      />,
    );
  const paste = (target: EventTarget, text: string) => {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'clipboardData', { value: { files: [], getData: () => text } });
    target.dispatchEvent(event);
  };

  test('a paste anywhere on the page, or in the box, is read at once', () => {
    const onPaste = vi.fn();
    show({ onPaste });
    paste(document.body, '130990012');
    paste(screen.getByRole('textbox'), '130990020');
    expect(onPaste.mock.calls).toEqual([['130990012'], ['130990020']]);
  });

  test('a file dropped anywhere is taken, none while another is read', () => {
    const onFile = vi.fn();
    const { rerender } = show({ onFile });
    const file = new File(['x'], 'membres.csv');
    const drop = () => {
      const event = new Event('drop', { bubbles: true, cancelable: true });
      Object.defineProperty(event, 'dataTransfer', { value: { types: ['Files'], files: [file] } });
      document.body.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(drop()).toBe(true);
    expect(onFile).toHaveBeenCalledWith(file);
    rerender(
      <ImportGive
        focus={false}
        busy
        pasted=""
        checkedWith=""
        blind
        onRegister={nothing}
        onFile={onFile}
        onPaste={nothing}
      />,
    );
    expect(drop()).toBe(true);
    expect(onFile).toHaveBeenCalledOnce();
  });

  test('without a register it says so, and how to have one', async () => {
    const onRegister = vi.fn();
    const { container } = show({ onRegister });
    fireEvent.click(screen.getByRole('button', { name: 'Ajouter le répertoire' }));
    expect(onRegister).toHaveBeenCalled();
    expect(await seen(container)).toEqual([]);
  });
});

test('the result says what was done and left, and offers the ways on', async () => {
  const on = { onUndo: vi.fn(), onRefusals: vi.fn(), onSee: vi.fn(), onAgain: vi.fn() };
  const outcome = { done: '52 ESSMS ajoutés', refused: 2, left: 1, same: 4, undone: false };
  const { container } = render(<ImportResult focus busy={false} outcome={outcome} canUndo {...on} />);
  expect(plain(document.activeElement?.textContent)).toBe('C’est fait : 52 ESSMS ajoutés');
  expect(plain(container.textContent)).toContain(
    '2 lignes refusées, 1 ligne laissée de côté, 4 lignes déjà là.',
  );
  fireEvent.click(screen.getByRole('button', { name: 'Annuler l’import' }));
  fireEvent.click(screen.getByRole('button', { name: /CSV/ }));
  expect(on.onUndo).toHaveBeenCalled();
  expect(on.onRefusals).toHaveBeenCalledWith('csv');
  expect(await seen(container)).toEqual([]);
});

test('what was only checked by its key is not said finished: the result leads to the register', () => {
  const on = { onUndo: nothing, onRefusals: nothing, onSee: nothing, onAgain: nothing };
  const outcome = { done: '52 ESSMS ajoutés', refused: 0, left: 0, same: 0, undone: false };
  const onRegister = vi.fn();
  render(<ImportResult focus busy={false} outcome={outcome} canUndo {...on} onRegister={onRegister} />);
  fireEvent.click(screen.getByRole('button', { name: 'Registre' }));
  expect(onRegister).toHaveBeenCalledOnce();
});

test.each([
  ['130990013\n130990021', true],
  ['130990013, 13 099 002 1 ; 00013001300022', true],
  ['EHPAD La Rade (fictif) 130990013\nFINESS : 130990021\n\n(à compléter)', true],
  ['130990013\tEHPAD La Rade (fictif)\n130990021\tEHPAD Deux (fictif)', false],
  ['FINESS;Nom\n130990013;EHPAD La Rade (fictif)', false],
  ['Bonjour, voici la liste demandée', false],
])('« %s » is a bare list of numbers: %s', (text, expected) => {
  expect(isBareList(text)).toBe(expected);
});
