import { useEffect, useRef, useState } from 'preact/hooks';
import { QuestionsTab } from '@/components/questions-tab';
import { stateOf } from '@/components/questions-words';
import type { Answer } from '@/knowledge/answers/answer';
import { type Asked, MAX_ASKED } from '@/utils/asked';
import { CaptureBar } from './capture-bar';
import type { Shown } from './questions-asking';
import type { PanelProps } from './wiring';
import { Written } from './written';

const hour = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short' });
const dayOf = (instant: string): string => hour.format(new Date(instant));
const whenOf = ({ askedAt }: Asked): string => dayOf(askedAt);

const recent = new Intl.DateTimeFormat('fr-FR', {
  day: '2-digit',
  month: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});
/** Short enough for a line of the history: this year goes without saying. */
const shortly = (asked: Asked): string => {
  const date = new Date(asked.askedAt);
  return date.getFullYear() === new Date().getFullYear() ? recent.format(date) : whenOf(asked);
};

/** The tab « Questions ». */
export const Questions = ({ panel }: PanelProps) => {
  const { asking, choices } = panel;
  useEffect(asking.follow, [asking]);
  const capture = useCapture(asking.shown.value?.answer);
  const titleOf = (id: string) => choices.campaigns.value.find((one) => one.id === id)?.title ?? '';
  const shown = asking.shown.value;
  const history = asking.history.value;
  const find = (id: number, act: (asked: Asked) => Promise<void>) => {
    const asked = history.find((one) => one.id === id);
    if (asked) void act(asked);
  };
  return (
    <>
      {asking.texts.trouble.value !== '' && (
        <p class="notice warn" role="alert">
          {asking.texts.trouble.value}
        </p>
      )}
      <QuestionsTab
        draft={asking.draft.value}
        answer={shown?.answer ?? null}
        given={shown ? givenWords(shown, choices.campaign.value?.id ?? '', titleOf) : ''}
        report={shown?.asked ? (shown.asked.report ?? null) : undefined}
        answerCampaign={titleOf(shown?.campaignId ?? '')}
        pending={asking.pending.value}
        preparing={asking.texts.preparing.value}
        notice={asking.notice.value}
        suggestions={asking.suggestions.value}
        history={history.map((asked) => ({
          id: asked.id,
          question: asked.question,
          when: shortly(asked),
          campaign: asked.campaignId === choices.campaign.value?.id ? '' : titleOf(asked.campaignId),
          state: asked.answer ? stateOf(asked.answer).word.toLowerCase() : '',
          reported: asked.report !== undefined,
        }))}
        most={MAX_ASKED}
        campaignTitle={choices.campaign.value?.title ?? ''}
        extent={asking.texts.extent()}
        passageOf={asking.passageOf}
        onDraft={(text) => {
          asking.draft.value = text;
        }}
        onCloseNotice={() => {
          asking.notice.value = null;
        }}
        onAsk={(question) => void asking.ask(question)}
        onReopen={(id) => find(id, asking.reopen)}
        onErase={(id) => find(id, asking.erase)}
        onEraseAll={() => void asking.eraseAll()}
        onExport={asking.exportReports}
        onReport={(report) => void asking.report(report)}
        onCopy={(text) => void asking.copy(text)}
        onCapture={capture.offered ? capture.go : undefined}
      >
        <Written panel={panel} answer={shown?.answer ?? null} earlier={earlierOf(shown)} />
        {/* Above the suggestions: they come a moment later, and would move what is being aimed at. */}
        <div ref={capture.place}>
          <CaptureBar panel={panel} hinted={capture.hinted} />
        </div>
      </QuestionsTab>
    </>
  );
};

/** What a model wrote before of the question on screen, when it was answered alike. */
const earlierOf = (shown: Shown | null) => {
  const written = shown?.asked?.written;
  return written ? { written: written.answer, when: dayOf(written.writtenAt) } : null;
};

/** When an earlier answer was given, and for which call: what it computed is of that day. */
const givenWords = (shown: Shown, chosen: string, titleOf: (id: string) => string): string => {
  const { again, campaignId } = shown;
  if (!again && campaignId === chosen) return '';
  const title = titleOf(campaignId);
  const when = again ? `Répondu le ${whenOf(again)}` : 'Répondu';
  return `${when}${title === '' ? '' : ` pour «\u00A0${title}\u00A0»`}.`;
};

/** The way to what takes a page in, when it is offered here; what to do is said until another answer comes. */
const useCapture = (answer: Answer | undefined) => {
  const place = useRef<HTMLDivElement>(null);
  const [offered, setOffered] = useState(false);
  const [hinted, setHinted] = useState<Answer | null>(null);
  const button = () => place.current?.querySelector('button') ?? null;
  useEffect(() => setOffered(button() !== null));
  const go = () => {
    setHinted(answer ?? null);
    button()?.focus();
  };
  return { place, offered, hinted: hinted !== null && hinted === answer, go };
};
