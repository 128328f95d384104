import { cleanup, render } from '@testing-library/preact';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CitedPassage } from '@/components/citation';
import { Citations } from '@/components/citation-group';
import { QuestionsAnswer } from '@/components/questions-answer';
import { CapturedList } from '@/components/texts-list';
import { TextReader } from '@/components/texts-reader';
import type { Answer, Citation } from '@/knowledge/answers/answer';
import { sentences } from '@/knowledge/answers/sentences';
import type { Reference } from '@/knowledge/source';
import { type CapturedText, plainAddress } from '@/knowledge/texts/captured';
import { pastedBlocks } from '@/knowledge/texts/pasted';
import { capturedText } from '@/knowledge/texts/taken';
import documents from './injections/docx.json';
import model from './injections/model.json';
import { hostilePages, htmlOf, titleOf } from './injections/pages';
import pdfs from './injections/pdf.json';

/**
 * Hostile words drawn wherever a captured text is: at worst, all the markup of a hostile page, file or
 * answer is its text, its title and the name of its file.
 */

afterEach(cleanup);

const hostile: readonly (readonly [string, string, string])[] = [
  ...hostilePages.map((one) => [one.id, titleOf(one), htmlOf(one)] as const),
  ...[...pdfs, ...documents].map((one) => [one.id, JSON.stringify(one), JSON.stringify(one)] as const),
  ...model.map((one) => [one.id, one.text, JSON.stringify(one)] as const),
];

const ADDRESSES = [
  'https://exemple.invalid/avis',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'https://exemple.invalid/"><img src=x onerror=alert(1)>',
  '//evil.test',
  'vbscript:x',
];

/** As a reading gives it: a text without passage is never kept, so that a plain sentence is added. */
function captured([id, title, words]: readonly [string, string, string], rank: number): CapturedText {
  const origin = {
    id: `capture-${id}`,
    kind: 'page' as const,
    url: plainAddress(ADDRESSES[rank % ADDRESSES.length] ?? ''),
    fileName: title.slice(0, 200),
    capturedAt: '2026-11-22T10:00:00.000Z',
    today: '2026-11-22',
  };
  const blocks = [
    ...pastedBlocks(words.slice(0, 4000)),
    ...pastedBlocks('Le guichet inventé ouvre le 3 mars 2031.'),
  ];
  return capturedText({ title: title.slice(0, 300), blocks }, origin);
}

const citationOf = (text: CapturedText): Citation => {
  const passage = text.passages.at(-1);
  const body = passage?.body ?? '';
  const { id, title, date, url, dateNote, capture } = text;
  const quote = sentences(body)[0]?.text ?? body;
  return {
    text: id,
    anchor: passage?.anchor ?? '',
    title,
    date,
    url,
    quote,
    capture,
    ...(dateNote && { dateNote }),
  };
};

const passageIn =
  (text: CapturedText) =>
  ({ anchor }: Reference): CitedPassage | null => {
    const passage = text.passages.find((one) => one.anchor === anchor);
    if (!passage) return null;
    const { title, issuer, date, url, dateNote, capture } = text;
    const { heading, body, addressed } = passage;
    return { heading, body, title, issuer, date, url, dateNote, urlNote: undefined, capture, addressed };
  };

const answerOf = (citations: Citation[]): Answer => ({
  question: 'Jusqu’à quand ?',
  found: true,
  band: 'found',
  answer: citations.map(({ quote }) => quote).join('\n'),
  citations,
  missingWords: [],
  sections: [{ lead: 'Les textes disent', citations }],
});

const nothing = () => {};
const extent = { texts: 1, captured: 1, passages: 1 };

/** Everything a captured text is drawn in. */
const Everywhere = ({ text, onCopy }: { text: CapturedText; onCopy: (words: string) => void }) => {
  const citations = [citationOf(text)];
  const passageOf = passageIn(text);
  return (
    <main>
      <TextReader text={text} onBack={nothing} />
      <CapturedList
        texts={[text]}
        scopeOf={() => ''}
        onOpen={nothing}
        onExport={nothing}
        onRemove={nothing}
      />
      <Citations citations={citations} passageOf={passageOf} />
      <QuestionsAnswer
        answer={answerOf(citations)}
        given=""
        campaignTitle=""
        extent={extent}
        passageOf={passageOf}
        onReport={nothing}
        onCopy={onCopy}
        actions={{ onRephrase: nothing, onContact: nothing }}
        heading={{ current: null }}
      />
    </main>
  );
};

/** What only a text could have brought: nothing of ours draws it. */
const FOREIGN =
  'img, picture, source, script, iframe, frame, object, embed, svg, math, style, link, meta, base, form, textarea, input, select, template, video, audio, canvas, [src], [srcdoc], [style], [action], [ping], [autofocus]';

describe('a hostile text draws nothing but text', () => {
  const texts = hostile.map(captured);

  test.each(texts.map((text) => [text.id, text] as const))('%s', (_, text) => {
    const asked = vi.spyOn(globalThis, 'fetch');
    const onCopy = vi.fn();
    const { container } = render(<Everywhere text={text} onCopy={onCopy} />);
    expect(container.querySelectorAll(FOREIGN)).toHaveLength(0);
    for (const element of container.querySelectorAll('*'))
      expect([...element.attributes].filter(({ name }) => /^on/i.test(name))).toEqual([]);
    for (const link of container.querySelectorAll('a'))
      expect(link.href).toMatch(/^https?:\/\/exemple\.invalid\//);
    const green = [...container.querySelectorAll('.badge.ok')].map(({ textContent }) => textContent);
    expect(green).toEqual(['Les textes en parlent']);
    const warned = [...container.querySelectorAll('.badge.warn')].map(({ textContent }) => textContent);
    expect(warned.filter((words) => words?.startsWith('capture '))).toHaveLength(5);
    expect(container.textContent).toContain('ne repose que sur des textes que vous avez capturés');
    for (const button of container.querySelectorAll('button'))
      if (button.textContent === 'Copier avec les sources') button.click();
    expect(onCopy).toHaveBeenCalledOnce();
    // No line that a spreadsheet would run.
    expect(onCopy.mock.calls[0]?.[0]).not.toMatch(/^[=+@\t]/m);
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });
});
