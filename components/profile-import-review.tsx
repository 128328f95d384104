import { useEffect, useRef } from 'preact/hooks';
import type { Difference } from '@/knowledge/profile/differences';
import { formatCount, formatPlural } from '@/knowledge/profile/format';
import {
  type ImportChoice,
  type ImportPlan,
  isDecided,
  type Replacement,
  toChoose,
} from '@/knowledge/profile/import-plan';
import type { Profile } from '@/knowledge/profile/schema';
import './backup.css';

interface Props {
  fileName: string;
  plan: ImportPlan;
  warnings: string[];
  /** What was chosen for each grappe already here, by id. */
  choices: ReadonlyMap<string, ImportChoice>;
  onChoose(id: string, choice: ImportChoice): void;
  onConfirm(): void;
  onCancel(): void;
}

/** Differences shown at first: a whole grappe may hold thousands. */
const SHOWN = 30;

const describe = ({ essms, organismes }: Profile): string =>
  `${essms.length} ESSMS, ${formatPlural(organismes.length, 'organisme')}`;
const nameOf = ({ name }: Profile): string => name || 'Grappe sans nom';

const CHOICES: [ImportChoice, string][] = [
  ['replace', 'Remplacer celle de cet ordinateur (son état actuel reste dans « Versions antérieures »)'],
  ['copy', 'Garder les deux : celle du fichier est ajoutée comme copie'],
  ['skip', 'Garder celle de cet ordinateur, ne pas importer celle du fichier'],
];

function Choice({ grappe, choices, onChoose }: Pick<Props, 'choices' | 'onChoose'> & { grappe: Profile }) {
  return (
    <fieldset>
      <legend class="visually-hidden">Que faire de « {nameOf(grappe)} » ?</legend>
      {CHOICES.map(([choice, words]) => (
        <label key={choice}>
          <input
            type="radio"
            name={`choice-${grappe.id}`}
            checked={choices.get(grappe.id) === choice}
            onChange={() => onChoose(grappe.id, choice)}
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}

function Differences({ caption, rows }: { caption: string; rows: Difference[] }) {
  return (
    <table class="differences">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Donnée</th>
          <th scope="col">Sur cet ordinateur</th>
          <th scope="col">Dans le fichier</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ where, what, before, after }, rank) => (
          // Two lines of a budget may carry the same name: only the rank tells them apart.
          <tr key={`${where} ${what} ${rank}`}>
            <th scope="row">
              {where}, {what}
            </th>
            <td data-label="Sur cet ordinateur :">{before}</td>
            <td data-label="Dans le fichier :">{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OtherDifferences({ differences }: { differences: Difference[] }) {
  const others = differences.filter(({ bank }) => !bank);
  if (others.length === 0) return null;
  const hidden = others.length - SHOWN;
  const more = hidden > 0 ? `, les ${SHOWN} premières ci-dessous` : '';
  return (
    <details open={others.length <= 6}>
      <summary>
        {formatCount(others.length)} {others.length > 1 ? 'valeurs changent' : 'valeur change'}
      </summary>
      <Differences
        caption={`${formatPlural(others.length, 'différence')}${more}`}
        rows={others.slice(0, SHOWN)}
      />
    </details>
  );
}

function BankDifferences({ differences }: { differences: Difference[] }) {
  return (
    <div class="notice bad">
      <p>
        <strong>Les coordonnées bancaires changent.</strong> Vérifiez-les auprès de la personne qui a fait ce
        fichier, par un autre moyen que celui qui vous l’a apporté.
      </p>
      <Differences caption="Coordonnées bancaires" rows={differences.filter(({ bank }) => bank)} />
    </div>
  );
}

const Replaced = ({ before, after, changes, differences, bankChanges }: Replacement) => (
  <>
    <p>
      <strong>{nameOf(before)}</strong> est déjà sur cet ordinateur ({describe(before)}), et diffère dans le
      fichier ({describe(after)})
    </p>
    <ul class="bullets">
      {changes.map((change) => (
        <li key={change}>{change}</li>
      ))}
    </ul>
    {bankChanges && <BankDifferences differences={differences} />}
    <OtherDifferences differences={differences} />
  </>
);

const Others = ({ plan }: { plan: ImportPlan }) => (
  <>
    {plan.added.map((grappe) => (
      <li key={grappe.id}>
        <strong>{nameOf(grappe)}</strong> sera ajoutée ({describe(grappe)})
      </li>
    ))}
    {plan.identical.map((grappe) => (
      <li key={grappe.id} class="muted">
        {nameOf(grappe)} est déjà identique
      </li>
    ))}
  </>
);

/** What importing a file would change: asked before any stored grappe is replaced. */
export function ProfileImportReview(props: Props) {
  const { fileName, plan, warnings, choices, onConfirm, onCancel } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const waiting = toChoose(plan).length;
  const decided = isDecided(plan, choices);
  return (
    <section class="card stack import-review" aria-labelledby="import-title">
      <h2 id="import-title" ref={title} tabIndex={-1}>
        {waiting > 0 ? `Remplacer ${formatPlural(waiting, 'grappe')} ?` : 'Importer ce fichier ?'}
      </h2>
      <p>
        Le fichier « {fileName} » contient des grappes déjà présentes sur cet ordinateur, avec des
        différences. Rien n’est encore modifié.
      </p>
      <ul class="stack">
        {plan.replaced.map((replacement) => (
          <li key={replacement.after.id} class="stack">
            <Replaced {...replacement} />
            <Choice {...props} grappe={replacement.after} />
          </li>
        ))}
        {plan.overDamaged.map((grappe) => (
          <li key={grappe.id} class="stack">
            <p>
              <strong>{nameOf(grappe)}</strong> ({describe(grappe)}) prendrait la place d’une grappe illisible
            </p>
            <Choice {...props} grappe={grappe} />
          </li>
        ))}
        <Others plan={plan} />
      </ul>
      {warnings.length > 0 && (
        <ul class="notice warn">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <div class="row">
        <button type="button" class="primary" disabled={!decided} onClick={onConfirm}>
          Importer
        </button>
        <button type="button" onClick={onCancel}>
          Ne rien importer
        </button>
        {!decided && <span class="small muted">Choisissez d’abord que faire de chaque grappe.</span>}
      </div>
    </section>
  );
}
