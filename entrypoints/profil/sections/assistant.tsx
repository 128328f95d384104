import { useEffect, useMemo, useRef } from 'preact/hooks';
import { AssistantForm } from '@/components/assistant-settings';
import { AssistantActions, AssistantWords } from '@/components/assistant-state';
import { useFocusKept } from '@/components/focus-kept';
import { NoticeLine } from '@/components/import-notice';
import { WrittenUnlock } from '@/components/written-offer';
import { assistantName } from '@/utils/assistant';
import { PROVIDERS, providerOf } from '@/utils/assistant/providers';
import type { AssistantSettings } from '@/utils/assistant/settings';
import { AssistantSetup } from '../assistant-setup';

const choices = PROVIDERS.map((one) => ({ ...one, builtIn: one.id === 'built-in' }));

/** The section « Assistant rédigé »: off by default; what leaves is said before anything is asked. */
export function AssistantSection() {
  const setup = useMemo(() => new AssistantSetup(), []);
  useEffect(() => setup.start(), [setup]);
  const settings = setup.settings.value;
  return (
    <section class="stack" id="assistant" aria-labelledby="assistant-title">
      <h2 id="assistant-title">Assistant rédigé</h2>
      {settings ? <Settings setup={setup} settings={settings} /> : <NoticeLine notice={setup.notice.value} />}
    </section>
  );
}

interface Props {
  setup: AssistantSetup;
  settings: AssistantSettings;
}

const Settings = ({ setup, settings }: Props) => {
  const told = useRef<HTMLDivElement>(null);
  // What is saved draws the form again, and what is erased takes its buttons away.
  useFocusKept(told, JSON.stringify([settings, setup.notice.value, setup.asksPhrase.value]));
  const busy = setup.busy.value;
  const provider = providerOf(settings.provider);
  const start = {
    provider: provider.id,
    address: settings.address || provider.address,
    model: settings.model || provider.model,
    key: '',
    passphrase: '',
    grappe: settings.grappe,
  };
  return (
    <>
      <AssistantWords on={settings.on} name={assistantName(settings)} to={provider.to} />
      <AssistantForm
        key={JSON.stringify([settings, setup.keyKept.value])}
        choices={choices}
        start={start}
        on={settings.on}
        keyKept={setup.keyKept.value}
        busy={busy}
        adviceOf={setup.adviceOf}
        onSave={(draft) => void setup.save(draft)}
      />
      {/* Between the buttons that bring it: at the top it would be out of sight. */}
      <div ref={told} tabIndex={-1}>
        <NoticeLine notice={setup.notice.value} />
      </div>
      {setup.asksPhrase.value && (
        <WrittenUnlock
          error={setup.unlockError.value}
          busy={setup.testing.value}
          onUnlock={(phrase) => void setup.test(phrase)}
        />
      )}
      <AssistantActions
        on={settings.on}
        kept={settings.address !== '' || setup.keyKept.value !== 'none'}
        testing={setup.testing.value}
        onTest={() => void setup.test()}
        onStopTest={setup.stopTest}
        onSwitchOff={() => void setup.switchOff()}
        onForget={() => void setup.forget()}
      />
    </>
  );
};
