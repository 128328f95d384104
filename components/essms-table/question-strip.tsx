import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatPlural } from '@/knowledge/profile/format';
import type { Profile } from '@/knowledge/profile/schema';
import type { Actions } from './actions';
import { dossiersWith } from './changes';
import type { PastePlan } from './paste';
import type { Question } from './state';

interface StripProps {
  text: string;
  children: ComponentChildren;
  onCancel(): void;
}

/** A question the table asks before it writes; Escape answers no. */
function Strip({ text, children, onCancel }: StripProps) {
  const strip = useRef<HTMLDivElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    strip.current?.querySelector<HTMLElement>('.primary, button:last-child')?.focus();
    strip.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  return (
    <div
      ref={strip}
      class="notice warn eg-question"
      role="alertdialog"
      aria-labelledby={id}
      onKeyDown={(e) => e.key === 'Escape' && onCancel()}
    >
      <p id={id}>{text}</p>
      <div class="row">
        {children}
        <button type="button" onClick={onCancel}>
          Annuler
        </button>
      </div>
    </div>
  );
}

function pasteText({ conflicts, added }: PastePlan): string {
  const over = formatPlural(
    conflicts.length,
    'cellule contient déjà autre chose',
    'cellules contiennent déjà autre chose',
  );
  const lines = formatPlural(
    added.length,
    'ligne dépasse la fin du tableau',
    'lignes dépassent la fin du tableau',
  );
  return [...(conflicts.length > 0 ? [over] : []), ...(added.length > 0 ? [lines] : [])]
    .join(', et ')
    .concat('.');
}

interface PasteProps {
  plan: PastePlan;
  actions: Actions;
  onCancel(): void;
}

function PasteQuestion({ plan, actions, onCancel }: PasteProps) {
  const [add, setAdd] = useState(true);
  const finish = (replace: boolean) => () => actions.finishPaste(plan, { replace, add });
  const asks = plan.conflicts.length > 0;
  return (
    <Strip text={pasteText(plan)} onCancel={onCancel}>
      {plan.added.length > 0 && (
        <label class="row">
          <input type="checkbox" checked={add} onChange={(e) => setAdd(e.currentTarget.checked)} />
          {`Ajouter ${formatPlural(plan.added.length, 'ESSMS', 'ESSMS')}`}
        </label>
      )}
      {asks && (
        <button type="button" onClick={finish(true)}>
          Remplacer
        </button>
      )}
      <button type="button" class="primary" onClick={finish(false)}>
        {asks ? 'Ne remplir que les vides' : 'Coller'}
      </button>
    </Strip>
  );
}

interface Props {
  question: Question;
  grappe: Profile;
  actions: Actions;
}

function deleteText(grappe: Profile, ids: ReadonlySet<string>): string {
  const links = dossiersWith(grappe, ids).length;
  const also = links === 0 ? '' : ` Retrait aussi de ${formatPlural(links, 'dossier')}.`;
  return `Supprimer ${formatPlural(ids.size, 'ESSMS', 'ESSMS')} de la grappe ?${also}`;
}

/** The question under way. */
export function QuestionStrip({ question, grappe, actions }: Props) {
  const onCancel = () => {
    actions.set({ question: null });
    actions.refocus();
  };
  if (question.kind === 'paste') return <PasteQuestion {...question} actions={actions} onCancel={onCancel} />;
  const removes = question.kind === 'delete';
  const text = removes
    ? deleteText(grappe, question.ids)
    : `Vider ${formatPlural(question.writes.length, 'cellule')} ?`;
  const confirm = () => (removes ? actions.remove(question.ids) : actions.empty(question.writes));
  return (
    <Strip text={text} onCancel={onCancel}>
      <button type="button" class="danger" onClick={confirm}>
        {removes ? 'Supprimer' : 'Vider'}
      </button>
    </Strip>
  );
}
