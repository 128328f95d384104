import { useState } from 'preact/hooks';

interface Props {
  busy: boolean;
  /** Organismes of the grappe; none when there is no grappe yet. */
  organismes: { id: string; name: string }[];
  hasGrappe: boolean;
  /** `organismeId` empty for a blank sheet. */
  onMemberSheet(organismeId: string): void;
  onExport(): void;
}

/** The sheet sent to those who will never install anything, and the whole grappe as a workbook. */
export function ImportSheets({ busy, organismes, hasGrappe, onMemberSheet, onExport }: Props) {
  const [chosen, setChosen] = useState('');
  return (
    <div class="import-sheets">
      <section class="card stack" aria-labelledby="member-sheet-title">
        <h3 id="member-sheet-title">Feuille à envoyer aux organismes membres</h3>
        <p>
          Un classeur Excel avec son mode d’emploi et des listes de choix. Chaque organisme le remplit et vous
          le renvoie ; vous l’importez ici, par la même porte.
        </p>
        {organismes.length > 0 && (
          <label>
            Pour
            <select value={chosen} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
              <option value="">un organisme à compléter (feuille vierge)</option>
              {organismes.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button
          type="button"
          disabled={busy}
          onClick={() => onMemberSheet(organismes.some(({ id }) => id === chosen) ? chosen : '')}
        >
          Télécharger la feuille
        </button>
      </section>
      {hasGrappe && (
        <section class="card stack" aria-labelledby="export-sheet-title">
          <h3 id="export-sheet-title">Exporter la grappe en tableur</h3>
          <p>
            Toute la grappe dans un classeur Excel : ESSMS, organismes, projet. Corrigé, il revient lui aussi
            par cette page.
          </p>
          <button type="button" disabled={busy} onClick={onExport}>
            Exporter en Excel
          </button>
        </section>
      )}
    </div>
  );
}
