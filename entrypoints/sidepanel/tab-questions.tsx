import { QuestionsTab } from '@/components/questions-tab';
import { ask, passageOf, suggestionsFor } from './questions';
import type { PanelProps } from './wiring';

const copy = (text: string) => void navigator.clipboard.writeText(text);

/** The tab « Questions ». */
export const Questions = ({ panel }: PanelProps) => {
  const answers = panel.answers.value;
  const campaign = panel.choices.campaign.value;
  return (
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
  );
};
