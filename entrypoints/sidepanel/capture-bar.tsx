import { browser } from 'wxt/browser';
import { CaptureAccess, CaptureButtons, CaptureHint } from '@/components/capture-bar';
import { CaptureResult } from '@/components/capture-result';
import { Captures } from '../shared/captures';
import { openTexts, type PanelProps } from './wiring';

/** One for the panel: what is being read goes on in another tab of it. */
const captures = new Captures();

/** The tab whose page is taken in: the one the panel is bound to, else the one on screen beside it. */
async function shownTab(): Promise<number> {
  const bound = Number(new URLSearchParams(location.search).get('tab'));
  if (Number.isInteger(bound) && bound > 0) return bound;
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? -1;
}

interface Props extends PanelProps {
  /** Somebody was led here: what to do is said. */
  hinted: boolean;
}

/** Takes the page on screen, or a file, into the texts. */
export const CaptureBar = ({ hinted }: Props) => {
  const { task, waiting, done, closed } = captures;
  return (
    <section class="stack capture-section" aria-label="Ajouter aux textes">
      <CaptureHint shown={hinted} />
      <CaptureButtons
        busy={captures.busy.value}
        onPage={() => void shownTab().then(captures.addTab)}
        onFile={(file) => void captures.addFile(file)}
        onTexts={() => openTexts('')}
      />
      <CaptureResult
        work={task.work.value}
        notice={task.notice.value}
        waiting={waiting.value}
        done={done.value}
        onCancel={task.cancel}
        onSettle={(choice) => void captures.settle(choice)}
        onDismiss={captures.dismiss}
        onOpen={openTexts}
      />
      {closed.value && <CaptureAccess onAllow={(address) => void captures.addSite(shownTab(), address)} />}
    </section>
  );
};
