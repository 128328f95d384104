import 'fake-indexeddb/auto';
import { BroadcastChannel } from 'node:worker_threads';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import axe from 'axe-core';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { App } from '@/entrypoints/profil/app';
import { openPage, type Page } from '@/entrypoints/profil/page';
import { setValue } from '@/knowledge/profile/edit';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import { closeDatabase, getProfile, listProfiles, saveProfiles } from '@/utils/database';
import { sampleWith } from './profiles/build';

const ID = sampleGrappe().id;
let stop = () => {};

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('BroadcastChannel', BroadcastChannel); // happy-dom has none
  fakeBrowser.permissions.contains = () => Promise.resolve(false);
});
afterEach(() => {
  cleanup();
  stop();
  vi.restoreAllMocks();
});

const textOf = (element: Element | null): string => (element?.textContent ?? '').replace(/\s+/g, ' ');

async function show(section: string, grappe: Profile = sampleGrappe()): Promise<Page> {
  await saveProfiles([grappe]);
  location.hash = section;
  const opened = openPage();
  stop = opened.stop;
  render(<App page={opened.page} />);
  await screen.findByRole('navigation', { name: 'Sections de la grappe' });
  return opened.page;
}

function box(name: string | RegExp): HTMLInputElement {
  const [found] = screen.getAllByLabelText(name);
  if (!(found instanceof HTMLInputElement)) throw new Error(`no box ${name}`);
  return found;
}
const type = (input: Element, value: string) => fireEvent.input(input, { target: { value } });
const leave = (input: Element) => fireEvent.blur(input);
const noteOf = (input: Element): string =>
  textOf(input.closest('.field')?.querySelector('.field-note') ?? null);
const stored = async (): Promise<Profile> => {
  const grappe = await getProfile(ID);
  if (!grappe) throw new Error('the grappe is gone');
  return grappe;
};

/** The form of the porteur, opened. */
async function showPorteur(grappe?: Profile): Promise<Page> {
  const page = await show('organismes', grappe);
  fireEvent.click(screen.getByRole('button', { name: /Association Les Tamaris/ }));
  await screen.findByLabelText('SIREN');
  return page;
}

describe('a number being typed', () => {
  test('is not judged before it is left, then is told in words, until it is right', async () => {
    await showPorteur();
    const siren = box('SIREN');
    type(siren, '123');
    expect(noteOf(siren)).toBe('');
    leave(siren);
    await waitFor(() =>
      expect(noteOf(siren)).toContain('Un SIREN compte 9 chiffres ; on en lit 3 chiffres.'),
    );
    expect(siren.getAttribute('aria-invalid')).toBe('true');
    type(siren, '12345678');
    expect(noteOf(siren)).toContain('on en lit 3');
    type(siren, '123456782');
    await waitFor(() => expect(noteOf(siren)).not.toContain('compte 9 chiffres'));
  });
  test('is kept without its spaces and shown with them', async () => {
    await showPorteur();
    const siren = box('SIREN');
    type(siren, ' 123 456\u00a0782 ');
    fireEvent.keyDown(siren, { key: 'Enter' });
    await waitFor(async () => expect((await stored()).organismes[0]?.siren).toBe('123456782'));
    expect(siren.value).toBe('123 456 782');
  });
  test('too long to be kept stays on screen, told, through a change of section', async () => {
    const page = await showPorteur();
    const siren = box('SIREN');
    type(siren, '1234567821234');
    leave(siren);
    await waitFor(() => expect(noteOf(siren)).toContain('on en lit 13'));
    expect(page.editing.unsaved()).toBe(true);
    expect((await stored()).organismes[0]?.siren).toBe('000130013');
    page.place.go('projet');
    await screen.findByRole('region', { name: 'Projet' });
    page.place.go('organismes');
    fireEvent.click(await screen.findByRole('button', { name: /Association Les Tamaris/ }));
    await screen.findByLabelText('SIREN');
    expect(box('SIREN').value).toBe('1234567821234');
    expect(noteOf(box('SIREN'))).toContain('on en lit 13');
  });
  test('that disagrees with its neighbours is a warning, not a refusal', async () => {
    await showPorteur(
      sampleWith((draft) => {
        const [porteur] = draft.organismes;
        if (porteur) porteur.siret = '12345678200010';
      }),
    );
    expect(noteOf(box('SIRET du siège'))).toContain('diffèrent');
    expect(box('SIRET du siège').getAttribute('aria-invalid')).toBeNull();
  });
});

describe('what is being typed', () => {
  const TITLE = 'Titre à moitié tapé (fictif)';
  const title = async () => (await stored()).project.title;
  test.each(['beforeunload', 'pagehide'])('is saved at once when the page ends: %s', async (end) => {
    await show('projet');
    type(box('Intitulé'), TITLE);
    dispatchEvent(new Event(end));
    await waitFor(async () => expect(await title()).toBe(TITLE), { timeout: 500 });
  });
  test('is saved when the section goes away under it', async () => {
    const page = await show('projet');
    type(box('Intitulé'), TITLE);
    page.place.go('budget');
    await waitFor(async () => expect(await title()).toBe(TITLE), { timeout: 500 });
    expect(page.editing.unsaved()).toBe(false);
  });
  test('goes to its own grappe when another one comes on screen under it', async () => {
    const page = await show('projet');
    type(box('Intitulé'), TITLE);
    const other = await page.editing.create('Autre grappe (fictive)');
    await waitFor(async () => expect(await title()).toBe(TITLE), { timeout: 500 });
    expect((await getProfile(other))?.project.title).toBe('');
  });
  test('over a value that changes meanwhile is a question: neither is lost', async () => {
    const page = await show('projet');
    const { editing } = page;
    type(box('Intitulé'), TITLE);
    const grappe = await stored();
    await editing.edit(setValue(grappe, ['project', 'title'], 'Venu d’ailleurs (fictif)'), 'Ailleurs');
    leave(box('Intitulé'));
    await waitFor(() => expect(editing.conflicts.value).toHaveLength(1));
    expect(await title()).toBe('Venu d’ailleurs (fictif)');
    expect(editing.conflicts.value[0]?.items[0]).toMatchObject({ mine: TITLE });
    // Once it is settled, typing again asks nothing more.
    const [conflict] = editing.conflicts.value;
    if (conflict) await editing.settle(conflict, false);
    type(box('Intitulé'), 'Encore un titre (fictif)');
    leave(box('Intitulé'));
    await waitFor(async () => expect(await title()).toBe('Encore un titre (fictif)'));
    expect(editing.conflicts.value).toEqual([]);
  });
  test('in a cell of the table is known to the page, and saved when the table goes away', async () => {
    const page = await show('essms');
    const [first] = (await stored()).essms;
    const cell = await waitFor(() => {
      const found = document.querySelector(`[data-path="essms/${first?.id}/name"]`);
      if (!found) throw new Error('no cell');
      return found;
    });
    fireEvent.pointerDown(cell, { button: 0 });
    fireEvent.dblClick(cell);
    const editor = await waitFor(() => {
      const found = document.querySelector('.eg-editor');
      if (!found) throw new Error('no editor');
      return found;
    });
    expect(page.editing.unsaved()).toBe(false);
    type(editor, 'Nom à moitié tapé (fictif)');
    expect(page.editing.unsaved()).toBe(true);
    page.place.go('projet');
    await waitFor(async () => expect((await stored()).essms[0]?.name).toBe('Nom à moitié tapé (fictif)'));
    expect(page.editing.unsaved()).toBe(false);
  });
});

describe('values of every kind', () => {
  test('half a date is told when it is left, and what was stored stays', async () => {
    await show('projet');
    const before = (await stored()).project.startDate;
    const day = box('Début');
    vi.spyOn(day.validity, 'badInput', 'get').mockReturnValue(true);
    type(day, '');
    leave(day);
    await waitFor(() => expect(noteOf(day)).toContain('Cette date est incomplète'));
    expect((await stored()).project.startDate).toBe(before);
  });
  test('a negative amount is warned of', async () => {
    await show(
      'budget',
      sampleWith((draft) => {
        const [line] = draft.project.expenses;
        if (line) line.amountCents = -100;
      }),
    );
    expect(noteOf(box('Montant en euros'))).toContain('négatif');
  });
  test('the campaign of a dossier can be left to be chosen', async () => {
    await show('dossiers');
    fireEvent.click(
      screen.getAllByRole('button', { name: /Acquisition|Mise en conformité/ })[0] ?? document.body,
    );
    fireEvent.change(await screen.findByLabelText('Campagne'), { target: { value: '' } });
    await waitFor(async () => expect((await stored()).dossiers[0]?.campaign).toBe(''));
  });
  test('an amount in euros is kept in cents, and shown as an amount', async () => {
    await show('projet');
    const amount = box('Montant demandé pour tout le projet');
    type(amount, '12500,5 €');
    leave(amount);
    await waitFor(async () => expect((await stored()).project.requestedCents).toBe(1_250_050));
    expect(amount.value.replace(/\s/g, ' ')).toBe('12 500,50');
    type(amount, '12.500,50');
    leave(amount);
    await waitFor(() => expect(noteOf(amount)).toContain('Écrivez un montant en euros'));
    expect((await stored()).project.requestedCents).toBe(1_250_050);
  });
  test('yes, no and « je ne sais pas »', async () => {
    await show('projet');
    const group = screen.getByRole('group', { name: 'Logiciel référencé Ségur' });
    fireEvent.click(within(group).getByLabelText('Je ne sais pas'));
    await waitFor(async () => expect((await stored()).project.segurReferenced).toBeNull());
    fireEvent.click(within(group).getByLabelText('Non'));
    await waitFor(async () => expect((await stored()).project.segurReferenced).toBe(false));
  });
  test('a long text is counted and saved while it is being typed', async () => {
    await show('projet');
    const text = screen.getByLabelText('Gouvernance');
    type(text, 'Un comité.');
    expect(textOf(text.closest('.field'))).toContain('10 caractères');
    await waitFor(async () => expect((await stored()).project.governance).toBe('Un comité.'), {
      timeout: 3000,
    });
  });
  test('where a value comes from is said', async () => {
    await showPorteur(
      sampleWith((draft) => {
        const [porteur] = draft.organismes;
        if (porteur)
          porteur.sources = {
            siren: {
              from: 'sheet',
              name: 'membres.xlsx',
              on: '2026-11-12',
              verified: { by: 'finess', on: '2026-11-20' },
            },
          };
      }),
    );
    expect(textOf(box('SIREN').closest('.field'))).toContain(
      'Lu dans membres.xlsx le 12/11/2026, confirmé par FINESS le 20/11/2026',
    );
  });
});

describe('bank details', () => {
  test('the IBAN is hidden until it is entered or asked for', async () => {
    await show('banque');
    const iban = box('IBAN');
    expect(iban.value).not.toContain('0123');
    fireEvent.click(screen.getByRole('button', { name: 'Afficher l’IBAN' }));
    await waitFor(() => expect(iban.value).toBe('FR76 9999 9000 0100 0123 4567 809'));
    fireEvent.click(screen.getByRole('button', { name: 'Masquer l’IBAN' }));
    await waitFor(() => expect(iban.value).not.toContain('0123'));
    iban.focus();
    await waitFor(() => expect(iban.value).toContain('0123'));
  });
  test('a wrong IBAN is flagged without being shown', async () => {
    await show(
      'banque',
      sampleWith((draft) => {
        draft.bank.iban = 'FR7699999000010001234567808';
      }),
    );
    expect(noteOf(box('IBAN'))).toContain('clé');
    expect(document.body.innerHTML).not.toContain('0001234');
  });
});

describe('rows', () => {
  test('an organisme is added, filled, taken away with its links, and taken back', async () => {
    await show('organismes');
    fireEvent.click(screen.getByRole('button', { name: 'Ajouter un organisme' }));
    await waitFor(async () => expect((await stored()).organismes).toHaveLength(4));
    fireEvent.click(screen.getByRole('button', { name: /Fondation du Grand Pin/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Retirer cet organisme' }));
    await waitFor(async () => expect((await stored()).organismes).toHaveLength(3));
    expect((await stored()).essms.filter((e) => e.organismeId === 'grand-pin')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Annuler le retrait' }));
    await waitFor(async () => expect((await stored()).organismes).toHaveLength(4));
    expect((await stored()).essms).toEqual(sampleGrappe().essms);
  });
  test('a line of the budget changes the totals as it is typed in', async () => {
    await show('budget');
    fireEvent.click(screen.getByRole('button', { name: 'Ajouter une dépense' }));
    const amounts = await waitFor(() => {
      const found = screen.getAllByLabelText('Montant en euros');
      expect(found).toHaveLength(11);
      return found;
    });
    const added = amounts[6];
    if (!added) throw new Error('no line');
    type(added, '1000');
    leave(added);
    await waitFor(() => expect(textOf(document.body)).toContain('Il manque 1 000 € de ressources'));
  });
  test('a dossier takes its ESSMS and the pieces of its campaign', async () => {
    await show('dossiers');
    fireEvent.click(screen.getByRole('button', { name: 'Ajouter un dossier' }));
    const fields = await screen.findAllByLabelText('Champ');
    const field = fields[0];
    if (!field) throw new Error('no field');
    fireEvent.change(field, { target: { value: 'DOM' } });
    fireEvent.click(await screen.findByRole('button', { name: 'Cocher les 3 ESSMS du champ Domicile' }));
    await waitFor(async () => expect((await stored()).dossiers[2]?.essmsIds).toHaveLength(3));
    fireEvent.click(screen.getByRole('button', { name: /demandées? par la campagne/ }));
    await waitFor(async () => expect((await stored()).dossiers[2]?.pieces.length).toBeGreaterThan(0));
  });
});

describe('what is missing', () => {
  test('each word leads to its very control, in the form of an ESSMS too', async () => {
    const page = await show('synthese');
    const gaps = screen.getByRole('region', { name: 'Ce qui manque' });
    const names = within(gaps).getAllByRole('button');
    expect(names).toHaveLength(3);
    page.place.jump(['organismes', 'grand-pin', 'representative', 'email']);
    await waitFor(() =>
      expect(document.activeElement?.getAttribute('data-path')).toBe(
        'organismes/grand-pin/representative/email',
      ),
    );
    page.place.jump(['project', 'expenses']);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Ajouter une dépense'));
    page.place.jump(['bank', 'iban']);
    await waitFor(() => expect(document.activeElement?.getAttribute('data-path')).toBe('bank/iban'));
  });
});

describe('another section', () => {
  test('opened from its content takes the focus to its heading; the navigation keeps the focus', async () => {
    const page = await show('importer');
    expect(document.title).toBe('Importer — Ma grappe — Assistant GALIS');
    const inside = screen.getByRole('region', { name: 'Importer un tableau' }).querySelector('button');
    inside?.focus();
    expect(document.activeElement).toBe(inside);
    page.place.go('registre');
    const heading = await screen.findByRole('heading', { name: 'Registre' });
    inside?.blur(); // as a browser does when a control leaves the page
    await waitFor(() => expect(document.activeElement).toBe(heading));
    expect(document.title).toContain('Registre');
    const link = screen.getByRole('link', { name: 'Importer' });
    link.focus();
    page.place.go('importer');
    await screen.findByRole('region', { name: 'Importer un tableau' });
    await waitFor(() => expect(document.title).toContain('Importer'));
    expect(document.activeElement).toBe(link);
  });

  test('the import is there before any grappe, and makes none by being looked at', async () => {
    location.hash = 'synthese';
    const opened = openPage();
    stop = opened.stop;
    render(<App page={opened.page} />);
    fireEvent.click(await screen.findByRole('button', { name: 'Coller ou déposer mon tableau' }));
    await screen.findByRole('region', { name: 'Importer un tableau' });
    const links = screen.getAllByRole('link').map((link) => link.getAttribute('href'));
    expect(links).toEqual(['#synthese', '#importer', '#registre', '#appels', '#textes', '#assistant']);
    opened.page.place.go('synthese');
    await screen.findByRole('heading', { name: /^Commencez ici/ });
    expect((await listProfiles()).profiles).toEqual([]);
  });
});

describe('undo, and the line of the status', () => {
  test('Ctrl+Z takes back the last change, Ctrl+Y does it again; letters being typed are left alone', async () => {
    await show('projet');
    const title = box('Intitulé');
    type(title, 'Autre titre');
    fireEvent.keyDown(title, { key: 'z', ctrlKey: true });
    expect(title.value).toBe('Autre titre');
    leave(title);
    await waitFor(async () => expect((await stored()).project.title).toBe('Autre titre'));
    fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
    await waitFor(() => expect(title.value).toBe(sampleGrappe().project.title));
    fireEvent.keyDown(document.body, { key: 'y', ctrlKey: true });
    await waitFor(() => expect(title.value).toBe('Autre titre'));
    fireEvent.click(screen.getByRole('button', { name: /^Annuler : Intitulé/ }));
    await waitFor(async () => expect((await stored()).project.title).toBe(sampleGrappe().project.title));
  });
  test('says when it is saved, and what to do when it cannot be', async () => {
    await show('projet');
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const title = box('Intitulé');
    type(title, 'Titre gardé');
    leave(title);
    const retry = await screen.findByRole('button', { name: 'Réessayer' });
    expect(textOf(screen.getByRole('alert'))).toContain(
      'Modification non enregistrée : Il n’y a plus de place',
    );
    expect(title.value).toBe('Titre gardé');
    put.mockRestore();
    fireEvent.click(retry);
    await screen.findByText(/^Enregistré à \d\d:\d\d$/);
    expect((await stored()).project.title).toBe('Titre gardé');
  });
  test('a value that two windows wrote is a question', async () => {
    const page = await show('projet');
    page.editing.conflicts.value = [
      {
        id: 'c1',
        profileId: ID,
        label: 'Montant demandé',
        edits: [],
        items: [{ path: ['project', 'requestedCents'], mine: 100_000, theirs: 200_000 }],
        canKeepMine: true,
      },
    ];
    const alert = screen.getByRole('alert');
    await waitFor(() => expect(textOf(alert)).toContain('Votre saisie :1 000 €'));
    expect(textOf(alert)).toContain('Enregistré depuis une autre fenêtre :2 000 €');
    fireEvent.click(screen.getByRole('button', { name: 'Garder l’autre' }));
    await waitFor(() => expect(textOf(alert)).toBe(''));
  });
});

describe('accessibility', () => {
  test.each(['synthese', 'organismes', 'essms', 'projet', 'budget', 'banque', 'dossiers', 'donnees'])(
    'no violation in the section « %s »',
    async (section) => {
      await show(section);
      const fold = document.querySelector('button.fold');
      if (fold) fireEvent.click(fold);
      const { violations } = await axe.run(document.body, {
        rules: { 'color-contrast': { enabled: false } },
      });
      expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
    },
    20_000,
  );
});
