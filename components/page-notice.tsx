interface Props {
  state: 'elsewhere' | 'not-allowed' | 'waiting' | 'silent' | 'ready';
  hasProfile: boolean;
  onOpenPortal: () => void;
  onAllow: () => void;
  onOpenProfil: () => void;
}

/** What to do when there is no page of the portal to fill. */
export const PageNotice = ({ state, hasProfile, onOpenPortal, onAllow, onOpenProfil }: Props) => {
  if (state === 'waiting')
    return (
      <p class="notice" role="status">
        Lecture de la page du portail…
      </p>
    );
  if (state === 'silent')
    return (
      <div class="notice warn stack" role="status">
        <p>
          Cette page était ouverte avant l’assistant. Enregistrez votre saisie, puis rechargez la page (touche
          F5).
        </p>
      </div>
    );
  if (state === 'not-allowed')
    return (
      <div class="card stack">
        <h2>L’assistant n’a pas accès au portail</h2>
        <p>
          Le navigateur va vous demander de l’autoriser sur galis-subventions.cnsa.fr, et sur aucun autre
          site. Rechargez ensuite la page du portail.
        </p>
        <button type="button" class="primary" onClick={onAllow}>
          Autoriser l’accès au portail
        </button>
      </div>
    );
  return (
    <div class="card stack">
      <h2>Ouvrez une page de GALIS</h2>
      <p>L’assistant reconnaît les étapes de votre demande sur le portail et propose de les remplir.</p>
      <button type="button" class="primary" onClick={onOpenPortal}>
        Ouvrir le portail GALIS
      </button>
      {!hasProfile && (
        <button type="button" onClick={onOpenProfil}>
          Préparer ma grappe d’abord
        </button>
      )}
    </div>
  );
};
