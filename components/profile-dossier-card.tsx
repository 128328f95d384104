import {
  FIELD_NAMES,
  formatCents,
  formatDay,
  formatPlural,
  STATUS_NAMES,
  TYPE_NAMES,
} from '@/knowledge/profile/format';
import type { Dossier } from '@/knowledge/profile/schema';
import { Fact } from './profile-facts';

const TONES: Record<Dossier['status'], string> = {
  brouillon: 'warn',
  transmis: 'accent',
  recevable: 'ok',
  irrecevable: 'bad',
  retenu: 'ok',
};

const PIECE_STATES = new Map<boolean | null, { mark: string; text: string; tone: string }>([
  [true, { mark: '✓', text: 'présente', tone: 'ok' }],
  [false, { mark: '✗', text: 'manquante', tone: 'bad' }],
  [null, { mark: '?', text: 'à vérifier', tone: 'warn' }],
]);

function Pieces({ pieces }: { pieces: Dossier['pieces'] }) {
  const present = pieces.filter((p) => p.present === true).length;
  if (pieces.length === 0) return <p class="muted small">Aucune pièce dans ce dossier.</p>;
  return (
    <details open={present < pieces.length}>
      <summary>
        Pièces : {present} sur {pieces.length} {present > 1 ? 'présentes' : 'présente'}
      </summary>
      <ul class="pieces">
        {pieces.map((piece) => {
          const state = PIECE_STATES.get(piece.present);
          return (
            <li key={piece.id}>
              <span>{piece.label || 'Pièce sans nom'}</span>
              <span class={`badge ${state?.tone}`}>
                <span aria-hidden="true">{state?.mark}</span> {state?.text}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

const titleOf = ({ type, field }: Dossier): string =>
  [type ? TYPE_NAMES[type] : 'Type inconnu', field ? FIELD_NAMES[field] : 'champ inconnu'].join(' · ');

/** One dossier of the family: what it asks, for whom, where it stands, and its pieces. */
export function DossierCard({ dossier, campaign }: { dossier: Dossier; campaign: string }) {
  const { status, essmsIds, requestedCents, number, transmittedOn, pieces } = dossier;
  return (
    <li class="card stack dossier">
      <div class="section-head">
        <h3>{titleOf(dossier)}</h3>
        <span class={`badge ${TONES[status]}`}>{STATUS_NAMES[status]}</span>
      </div>
      <dl class="facts compact">
        <Fact label="Campagne">{campaign}</Fact>
        <Fact label="ESSMS">{formatPlural(essmsIds.length, 'ESSMS', 'ESSMS')}</Fact>
        <Fact label="Montant demandé">{requestedCents === null ? null : formatCents(requestedCents)}</Fact>
        {number !== '' && <Fact label="Numéro">{number}</Fact>}
        {transmittedOn !== '' && <Fact label="Transmis le">{formatDay(transmittedOn)}</Fact>}
      </dl>
      <Pieces pieces={pieces} />
    </li>
  );
}
