/** Idle time after which the same vendor's portals close the session; GALIS does not say its own. */
const SESSION_MS = 30 * 60_000;
const SOON_MS = 10 * 60_000;
const LATE_MS = 3 * 60_000;

const minutes = (ms: number): string => {
  const left = Math.ceil(ms / 60_000);
  return left <= 1 ? 'moins d’une minute' : `environ ${left} min`;
};

/** What is left of the portal's idle session. `idle`: milliseconds since the last exchange, null when unknown. */
export const SessionClock = ({ idle }: { idle: number | null }) => {
  if (idle === null) return null;
  const left = SESSION_MS - idle;
  if (left <= 0)
    return (
      <p class="notice bad small" role="alert">
        Aucun échange avec GALIS depuis plus de 30 minutes : votre session a sans doute expiré. Copiez ce que
        vous venez de taper avant de continuer.
      </p>
    );
  if (left <= LATE_MS)
    return (
      <p class="notice bad small" role="alert">
        Session GALIS : encore {minutes(left)}. Cliquez sur « Enregistrer » dans le portail.
      </p>
    );
  return (
    <p
      class={`session-clock small ${left <= SOON_MS ? 'soon' : 'muted'}`}
      title="Trente minutes sans échange : durée relevée sur un autre portail du même éditeur, GALIS ne donne pas la sienne."
    >
      <span aria-hidden="true">◷</span> Session GALIS : encore {minutes(left)}
    </p>
  );
};
