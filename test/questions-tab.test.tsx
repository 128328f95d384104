import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import axe from 'axe-core';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { QuestionsTab, type QuestionsTabProps } from '@/components/questions-tab';
import type { Answer, Computed } from '@/knowledge/answers/answer';
import { reply } from '@/knowledge/answers/reply';
import { ALSO, CONTACT, DIVERGE, ELSEWHERE, missing, NEAREST, SILENT } from '@/knowledge/answers/wording';
import type { Reference } from '@/knowledge/source';
import { inventedCorpus, inventedTexts } from './questions/corpus';

afterEach(cleanup);

const ask = (question: string, campaign: string | null = null): Answer =>
  reply(question, { corpus: inventedCorpus, campaign });

function passageOf(reference: Reference) {
  const text = inventedTexts.find(({ id }) => id === reference.text);
  const passage = text?.passages.find(({ anchor }) => anchor === reference.anchor);
  if (!text || !passage) return null;
  const { title, issuer, date, url, confidence, verifiedOn } = text;
  return { heading: passage.heading, body: passage.body, title, issuer, date, url, confidence, verifiedOn };
}

const line = (id: number, question: string) => ({
  id,
  question,
  when: '22/11/2026 10:13',
  campaign: '',
  state: 'les textes en parlent',
  reported: false,
});

function show(props: Partial<QuestionsTabProps> = {}) {
  const calls = {
    onAsk: vi.fn(),
    onCopy: vi.fn(),
    onReport: vi.fn(),
    onReopen: vi.fn(),
    onErase: vi.fn(),
    onEraseAll: vi.fn(),
    onExport: vi.fn(),
    onCloseNotice: vi.fn(),
  };
  const Tab = () => {
    const [draft, onDraft] = useState('');
    return (
      <QuestionsTab
        draft={draft}
        onDraft={onDraft}
        answer={null}
        answerCampaign=""
        given=""
        pending={false}
        preparing={false}
        notice={null}
        suggestions={[
          { question: 'Quel montant ?', why: 'étape à l’écran' },
          { question: 'Jusqu’à quand ?', why: 'souvent demandé' },
        ]}
        history={[]}
        most={200}
        campaignTitle="Appel inventé"
        extent={{ texts: 3, captured: 0, passages: 8 }}
        passageOf={passageOf}
        {...calls}
        {...props}
      />
    );
  };
  const view = render(<Tab />);
  return { ...view, ...calls, field: screen.getByLabelText<HTMLTextAreaElement>('Votre question') };
}

/** The texts are silent, and give an address; another call speaks of it. */
const contact = {
  text: 'alpha',
  anchor: 'contact',
  title: 'Texte inventé alpha',
  date: '2022-03-01',
  url: 'https://example.org/alpha',
  quote: 'Les questions se posent à l’adresse alpha@example.org.',
};
const silent: Answer = {
  question: 'date limite de dépôt 2031',
  found: false,
  band: 'none',
  answer: `${SILENT}\n\n« ${contact.quote} »`,
  citations: [contact],
  missingWords: ['2031'],
  sections: [{ lead: CONTACT, citations: [contact] }],
  opening: [SILENT],
  closing: [],
  elsewhere: [{ text: 'beta', anchor: 'closing' }],
};
/** Passages speak of it, and one word is in none of them. */
const uncertain: Answer = {
  ...ask('Une USLD est-elle éligible ?'),
  band: 'near',
  missingWords: ['mairie'],
  opening: [missing(['mairie'])],
};

const chips = (container: Element) => [
  ...container.querySelectorAll<HTMLElement>('.citation-passage > summary'),
];
const plain = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

describe('asking', () => {
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
    fireEvent.input(field, { target: { value: 'U' } });
    expect(field.getAttribute('aria-invalid')).toBe('false');
  });

  test('a huge question keeps all that was typed and says what is read of it', () => {
    const { onAsk, field } = show();
    fireEvent.input(field, { target: { value: 'é'.repeat(1900) } });
    expect(plain(document.body.textContent)).toContain('1 900 caractères sur 2 000');
    fireEvent.input(field, { target: { value: 'é'.repeat(5000) } });
    expect(field.value).toHaveLength(5000);
    expect(plain(document.body.textContent)).toContain('seuls les 2 000 premiers seront lus');
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onAsk).toHaveBeenCalledWith('é'.repeat(5000));
  });

  test('a suggestion says why it is offered, fills the field and asks', () => {
    const { onAsk, field } = show();
    const button = screen.getByRole('button', { name: 'Jusqu’à quand ?' });
    const why = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(why?.textContent).toBe('souvent demandé');
    fireEvent.click(button);
    expect(field.value).toBe('Jusqu’à quand ?');
    expect(onAsk.mock.calls).toEqual([['Jusqu’à quand ?']]);
  });

  test('while it searches nothing more can be sent, it says so, and the focus stays', () => {
    const { onAsk, field } = show({ pending: true });
    fireEvent.input(field, { target: { value: 'Quel forfait ?' } });
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Poser la question' });
    button.focus();
    fireEvent.click(button);
    fireEvent.keyDown(field, { key: 'Enter' });
    expect(onAsk).not.toHaveBeenCalled();
    expect(document.activeElement).toBe(button);
    const status = screen.getByText('Recherche dans les textes…');
    expect(status.getAttribute('role')).toBe('status');
    expect(status.getAttribute('aria-busy')).toBe('true');
  });

  test('the answer is told to who does not see it, in sentences', () => {
    show({ answer: uncertain });
    const said = plain(screen.getByRole('status').textContent);
    expect(said).toMatch(/^Réponse : Sans certitude\. /);
    expect(said).toContain('Mot absent de ces passages : mairie.');
    expect(said).toContain('1 extrait.');
  });
});

describe('citations', () => {
  test('a chip names publisher, kind of text and trust; it opens its passage with the quotation marked', () => {
    const { container } = show({ answer: ask('forfait par ESSMS') });
    expect(screen.getByText('Les textes en parlent')).toBeTruthy();
    expect(container.querySelector('blockquote')?.textContent).toContain('4 000 € par ESSMS');
    const details = container.querySelector('details.citation-passage');
    expect([...(details?.querySelectorAll('summary .badge') ?? [])].map((one) => one.textContent)).toEqual([
      'Émetteur inventé, Texte inventé alpha',
      'base vérifiée',
    ]);
    expect(details?.querySelector('mark')?.textContent).toContain('Le forfait est de 4 000 €');
    expect(details?.querySelector('a')?.getAttribute('href')).toMatch(/^https:\/\/example\.org\/alpha/);
  });

  test('only the part quoted is marked; the chip is described by its neighbours', () => {
    const body =
      'Premier paragraphe sans rapport. Juste avant la citation.\n\nLe second est cité ici. Puis il continue. Et finit loin.';
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
    expect(paragraphs.slice(0, 3)).toEqual(['Question ?', ...body.split('\n\n')]);
    const marks = [...container.querySelectorAll('.citation-passage mark')].map((mark) => mark.textContent);
    expect(marks).toEqual([citation.quote]);
    const preview = document.getElementById(chips(container)[0]?.getAttribute('aria-describedby') ?? '');
    expect(plain(preview?.textContent)).toBe(
      'Juste avant la citation. Le second est cité ici. Puis il continue.',
    );
  });

  test('arrows go from chip to chip, Escape closes the passage and keeps the focus', () => {
    const [amount, usld] = [ask('forfait par ESSMS'), ask('Une USLD est-elle éligible ?')];
    const nearest = ({ sections = [] }: Answer) => sections.slice(0, 1);
    const others = nearest(usld).map((one) => ({ ...one, lead: 'Un autre passage' }));
    const { container } = show({ answer: { ...amount, sections: [...nearest(amount), ...others] } });
    const [first, second] = chips(container);
    expect(chips(container)).toHaveLength(2);
    first?.focus();
    if (first) fireEvent.keyDown(first, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(second);
    if (second) fireEvent.keyDown(second, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(second);
    if (second) fireEvent.keyDown(second, { key: 'ArrowLeft' });
    expect(document.activeElement).toBe(first);
    const details = container.querySelector<HTMLDetailsElement>('details.citation-passage');
    if (!details) throw new Error('no passage');
    details.open = true;
    const link = details.querySelector('a');
    link?.focus();
    if (link) fireEvent.keyDown(link, { key: 'Escape' });
    expect(details.open).toBe(false);
    expect(document.activeElement).toBe(first);
  });

  test('a captured text is never shown as the verified base, and an answer that rests on it alone says so', () => {
    const answer = ask('forfait par ESSMS');
    const capture = { kind: 'page' as const, capturedAt: '2025-03-12T12:00:00.000Z', hash: 'aa' };
    const captured = (one: Answer['citations'][number]) => ({ ...one, capture });
    const sections = (answer.sections ?? []).map((one) => ({
      ...one,
      citations: one.citations.map(captured),
    }));
    const { container, unmount } = show({
      answer: { ...answer, citations: answer.citations.map(captured), sections },
      passageOf: (reference) => {
        const passage = passageOf(reference);
        return passage && { ...passage, confidence: undefined, capture, addressed: true };
      },
    });
    expect(container.textContent).not.toContain('base vérifiée,');
    const badges = [...container.querySelectorAll('summary .badge')].map((one) => one.textContent);
    expect(badges).toContain('capture du 12/03/2025, example.org');
    expect(badges).toContain('s’adresse à un assistant');
    expect(badges).not.toContain('base vérifiée');
    expect(plain(container.textContent)).toContain('ne repose que sur des textes que vous avez capturés');
    unmount();
    const base = show({ answer });
    expect(base.container.textContent).not.toContain('capturés');
  });
});

describe('the answer', () => {
  test('an uncertain answer names the word the passages lack, once', () => {
    const { container } = show({ answer: uncertain });
    expect(screen.getByText('Sans certitude')).toBeTruthy();
    const article = container.querySelector('article');
    expect(article?.textContent?.split('mairie.')).toHaveLength(2);
  });

  test('a silent answer says so, whom to write to, and marks what other calls hold as theirs', () => {
    const { container } = show({ answer: silent });
    expect(screen.getByText('Absent des textes')).toBeTruthy();
    expect(screen.getByText('Les textes dont je dispose ne le disent pas.')).toBeTruthy();
    expect(container.querySelector('blockquote')?.textContent).toContain('alpha@example.org');
    const link = screen.getByRole('link', { name: 'Écrire à alpha@example.org' });
    expect(link.getAttribute('href')).toBe('mailto:alpha@example.org');
    const fold = screen.getByText(ELSEWHERE).closest('details');
    expect(fold?.open).toBe(false);
    expect(plain(fold?.textContent)).toContain('Jusqu’à quand déposer en 2023 ?');
    expect(container.textContent).not.toContain('9 octobre 2023');
    expect(plain(container.textContent)).toContain('Mot absent des passages les plus proches : 2031.');
  });

  test('a silent answer folds the titles nearest to the question, each opening its passage', async () => {
    const nearest = [
      { text: 'beta', anchor: 'usld' },
      { text: 'alpha', anchor: 'amount' },
      { text: 'alpha', anchor: 'gone' },
    ];
    const { container } = show({ answer: { ...silent, nearest } });
    const fold = screen.getByText('Les titres les plus proches').closest('details');
    if (!fold) throw new Error('no fold');
    expect(fold.open).toBe(false);
    expect(plain([...fold.querySelectorAll('summary')].map((one) => one.textContent).join('|'))).toMatch(
      /^Les titres les plus proches\|Une USLD est-elle éligible ?.*\|Quel montant par ESSMS en 2022 ?/,
    );
    expect(fold.querySelectorAll('.citation-passage')).toHaveLength(2);
    expect(container.textContent).not.toContain('4 000 €');
    const [, title] = fold.querySelectorAll<HTMLDetailsElement>('.citation-passage');
    if (!title) throw new Error('no title');
    title.open = true;
    fireEvent(title, new Event('toggle'));
    await waitFor(() => expect(plain(title.textContent)).toContain('4 000 € par ESSMS'));
    expect(fold.querySelector('mark')).toBeNull();
    cleanup();
    show({ answer: { ...ask('forfait par ESSMS'), nearest } });
    expect(screen.queryByText('Les titres les plus proches')).toBeNull();
  });

  test('passages beside the nearest one are folded and counted; the sides of a divergence are not', () => {
    const [nearest, usld, date] = [
      ask('forfait par ESSMS'),
      ask('Une USLD est-elle éligible ?'),
      ask('Jusqu’à quand déposer en 2022 ?'),
    ].map(({ sections = [] }) => sections[0]?.citations);
    if (!nearest || !usld || !date) throw new Error('no citation');
    const sections = [
      { lead: NEAREST, citations: nearest },
      { lead: DIVERGE, citations: date },
      { lead: ALSO, citations: usld },
    ];
    const { container, unmount } = show({ answer: { ...ask('forfait par ESSMS'), sections } });
    const fold = screen.getByRole('heading', { name: 'Un autre passage en parle' }).closest('details');
    expect(fold?.open).toBe(false);
    expect(fold?.textContent).toContain(usld[0]?.quote);
    for (const lead of [NEAREST, DIVERGE])
      expect(screen.getByRole('heading', { name: lead }).closest('details')).toBeNull();
    const [first, second, folded] = chips(container);
    second?.focus();
    if (second) fireEvent.keyDown(second, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(second);
    if (fold) fold.open = true;
    if (second) fireEvent.keyDown(second, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(folded);
    if (folded) fireEvent.keyDown(folded, { key: 'ArrowLeft' });
    if (second) fireEvent.keyDown(second, { key: 'ArrowLeft' });
    expect(document.activeElement).toBe(first);
    unmount();
    show({
      answer: { ...ask('forfait par ESSMS'), sections: [{ lead: ALSO, citations: [...usld, ...date] }] },
    });
    expect(screen.getByRole('heading', { name: 'Deux autres passages en parlent' })).toBeTruthy();
  });

  test('an address that only a captured page gives is not offered to write to', () => {
    const capture = { kind: 'page' as const, capturedAt: '2025-03-12T12:00:00.000Z', hash: 'aa' };
    show({ answer: { ...silent, citations: [{ ...contact, capture }] } });
    expect(screen.queryByRole('link', { name: /^Écrire à/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Trouver qui contacter' })).toBeTruthy();
  });

  test('without an address, whom to ask is asked; rephrasing goes back to the question', () => {
    const { onAsk, field } = show({ answer: ask('recette de la tartiflette') });
    fireEvent.click(screen.getByRole('button', { name: 'Trouver qui contacter' }));
    expect(plain(onAsk.mock.calls[0]?.[0])).toBe('À qui adresser une question ?');
    fireEvent.input(field, { target: { value: 'autre chose' } });
    fireEvent.click(screen.getByRole('button', { name: 'Reformuler' }));
    expect(document.activeElement).toBe(field);
    expect(field.value).toBe('recette de la tartiflette');
    expect(screen.queryByRole('button', { name: 'Capturer une page' })).toBeNull();
  });

  test('a correction and the extent of the search are told', () => {
    const { container } = show({ answer: ask('forfiat par ESSMS'), answerCampaign: 'Appel inventé' });
    expect(screen.getAllByText(/Recherche avec/)[0]?.textContent).toContain('forfait');
    expect(plain(container.querySelector('.everything')?.textContent)).toContain(
      'Cherché dans 3 textes (8 passages), pour ce qui vaut pour « Appel inventé ».',
    );
    expect(plain(container.querySelector('.everything')?.textContent)).toMatch(
      /« ESSMS » cherché aussi comme : .*établissement/,
    );
  });

  test('both sides of a divergence stand under words that say so', () => {
    const { container } = show({ answer: ask('nombre minimum d’ESSMS') });
    const diverge = container.querySelector('.diverge');
    expect(diverge?.querySelector('h3')?.textContent).toBe('Les sources ne disent pas toutes la même chose');
    expect(diverge?.querySelectorAll('blockquote').length).toBeGreaterThan(0);
  });

  const computed: Computed = {
    title: 'Calculé pour votre grappe',
    lines: ['Vous pouvez demander 45 000 €.', 'Sous réserve du coût réel.'],
    formula: '15 × 3 000 € = 45 000 €',
    tone: 'ok',
    citations: ask('forfait par ESSMS').citations,
  };

  test('what is computed comes first, with its formula and its sources', () => {
    const { container } = show({ answer: { ...ask('forfait par ESSMS'), computed: [computed] } });
    const card = container.querySelector('.computed');
    expect(plain(card?.textContent)).toContain('Calculé pour votre grappe');
    expect(plain(card?.textContent)).toContain('15 × 3 000 € = 45 000 €');
    expect(card?.querySelector('.citation-passage')).toBeTruthy();
    const lead = screen.getByText('Passage le plus proche');
    expect(card?.compareDocumentPosition(lead)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(plain(screen.getByRole('status').textContent)).toContain(
      'Calculé pour votre grappe : Vous pouvez demander 45 000 €.',
    );
    cleanup();
    const alone = { ...ask('forfait par ESSMS'), sections: [], computed: [computed] };
    show({ answer: alone });
    expect(screen.getByText('Réponse calculée')).toBeTruthy();
    cleanup();
    show({ answer: { ...alone, computed: [{ ...computed, tone: 'warn' }] } });
    expect(screen.getByText('Calcul incomplet')).toBeTruthy();
    expect(plain(screen.getByRole('status').textContent)).toMatch(/^Réponse : Calcul incomplet\./);
  });

  test('a computation that rests on many passages folds them', () => {
    const citations = [
      'forfait par ESSMS',
      'Une USLD est-elle éligible ?',
      'Jusqu’à quand déposer en 2022 ?',
    ].flatMap((question) => ask(question).citations);
    const { container } = show({ answer: { ...silent, computed: [{ ...computed, citations }] } });
    const fold = container.querySelector<HTMLDetailsElement>('.computed .answer-fold');
    expect(fold?.open).toBe(false);
    expect(plain(fold?.querySelector('summary')?.textContent)).toMatch(/^D’où cela vient : \d passages$/);
  });

  test('the copy carries the answer, what is computed once, and the sources; nothing to copy, no button', () => {
    const { onCopy, unmount } = show({ answer: { ...ask('forfait par ESSMS'), computed: [computed] } });
    fireEvent.click(screen.getByRole('button', { name: 'Copier avec les sources' }));
    const text: string = onCopy.mock.calls[0]?.[0] ?? '';
    expect(text).toContain('https://example.org/alpha');
    expect(text.split('Vous pouvez demander 45 000 €.')).toHaveLength(2);
    expect(plain(text)).toContain('Calcul : 15 × 3 000 € = 45 000 €');
    unmount();
    show({ answer: ask('recette de la tartiflette') });
    expect(screen.queryByRole('button', { name: 'Copier avec les sources' })).toBeNull();
  });

  test('a problem is reported with what was expected, and taken back', () => {
    const { onReport, unmount } = show({ answer: ask('forfait par ESSMS'), report: null });
    fireEvent.click(screen.getByLabelText('Réponse incomplète'));
    fireEvent.input(screen.getByLabelText('Réponse attendue, si vous la connaissez'), {
      target: { value: 'versé en une fois' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Garder ce signalement' }));
    const report = { reason: 'incomplete' as const, expected: 'versé en une fois', note: '' };
    expect(onReport.mock.calls).toEqual([[report]]);
    unmount();
    const again = show({ answer: ask('forfait par ESSMS'), report });
    expect(plain(again.container.textContent)).toContain('signalé : réponse incomplète');
    fireEvent.click(screen.getByRole('button', { name: 'Retirer ce signalement' }));
    expect(again.onReport.mock.calls).toEqual([[null]]);
  });

  test('what was unfolded for one question is folded again for the next', () => {
    const props = { answerCampaign: '', given: '', pending: false, preparing: false, notice: null };
    const tab = (question: string) => (
      <QuestionsTab
        {...props}
        draft=""
        answer={ask(question)}
        suggestions={[]}
        history={[]}
        most={200}
        campaignTitle=""
        extent={{ texts: 3, captured: 0, passages: 8 }}
        passageOf={passageOf}
        onDraft={() => {}}
        onAsk={() => {}}
        onCopy={() => {}}
        onReport={() => {}}
        onReopen={() => {}}
        onErase={() => {}}
        onEraseAll={() => {}}
        onExport={() => {}}
        onCloseNotice={() => {}}
      />
    );
    const { container, rerender } = render(tab('forfait par ESSMS'));
    const passage = () => container.querySelector<HTMLDetailsElement>('.citation-passage');
    const first = passage();
    if (first) first.open = true;
    rerender(tab('forfait par ESSMS'));
    expect(passage()?.open).toBe(true);
    rerender(tab('quel est le forfait par ESSMS'));
    expect(passage()?.open).toBe(false);
  });

  test('a question written as markup is shown as text', () => {
    const question = '<img src=x onerror=alert(1)> forfait par ESSMS';
    const { container } = show({ answer: ask(question), history: [line(1, question)] });
    expect(container.querySelector('img')).toBeNull();
    expect(container.querySelector('h2')?.textContent).toBe(question);
    expect(container.querySelector('.history-question')?.textContent).toContain(question);
  });
});

describe('the history', () => {
  const history = [line(3, 'Troisième ?'), line(2, 'Deuxième ?'), line(1, 'Première ?')];
  const questions = (container: Element) => [
    ...container.querySelectorAll<HTMLButtonElement>('.history-question'),
  ];

  test('one line takes the focus, arrows go through them, Enter reopens, Delete erases', () => {
    const { container, onReopen, onErase } = show({ history });
    const [first, second, last] = questions(container);
    expect(questions(container).map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
    first?.focus();
    if (first) fireEvent.keyDown(first, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(second);
    if (second) fireEvent.keyDown(second, { key: 'End' });
    expect(document.activeElement).toBe(last);
    expect(questions(container).map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, 0]);
    if (last) fireEvent.click(last);
    expect(onReopen).toHaveBeenCalledWith(1);
    if (last) fireEvent.keyDown(last, { key: 'Delete' });
    expect(onErase).toHaveBeenCalledWith(1);
    expect(document.activeElement).toBe(second);
  });

  test('the last one erased gives the focus back to the question; all can be erased; the limit is said', () => {
    const { field, onErase, onEraseAll } = show({ history: [line(1, 'Seule ?')] });
    fireEvent.click(screen.getByRole('button', { name: /^Effacer la question/ }));
    expect(onErase).toHaveBeenCalledWith(1);
    expect(document.activeElement).toBe(field);
    fireEvent.click(screen.getByRole('button', { name: 'Tout effacer' }));
    expect(onEraseAll).toHaveBeenCalledOnce();
    expect(plain(document.body.textContent)).toContain('200 au plus par grappe');
  });

  test('a long history is folded, and reports can be exported', async () => {
    const many = Array.from({ length: 30 }, (_, n) => ({ ...line(30 - n, `Q${30 - n} ?`), reported: n < 2 }));
    const { container, onExport } = show({ history: many });
    expect(questions(container)).toHaveLength(8);
    const more = screen.getByRole('button', { name: 'Voir les 22 autres' });
    more.focus();
    fireEvent.click(more);
    expect(questions(container)).toHaveLength(30);
    await waitFor(() => expect(document.activeElement).toBe(questions(container)[8]));
    fireEvent.click(screen.getByRole('button', { name: 'Exporter 2 signalements' }));
    expect(onExport).toHaveBeenCalledOnce();
    cleanup();
    show({ history: many.slice(0, 9) });
    expect(screen.getByRole('button', { name: 'Voir la dernière' })).toBeTruthy();
  });

  test('an erased question can be put back from what is said', () => {
    const run = vi.fn();
    const notice = { tone: 'ok' as const, text: 'Question effacée.', action: { label: 'Annuler', run } };
    const { onCloseNotice } = show({ notice });
    fireEvent.click(screen.getByRole('button', { name: 'Annuler' }));
    expect(run).toHaveBeenCalledOnce();
    fireEvent.click(screen.getByRole('button', { name: 'Fermer ce message' }));
    expect(onCloseNotice).toHaveBeenCalledOnce();
  });
});

test.each([
  ['the empty tab', null],
  ['a found answer', 'forfait par ESSMS'],
  ['a divergence', 'nombre minimum d’ESSMS'],
  ['a silent answer', 'TVA récupérable'],
])('%s has no accessibility fault', async (_, question) => {
  const answer = question === null ? null : ask(question);
  const { container } = show({ answer, report: null, history: [line(1, 'Avant ?')], preparing: true });
  for (const details of container.querySelectorAll('details')) details.open = true;
  const { violations } = await axe.run(container, { rules: { region: { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
});
