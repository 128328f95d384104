import { useState } from 'preact/hooks';

interface Props {
  busy: boolean;
  /** Nothing can answer: no register here, the service is off. */
  blind: boolean;
  /** Numbers of the grappe that can be verified. */
  count: number;
  onVerify(): void;
  onImport(): void;
  onEntity(number: string): void;
}

/** What the registers can do for the grappe: verify all of it, or bring in an organisme. */
export function RegisterActions({ busy, blind, count, onVerify, onImport, onEntity }: Props) {
  const [number, setNumber] = useState('');
  return (
    <>
      <section class="card stack" aria-labelledby="verify-title">
        <h3 id="verify-title">Vérifier la grappe</h3>
        <p>
          Chaque numéro de la grappe est cherché au registre : les blancs sont complétés ; les établissements
          fermés, les numéros inconnus et les numéros d’organisme mis à la place d’un numéro d’établissement
          sont signalés. Vous voyez tout avant que quoi que ce soit change.
        </p>
        {blind && count > 0 && (
          <p class="muted">Ajoutez d’abord le répertoire FINESS, ou autorisez le service en ligne.</p>
        )}
        {count === 0 ? (
          <>
            <p>Il n’y a pas encore d’établissement à vérifier.</p>
            <button type="button" class={blind ? '' : 'primary'} disabled={busy} onClick={onImport}>
              Importer un tableau
            </button>
          </>
        ) : (
          <button type="button" class="primary" disabled={busy || blind} onClick={onVerify}>
            Vérifier la grappe
          </button>
        )}
      </section>
      <section class="card stack" aria-labelledby="entity-title">
        <h3 id="entity-title">Ajouter les ESSMS d’un organisme</h3>
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            onEntity(number);
          }}
        >
          <label for="entity-number">SIREN ou FINESS juridique de l’organisme</label>
          <input
            id="entity-number"
            class="mono"
            autocomplete="off"
            value={number}
            aria-describedby="entity-help"
            onInput={({ currentTarget }) => setNumber(currentTarget.value)}
          />
          <p id="entity-help" class="muted small">
            9 caractères, avec ou sans espaces : le SIREN de l’association, de la fondation ou de la
            collectivité, ou son numéro FINESS à elle (dit « juridique »), pas celui d’un établissement. Ses
            établissements ouverts seront listés ; vous cocherez ceux de la grappe.
          </p>
          <div>
            <button type="submit" disabled={busy || blind || number.trim() === ''}>
              Chercher ses établissements
            </button>
          </div>
        </form>
      </section>
    </>
  );
}
