import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import axe from 'axe-core';
import fc from 'fast-check';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, test } from 'vitest';
import { EssmsTable } from '@/components/essms-table';
import { readBlock, writeBlock } from '@/components/essms-table/clipboard';
import { COLUMNS } from '@/components/essms-table/columns';
import { optionsFor } from '@/components/essms-table/options';
import { pasteEdits, planPaste } from '@/components/essms-table/paste';
import { cellValue, isBlank } from '@/components/essms-table/values';
import { applyEdits, type Edit, type EditPath, invertEdits } from '@/knowledge/profile/edit';
import { type Profile, profile as profileSchema } from '@/knowledge/profile/schema';
import { nationalGrappe, sampleWith } from './profiles/build';

afterEach(cleanup);

/** What the page around the table keeps: the grappe now, the words of each change, what was opened. */
interface Seen {
  grappe: Profile;
  labels: string[];
  opened: string[];
  edits: Edit[];
  focusOn(path: EditPath): void;
}

function show(start: Profile): Seen {
  const seen: Seen = { grappe: start, labels: [], opened: [], edits: [], focusOn: () => {} };
  function Host() {
    const [grappe, setGrappe] = useState(start);
    const [focus, setFocus] = useState<EditPath | null>(null);
    seen.grappe = grappe;
    seen.focusOn = setFocus;
    const onEdit = (edits: Edit[], label: string) => {
      const outcome = applyEdits(grappe, edits);
      if (!outcome.ok) throw new Error('conflict');
      profileSchema.parse(outcome.profile);
      seen.edits = edits;
      seen.labels.push(label);
      setGrappe(outcome.profile);
    };
    return <EssmsTable grappe={grappe} onEdit={onEdit} onOpen={(id) => seen.opened.push(id)} focus={focus} />;
  }
  render(<Host />);
  return seen;
}

const plain = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
const cell = (id: string, key: string): HTMLElement => {
  const path = ['essms', id, ...key.split('.')].join('/');
  const found = document.querySelector<HTMLElement>(`[data-path="${path}"]`);
  if (!found) throw new Error(`no cell ${path}`);
  return found;
};
const activePath = (): string | undefined =>
  document.querySelector<HTMLElement>('[data-active]')?.dataset.path;
const focused = (): HTMLElement => {
  if (!(document.activeElement instanceof HTMLElement)) throw new Error('nothing has the focus');
  return document.activeElement;
};

async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0));
}
async function goTo(id: string, key: string): Promise<void> {
  fireEvent.pointerDown(cell(id, key), { button: 0 });
  await settle();
}
async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  fireEvent.keyDown(focused(), { key, ...more });
  await settle();
}
async function type(text: string): Promise<void> {
  fireEvent.input(focused(), { target: { value: text } });
  await settle();
}
async function paste(text: string): Promise<void> {
  fireEvent.paste(focused(), { clipboardData: { getData: () => text } });
  await settle();
}
function copied(): string {
  let text = '';
  fireEvent.copy(focused(), {
    clipboardData: {
      setData: (_: string, given: string) => {
        text = given;
      },
    },
  });
  return text;
}
const click = async (name: string | RegExp): Promise<void> => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};
const said = (): string =>
  plain(
    screen
      .getAllByRole('status')
      .map((s) => s.textContent)
      .join(' '),
  );
const names = (): string[] =>
  [...document.querySelectorAll('[data-column="name"][data-path]')].map((e) => plain(e.textContent));

/** Five invented ESSMS, e1 to e5. */
const five = (edit: (draft: Profile) => void = () => {}): Profile =>
  sampleWith((draft) => {
    draft.essms = draft.essms.slice(0, 5).map((e, i) => ({ ...e, id: `e${i + 1}` }));
    draft.dossiers = draft.dossiers.slice(0, 1).map((d) => ({ ...d, essmsIds: ['e1', 'e2', 'e3'] }));
    edit(draft);
  });
const essms = (seen: Seen, rank: number) => {
  const row = seen.grappe.essms[rank];
  if (!row) throw new Error(`no row ${rank}`);
  return row;
};

describe('moving', () => {
  test('one tab stop, arrows, Home and End, the corners, and the headers above', async () => {
    show(five());
    expect(document.querySelectorAll('.eg-grid [tabindex="0"]')).toHaveLength(1);
    await goTo('e2', 'finess');
    expect(activePath()).toBe('essms/e2/finess');
    await press('ArrowDown');
    await press('ArrowRight');
    expect(activePath()).toBe('essms/e3/category');
    await press('End');
    expect(activePath()).toBe('essms/e3/requestedCents');
    await press('Home', { ctrlKey: true });
    await press('ArrowRight');
    expect(activePath()).toBe('essms/e1/name');
    await press('End', { ctrlKey: true });
    expect(activePath()).toBe('essms/e5/requestedCents');
    await press('PageUp');
    expect(activePath()).toBe('essms/e1/requestedCents');
    await press('ArrowUp');
    expect(focused().getAttribute('aria-sort')).toBe('none');
    await press('Enter');
    expect(focused().getAttribute('aria-sort')).toBe('ascending');
    expect(document.querySelectorAll('.eg-grid [tabindex="0"]')).toHaveLength(1);
  });

  test('500 rows: few are drawn, all are counted, the active one is always there', async () => {
    show(nationalGrappe(500));
    const grid = screen.getByRole('grid');
    expect(grid.getAttribute('aria-rowcount')).toBe('501');
    expect(document.querySelectorAll('.eg-row').length).toBeLessThan(60);
    await goTo('n1', 'finess');
    await press('End', { ctrlKey: true });
    expect(focused().dataset.path).toBe('essms/n500/requestedCents');
    expect(focused().closest('tr')?.getAttribute('aria-rowindex')).toBe('501');
    expect(document.querySelectorAll('.eg-row').length).toBeLessThan(60);
  });
});

describe('editing', () => {
  test('typing replaces, Enter commits and goes down, the words of the undo name the cell', async () => {
    const seen = show(five());
    await goTo('e1', 'capacity');
    await press('4');
    await type('42');
    await press('Enter');
    expect(essms(seen, 0).capacity).toBe(42);
    expect(activePath()).toBe('essms/e2/capacity');
    expect(seen.labels[0]).toMatch(/^Places de «\s.*\s»$/);
  });

  test('Tab commits to the right, Escape gives up, F2 starts from the value', async () => {
    const seen = show(five());
    const before = essms(seen, 0).name;
    await goTo('e1', 'name');
    await press('F2');
    expect(focused()).toHaveProperty('value', before);
    await type('Autre nom (fictif)');
    await press('Escape');
    expect(essms(seen, 0).name).toBe(before);
    await press('F2');
    await type('Autre nom (fictif)');
    await press('Tab');
    expect(essms(seen, 0).name).toBe('Autre nom (fictif)');
    expect(activePath()).toBe('essms/e1/finess');
  });

  test('what the profile cannot keep is refused in words, and stays in hand', async () => {
    const seen = show(five());
    await goTo('e1', 'capacity');
    await press('b');
    await type('beaucoup');
    await press('Enter');
    expect(seen.labels).toEqual([]);
    expect(screen.getByRole('alert').textContent).toMatch(/nombre/);
    expect(focused()).toHaveProperty('value', 'beaucoup');
    await press('Escape');
    expect(activePath()).toBe('essms/e1/capacity');
  });

  test('a number whose key does not hold is kept and flagged, in words', async () => {
    const seen = show(five());
    await goTo('e1', 'finess');
    await press('1');
    await type('130990010');
    await press('Enter');
    expect(essms(seen, 0).finess).toBe('130990010');
    expect(cell('e1', 'finess').getAttribute('aria-invalid')).toBe('true');
    expect(plain(cell('e1', 'finess').textContent)).toMatch(/Attention : La clé de ce FINESS/);
    expect(said()).toMatch(/FINESS : La clé/);
  });

  test('amounts are typed in euros and kept in cents', async () => {
    const seen = show(five());
    await goTo('e1', 'requestedCents');
    await press('1');
    await type('12 500,5');
    await press('Enter');
    expect(essms(seen, 0).requestedCents).toBe(1_250_050);
  });

  test('a category is found by a part of its name or by its code', async () => {
    const seen = show(five());
    await goTo('e1', 'category');
    await press('m');
    await type('maison d’accueil spé');
    expect([...document.querySelectorAll('[role="option"]')].map((o) => plain(o.textContent))).toEqual([
      '255 — Maison d’accueil spécialisée',
    ]);
    await press('Enter');
    expect(essms(seen, 0).category).toBe('255');
    expect(activePath()).toBe('essms/e2/category');
    await press('3');
    await type('354');
    await press('Enter');
    expect(essms(seen, 1).category).toBe('354');
  });

  test('a blank département follows the postcode, in the same change', async () => {
    const seen = show(
      five((draft) => {
        for (const e of draft.essms) e.departement = '';
      }),
    );
    await goTo('e1', 'address.postcode');
    await press('2');
    await type('20250');
    await press('Enter');
    expect(essms(seen, 0).departement).toBe('2B');
    expect(seen.labels).toHaveLength(1);
  });

  test('a new row is added at the end with its name to type', async () => {
    const seen = show(five());
    await click('+ Ajouter un ESSMS');
    await waitFor(() => expect(focused().className).toContain('eg-editor'));
    await type('Nouvel ESSMS (fictif)');
    await press('Enter');
    expect(seen.grappe.essms).toHaveLength(6);
    expect(essms(seen, 5).name).toBe('Nouvel ESSMS (fictif)');
  });
});

describe('selection', () => {
  test('Space and shift-click choose rows; one value is set on all of them, as one change', async () => {
    const seen = show(five());
    await goTo('e1', 'name');
    await press(' ');
    const check = (id: string) => document.querySelector<HTMLElement>(`[data-check="${id}"]`);
    fireEvent.click(check('e4') ?? document.body, { shiftKey: true });
    await settle();
    expect(said()).toContain('4 ESSMS sélectionnés');
    const bar = within(screen.getByRole('form', { name: 'ESSMS sélectionnés' }));
    fireEvent.change(bar.getByLabelText(/^Valeur pour/), { target: { value: 'dom' } });
    await settle();
    fireEvent.submit(screen.getByRole('form', { name: 'ESSMS sélectionnés' }));
    await settle();
    expect(seen.grappe.essms.map((e) => e.field)).toEqual(['DOM', 'DOM', 'DOM', 'DOM', essms(seen, 4).field]);
    expect(plain(seen.labels.join())).toBe('Champ de 4 ESSMS');
  });

  test('rows are removed from the grappe and from its dossiers, and an undo puts all back', async () => {
    const start = five();
    const seen = show(start);
    for (const id of ['e2', 'e3'])
      fireEvent.click(document.querySelector(`[data-check="${id}"]`) ?? document.body);
    await settle();
    await click('Supprimer…');
    expect(plain(screen.getByRole('alertdialog').textContent)).toMatch(/Supprimer 2 ESSMS.*1 dossier/);
    await click('Supprimer');
    expect(seen.grappe.essms.map((e) => e.id)).toEqual(['e1', 'e4', 'e5']);
    expect(seen.grappe.dossiers[0]?.essmsIds).toEqual(['e1']);
    expect(applyEdits(seen.grappe, invertEdits(seen.edits))).toEqual({ ok: true, profile: start });
  });

  test('Shift and the arrows choose cells; Delete empties them; Ctrl+A takes the rows shown', async () => {
    const seen = show(five());
    await goTo('e1', 'capacity');
    await press('ArrowDown', { shiftKey: true });
    await press('ArrowRight', { shiftKey: true });
    expect(document.querySelectorAll('td[aria-selected="true"]')).toHaveLength(4);
    await press('Delete');
    expect(seen.grappe.essms.map((e) => [e.capacity, e.currentSoftware]).slice(0, 2)).toEqual([
      [null, ''],
      [null, ''],
    ]);
    expect(plain(seen.labels.join())).toBe('4 cellules de 2 ESSMS');
    await press('a', { ctrlKey: true });
    expect(said()).toContain('5 ESSMS sélectionnés');
    await press('Escape');
    await press('Escape');
    expect(screen.queryByRole('form', { name: 'ESSMS sélectionnés' })).toBeNull();
  });
});

describe('copy and paste', () => {
  test('a copied block reads back as the same values', async () => {
    const seen = show(five());
    await goTo('e1', 'category');
    await press('ArrowRight', { shiftKey: true });
    const rows = readBlock(copied());
    expect(rows).toEqual([[essms(seen, 0).category, essms(seen, 0).field]]);
  });

  test('blank cells are filled at once; the refused ones are named with the reason', async () => {
    const seen = show(
      five((draft) => {
        for (const e of draft.essms) Object.assign(e, { capacity: null, currentSoftware: '' });
      }),
    );
    await goTo('e1', 'capacity');
    await paste('80\t"Logiciel ""A""\ninventé"\r\nabc\tLogiciel B\r\n');
    expect(seen.grappe.essms.slice(0, 2).map((e) => [e.capacity, e.currentSoftware])).toEqual([
      [80, 'Logiciel "A" inventé'],
      [null, 'Logiciel B'],
    ]);
    expect(said()).toContain('3 cellules collées, 1 refusée');
    expect(plain(document.querySelector('.eg-outcome')?.textContent)).toMatch(
      new RegExp(`${essms(seen, 1).name.replace(/[()]/g, '.')}, Places : Écrivez un nombre`),
    );
  });

  test('a number that cannot be right is not written by a paste', async () => {
    const seen = show(five());
    const before = essms(seen, 0).siret;
    await goTo('e1', 'siret');
    await paste('12345678901234');
    expect(essms(seen, 0).siret).toBe(before);
    expect(said()).toContain('Aucune cellule collée, 1 refusée');
  });

  test('cells that hold something else are kept unless the reader says so', async () => {
    const seen = show(five());
    const before = seen.grappe.essms.map((e) => e.capacity);
    await goTo('e1', 'capacity');
    await paste('901\n902');
    expect(plain(screen.getByRole('alertdialog').textContent)).toContain(
      '2 cellules contiennent déjà autre chose',
    );
    await click('Ne remplir que les vides');
    expect(seen.grappe.essms.map((e) => e.capacity)).toEqual(before);
    await goTo('e1', 'capacity');
    await paste('901\n902');
    await click('Annuler');
    expect(seen.labels).toEqual([]);
    await paste('901\n902');
    await click('Remplacer');
    expect(seen.grappe.essms.map((e) => e.capacity).slice(0, 2)).toEqual([901, 902]);
  });

  test('lines past the end are offered as new rows', async () => {
    const seen = show(five());
    await goTo('e5', 'name');
    await paste(`${essms(seen, 4).name}\nSAVS du Moulin (fictif)\nIME des Sources (fictif)`);
    expect(plain(screen.getByRole('alertdialog').textContent)).toContain(
      '2 lignes dépassent la fin du tableau',
    );
    await click('Coller');
    expect(seen.grappe.essms.slice(5).map((e) => e.name)).toEqual([
      'SAVS du Moulin (fictif)',
      'IME des Sources (fictif)',
    ]);
    expect(said()).toContain('2 lignes ajoutées');
  });

  test('one copied value fills the whole range', async () => {
    const seen = show(
      five((draft) => {
        for (const e of draft.essms) e.currentSoftware = '';
      }),
    );
    await goTo('e1', 'currentSoftware');
    await press('ArrowDown', { ctrlKey: true, shiftKey: true });
    await paste('Logiciel inventé');
    expect(new Set(seen.grappe.essms.map((e) => e.currentSoftware))).toEqual(new Set(['Logiciel inventé']));
  });

  test('any block: written then read it is the same, but for blank lines at the end', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '\r', ' ', 'é', '1') });
    fc.assert(
      fc.property(
        fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        (rows) => {
          const block = [...rows, ['x', 'y']];
          expect(readBlock(writeBlock(block))).toEqual(block);
        },
      ),
    );
  });

  test('any paste: never throws, never changes without consent a cell that holds something else', () => {
    const grappe = five((draft) => {
      for (const [i, e] of draft.essms.entries())
        if (i % 2 === 0) Object.assign(e, { capacity: null, siret: '' });
    });
    const options = optionsFor(grappe.organismes);
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('500', 'EHPAD', '12,5', '1e9', 'oui', '', 'PA', '13400', '8500 €', '"', '\t', '\n'),
    );
    const block = fc.array(fc.array(word, { maxLength: 20 }), { maxLength: 8 });
    fc.assert(
      fc.property(block, fc.nat(4), fc.nat(COLUMNS.length - 1), fc.boolean(), (cells, row, column, add) => {
        const target = { rows: grappe.essms.slice(row).map((e) => e.id), columns: COLUMNS.slice(column) };
        const plan = planPaste(grappe, readBlock(writeBlock(cells)), target, options);
        const outcome = applyEdits(grappe, pasteEdits(grappe, plan, { replace: false, add }));
        if (!outcome.ok) throw new Error('conflict');
        profileSchema.parse(outcome.profile);
        for (const [i, old] of grappe.essms.entries())
          for (const c of COLUMNS) {
            const [was, is] = [cellValue(old, c), cellValue(outcome.profile.essms[i] ?? old, c)];
            if (!isBlank(was)) expect(is).toBe(was);
          }
      }),
    );
  });
});

describe('sort, filters, totals', () => {
  test('the sort is stable, unknown values come last both ways, a third press gives the order back', async () => {
    show(
      five((draft) => {
        for (const [i, e] of draft.essms.entries())
          Object.assign(e, { name: `N${i + 1}`, capacity: [30, null, 10, 30, 20][i] });
      }),
    );
    const header = screen.getByRole('columnheader', { name: /Places/ });
    const orders: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      fireEvent.click(header);
      await settle();
      orders.push(`${header.getAttribute('aria-sort')} ${names().join(' ')}`);
    }
    expect(orders).toEqual(['ascending N3 N5 N1 N4 N2', 'descending N1 N4 N5 N3 N2', 'none N1 N2 N3 N4 N5']);
  });

  test('a sorted row does not run away while it is filled; the sort can be applied again', async () => {
    show(
      five((draft) => {
        for (const [i, e] of draft.essms.entries()) Object.assign(e, { name: `N${i + 1}`, capacity: i });
      }),
    );
    fireEvent.click(screen.getByRole('columnheader', { name: /Places/ }));
    await goTo('e1', 'capacity');
    await press('9');
    await type('99');
    await press('Enter');
    expect(names()).toEqual(['N1', 'N2', 'N3', 'N4', 'N5']);
    await click('Réappliquer');
    expect(names()).toEqual(['N2', 'N3', 'N4', 'N5', 'N1']);
  });

  test('filters by text without accents and by quick choice, and says how many are left', async () => {
    show(
      five((draft) => {
        const [a, b, c, d] = draft.essms;
        if (!a || !b || !c || !d) throw new Error('too few rows');
        a.name = 'Étoile du Sud (fictif)';
        b.finess = a.finess;
        c.open = false;
        Object.assign(a, { open: true, closedOn: '2099-12-31' }); // will close, is not closed
        d.siret = '12345678901234';
      }),
    );
    const search = screen.getByRole('searchbox');
    fireEvent.input(search, { target: { value: 'etoile' } });
    await settle();
    expect(names()).toEqual(['Étoile du Sud (fictif)']);
    expect(said()).toContain('1 ESSMS affiché sur 5');
    fireEvent.input(search, { target: { value: 'zzz' } });
    await settle();
    expect(screen.getByText('Aucun ESSMS ne passe ces filtres.')).toBeTruthy();
    fireEvent.click(screen.getAllByRole('button', { name: 'Tout afficher' })[0] ?? document.body);
    await settle();
    for (const [name, count] of [
      ['En double 2', 2],
      ['Fermés 1', 1],
      ['Numéro faux 1', 1],
    ] as const) {
      await click(name);
      expect(names()).toHaveLength(count);
      await click(name);
    }
    expect(names()).toHaveLength(5);
    expect(plain(cell('e1', 'finess').textContent)).toContain('Ce FINESS est porté par plusieurs lignes');
    expect(plain(cell('e2', 'finess').textContent)).toContain('Ce FINESS est porté par plusieurs lignes');
  });

  test('totals follow the rows shown, unknown values are counted apart', async () => {
    show(
      five((draft) => {
        for (const [i, e] of draft.essms.entries())
          Object.assign(e, {
            name: i < 2 ? 'Alpha' : 'Beta',
            field: i < 2 ? 'PA' : 'PH',
            capacity: i === 0 ? null : 10,
            requestedCents: 100_000,
          });
      }),
    );
    const foot = () => plain(document.querySelector('.eg-foot > summary')?.textContent);
    expect(foot()).toBe('Totaux5 ESSMS40 places (1 inconnu)5 000 € demandés');
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'alpha' } });
    await settle();
    expect(foot()).toBe('Totaux2 ESSMS10 places (1 inconnu)2 000 € demandés');
  });
});

describe('jump', () => {
  test('clears the filters that hide the cell, shows its column, gives it the focus', async () => {
    const seen = show(nationalGrappe(300));
    fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'IME n° 2' } });
    await settle();
    seen.focusOn(['essms', 'n251', 'hours', 'total']);
    await waitFor(() => expect(focused().dataset.path).toBe('essms/n251/hours/total'));
    expect(seen.opened).toEqual([]);
  });

  test('opens the form for what is not a column', async () => {
    const seen = show(five());
    seen.focusOn(['essms', 'e3', 'address', 'complement']);
    await waitFor(() => expect(seen.opened).toEqual(['e3']));
  });
});

test('a value confirmed by a register says so, with its day', () => {
  show(
    five((draft) => {
      const [first] = draft.essms;
      if (first)
        first.sources = {
          finess: {
            from: 'finess',
            name: '',
            on: '2026-11-20',
            verified: { by: 'finess', on: '2026-11-20' },
          },
        };
    }),
  );
  expect(plain(cell('e1', 'finess').textContent)).toContain('Vérifié dans FINESS le 20 novembre 2026');
});

test('axe finds nothing serious: rows, editing, a refusal, a selection, a question, nothing left', async () => {
  show(five());
  const check = async () => {
    const { violations } = await axe.run(document.body, {
      rules: { region: { enabled: false }, 'color-contrast': { enabled: false } },
    });
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
  };
  await check();
  await goTo('e1', 'category');
  await press('F2');
  await check();
  await press('Escape');
  await goTo('e1', 'capacity');
  await press('z');
  await press('Enter');
  await check();
  await press('Escape');
  await press(' ');
  await check();
  await paste('901');
  await check();
  await click('Annuler');
  fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'zzz' } });
  await settle();
  await check();
}, 30_000);
