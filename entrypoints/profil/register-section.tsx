import { useEffect } from 'preact/hooks';
import { DropGuard } from '@/components/import-drop';
import { NoticeLine } from '@/components/import-notice';
import { ImportProgress } from '@/components/import-progress';
import { RegisterActions } from '@/components/register-actions';
import { RegisterIndex } from '@/components/register-index';
import { RegisterOnline } from '@/components/register-online';
import '@/components/import-page.css';
import '@/components/register-page.css';
import type { Editing } from './editing';
import { openSection, ResultOf, ReviewOf } from './import-section';
import { sharedOf } from './import-shared';
import type { Registers } from './register-state';
import { numbersOf, type Verification } from './register-verification';

interface Props {
  editing: Editing;
}

interface Parts extends Props {
  registers: Registers;
  verification: Verification;
}

/** The first view: what there is, what can be asked, what can be added. */
function Ask({ editing, registers, verification }: Parts) {
  const grappe = editing.grappe.value;
  const busy = registers.task.work.value !== null || verification.task.work.value !== null;
  return (
    <>
      <RegisterIndex
        known={registers.known.value}
        ready={registers.ready.value}
        work={registers.task.work.value}
        interrupted={registers.interrupted.value}
        onFile={(file) => void registers.build(file)}
        onCancel={registers.task.cancel}
        onForget={() => void registers.forget()}
      />
      <RegisterActions
        busy={busy}
        blind={registers.blind.value}
        count={grappe ? numbersOf(grappe).length : 0}
        onVerify={() => void verification.verifyGrappe()}
        onImport={() => openSection('importer')}
        onEntity={(number) => void verification.findEntity(number)}
      />
      <RegisterOnline
        allowed={registers.online.value}
        busy={busy}
        onAllow={() => void registers.allow()}
        onForbid={() => void registers.forbid()}
      />
    </>
  );
}

function Current(parts: Parts) {
  const { verification } = parts;
  const focus = verification.moved.value;
  switch (verification.step.value) {
    case 'ask':
      return <Ask {...parts} />;
    case 'review':
      return (
        <ReviewOf
          state={verification}
          focus={focus}
          title={verification.heading.value}
          onBack={verification.back}
        />
      );
    case 'done':
      return (
        <ResultOf
          state={verification}
          focus={focus}
          againLabel="Retour au registre"
          onAgain={verification.back}
        />
      );
  }
}

/** The section « Registre »: the public registers, and what they say of the grappe. */
export function RegisterSection({ editing }: Props) {
  const { registers, verification } = sharedOf(editing);
  useEffect(() => {
    void registers.load();
    return () => {
      verification.moved.value = false;
    };
  }, [registers, verification]);
  const work = verification.task.work.value;
  const asking = verification.step.value === 'ask';
  const notice = verification.task.notice.value ?? (asking ? registers.task.notice.value : null);
  return (
    <section class="registers stack" aria-labelledby="register-section-title">
      <h2 id="register-section-title">Registre</h2>
      <NoticeLine notice={notice} />
      {work && <ImportProgress work={work} onCancel={verification.task.cancel} />}
      {!asking && <DropGuard onFile={verification.otherFile} />}
      <Current registers={registers} verification={verification} editing={editing} />
    </section>
  );
}
