import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import axe from 'axe-core';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Tab, Tabs } from '@/components/tabs';

afterEach(cleanup);

const TABS: Tab[] = [
  { id: 'Formulaire', label: 'Formulaire' },
  {
    id: 'Éligibilité',
    label: 'Éligibilité',
    badge: { text: '3', words: '3 règles non respectées', tone: 'bad' },
  },
  { id: 'Questions', label: 'Questions' },
];

const told = vi.fn();

const Page = ({ first }: { first: string }) => {
  const [current, select] = useState(first);
  return (
    <Tabs
      tabs={TABS}
      current={current}
      onSelect={(id) => {
        told(id);
        select(id);
      }}
    >
      <p>Contenu de {current}</p>
    </Tabs>
  );
};

const show = (first = 'Formulaire') => {
  told.mockClear();
  return render(<Page first={first} />);
};

const tab = (name: string) => screen.getByRole('tab', { name });
const focused = () => document.activeElement?.textContent?.replace(/\d/g, '');

describe('the keyboard', () => {
  test.each([
    ['Formulaire', 'ArrowRight', 'Éligibilité'],
    ['Éligibilité', 'ArrowRight', 'Questions'],
    ['Questions', 'ArrowRight', 'Formulaire'],
    ['Formulaire', 'ArrowLeft', 'Questions'],
    ['Questions', 'ArrowLeft', 'Éligibilité'],
    ['Questions', 'Home', 'Formulaire'],
    ['Formulaire', 'End', 'Questions'],
  ])('from %s, %s goes to %s, and the focus with it', (from, key, to) => {
    show(from);
    tab(from).focus();
    const kept = fireEvent.keyDown(tab(from), { key });
    expect(told.mock.calls).toEqual([[to]]);
    expect(focused()).toBe(to);
    // The page behind must not scroll.
    expect(kept).toBe(false);
  });

  test.each(['a', 'Tab', 'ArrowDown', 'Escape'])('%s is left to the browser', (key) => {
    show();
    expect(fireEvent.keyDown(tab('Formulaire'), { key })).toBe(true);
    expect(told).not.toHaveBeenCalled();
  });

  test('the chosen tab alone takes the focus', () => {
    show('Questions');
    expect(screen.getAllByRole('tab').map((one) => one.tabIndex)).toEqual([-1, -1, 0]);
  });
});

test('a click chooses a tab, and the panel is named by it', () => {
  show();
  fireEvent.click(tab('Questions'));
  expect(told).toHaveBeenCalledWith('Questions');
  expect(tab('Questions').getAttribute('aria-selected')).toBe('true');
  expect(tab('Formulaire').getAttribute('aria-selected')).toBe('false');
  const panel = screen.getByRole('tabpanel', { name: 'Questions' });
  expect(panel.textContent).toBe('Contenu de Questions');
  expect(tab('Questions').getAttribute('aria-controls')).toBe(panel.id);
});

test('a badge shows its count and leaves the name of the tab alone', () => {
  show();
  expect(tab('Éligibilité').textContent).toBe('Éligibilité3');
});

test('the words of a badge are read with its tab', () => {
  show();
  const button = tab('Éligibilité');
  const described = document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent;
  expect(described ?? button.title).toBe('3 règles non respectées');
});

test('no accessibility violation', async () => {
  const { container } = show();
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
});
