import { useEffect, useRef } from 'preact/hooks';
import { formatPlural } from '@/knowledge/profile/format';
import type { ImportPlan, Replacement } from '@/knowledge/profile/import-plan';
import type { Profile } from '@/knowledge/profile/schema';

interface Props {
  fileName: string;
  plan: ImportPlan;
  warnings: string[];
  onConfirm(): void;
  onCancel(): void;
}

const describe = ({ essms, organismes }: Profile): string =>
  `${essms.length} ESSMS, ${formatPlural(organismes.length, 'organisme')}`;

const Replaced = ({ before, after, changes, bankChanges }: Replacement) => (
  <li>
    <strong>{before.name || 'Grappe sans nom'}</strong> sera remplacée ({describe(before)} → {describe(after)}
    )
    <ul class="bullets">
      {changes.map((change) => (
        <li key={change}>{change}</li>
      ))}
    </ul>
    {bankChanges && (
      <p class="notice bad">
        Les coordonnées bancaires changent. Vérifiez auprès de la personne qui a fait ce fichier que c’est
        voulu.
      </p>
    )}
  </li>
);

/** What importing a file would add or replace: asked before any stored grappe is replaced. */
export function ProfileImportReview({ fileName, plan, warnings, onConfirm, onCancel }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { added, replaced, identical, overDamaged } = plan;
  return (
    <section class="card stack import-review" aria-labelledby="import-title">
      <h2 id="import-title" ref={title} tabIndex={-1}>
        Remplacer {formatPlural(replaced.length + overDamaged.length, 'grappe')} ?
      </h2>
      <p>
        Le fichier « {fileName} » contient des grappes déjà présentes sur cet ordinateur, avec des
        différences. Rien n’est encore modifié.
      </p>
      <ul class="stack">
        {replaced.map((replacement) => (
          <Replaced key={replacement.after.id} {...replacement} />
        ))}
        {overDamaged.map((grappe) => (
          <li key={grappe.id}>
            <strong>{grappe.name || 'Grappe sans nom'}</strong> ({describe(grappe)}) prendra la place d’une
            grappe illisible : exportez d’abord une sauvegarde pour garder celle-ci
          </li>
        ))}
        {added.map((grappe) => (
          <li key={grappe.id}>
            <strong>{grappe.name || 'Grappe sans nom'}</strong> sera ajoutée ({describe(grappe)})
          </li>
        ))}
        {identical.map((grappe) => (
          <li key={grappe.id} class="muted">
            {grappe.name || 'Grappe sans nom'} est déjà identique
          </li>
        ))}
      </ul>
      {warnings.length > 0 && (
        <ul class="notice warn">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <div class="row">
        <button type="button" class="primary" onClick={onConfirm}>
          Remplacer et importer
        </button>
        <button type="button" onClick={onCancel}>
          Ne rien importer
        </button>
      </div>
    </section>
  );
}
