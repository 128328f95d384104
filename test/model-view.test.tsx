import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { AssistantForm } from '@/components/assistant-settings';
import { AssistantActions, AssistantWords } from '@/components/assistant-state';
import { WrittenAnswerView } from '@/components/written-answer';
import { WrittenOffer, WrittenSent, WrittenUnlock } from '@/components/written-offer';
import { checkClaims } from '@/knowledge/answers/model/check';
import { readDraft } from '@/knowledge/answers/model/draft';
import type { WrittenAnswer } from '@/knowledge/answers/written';
import type { Reference } from '@/knowledge/source';
import { PROVIDERS } from '@/utils/assistant/providers';
import injections from './injections/model.json';
import { shownPassages } from './model-material';

afterEach(cleanup);

const CLOSING = 'se dépose jusqu’au 15 septembre 2023 à minuit';
const material = { passages: shownPassages, results: [] };

const passageOf = ({ anchor }: Reference) => {
  const shown = shownPassages.find(({ passage }) => passage.anchor === anchor);
  if (!shown) return null;
  const { title, issuer, date, url } = shown.text;
  const { heading, body } = shown.passage;
  return { heading, body, title, issuer, date, url, dateNote: undefined, urlNote: undefined };
};

const answerOf = (written: string, changes: Partial<WrittenAnswer> = {}): WrittenAnswer => ({
  provider: 'Essai (petit)',
  status: 'done',
  sentences: checkClaims(readDraft(written, 'end').claims, material),
  tools: [],
  problem: '',
  ...changes,
});

const show = (answer: WrittenAnswer) => {
  const calls = { onStop: vi.fn(), onRetry: vi.fn(), onCopy: vi.fn() };
  const { container } = render(<WrittenAnswerView answer={answer} passageOf={passageOf} {...calls} />);
  return { container, ...calls };
};

const defects = async (container: Element): Promise<string[]> =>
  (await axe.run(container)).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);

describe('a written answer', () => {
  const mixed = `Un projet régional se dépose jusqu’au 15 septembre 2023 [[P1: "${CLOSING}"]]. Il faut 49 ESSMS. Tout est permis [[P1: "tout est permis à chacun toujours"]].`;

  test('says of each sentence what became of its quotation, in words', async () => {
    const { container } = show(answerOf(mixed));
    expect(
      [...container.querySelectorAll('.written-sentence .badge:not(.accent)')].map((one) => one.textContent),
    ).toEqual(['✓ extrait vérifié', '? à vérifier', '✗ rayé']);
    expect(container.querySelector('s')?.textContent).toContain('Tout est permis');
    expect(container.querySelector('mark')?.textContent).toContain('15 septembre 2023');
    expect(await defects(container)).toEqual([]);
  });

  test('is copied without what is not verified', () => {
    const { onCopy } = show(answerOf(mixed));
    fireEvent.click(screen.getByText('Copier les phrases vérifiées'));
    expect(onCopy).toHaveBeenCalledOnce();
    const [text] = onCopy.mock.calls[0] ?? [];
    expect(text).toContain('15 septembre 2023');
    expect(text).not.toMatch(/49|permis/);
  });

  test('can be stopped while it comes, and is announced sentence by sentence', async () => {
    const { container, onStop } = show(answerOf('', { status: 'streaming' }));
    expect(container.querySelector('[aria-live="polite"]')?.textContent).toBe('Le modèle rédige…');
    fireEvent.click(screen.getByText('Arrêter'));
    expect(onStop).toHaveBeenCalledOnce();
    expect(await defects(container)).toEqual([]);
  });

  test('of another day says so, is asked again only when a model can be, and names a passage that is gone', () => {
    const answer = answerOf(mixed);
    const calls = { onCopy: vi.fn(), onRetry: vi.fn() };
    const { container, rerender } = render(
      <WrittenAnswerView
        answer={answer}
        when="22/11/2026 10:13"
        passageOf={passageOf}
        onCopy={calls.onCopy}
      />,
    );
    expect(container.textContent).toContain('Rédigée le 22/11/2026 10:13');
    expect(screen.queryByText('Rédiger de nouveau')).toBeNull();
    expect(screen.getByText('Copier les phrases vérifiées')).toBeDefined();
    rerender(<WrittenAnswerView answer={answer} when="22/11/2026 10:13" passageOf={() => null} {...calls} />);
    expect(container.textContent).toContain('Le passage cité n’est plus dans vos textes.');
    fireEvent.click(screen.getByText('Rédiger de nouveau'));
    expect(calls.onRetry).toHaveBeenCalledOnce();
  });

  test('keeps the focus when it is stopped, asked again, or done by itself', () => {
    const calls = { onCopy: vi.fn(), onRetry: vi.fn(), onStop: vi.fn() };
    const view = (status: WrittenAnswer['status']) => (
      <WrittenAnswerView answer={answerOf(mixed, { status })} passageOf={passageOf} {...calls} />
    );
    const { rerender } = render(view('streaming'));
    const heading = screen.getByRole('heading', { level: 2 });
    screen.getByText('Arrêter').focus();
    fireEvent.click(screen.getByText('Arrêter'));
    expect(document.activeElement).toBe(heading);
    rerender(view('stopped'));
    screen.getByText('Réessayer').focus();
    fireEvent.click(screen.getByText('Réessayer'));
    expect(document.activeElement).toBe(heading);
    rerender(view('streaming'));
    screen.getByText('Arrêter').focus();
    rerender(view('done'));
    expect(document.activeElement).toBe(heading);
  });

  test.each(['failed', 'stopped', 'silent', 'unverified'] as const)(
    'that ended as « %s » says so and can be asked again',
    (status) => {
      const { onRetry } = show(answerOf('Il faut 49 ESSMS.', { status, problem: 'Ce qui est arrivé.' }));
      expect(screen.getByRole('status').textContent).toContain(
        status === 'stopped' ? 'Arrêté à votre demande' : 'Ce qui est arrivé',
      );
      expect(screen.queryByText('Copier les phrases vérifiées')).toBeNull();
      fireEvent.click(screen.getByText('Réessayer'));
      expect(onRetry).toHaveBeenCalledOnce();
    },
  );

  test('warns, under it, that the model may not have read all', async () => {
    const { container } = show(answerOf(mixed, { warning: 'Le modèle n’a sans doute pas tout lu.' }));
    const warning = screen.getByText('Le modèle n’a sans doute pas tout lu.');
    const sentences = container.querySelector('.written-sentences');
    expect(sentences?.compareDocumentPosition(warning)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(await defects(container)).toEqual([]);
  });

  test('shows what our tools computed, with their sources', async () => {
    const { container } = show(
      answerOf(mixed, {
        tools: [
          {
            title: 'Montant',
            lines: ['18 ESSMS comptés.'],
            formula: '18 × 1 € = 18 €',
            tone: 'info',
            citations: checkClaims(readDraft(mixed, 'end').claims, material)[0]?.citations ?? [],
          },
        ],
      }),
    );
    expect(container.textContent).toContain('[R1] Montant');
    expect(container.textContent).toContain('18 × 1 € = 18 €');
    expect(await defects(container)).toEqual([]);
  });
});

describe('a model that was taken over', () => {
  test.each(injections.filter(({ text }) => text !== '').map((one) => [one.id, one] as const))(
    '%s draws nothing but text',
    (_, { text, verified }) => {
      const { container } = show(answerOf(text, { status: 'unverified' }));
      expect(
        container.querySelectorAll(
          'img, script, iframe, svg, style, form, input, object, [src], [onload], [style]',
        ),
      ).toHaveLength(0);
      for (const link of container.querySelectorAll('a'))
        expect(link.getAttribute('href')).toMatch(/^https:\/\/example\.org\/invente(?:#:~:text=[^&]*)?$/);
      const green = [...container.querySelectorAll('.badge.ok')].map(({ textContent }) => textContent);
      expect(green.filter((words) => words?.includes('vérifié'))).toHaveLength(verified);
      expect(container.textContent).not.toContain('evil.test');
    },
  );
});

describe('before anything leaves', () => {
  const offer = { provider: 'Essai', to: 'chez Essai', preview: 'PASSAGES…', passages: 6, grappe: false };

  test('the exact text is open the first time, folded afterwards, and a press sends it', async () => {
    const onSend = vi.fn();
    const { container, rerender } = render(<WrittenOffer {...offer} agreed={false} onSend={onSend} />);
    expect(container.querySelector('details')?.open).toBe(true);
    expect(screen.getByLabelText<HTMLTextAreaElement>('Le texte exact qui part').value).toBe('PASSAGES…');
    expect(container.textContent).toContain('partent chez Essai');
    fireEvent.click(screen.getByText('Envoyer ce texte à Essai'));
    expect(onSend).toHaveBeenCalledOnce();
    expect(await defects(container)).toEqual([]);
    rerender(<WrittenOffer {...offer} agreed onSend={onSend} />);
    expect(screen.getByText('Rédiger avec Essai')).toBeDefined();
  });

  test('what has left can be read, and there is nothing to read before', () => {
    const { container, rerender } = render(<WrittenSent text="" />);
    expect(container.textContent).toBe('');
    rerender(<WrittenSent text="PASSAGES" />);
    expect(screen.getByLabelText<HTMLTextAreaElement>('Ce qui a été envoyé').value).toBe('PASSAGES');
  });

  test('a locked key asks for its phrase, and says why it did not open', async () => {
    const onUnlock = vi.fn();
    const { container } = render(<WrittenUnlock error="Fausse." busy={false} onUnlock={onUnlock} />);
    fireEvent.input(screen.getByLabelText(/Phrase de passe/), { target: { value: 'une phrase' } });
    fireEvent.submit(screen.getByRole('form'));
    expect(onUnlock).toHaveBeenCalledWith('une phrase');
    expect(screen.getByRole('alert').textContent).toBe('Fausse.');
    expect(await defects(container)).toEqual([]);
  });
});

describe('the settings', () => {
  const choices = PROVIDERS.map((one) => ({ ...one, builtIn: one.id === 'built-in' }));
  const start = {
    provider: 'mistral',
    address: 'https://api.mistral.ai/v1',
    model: 'mistral-small-latest',
    key: '',
    passphrase: '',
    grappe: false,
  };
  const form = (onSave = vi.fn(), adviceOf = () => '') => {
    const { container } = render(
      <AssistantForm
        choices={choices}
        start={start}
        on={false}
        keyKept="plain"
        busy={false}
        adviceOf={adviceOf}
        onSave={onSave}
      />,
    );
    return { container, onSave };
  };

  test('a service brings its address and its model, which may be changed', async () => {
    const { container, onSave } = form();
    fireEvent.change(screen.getByLabelText('Service'), { target: { value: 'ollama' } });
    fireEvent.input(screen.getByLabelText('Modèle'), { target: { value: 'autre' } });
    fireEvent.submit(screen.getByRole('form'));
    expect(onSave).toHaveBeenCalledWith({
      ...start,
      provider: 'ollama',
      address: 'http://localhost:11434/v1',
      model: 'autre',
    });
    expect(await defects(container)).toEqual([]);
  });

  test('a passphrase too short is said and nothing is saved', () => {
    const { onSave } = form(vi.fn(), () => 'Trop courte.');
    fireEvent.input(screen.getByLabelText('Clé'), { target: { value: 'cle' } });
    fireEvent.input(screen.getByLabelText(/^Phrase de passe/), { target: { value: 'abc' } });
    expect(screen.getByText('Trop courte.')).toBeDefined();
    fireEvent.submit(screen.getByRole('form'));
    expect(onSave).not.toHaveBeenCalled();
  });

  test('the model of the browser asks for no address and no key', () => {
    form();
    fireEvent.change(screen.getByLabelText('Service'), { target: { value: 'built-in' } });
    expect(screen.queryByLabelText('Adresse')).toBeNull();
    expect(screen.queryByLabelText(/Clé/)).toBeNull();
  });

  test('say what leaves, and offer to test, switch off and erase only what is there', async () => {
    const none = {
      kept: false,
      testing: false,
      onTest: vi.fn(),
      onStopTest: vi.fn(),
      onSwitchOff: vi.fn(),
      onForget: vi.fn(),
    };
    const { container } = render(
      <main>
        <h2>Assistant rédigé</h2>
        <AssistantWords on={false} name="" to="" />
        <AssistantActions on={false} {...none} />
      </main>,
    );
    expect(container.textContent).toContain('éteint');
    expect(container.textContent).toContain('jamais avant');
    expect(screen.queryAllByRole('button')).toHaveLength(0);
    expect(await defects(container)).toEqual([]);
    cleanup();
    render(<AssistantActions on {...none} kept />);
    expect(screen.getAllByRole('button').map((one) => one.textContent)).toEqual([
      'Essayer la connexion',
      'Éteindre',
      'Effacer la clé et les réglages',
    ]);
  });
});
