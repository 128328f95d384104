import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { RegisterActions } from '@/components/register-actions';
import { RegisterIndex } from '@/components/register-index';
import { RegisterOnline } from '@/components/register-online';

afterEach(cleanup);
const plain = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
const nothing = () => {};
const seen = async (container: Element) =>
  (await axe.run(container, { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } }))
    .violations;

const READY = {
  name: 'finess-structures-mensuel-202610',
  on: '2026-10-01',
  establishments: 104_210,
  entities: 51_002,
  ageInDays: 51,
  notes: [],
  attribution: 'Source de l’extrait.',
};

describe('the register of this computer', () => {
  const show = (over: Partial<Parameters<typeof RegisterIndex>[0]> = {}) =>
    render(
      <RegisterIndex
        known
        ready={null}
        work={null}
        interrupted=""
        onFile={nothing}
        onCancel={nothing}
        onForget={nothing}
        {...over}
      />,
    );

  test('none: what it is, where to get it, that nothing leaves the computer', async () => {
    const { container } = show();
    const text = plain(container.textContent);
    for (const words of [
      'finess-structures-1',
      'environ 50 Mo',
      'sans que rien ne quitte cet ordinateur',
      'Licence',
    ])
      expect(text).toContain(words);
    expect(screen.getByRole('link').getAttribute('href')).toBe(
      'https://www.data.gouv.fr/datasets/finess-structures-1/',
    );
    expect(await seen(container)).toEqual([]);
  });

  test('being read: how far, and the way to stop', () => {
    const onCancel = vi.fn();
    const work = { label: 'Lecture…', detail: '12 Mo sur 50 Mo', done: 12, total: 50 };
    const { container } = show({ work, onCancel });
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('12');
    expect(plain(container.textContent)).toContain('12 Mo sur 50 Mo');
    fireEvent.click(screen.getByRole('button', { name: 'Arrêter' }));
    expect(onCancel).toHaveBeenCalled();
  });

  test('interrupted: the same file goes on', () => {
    const { container } = show({ interrupted: 'finess-structures-mensuel-202610' });
    expect(plain(container.textContent)).toContain('reprendra là où elle s’est arrêtée');
  });

  test('ready: name, date, counts; old from the 61st day', async () => {
    const { container, rerender } = show({ ready: READY });
    expect(plain(container.textContent)).toContain('104 210 établissements, 51 002 organismes gestionnaires');
    expect(plain(container.textContent)).toContain('données du 1er octobre 2026');
    expect(plain(container.textContent)).not.toContain('Téléchargez le plus récent');
    expect(await seen(container)).toEqual([]);
    const old = { ...READY, ageInDays: 61 };
    rerender(
      <RegisterIndex
        known
        ready={old}
        work={null}
        interrupted=""
        onFile={nothing}
        onCancel={nothing}
        onForget={nothing}
      />,
    );
    expect(plain(container.textContent)).toContain('Cet extrait a 61 jours');
  });

  test('it is forgotten only after a question', () => {
    const onForget = vi.fn();
    show({ ready: READY, onForget });
    fireEvent.click(screen.getByRole('button', { name: 'Oublier ce répertoire' }));
    expect(onForget).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Oublier' }));
    expect(onForget).toHaveBeenCalledOnce();
  });
});

test('the service online is off until a click, and says what leaves and to whom', async () => {
  const onAllow = vi.fn();
  const { container } = render(
    <RegisterOnline allowed={false} busy={false} onAllow={onAllow} onForbid={nothing} />,
  );
  expect(screen.getByRole('status').textContent).toBe('coupée');
  expect(plain(container.textContent)).toContain('recherche-entreprises.api.gouv.fr');
  expect(plain(container.textContent)).toContain('les numéros SIREN, SIRET et FINESS à vérifier');
  fireEvent.click(screen.getByRole('button', { name: 'Autoriser ce service' }));
  expect(onAllow).toHaveBeenCalledOnce();
  expect(await seen(container)).toEqual([]);
});

test('an organisme is looked for by its number; with no register nothing can be asked', async () => {
  const onEntity = vi.fn();
  const props = { busy: false, count: 3, onVerify: nothing, onImport: nothing, onEntity };
  const { container, rerender } = render(<RegisterActions {...props} blind={false} />);
  fireEvent.input(screen.getByRole('textbox'), { target: { value: '000 990 012' } });
  fireEvent.click(screen.getByRole('button', { name: 'Chercher ses établissements' }));
  expect(onEntity).toHaveBeenCalledWith('000 990 012');
  expect(await seen(container)).toEqual([]);
  rerender(<RegisterActions {...props} blind />);
  for (const button of screen.getAllByRole('button')) expect(button.hasAttribute('disabled')).toBe(true);
});

test('with nothing to verify, the way on is to import a table', () => {
  const onImport = vi.fn();
  const props = { busy: false, blind: false, onVerify: nothing, onEntity: nothing };
  render(<RegisterActions {...props} count={0} onImport={onImport} />);
  fireEvent.click(screen.getByRole('button', { name: 'Importer un tableau' }));
  expect(onImport).toHaveBeenCalledOnce();
});
