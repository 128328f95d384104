import 'fake-indexeddb/auto';
import { signal } from '@preact/signals';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Assessment } from '@/entrypoints/sidepanel/assessment';
import { Choices } from '@/entrypoints/sidepanel/choices';
import { Asking } from '@/entrypoints/sidepanel/questions-asking';
import { evaluationCases } from '@/entrypoints/sidepanel/questions-cases';
import { verify } from '@/knowledge/answers/cite';
import { segmentOf } from '@/knowledge/answers/segment';
import type { Review } from '@/knowledge/form/plan';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { SourceText } from '@/knowledge/texts/text';
import { closeDatabase, saveProfiles, saveSettings } from '@/utils/database';
import { sampleWith } from './profiles/build';

/** What the tab « Questions » does, on the real texts, the real rules and a database. */
const within = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 10_000 });
const plain = (text = '') => text.replace(/\s+/g, ' ').trim();
const DEADLINE = 'Jusqu’à quand peut-on déposer un projet régional en PACA en 2023 ?';

let stops: (() => void)[] = [];
const step = signal<Review>({ step: '', loading: false, truncated: false, fields: [], tables: [] });

beforeEach(async () => {
  await closeDatabase();
  vi.stubGlobal('indexedDB', new IDBFactory());
  step.value = { ...step.value, step: '' };
});
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const other = () =>
  sampleWith((draft) => {
    draft.id = 'autre';
    draft.name = 'Autre grappe (exemple fictif)';
  });

/** A panel opened on the sample grappe and the call of PACA of 2023. */
const open = async (captured?: () => Promise<SourceText[]>) => {
  await saveProfiles([sampleGrappe(), other()]);
  await saveSettings({
    campaignId: 'paca-2023',
    currentProfileId: sampleGrappe().id,
    referenceDate: '2023-03-15',
  });
  const choices = new Choices();
  await choices.load();
  const { situation, verdicts } = new Assessment(choices, step);
  const segments = captured && (async () => (await captured()).map(segmentOf));
  const asking = new Asking({ choices, situation, verdicts, review: step }, segments);
  stops.push(asking.follow());
  await asking.texts.ready();
  return { asking, choices };
};
const asked = ({ asking }: { asking: Asking }) => asking.history.value.map(({ question }) => question);

const kept: SourceText = {
  id: 'capture-1',
  title: 'Page inventée sur la domotique',
  issuer: 'www.example.org',
  date: '2025-03-12',
  url: 'https://www.example.org/domotique',
  campaigns: [],
  confidence: 'single-mention',
  verifiedOn: '2025-03-12',
  capture: { kind: 'page', capturedAt: '2025-03-12T12:00:00.000Z', hash: 'aa' },
  passages: [
    {
      text: 'capture-1',
      anchor: 'p1',
      heading: 'Domotique des chambres',
      variants: [],
      body: 'La domotique des chambres connectées reçoit 777 euros par chambre connectée.',
      campaigns: [],
    },
  ],
};
const DOMOTICS = 'Combien reçoit la domotique des chambres connectées ?';

describe('asking', () => {
  test('an answer is shown, kept with its question, and found again when the panel opens again', async () => {
    const first = await open();
    await first.asking.ask(`  ${DEADLINE} `);
    expect(first.asking.shown.value?.answer.answer).toContain('15 septembre 2023');
    expect(asked(first)).toEqual([DEADLINE]);
    const again = await open();
    await within(() => expect(asked(again)).toEqual([DEADLINE]));
    expect(again.asking.shown.value).toBeNull();
    const [row] = again.asking.history.value;
    if (row) await again.asking.reopen(row);
    expect(again.asking.draft.value).toBe(DEADLINE);
    expect(again.asking.shown.value?.answer).toEqual(first.asking.shown.value?.answer);
    expect(again.asking.shown.value?.again?.id).toBe(row?.id);
    expect(asked(again)).toHaveLength(1);
  });

  test('nothing is asked twice at once, and blanks ask nothing', async () => {
    const scene = await open();
    await Promise.all([scene.asking.ask(DEADLINE), scene.asking.ask('Une USLD est-elle éligible ?')]);
    await scene.asking.ask(' \n ');
    expect(asked(scene)).toEqual([DEADLINE]);
    expect(scene.asking.pending.value).toBe(false);
  });

  test('of a huge question 2,000 characters are read and kept, and it is said', async () => {
    const { asking } = await open();
    await asking.ask(`${DEADLINE} ${'mot '.repeat(25_000)}`);
    expect(plain(asking.shown.value?.answer.answer)).toContain('2 000 premiers caractères');
    expect(asking.history.value[0]?.question).toHaveLength(2000);
  });

  test('a full disk loses no answer, and is said', async () => {
    const scene = await open();
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await scene.asking.ask(DEADLINE);
    expect(scene.asking.shown.value?.answer.found).toBe(true);
    expect(scene.asking.notice.value).toMatchObject({ tone: 'bad' });
    expect(scene.asking.notice.value?.text).toContain('Il n’y a plus de place');
    expect(scene.asking.pending.value).toBe(false);
  });

  test('a refused copy is said', async () => {
    const { asking } = await open();
    const writeText = vi.fn().mockResolvedValueOnce(undefined).mockRejectedValue(new Error('denied'));
    vi.stubGlobal('navigator', { clipboard: { writeText } });
    await asking.copy('Texte');
    expect(asking.notice.value?.tone).toBe('ok');
    await asking.copy('Texte');
    expect(asking.notice.value).toMatchObject({ tone: 'bad' });
    expect(asking.notice.value?.text).toContain('refusé la copie');
  });
});

describe('the history', () => {
  test('each grappe has its own, and the answer of one leaves with it', async () => {
    const { asking, choices } = await open();
    await asking.ask(DEADLINE);
    await choices.choose({ currentProfileId: 'autre' });
    await within(() => expect(asking.history.value).toEqual([]));
    expect(asking.shown.value).toBeNull();
    await choices.choose({ currentProfileId: sampleGrappe().id });
    await within(() => expect(asking.history.value).toHaveLength(1));
  });

  test('one or all are erased, and come back', async () => {
    const scene = await open();
    const { asking } = scene;
    await asking.ask(DEADLINE);
    await asking.ask('Une USLD est-elle éligible ?');
    const [last] = asking.history.value;
    if (last) await asking.erase(last);
    await within(() => expect(asked(scene)).toEqual([DEADLINE]));
    expect(plain(asking.notice.value?.text)).toBe('Question effacée.');
    asking.notice.value?.action?.run();
    await within(() => expect(asked(scene)).toHaveLength(2));
    await asking.eraseAll();
    await within(() => expect(asked(scene)).toEqual([]));
    expect(plain(asking.notice.value?.text)).toBe('2 questions effacées.');
    asking.notice.value?.action?.run();
    await within(() => expect(asked(scene)).toEqual(['Une USLD est-elle éligible ?', DEADLINE]));
  });

  test('what is reported is an evaluation case, until it is taken back', async () => {
    const { asking } = await open();
    await asking.ask(DEADLINE);
    await asking.report({
      reason: 'incomplete',
      expected: '27 avril 2023\n\nminuit',
      note: 'première fenêtre',
    });
    const cited = asking.shown.value?.answer.citations.map(({ text, anchor }) => `${text}#${anchor}`) ?? [];
    const [one, ...more] = evaluationCases(asking.history.value);
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      question: DEADLINE,
      campaign: 'paca-2023',
      gold: [...new Set(cited)],
      answer: ['27 avril 2023', 'minuit'],
    });
    expect(plain(one?.note)).toMatch(/^réponse incomplète : première fenêtre \(affiché : ars-paca/);
    await asking.report({ reason: 'wrong-source', expected: '', note: '' });
    expect(evaluationCases(asking.history.value)[0]?.gold).toEqual([]);
    await asking.report(null);
    expect(evaluationCases(asking.history.value)).toEqual([]);
  });
});

describe('captured texts', () => {
  test('they join the texts, and leave them: an answer that quoted them is made again', async () => {
    let texts: SourceText[] = [];
    const { asking } = await open(async () => texts);
    await asking.ask(DOMOTICS);
    expect(JSON.stringify(asking.shown.value)).not.toContain('777');
    texts = [kept];
    asking.textsChanged();
    await asking.texts.ready();
    expect(asking.texts.extent().captured).toBe(1);
    await asking.ask(DOMOTICS);
    const citation = asking.shown.value?.answer.citations.find(({ text }) => text === kept.id);
    expect(citation?.quote).toContain('777 euros');
    const passage = citation && asking.passageOf(citation);
    expect(passage?.capture?.kind).toBe('page');
    expect(passage?.confidence).toBeUndefined();
    expect(verify(citation?.quote ?? '', passage?.body ?? '')).not.toBeNull();
    const [row] = asking.history.value;
    texts = [];
    asking.textsChanged();
    await asking.texts.ready();
    if (row) await asking.reopen(row);
    expect(JSON.stringify(asking.shown.value?.answer)).not.toContain('777');
    expect(plain(asking.notice.value?.text)).toContain('Les textes ont changé');
  });

  test('they are taken again at once while the tab is on screen, else when they are next needed', async () => {
    let texts: SourceText[] = [];
    const { asking } = await open(async () => texts);
    texts = [kept];
    asking.textsChanged();
    await within(() => expect(asking.texts.captured.value).toEqual([kept]));
    for (const stop of stops) stop();
    texts = [];
    asking.textsChanged();
    await asking.ask(DOMOTICS);
    expect(asking.texts.captured.value).toEqual([]);
    expect(JSON.stringify(asking.shown.value)).not.toContain('777');
  });

  test('none can pass for a text of the package', async () => {
    const { capture: _, ...bare } = kept;
    const named = { ...kept, id: 'ars-paca-aap-2023', passages: kept.passages };
    const { asking } = await open(async () => [bare, named, kept]);
    expect(asking.texts.captured.value).toEqual([kept]);
    expect(asking.passageOf({ text: 'ars-paca-aap-2023', anchor: 'closing-regional' })?.confidence).toBe(
      'official',
    );
  });

  test('unreadable, they are said not to be searched, and the texts of the package still answer', async () => {
    const { asking } = await open(() => Promise.reject(new Error('Base fermée.')));
    expect(asking.texts.trouble.value).toContain('Base fermée.');
    await asking.ask(DEADLINE);
    expect(asking.shown.value?.answer.found).toBe(true);
  });
});

describe('suggestions', () => {
  test('what the grappe breaks comes with the rule, and the texts speak of each', async () => {
    const { asking } = await open();
    await within(() =>
      expect(asking.suggestions.value?.some(({ why }) => why.startsWith('règle non respectée'))).toBe(true),
    );
    for (const { question } of asking.suggestions.value ?? []) {
      await asking.ask(question);
      expect(asking.shown.value?.answer.found, question).toBe(true);
    }
  });

  test('those of the step on screen come first', async () => {
    const { asking } = await open();
    await within(() => expect(asking.suggestions.value?.length).toBeGreaterThan(0));
    const before = asking.suggestions.value?.map(({ question }) => question);
    step.value = { ...step.value, step: 'Pièces à joindre' };
    await within(() =>
      expect(plain(asking.suggestions.value?.[0]?.why)).toBe('étape à l’écran : Pièces à joindre'),
    );
    expect(plain(asking.suggestions.value?.[0]?.question)).toBe('Quelles pièces faut-il joindre ?');
    expect(asking.suggestions.value?.map(({ question }) => question)).not.toEqual(before);
    expect(new Set(asking.suggestions.value?.map(({ question }) => question)).size).toBe(
      asking.suggestions.value?.length,
    );
  });

  test('what a rule could not judge is asked in the words of its text', async () => {
    const { asking, choices } = await open();
    await saveProfiles([
      sampleWith((draft) => {
        for (const organisme of draft.organismes) organisme.nationalEntity.affiliated = null;
        for (const essms of draft.essms) Object.assign(essms.segurOrder, { ordered: null });
      }),
    ]);
    await choices.load();
    await within(() =>
      expect(asking.suggestions.value?.some(({ why }) => why.startsWith('il manque'))).toBe(true),
    );
  });
});
