import { formatPlural } from '@/knowledge/profile/format';
import type { Dossier } from '@/knowledge/profile/schema';
import { DossierCard } from './profile-dossier-card';

interface Props {
  dossiers: Dossier[];
  campaigns: { id: string; title: string }[];
}

/** The family of dossiers of the grappe. */
export function ProfileDossiers({ dossiers, campaigns }: Props) {
  const titles = new Map(campaigns.map((c) => [c.id, c.title]));
  return (
    <section class="stack" id="dossiers" aria-labelledby="dossiers-title">
      <h2 id="dossiers-title">{formatPlural(dossiers.length, 'dossier')}</h2>
      {dossiers.length === 0 && <p class="muted">Aucun dossier dans cette grappe.</p>}
      <ul class="dossiers">
        {dossiers.map((dossier) => (
          <DossierCard
            key={dossier.id}
            dossier={dossier}
            campaign={titles.get(dossier.campaign) ?? dossier.campaign}
          />
        ))}
      </ul>
    </section>
  );
}
