interface Props {
  allowed: boolean;
  busy: boolean;
  onAllow(): void;
  onForbid(): void;
}

/** The public service Recherche d’entreprises: off until the user switches it on. */
export function RegisterOnline({ allowed, busy, onAllow, onForbid }: Props) {
  return (
    <section class="card stack" aria-labelledby="online-title">
      <div class="section-head">
        <h3 id="online-title">Recherche d’entreprises, en ligne (facultatif)</h3>
        <span class={`badge ${allowed ? 'accent' : ''}`} role="status">
          {allowed ? 'autorisée' : 'coupée'}
        </span>
      </div>
      <p>
        Ce service public répond pour les numéros que le répertoire de cet ordinateur ne connaît pas. Il est
        coupé tant que vous ne l’autorisez pas.
      </p>
      <ul class="bullets">
        <li>
          <strong>Ce qui part :</strong> les numéros SIREN, SIRET et FINESS à vérifier, un par un, et rien
          d’autre. Ni noms, ni montants, ni coordonnées.
        </li>
        <li>
          <strong>À qui :</strong> <span class="mono">recherche-entreprises.api.gouv.fr</span>, service de
          l’État. Comme tout site, il voit aussi l’adresse de votre connexion.
        </li>
        <li>
          <strong>Quand :</strong> seulement pendant une vérification que vous lancez.
        </li>
        <li>
          <strong>Ce qui est gardé :</strong> les réponses, avec leur date, sans les noms des dirigeants.
        </li>
      </ul>
      {allowed ? (
        <button type="button" disabled={busy} onClick={onForbid}>
          Couper le service
        </button>
      ) : (
        <button type="button" disabled={busy} onClick={onAllow}>
          Autoriser ce service
        </button>
      )}
    </section>
  );
}
