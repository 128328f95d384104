import { QuestionsTab } from '@/components/questions-tab';
import { CaptureBar } from './capture-bar';
import { ask, passageOf, suggestionsFor } from './questions';
import type { PanelProps } from './wiring';
import { Written } from './written';

const copy = (text: string) => void navigator.clipboard.writeText(text);

/** The tab « Questions ». */
export const Questions = ({ panel }: PanelProps) => {
  const answers = panel.answers.value;
  const campaign = panel.choices.campaign.value;
  return (
    <>
      <QuestionsTab
        answer={answers[0] ?? null}
        history={answers.slice(1)}
        pending={false}
        suggestions={suggestionsFor(campaign, panel.verdicts.value)}
        campaignTitle={campaign?.title ?? ''}
        passageOf={passageOf}
        onAsk={(question) => {
          panel.answers.value = [ask(question, campaign, panel.choices.date.value), ...answers].slice(0, 20);
        }}
        onCopy={copy}
      />
      <Written panel={panel} answer={answers[0] ?? null} />
      <CaptureBar panel={panel} />
    </>
  );
};
