import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, expect, test, vi } from 'vitest';
import { QuestionsTab, type QuestionsTabProps } from '@/components/questions-tab';
import type { Answer } from '@/knowledge/answers/answer';
import { reply } from '@/knowledge/answers/reply';
import type { Reference } from '@/knowledge/source';
import { inventedCorpus, inventedTexts } from './questions/corpus';

afterEach(cleanup);

const ask = (question: string, campaign: string | null = null): Answer =>
  reply(question, { corpus: inventedCorpus, campaign });

function passageOf(reference: Reference) {
  const text = inventedTexts.find(({ id }) => id === reference.text);
  const passage = text?.passages.find(({ anchor }) => anchor === reference.anchor);
  if (!text || !passage) return null;
  const { title, issuer, date, url } = text;
  return { heading: passage.heading, body: passage.body, title, issuer, date, url };
}

function show(props: Partial<QuestionsTabProps> = {}) {
  const onAsk = vi.fn();
  const onCopy = vi.fn();
  const view = render(
    <QuestionsTab
      answer={null}
      pending={false}
      suggestions={['Quel montant ?', 'Jusqu’à quand ?']}
      campaignTitle="Appel inventé"
      passageOf={passageOf}
      onAsk={onAsk}
      onCopy={onCopy}
      {...props}
    />,
  );
  return { ...view, onAsk, onCopy, field: screen.getByLabelText<HTMLTextAreaElement>('Votre question') };
}

test('the button and Enter ask; Shift and Enter, and Enter while composing, do not', () => {
  const { onAsk, field } = show();
  fireEvent.input(field, { target: { value: '  Quel forfait ?  ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Poser la question' }));
  fireEvent.keyDown(field, { key: 'Enter' });
  fireEvent.keyDown(field, { key: 'Enter', shiftKey: true });
  fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
  expect(onAsk.mock.calls).toEqual([['Quel forfait ?'], ['Quel forfait ?']]);
});

test('an empty question is refused in words and asks nothing', () => {
  const { onAsk, field } = show();
  fireEvent.click(screen.getByRole('button', { name: 'Poser la question' }));
  expect(onAsk).not.toHaveBeenCalled();
  expect(field.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText('Écrivez d’abord une question.').id).toBe(field.getAttribute('aria-describedby'));
});

test('suggestions and earlier questions ask again in one click, and fill the field', () => {
  const { onAsk, field } = show({ history: [ask('USLD ?'), ask('USLD ?')] });
  fireEvent.click(screen.getByRole('button', { name: 'Jusqu’à quand ?' }));
  expect(field.value).toBe('Jusqu’à quand ?');
  fireEvent.click(screen.getByRole('button', { name: 'USLD ?' }));
  expect(onAsk.mock.calls).toEqual([['Jusqu’à quand ?'], ['USLD ?']]);
});

test('suggestions leave once there is an answer; the call the answer is limited to is named', () => {
  show({ answer: ask('forfait par ESSMS') });
  expect(screen.queryByText('Pour commencer')).toBeNull();
  expect(screen.getByText(/qui valent pour/).textContent).toContain('Appel inventé');
});

test('while it searches, nothing more can be sent and it says so', () => {
  const { onAsk, field } = show({ pending: true });
  fireEvent.input(field, { target: { value: 'Quel forfait ?' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onAsk).not.toHaveBeenCalled();
  const live = screen.getByText('Recherche dans les textes…').parentElement;
  expect(live?.getAttribute('aria-live')).toBe('polite');
  expect(live?.getAttribute('aria-busy')).toBe('true');
});

test('a found answer quotes its passage, which opens in place with the quotation marked', () => {
  const { container } = show({ answer: ask('forfait par ESSMS') });
  expect(screen.getByText('Les textes en parlent')).toBeTruthy();
  expect(container.querySelector('blockquote')?.textContent).toContain('4 000 € par ESSMS');
  const details = container.querySelector('details');
  expect(details?.querySelector('summary')?.textContent).toBe('Émetteur inventé, 1er mars 2022');
  expect(details?.querySelector('mark')?.textContent).toContain('Le forfait est de 4 000 €');
  expect(details?.querySelector('a')?.getAttribute('href')).toBe('https://example.org/alpha');
});

test('only the part quoted is marked, paragraph by paragraph', () => {
  const body = 'Premier paragraphe sans rapport.\n\nLe second est cité ici. Puis il continue.';
  const citation = {
    text: 't',
    anchor: 'a',
    title: 'Titre inventé',
    date: '2022-03-01',
    url: 'https://example.org/t',
    quote: 'Le second est cité ici.',
  };
  const { container } = show({
    answer: {
      ...ask('forfait'),
      citations: [citation],
      sections: [{ lead: 'Extrait', citations: [citation] }],
    },
    passageOf: () => ({ heading: 'Question ?', body, issuer: 'Émetteur', ...citation }),
  });
  const paragraphs = [...container.querySelectorAll('.citation-passage p')].map((p) => p.textContent);
  expect(paragraphs).toEqual(body.split('\n\n'));
  expect([...container.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([citation.quote]);
});

test('an uncertain answer names the word the passages lack', () => {
  show({ answer: ask('Une USLD éligible de soins longue durée en mairie ?') });
  expect(screen.getByText('Sans certitude')).toBeTruthy();
  expect(screen.getByText(/Mot absent de ces passages/).textContent).toContain('mairie');
});

test('a silent answer says so, whom to ask, and only names what other calls hold', () => {
  const { container } = show({ answer: ask('date limite de dépôt 2031', 'alpha-2022') });
  expect(screen.getByText('Absent des textes')).toBeTruthy();
  expect(screen.getByText('Les textes dont je dispose ne le disent pas.')).toBeTruthy();
  expect(container.querySelector('blockquote')?.textContent).toContain('alpha@example.org');
  expect(screen.getByText(/Hors de cet appel/)).toBeTruthy();
  expect(container.textContent).not.toContain('3 mai 2022');
});

test('a correction is told', () => {
  show({ answer: ask('forfiat par ESSMS') });
  expect(screen.getByText(/Recherche avec/).textContent).toContain('forfait');
});

test('the copy carries the answer and its sources; nothing to copy, no button', () => {
  const { onCopy, unmount } = show({ answer: ask('forfait par ESSMS') });
  fireEvent.click(screen.getByRole('button', { name: 'Copier avec les sources' }));
  expect(onCopy.mock.calls[0]?.[0]).toContain('https://example.org/alpha');
  unmount();
  show({ answer: ask('recette de la tartiflette') });
  expect(screen.queryByRole('button', { name: 'Copier avec les sources' })).toBeNull();
});

test('a question written as markup is shown as text', () => {
  const { container } = show({ answer: ask('<img src=x onerror=alert(1)> forfait par ESSMS') });
  expect(container.querySelector('img')).toBeNull();
  expect(container.textContent).toContain('<img src=x');
});

test.each([
  ['the empty tab', null],
  ['a found answer', 'forfait par ESSMS'],
  ['a divergence', 'nombre minimum d’ESSMS'],
  ['a silent answer', 'TVA récupérable'],
])('%s has no accessibility fault', async (_, question) => {
  const { container } = show({ answer: question === null ? null : ask(question) });
  for (const details of container.querySelectorAll('details')) details.open = true;
  const { violations } = await axe.run(container, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
});
